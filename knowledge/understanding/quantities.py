"""Durations, percentages and amounts of money, out of what owners type: "2-3 wk", "1 op de 3", "€ 12,50".

Each result keeps the typed quantity (`quote`) and the words that are not part of it (`rest`): nothing is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from knowledge.understanding.durations import Duration, a_unit, duration
from knowledge.understanding.numbers import around, number, numbers, rest
from knowledge.understanding.text import fold, lexicon, pattern, squeeze

__all__ = ["Duration", "Money", "Percentage", "duration", "money", "number", "percentage"]


@dataclass(frozen=True, slots=True)
class Percentage:
    """A share from 0 to 100, or a range of it."""

    min: float
    max: float
    quote: str
    rest: str

    @property
    def value(self) -> float | None:
        """The one number typed; None for a range: its middle would be ours."""
        return self.min if self.min == self.max else None


@dataclass(frozen=True, slots=True)
class Money:
    """An amount, or a range of it, in `currency` (ISO 4217)."""

    min: float
    max: float
    currency: str
    quote: str
    rest: str


def percentage(text: str) -> Percentage | None:
    """The percentage or share in a text ("20%", "1 op de 3", "de helft"), or None."""
    folded = fold(text)
    found = _percent_rule().search(folded)
    if found:
        low, high = number(found["low"]), number(found["high"] or found["low"])
    else:
        found = _ratio_rule().search(folded)
        if not found:
            return _share(text, folded)
        part, whole = number(found["low"]), number(found["high"])
        if not 0 < part <= whole:
            return None
        low = high = round(part * 100 / whole, 1)
    if not 0 <= low <= high <= 100:
        return None
    return Percentage(low, high, squeeze(text[found.start() : found.end()]), rest(text, *found.span()))


def money(text: str) -> Money | None:
    """The amount of money in a text, or None."""
    folded = fold(text)
    found = next(filter(None, (rule.search(folded) for rule in _money_rules())), None)
    if not found:
        return None
    low, high = number(found["low"]), number(found["high"] or found["low"])
    currencies = lexicon("quantities")["currencies"]
    currency = next((code for code, signs in currencies.items() if found["sign"] in signs), "EUR")
    return Money(min(low, high), max(low, high), currency, squeeze(text[found.start() : found.end()]), rest(text, *found.span()))


def _share(text: str, folded: str) -> Percentage | None:
    shares = lexicon("quantities")["shares"]
    found = re.search(rf"(?<!\w){pattern(list(shares))}(?!\w)(?!\s+(?:{a_unit()}|an?|jaar)(?!\w))", folded)
    if not found:
        return None
    share = float(shares[" ".join(found.group().split())])
    return Percentage(share, share, squeeze(text[found.start() : found.end()]), rest(text, *found.span()))


@cache
def _percent_rule() -> re.Pattern[str]:
    sign = rf"(?:%|{around('percent')}(?!\w))"
    digits = r"\d+(?:[.,]\d+)?"
    words = pattern([word for word, value in numbers().items() if value >= 2])
    return re.compile(
        rf"(?<![\w.,])(?:±\s*|~\s*)?(?P<low>{digits}|{words})\s*%?(?:\s*(?:-|–|a|tot|to|or|of)\s*(?P<high>{digits}))?\s*{sign}"
    )


@cache
def _ratio_rule() -> re.Pattern[str]:
    many = rf"(?:\d+|{pattern([word for word, value in numbers().items() if value >= 1 and value == int(value)])})"
    return re.compile(
        rf"(?<![\w.,/])(?P<low>{many})\s+{around('of')}\s+(?:elke\s+|every\s+)?(?P<high>{many})(?![\w.,/]*\d)(?!\w)"
    )


@cache
def _money_rules() -> tuple[re.Pattern[str], ...]:
    """The sign before the amount, the sign after it, and "25,-"."""
    signs = pattern([sign for names in lexicon("quantities")["currencies"].values() for sign in names])
    amount = r"(?:\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{2})?|\d+(?:[.,]\d{1,2})?)(?![\d%])"
    to = r"\s*(?:-|–|tot|to|a|en|and|of|or)\s*"
    span = rf"(?P<low>{amount})(?:{to}(?:[€£$]\s*)?(?P<high>{amount}))?"
    return (
        re.compile(rf"(?<!\w)(?P<sign>[€£$]|eur(?=\s))\s*{span}(?:,-+)?"),
        re.compile(rf"(?<![\w.,]){span}\s*(?P<sign>{signs})(?!\w)"),
        re.compile(r"(?<![\w.,])(?P<low>\d+)(?P<high>)(?P<sign>),-+"),
    )
