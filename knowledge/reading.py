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
    corrections,
    emotions,
    guesses,
    labelling,
    lists,
    moments,
    quantities,
    tagging,
)
from knowledge.understanding.openings import bare

ALIKE = 80
TELLS = 6
"""Words beside the answer that are worth telling the owner about; fewer are kept without a word."""
KINDS = {
    "shop.offering": "offering", "shop.name": "name", "persona": "persona", "emotion": "emotion", "touchpoints": "touchpoints",
    "values": "values", "contacts": "contacts", "drop_off": "drop_off", "traits": "traits", "questions": "questions",
    "research": "research",
}  # fmt: skip
LISTS = ("unique", "needs", "wishes", "doubts", "channels", "quote", "actions", "pains")
TRAIT_WORDS = 2
SMALLER = {"hours": ("minutes", 60), "years": ("months", 12)}
"""Half an hour is shown as 30 minutes, half a year as 6 months."""
MEASURED = re.compile(r"gemeten|statistiek|analytics|cijfers|measured|statistics|google|shopify|woocommerce", re.IGNORECASE)
Reader = Callable[[str, Slot, Context], Sequence[Command]]


def read_answer(text: str, slot: Slot, context: Context) -> Sequence[Command]:
    """The commands that fill a question with this answer; what it says besides, for the notes."""
    read = READERS[slot.kind](text, slot, context) if slot.kind in READERS else _text(text, slot, context)
    kind = answer_kind(slot)
    aside = [Note(words, quiet=len(words.split()) < TELLS) for words in tagging.left_over(kind, text)] if kind else []
    return [*read, *aside]


def answer_kind(slot: Slot) -> str:
    """The kind of answer, as the examples know it, that a question asks for; empty for any other."""
    field = slot.fills[0].rpartition(".")[2] if slot.fills else ""
    return KINDS.get(slot.key) or KINDS.get(slot.kind) or (field if field in LISTS else "")


def shape(path: str, text: str, journey: JourneyMap) -> Any:
    """The owner's words as plain data for any field, by the last name of its path: for edits outside the question's order."""
    name, language = path.rsplit(".", maxsplit=1)[-1], journey.language
    if name == "channels":
        return [part for item in items(text, name) for part in guesses.CHANNELS_APART.split(item) if part]
    if name in LIST_FIELDS:
        return items(text, name)
    if path in CUT:
        return CUT[path](text, language)
    if name in PART_FIELDS:
        return PART_FIELDS[name](text, language)
    return text


def items(text: str, name: str = "") -> list[str]:
    """The things a message lists for a field, without the words around them."""
    kind = {"behaviours": "traits", "influences": "unique", "responses": "actions"}.get(name, name)
    return [words for _, words in tagging.parts(kind, text)] or [text]


def touchpoint_data(text: str, language: Language) -> list[dict[str, Any]]:
    """Touch points with what follows from their names."""
    return [_touchpoint(words, language) for _, words in tagging.parts("touchpoints", text)]


def _touchpoint(words: str, language: Language) -> dict[str, Any]:
    touch = channels.touch(words, language)
    names = ("name", "channel", "ownership", "importance", "satisfaction")
    return {name: getattr(touch, name) for name in names} | {"ownership": labelling.label("ownership", words).name}


def contact_data(text: str, language: Language) -> list[dict[str, Any]]:
    """Key contacts; one without a recognised moment keeps all its words as the moment."""
    found: list[dict[str, Any]] = []
    for label, words in tagging.parts("contacts", text):
        if not found or found[-1][label] is not None:
            found.append(dict.fromkeys(("moment", "channel", "message")))
        found[-1][label] = words
    return [each | {"moment": each["moment"] or each["message"] or text} for each in found]


def emotion_data(text: str, _: Language) -> dict[str, Any]:
    """A feeling: its score from a number that was typed, else from its word; a reason by itself says no score."""
    said = dict(reversed(tagging.parts("emotion", text)))
    found = {name: said[name] for name in ("word", "reason") if name in said}
    score = emotions.typed_score(text)
    if score is None and "word" in found:
        score = int(labelling.label("feeling", text).name)
    return found | ({} if score is None else {"score": score}) or {"reason": text}


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
    said = dict(reversed(tagging.parts("drop_off", text)))
    where = moments.drop_off(said.get("where", "")).where if "where" in said else None
    return {"where": where or text, "win_back": said.get("winback")}


def value_data(text: str, _: Language) -> list[dict[str, Any]]:
    """Core values with their practices."""
    found: list[dict[str, Any]] = []
    for label, words in tagging.parts("values", text):
        if not found or found[-1][label] is not None:
            found.append({"value": None, "practice": None})
        found[-1][label] = words
    return [each | {"value": each["value"] or each["practice"]} for each in found]


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
    "shop.name": lambda text, _: tagging.part("name", "name", text) or text,
    "shop.offering": lambda text, _: tagging.part("offering", "offering", text) or text,
    "personas.0.age": lambda text, _: age_alone(text) or text,
    "personas.0.name": lambda text, _: tagging.part("persona", "name", text) or text,
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
