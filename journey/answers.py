"""Answering the current question: with the owner's own words, by accepting, by adjusting, or by a choice."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from journey import drafting, filling, moves, paths, probing
from journey.commands import Fill
from journey.errors import JourneyError
from journey.model import Cell, DropOff, Emotion, Persona, Touchpoint
from journey.phases import Named, replace_phases
from journey.questions import Slot
from journey.work import Work

LONGEST_QUOTE = 80
LISTS = ("list", "questions", "touchpoints", "contacts", "values", "actions", "research")


def fill(work: Work, command: Fill) -> bool:
    """Put the owner's words on the map. What they never typed is refused; so is a value that the field can't hold."""
    journey = work.state.map
    if not filling.is_fillable(command.path) or not stands_in(command.quote, work.turn.text):
        return False
    try:
        if command.path == "phases":
            return replace_phases(work, _named(command.value))
        _have_phases(work, command.path)
        data = filling.wrap(command.value, command.basis, work.turn.message)
        filling.write(journey, command.path, _merged(work, command, data))
    except JourneyError:
        work.say("bad_value", quote=command.quote[:LONGEST_QUOTE])
        return False
    return True


def _have_phases(work: Work, path: str) -> None:
    """Who tells about the checkout in their first message speaks of a phase before the phases were asked."""
    if path.startswith("phases.") and not work.state.map.phases:
        filling.write(work.state.map, "phases", work.suggester.weave(work.state.map, work.turn.today).fields["phases"])


def stands_in(quote: str, text: str) -> bool:
    """Whether the quote literally occurs in the text, white space and case apart."""
    return _folded(quote) in _folded(text) and bool(quote.strip())


def complete(work: Work, filled: Collection[str]) -> None:
    """After words landed on the map: is the current question answered by them, or is there more to it?"""
    state, slot = work.state, work.slot()
    if slot is None or not any(_covers(path, filled) for path in slot.fills):
        return
    if state.marks.get(slot.key) == "adjust" and slot.kind in LISTS:
        return
    if slot.kind == "card" and not all(filling.is_owners(state.map, path) for path in slot.fills):
        return
    if not probing.probe(work, slot):
        close(work, slot)


def close(work: Work, slot: Slot) -> None:
    """The question is answered: go on."""
    work.state.marks[slot.key] = "answered"
    work.state.selected = ""
    moves.advance(work)


def confirm(work: Work) -> None:
    """Yes to what is shown: the suggestion becomes guidance. Where nothing is shown, one is made first."""
    slot = work.slot()
    if slot is None:
        work.say("nothing_to_accept")
        return
    paths_here = _targets(work, slot)
    if not any(filling.field_cells(work.state.map, path) for path in paths_here):
        suggest(work)
        return
    taken = sum(filling.accept(work.state.map, path) for path in paths_here)
    work.say("accepted" if taken else "kept")
    close(work, slot)


def suggest(work: Work) -> None:
    """The owner doesn't know: show what shops like this one often see, as a guess to accept or leave."""
    work.say("suggested" if drafting.suggest_here(work) else "no_suggestion")


def write_own(work: Work) -> None:
    """The owner writes this card field by field."""
    slot = work.slot()
    if slot is None:
        work.say("nothing_here")
    elif any(other.card == slot.key for other in work.slots()):
        work.state.marks[slot.key] = "own"
        work.say("own_words")
        moves.advance(work)
    else:
        work.say("own_words")


def adjust(work: Work) -> None:
    """The owner changes parts of what is shown: a field of a card, or items of a list."""
    slot = work.slot()
    if slot is None:
        work.say("nothing_here")
    else:
        work.state.marks[slot.key] = "adjust"
        work.state.selected = ""


def done(work: Work) -> None:
    """The owner is ready with this question: what is left of the suggestion counts as agreed."""
    slot = work.slot()
    if slot is None:
        work.say("nothing_here")
        return
    empty = not any(filling.field_cells(work.state.map, path) for path in _targets(work, slot))
    if empty and work.state.marks.get(slot.key) != "adjust":
        moves.skip(work)
        return
    for path in _targets(work, slot):
        filling.accept(work.state.map, path)
    close(work, slot)


def add_persona(work: Work) -> None:
    """Another customer beside the first: their questions come now, then the interview goes on."""
    work.state.map.personas.append(Persona())
    work.say("another_persona")
    moves.advance(work)


def drop_item(work: Work, path: str, index: int) -> bool:
    """Take one item out of a list field."""
    items = paths.read(work.state.map, path)
    if not isinstance(items, list) or not 0 <= index < len(items):
        return False
    filling.write(work.state.map, path, [*items[:index], *items[index + 1 :]])
    return True


def moments(work: Work) -> list[tuple[str, Touchpoint]]:
    """Every touch point with its path, in the order of the map."""
    return [
        (f"phases.{phase.id}.touchpoints.{index}", touchpoint)
        for phase in work.state.map.phases
        for index, touchpoint in enumerate(phase.touchpoints)
    ]


def toggle_moment(work: Work, index: int) -> bool:
    """Mark a touch point as a moment of truth, or not."""
    points = moments(work)
    if not 0 <= index < len(points):
        return False
    point = points[index][1]
    marked = point.moment_of_truth is not None and point.moment_of_truth.value
    point.moment_of_truth = Cell[bool](value=not marked, basis="said", origin=work.turn.message)
    return True


def _targets(work: Work, slot: Slot) -> list[str]:
    journey = work.state.map
    if slot.kind == "moments":
        return [f"{path}.{name}" for path, point in moments(work) if point.moment_of_truth for name in ("moment_of_truth", "why")]
    if slot.kind == "phases":
        return [f"phases.{phase.id}.name" for phase in journey.phases]
    if slot.kind == "actions":
        count = range(len(journey.analysis.actions))
        return [f"analysis.actions.{index}.{name}" for index in count for name in ("title", "value", "effort")]
    return list(slot.fills)


def _merged(work: Work, command: Fill, data: Any) -> Any:
    """For a list: the owner's earlier words stay, unless this very question was answered before and is answered anew."""
    standing = paths.read(work.state.map, command.path)
    if isinstance(standing, (Emotion, DropOff)) and isinstance(data, dict) and work.state.marks.get(command.path) != "answered":
        return {**_owners_part(standing), **{name: leaf for name, leaf in data.items() if leaf is not None}}
    if not isinstance(standing, list) or not isinstance(data, list):
        return data
    anew = work.state.marks.get(command.path) == "answered" and not command.add
    if work.state.marks.get(command.path) == "adjust":
        return [*standing, *data]
    if command.path == "analysis.actions":
        return [*_unheard(standing, data), *standing]
    return data if anew else [*filling.keep_owners(standing), *_unheard(standing, data)]


def _owners_part(part: Emotion | DropOff) -> dict[str, Any]:
    """What the owner gave of it before: a face tapped, and now the reason."""
    return {name: cell for name, cell in part if cell is not None and cell.basis in filling.OWN}


def _unheard(standing: list[Any], data: list[Any]) -> list[Any]:
    """What is not already there in the same words."""
    heard = {_folded(str(cell.value)) for item in filling.keep_owners(standing) for _, cell in paths.cells(item)}
    return [item for item in data if not {_folded(str(leaf)) for leaf in _leaf_values(item)} <= heard]


def _leaf_values(data: Any) -> list[Any]:
    if isinstance(data, dict) and set(data) == {"value", "basis", "from"}:
        return [data["value"]]
    return [leaf for item in (data.values() if isinstance(data, dict) else ()) for leaf in _leaf_values(item)]


def _named(value: object) -> list[Named]:
    return (
        [(item["name"], item.get("id")) if isinstance(item, dict) else (str(item), None) for item in value]
        if isinstance(value, list)
        else []
    )


def _covers(path: str, filled: Collection[str]) -> bool:
    return any(one == path or one.startswith(f"{path}.") for one in filled)


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().casefold()
