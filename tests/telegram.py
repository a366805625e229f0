"""Telegram without a network: the bot on a session of ours, and a shopkeeper who chats with the bot."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

from aiogram import Bot, Dispatcher
from aiogram.methods import AnswerCallbackQuery, EditMessageText, SendDocument, SendMessage, SendPhoto
from aiogram.methods.base import TelegramType
from aiogram.types import BufferedInputFile, InlineKeyboardMarkup

from bot.app import App, build_app
from bot.message import Message
from bot.settings import Settings
from bot.telegram.delivery import Courier
from bot.telegram.patience import FloodWait
from bot.telegram.routers import build_dispatcher
from journey.ports import Listener
from journey.state import State
from journey.store import Store, Turn
from storage.memory import MemoryStore
from tests.telegram_session import FakeSession, Pause

TOKEN = "123456:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"


@dataclass
class Screen:
    """A message as it stands in the chat."""

    number: int
    text: str
    buttons: dict[str, str] = field(default_factory=dict)
    styles: dict[str, str | None] = field(default_factory=dict)


class Telegram:
    """The bot with its dispatcher, and every chat with it."""

    def __init__(self, store: Store | None = None, listener: Listener | None = None) -> None:
        self.store = store or MemoryStore()
        self.session = FakeSession()
        self.pause = Pause()
        self.session.middleware(FloodWait(self.pause))
        self.bot = Bot(TOKEN, session=self.session)
        self.app: App = build_app(self.store, listener=listener)
        self.courier = Courier(self.app, self.pause)
        settings = Settings(_env_file=None)  # type: ignore[call-arg]
        self.dispatcher: Dispatcher = build_dispatcher(self.app, settings, self.courier)
        self._update = 0

    def number(self) -> int:
        """The next update id."""
        self._update += 1
        return self._update

    async def feed(self, kind: str, content: dict[str, Any], *, number: int | None = None) -> None:
        """Hand one update to the bot, without waiting for deliveries."""
        update = {"update_id": number or self.number(), kind: content}
        await self.dispatcher.feed_raw_update(self.bot, update)

    def of(self, kind: type[TelegramType], chat: int | None = None) -> list[TelegramType]:
        """All calls of one kind so far, to one chat."""
        return [call for call in self.session.calls if isinstance(call, kind) and chat in (None, getattr(call, "chat_id", None))]


class Shopkeeper:
    """An owner in a private chat with the bot."""

    def __init__(self, telegram: Telegram, chat: int = 7, language: str | None = "nl") -> None:
        self.telegram = telegram
        self.chat = chat
        self._user = {"id": chat, "is_bot": False, "first_name": "Iris", **({"language_code": language} if language else {})}
        self._sent = 0

    @property
    def name(self) -> str:
        return f"tg:{self.chat}"

    async def send(self, text: str) -> None:
        """Type a message and wait for the answer."""
        await self.give(text=text)

    async def give(self, *, number: int | None = None, **content: Any) -> None:
        """Send any kind of message and wait for the answer."""
        await self.telegram.feed("message", self.message(**content), number=number)
        await self.telegram.courier.idle()

    def message(self, **content: Any) -> dict[str, Any]:
        """A message of this owner, as Telegram tells it."""
        self._sent += 1
        chat = {"id": self.chat, "type": "private", "first_name": "Iris"}
        return {"message_id": self._sent, "date": 1_790_000_000, "chat": chat, "from": self._user, **content}

    async def click(self, label: str, on: Screen | None = None, *, number: int | None = None) -> None:
        """Press the button whose label holds these words, on the last message with buttons or on an older one."""
        screen = on or self.last
        data = next(data for shown, data in screen.buttons.items() if label in shown)
        await self.press(data, screen.number, number=number)

    async def press(self, data: str, message: int, *, number: int | None = None) -> None:
        """Press a button with this data and wait for the answer."""
        await self.telegram.feed("callback_query", self.tap(data, message), number=number)
        await self.telegram.courier.idle()

    def tap(self, data: str, message: int) -> dict[str, Any]:
        """A tap of this owner, as Telegram tells it."""
        shown = {"message_id": message, "date": 0, "chat": {"id": self.chat, "type": "private"}}
        return {"id": f"tap{message}{data}", "from": self._user, "chat_instance": "1", "data": data, "message": shown}

    @property
    def screens(self) -> list[Screen]:
        """Every text in the chat, oldest first, as it stands after edits."""
        shown: dict[int, Screen] = {}
        for call in self.telegram.session.calls:
            if isinstance(call, (SendMessage, EditMessageText)) and call.chat_id == self.chat:
                number = cast(Any, call).sent_as
                keyboard = call.reply_markup if isinstance(call.reply_markup, InlineKeyboardMarkup) else None
                buttons = [button for row in keyboard.inline_keyboard for button in row] if keyboard else []
                shown[number] = Screen(
                    number,
                    call.text or "",
                    {button.text: button.callback_data or "" for button in buttons},
                    {button.text: button.style for button in buttons},
                )
        return list(shown.values())

    @property
    def last(self) -> Screen:
        """The last message in the chat."""
        return self.screens[-1]

    @property
    def texts(self) -> list[str]:
        """Every text in the chat."""
        return [screen.text for screen in self.screens]

    @property
    def documents(self) -> list[str]:
        """Names of the files received."""
        sent = self.telegram.of(SendDocument, self.chat)
        return [call.document.filename or "" for call in sent if isinstance(call.document, BufferedInputFile)]

    @property
    def photos(self) -> list[SendPhoto]:
        """The pictures received."""
        return self.telegram.of(SendPhoto, self.chat)

    @property
    def toasts(self) -> list[str | None]:
        """What answered each tap."""
        return [call.text for call in self.telegram.of(AnswerCallbackQuery)]

    async def cursor(self) -> str:
        """The key of the current question."""
        return (await self.telegram.app.conversation.state_of(self.name)).cursor

    async def walk_to(self, question: str) -> None:
        """Take suggestions over, and skip what has none, up to a question."""
        await self.send("/start")
        await self.send("kamerplanten voor donkere huizen")
        while await self.cursor() != question:
            offered = next((label for label in self.last.buttons if "👍" in label), "Overslaan")
            await self.click(offered)


async def keep(telegram: Telegram, chat: str, *messages: Message, update: str = "tg:1") -> None:
    """Commit messages without delivering them, as a crash right after a commit leaves them."""
    saved = await telegram.store.load(chat)
    base, state = (saved.revision, saved.state) if saved else (0, State().model_dump_json())
    bodies = tuple(message.model_dump_json() for message in messages)
    await telegram.store.commit(Turn(chat, update, None, "", state, 0, 0, messages=bodies, base=base))
