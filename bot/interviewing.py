"""Plays the example owners through the real conversation and tells how each was served, by the rules and by a language model."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from bot.app import build_app, gateway_of, place_of
from bot.events import Event
from bot.message import Message
from bot.settings import Settings
from knowledge.evaluation.owners import Brief, Served, briefs, served
from knowledge.model.gateway import Gateway
from knowledge.model.meter import Usage
from storage.memory import MemoryStore

CHAT = "brief"
MOST_TURNS = 160
COLUMNS = ("owner", "by", "turns", "met", "said", "guidance", "guess", "recall", "precision", "invented", "tokens", "seconds")


@dataclass(frozen=True)
class Played:
    """One interview: how the owner was served, in how many turns and seconds, and what the model took."""

    served: Served
    turns: int
    seconds: float
    used: Usage


class BriefPlayer:
    """An owner from a brief: answers what the brief knows, says its asides, takes over the rest."""

    def __init__(self, brief: Brief, settings: Settings, gateway: Gateway | None = None) -> None:
        self._app = build_app(MemoryStore(), place=place_of(settings), gateway=gateway)
        self._gateway = gateway
        self._brief = brief
        self._answers = dict(brief.answers)
        self._asides = list(brief.asides)
        self._own: set[str] = set()
        self.typed: list[str] = []
        self.turns = 0

    async def play(self) -> Played:
        """The whole interview."""
        started, before = time.perf_counter(), self._spent()
        message = await self._send(text="/start")
        while self.turns < MOST_TURNS and message.question:
            message = await self._turn(message)
        state = await self._app.conversation.state_of(CHAT)
        await self._app.close()
        seconds = time.perf_counter() - started
        after = self._spent()
        used = Usage(after.input - before.input, after.output - before.output, after.calls - before.calls)
        return Played(served(self._brief, state.map, self.typed), self.turns, seconds, used)

    async def _turn(self, asked: Message) -> Message:
        offered = [button.value for row in asked.buttons for button in row]
        aside = next((each for each in self._asides if each.at == asked.question), None)
        if aside is not None:
            self._asides.remove(aside)
            return await self._send(text=aside.says)
        if asked.question in self._answers:
            return await self._send(text=self._answers.pop(asked.question))
        if "own" in offered and asked.question not in self._own and self._tells(asked):
            self._own.add(asked.question)
            return await self._send(press="own")
        return await self._send(press="accept" if "accept" in offered else "skip")

    def _tells(self, asked: Message) -> bool:
        """Whether the brief has answers to the questions of which this card is made."""
        return any(key in asked.asks or key.startswith(f"{asked.question}.") for key in self._answers)

    async def _send(self, text: str | None = None, press: str | None = None) -> Message:
        self.turns += 1
        if text:
            self.typed.append(text)
        event = Event(CHAT, f"brief:{self.turns}", text=text, press=press, language=self._brief.language)
        messages = [Message.model_validate_json(kept.body) for kept in await self._app.conversation.receive(event)]
        return messages[-1]

    def _spent(self) -> Usage:
        return self._gateway.budget.spent() if self._gateway else Usage()


async def interview_lines(settings: Settings) -> list[str]:
    """A line per owner by the rules, and per owner by the model where one is set; below them the sums."""
    gateway = gateway_of(settings)
    lines = [_row(COLUMNS)]
    for way, model in (("rules", None), *((("model", gateway),) if gateway else ())):
        played = [(brief, await BriefPlayer(brief, settings, model).play()) for brief in briefs()]
        lines += [_line(brief.id, way, one) for brief, one in played]
        lines += list(_sums(way, [one for _, one in played]))
    return lines


def _line(name: str, way: str, one: Played) -> str:
    found = one.served
    shares = [f"{share}%" for share in (found.said, found.guidance, found.guess)]
    placed = [f"{share:.2f}" for share in (found.recall, found.precision)]
    cost = (_tokens(one.used), f"{one.seconds:.1f}")
    return _row((name, way, str(one.turns), f"{found.met}/25", *shares, *placed, str(len(found.invented)), *cost))


def _sums(way: str, played: list[Played]) -> Iterator[str]:
    count = len(played)
    recall, precision = (sum(getattr(one.served, name) for one in played) / count for name in ("recall", "precision"))
    invented = [path for one in played for path in one.served.invented]
    turns = sum(one.turns for one in played) / count
    yield f"{way}: recall {recall:.3f}, precision {precision:.3f}, invented {len(invented)}, {turns:.0f} turns on average"
    if invented:
        yield f"{way}, invented at: {', '.join(invented)}"


def _tokens(used: Usage) -> str:
    return f"{used.input}+{used.output}" if used.calls else "0"


def _row(cells: tuple[str, ...]) -> str:
    return "".join(cell.ljust(17 if number == 0 else 11) for number, cell in enumerate(cells)).rstrip()
