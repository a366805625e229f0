"""What the handlers share: taking in an event, and the fine points of a tap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import CallbackQuery
from aiogram.types import Message as Received

from bot import acts
from bot.app import App, build_script
from bot.events import Event
from bot.message import Message
from bot.telegram.delivery import Courier
from bot.telegram.parsing import chat_of, language_hint, parse_press
from bot.telegram.presence import busy
from bot.telegram.sending import REPAINT
from journey.questions import unfold
from journey.state import State
from journey.store import Outgoing, StoreUnavailable
from knowledge.advice.texts import copy_texts
from knowledge.library import articles
from prompts.catalog import say

TICKED = ("research", "moments")
"""Kinds of question whose choices are ticked on and off."""
SLOW = 1.0
"""Seconds of understanding after which the owner sees that the bot is at work."""
ANSWER_SECONDS = 5
log = structlog.get_logger()


@dataclass
class Reception:
    """`pointed` are the groups that were told where to go, `albums` the last album of each chat."""

    app: App
    courier: Courier
    pointed: set[int] = field(default_factory=set)
    albums: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._script = build_script()
        self._ticked = {question.key for question in self._script if question.kind in TICKED}

    async def take(self, bot: Bot, event: Event, spot: int | None = None) -> None:
        """Let the conversation handle an event, and have the answer delivered: in the message `spot` where that is possible."""
        async with busy(bot, chat_number(event.chat), "typing", after=SLOW):
            outgoings = await self.app.conversation.receive(event)
            if spot is not None and (spot == REPAINT or _stays(outgoings, event.question)):
                self.courier.redraw(event.chat, event.update, spot)
        self.courier.wake(bot, event.chat, [outgoing for outgoing in outgoings if not outgoing.id])

    async def press(self, query: CallbackQuery, bot: Bot, update: int) -> None:
        """Answer a tap at once, then carry it out. A tap that repeats the one before is only answered."""
        saved = await self.app.store.load(chat_of(query))
        if saved is None:
            await answer(query, say("telegram", "toast.gone", language_hint(query.from_user)))
            return
        state = State.model_validate_json(saved.state)
        event = parse_press(query, update, state, self._known(state), self._ticked)
        if await self.app.conversation.is_double_tap(event):
            await answer(query, say("interface", "say.double_tap", state.map.language))
        elif acts.is_stale(event, state):
            await answer(query, say("telegram", "toast.old_button", state.map.language))
            await self.take(bot, event, REPAINT)
        else:
            await answer(query)
            await self.take(bot, event, self._spot(query, event.chat))

    def is_same_album(self, message: Received) -> bool:
        """Whether this is a further picture of an album that was answered already."""
        album = message.media_group_id
        if album is None or message.caption:
            return False
        known = self.albums.get(message.chat.id) == album
        self.albums[message.chat.id] = album
        return known

    async def language_of(self, chat: str, hint: str) -> str:
        """The language an owner chose; the hint when that cannot be told."""
        try:
            saved = await self.app.store.load(chat)
        except StoreUnavailable:
            return hint
        return State.model_validate_json(saved.state).map.language if saved else hint

    def _spot(self, query: CallbackQuery, chat: str) -> int | None:
        """The pressed message, when it is the one with the current question."""
        pressed = query.message.message_id if query.message else None
        return pressed if self.courier.shown(chat) in (None, pressed) else None

    def _known(self, state: State) -> list[str]:
        """Every name that a button may carry in short form."""
        keys = [slot.key for slot in unfold(self._script, state.map)]
        return [*keys, *state.trail, *(phase.id for phase in state.map.phases), *articles("nl"), *copy_texts()]


async def answer(query: CallbackQuery, text: str | None = None) -> None:
    """End the waiting on the button. This may come too late, or fail, without harm: the tap itself is carried out."""
    try:
        await query.answer(text, request_timeout=ANSWER_SECONDS)
    except AiogramError as error:
        log.info("answer.failed", error=type(error).__name__)


def chat_number(chat: str) -> int:
    """Telegram's own number of a chat."""
    return int(chat.partition(":")[2])


def _stays(outgoings: Sequence[Outgoing], question: str | None) -> bool:
    """Whether the answer is the same question again, so that it can take the place of the one before."""
    if len(outgoings) != 1:
        return False
    message = Message.model_validate_json(outgoings[0].body)
    return message.question == question and not message.files
