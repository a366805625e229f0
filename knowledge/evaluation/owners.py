"""Example owners with a full brief, and how well an interview served them: what reached the right place, and what was made up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from journey import filling, paths
from journey.model import JourneyMap, Language
from journey.rubric import judge, shares
from knowledge.understanding.text import fold

FOLDER = Path(__file__).parent / "owners"
WORDS = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
DERIVED = ("channel", "ownership", "method", "sector", "score", "unit", "min", "max", "share", "moment_of_truth", "initiator")
"""Cells that hold what follows from the owner's words: a label, a number, a yes."""


class Aside(BaseModel):
    """Something said out of turn at a question, and what must stand on the map because of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    at: str
    says: str
    then: Mapping[str, Sequence[str]] = {}


class Brief(BaseModel):
    """An owner: what they type at which question, where that belongs, and what they never said."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    language: Language
    about: str
    answers: Mapping[str, str]
    facts: Mapping[str, Sequence[str]]
    unknown: Sequence[str] = ()
    asides: Sequence[Aside] = ()
    never: Sequence[str] = ()


@dataclass(frozen=True)
class Served:
    """`met` are rubric checks; `said`, `guidance` and `guess` are percentages of the filled cells. `recall` is the share of the
    brief's words that stand where they belong, `precision` the share of the owner's cells that hold words of their place in the
    brief, and `invented` are cells said to be the owner's that they never typed."""

    met: int
    said: int
    guidance: int
    guess: int
    recall: float
    precision: float
    invented: tuple[str, ...]


@cache
def briefs() -> Sequence[Brief]:
    """All example owners."""
    return [Brief.model_validate(yaml.safe_load(path.read_text(encoding="utf-8"))) for path in sorted(FOLDER.glob("*.yaml"))]


def served(brief: Brief, journey: JourneyMap, typed: Sequence[str]) -> Served:
    """How well a finished map serves an owner who typed these messages."""
    basis = shares(journey)
    own = [(path, str(cell.value)) for path, cell in paths.cells(journey) if cell.basis in filling.OWN]
    heard = " ".join(_words(" ".join(typed)))
    invented = [path for path, words in own if not _is_derived(path) and not _is_typed(words, heard)]
    claimed = [
        path for path, words in own for never in brief.never if f" {' '.join(_words(never))} " in f" {' '.join(_words(words))} "
    ]
    return Served(
        met=sum(result.met for result in judge(journey)),
        said=basis["said"] + basis["measured"],
        guidance=basis["guidance"],
        guess=basis["guess"],
        recall=_share(_found(brief, own)),
        precision=_share(_placed(brief, own)),
        invented=(*invented, *claimed),
    )


def _found(brief: Brief, own: Sequence[tuple[str, str]]) -> Iterator[bool]:
    """For every word of every fact: does it stand at its place?"""
    for path, facts in brief.facts.items():
        there = {word for place, words in own if _below(place, path) for word in _words(words)}
        yield from (word in there for fact in facts for word in _words(fact))


def _placed(brief: Brief, own: Sequence[tuple[str, str]]) -> Iterator[bool]:
    """For every cell of the owner's own words: does the brief say they belong there?"""
    for place, words in own:
        if not _is_derived(place):
            facts = [fact for path, group in brief.facts.items() if _below(place, path) for fact in group]
            known = {word for fact in facts for word in _words(fact)}
            yield any(word in known for word in _words(words))


def _below(place: str, path: str) -> bool:
    return place == path or place.startswith(f"{path}.")


def _is_derived(path: str) -> bool:
    return path.rpartition(".")[2] in DERIVED


def _is_typed(words: str, heard: str) -> bool:
    return f" {' '.join(_words(words))} " in f" {heard} "


def _words(text: str) -> list[str]:
    return WORDS.findall(fold(text))


def _share(marks: Iterator[bool]) -> float:
    known = list(marks)
    return sum(known) / len(known) if known else 1.0
