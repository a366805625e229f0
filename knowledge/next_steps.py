"""What an article leads to: the question that opens it, and the action that carries it out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from knowledge.playbook import Score, Words

FILE = Path(__file__).parent / "next_steps.yaml"


class NextStep(BaseModel):
    """`ask` fits on a button; `action` begins with a verb. Value and effort run from 1 to 5."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ask: Words
    action: Words
    metric: Words
    value: Score
    effort: Score


@cache
def next_steps() -> Mapping[str, NextStep]:
    """By the id of the article."""
    data = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return TypeAdapter(dict[str, NextStep]).validate_python(data)
