"""Which buttons a question offers, by its kind and by what already stands on the map."""

from __future__ import annotations

from bot.message import Button
from bot.wording import lines, short
from journey import filling
from journey.answers import LISTS
from journey.model import JourneyMap, Touchpoint
from journey.ports import Suggester
from journey.questions import Slot
from journey.state import State
from prompts.catalog import say

LABEL = 34
MOST_MOMENTS = 30
Row = list[Button]


def button(name: str, value: str, language: str, **values: object) -> Button:
    """A button with words from the interface file."""
    return Button(label=short(say("interface", f"button.{name}", language, **values), LABEL + 8), value=value)


def act(name: str, language: str) -> Button:
    """A button for an act of the same name."""
    return button(name, name, language)


def yes_no(language: str) -> list[Row]:
    return [[button("go", "accept", language), button("stay", "pick:no", language)]]


def question_rows(state: State, slot: Slot, suggester: Suggester) -> list[Row]:
    """The rows under the current question: its own choices first, then the acts that always help."""
    language = state.map.language
    adjusting = state.marks.get(slot.key) == "adjust"
    rows = _adjusting(state, slot) if adjusting and slot.kind != "moments" else _choices(state, slot, suggester)
    if adjusting:
        rows.append([act("done", language)])
    if slot.key == "shop.offering" and not state.trail and state.way != "draft":
        rows += [[button("story", "pick:story", language)], [button("draft", "pick:draft", language)]]
    if slot.key in ("scenario", "phases"):
        rows.append([button("persona", "pick:persona", language)])
    return [*rows, *_helpers(state, language)]


def _choices(state: State, slot: Slot, suggester: Suggester) -> list[Row]:
    language = state.map.language
    rows: list[Row] = []
    if _has_content(state, slot):
        rows.append(_agree(state, slot))
    if slot.kind == "choice":
        rows += _pairs([Button(label=label, value=f"pick:{name}") for name, label in suggester.sectors(language).items()])
    elif slot.kind == "score":
        rows.append([Button(label=str(score), value=f"pick:{score}") for score in range(1, 6)])
    elif slot.kind == "emotion":
        rows.append([Button(label=option.label[language], value=f"pick:{option.id}") for option in slot.question.options])
    elif slot.kind == "moments" and state.marks.get(slot.key) == "adjust":
        rows += _moments(state)
    elif slot.question.options:
        rows += _pairs(
            [Button(label=_ticked(state, option.label[language]), value=f"pick:{option.id}") for option in slot.question.options]
        )
        if slot.kind == "research":
            rows.append([act("done", language)])
    return rows


def _agree(state: State, slot: Slot) -> Row:
    language = state.map.language
    guessed = any(filling.is_guess(state.map, path) for path in slot.fills) or slot.kind in ("card", "moments", "actions")
    row = [button("accept_guess" if guessed else "keep", "accept", language)]
    if slot.kind in LISTS or slot.kind in ("card", "phases", "moments"):
        row.append(act("adjust", language))
    if slot.kind not in ("choice", "moments", "research"):
        row.append(act("own", language))
    return row


def _adjusting(state: State, slot: Slot) -> list[Row]:
    language = state.map.language
    if slot.kind == "phases":
        return _phases(state, language)
    if slot.kind in LISTS:
        found = lines(state.map, slot.fills[0])
        return [[button("drop", f"pick:drop-{index}", language, item=short(line, LABEL))] for index, line in enumerate(found)]
    return []


def field_rows(labels: list[str], language: str) -> list[Row]:
    """The fields of a card, to choose one to adjust."""
    return [*_pairs([Button(label=label, value=f"pick:{index}") for index, label in enumerate(labels)]), [act("done", language)]]


def _phases(state: State, language: str) -> list[Row]:
    if state.selected and state.selected != "add":
        return [
            [button("earlier", "pick:earlier", language), button("later", "pick:later", language)],
            [button("drop_phase", "pick:drop", language), button("list", "pick:list", language)],
        ]
    rows = _pairs([Button(label=short(phase.name.value, LABEL), value=f"pick:{phase.id}") for phase in state.map.phases])
    return [*rows, [button("add", "pick:add", language)]]


def _moments(state: State) -> list[Row]:
    points = [point for phase in state.map.phases for point in phase.touchpoints]
    heavy = sorted(range(len(points)), key=lambda index: -_weight(points[index]))[:MOST_MOMENTS]
    return _pairs(
        [
            Button(
                label=("★ " if _decides(points[index]) else "☆ ") + short(points[index].name.value, LABEL), value=f"pick:{index}"
            )
            for index in sorted(heavy)
        ]
    )


def _decides(point: Touchpoint) -> bool:
    return bool(point.moment_of_truth and point.moment_of_truth.value)


def _weight(point: Touchpoint) -> int:
    """Which touch points are offered first when there are too many to tap through; any of them can be typed."""
    return 9 if _decides(point) else point.importance.value if point.importance else 0


def _helpers(state: State, language: str) -> list[Row]:
    first = [act("skip", language), *([act("back", language)] if state.trail or state.returns else []), act("help", language)]
    second = [act("preview", language)] if state.map.shop.offering else []
    if state.version:
        second.append(act("undo", language))
    return [first, *([second] if second else [])]


def ended_rows(state: State, still_open: list[tuple[str, str]]) -> list[Row]:
    """After the last question: files, undo, and the questions that would lift the map most."""
    language = state.map.language
    files = [[Button(label=name.upper(), value=f"pick:{name}") for name in ("png", "pdf", "md", "json")]]
    more = [[button("open", f"pick:go:{key}", language, item=short(label, LABEL))] for key, label in still_open]
    return [*files, *more, [act("undo", language)]]


def _has_content(state: State, slot: Slot) -> bool:
    if slot.kind == "moments":
        return _has_moments(state.map)
    return any(filling.field_cells(state.map, path) for path in slot.fills)


def _has_moments(journey: JourneyMap) -> bool:
    return any(_decides(point) for phase in journey.phases for point in phase.touchpoints)


def _ticked(state: State, label: str) -> str:
    return f"✓ {label}" if any(research.method.value == label for research in state.map.research) else label


def _pairs(buttons: Row) -> list[Row]:
    return [buttons[index : index + 2] for index in range(0, len(buttons), 2)]
