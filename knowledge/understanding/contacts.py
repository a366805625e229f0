"""Key contacts: when, over what, and with which message: "2 dagen na levering een mailtje met tips"."""

from __future__ import annotations

import re
from functools import cache

from journey.model import Language
from knowledge.understanding import moments
from knowledge.understanding.moments import ContactFacts
from knowledge.understanding.openings import bare
from knowledge.understanding.text import WORD, both, fold, lexicon, pattern, squeeze, trim

APART = re.compile(r"\n+|;\s*|,\s+(?:en |and |dan |then )?|\s+(?:en|and|\+|&)\s+(?:dan |then )?", re.IGNORECASE)


def contacts(text: str, language: Language) -> list[ContactFacts]:
    """The contacts of a message; every word of it is in a moment, a channel or a message."""
    return [_contact(part, language) for part in _parts(text) if WORD.search(part)]


def _parts(text: str) -> list[str]:
    """Takes a message apart where both sides name a medium and a moment."""
    parts: list[str] = []
    for line in re.split(r"\n|;", text):
        at = 0
        for found in APART.finditer(line):
            if _whole(line[at : found.start()]) and _whole(line[found.end() :]):
                parts.append(line[at : found.start()])
                at = found.end()
        parts.append(line[at:])
    return [part.strip() for part in parts if part.strip()]


def _whole(text: str) -> bool:
    found = _medium().search(fold(text))
    return bool(found and (_opening().search(fold(text[: found.start()])) or _opening().search(fold(text[found.end() :]))))


def _contact(text: str, language: Language) -> ContactFacts:
    """By the medium: what stands before it is the moment, else what follows it; else by the moment's own form."""
    said = squeeze(bare(text))
    found = _medium().search(fold(said))
    if found is None:
        facts = moments.contact(said, language)
        return facts if facts.moment else ContactFacts(None, facts.channel, said, facts.channel_id)
    before, after = said[: found.start()].strip(" ,:-–"), said[found.end() :]
    medium = said[found.start("word") : found.end("word")]
    if WORD.search(before) and (_opening().search(fold(before)) or not _opening().search(fold(after))):
        rest = trim(said[found.start() :]) if WORD.search(after) else None
        return ContactFacts(before, medium, rest)
    opened = _opening().search(fold(after))
    if not opened:
        return ContactFacts(None, medium, said)
    moment, between = trim(after[opened.start() :]), after[: opened.start()]
    return ContactFacts(moment, medium, trim(said[: found.end() + opened.start()]) if WORD.search(between) else None)


@cache
def _medium() -> re.Pattern[str]:
    """A word for a medium that a shop sends over, with the small words before it."""
    words = pattern(both(lexicon("moments")["media"]))
    small = pattern(both(lexicon("moments")["by"]))
    return re.compile(rf"(?<![\w-])(?:{small}\s+)*(?P<word>{words})(?![\w-])")


@cache
def _opening() -> re.Pattern[str]:
    """The opening of a moment."""
    words = pattern(both(lexicon("moments")["openings"]))
    number = r"(?:\d+|een|one|an?|twee|two|drie|three|vier|four|vijf|five|een paar|a few|half|half an|the)"
    unit = pattern([word for words in lexicon("quantities")["units"].values() for word in both(words)])
    return re.compile(rf"(?<!\w)(?:{words}|{number}\s+{unit})(?!\w)")
