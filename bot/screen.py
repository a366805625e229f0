"""Turns an outcome of the interview into messages: what happened, then the current question with its buttons."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from bot import keyboard
from bot.guidance import read_row
from bot.message import Message, Text
from bot.replies import Speaker
from bot.wording import field_label, lines
from journey import filling
from journey.model import JourneyMap
from journey.ports import Suggester
from journey.questions import Script, Slot, unfold
from journey.rubric import judge
from journey.state import State
from journey.work import Outcome
from prompts.catalog import say
from prompts.questions import step_title

STEPS = 7
NEXT_BEST = 3


class Screen:
    """Renders state for people. Pure: the same state gives the same messages."""

    def __init__(self, script: Script, suggester: Suggester, speaker: Speaker) -> None:
        self._script = script
        self._suggester = suggester
        self._speaker = speaker

    def render(self, outcome: Outcome) -> list[Message]:
        """The messages of one turn. Files come with what is said about them, the question last."""
        state = outcome.state
        apart = [self._message(state, text, rows, aside=True) for text, rows in self._speaker.speak_apart(outcome)]
        return [*apart, *self._rest(outcome, bool(apart))]

    def _rest(self, outcome: Outcome, told: bool) -> list[Message]:
        """Everything that is not in a message of its own: after the last question there may be nothing left to say."""
        state = outcome.state
        said = self._speaker.speak(outcome, self.slot(state))
        if told and state.ended and not str(said) and not outcome.files and outcome.ask:
            return []
        if not outcome.ask or state.pending is not None:
            return [self._message(state, said, keyboard.yes_no(state.map.language))]
        if outcome.files:
            return [self._message(state, said, [], list(outcome.files)), self._question(state, Text())]
        explained = any(reply.key == "explain" for reply in outcome.replies)
        return [self._question(state, said, brief=outcome.aside, explained=explained)]

    def slot(self, state: State) -> Slot | None:
        """The current question."""
        return next((slot for slot in unfold(self._script, state.map) if slot.key == state.cursor), None)

    def _question(self, state: State, text: Text, *, brief: bool = False, explained: bool = False) -> Message:
        """The current question. `brief` leaves out a card's lines: they stand just above, in the message before."""
        slot = self.slot(state)
        if slot is None:
            return self._follow_up(state, text)
        language = state.map.language
        progress = say("interface", "progress", language, step=slot.step, of=STEPS, title=step_title(slot.step, language))
        text.block(progress, bold=True) if str(text) else text.add(progress, bold=True)
        text.line(self.question_text(state, slot))
        if not (brief and slot.kind == "card"):
            self._content(state, slot, text)
        rows = keyboard.question_rows(state, slot, self._suggester)
        if explained:
            rows.append(read_row(slot.question.article, language))
        if state.marks.get(slot.key) == "adjust" and slot.kind == "card":
            rows = [*keyboard.field_rows(self._fields(state, slot), language), *rows[-1:]]
        return self._message(state, text, rows)

    def question_text(self, state: State, slot: Slot) -> str:
        """The words of a question, about its subject, or of the follow-up that stands in its place."""
        if state.probe:
            return state.probe
        return slot.question.ask[state.map.language].format(**self._speaker.names(state, slot))

    def _content(self, state: State, slot: Slot, text: Text) -> None:
        language, adjusting = state.map.language, state.marks.get(slot.key) == "adjust"
        filled = [path for path in slot.fills if lines(state.map, path)]
        if slot.kind == "moments":
            self._moments(state.map, text)
        elif filled:
            self._standing(state, slot, filled, text)
        if adjusting:
            text.block(self._adjust_words(state, slot))
        elif not filled and slot.kind != "moments":
            text.block(say("interface", "example", language, example=self._speaker.example(state, slot)))

    def _standing(self, state: State, slot: Slot, filled: Sequence[str], text: Text) -> None:
        language = state.map.language
        owners = [filling.is_owners(state.map, path) for path in filled]
        guessed = any(cell.basis == "guess" for path in filled for cell in filling.field_cells(state.map, path))
        text.block(say("interface", "guess" if guessed and not any(owners) else "mixed" if guessed else "now", language))
        for path in filled:
            found = lines(state.map, path)
            if len(slot.fills) > 1:
                label = field_label(path, language)
                text.line(f"{label[:1].upper()}{label[1:]}: ", bold=True)
            if len(found) == 1 and len(slot.fills) > 1:
                text.add(found[0])
            else:
                for line in found:
                    text.line(f"• {line}")

    def _moments(self, journey: JourneyMap, text: Text) -> None:
        text.block("")
        for phase in journey.phases:
            for point in phase.touchpoints:
                if point.moment_of_truth and point.moment_of_truth.value:
                    text.line("★ ").add(point.name.value, bold=True).add(f" ({phase.name.value})")
                    text.add(f": {point.why.value}" if point.why else "")

    def _adjust_words(self, state: State, slot: Slot) -> str:
        key = {"card": "choose_field", "moments": "toggle_moments"}.get(slot.kind, "drop_items")
        phase = state.map.phase(state.selected)
        if slot.kind == "phases":
            key = "phase_new" if state.selected == "add" else "phase_typed" if phase else "choose_field"
        return say("interface", f"say.{key}", state.map.language, name=phase.name.value if phase else "")

    def _fields(self, state: State, slot: Slot) -> list[str]:
        fields = [other for other in unfold(self._script, state.map) if other.card == slot.key]
        return [field_label(other.fills[0], state.map.language) for other in fields]

    def _follow_up(self, state: State, text: Text) -> Message:
        language = state.map.language
        words = say("interface", "say.follow_up", language)
        text.block(words) if str(text) else text.add(words)
        return self._message(state, text, keyboard.ended_rows(state, self._next_best(state)))

    def _next_best(self, state: State) -> list[tuple[str, str]]:
        """The questions whose answer mends an unmet check: the rubric chooses what to ask."""
        slots = [slot for slot in unfold(self._script, state.map) if not slot.card]
        found: dict[str, str] = {}
        for path in chain.from_iterable(result.paths for result in judge(state.map) if not result.met):
            slot = next((slot for slot in slots if any(path.startswith(fill) for fill in slot.fills)), None)
            if slot is not None and slot.key not in found:
                found[slot.key] = (
                    step_title(slot.step, state.map.language)
                    if slot.kind == "card"
                    else field_label(slot.fills[0], state.map.language)
                )
        return list(found.items())[:NEXT_BEST]

    def _asked(self, state: State, slot: Slot) -> list[str]:
        """The paths that an answer fills; of a card only the ones that have no words of the owner yet."""
        return [path for path in slot.fills if slot.kind != "card" or not filling.is_owners(state.map, path)]

    def _message(
        self, state: State, text: Text, rows: list[keyboard.Row], files: list[str] | None = None, *, aside: bool = False
    ) -> Message:
        slot = self.slot(state)
        waiting = aside or files or state.pending is not None or state.leaving
        asks = [] if waiting or slot is None else self._asked(state, slot)
        return Message(
            text=str(text), bold=text.bold, copyable=text.copyable, buttons=rows,
            files=files or [], step=slot.step if slot else STEPS, of=STEPS,
            asks=asks, question=state.cursor, revision=state.revision, version=state.version,
            language=state.map.language,
        )  # fmt: skip
