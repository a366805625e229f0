"""Finds the JSON object in what a model wrote around it: thoughts, fences, prose, a trailing comma."""

from __future__ import annotations

import json
import re
from typing import Any

THOUGHTS = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL | re.IGNORECASE)
TRAILING = re.compile(r",(?=\s*[}\]])")
LONGEST_READ = 40_000


def find_object(text: str) -> dict[str, Any] | None:
    """The first JSON object in a text, or None. Never raises."""
    text = THOUGHTS.sub("", text[:LONGEST_READ])
    for candidate in (text, TRAILING.sub("", text)):
        for start in (found.start() for found in re.finditer(r"\{", candidate)):
            found = _decoded(candidate, start)
            if found is not None:
                return found
    return None


def _decoded(text: str, start: int) -> dict[str, Any] | None:
    decoder = json.JSONDecoder(parse_constant=_refuse)
    try:
        found, _ = decoder.raw_decode(text, start)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and found else None


def _refuse(name: str) -> float:
    raise ValueError(f"{name} is no number")
