"""Acts asked for in a sentence rather than a word: "kun je dat eens anders uitleggen?", "wis al mijn gegevens"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from knowledge.understanding.text import WORD, fold, lexicon, squeeze

LONGEST = 16
WHOLE = ("thanks", "greeting", "back", "insult")
"""Kinds that a message is as a whole; the others may be one clause of it, with the reason in another."""
CLAUSES = re.compile(r"[,;.!?…\n]+\s+|\s+-\s+")


@dataclass(frozen=True, slots=True)
class Act:
    """What is asked for, and the clauses that say something else."""

    kind: str
    rest: tuple[str, ...] = ()


def act(text: str) -> Act | None:
    """The act that a message asks for, or None when it is an answer."""
    said = squeeze(text)
    if len(said.split()) > LONGEST * 2:
        return None
    parts = [part for part in CLAUSES.split(said) if WORD.search(part)]
    for kind, rules in _rules().items():
        if len(said.split()) <= LONGEST and any(rule.search(fold(said)) for rule in rules):
            rest = tuple(part for part in parts if not any(rule.search(fold(part)) for rule in rules))
            return Act(kind, rest if len(rest) < len(parts) else ())
    return _of_clause(parts)


def _of_clause(parts: list[str]) -> Act | None:
    """A clause that by itself asks for an act."""
    for kind, rules in _rules().items():
        hit = next((part for part in parts if any(rule.search(fold(part)) for rule in rules)), None)
        if hit and kind not in WHOLE and len(hit.split()) <= LONGEST:
            return Act(kind, tuple(part for part in parts if part is not hit))
    return None


@cache
def _rules() -> dict[str, tuple[re.Pattern[str], ...]]:
    return {kind: tuple(map(re.compile, rules)) for kind, rules in lexicon("acts").items()}
