"""Handwritten examples of how owners type: what the learned parts of understanding are made from.

A file holds sections (`## name`) of one message a line. `[label words]` marks a value in it; `label |` before a message names
what it is as a whole. A file without sections is one section of its own name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from journey.model import Language

LANGUAGES: tuple[Language, ...] = ("nl", "en")
FOLDER = Path(__file__).parent / "examples"
LABEL = re.compile(r"(?P<label>-?\w+(?:-\w+)?(?: \w+)?) \| *")
MARK = re.compile(r"\[(?P<label>[a-z_]+) (?P<words>[^\[\]]+)\]")


@dataclass(frozen=True, slots=True)
class Span:
    """A value in a message: what it is, and its place."""

    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Example:
    """A message with the values that are in it; `label` says what it is as a whole, where its section does not."""

    text: str
    spans: tuple[Span, ...] = ()
    label: str = ""


@cache
def examples() -> Mapping[str, Sequence[Example]]:
    """All examples by section, both languages together: owners mix them."""
    found: dict[str, list[Example]] = {}
    for path in _files():
        section = path.name.partition(".")[0]
        for line in filter(None, map(str.strip, path.read_text(encoding="utf-8").splitlines())):
            if line.startswith("## "):
                section = line[3:].strip()
            else:
                found.setdefault(section, []).append(_example(line))
    return found


def fingerprint() -> str:
    """Changes with any example."""
    return sha256(b"".join(path.read_bytes() for path in _files())).hexdigest()


def _files() -> list[Path]:
    return [path for language in LANGUAGES for path in sorted(FOLDER.glob(f"*.{language}.txt"))]


def _example(line: str) -> Example:
    labelled = LABEL.match(line)
    marked = line[labelled.end() :] if labelled else line
    text, spans, at = "", [], 0
    for found in MARK.finditer(marked):
        text += marked[at : found.start()]
        spans.append(Span(found["label"], len(text), len(text) + len(found["words"])))
        text += found["words"]
        at = found.end()
    return Example(text + marked[at:], tuple(spans), labelled["label"] if labelled else "")
