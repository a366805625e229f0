"""Numbers and units as owners type them, and the small words around a quantity."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from journey.model import Unit
from knowledge.understanding.text import WORD, both, fold, lexicon, pattern, without

DIGITS = r"\d{1,3}(?:[.,]\d{3})+(?!\d)|\d+(?:[.,]\d{1,2})?(?:\s?½)?|½"
NO_AMOUNT = r"[€£$]\s*\d[\d.,]*|\d[\d.,]*\s*[%€]|\d{1,2}:\d\d|\d+[-/]\d+[-/]\d+"
"""Prices, shares, times of day and dates."""
QUARTERS = {"1/2": 0.5, "1/4": 0.25, "3/4": 0.75}
SMALL = (
    "about", "most", "least", "between", "to", "or", "and", "filler", "adjectives", "correction", "condition", "per", "numbered",
    "more", "articles", "alone", "clipped", "greetings",
)  # fmt: skip
JOINS = frozenset({"to", "or", "and", "between", "filler"})
Size = tuple[float, Unit]


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a text: a number (`low` to `high`), a unit of time (`size`), a small word by its lists (`marks`)."""

    word: str
    start: int
    end: int
    low: float | None = None
    high: float | None = None
    size: Size | None = None
    marks: frozenset[str] = frozenset()


EDGE = Atom("", 0, 0, marks=frozenset({"stop"}))
"""The edge of a text parts as a full stop does."""


@dataclass(frozen=True, slots=True)
class Measure:
    """An amount: `low` to `high` times `size` of a unit, from its first atom to its last.

    The unit is unknown as long as it is another's; `one`: "een week", "week".
    """

    low: float
    high: float
    first: int
    last: int
    size: float = 1.0
    unit: Unit = "unknown"
    one: bool = False


def number(typed: str) -> float:
    """The value of a number in digits or words: "1.000,50", "1½", "anderhalve". 0 when it is none."""
    typed = " ".join(fold(typed).split())
    if typed in numbers():
        return numbers()[typed]
    half = 0.5 if "½" in typed else 0.0
    digits = typed.replace("½", "").strip()
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?", digits):
        digits = re.sub(r"[.,](?=\d{3})", "", digits)
    return (float(digits.replace(",", ".")) if re.fullmatch(r"\d+(?:[.,]\d+)?", digits) else 0.0) + half


def rest(text: str, start: int, end: int) -> str:
    """What is left of a text without a span; empty when no word is."""
    left = without(text, start, end)
    return left if WORD.search(left) else ""


def atoms(folded: str) -> list[Atom]:
    """A folded text in pieces with one meaning each: "a" is a number or joins two, "min" is minutes or at least."""
    pieces = [_atom(found) for found in _pieces().finditer(folded)]
    hourly = any(piece.size and piece.size[1] in ("minutes", "hours") for piece in pieces)
    found: list[Atom] = []
    for piece, after in zip(pieces, [*pieces[1:], EDGE], strict=False):
        found.append(_meant(piece, found[-1] if found else EDGE, after, hourly))
    return found


def at(pieces: Sequence[Atom], place: int) -> Atom:
    """The atom at a place; beyond the text, its edge."""
    return pieces[place] if 0 <= place < len(pieces) else EDGE


def amount(pieces: Sequence[Atom], here: int) -> Measure | None:
    """A number with its unit: "3 dagen", "twee en een half uur", "2u30"."""
    first, next_ = pieces[here], at(pieces, here + 1)
    if first.low is None or first.high is None:
        return None
    more = next_.low or 0.0 if "half" in next_.marks else 0.0
    last = here if first.size else _unit_at(pieces, here + 2 if more else here + 1)
    named = pieces[last].size if last is not None else None
    if last is None or named is None:
        return None
    return and_half(pieces, Measure(first.low + more, first.high + more, here, last, *named, "articles" in first.marks))


def _unit_at(pieces: Sequence[Atom], here: int) -> int | None:
    """Where the unit of a number is, when only "hele", "+" or a hyphen stands between."""
    while "adjectives" in at(pieces, here).marks or at(pieces, here).word in ("+", "-"):
        here += 1
    return here if at(pieces, here).size and pieces[here].low is None else None


def and_half(pieces: Sequence[Atom], measure: Measure) -> Measure:
    """With "and a half" after the unit; with a unit of its own that is another amount."""
    half = at(pieces, measure.last + 1)
    if half.low is None or "half" not in half.marks or _unit_at(pieces, measure.last + 2) is not None:
        return measure
    return replace(measure, low=measure.low + half.low, high=measure.high + half.low, last=measure.last + 1, one=False)


def next_number(pieces: Sequence[Atom], here: int) -> int | None:
    """Where another number follows: right away, after joining words, or, when it is more, after a comma."""
    then, low = here + 1, pieces[here].low or 0.0
    while at(pieces, then).marks & JOINS and at(pieces, then).low is None:
        then += 1
    comma = at(pieces, here + 1).word == ","
    following = at(pieces, then + comma).low
    return then + comma if following is not None and (not comma or following > low) else None


@cache
def numbers() -> dict[str, float]:
    """Every number in words, folded."""
    return {word: value for language in ("nl", "en") for word, value in _counted(language).items()}


@cache
def units() -> dict[str, Unit]:
    """The units of our own scale by their words."""
    return {word: kind for kind, words in lexicon("quantities")["units"].items() for word in both(words)}


@cache
def sizes() -> dict[str, Size]:
    """Every unit of time by its word: so many of a unit of our own scale."""
    own: dict[str, Size] = {word: (1.0, kind) for word, kind in units().items()}
    return own | {word: (float(size), kind) for word, (size, kind) in lexicon("quantities")["measures"].items()}


@cache
def around(name: str) -> str:
    """A regular expression for a word list of the quantities lexicon."""
    return pattern(both(lexicon("quantities")[name]))


def _counted(language: str) -> dict[str, float]:
    """The numbers of a language, with what its tens and its halves make of them: "vijfentwintig", "twenty-five", "drieenhalf"."""
    simple, tens = (lexicon("quantities")[name][language] for name in ("numbers", "tens"))
    found = {word: float(value) for word, value in (simple | tens).items()}
    ones = {word: value for word, value in found.items() if 1 <= value <= 9 and value % 1 == 0 and " " not in word}
    for one, value in ones.items():
        if language == "nl":
            found |= {f"{one}en{ten}": more + value for ten, more in tens.items()}
            found |= {f"{one}en{een}{half}": value + 0.5 for een in ("", "een") for half in ("half", "halve")}
        else:
            found |= {f"{ten}{between}{one}": more + value for ten, more in tens.items() for between in " -"}
    return found


def _atom(found: re.Match[str]) -> Atom:
    word = " ".join(found.group().split())
    low = high = None
    if found["skip"]:
        return Atom(word, found.start(), found.end())
    if found["amount"]:
        low = high = QUARTERS.get(word) or number(word)
    elif found["half"]:
        low = high = float(lexicon("quantities")["fractions"][" ".join(found["fraction"].split())])
        return Atom(word, found.start(), found.end(), low, high, marks=frozenset({"half"}))
    elif found["clock"]:
        low = high = int(found["hours"]) * 60.0 + int(found["minutes"])
        return Atom(word, found.start(), found.end(), low, high, (1.0, "minutes"))
    elif word in numbers():
        low = high = numbers()[word]
    elif word in vagues():
        low, high = vagues()[word]
    # a sign parts what stands around it, but a colon stands after a name: "fase 2: 3 dagen"
    plain: frozenset[str] = frozenset() if word[0].isalnum() or word == ":" else frozenset({"stop"})
    return Atom(word, found.start(), found.end(), low, high, sizes().get(word), _marks().get(word, plain))


def _meant(piece: Atom, before: Atom, after: Atom, hourly: bool) -> Atom:
    if "articles" in piece.marks:
        if after.low is not None:
            joins = "to" in piece.marks and (before.low is not None or before.size is not None)
            return replace(piece, low=None, high=None, marks=frozenset({"to" if joins else "filler"}))
        if "per" in piece.marks and before.size and after.size:
            return replace(piece, low=None, high=None, marks=frozenset({"per"}))
        return replace(piece, low=1.0, high=1.0, marks=piece.marks - {"to", "per"})
    if piece.size is None or piece.low is not None:
        return piece
    if "per" in before.marks or ("clipped" in piece.marks and before.low is None):
        return replace(piece, size=None, marks=piece.marks - {"alone", "clipped"})
    short = lexicon("quantities")["beside_hours"].get(piece.word) if hourly else None
    return replace(piece, size=(float(short[0]), short[1])) if short else piece


@cache
def vagues() -> dict[str, tuple[float, float]]:
    """Vague amounts: at least and at most."""
    vague = lexicon("quantities")["vague"]
    return {word: (float(low), float(high)) for language in vague.values() for word, (low, high) in language.items()}


@cache
def _marks() -> dict[str, frozenset[str]]:
    """Every small word with the lists it stands in."""
    lists = {name: {fold(word) for word in both(lexicon("quantities")[name])} for name in SMALL}
    return {word: frozenset(name for name, words in lists.items() if word in words) for words in lists.values() for word in words}


@cache
def _pieces() -> re.Pattern[str]:
    phrases = [word for word in {*numbers(), *vagues(), *sizes(), *_marks()} if word[-1].isalnum()]
    unit, single = pattern(list(sizes())), around("alone")
    fraction = rf"(?P<fraction>{pattern(list(lexicon('quantities')['fractions']))})"
    hour = pattern(both(lexicon("quantities")["units"]["hours"]))
    extra = rf"(?:en|and)[\s-]+(?:{around('articles')}[\s-]+)?{fraction}"
    return re.compile(
        rf"(?P<skip>{NO_AMOUNT})"
        rf"|(?<![\w.,])(?P<clock>(?P<hours>\d+)\s?{hour}\s?(?P<minutes>[0-5]\d)(?![\w.,]|\s*[-–/]|\s+{unit}))"
        # "3/4 weken" are three or four; "3/4 uur" is a part of one
        rf"|(?<![\w.,])(?P<amount>[13]/[24](?=\s*{single}(?!\w))|(?:{DIGITS})(?=(?:{unit})?(?![^\W_])))"
        # "and half a year" holds a number of its own
        rf"|(?<!\w)(?P<half>{extra})(?!\w)(?!\s+an?\s)"
        rf"|(?<![^\W\d_]){pattern(phrases)}(?![^\W_])|[^\W_]+(?:'[^\W_]+)*|\S"
    )
