"""What stands around an answer: chatter that says nothing, and openings that only repeat the question. The answer is cut out."""

from __future__ import annotations

import re
from functools import cache

from knowledge.understanding.text import WORD, both, fold, lexicon, pattern

NEVER = "\0"
EDGE = " \t\r\n,;:…"
PAUSE = r"[\s,.;:!?…–—-]"
PICTURE = r"[\u2600-\u27bf\U0001f300-\U0001faff\ufe0f\u200d]"


def bare(text: str, field: str = "", *, behind: bool = True) -> str:
    """The answer without chatter around it and without the opening of its field; the text itself when nothing else is left.

    `behind`: also what follows it; of a name ("Zeep en Zo") that may be a part.
    """
    return _within(text, field, behind=behind) or text.strip()


def is_chatter(text: str) -> bool:
    """Whether a text says nothing at all."""
    return bool(WORD.search(text)) and not _within(text, "")


def cut_lead(text: str, field: str) -> str:
    """The text without the opening of its field, also where that stands around it."""
    start = 0
    for rule in _leads(field):
        found = rule.match(fold(text))
        if found and WORD.search(text[found.end() :]):
            start = max(start, found.end())
    text = text[start:].lstrip(EDGE) if start else text
    ends = lexicon("openings")["closing"].get(field)
    closed = re.search(rf"\s+{pattern(ends)}[\s.!]*$", fold(text)) if start and ends else None
    return text[: closed.start()].rstrip(EDGE) if closed and WORD.search(text[: closed.start()]) else _framed(text, field)


def _within(text: str, field: str, *, behind: bool = True) -> str:
    """What is left between the chatter before and behind an answer."""
    left = text.strip()
    while True:
        shorter = cut_lead(_opened(left), field)
        if shorter == left:
            return _closed(left) if behind else left
        left = shorter


def _opened(text: str) -> str:
    found = _before().match(fold(text))
    return text[found.end() :] if found else text


def _closed(text: str) -> str:
    while found := _behind().search(fold(text)):
        text = text[: found.start()]
    return text if WORD.search(text) else ""


def _framed(text: str, field: str) -> str:
    """ "Ze heeft rust nodig": the opening is on both sides."""
    if field != "needs":
        return text
    found = re.fullmatch(rf"{_who()} (?:heeft|hebben) (?P<inside>\S.*?) nodig[.!]*", fold(text))
    return text[found.start("inside") : found.end("inside")] if found else text


@cache
def _before() -> re.Pattern[str]:
    subject = rf"{_any('subjects')}(?!\w)|{_any('chatter')}(?!\w)|{_any('much')}\s*[,.:;!]|{PICTURE}"
    weak = rf"{_any('weak')}(?:\s*[,.;:!?…]+\s*|\s+(?={subject})|\s*$)"
    much = rf"{_any('much')}(?:\s*[,.:;!…]+\s*|\s*$)"
    sure = rf"{_any('chatter')}(?!\w)(?:\s+hoor|\s+zeg|\s+joh)?{PAUSE}*"
    return re.compile(rf"{PAUSE}*(?:{PICTURE}\s*|{sure}|{weak}|{much})")


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf"(?:[\s,]+{_any('after')}[\s.!…]*|\s*{PICTURE}\s*|[\s,;:]+)$")


@cache
def _any(name: str) -> str:
    """Any of the words of a list; `*` at the end: its last letter any number of times, or the word repeated."""
    words = both(lexicon("openings")[name])
    exact = pattern([word for word in words if not word.endswith("*")] or [NEVER])
    drawn = [rf"(?:{re.escape(word[:-1])})+{re.escape(word[-2])}*h?" for word in words if word.endswith("*")]
    return rf"(?:{'|'.join([*drawn, exact])})"


@cache
def _who() -> str:
    return pattern(both(lexicon("openings")["who"]))


@cache
def _leads(field: str) -> tuple[re.Pattern[str], ...]:
    rules = lexicon("openings")["leads"].get(field, ())
    return tuple(
        re.compile(rf"(?:(?:en|and|maar|but) )?{rule.replace('{who}', _who())}(?:(?<=\s)|(?!\w))\s*[:,]?\s*") for rule in rules
    )
