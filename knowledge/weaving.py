"""Weaves a playbook's lines with the owner's own words, so that two shops of one kind don't get the same map."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from journey.model import Cell, JourneyMap, Language
from knowledge.playbook import Playbook, Words
from knowledge.understanding.product import product
from prompts.catalog import say

LONGEST_QUOTE = 60
ALWAYS = ("product", "persona", "shop")


@dataclass(frozen=True)
class Yarn:
    """The owner's words that a line may hold, by placeholder; one that the owner has not given is absent."""

    language: Language
    words: Mapping[str, str]

    def fits(self, line: Words) -> bool:
        """Whether every placeholder of the line can be filled."""
        return placeholders(line.text(self.language)) <= set(self.words)

    def weave(self, line: Words) -> str:
        """The line in the map's language, with the owner's words in it."""
        text = line.text(self.language)
        woven = text.format(**self.words)
        return woven[:1].upper() + woven[1:] if text.startswith("{") else woven

    def is_personal(self, line: Words) -> bool:
        """Whether the line holds words that only this owner can have given."""
        return bool(placeholders(line.text(self.language)) - set(ALWAYS))


def spin(journey: JourneyMap, book: Playbook) -> Yarn:
    """Collect the owner's words from the map."""
    language, persona, shop = journey.language, journey.persona, journey.shop
    words = {
        "product": _product(shop.offering, language) or book.product.text(language),
        "persona": persona.name.value if persona and persona.name else say("weaving", "persona", language),
        "shop": shop.name.value if shop.name else say("weaving", "shop", language),
    }
    quotes: dict[str, Iterable[Cell[str] | None]] = {
        "channel": persona.channels if persona else (),
        "doubt": persona.doubts if persona else (),
        "need": persona.needs if persona else (),
        "unique": shop.unique,
        "practice": [value.practice for value in shop.values],
    }
    for name, cells in quotes.items():
        found = next((quote for quote in map(_quote, cells) if quote), None)
        if found:
            words[name] = found
    return Yarn(language, words)


def placeholders(line: str) -> set[str]:
    """The names between braces."""
    return {name for _, name, _, _ in string.Formatter().parse(line) if name}


def _product(offering: Cell[str] | None, language: Language) -> str | None:
    return named(offering.value, language) if offering is not None and _own(offering) else None


@lru_cache(maxsize=512)
def named(offering: str, language: Language) -> str | None:
    """What is sold, kept: every suggestion of a turn asks for it."""
    return product(offering, language)


def _own(cell: Cell[Any] | None) -> bool:
    return cell is not None and cell.basis in ("said", "measured")


def _quote(cell: Cell[str] | None) -> str | None:
    """The owner's words as a short quote; words of others, and long stories, are not quoted."""
    if cell is None or not _own(cell):
        return None
    words = re.sub(r"\s+", " ", cell.value).strip(" .,;:!")
    return words if 0 < len(words) <= LONGEST_QUOTE else None
