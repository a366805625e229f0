"""What an owner knows their customers from, and what they learned: "onze reviews: mensen klagen over de bezorgtijd"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from knowledge.understanding.openings import bare, is_chatter
from knowledge.understanding.text import WORD, Phrases, both, fold, lexicon, pattern, squeeze, tokens

PARTS = re.compile(r"[,;]\s+|[.!?]+\s+|\n+")
JOINED = re.compile(r"\s+(?:en|and|plus|&|\+)\s+", re.IGNORECASE)
LABEL = re.compile(r"\s*(?::(?!//)|->|→|=>|\s[-–—]\s)\s*")
SHORT = 6


@dataclass(frozen=True, slots=True)
class Source:
    """A way of knowing: `method` is an option of the question or None, `words` what the owner called it."""

    method: str | None
    words: str
    insight: str | None = None


def sources(text: str) -> list[Source]:
    """The ways of knowing that a message tells, in its order and words."""
    found: list[Source] = []
    for line in text.splitlines():
        if WORD.search(line):
            found += _of_line(line.strip())
    return found


def method(text: str) -> str | None:
    """The option of the research question that words point at, or None."""
    words = tokens(text)
    named = [match.value for match in _methods().find(words)]
    best = min(named, key=list(lexicon("research")["methods"]).index, default=None)
    if best == "own_reviews" and any(word.word in both(lexicon("research")["elsewhere"]) for word in words):
        return "other_reviews"
    return best


def _of_line(line: str) -> list[Source]:
    """A line with a colon or arrow tells one source and what it taught; another is taken apart at its commas."""
    label = LABEL.search(line)
    if label and WORD.search(line[label.end() :]) and WORD.search(line[: label.start()]):
        insight = squeeze(line[label.end() :])
        *before, named = _of_parts(line[: label.start()])
        return [*before, replace(named, insight=insight)]
    return _of_parts(line)


def _of_parts(line: str) -> list[Source]:
    found: list[Source] = []
    start = 0
    for left, right in _parts(line):
        part = line[left:right].strip()
        if not WORD.search(part) or is_chatter(part):
            continue
        if _is_source(part, found):
            found += _split(part)
            start = 0
        elif found:
            start = start or left
            found[-1] = replace(found[-1], insight=squeeze(line[start:right]).rstrip("."))
        else:
            found.append(Source(None, bare(part)))
    return _paired(found) or [Source(None, squeeze(line))]


def _parts(line: str) -> list[tuple[int, int]]:
    cuts = [0, *(spot for found in PARTS.finditer(line) for spot in found.span()), len(line)]
    return list(zip(cuts[::2], cuts[1::2], strict=True))


def _is_source(part: str, found: list[Source]) -> bool:
    """Whether a part names a way of knowing rather than what was learned from the one before."""
    if not method(part):
        return False
    taught = re.match(rf"(?:(?:en|and)\s+)?{pattern(both(lexicon('research')['learned']))}(?!\w)", fold(part))
    return not found or found[-1].method is None or not (taught or len(part.split()) > SHORT)


def _split(part: str) -> list[Source]:
    """ "Vragenlijst en reviews" are two; "uit reviews blijkt dat ..." is one with its lesson."""
    shows = re.search(rf"\s{pattern(both(lexicon('research')['shows']))}\s+", fold(part))
    if shows and method(part[: shows.start()]):
        return [Source(method(part[: shows.start()]), part[: shows.start()].strip(), part[shows.end() :].strip().rstrip("."))]
    pieces = JOINED.split(part)
    kinds = [method(piece) for piece in pieces]
    if len(pieces) > 1 and all(kinds) and len(set(kinds)) == len(kinds):
        return [Source(kind, bare(piece)) for kind, piece in zip(kinds, pieces, strict=True)]
    return [Source(method(part), bare(part))]


def _paired(found: list[Source]) -> list[Source]:
    """What was learned may stand first: "ze willen grotere zakken, zegt het panel"."""
    if len(found) == 2 and found[0].method is None and found[1].method and not found[1].insight:
        return [replace(found[1], insight=found[0].words)]
    return found


@cache
def _methods() -> Phrases[str]:
    known = lexicon("research")["methods"]
    return Phrases({fold(word): kind for kind in reversed(known) for word in both(known[kind])}, fuzzy=8)
