"""The interview: commands in, a changed state and what to say out. Pure and synchronous; the same with and without a model."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from journey import advising, answers, drafting, filling, moves
from journey.advice import Advice
from journey.choices import pick
from journey.commands import Ask, Chitchat, Command, Do, Edit, Fill, Goto, Note, Pick, Probe, Reshape, SwitchLanguage
from journey.errors import JourneyError
from journey.model import Language
from journey.phases import reshape
from journey.ports import Context, Suggester
from journey.questions import Script
from journey.state import Proposal, State
from journey.work import Outcome, Reply, Turn, Work

NOTES_KEPT = 40
ASIDES = ("explain", "help", "privacy")
SAID_ONLY = {"start": "welcome_back", "explain": "explain", "stale": "old_button", "help": "help", "privacy": "privacy"}


class Interview:
    """Asks the script's questions and keeps the map. Holds no state of its own."""

    def __init__(self, script: Script, suggester: Suggester) -> None:
        self._script = script
        self._suggester = suggester

    def apply(self, state: State, turn: Turn) -> Outcome:
        """Carry out the commands of one message. The state that goes in is not touched; nothing a command holds can raise."""
        work = Work(state.copy_whole(), turn, self._script, self._suggester)
        filled: dict[str, None] = {}
        for command in turn.commands:
            self._carry_out(work, command, filled)
        self._acknowledge(work, filled)
        answers.complete(work, filled)
        self._settle(work, state)
        aside = bool(turn.commands) and all(map(_is_aside, turn.commands))
        return Outcome(work.state, tuple(work.replies), tuple(work.files), work.ask, work.effect, aside)

    def begin(self, language: Language = "nl") -> State:
        """A new conversation, at its first question. This is version 0 of every map."""
        state = State(way="guided")
        state.map.language = language
        work = Work(state, Turn((), date.min), self._script, self._suggester)
        state.cursor = moves.open_slots(state, work.slots())[0].key
        return state

    def context(self, state: State) -> Context:
        """What understanding may know about where the conversation stands."""
        work = Work(state, Turn((), date.min), self._script, self._suggester)
        slot = work.slot()
        return Context(
            journey=state.map,
            slot=slot,
            slots=work.slots(),
            pending=state.pending is not None,
            leaving=bool(state.leaving),
            adjusting=bool(slot and state.marks.get(slot.key) == "adjust"),
            ended=state.ended,
            last=_last_fills(work),
            selected=state.selected,
        )

    def _acknowledge(self, work: Work, filled: Collection[str]) -> None:
        """Tell where words went, unless they went just where they were asked for."""
        slot = work.slot()
        asked = {path for path in filled if slot and any(path.startswith(fill) for fill in slot.fills)}
        if filled and set(filled) == asked:
            work.replies.insert(0, Reply("noted"))
        elif filled:
            work.replies.insert(0, Reply("placed", {"paths": list(filled)}))

    def _carry_out(self, work: Work, command: Command, filled: dict[str, None]) -> None:
        pending, leaving = work.state.pending, work.state.leaving
        if not isinstance(command, (Ask, Chitchat, SwitchLanguage)):
            work.state.pending, work.state.leaving = None, ""
        match command:
            case Fill():
                if answers.fill(work, command):
                    filled[command.path] = None
            case Edit():
                self._propose(work, command)
            case Do("confirm") if pending is not None:
                self._apply_edit(work, pending)
            case Do("reject") if pending is not None:
                work.say("edit_dropped")
            case Do("confirm") if leaving == "forget":
                work.effect = "forget"
            case Do("confirm") if leaving:
                self._restart(work)
            case Do("reject") if leaving:
                work.say("restart_dropped")
            case Do():
                self._act(work, command.act)
            case _:
                self._talk(work, command)

    def _talk(self, work: Work, command: Command) -> None:
        state = work.state
        match command:
            case Pick(option):
                pick(work, option)
            case Goto(key):
                if not moves.visit(work, key):
                    work.say("no_such_question")
            case Reshape():
                if reshape(work, command):
                    drafting.relay(work)
            case Ask(advice=Advice() as advice):
                advising.tell(work, advice)
            case Ask(text, topic, term):
                work.say(f"ask_{topic}", text=text, term=term)
            case SwitchLanguage(language):
                state.map.language = language
                work.say("language")
            case Chitchat(tone):
                work.say(f"chat_{tone}")
            case Probe(text):
                work.probe = text
            case Note():
                _keep_aside(work, command)

    def _act(self, work: Work, act: str) -> None:
        acts = {
            "skip": moves.skip, "back": moves.back, "confirm": answers.confirm, "reject": self._reject, "adjust": answers.adjust,
            "own": answers.write_own, "done": answers.done, "suggest": answers.suggest, "undo": self._undo, "draft": self._draft,
            "preview": self._preview, "export": self._export, "plan": advising.plan,
        }  # fmt: skip
        if act in ("restart", "forget"):
            self._ask_leave(work, act)
        elif act in acts:
            acts[act](work)
        else:
            work.say(SAID_ONLY[act])

    def _propose(self, work: Work, edit: Edit) -> None:
        if not filling.is_fillable(edit.path) or not answers.stands_in(edit.quote, work.turn.text):
            work.say("edit_unclear")
            return
        old = "; ".join(str(cell.value) for cell in filling.field_cells(work.state.map, edit.path))
        work.state.pending = Proposal(path=edit.path, value=edit.value, quote=edit.quote, old=old)

    def _apply_edit(self, work: Work, proposal: Proposal) -> None:
        data = filling.rewrap(work.state.map, proposal.path, proposal.value, work.turn.message)
        try:
            filling.write(work.state.map, proposal.path, data)
        except JourneyError:
            work.say("bad_value", quote=proposal.quote)
            return
        work.say("edited")

    def _reject(self, work: Work) -> None:
        slot = work.slot()
        if slot is not None and any(filling.is_guess(work.state.map, path) for path in slot.fills):
            answers.adjust(work)
        else:
            work.say("rejected")

    def _undo(self, work: Work) -> None:
        past, now = work.turn.past, work.state
        if past is None:
            work.say("nothing_to_undo")
            return
        restored = past.copy_whole()
        restored.revision, restored.top = now.revision, now.top
        restored.map.language = now.map.language
        work.state = restored
        work.say("undone")

    def _draft(self, work: Work) -> None:
        work.state.way = "draft"
        work.say("draft_begun")
        if work.state.cursor not in [slot.key for slot in moves.open_slots(work.state, work.slots())]:
            moves.advance(work)

    def _preview(self, work: Work) -> None:
        if work.state.map.shop.offering is None:
            work.say("preview_empty")
            return
        work.files.append("png")
        work.say("preview")

    def _ask_leave(self, work: Work, act: str) -> None:
        work.state.leaving = "forget" if act == "forget" else "restart"
        work.ask = False
        work.say(f"{act}_sure")

    def _restart(self, work: Work) -> None:
        """A fresh map. The old one stays a version, so that an undo brings it back."""
        revision, top = work.state.revision, work.state.top
        work.state = self.begin(work.state.map.language)
        work.state.revision, work.state.top = revision, top
        work.say("welcome")

    def _export(self, work: Work) -> None:
        work.effect = "export"
        work.say("exported")

    def _settle(self, work: Work, before: State) -> None:
        """Weave the suggestions anew, and make a new version when the content changed.

        The same map in the other language takes the place of the old version: an undo goes back to what the owner did before.
        """
        moves.lay_suggestions(work)
        after = work.state
        if after.cursor != before.cursor:
            after.probe = ""
        after.revision = before.revision + 1
        undone = any(isinstance(command, Do) and command.act == "undo" for command in work.turn.commands)
        if not undone and after.content() != before.content():
            reworded = bool(work.turn.commands) and all(isinstance(command, SwitchLanguage) for command in work.turn.commands)
            after.parent = before.parent if reworded else before.version
            after.version = after.top = before.top + 1
        after.map.version = after.version


def _keep_aside(work: Work, note: Note) -> None:
    if note.text not in work.state.notes:
        work.state.notes = [*work.state.notes, note.text][-NOTES_KEPT:]
    if not note.quiet:
        work.say("noted_aside", text=note.text)


def _is_aside(command: Command) -> bool:
    if isinstance(command, Pick):
        return command.option.startswith((advising.READ, advising.COPY))
    return isinstance(command, (Ask, Chitchat)) or (isinstance(command, Do) and command.act in ASIDES)


def _last_fills(work: Work) -> tuple[str, ...]:
    slot = work.find(work.state.trail[-1]) if work.state.trail else None
    return slot.fills if slot else ()
