"""What a message asks to happen where no rule knows its words: an act, a question or a change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from journey.commands import Act, Ask, Chitchat, Command, Do, Edit, Fill, Goto, Reshape, SwitchLanguage
from journey.ports import Context
from journey.questions import Slot
from knowledge import reading
from knowledge.changing import phase_id
from knowledge.understanding import corrections, emotions, labelling, questions, tagging

SURE = 0.65
"""An act must be likelier than everything else together; when in doubt a message is an answer, and nothing is lost."""
SURER = 0.85
"""For what would lose an answer (talk), or changes another place."""
ANSWER = "answer"
TOPICS = ("why", "how_long", "save", "privacy", "meaning", "advice", "other")
TONES = ("greeting", "thanks", "insult", "offtopic")
OF_PROPOSALS = ("confirm", "reject", "adjust", "own")
"""Said of something that was proposed; elsewhere the same words are an answer."""
LABEL_WORDS = 5
CUSTOMERS_ASK = (".questions", ".doubts", ".quote", ".pains")
"""Fields in which "what do you do with my data?" is what a customer asks the shop."""
ABOUT_US = ("why", "how_long", "save", "meaning")
"""Questions that are ours even where a customer's questions are the answer."""


def intended(text: str, context: Context) -> Sequence[Command]:
    """The commands that a message asks for; none where it is an answer, or may well be one."""
    found = labelling.label("intent", text, _place(context.slot))
    kind, _, op = found.name.partition(" ")
    if (
        kind == ANSWER
        or found.chance < (SURER if kind in (*TONES, "edit", "export") else SURE)
        or _may_answer(kind, text, context)
    ):
        return []
    command = _command(kind, op, text, context)
    return [command] if command else []


def _command(kind: str, op: str, text: str, context: Context) -> Command | None:
    if kind in TOPICS:
        return Ask(text, kind, (questions.term(text) or "") if kind == "meaning" else "")
    if kind in TONES:
        return Chitchat(kind)
    if kind == "switch":
        return SwitchLanguage("en" if context.journey.language == "nl" else "nl")
    if kind == "goto":
        return _goto(text, context)
    if kind == "edit":
        return _edit(text, context)
    if kind == "reshape":
        return _reshape(op, text, context)
    if kind in OF_PROPOSALS and not _is_proposed(context):
        return None
    return next((Do(act) for act in get_args(Act) if act == kind), None)


def _may_answer(kind: str, text: str, context: Context) -> bool:
    """Whether the place makes it an answer all the same: a question where customers' questions are asked for, a labelled field
    ("pain: klarna declines half of them"), or letters that no example has."""
    slot = context.slot
    if slot is None:
        return False
    label, colon, words = text.partition(":")
    labelled = bool(colon and words.strip()) and len(label.split()) <= LABEL_WORDS
    asked = kind in TOPICS and kind not in ABOUT_US and any(path.endswith(CUSTOMERS_ASK) for path in slot.fills)
    felt = slot.kind == "card" and emotions.emotion(text) is not None
    return asked or labelled or felt or tagging.is_odd(text)


def _is_proposed(context: Context) -> bool:
    return context.pending or context.leaving or (context.slot is not None and context.slot.kind in ("card", "phases"))


def _place(slot: Slot | None) -> str:
    if slot is None:
        return ""
    return slot.kind if slot.kind in ("card", "phases", "duration") else reading.answer_kind(slot)


def _goto(text: str, context: Context) -> Command | None:
    """The question that is meant: of a phase, the phase that is named, else the one at hand."""
    name = labelling.label("goto", text).name
    here = context.slot.subject.get("phase", "") if context.slot else ""
    phase = corrections.phase(text) or here
    keys = [slot.key for slot in context.slots]
    wanted = (name, f"phases.{phase}.{name}", f"{name}.how", f"phases.{phase}.card")
    return next((Goto(key) for key in wanted if key in keys), None)


def _edit(text: str, context: Context) -> Command | None:
    new = tagging.part("edit", "value", text)
    path = corrections.field(text)
    path = path if path and "{" not in path else labelling.label("edit_field", text).name
    value = reading.shape(path, new, context.journey) if new else None
    if not new or value is None:
        return None
    answered = context.slot is not None and path in context.slot.fills and context.slot.kind != "card"
    return Fill(path, value, new) if answered else Edit(path, value, new)


def _reshape(op: str, text: str, context: Context) -> Command | None:
    said = dict(reversed(tagging.parts("reshape", text)))
    phase = phase_id(said.get("phase", ""), context.journey) or ""
    if op == "add":
        return Reshape("add", name=said["name"], after=phase) if "name" in said else None
    if not phase or (op == "rename" and "name" not in said):
        return None
    return Reshape(op, phase=phase, name=said.get("name", ""))  # type: ignore[arg-type]
