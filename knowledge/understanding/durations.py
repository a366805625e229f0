"""How long something takes, in an owner's words: "1 tot 2 weken", "een week of twee", "anderhalve maand"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from journey.model import Unit
from knowledge.understanding.numbers import a_number, around, number, rest
from knowledge.understanding.text import both, fold, lexicon, pattern, squeeze

MINUTES: dict[Unit, float] = {"minutes": 1, "hours": 60, "days": 1440, "weeks": 10080, "months": 43830, "years": 525960}


@dataclass(frozen=True, slots=True)
class Duration:
    """How long something takes. A bound the owner left open is None; unit `unknown`: the owner says it is not known."""

    min: float | None
    max: float | None
    unit: Unit
    quote: str
    rest: str


def duration(text: str) -> Duration | None:
    """The duration in a text, or None when there is none."""
    folded = fold(text)
    for rule in (_idiom, _range, _single, _measure, _bare):
        found = rule(folded)
        if found:
            low, high, unit, start, end = found
            return Duration(low, high, unit, squeeze(text[start:end]), rest(text, start, end))
    return _in_words(text, folded)


def unit(typed: str) -> Unit | None:
    """The unit of time that a word names, or None."""
    return _units().get(" ".join(fold(typed).split()))


_Found = tuple[float | None, float | None, Unit, int, int]


def _idiom(folded: str) -> _Found | None:
    """ "Een week of twee", "an hour and a half", "tweeënhalf uur"."""
    half = re.search(rf"(?<!\w)(?P<n>een|an?|one)\s+(?P<u>{a_unit()})\s+(?:en|and)\s+(?:een|an?)\s+(?:half|halve)(?!\w)", folded)
    if half:
        return 1.5, 1.5, _units()[half["u"]], half.start(), half.end()
    halves = re.search(rf"(?<!\w)(?P<n>{a_number()})\s*(?:en|and)\s*(?:een|a)\s*(?:half|halve)\s+(?P<u>{a_unit()})(?!\w)", folded)
    if halves:
        many = number(halves["n"]) + 0.5
        return many, many, _units()[halves["u"]], halves.start(), halves.end()
    loose = re.search(
        rf"(?<!\w)(?:een|an?|one)\s+(?P<u>{a_unit()})\s+(?:of|or)\s+(?P<n>{a_number()})(?!\w)(?!\s+{a_unit()}(?!\w))", folded
    )
    if loose and number(loose["n"]) > 1:
        many = number(loose["n"])
        return (1.0 if many == 2 else many), many, _units()[loose["u"]], loose.start(), loose.end()
    return None


def _range(folded: str) -> _Found | None:
    found = re.search(
        rf"(?<![\w.,])(?:{around('about')}\s+)*(?:tussen\s+(?:de\s+)?|between\s+)?(?P<low>{a_number()})\s*(?P<lu>{a_unit()})?"
        rf"\s*(?:-|–|—|\s{around('to')}\s)\s*(?P<high>{a_number()})\s*-?(?P<u>{a_unit()})(?!\w)",
        folded,
    )
    if not found:
        return None
    low, high, second = number(found["low"]), number(found["high"]), _units()[found["u"]]
    first = _units()[found["lu"]] if found["lu"] else second
    if first != second:
        high, second = round(high * MINUTES[second] / MINUTES[first], 1), first
    return min(low, high), max(low, high), second, found.start(), found.end()


def _single(folded: str) -> _Found | None:
    found = re.search(
        rf"(?<![\w.,])(?P<bound>(?:{around('about')}|{around('most')}|{around('least')})\s+)*(?:±\s*|~\s*|[<>]\s*)?"
        rf"(?:(?P<vague>{_vague()})\s+|(?P<n>{a_number()})(?P<plus>\+)?\s*-?)(?P<u>{a_unit()})(?!\w)",
        folded,
    )
    if not found:
        return None
    kind = _units()[found["u"]]
    if found["vague"]:
        low, high = _vagues()[" ".join(found["vague"].split())]
        return low, high, kind, found.start(), found.end()
    many = number(found["n"])
    before = folded[found.start() : found.start("n")]
    low_open = bool(re.search(rf"(?<!\w){around('most')}(?!\w)|<", before))
    high_open = bool(re.search(rf"(?<!\w){around('least')}(?!\w)|>", before) or found["plus"]) and not low_open
    return (None if low_open else many), (None if high_open else many), kind, found.start(), found.end()


def _measure(folded: str) -> _Found | None:
    measures = lexicon("quantities")["measures"]
    found = re.search(
        rf"(?<![\w.,])(?:(?:(?P<v>{_vague()})|(?P<n>{a_number()}))\s+)?(?P<u>{pattern(list(measures))})(?!\w)", folded
    )
    if not found:
        return None
    size, kind = measures[" ".join(found["u"].split())]
    low, high = _vagues()[" ".join(found["v"].split())] if found["v"] else (number(found["n"] or "1"),) * 2
    return round(low * size, 2), round(high * size, 2), kind, found.start(), found.end()


def _bare(folded: str) -> _Found | None:
    """ "Weken": a unit with no number. The bounds stay open."""
    found = re.fullmatch(rf"\s*(?:{around('about')}\s+)*(?P<u>{a_unit()})\s*[.!]*\s*", folded)
    if not found or len(found["u"]) < 3:
        return None
    return None, None, _units()[found["u"]], found.start("u"), found.end("u")


def _in_words(text: str, folded: str) -> Duration | None:
    found = re.search(rf"(?<!\w){around('unknown')}(?!\w)", folded)
    if found:
        return Duration(None, None, "unknown", squeeze(text[found.start() : found.end()]), rest(text, *found.span()))
    found = re.match(rf"\s*{around('instant')}(?!\w)", folded)
    if found:
        return Duration(0.0, 0.0, "minutes", squeeze(text[found.start() : found.end()]), rest(text, *found.span()))
    return None


@cache
def _vagues() -> dict[str, tuple[float, float]]:
    vague = lexicon("quantities")["vague"]
    return {word: (float(low), float(high)) for language in vague.values() for word, (low, high) in language.items()}


@cache
def _units() -> dict[str, Unit]:
    return {word: kind for kind, words in lexicon("quantities")["units"].items() for word in both(words)}


@cache
def _vague() -> str:
    return pattern(list(_vagues()))


@cache
def a_unit() -> str:
    """A regular expression for a unit of time."""
    return pattern(list(_units()))
