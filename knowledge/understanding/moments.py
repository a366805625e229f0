"""The moment of a key contact, and where people drop off and how they are won back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from journey.model import Language
from knowledge.understanding import channels, quantities
from knowledge.understanding.text import WORD, both, fold, lexicon, pattern, squeeze, trim, without

ARROW = re.compile(r"\s*(?:->|=>|→|➡️?|>>|-->|(?<=\s)>(?=\s))\s*")


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """A key contact: its moment and message in the owner's words, the label and id of its channel."""

    moment: str | None
    channel: str | None
    message: str | None
    channel_id: str | None = None


@dataclass(frozen=True, slots=True)
class DropOffFacts:
    """Where people leave and how they are won back, in the owner's words; `share` only when a percentage was typed."""

    where: str | None
    share: float | None
    win_back: str | None


def contact(text: str, language: Language) -> ContactFacts:
    """The moment, channel and message of "dag 3 mailtje met verzorgingstips". Every word is in the moment or the message."""
    found = _moment_rule().search(fold(text))
    moment = squeeze(text[found.start() : found.end()]) if found else None
    left = without(text, found.start(), found.end()) if found else trim(text)
    channel = channels.channel(text[found.end() :], language) if found else None
    channel = channel or channels.channel(text, language)
    message = left if WORD.search(left) else None
    return ContactFacts(moment, channel.label if channel else None, message, channel.id if channel else None)


def drop_off(text: str) -> DropOffFacts:
    """Where, share and win-back of "40% bij verzendkosten -> mailtje na een dag". Every word is in one of the three."""
    where, win_back = _halves(text)
    share = quantities.percentage(where)
    if share is None or share.value is None:
        return DropOffFacts(where or None, None, win_back)
    return DropOffFacts(share.rest or where, share.value, win_back)


def _halves(text: str) -> tuple[str, str | None]:
    arrow = ARROW.search(text)
    if arrow:
        return _both(text[: arrow.start()], text[arrow.end() :])
    found = _win_back_rule().search(fold(text))
    if not found:
        return trim(text), None
    where, win_back = text[: found.start()], text[found.end() :]
    return _both(where, win_back if found["label"] else text[found.start("cue") :])


def _both(where: str, win_back: str) -> tuple[str, str | None]:
    labelled = re.match(rf"\s*{_words('win_back')}\s*:\s*", fold(win_back))
    back = trim(win_back[labelled.end() :] if labelled else win_back)
    return trim(where), back if WORD.search(back) else None


@cache
def _win_back_rule() -> re.Pattern[str]:
    """ "Terugwinnen: …" anywhere; "dan …" and the like only after a comma, a full stop or a new line."""
    words = _words("win_back")
    return re.compile(rf"(?<!\w)(?P<label>{words}\s*:\s*)|(?<=[,.;\n])\s*(?:en\s+|and\s+)?(?P<cue>{words})(?!\w)")


@cache
def _moment_rule() -> re.Pattern[str]:
    event = rf"(?:(?:de|het|the|een|a|haar|zijn|hun|their|je|your)\s+)?{_words('events')}"
    words = r"een paar|a few|een|twee|drie|vier|vijf|an?|one|two|three|four|five|half|paar"
    number = rf"(?:\d+(?:[.,]\d+)?(?:\s*(?:-|–|tot|a|to|of|or)\s*\d+)?|{words})"
    unit = pattern([word for words in lexicon("quantities")["units"].values() for word in both(words)])
    amount = rf"{number}\s*{unit}(?!\w)"
    tail = rf"(?:\s+{_words('after')}(?!\w)(?:\s+{event}(?!\w))?)?"
    options = (
        rf"(?:op\s+|on\s+|in\s+)?(?:dag|day|week|maand|month)\s+\d+(?!\w){tail}",
        rf"(?:{_words('direct')}\s+)?(?:na|after|binnen|within|over|in)\s+{amount}{tail}",
        rf"(?:{_words('direct')}\s+)?{amount}\s+{_words('after')}(?!\w)(?:\s+{event}(?!\w))?",
        rf"(?:{_words('direct')}\s+)?(?:na|after|bij|at|when|on|tijdens|during|voor|before|upon)\s+{event}(?!\w)",
        rf"{_words('whole')}{tail}",
        r"(?:direct|meteen|gelijk|immediately|straight away|right away)(?=\s*(?:$|[,:]|een|a\b|mail))",
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(options)})")


@cache
def _words(name: str) -> str:
    return pattern(both(lexicon("moments")[name]))
