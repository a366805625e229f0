"""How long something takes, in an owner's words: "1 tot 2 weken", "een week of twee", "anderhalve maand".

All amounts of time in a message make the range; a number alone takes its neighbour's unit: "een week, soms twee".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from math import floor

from journey.model import Unit
from knowledge.understanding.numbers import JOINS, Atom, Measure, amount, and_half, around, at, atoms, next_number, rest, units
from knowledge.understanding.text import fold, pattern, squeeze

DAYS: dict[Unit, float] = {"minutes": 1 / 1440, "hours": 1 / 24, "days": 1, "weeks": 7, "months": 30.4, "years": 365}
"""With these, rounded down, a month is 4 weeks, two are 8, three 13, and a year is 12 months or 52 weeks."""
WORKING_DAY = 8 / 24
CLOSE = 0.1  # how far an amount may be from its own restatement: "een maand, 4 weken"
AROUND = frozenset({"about", "most", "least", "more"})
ENDS = AROUND | {"stop", "correction"}
LIGHT = AROUND | JOINS | {"correction", "condition", "stop"}


@dataclass(frozen=True, slots=True)
class Duration:
    """How long something takes. A bound the owner left open is None; unit `unknown`: the owner says it is not known."""

    min: float | None
    max: float | None
    unit: Unit
    quote: str
    rest: str


_Atoms = Sequence[Atom]
_Measures = Sequence[Measure]


def duration(text: str) -> Duration | None:
    """The duration in a text, or None when there is none."""
    folded = fold(text)
    pieces = atoms(folded)
    found = _latest(pieces, _summed(pieces, _lent(pieces, _measures(pieces))))
    return _quoted(text, pieces, found) if found else _numberless(text, folded, pieces)


def unit(typed: str) -> Unit | None:
    """The unit of time that a word names, or None."""
    return units().get(" ".join(fold(typed).split()))


@cache
def a_unit() -> str:
    """A regular expression for a unit of time."""
    return pattern(list(units()))


def _measures(pieces: _Atoms) -> list[Measure]:
    """Every amount in order, those without a unit too."""
    found: list[Measure] = []
    here = 0
    while here < len(pieces):
        measure = amount(pieces, here) or _one(pieces, here) or _of_one(pieces, here, found) or _bare(pieces, here, found)
        if measure:
            found = [*(each for each in found if each.last < measure.first), measure]
        here = measure.last + 1 if measure else here + 1
    return found


def _one(pieces: _Atoms, here: int) -> Measure | None:
    """A unit that is one by itself: "week of twee", "uurtje"; not "de week na levering", nor "dag 3"."""
    piece, after, further = pieces[here], at(pieces, here + 1), at(pieces, here + 2)
    before = next((piece for piece in reversed(pieces[:here]) if "filler" not in piece.marks), at(pieces, -1))
    opens = before.size or before.marks & (LIGHT - {"and", "condition"} | {"half"})
    if not piece.size or "alone" not in piece.marks or not opens:
        return None
    if after.marks & {"to", "or", "and"}:
        ends = further.low is not None or (further.size is not None and "and" not in after.marks)
    elif after.low is not None:
        ends = "half" in after.marks or amount(pieces, here + 1) is not None
    else:
        greets = "greetings" in piece.marks and "stop" in after.marks and here + 1 < len(pieces)  # "Dag, …"
        ends = bool(after.marks & ENDS) and not greets
    return and_half(pieces, Measure(1.0, 1.0, here, here, *piece.size, True)) if ends else None


def _of_one(pieces: _Atoms, here: int, seen: _Measures) -> Measure | None:
    """ "Een week of tien" and "een week of twee, drie": one is no amount by itself there, as it is in "een week of twee"."""
    piece, last = pieces[here], seen[-1] if seen else None
    if not (last and last.one and last.last == here - 2 and "or" in pieces[here - 1].marks):
        return None
    then = next_number(pieces, here)
    following = None if then is None else amount(pieces, then)
    if piece.low is None or piece.high is None or (following and not following.one):
        return None
    listed = then is not None and not following
    return replace(
        last, low=piece.low, high=piece.high, first=last.first if piece.high > 2 or listed else here, last=here, one=False
    )


def _bare(pieces: _Atoms, here: int, seen: _Measures) -> Measure | None:
    """A number that leaves its unit to another: "soms twee", "2, 3 dagen"; not a number of something else: "2 kaarsen"."""
    piece, before, after = pieces[here], at(pieces, here - 1), at(pieces, here + 1)
    if piece.low is None or piece.low != piece.high or 0 < piece.low < 1 or piece.low > 999 or "numbered" in before.marks:
        return None
    last = seen[-1] if seen else Measure(0, 0, -1, -1)
    joined = next_number(pieces, here) is not None
    holds = "condition" in after.marks and at(pieces, here + 2).low is None
    fits = joined or holds or ("to" not in after.marks and bool(after.marks & ENDS))
    if "articles" in piece.marks:
        fits = joined or "stop" in after.marks
    known = joined or before.low is not None or bool(before.marks & LIGHT) or (last.unit != "unknown" and piece.low != 1)
    follows = last.last == here - 1 if before.size else known
    return Measure(piece.low, piece.low, here, here) if fits and follows else None


def _lent(pieces: _Atoms, found: _Measures) -> list[Measure]:
    """Every amount with a unit: its own, that of the amount it is joined to, of the one before it, or of the one after it."""
    lent: list[Measure] = []
    for number, measure in enumerate(found):
        joined, later = (_lender(pieces, found[number:], between) for between in (JOINS, LIGHT))
        lender = joined or (lent[-1] if lent else later)
        lent += [replace(measure, size=lender.size, unit=lender.unit)] if lender else []
    return lent


def _lender(pieces: _Atoms, found: _Measures, between: frozenset[str]) -> Measure | None:
    """The first of the amounts that has a unit, as long as only such words stand between them."""
    for number, measure in enumerate(found):
        if number and not _linked(pieces, found[number - 1], measure, between):
            return None
        if measure.unit != "unknown":
            return measure
    return None


def _linked(pieces: _Atoms, first: Measure, second: Measure, allowed: frozenset[str]) -> bool:
    return all(piece.marks & allowed and piece.low is None for piece in pieces[first.last + 1 : second.first])


def _summed(pieces: _Atoms, found: _Measures) -> list[Measure]:
    """ "2 uur en 30 minuten" is one amount."""
    summed = list(found[:1])
    for last, measure in pairwise(found):
        if _adds(pieces, last, measure):
            many = _in(last.low, last, measure.unit) + measure.low * measure.size
            summed[-1] = replace(measure, low=many, high=many, size=1.0, first=last.first)
        else:
            summed.append(measure)
    return summed


def _adds(pieces: _Atoms, first: Measure, second: Measure) -> bool:
    """A whole number of a unit, with less than one of it in a smaller unit right after it."""
    link = pieces[first.last + 1 : second.first]
    linked = "and" in link[0].marks if len(link) == 1 else not link and (first.unit, second.unit) == ("hours", "minutes")
    exact = first.low == first.high and second.low == second.high and first.low % 1 == 0
    less = second.unit != first.unit and _in(second.low, second, "minutes") < _in(1, first, "minutes")
    return linked and exact and less and "between" not in at(pieces, first.first - 1).marks


def _latest(pieces: _Atoms, found: _Measures) -> _Measures:
    """The amounts that stand: those after the last correction, and the last ones when they say the same more exactly."""
    for number in range(len(found) - 1, 0, -1):
        here = found[number].first - 1
        while here > found[number - 1].last and pieces[here].marks & LIGHT:
            if "correction" in pieces[here].marks:
                return found[number:]
            here -= 1
    start = len(found) - 1
    while start > 0 and _linked(pieces, found[start - 1], found[start], JOINS | {"about"}):
        start -= 1
    return found[start:] if start > 0 and _again(found[:start], found[start:]) else found


def _again(said: _Measures, again: _Measures) -> bool:
    """Amounts in other units lie within these: "een werkdag, 8 a 10 uur"."""
    low, high, kind = _range(again)
    least, most = low * DAYS[kind] * (1 - CLOSE), high * DAYS[kind] * (1 + CLOSE)
    for measure in said:
        size = measure.size * DAYS[measure.unit]
        sizes = (size, size * WORKING_DAY) if (measure.unit, kind) == ("days", "hours") else (size,)
        if measure.unit == kind or not any(least <= measure.low * each and measure.high * each <= most for each in sizes):
            return False
    return True


def _range(found: _Measures) -> tuple[float, float, Unit]:
    """From the least to the most of the amounts, in the smallest unit among them."""
    kind = min((measure.unit for measure in found), key=DAYS.__getitem__)
    lows, highs = (_in(measure.low, measure, kind) for measure in found), (_in(measure.high, measure, kind) for measure in found)
    return min(lows), max(highs), kind


def _in(many: float, measure: Measure, kind: Unit) -> float:
    """So many of the unit of an amount, in a unit; whole when it is said in a larger one."""
    if measure.unit == kind:
        return round(many * measure.size, 2)
    return float(floor(many * measure.size * DAYS[measure.unit] / DAYS[kind] + 0.001))


def _bound(pieces: _Atoms, measure: Measure) -> str:
    """The side of an amount that is said: "most", "least" or neither. After it, "max" only stresses: "2 weken max"."""
    if any("more" in piece.marks for piece in pieces[measure.first : measure.last + 2]):
        return "least"
    before = next((piece.marks for piece in reversed(pieces[: measure.first]) if not piece.marks & {"about", "filler"}), ())
    return next((name for name in ("most", "least") if name in before), "")


def _quoted(text: str, pieces: _Atoms, found: _Measures) -> Duration:
    """The range with the words of its amounts, and what else was said: all of it where that stands in between."""
    low, high, kind = _range(found)
    bound = _bound(pieces, found[0]) if len(found) == 1 and low == high else ""
    first = found[0].first
    while at(pieces, first - 1).marks & (AROUND | {"between", "filler"}):
        first -= 1
    loose = not all(_linked(pieces, one, other, LIGHT) for one, other in pairwise(found))
    start, stop = pieces[first].start, pieces[found[-1].last].end
    left = squeeze(text) if loose else rest(text, start, stop)
    said = None if bound == "most" else low, None if bound == "least" else high
    return Duration(*said, kind, squeeze(text[start:stop]), left)


def _numberless(text: str, folded: str, pieces: _Atoms) -> Duration | None:
    """Without a number "weken" leaves the bounds open, "verschilt" says that it is not known, and "meteen" takes no time."""
    named = [(piece.size[1], piece.start, piece.end) for piece in pieces if piece.size and len(piece.word) > 2]
    if len(named) == 1 and all(piece.size or piece.marks & (AROUND | {"stop"}) for piece in pieces):
        kind, start, end = named[0]
        return Duration(None, None, kind, text[start:end], rest(text, start, end))
    unknown = re.search(rf"(?<!\w){around('unknown')}(?!\w)", folded)
    found = unknown or re.match(rf"\s*{around('instant')}(?!\w)", folded)
    if not found:
        return None
    kind, bound = ("unknown", None) if unknown else ("minutes", 0.0)
    return Duration(bound, bound, kind, squeeze(text[found.start() : found.end()]), rest(text, *found.span()))
