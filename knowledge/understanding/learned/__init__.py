"""The learned parts of understanding as they ship: a model per kind, and the fingerprint of what they were learned from."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import pycrfsuite

Model: TypeAlias = Any
"""A `pycrfsuite.Tagger`; the library has no types."""
FOLDER = Path(__file__).parent
STAMP = FOLDER / "made_from.txt"
COMMON = FOLDER / "common.txt"


@cache
def tagger(kind: str) -> Model:
    """The model of a kind, opened once."""
    found = pycrfsuite.Tagger()
    found.open(str(FOLDER / f"{kind}.crf"))
    return found


@cache
def common() -> frozenset[str]:
    """The words that owners of any shop use: all others are about theirs."""
    return frozenset(COMMON.read_text(encoding="utf-8").split())
