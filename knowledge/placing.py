"""Words told at one question that say themselves that they belong to another: "bij de twijfels mag ook nog: …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from journey import paths
from journey.commands import Fill
from journey.errors import UnknownPath
from journey.ports import Context
from journey.questions import Slot
from knowledge import reading
from knowledge.understanding import corrections, lists
from knowledge.understanding.openings import bare
from knowledge.understanding.text import both, fold, lexicon, pattern

ADDRESS = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
LABELLED = re.compile(
    r"^(?:(?:zet|schrijf|noteer|voeg|doe|add|put|note|write)\s+(?:ook |nog |dit |this |also |er )*)?"
    r"(?:bij|voor|onder|at|for|under|in|to|aan)\s+(?P<label>[^:?]{3,45}?)\s*:\s*(?P<words>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
KINDS = ("list", "questions", "traits", "text")


def placed_elsewhere(text: str, slot: Slot, context: Context) -> tuple[list[Fill], str]:
    """The fills of other places that an answer names outright, and what is left of it for the question at hand."""
    if slot.kind not in KINDS or slot.key == "shop.offering":
        return [], text
    labelled = LABELLED.match(bare(text))
    path = _labelled(labelled["label"], slot, context) if labelled else None
    if labelled and path:
        return [_fill(path, labelled["words"].strip(), context)], ""
    fills: list[Fill] = []
    left: list[str] = []
    for item in lists.split(text):
        found = _named(item, slot, context)
        if found:
            fills.append(found)
        else:
            left.append(item)
    return fills, "\n".join(left) if fills else text


def _labelled(label: str, slot: Slot, context: Context) -> str | None:
    path = corrections.field(label)
    return path if path and "{" not in path and path not in slot.fills and _stands(path, context) else None


def _named(item: str, slot: Slot, context: Context) -> Fill | None:
    """A sentence about another field of the same customer, or the shop's address."""
    address = ADDRESS.search(item)
    if address and "shop.url" not in slot.fills and re.search(pattern(both(lexicon("shop")["address"])), fold(item)):
        return Fill("shop.url", address.group(), address.group(), add=True)
    root = next((path.rpartition(".")[0] for path in slot.fills if path.startswith("personas.")), "")
    if not root:
        return None
    for field, rules in _elsewhere().items():
        found = next((hit for rule in rules if (hit := rule.match(fold(bare(item))))), None)
        if found and f"{root}.{field}" not in slot.fills:
            said = bare(item, field)
            return _fill(f"{root}.{field}", said if said != bare(item) else bare(said[found.end() :]), context)
    return None


def _fill(path: str, words: str, context: Context) -> Fill:
    value = reading.shape(path, words, context.journey)
    return Fill(path, words if value is None else value, words, add=True)


def _stands(path: str, context: Context) -> bool:
    try:
        paths.read(context.journey, path)
    except UnknownPath:
        return False
    return True


@cache
def _elsewhere() -> dict[str, Sequence[re.Pattern[str]]]:
    who = pattern(both(lexicon("openings")["who"]))
    fields = lexicon("openings")["elsewhere"].items()
    return {field: [re.compile(rule.replace("{who}", who) + r"(?!\w)\s*:?\s*") for rule in rules] for field, rules in fields}
