"""What is certainly not about the guidance, by its wording alone: misuse, distress, numbers to look up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml
from pydantic import TypeAdapter

from knowledge.understanding.text import fold

FILE = Path(__file__).parent / "sure.yaml"


def surely_outside(question: str) -> str:
    """The topic that a question is certainly about; empty when its words leave room for doubt."""
    folded = " ".join(fold(question).split())
    return next((topic for topic, rule in _rules().items() if rule.search(folded)), "")


@cache
def _rules() -> Mapping[str, re.Pattern[str]]:
    data = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    known = TypeAdapter(dict[str, list[str]]).validate_python(data)
    return {topic: re.compile("|".join(f"(?:{pattern})" for pattern in patterns)) for topic, patterns in known.items()}
