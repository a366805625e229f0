"""`journey.ports.Listener` with a language model: it points at the owner's words, the rules win on what is exact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pydantic import BaseModel, ConfigDict

from journey import filling
from journey.commands import Command, Edit, Fill, Note, Probe
from journey.ports import Context, Listener
from journey.questions import Slot
from knowledge import reading
from knowledge.model.failure import ModelFailed
from knowledge.model.gateway import Gateway
from knowledge.model.grounding import literal
from knowledge.model.prompt import Asked, asked
from knowledge.model.telling import fields, language_name, tell_map, told_places
from knowledge.understanding.text import WORD, fold, squeeze

FEWEST_WORDS = 4
"""A shorter message holds nothing that the rules do not see."""
LONGEST_PROBE = 240
MOST_HEARD = 40
AS_MUCH = 0.7
"""The share of the words of the rules' reading: leaving out a lead-in is fine, leaving out a thing is not."""
EXACT = ("duration", "score", "choice", "phases", "moments", "actions", "title")
"""Kinds of questions whose answers the rules read better: numbers, dates, names of a list."""
LISTS = ("list", "questions", "traits")
ADDRESS = re.compile(r"https?:|www\.|@\w")


class Heard(BaseModel):
    """A place on the map and the owner's words for it."""

    model_config = ConfigDict(extra="ignore")

    place: str
    quote: str


class Understood(BaseModel):
    """What a model makes of a message."""

    model_config = ConfigDict(extra="ignore")

    fills: list[Heard] = []
    edits: list[Heard] = []
    probe: str = ""


class ModelListener:
    """Rules first; where those see an answer, the model may see more in it."""

    def __init__(self, rules: Listener, gateway: Gateway) -> None:
        self._rules = rules
        self._gateway = gateway

    async def understand(self, text: str, context: Context) -> Sequence[Command]:
        """The commands of a message; those of the rules alone where the model has nothing sound to add."""
        ruled = await self._rules.understand(text, context)
        if not _may_hold_more(text, ruled, context):
            return ruled
        try:
            heard = await self._gateway.extract(_asked(text, context), Understood)
        except ModelFailed:
            return ruled
        return _together(ruled, heard, text, context)


def _may_hold_more(text: str, ruled: Sequence[Command], context: Context) -> bool:
    """Whether the message is an answer in words; acts, questions, buttons and short answers are the rules' own."""
    slot = context.slot
    if slot is None or slot.kind in EXACT or len(WORD.findall(text)) < FEWEST_WORDS:
        return False
    return all(isinstance(command, (Fill, Note)) for command in ruled)


def _asked(text: str, context: Context) -> Asked:
    assert context.slot is not None
    journey = context.journey
    return asked(
        "understand",
        text,
        language=language_name(journey.language),
        map=tell_map(journey),
        question=context.slot.question.ask[journey.language],
        fields=fields(context),
    )


def _together(ruled: Sequence[Command], heard: Understood, text: str, context: Context) -> Sequence[Command]:
    """The rules' commands, the model's where they say more of the owner's words, and at most one follow-up question."""
    assert context.slot is not None
    told = [*_grounded(heard.fills, text, context)]
    here = [fill for fill in told if fill.path in context.slot.fills]
    notes = [note for note in ruled if isinstance(note, Note) and not any(fold(fill.quote) in fold(note.text) for fill in told)]
    fills = [command for command in ruled if isinstance(command, Fill)]
    chosen = [*(_anew(here) if _says_more(here, fills, context.slot) else fills), *notes]
    more = [fill for fill in told if fill.path not in context.slot.fills and not filling.is_owners(context.journey, fill.path)]
    edits = [Edit(fill.path, fill.value, fill.quote) for fill in _grounded(heard.edits, text, context)][:1]
    return [*chosen, *_unheard(more, chosen), *edits, *_probe(heard)]


def _says_more(here: Sequence[Fill], ruled: Sequence[Command], slot: Slot) -> bool:
    """Whether the model finds about as much in an answer as the rules do; a list is all it may take apart anew."""
    return bool(here) and slot.kind in LISTS and _size(here) >= AS_MUCH * _size(ruled)


def _size(commands: Sequence[Command]) -> int:
    return sum(len(WORD.findall(str(command.value))) for command in commands if isinstance(command, Fill))


def _anew(fills: Sequence[Fill]) -> list[Command]:
    """The first takes the place of what stood there for this question, the others come beside it."""
    paths = list(dict.fromkeys(fill.path for fill in fills))
    first = {path: next(fill for fill in fills if fill.path == path) for path in paths}
    return [replace(fill, add=fill is not first[fill.path]) for fill in fills]


def _unheard(fills: Sequence[Fill], chosen: Sequence[Command]) -> list[Command]:
    """What is told for other places, but for words that already went somewhere."""
    taken = {squeeze(fold(command.quote)) for command in chosen if isinstance(command, Fill)}
    return [fill for fill in fills if squeeze(fold(fill.quote)) not in taken]


def _grounded(heard: Sequence[Heard], text: str, context: Context) -> Iterator[Fill]:
    """What the owner literally said, for a place that exists, in that place's shape."""
    places = set(told_places(context))
    for each in heard[:MOST_HEARD]:
        quote, place = literal(text, each.quote), each.place.strip()
        if quote and place in places:
            value = reading.shape(place, quote, context.journey)
            if value is not None:
                yield Fill(place, value, quote, add=True)


def _probe(heard: Understood) -> list[Command]:
    """A follow-up that is one: a short question, in a line."""
    words = squeeze(heard.probe)
    fits = words.endswith("?") and len(words) <= LONGEST_PROBE and words.count("?") == 1 and not ADDRESS.search(words)
    return [Probe(words)] if fits else []
