"""The Telegram shell: an update becomes an event, the conversation decides, a courier delivers what was kept.

Handlers only commit. Drawing and sending happen outside the per-chat lock, by one courier task per chat, so a slow picture or a
flood limit holds up neither other chats nor the owner's next answer. An update is confirmed to Telegram after its turn is in the
database, and a message is marked as sent after Telegram took it: nothing is lost at any kill, at worst a message is shown twice.
"""
