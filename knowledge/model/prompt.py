"""Prompts as files: their variables are checked when they are read, and what an owner typed stands in them fenced, as data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from string import Template

from prompts.catalog import ROOT

KINDS: Mapping[str, frozenset[str]] = {
    "understand": frozenset({"language", "map", "question", "fields"}),
    "advise": frozenset({"language", "map", "passages"}),
}
"""Every prompt with the variables it must have."""
FENCE = "<<<owner\n{text}\nowner>>>"
MARKS = re.compile(r"<<<|>>>")
Messages = list[tuple[str, str]]


class BadPrompt(ValueError):
    """A prompt file does not have the variables it must have; the message names them."""


@dataclass(frozen=True)
class Asked:
    """One request: what the assistant is told to do, and the owner's words, which are never instructions."""

    system: str
    text: str

    def messages(self) -> Messages:
        return [("system", self.system), ("human", FENCE.format(text=MARKS.sub("", self.text)))]


def asked(kind: str, text: str, **variables: str) -> Asked:
    """A prompt of a kind, filled in."""
    return Asked(prompt(kind).substitute(variables), text)


@cache
def prompt(kind: str) -> Template:
    """The prompt of a kind. Raises `BadPrompt`."""
    template = Template((ROOT / "model" / f"{kind}.md").read_text(encoding="utf-8"))
    found = frozenset(template.get_identifiers())
    if not template.is_valid() or found != KINDS[kind]:
        wrong = ", ".join(sorted(found ^ KINDS[kind])) or "a lone $"
        raise BadPrompt(f"prompts/model/{kind}.md: {wrong}")
    return template
