"""Taps on a choice: options of a question, fields to adjust, items to drop, moments to mark, files to get."""

from __future__ import annotations

from collections.abc import Callable

from journey import advising, answers, drafting, filling, moves
from journey.commands import Reshape
from journey.model import Research, Text
from journey.phases import reshape
from journey.questions import Slot
from journey.work import Work

GO = "go:"
DROP = "drop-"
SAME_MOOD = 1


def pick(work: Work, option: str) -> None:
    """Carry out a tap. An option that the current question does not offer is an old button."""
    slot = work.slot()
    if option in moves.HANDED_OVER:
        work.files.append(option)
        work.say("here_you_go")
    elif option.startswith(GO):
        if not moves.visit(work, option.removeprefix(GO)):
            work.say("old_button")
    elif advising.pick(work, option):
        pass
    elif option == "persona":
        answers.add_persona(work)
    elif option == "story":
        work.say("story_begun")
    elif slot is None or not _pick_here(work, slot, option):
        work.say("old_button")


def _pick_here(work: Work, slot: Slot, option: str) -> bool:
    if work.state.marks.get(slot.key) == "adjust" and slot.kind != "moments":
        return _adjust(work, slot, option)
    picks: dict[str, Callable[[Work, Slot, str], bool]] = {
        "choice": _sector, "research": _research, "emotion": _emotion, "score": _score, "moments": _moment,
    }  # fmt: skip
    return slot.kind in picks and picks[slot.kind](work, slot, option)


def _adjust(work: Work, slot: Slot, option: str) -> bool:
    if slot.kind == "phases":
        return _phase(work, option)
    if option.startswith(DROP) and option.removeprefix(DROP).isdigit():
        return answers.drop_item(work, slot.fills[0], int(option.removeprefix(DROP)))
    fields = [other for other in work.slots() if other.card == slot.key]
    if not option.isdigit() or int(option) >= len(fields):
        return False
    field = fields[int(option)]
    del work.state.marks[slot.key]
    moves.visit(work, field.key)
    if field.kind in answers.LISTS:
        work.state.marks[field.key] = "adjust"
    return True


def _phase(work: Work, option: str) -> bool:
    state = work.state
    if option == "add" or state.map.phase(option) is not None:
        state.selected = option
        return True
    if option == "list":
        state.selected = ""
        return True
    if option not in ("drop", "earlier", "later") or not state.selected:
        return False
    if reshape(work, Reshape(option, phase=state.selected)) and option == "drop":  # type: ignore[arg-type]
        state.selected = ""
    drafting.relay(work)
    return True


def _sector(work: Work, slot: Slot, option: str) -> bool:
    label = work.suggester.sectors(work.state.map.language).get(option)
    if label is None:
        return False
    filling.write(work.state.map, slot.fills[0], filling.wrap(label, "said", work.turn.message))
    answers.close(work, slot)
    return True


def _research(work: Work, slot: Slot, option: str) -> bool:
    found = next((known for known in slot.question.options if known.id == option), None)
    if found is None:
        return False
    method = found.label[work.state.map.language]
    standing = work.state.map.research
    kept = [research for research in standing if research.method.value != method]
    if len(kept) == len(standing):
        kept.append(Research(method=Text(value=method, basis="said", origin=work.turn.message)))
    work.state.map.research = kept
    return True


def _emotion(work: Work, slot: Slot, option: str) -> bool:
    if option not in ("-2", "-1", "0", "1", "2"):
        return False
    score, path = int(option), slot.fills[0]
    phase = work.state.map.phase(slot.subject["phase"])
    before = phase.emotion.score.value if phase and phase.emotion and phase.emotion.score else None
    if before is not None and abs(before - score) > SAME_MOOD and filling.is_guess(work.state.map, path):
        filling.write(work.state.map, path, None)
    filling.write(work.state.map, f"{path}.score", filling.wrap(score, "said", work.turn.message))
    if phase is not None and phase.emotion is not None and phase.emotion.reason is None:
        work.say("feeling_why")
    else:
        filling.accept(work.state.map, path)
        answers.close(work, slot)
    return True


def _score(work: Work, slot: Slot, option: str) -> bool:
    if option not in ("1", "2", "3", "4", "5"):
        return False
    filling.write(work.state.map, slot.fills[0], filling.wrap(int(option), "said", work.turn.message))
    answers.close(work, slot)
    return True


def _moment(work: Work, slot: Slot, option: str) -> bool:
    work.state.marks[slot.key] = "adjust"
    return option.isdigit() and answers.toggle_moment(work, int(option))
