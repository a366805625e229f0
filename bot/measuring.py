"""The `eval` command: figures for search, refusal and understanding."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import ExitStack

from bot.app import place_of
from bot.interviewing import interview_lines
from bot.progress import progress_bar
from bot.settings import Settings
from knowledge.evaluation import report
from knowledge.evaluation.cases import Half
from knowledge.search.index import Index

MEASURES = ("retrieval", "refusal", "understanding", "interview")
HALVES: dict[str, Half] = {"report": "report", "tune": "tune", "all": "all"}


class UnknownMeasure(ValueError):
    """There is nothing of this name to measure."""


def measure_lines(settings: Settings, what: str, half: str) -> Iterator[str]:
    """The lines of a report. Raises `UnknownMeasure` before the first."""
    if what not in MEASURES or half not in HALVES:
        raise UnknownMeasure(f"choose one of {', '.join(MEASURES)}, and --half report, tune or all")
    with ExitStack() as stack:
        yield from _lines(settings, what, HALVES[half], stack)


def _lines(settings: Settings, what: str, half: Half, stack: ExitStack) -> Iterable[str]:
    if what == "understanding":
        return report.commands(half)
    if what == "interview":
        return asyncio.run(interview_lines(settings))
    index = Index(place_of(settings), stack.enter_context(progress_bar()))
    return report.retrieval(index, half) if what == "retrieval" else report.refusal(index, half)
