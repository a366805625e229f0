"""Questions put to the assistant in the middle of the interview, told apart from answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from knowledge.understanding import lists
from knowledge.understanding.text import both, fold, lexicon, pattern, squeeze

AskKind = Literal["meaning", "why", "how_long", "save", "privacy", "advice", "other"]
ABOUT_US: tuple[AskKind, ...] = ("meaning", "why", "how_long", "privacy", "save")

OURS = {
    "how_long": re.compile(r"\b(?:nog|vragen|stappen|interview|gesprek|left|more|longer|questions|steps|we)\b"),
    "why": re.compile(
        r"\b(?:vraag|vragen|wil|willen|ask|asking|want|nodig|needed|belangrijk|need|just one|only one|maar (?:een|1))\b"
    ),
    "save": re.compile(
        r"\b(?:verder|pauzeren|opslaan|opgeslagen|saved?|continue|resume|pause|my answers|mijn antwoorden|close the app"
        r"|app sluit)\b"
    ),
    "privacy": re.compile(r"\b(?:my answers|mijn antwoorden|gdpr|avg|this chat|dit gesprek)\b"),
    "advice": re.compile(
        r"\b(?:tips?|advies|advice|denk je|volgens jou|do you think|you reckon|klanten|mijn klant|customers|daaraan"
        r"|hieraan|about it|mijn (?:web)?(?:winkel|shop)|my (?:web)?(?:shop|store))\b"
    ),
}
"""What makes such a question ours even where customers' questions are the answer."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to the assistant in the owner's words. `term` is what its meaning is asked of."""

    kind: AskKind
    text: str
    term: str | None = None


def is_question(text: str, *, answers_with_questions: bool = False) -> Ask | None:
    """The question that the owner asks us, or None for an answer.

    `answers_with_questions`: the field at hand holds customers' questions, so only a question about the interview counts.
    """
    folded = " ".join(fold(text).split())
    asks = _asks(folded)
    if len(folded.split()) > 40 or not (asks or _asks_within(folded)):
        return None
    if _first("ours", folded):
        return Ask("other", squeeze(text))
    for kind in (*ABOUT_US, "advice"):
        found = _first(kind, folded)
        if found and not (answers_with_questions and kind not in _safe(folded, found, kind)):
            return Ask(_kind(kind), squeeze(text), _term(text, found) if kind == "meaning" else None)
    if answers_with_questions or not asks or _customers(text):
        return None
    to_us = _first("assistant", folded) is not None
    return Ask("other", squeeze(text)) if to_us or folded.endswith("?") else None


def term(text: str) -> str | None:
    """The first word of ours that a message names."""
    found = re.search(rf"(?<!\w){pattern(both(lexicon('questions')['terms']))}(?!\w)", fold(text))
    return found.group() if found else None


def _kind(kind: str) -> AskKind:
    return next((known for known in ABOUT_US if known == kind), "advice")


def _asks(folded: str) -> bool:
    opened = re.match(rf"{_openers()}(?!\w)", folded)
    unsure = re.search(rf"[\s,]{pattern(both(lexicon('questions')['unsure']))}\s*\?+$", folded)
    if unsure and not opened and not _first("assistant", folded):
        return False
    if folded.rstrip(" )!\"'").endswith("?") or re.search(
        rf"(?<!\w){pattern(both(lexicon('questions')['closers']))}\W*$", folded
    ):
        return True
    begins = re.match(rf"(?:(?:en|maar|hoi|hey|nee|ok|oke|and|but|hi|sorry|wacht|wait|eh|hmm)[,\s]+)*{_openers()}(?!\w)", folded)
    return bool(begins) and not re.match(rf"{pattern(lexicon('questions')['statements'])}(?!\w)", folded)


def _asks_within(folded: str) -> bool:
    """Whether one of its sentences asks: "why just one customer, I have hundreds", "a persona? what is that now"."""
    return any(_asks(part) for part in re.split(r"(?<=[?.!])\s+|,\s+", folded) if len(part.split()) > 1)


def _safe(folded: str, found: re.Match[str], kind: str) -> tuple[str, ...]:
    """The kinds that are ours even among customers' questions: asking why we ask, what our words mean, how long we go on."""
    if kind == "meaning":
        term = found["term"].strip(" ?!.\"'")
        ours = (
            bool(re.fullmatch(pattern(both(lexicon("questions")["terms"])), term)) or "bedoel" in folded or "you mean" in folded
        )
        return (kind,) if ours else ()
    sure = OURS.get(kind)
    return (kind,) if sure and sure.search(folded) else ()


def _customers(text: str) -> bool:
    """Several questions in a row are a list of customers' questions."""
    return sum(item.endswith("?") for item in lists.split(text)) > 1


def _first(kind: str, folded: str) -> re.Match[str] | None:
    return next((found for rule in _rules(kind) if (found := rule.search(folded))), None)


def _term(text: str, found: re.Match[str]) -> str:
    squeezed = squeeze(text)
    return squeezed[found.start("term") : found.end("term")].strip(" ?!.,\"'“”‘’")


@cache
def _rules(kind: str) -> tuple[re.Pattern[str], ...]:
    terms = pattern(both(lexicon("questions")["terms"])) + r"(?!\w)"
    return tuple(re.compile(rf"(?<!\w){rule.replace('{term}', terms)}") for rule in lexicon("questions")[kind])


@cache
def _openers() -> str:
    return pattern(both(lexicon("questions")["openers"]))
