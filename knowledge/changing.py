"""Changes an owner asks for in words: a correction of one place, or another list of phases."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import product
from typing import Any

from journey import filling, paths
from journey.commands import Command, Edit, Fill, Note, Reshape
from journey.model import JourneyMap
from journey.ports import Context
from knowledge import reading
from knowledge.understanding import corrections, emotions
from knowledge.understanding.acts import CLAUSES
from knowledge.understanding.openings import bare
from knowledge.understanding.text import fold, lexicon

AGE = re.compile(r"\b(?:is|wordt|turns)\s+(?:nu |eigenlijk |now |actually )?(?P<age>\d\d)\b")
LEAST = 4
ARTICLE = re.compile(r"^(?:de|het|een|the|an?)\s+")


def name_phase(text: str, context: Context) -> Sequence[Command]:
    """What is typed while the list of phases is adjusted: a new name, or a phase to add."""
    selected = context.selected
    if selected == "add":
        return [Reshape("add", name=text)]
    if selected:
        return [Reshape("rename", phase=selected, name=text)]
    return [Note(text)] if context.slot is None else reading.read_answer(text, context.slot, context)


def reshape(text: str, journey: JourneyMap, at: str = "") -> Reshape | None:
    """An order about the phases: "laat evaluatie weg", "noem oriëntatie rondkijken", "voeg wachten toe na aankoop".

    `at` is the question at hand: some orders are only clear where the phases are asked for.
    """
    said = bare(text).strip(" .!?")
    for entry, words in product(lexicon("reshape")["orders"], dict.fromkeys((said, *CLAUSES.split(said)[:1]))):
        found = re.fullmatch(entry["pattern"], words, re.IGNORECASE)
        if not found or entry.get("at", at) != at:
            continue
        named = found.groupdict()
        phase = phase_id(named.get("phase") or "", journey)
        if entry["op"] == "add":
            return Reshape("add", name=named["name"].strip("\"'“” "), after=phase_id(named.get("after") or "", journey) or "")
        if phase:
            return Reshape(entry["op"], phase=phase, name=(named.get("name") or "").strip("\"'“” "))
    return None


def phase_id(words: str, journey: JourneyMap) -> str | None:
    plain = fold(words.strip("\"'“” "))
    named = next((phase.id for phase in journey.phases if fold(phase.name.value) == plain), None)
    meant = corrections.phase(plain) if plain else None
    return named or (meant if meant and journey.phase(meant) else None)


def edit(found: corrections.Correction, text: str, context: Context) -> Command | None:
    """A correction as a change of one cell. Of the question at hand it is simply the answer."""
    path = _edited_path(found, text, context)
    if path is None or not found.new:
        return None
    value = reading.shape(path, bare(found.new), context.journey)
    if value is None:
        return None
    if isinstance(value, list) and found.old:
        value = _replaced(path, found.old, value, context)
    if context.slot is not None and path in context.slot.fills and context.slot.kind != "card":
        return Fill(path, value, found.new)
    return Edit(path, value, found.new)


def _edited_path(found: corrections.Correction, text: str, context: Context) -> str | None:
    phase = corrections.phase(text)
    if found.path is None and AGE.search(text) and context.journey.personas:
        return "personas.0.age"
    if found.path is None and phase and context.journey.phase(phase) and _are_feelings(found):
        return f"phases.{phase}.emotion"
    here = context.slot.subject.get("phase") if context.slot else None
    if found.path:
        chosen = phase if phase and context.journey.phase(phase) else here
        if "{phase}" in found.path:
            return found.path.format(phase=chosen) if chosen else None
        return "personas.0.situation" if found.path == "personas.0" else found.path
    return context.last[0] if context.last else None


def _are_feelings(found: corrections.Correction) -> bool:
    return all(part and emotions.emotion(part) for part in (found.old, found.new))


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
    said = text.strip(" .!")
    pair = next((found for rule in _replacing() if (found := rule.search(said))), None)
    if pair is None:
        return None
    old, new = ARTICLE.sub("", fold(pair["old"]).strip()), bare(pair["new"].strip())
    own = [(path, fold(str(cell.value))) for path, cell in paths.cells(context.journey) if _is_own(path, cell)]
    same = [path for path, value in own if ARTICLE.sub("", value) == old]
    part = [path for path, value in own if len(old) >= LEAST and re.search(rf"(?<!\w){re.escape(old)}(?!\w)", value)]
    places = same or (part if pair.re is not _replacing()[0] else [])
    return Edit(places[0], new, new) if len(places) == 1 else None


@cache
def _replacing() -> tuple[re.Pattern[str], ...]:
    """Rules for a change that names the old words and the new ones."""
    return tuple(re.compile(rule, re.IGNORECASE) for rule in lexicon("fields")["replaced"])


def _is_own(path: str, cell: Any) -> bool:
    return cell.basis in filling.OWN and filling.is_fillable(path)
