"""Which question comes now: the first open one the owner may see, a detour and the way back, and the end."""

from __future__ import annotations

from journey import drafting, filling
from journey.questions import Slot
from journey.state import State
from journey.work import Work

MAP_STEP = 3
"""From this step on the map holds a draft of everything, so that every preview is a whole map."""
FIELD_BY_FIELD = 99
DRAFT_FIRST = ("shop.offering", "personas.0", "shop.unique")
"""What a first draft is woven from: at most three messages."""
ASKED_ALWAYS = ("moments", "phases", "title", "actions")
PREVIEWS = {3: ("png",), 6: ("png",)}
HANDED_OVER = ("png", "pdf", "md", "json")


def is_visible(state: State, slot: Slot) -> bool:
    """A field of a card is asked only of the owner who writes their own."""
    return not slot.card or state.marks.get(slot.card) == "own"


def is_open(state: State, slot: Slot) -> bool:
    """Still to be asked: neither answered nor skipped, and not filled by something the owner said elsewhere."""
    if slot.key in state.marks or not is_visible(state, slot):
        return False
    if slot.kind in ASKED_ALWAYS:
        return True
    needed = slot.fills if slot.kind == "card" else slot.fills[:1]
    return not all(filling.is_owners(state.map, path) for path in needed)


def open_slots(state: State, slots: list[Slot]) -> list[Slot]:
    """The questions still to be asked, in the order of asking."""
    waiting = [slot for slot in slots if is_open(state, slot)]
    if state.way != "draft":
        return waiting
    if not state.drafted:
        return sorted((slot for slot in waiting if slot.key in DRAFT_FIRST), key=lambda slot: DRAFT_FIRST.index(slot.key))
    return sorted(waiting, key=lambda slot: -(FIELD_BY_FIELD if slot.card else slot.question.weight))


def advance(work: Work) -> None:
    """Go on: back from a detour, else to the next open question, else to the end."""
    state, left = work.state, work.slot()
    slots = work.slots()
    known = {slot.key for slot in slots}
    while state.returns:
        state.cursor = state.returns.pop()
        if state.cursor in known:
            return
    waiting = open_slots(state, slots)
    if not waiting and state.way == "draft" and not state.drafted:
        waiting = _complete_draft(work)
    if not waiting:
        finish(work)
        return
    _remember(state)
    _enter(work, waiting[0], left)


def finish(work: Work) -> None:
    """Everything was asked: hand the map over. From here on the owner asks and changes what they like."""
    state = work.state
    _remember(state)
    state.cursor = ""
    if not state.ended:
        state.ended = True
        work.say("finished")
        work.files.extend(HANDED_OVER)


def visit(work: Work, key: str) -> bool:
    """Ask another question now and come back to the current one afterwards. False when there is no such question."""
    slot = work.find(key)
    if slot is None:
        return False
    if work.state.cursor and work.state.cursor != key:
        work.state.returns.append(work.state.cursor)
    work.state.cursor = key
    return True


def back(work: Work) -> None:
    """To the question before this one. Its answer stays until the owner gives another."""
    state = work.state
    known = {slot.key: slot for slot in work.slots()}
    if state.returns:
        state.marks.pop(state.cursor, None)
        state.cursor = state.returns.pop()
        return
    while state.trail:
        key = state.trail.pop()
        if key in known and key != state.cursor:
            state.cursor = key
            if state.marks.get(key) in ("own", "adjust"):
                del state.marks[key]
            return
    work.say("nothing_before")


def skip(work: Work) -> None:
    """Leave the current question for what it is. What stands there already stays."""
    state, slot = work.state, work.slot()
    if slot is None:
        work.say("nothing_to_skip")
        return
    if state.probe:
        state.marks[slot.key] = "answered"
    if state.marks.get(slot.key) != "answered":
        state.marks[slot.key] = "skipped"
    work.say("skipped_required" if slot.question.required and not filling.is_owners(state.map, slot.fills[0]) else "skipped")
    advance(work)


def _complete_draft(work: Work) -> list[Slot]:
    work.state.drafted = True
    drafting.relay(work)
    work.say("draft_ready")
    work.files.append("png")
    return open_slots(work.state, work.slots())


def _enter(work: Work, slot: Slot, left: Slot | None) -> None:
    state = work.state
    state.cursor = slot.key
    if slot.step >= MAP_STEP and not state.drafted:
        state.drafted = True
    if left is None or left.step != slot.step:
        _open_step(work, slot, left)


def lay_suggestions(work: Work) -> None:
    """Weave the suggestions anew. A card for which there are none is asked field by field."""
    drafting.relay(work)
    slot = work.slot()
    if slot is None or slot.kind != "card" or slot.key in work.state.marks:
        return
    if not any(filling.field_cells(work.state.map, path) for path in slot.fills):
        work.state.marks[slot.key] = "own"
        advance(work)
        drafting.relay(work)


def _open_step(work: Work, slot: Slot, left: Slot | None) -> None:
    if left is not None and work.state.way != "draft":
        work.say(f"step_{slot.step}")
        work.files.extend(PREVIEWS.get(slot.step, ()))


def _remember(state: State) -> None:
    if state.cursor and (not state.trail or state.trail[-1] != state.cursor):
        state.trail.append(state.cursor)
