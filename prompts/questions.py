"""The interview script as plain data: seven files, one a step."""

from __future__ import annotations

from functools import cache
from typing import Any

from prompts.catalog import ROOT, load


@cache
def questions() -> tuple[dict[str, Any], ...]:
    """Every question in the order of asking, as data for `journey.questions.Question`."""
    return tuple({"step": step["step"], **entry} for step in _steps() for entry in step["questions"])


def step_title(step: int, language: str) -> str:
    """The name of a step."""
    return str(next(data["title"][language] for data in _steps() if data["step"] == step))


@cache
def _steps() -> tuple[Any, ...]:
    return tuple(load(f"script/{path.stem}") for path in sorted((ROOT / "script").glob("*.yaml")))
