"""Another question asked for by name: "ga naar de problemen bij aankoop"."""

from __future__ import annotations

import re
from functools import cache

from journey.commands import Goto
from journey.ports import Context
from knowledge.understanding import corrections
from knowledge.understanding.acts import CLAUSES
from knowledge.understanding.openings import bare
from knowledge.understanding.text import Phrases, both, fold, lexicon, pattern, tokens

LONGEST = 14
NAMED = 6


def going(text: str, context: Context) -> Goto | None:
    """The question that a message asks to go to, if it is one of the interview's."""
    if len(text.split()) > LONGEST:
        return None
    for part in [text, *CLAUSES.split(text)]:
        plain = fold(bare(part)).strip(" .!?")
        for rule in _orders():
            found = rule.fullmatch(plain)
            key = _key(found["target"], context) if found and len(found["target"].split()) <= NAMED else None
            if key:
                return Goto(key)
    return None


def _key(target: str, context: Context) -> str | None:
    """The key of the question that words name: a place of its own, or the one that fills a field."""
    words = tokens(target)
    named = max(_places().find(words), key=lambda match: match.end - match.start, default=None)
    path = corrections.field(target)
    keys = {slot.key for slot in context.slots}
    if path and "{phase}" in path:
        here = context.slot.subject.get("phase") if context.slot else None
        path = path.replace("{phase}", here or context.journey.phases[0].id) if context.journey.phases else None
    filling = next((slot.key for slot in context.slots if path and path in slot.fills and slot.kind != "card"), None)
    if named and (not filling or not corrections.phase(target)):
        return named.value if named.value in keys else None
    return filling or _of_phase(target, keys)


def _of_phase(target: str, keys: set[str]) -> str | None:
    """A phase by itself is its card."""
    phase = corrections.phase(target)
    return f"phases.{phase}.card" if phase and f"phases.{phase}.card" in keys else None


@cache
def _orders() -> list[re.Pattern[str]]:
    polite = pattern(both(lexicon("going")["polite"]))
    return [re.compile(order.replace("{polite}", polite)) for order in lexicon("going")["orders"]]


@cache
def _places() -> Phrases[str]:
    places = lexicon("going")["places"]
    return Phrases({fold(word): key for key, words in places.items() for word in both(words)}, fuzzy=8)
