"""An answer to a question of a known kind: the owner's words in the shape of its field. No word of theirs is dropped."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from rapidfuzz import fuzz, process

from journey.commands import Chitchat, Command, Fill, Note
from journey.model import NO_CONTACT, JourneyMap, Language
from journey.ports import Context
from journey.questions import Slot
from knowledge.customer_reading import age_alone, read_persona, read_quote, read_research, read_traits
from knowledge.shop_reading import known_sector, read_name, read_offer, read_sector
from knowledge.understanding import (
    channels,
    contacts,
    corrections,
    emotions,
    lists,
    meaning,
    moments,
    persona,
    quantities,
    values,
)
from knowledge.understanding.openings import bare, is_chatter
from knowledge.understanding.shop import offer, shop_name

ALIKE = 80
TRAIT_WORDS = 2
CHANNELS_APART = re.compile(
    r"\s+(?:en|and|&|\+|or|of(?!\s+(?:mouth|the|our|my|a)\b))\s+(?:op |at |on |via |through )?", re.IGNORECASE
)
"""Channels are names: "Google en op de markt" are two, whatever their length."""
SMALLER = {"hours": ("minutes", 60), "years": ("months", 12)}
"""Half an hour is shown as 30 minutes, half a year as 6 months."""
MEASURED = re.compile(r"gemeten|statistiek|analytics|cijfers|measured|statistics|google|shopify|woocommerce", re.IGNORECASE)
Reader = Callable[[str, Slot, Context], Sequence[Command]]


def read_answer(text: str, slot: Slot, context: Context) -> Sequence[Command]:
    """The commands that fill a question with this answer."""
    return READERS[slot.kind](text, slot, context) if slot.kind in READERS else _text(text, slot, context)


def shape(path: str, text: str, journey: JourneyMap) -> Any:
    """The owner's words as plain data for any field, by the last name of its path: for edits outside the question's order."""
    name, language = path.rsplit(".", maxsplit=1)[-1], journey.language
    if name == "channels":
        return [bare(part, name) for item in items(text, name) for part in CHANNELS_APART.split(item) if part]
    if name in LIST_FIELDS:
        return items(text, name)
    if path in CUT:
        return CUT[path](text, language)
    if name in PART_FIELDS:
        return PART_FIELDS[name](text, language)
    return text


def items(text: str, name: str = "") -> list[str]:
    """The things a message lists for a field, each without chatter and without an opening that repeats the question."""
    found = lists.split(bare(text, name))
    said = [item for item in found if not is_chatter(item)] or found
    return [bare(item, name) for item in said] or [text]


def touchpoint_data(text: str, language: Language) -> list[dict[str, Any]]:
    """Touch points with what follows from their names."""
    found = channels.touchpoints(text, language) or [channels.Touch(text)]
    names = ("name", "channel", "ownership", "importance", "satisfaction")
    return [{name: getattr(touch, name) for name in names} | {"ownership": _ownership(touch)} for touch in found]


def _ownership(touch: channels.Touch) -> str | None:
    return touch.ownership or meaning.nearest("touchpoint", touch.name)


def contact_data(text: str, language: Language) -> list[dict[str, Any]]:
    """Key contacts; one without a recognised moment keeps all its words as the moment."""
    return [
        {"moment": facts.moment or facts.message, "channel": facts.channel, "message": facts.message if facts.moment else None}
        for facts in contacts.contacts(text, language)
    ]


def emotion_data(text: str, _: Language) -> dict[str, Any]:
    """A feeling; without a known word, the words are its reason."""
    feeling = emotions.emotion(text)
    if feeling is None:
        return {"reason": text}
    return {name: getattr(feeling, name) for name in ("score", "word", "reason") if getattr(feeling, name) is not None}


def duration_data(text: str, _: Language) -> dict[str, Any] | None:
    """A duration, or None when the text holds none."""
    found = quantities.duration(text)
    if found is None:
        return None
    smaller, times = SMALLER.get(found.unit, (found.unit, 1))
    if any(bound is not None and bound % 1 for bound in (found.min, found.max)):
        low, high = (None if bound is None else bound * times for bound in (found.min, found.max))
        return {"min": low, "max": high, "unit": smaller}
    return {"min": found.min, "max": found.max, "unit": found.unit}


def drop_off_data(text: str, _: Language) -> dict[str, Any]:
    """Where people leave and how they are won back."""
    facts = moments.drop_off(text)
    return {"where": facts.where, "win_back": facts.win_back}


def value_data(text: str, _: Language) -> list[dict[str, Any]]:
    """Core values with their practices."""
    return [{"value": pair.value, "practice": pair.practice} for pair in values.values(text)] or [{"value": text}]


def _text(text: str, slot: Slot, context: Context) -> Sequence[Command]:
    path = slot.fills[0]
    if path == "shop.offering":
        return read_offer(text, slot, context)
    if path.endswith(".quote"):
        return read_quote(text, slot, context)
    return [Fill(path, bare(text, path.split(".", maxsplit=1)[0]), text)]


def _list(text: str, slot: Slot, context: Context) -> Sequence[Command]:
    return [Fill(slot.fills[0], shape(slot.fills[0], text, context.journey), text)]


def _values(text: str, slot: Slot, context: Context) -> Sequence[Command]:
    return [Fill(slot.fills[0], value_data(text, context.journey.language), text)]


def _phases(text: str, slot: Slot, _: Context) -> Sequence[Command]:
    return [Fill(slot.fills[0], [{"name": name, "id": corrections.phase(name)} for name in lists.split(text)], text)]


def _emotion(text: str, slot: Slot, context: Context) -> Sequence[Command]:
    return [Fill(slot.fills[0], emotion_data(text, context.journey.language), text)]


def _touchpoints(text: str, slot: Slot, context: Context) -> Sequence[Command]:
    return [Fill(slot.fills[0], touchpoint_data(text, context.journey.language), text)]


def no_contact(text: str, slot: Slot) -> Fill:
    """The owner says outright that this phase has no contact."""
    return Fill(slot.fills[0], [{"name": text, "channel": NO_CONTACT}], text)


def _duration(text: str, slot: Slot, context: Context) -> Sequence[Command]:
    data = duration_data(text, context.journey.language)
    if data is None:
        return [Chitchat("unclear")]
    found = quantities.duration(text)
    rest = [Note(text)] if found and len(found.rest.split()) > TRAIT_WORDS else []
    return [Fill(slot.fills[0], data, text), *rest]


def _contacts(text: str, slot: Slot, context: Context) -> Sequence[Command]:
    return [Fill(slot.fills[0], contact_data(text, context.journey.language), text)]


def _drop_off(text: str, slot: Slot, context: Context) -> Sequence[Command]:
    share = moments.drop_off(text).share
    found: list[Command] = [Fill(slot.fills[0], drop_off_data(text, context.journey.language), text)]
    if share is not None:
        found.append(Fill(f"{slot.fills[0]}.share", share, text, basis="measured" if MEASURED.search(text) else "said"))
    return found


def _moments(text: str, slot: Slot, context: Context) -> Sequence[Command]:
    points = {
        f"phases.{phase.id}.touchpoints.{index}": point.name.value.casefold()
        for phase in context.journey.phases
        for index, point in enumerate(phase.touchpoints)
    }
    found: list[Command] = []
    for item in lists.split(text) or [text]:
        close = process.extractOne(item.casefold(), points, scorer=fuzz.partial_ratio, score_cutoff=ALIKE)
        if close:
            found += [Fill(f"{close[2]}.moment_of_truth", True, item), Fill(f"{close[2]}.why", item, item)]
    return found or [Note(text)]


def _actions(text: str, slot: Slot, _: Context) -> Sequence[Command]:
    return [Fill(slot.fills[0], [{"title": line.strip()} for line in text.splitlines() if line.strip()], text, add=True)]


def _score(text: str, slot: Slot, _: Context) -> Sequence[Command]:
    found = re.search(r"(?<!\d)[1-5](?!\d)", text)
    return [Fill(slot.fills[0], int(found.group()), text)] if found else [Chitchat("unclear")]


LIST_FIELDS = (
    "unique", "needs", "wishes", "traits", "behaviours", "doubts", "channels", "actions", "questions", "pains", "influences",
    "responses",
)  # fmt: skip
CUT: dict[str, Callable[[str, Language], str]] = {
    "shop.sector": lambda text, language: known_sector(text, language) or text,
    "shop.name": lambda text, _: shop_name(text)[0],
    "shop.offering": lambda text, _: offer(text).sold,
    "personas.0.age": lambda text, _: age_alone(text) or text,
    "personas.0.name": lambda text, _: persona.persona(text).name or text,
}
PART_FIELDS: dict[str, Callable[[str, Language], Any]] = {
    "touchpoints": touchpoint_data, "contacts": contact_data, "emotion": emotion_data, "duration": duration_data,
    "drop_off": drop_off_data, "values": value_data,
}  # fmt: skip
READERS: dict[str, Reader] = {
    "list": _list, "questions": _list, "values": _values, "name": read_name, "persona": read_persona,
    "traits": read_traits, "choice": read_sector, "research": read_research, "phases": _phases, "emotion": _emotion,
    "touchpoints": _touchpoints,
    "duration": _duration, "contacts": _contacts, "drop_off": _drop_off, "moments": _moments, "actions": _actions,
    "score": _score,
}  # fmt: skip
