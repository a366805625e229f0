"""Topics that the guidance is not about, each with examples of what owners ask then: they are told from what it does cover."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from knowledge.playbook import SectorWords, Words

FILE = Path(__file__).parent / "outside.yaml"
UNNAMED = ("nonsense", "assistant", "misuse")
"""Topics that a refusal does not name: nobody wants to hear that they typed nonsense."""


class Topic(BaseModel):
    """`name` finishes "this is about …"."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Words
    examples: SectorWords


@cache
def topics() -> Mapping[str, Topic]:
    """All topics by id."""
    data = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return TypeAdapter(dict[str, Topic]).validate_python(data)


def topic_name(topic: str, language: str) -> str:
    """How a refusal names the topic; empty when it does not."""
    found = topics().get(topic)
    return found.name.text(language) if found and topic not in UNNAMED else ""
