"""Changes an owner asks for in words: a correction of one place, or another list of phases."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from journey import filling, paths
from journey.commands import Command, Edit, Fill, Note, Reshape
from journey.model import JourneyMap
from journey.ports import Context
from knowledge import reading
from knowledge.understanding import corrections
from knowledge.understanding.text import fold, lexicon

NOT_BUT = re.compile(r"\b(?:niet|geen|not|isn't|no)\s+(?P<old>[^,]+?),?\s+(?:maar|but)\s+(?P<new>.+)$", re.IGNORECASE)
ARTICLE = re.compile(r"^(?:de|het|een|the|an?)\s+")


def name_phase(text: str, context: Context) -> Sequence[Command]:
    """What is typed while the list of phases is adjusted: a new name, or a phase to add."""
    selected = context.selected
    if selected == "add":
        return [Reshape("add", name=text)]
    if selected:
        return [Reshape("rename", phase=selected, name=text)]
    return [Note(text)] if context.slot is None else reading.read_answer(text, context.slot, context)


def reshape(text: str, journey: JourneyMap) -> Reshape | None:
    """An order about the phases: "laat evaluatie weg", "noem oriëntatie rondkijken", "voeg wachten toe na aankoop"."""
    for entry in lexicon("reshape")["orders"]:
        found = re.fullmatch(entry["pattern"], text.strip(" .!"), re.IGNORECASE)
        if not found:
            continue
        named = found.groupdict()
        phase = _phase_id(named.get("phase") or "", journey)
        if entry["op"] == "add":
            return Reshape("add", name=named["name"].strip("\"'“” "), after=_phase_id(named.get("after") or "", journey) or "")
        if phase:
            return Reshape(entry["op"], phase=phase, name=(named.get("name") or "").strip("\"'“” "))
    return None


def _phase_id(words: str, journey: JourneyMap) -> str | None:
    plain = fold(words.strip("\"'“” "))
    named = next((phase.id for phase in journey.phases if fold(phase.name.value) == plain), None)
    meant = corrections.phase(plain) if plain else None
    return named or (meant if meant and journey.phase(meant) else None)


def edit(found: corrections.Correction, text: str, context: Context) -> Command | None:
    """A correction as a change of one cell. Of the question at hand it is simply the answer."""
    path = _edited_path(found, text, context)
    if path is None or not found.new:
        return None
    value = reading.shape(path, found.new, context.journey)
    if value is None:
        return None
    if isinstance(value, list) and found.old:
        value = _replaced(path, found.old, value, context)
    if context.slot is not None and path in context.slot.fills and context.slot.kind != "card":
        return Fill(path, value, found.new)
    return Edit(path, value, found.new)


def _edited_path(found: corrections.Correction, text: str, context: Context) -> str | None:
    phase = corrections.phase(text)
    here = context.slot.subject.get("phase") if context.slot else None
    if found.path:
        chosen = phase if phase and context.journey.phase(phase) else here
        if "{phase}" in found.path:
            return found.path.format(phase=chosen) if chosen else None
        return "personas.0.situation" if found.path == "personas.0" else found.path
    return context.last[0] if context.last else None


def _replaced(path: str, old: str, new: list[Any], context: Context) -> list[Any]:
    """The list with the item that holds the old words replaced; without such an item guesses make way, the owner's own stay."""
    standing = paths.read(context.journey, path) or []
    plain = ARTICLE.sub("", fold(old))
    hit = next((index for index, item in enumerate(standing) if plain in fold(_text(item))), None)
    if hit is None:
        kept = [filling.plain(item) for item in filling.keep_owners(standing)]
        return [*kept, *(item for item in new if item not in kept)]
    return [*map(filling.plain, standing[:hit]), *new, *map(filling.plain, standing[hit + 1 :])]


def _text(item: Any) -> str:
    return " ".join(str(cell.value) for _, cell in paths.cells(item))


def standing_edit(text: str, context: Context) -> Command | None:
    """ "Not 31 but 33": the one place where the owner said exactly the old words gets the new ones."""
    pair = NOT_BUT.search(text.strip(" .!"))
    if pair is None:
        return None
    old, new = pair["old"], pair["new"].strip()
    found = [
        path
        for path, cell in paths.cells(context.journey)
        if cell.basis in filling.OWN and filling.is_fillable(path) and fold(str(cell.value)) == fold(old)
    ]
    return Edit(found[0], new, new) if len(found) == 1 else None
