"""What the rules alone would read in an answer: the tagger weighs it against what it has learned."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from knowledge.playbook import playbooks
from knowledge.understanding import channels, contacts, corrections, emotions, lists, moments, persona, research, values
from knowledge.understanding.channels import touch
from knowledge.understanding.examples import Span
from knowledge.understanding.openings import bare, cut_lead, is_chatter
from knowledge.understanding.sector import sector
from knowledge.understanding.shop import offer, shop_name, web_address

CHANNELS_APART = re.compile(
    r"\s+(?:en|and|&|\+|or|of(?!\s+(?:mouth|the|our|my|a)\b))\s+(?:op |at |on |via |through )?", re.IGNORECASE
)
"""Channels are names: "Google en op de markt" are two, whatever their length."""
Said = Iterable[tuple[str, str | None]]


def guess(kind: str, text: str) -> list[Span]:
    """The values that the rules see, with their places; what they see nowhere in the text literally is left out."""
    found: list[Span] = []
    at = 0
    for label, words in _RULES.get(kind, _items(kind))(text):
        start = text.find(words, at) if words else -1
        start = text.find(words) if words and start < 0 else start
        if words and start >= 0:
            at = start + len(words)
            found.append(Span(label, start, at))
    return found


def _items(kind: str) -> Callable[[str], Said]:
    return lambda text: [("item", item) for item in items(text, kind)]


def hints(kind: str, text: str) -> list[str]:
    """What the rules take a message for as a whole, best first."""
    if kind == "sector":
        return [name for name, _ in sector(text, playbooks())[:2]]
    if kind == "research_method":
        return [research.method(text) or ""]
    if kind == "ownership":
        return [touch(text, "nl").ownership or ""]
    if kind == "feeling":
        known = emotions.typed_score(text)
        found = emotions.emotion(text)
        return [str(known if known is not None else found.score if found else "")]
    return []


def items(text: str, name: str = "") -> list[str]:
    """The things a message lists for a field, each without chatter and without an opening that repeats the question."""
    found = lists.split(bare(text, name))
    said = [item for item in found if not is_chatter(item)] or found
    return [bare(item, name) for item in said] or [text]


def _channels(text: str) -> Said:
    return [("item", part) for item in items(text, "channels") for part in CHANNELS_APART.split(item) if part]


def _persona(text: str) -> Said:
    facts = persona.persona(bare(text, "persona"))
    situation = cut_lead(bare(facts.situation), "situation") if facts.situation else None
    return [("name", facts.name), ("age", facts.age), ("situation", situation)]


def _emotion(text: str) -> Said:
    feeling = emotions.emotion(text)
    return [("word", feeling.word), ("reason", feeling.reason)] if feeling else [("reason", text)]


def _offering(text: str) -> Said:
    told = offer(text)
    return [("offering", told.sold), ("name", told.name)]


def _name(text: str) -> Said:
    address = web_address(text)
    return [("name", shop_name(text)[0]), ("url", address)]


def _quote(text: str) -> Said:
    return [("quote", bare(text, "quote"))]


def _touchpoints(text: str) -> Said:
    return [("item", touch.name) for touch in channels.touchpoints(text, "nl")]


def _values(text: str) -> Said:
    return [pair for each in values.values(text) for pair in (("value", each.value), ("practice", each.practice))]


def _contacts(text: str) -> Said:
    return [
        pair
        for each in contacts.contacts(text, "nl")
        for pair in (("moment", each.moment), ("channel", each.channel), ("message", each.message))
    ]


def _drop_off(text: str) -> Said:
    facts = moments.drop_off(text)
    return [("where", facts.where), ("winback", facts.win_back)]


def _research(text: str) -> Said:
    return [pair for each in research.sources(text) for pair in (("method", each.words), ("insight", each.insight))]


def _edit(text: str) -> Said:
    found = corrections.correction(text)
    return [("value", found.new)] if found else []


def _reshape(text: str) -> Said:
    return [("phase", text[match.start : match.end]) for match in corrections.phases(text)]


_RULES: dict[str, Callable[[str], Said]] = {
    "persona": _persona, "channels": _channels, "emotion": _emotion, "offering": _offering, "name": _name, "quote": _quote,
    "touchpoints": _touchpoints, "values": _values, "contacts": _contacts, "drop_off": _drop_off, "research": _research,
    "edit": _edit, "reshape": _reshape,
}  # fmt: skip
KINDS: Sequence[str] = (
    *(kind for kind in _RULES if kind not in ("edit", "reshape")),
    "unique", "needs", "wishes", "doubts", "traits", "actions", "questions", "pains",
)  # fmt: skip
