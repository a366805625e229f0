"""One conversation object for every shell: load, understand, apply, keep in one transaction, hand back what to deliver."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import structlog

from bot import acts
from bot.events import Event
from bot.message import Message
from bot.screen import Screen
from journey.commands import Ask, Chitchat, Command, Do
from journey.interview import Interview
from journey.ports import Adviser, Listener
from journey.state import State
from journey.store import Conflict, DuplicateUpdate, Outgoing, Saved, Store, Turn, storable
from journey.work import Outcome, Reply
from journey.work import Turn as Doing
from knowledge.model.meter import metered
from prompts.catalog import say

LONGEST_TEXT = 4096
TRIES = 3
ADVISED = ("advice", "other")
"""Kinds of questions that are looked up; the others are about the interview itself."""
log = structlog.get_logger()


class Conversation:
    """Handles one update at a time per chat; shells see to that order."""

    def __init__(
        self,
        store: Store,
        interview: Interview,
        listener: Listener,
        screen: Screen,
        *,
        adviser: Adviser,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._store = store
        self._interview = interview
        self._listener = listener
        self._adviser = adviser
        self._screen = screen
        self._today = today

    async def receive(self, event: Event) -> list[Outgoing]:
        """Handle one update; the messages to deliver, oldest first. A second delivery gives what the first left undelivered."""
        for _ in range(TRIES):
            try:
                return await self._handle(event)
            except DuplicateUpdate:
                return [kept for kept in await self._store.pending(event.chat) if kept.update == event.update]
            except Conflict:
                log.info("turn.conflict", update=event.update)
        raise Conflict(event.update)

    async def is_double_tap(self, event: Event) -> bool:
        """Whether this press repeats the one just handled: the same question, made for the turn before this one."""
        saved = await self._store.load(event.chat)
        if saved is None or event.question is None:
            return False
        state = State.model_validate_json(saved.state)
        return event.revision == state.revision - 1 and event.question != state.cursor and event.question in state.trail[-1:]

    async def state_of(self, chat: str, version: int | None = None) -> State:
        """The conversation as it stands, or as it stood at a version."""
        if version is None:
            saved = await self._store.load(chat)
            return State.model_validate_json(saved.state) if saved else self._interview.begin()
        return await self._past(chat, version) or self._interview.begin()

    async def _handle(self, event: Event) -> list[Outgoing]:
        if await self._store.seen(event.chat, event.update):
            raise DuplicateUpdate(event.update)
        saved = await self._store.load(event.chat)
        state = State.model_validate_json(saved.state) if saved else self._interview.begin(event.language)
        with metered(event.chat) as used:
            doing = await self._doing(event, state, new=saved is None)
        if used.calls:
            log.info("model.used", calls=used.calls, input=used.input, output=used.output)
        outcome = self._interview.apply(state, doing)
        if outcome.effect == "forget":
            return await self._forget(event, outcome)
        if saved is None:
            outcome = _welcomed(outcome)
        messages = self._screen.render(outcome)
        if outcome.effect == "export":
            messages[0].files.append("data")
        return await self._store.commit(self._turn(event, saved, state, outcome, messages))

    async def _doing(self, event: Event, state: State, *, new: bool) -> Doing:
        commands = [await self._advised(command, state) for command in await self._commands(event, state)]
        if new and len(commands) == 1 and (isinstance(commands[0], Chitchat) or commands[0] == Do("start")):
            commands = []
        wants_past = any(isinstance(command, Do) and command.act == "undo" for command in commands) and state.version > 0
        past = await self.state_of(event.chat, state.parent) if wants_past else None
        text = storable(event.text or "")
        return Doing(commands, self._today(), text, f"m{state.revision + 1}", past)

    async def _commands(self, event: Event, state: State) -> Sequence[Command]:
        if event.press is not None:
            return [Do("stale")] if acts.is_stale(event, state) else acts.press(event.press, state)
        if event.other is not None:
            return [Chitchat(event.other)]
        text = storable(event.text or "").strip()
        if not text:
            return [Chitchat("empty")]
        if len(text) > LONGEST_TEXT:
            return [Chitchat("long")]
        return acts.slash(text, state) or await self._listener.understand(text, self._interview.context(state))

    async def _advised(self, command: Command, state: State) -> Command:
        """A question about the shop with its answer; any other command as it is."""
        if not isinstance(command, Ask) or command.topic not in ADVISED:
            return command
        context = self._interview.context(state)
        if command.article:
            return replace(command, advice=await self._adviser.explain(command.article, context))
        return replace(command, advice=await self._adviser.advise(command.text, context))

    async def _past(self, chat: str, version: int) -> State | None:
        kept = await self._store.version(chat, version)
        return State.model_validate_json(kept) if kept else None

    async def _forget(self, event: Event, outcome: Outcome) -> list[Outgoing]:
        """Delete everything. The farewell is not kept: nothing of this chat may stay."""
        await self._store.forget(event.chat)
        language = outcome.state.map.language
        farewell = Message(text=say("interface", "say.forgotten", language), language=language)
        return [Outgoing(id=0, chat=event.chat, update=event.update, body=farewell.model_dump_json())]

    def _turn(self, event: Event, saved: Saved | None, before: State, outcome: Outcome, messages: list[Message]) -> Turn:
        after = outcome.state
        return Turn(
            chat=event.chat,
            update=event.update,
            raw=event.text if event.text is not None else event.press or event.other,
            question=before.cursor,
            state=after.model_dump_json(),
            version=after.version,
            parent=after.parent,
            snapshot=after.version > before.top,
            messages=tuple(message.model_dump_json() for message in messages),
            base=saved.revision if saved else 0,
        )


def _welcomed(outcome: Outcome) -> Outcome:
    """The first message of a chat is greeted, whatever it was."""
    return replace(outcome, replies=(Reply("welcome"), *outcome.replies), aside=False)
