"""What makes a journey map good: the checks that a program decides, and hints for the ones a reader must judge."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import get_args

from journey import checks, paths, proofs
from journey.facts import filled
from journey.model import Basis, JourneyMap

KNOCK_OUTS = frozenset(("R1", "R2", "R7", "R10", "R20", "R21"))
HINTS = frozenset(("R4", "R6", "R12", "R15", "R22", "R23", "R24", "R25"))
"""The checks that a reader must judge; a program can only point the way."""


@dataclass(frozen=True)
class Result:
    """The outcome of one check ("R7"). `hint` marks a check that a reader must judge; `paths` is where it falls short."""

    check: str
    met: bool
    knock_out: bool = False
    hint: bool = False
    paths: tuple[str, ...] = ()


def judge(journey: JourneyMap) -> list[Result]:
    """All 25 checks in order, R1 to R25."""
    return [_result(f"R{number}", check(journey)) for number, check in enumerate((*checks.CHECKS, *proofs.CHECKS), start=1)]


def shares(journey: JourneyMap) -> dict[Basis, int]:
    """Percentage of filled-in cells per basis; whole numbers that add up to 100 (all 0 on an empty map).

    The analysis is left out: it speaks about the map and is no part of the journey.
    """
    cells = ((path, cell) for path, cell in paths.cells(journey) if not path.startswith("analysis."))
    counts = Counter(cell.basis for _, cell in cells if filled(cell))
    total = counts.total()
    if not total:
        return dict.fromkeys(get_args(Basis), 0)
    percentages = {basis: counts[basis] * 100 // total for basis in get_args(Basis)}
    by_remainder = sorted(percentages, key=lambda basis: counts[basis] * 100 % total, reverse=True)
    for basis in by_remainder[: 100 - sum(percentages.values())]:
        percentages[basis] += 1
    return percentages


def _result(check: str, gaps: list[str]) -> Result:
    return Result(check, not gaps, check in KNOCK_OUTS, check in HINTS, tuple(dict.fromkeys(gaps)))
