"""Answers about the customer: who it is, what they are like, what they say, and where that is known from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from rapidfuzz import fuzz, process

from journey.commands import Command, Fill
from journey.ports import Context
from journey.questions import Slot
from knowledge.understanding import labelling, persona, research, tagging
from knowledge.understanding.text import both, fold, lexicon, pattern

ALIKE = 90
TRAIT_WORDS = 2
SURE = 0.6
QUOTED = re.compile(r"[\"“«](?P<double>[^\"”»]+)[\"”»]|(?<!\w)['‘](?P<single>.+?)['’](?!\w)")
CONTRASTED = re.compile(r"\s+(?:but|maar|though|yet|en|and)\s+(?:also |ook |wel |toch )?", re.IGNORECASE)


def read_persona(text: str, slot: Slot, _: Context) -> Sequence[Command]:
    """Name, age and situation, without the words that only lead up to them."""
    said = dict(reversed(tagging.parts("persona", text)))
    given = (said.get("name"), age_alone(said.get("age")), said.get("situation"))
    found = [Fill(path, value, value) for path, value in zip(slot.fills, given, strict=True) if value]
    return found or [Fill(slot.fills[2], text, text)]


def age_alone(said: str | None) -> str | None:
    """The bare number where the rest only says "about" or "years": the question asks for about that."""
    age = persona.persona(said).age if said else None
    found = _plain_age().fullmatch(fold(age)) if age else None
    return age[found.start("years") : found.end("years")] if age and found else age


@cache
def _plain_age() -> re.Pattern[str]:
    about, years = (pattern(both(lexicon("persona")[name])) for name in ("about_number", "years"))
    return re.compile(rf"(?:{about}\s+|±\s*|~\s*)*(?P<years>\d\d(?:\s?(?:-|–|tot|a|to|of|or)\s?\d\d)?\+?)(?:\s*-?{years})?")


def read_traits(text: str, slot: Slot, _: Context) -> Sequence[Command]:
    """What a customer does, and what they are like."""
    found = [part for _, words in tagging.parts("traits", text) for part in _contrasted(words)]
    said = [(labelling.label("trait", part).name, part) for part in found]
    behaviours, traits = ([words for name, words in said if name == label] for label in ("behaviour", "trait"))
    filled = [(slot.fills[0], behaviours), (slot.fills[1], traits)]
    return [Fill(path, part, text) for path, part in filled if part]


def _contrasted(item: str) -> list[str]:
    """ "Streng maar eerlijk" is two."""
    parts = CONTRASTED.split(item)
    return parts if all(0 < len(part.split()) <= TRAIT_WORDS for part in parts) else [item]


def read_quote(text: str, slot: Slot, _: Context) -> Sequence[Command]:
    """What a customer says: what stands between quotation marks, or all of it."""
    quoted = QUOTED.search(text)
    said = (quoted["double"] or quoted["single"]).strip() if quoted else ""
    whole = len(said.split()) > 1 and len(said) * 3 >= len(text)
    return [Fill(slot.fills[0], said if whole else tagging.part("quote", "quote", text) or text, text)]


def read_research(text: str, slot: Slot, context: Context) -> Sequence[Command]:
    """The ways of knowing, by the options' labels where the words point at one, each with what was learned."""
    options = {option.id: option.label[context.journey.language] for option in slot.question.options}
    found: list[dict[str, str | None]] = []
    for label, words in tagging.parts("research", text):
        if label == "method":
            found.append({"method": options.get(_method(words, options) or "", words), "insight": None})
        elif label == "insight" and (not found or found[-1]["insight"]):
            found.append({"method": options.get(_method(text, options) or "", words), "insight": words})
        elif label == "insight":
            found[-1]["insight"] = words
    told = [entry for entry in found if entry["insight"] or not any(other["insight"] for other in _same(entry, found))]
    return [Fill(slot.fills[0], told or [{"method": text}], text)]


def _same(entry: dict[str, str | None], found: Sequence[dict[str, str | None]]) -> list[dict[str, str | None]]:
    return [other for other in found if other["method"] == entry["method"]]


def _method(words: str, labels: dict[str, str]) -> str | None:
    """The id of the option that words point at: its label, a word that is known for it, or what is meant."""
    folded = {key: label.casefold() for key, label in labels.items()}
    close = process.extractOne(words.casefold(), folded, scorer=fuzz.ratio, score_cutoff=ALIKE)
    if close:
        return str(close[2])
    meant = labelling.label("research_method", words)
    return research.method(words) or (meant.name if meant.chance >= SURE else None)
