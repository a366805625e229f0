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
from knowledge.playbook import playbooks
from knowledge.understanding import channels, corrections, emotions, lists, moments, persona, quantities, sector, values
from knowledge.understanding.text import trim

ALIKE = 80
TRAIT_WORDS = 2
CHANNELS_APART = re.compile(r"\s+(?:en|and|&|\+)\s+(?:op |at |on |via )?", re.IGNORECASE)
"""Channels are names: "Google en op de markt" are two, whatever their length."""
MEASURED = re.compile(r"gemeten|statistiek|analytics|cijfers|measured|statistics|google|shopify|woocommerce", re.IGNORECASE)
WEB_ADDRESS = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
"""Where a name is asked, anything with a dot and no space is the address."""
Reader = Callable[[str, Slot, Context], Sequence[Command]]


def read_answer(text: str, slot: Slot, context: Context) -> Sequence[Command]:
    """The commands that fill a question with this answer."""
    return READERS[slot.kind](text, slot, context) if slot.kind in READERS else [Fill(slot.fills[0], text, text)]


def shape(path: str, text: str, journey: JourneyMap) -> Any:
    """The owner's words as plain data for any field, by the last name of its path: for edits outside the question's order."""
    name, language = path.rsplit(".", maxsplit=1)[-1], journey.language
    if name == "channels":
        return [part for item in lists.split(text) or [text] for part in CHANNELS_APART.split(item) if part]
    if name in LIST_FIELDS:
        return lists.split(text) or [text]
    if name in PART_FIELDS:
        return PART_FIELDS[name](text, language)
    return text


def touchpoint_data(text: str, language: Language) -> list[dict[str, Any]]:
    """Touch points with what follows from their names."""
    found = channels.touchpoints(text, language) or [channels.Touch(text)]
    names = ("name", "channel", "ownership", "importance", "satisfaction")
    return [{name: getattr(touch, name) for name in names} for touch in found]


def contact_data(text: str, language: Language) -> list[dict[str, Any]]:
    """Key contacts; one without a recognised moment keeps all its words as the moment."""
    parts = re.split(r"\n|;", text)
    found = [(part.strip(), moments.contact(part, language)) for part in parts if part.strip()]
    return [
        {"moment": facts.moment or part, "channel": facts.channel, "message": facts.message if facts.moment else None}
        for part, facts in found
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
    return {"min": found.min, "max": found.max, "unit": found.unit} if found else None


def drop_off_data(text: str, _: Language) -> dict[str, Any]:
    """Where people leave and how they are won back."""
    facts = moments.drop_off(text)
    return {"where": facts.where, "win_back": facts.win_back}


def value_data(text: str, _: Language) -> list[dict[str, Any]]:
    """Core values with their practices."""
    return [{"value": pair.value, "practice": pair.practice} for pair in values.values(text)] or [{"value": text}]


def _list(text: str, slot: Slot, context: Context) -> Sequence[Command]:
    return [Fill(slot.fills[0], shape(slot.fills[0], text, context.journey), text)]


def _values(text: str, slot: Slot, context: Context) -> Sequence[Command]:
    return [Fill(slot.fills[0], value_data(text, context.journey.language), text)]


def _name(text: str, slot: Slot, _: Context) -> Sequence[Command]:
    found = WEB_ADDRESS.search(text)
    if found is None:
        return [Fill(slot.fills[0], text, text)]
    url = Fill(slot.fills[1], found.group(), found.group())
    name = trim(text[: found.start()] + " " + text[found.end() :]).strip(" ,")
    return [Fill(slot.fills[0], name, text), url] if name else [url, Fill(slot.fills[0], found.group(), text)]


def _persona(text: str, slot: Slot, _: Context) -> Sequence[Command]:
    facts = persona.persona(text)
    found = [
        Fill(path, value, value)
        for path, value in zip(slot.fills, (facts.name, facts.age, facts.situation), strict=True)
        if value
    ]
    return found or [Fill(slot.fills[2], text, text)]


def _traits(text: str, slot: Slot, _: Context) -> Sequence[Command]:
    items = lists.split(text) or [text]
    traits = [item for item in items if len(item.split()) <= TRAIT_WORDS]
    behaviours = [item for item in items if item not in traits]
    found = [(slot.fills[0], behaviours), (slot.fills[1], traits)]
    return [Fill(path, part, text) for path, part in found if part]


def _choice(text: str, slot: Slot, context: Context) -> Sequence[Command]:
    books, language = playbooks(), context.journey.language
    names = {key: book.name.text(language) for key, book in books.items()}
    close = process.extractOne(
        text.casefold(), {key: name.casefold() for key, name in names.items()}, scorer=fuzz.WRatio, score_cutoff=90
    )
    guessed = sector.sector(text, books)
    key = close[2] if close else guessed[0][0] if guessed else None
    return [Fill(slot.fills[0], names[key] if key else text, text)]


def _research(text: str, slot: Slot, context: Context) -> Sequence[Command]:
    language = context.journey.language
    labels = [option.label[language] for option in slot.question.options]
    found = []
    for item in [item for line in text.splitlines() for item in ([line] if ":" in line else lists.split(line))]:
        method, _, insight = item.partition(":")
        close = process.extractOne(
            method.casefold(), [label.casefold() for label in labels], scorer=fuzz.WRatio, score_cutoff=ALIKE
        )
        known = labels[close[2]] if close and insight.strip() else method.strip()
        found.append({"method": known, "insight": insight.strip() or None})
    return [Fill(slot.fills[0], found or [{"method": text}], text)]


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
PART_FIELDS: dict[str, Callable[[str, Language], Any]] = {
    "touchpoints": touchpoint_data, "contacts": contact_data, "emotion": emotion_data, "duration": duration_data,
    "drop_off": drop_off_data, "values": value_data,
}  # fmt: skip
READERS: dict[str, Reader] = {
    "list": _list, "questions": _list, "values": _values, "name": _name, "persona": _persona, "traits": _traits,
    "choice": _choice, "research": _research, "phases": _phases, "emotion": _emotion, "touchpoints": _touchpoints,
    "duration": _duration, "contacts": _contacts, "drop_off": _drop_off, "moments": _moments, "actions": _actions,
    "score": _score,
}  # fmt: skip
