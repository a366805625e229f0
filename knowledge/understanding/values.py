"""Core values and how each shows in practice: "eerlijk: we zeggen ook nee"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.understanding import lists
from knowledge.understanding.text import WORD, sentences, squeeze, trim

BETWEEN = re.compile(
    r"\s*(?::(?!//|\))|=>|->|→|=)\s*|\s+[-–—]\s+"
    r"|\s+(?:want|omdat|doordat|because|since|dus|door|by|as in|bijvoorbeeld|bijv\.?|bv\.?|e\.g\.)\s+"
    r"|,\s+(?=(?:want|omdat|we|wij|ik|dus|because|so|i)\s)|\s*\((?=[^()]*\)\s*$)",
    re.IGNORECASE,
)

SHORT = 2


@dataclass(frozen=True, slots=True)
class ValuePair:
    """A core value, and how it shows; None when the owner did not say."""

    value: str
    practice: str | None = None


def values(text: str) -> list[ValuePair]:
    """The values of a message with their practices, in the owner's words and order."""
    pairs: list[ValuePair] = []
    for part in _parts(text):
        if pairs and pairs[-1].practice is None and _is_practice(pairs[-1].value, part):
            pairs[-1] = ValuePair(pairs[-1].value.rstrip("!?"), trim(part))
            continue
        found = [pair for segment in _segments(part) for pair in [_pair(segment)] if pair]
        pairs.extend(found if any(pair.practice for pair in found) else map(ValuePair, lists.split(part)))
    return pairs


def _parts(text: str) -> list[str]:
    lines = [lists.BULLET.sub("", line, count=1) for line in text.splitlines()]
    pieces = [piece for line in lines for piece in line.split(";")]
    return [piece[start:end] for piece in pieces for start, end in sentences(lists.mask(piece)) if WORD.search(piece[start:end])]


def _is_practice(value: str, part: str) -> bool:
    """ "Rust. Je krijgt van mij geen vijf mails per week": a word by itself, and a sentence that shows it."""
    return len(value.split()) <= SHORT and len(part.split()) > SHORT + 1 and not BETWEEN.search(part)


def _segments(part: str) -> list[str]:
    """Takes "a: x, b: y" apart before each new pair; commas inside a practice stay."""
    covered = lists.mask(part)
    cuts = [0]
    for comma in re.finditer(r",\s+(?:en\s+|and\s+)?|\)\s*(?:en|and)?\s+", part):
        ahead = re.split(r",\s", covered[comma.end() :], maxsplit=1)[0]
        head = re.split(r"\s*:|\s[-–—]\s|\s*\(|\s*\ue000", ahead, maxsplit=1)
        if len(head) > 1 and 0 < len(head[0].split()) <= 4 and comma.start() > 0 and _outside(part, comma.start()):
            cuts.append(comma.end())
    return [part[start:end] for start, end in zip(cuts, [*cuts[1:], len(part)], strict=True)]


def _outside(part: str, at: int) -> bool:
    return part[:at].count("(") <= part[: at + 1].count(")")


def _pair(segment: str) -> ValuePair | None:
    segment = segment.strip(" ,;.\n\t")
    found = BETWEEN.search(segment)
    if found and WORD.search(segment[: found.start()]) and WORD.search(segment[found.end() :]):
        practice = re.sub(r"^(?:want|omdat|doordat|because|since)\s+(?=\S)", "", segment[found.end() :], flags=re.IGNORECASE)
        bracket = found.group().strip() == "("
        return ValuePair(trim(segment[: found.start()]), _closed(practice) if bracket else trim(practice))
    value = trim(segment)
    return ValuePair(value) if WORD.search(value) else None


def _closed(practice: str) -> str:
    return squeeze(practice.strip().rstrip(" ,.;").removesuffix(")"))
