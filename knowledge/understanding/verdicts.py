"""What an owner says of a suggestion: "jep, zo gaat dat bij ons", "nah, that's not how people buy cheese"."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from knowledge.understanding.acts import CLAUSES
from knowledge.understanding.openings import bare
from knowledge.understanding.text import WORD, both, fold, lexicon, squeeze, tokens

Verdict = Literal["confirm", "reject"]
LONGEST = 16
NO = frozenset(("niet", "nie", "not", "geen", "no", "nee", "isn't", "isnt", "doesn't", "doesnt"))


def verdict(text: str) -> tuple[Verdict, tuple[str, ...]] | None:
    """Whether a message as a whole takes a suggestion or refuses it, with what else it says; None for an answer."""
    if len(text.split()) > LONGEST or re.search(r"[:=\n?]", text.strip()):
        return None
    parts = [part for part in CLAUSES.split(squeeze(text)) if WORD.search(part)]
    judged = next(((kind, part) for part in parts[:1] if (kind := _of(part))), None)
    if judged is None or any(_tells(part) for part in parts if part is not judged[1]):
        return None
    kind, first = judged
    return kind, tuple(part for part in parts if part is not first and not _of(part))


def _of(part: str) -> Verdict | None:
    plain = fold(part).strip(" .!\"'")
    kinds: tuple[Verdict, Verdict] = ("reject", "confirm")
    for said in (plain, fold(bare(plain))):
        for kind in kinds:
            if any(rule.fullmatch(said) for rule in _rules(kind)) and not (kind == "confirm" and _denies(said)):
                return kind
    return None


def _denies(said: str) -> bool:
    words = {token.word for token in tokens(re.sub(r"(?:niet|nie|not) (?:slecht|bad)", "", said))}
    return bool(words & (NO | _words("changes")))


def _tells(part: str) -> bool:
    """Whether a clause tells about the customer or changes something: then the message is an answer."""
    words = [token.word for token in tokens(part)]
    return bool(words) and (words[0] in _words("about") | _words("changes"))


@cache
def _rules(kind: Verdict) -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, lexicon("verdicts")[kind]))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(both(lexicon("verdicts")[name]))
