"""Reads the word files. Every text is a `{nl, en}` pair; named variables are filled in with `say`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

LANGUAGES = ("nl", "en")
ROOT = Path(__file__).parent

Words = Mapping[str, str]
"""One text in every language: `{"nl": "…", "en": "…"}`."""


class MissingText(KeyError):
    """A text, or its translation, is not in the word files."""


@cache
def load(name: str) -> Any:
    """The data of `prompts/<name>.yaml`. Treat it as read-only: it is shared."""
    path = ROOT / f"{name}.yaml"
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@cache
def texts(name: str) -> Mapping[str, Words]:
    """All texts of a word file by dotted key: `{"map.legend": {"nl": …, "en": …}}`."""
    return dict(_flatten(load(name), ""))


def say(name: str, key: str, language: str, /, **values: object) -> str:
    """One text of a word file with its named variables filled in. Raises `MissingText`.

    Values are data: braces or markup in them are shown as they are.
    """
    try:
        words = texts(name)[key][language]
    except KeyError:
        msg = f"{name}: {key} ({language})"
        raise MissingText(msg) from None
    return words.format(**values) if values else words


def _flatten(data: Any, path: str) -> Iterator[tuple[str, Words]]:
    if not isinstance(data, dict):
        return
    if set(data) == set(LANGUAGES):
        yield path, data
        return
    for key, value in data.items():
        yield from _flatten(value, f"{path}.{key}" if path else str(key))
