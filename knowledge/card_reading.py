"""Free words typed at a card: which of its fields they belong to. By their label, a cue, or else the first field still free."""

from __future__ import annotations

import re
from collections.abc import Sequence

from journey import filling, paths
from journey.commands import Command, Fill
from journey.ports import Context
from journey.questions import Slot
from knowledge.reading import shape
from knowledge.understanding import corrections, emotions, quantities
from knowledge.understanding.text import both, fold, lexicon, pattern, tokens
from prompts.catalog import texts

LABELLED = re.compile(r"^\s*(?P<label>[^:=\n]{2,40})\s*[:=]\s*(?P<words>\S.*)$")
SHORT = 4
LISTS = ("actions", "questions", "pains", "influences", "responses", "touchpoints", "contacts")


def read_card(text: str, slot: Slot, context: Context) -> Sequence[Command]:
    """The fills of a card's fields, in the order typed. Every line lands somewhere."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    found: list[Fill] = []
    for line in lines:
        path, words = _place(line, slot, context, found)
        found.append(_fill(path, words, context))
    return found


def _place(line: str, slot: Slot, context: Context, found: Sequence[Fill]) -> tuple[str, str]:
    labelled = LABELLED.match(line)
    named = _field(labelled["label"], slot) if labelled else None
    if labelled and named:
        return named, labelled["words"].strip()
    taken = {fill.path for fill in found}
    able = [path for path in slot.fills if _can_hold(path, line)]
    free = [path for path in able if path not in taken and not filling.is_owners(context.journey, path)]
    first = (free or able)[0]
    if _stands_already(line, slot, context):
        return first, line
    cued = _cued(line, slot)
    return (cued if cued and (cued in free or cued.rsplit(".", maxsplit=1)[-1] in LISTS) else first), line


def _can_hold(path: str, line: str) -> bool:
    """A score takes a number from 1 to 5, and a number goes to a score first."""
    return not path.endswith((".value", ".effort")) or re.fullmatch(r"\s*[1-5]\s*", line) is not None


def _fill(path: str, words: str, context: Context) -> Fill:
    value = shape(path, words, context.journey)
    return Fill(path, words if value is None else value, words, add=True)


def _field(label: str, slot: Slot) -> str | None:
    """The field of this card that a label names: as the card prints it, or in other words."""
    by_name = {path.rsplit(".", maxsplit=1)[-1]: path for path in slot.fills}
    shown = next((path for name, path in by_name.items() if fold(label) in _printed(name)), None)
    if shown:
        return shown
    named = corrections.field(label)
    if named is None:
        return None
    last = named.rsplit(".", maxsplit=1)[-1]
    return by_name.get(last) or by_name.get(f"customer_{last}")


def _printed(name: str) -> set[str]:
    """How cards print a field, in both languages."""
    found = texts("labels")
    keys = (f"field.{kind}{name}" for kind in ("phase.", "action.", "ending.", ""))
    return {fold(words) for key in keys if key in found for words in found[key].values()}


def _cued(line: str, slot: Slot) -> str | None:
    """The field that the words themselves point at."""
    by_name = {path.rsplit(".", maxsplit=1)[-1]: path for path in slot.fills}
    if "questions" in by_name and line.rstrip().endswith("?"):
        return by_name["questions"]
    if "due" in by_name or "review_date" in by_name:
        return _of_action(line, by_name)
    if "duration" in by_name:
        return _of_timing(line, by_name)
    feeling = emotions.emotion(line) if "emotion" in by_name else None
    if feeling and (feeling.reason is None or len(tokens(line)) <= SHORT):
        return by_name["emotion"]
    if "pains" in by_name and re.search(pattern(both(lexicon("cards")["pains"])), fold(line)):
        return by_name["pains"]
    if "customer_goal" in by_name and _opens(line, "wants"):
        return by_name["customer_goal"]
    return by_name["actions"] if "actions" in by_name and _opens(line, "does") else None


def _opens(line: str, name: str) -> bool:
    return bool(re.match(rf"{pattern(both(lexicon('cards')[name]))}\s", fold(line)))


def _of_action(line: str, by_name: dict[str, str]) -> str | None:
    if re.fullmatch(r"\s*[1-5]\s*", line):
        return None
    if (
        re.search(pattern(both(lexicon("cards")["when"])), fold(line))
        or quantities.duration(line)
        or re.search(r"\d{1,2}[-/. ]\d", line)
    ):
        return by_name.get("due") or by_name.get("review_date")
    return by_name.get("owner") if len(tokens(line)) <= SHORT else None


def _of_timing(line: str, by_name: dict[str, str]) -> str | None:
    found = quantities.duration(line)
    if found and len(found.rest.split()) <= SHORT:
        return by_name["duration"]
    if "->" in line or "→" in line or re.search(pattern(both(lexicon("cards")["leave"])), fold(line)):
        return by_name["drop_off"]
    return by_name["contacts"]


def _stands_already(line: str, slot: Slot, context: Context) -> bool:
    """The owner repeats words that already stand on this card: then they mean them for the field that is asked."""
    standing = {fold(str(cell.value)) for path in slot.fills for _, cell in paths.cells(paths.read(context.journey, path))}
    return fold(line) in standing
