"""Answers about the customer: who it is, what they are like, what they say, and where that is known from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from rapidfuzz import fuzz, process

from journey.commands import Command, Fill, Note
from journey.ports import Context
from journey.questions import Slot
from knowledge.understanding import lists, persona, research
from knowledge.understanding.openings import bare, cut_lead, is_chatter
from knowledge.understanding.text import both, fold, lexicon, pattern

ALIKE = 90
TRAIT_WORDS = 2
TOLD = 4
"""What was used in more words than this says more than the label of an option; those words are kept aside."""
QUOTED = re.compile(r"[\"“«](?P<double>[^\"”»]+)[\"”»]|(?<!\w)['‘](?P<single>.+?)['’](?!\w)")
CONTRASTED = re.compile(r"\s+(?:but|maar|though|yet|en|and)\s+(?:also |ook |wel |toch )?", re.IGNORECASE)


def read_persona(text: str, slot: Slot, _: Context) -> Sequence[Command]:
    """Name, age and situation, without the words that only lead up to them."""
    facts = persona.persona(bare(text, "persona"))
    situation = cut_lead(bare(facts.situation), "situation") if facts.situation else None
    given = (facts.name, age_alone(facts.age), situation)
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
    """Short items are what a customer is like, longer ones what they do."""
    found = lists.split(text)
    said = [bare(item, "traits") for item in found if not is_chatter(item)] or [text]
    items = [part for item in said for part in _contrasted(item)]
    traits = [item for item in items if len(item.split()) <= TRAIT_WORDS]
    behaviours = [item for item in items if item not in traits]
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
    return [Fill(slot.fills[0], said if whole else bare(text, "quote"), text)]


def read_research(text: str, slot: Slot, context: Context) -> Sequence[Command]:
    """The ways of knowing, by the options' labels where the words point at one, each with what was learned."""
    labels = {option.id: option.label[context.journey.language] for option in slot.question.options}
    found: list[dict[str, str | None]] = []
    notes: list[Command] = []
    for source in research.sources(text):
        known = source.method or _typed(source.words, labels)
        entry = {"method": labels.get(known or "", source.words), "insight": source.insight}
        if known in labels and len(source.words.split()) > TOLD and source.insight != source.words:
            notes.append(Note(source.words))
        same = next((each for each in found if each["method"] == entry["method"] and not each["insight"]), None)
        if same:
            same.update(entry)
        else:
            found.append(entry)
    return [Fill(slot.fills[0], found or [{"method": text}], text), *notes]


def _typed(words: str, labels: dict[str, str]) -> str | None:
    close = process.extractOne(
        words.casefold(), {key: label.casefold() for key, label in labels.items()}, scorer=fuzz.ratio, score_cutoff=ALIKE
    )
    return str(close[2]) if close else None
