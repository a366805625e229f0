"""Understanding by rules: a message in, commands out. Exact things first, then what it means for the current question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from journey.commands import Act, Ask, Chitchat, Command, Do, Edit, Fill, Note, SwitchLanguage
from journey.ports import Context
from journey.questions import Slot
from knowledge import reading
from knowledge.card_reading import read_card
from knowledge.changing import edit, name_phase, reshape, standing_edit
from knowledge.going import going
from knowledge.intending import CUSTOMERS_ASK, SURE, intended
from knowledge.placing import placed_elsewhere
from knowledge.story_hearing import hear_story
from knowledge.understanding import acts, corrections, labelling, language, questions, signals, verdicts
from knowledge.understanding.text import WORD, both, fold, lexicon, pattern

ACTS: dict[str, Act] = {
    "yes": "confirm", "accept": "confirm", "no": "reject", "adjust": "adjust", "own": "own", "help": "explain",
    "preview": "preview", "done": "done", "skip": "skip", "back": "back", "undo": "undo", "restart": "restart", "start": "start",
    "unknown": "suggest",
}  # fmt: skip
SENTENCES: dict[str, Act] = {
    "forget": "forget", "export": "export", "restart": "restart", "undo": "undo", "draft": "draft", "preview": "preview",
    "explain": "explain", "suggest": "suggest", "skip": "skip", "back": "back",
    "plan": "plan",
}  # fmt: skip
TALK = ("greeting", "thanks", "insult")
SKIPS = re.compile(r"skip|sla|over|pas", re.IGNORECASE)
"""On a card "yes, next" accepts it; "yes, skip" does not."""
HOLDS_QUESTIONS = ("questions", "card", "list", "text", "values", "contacts", "traits")
"""Kinds whose answer may itself be a customer's question or quote."""
ABOUT_INTERVIEW = ("why", "how_long", "save", "privacy")
MOST_WORDS = 10
"""In a longer message "put that on the map" is about something else than the advice."""
FEWEST_WORDS = 3
"""After the last question, a statement of this many words may be trouble that the guidance has an answer to."""


class RuleListener:
    """`journey.ports.Listener` without a language model."""

    async def understand(self, text: str, context: Context) -> Sequence[Command]:
        """The commands of a message; never empty."""
        wanted = language.switch(text)
        if wanted:
            return [SwitchLanguage(wanted)]
        if not WORD.search(text) and not _is_feeling(text, context):
            return self._wordless(text, context)
        ways = (_planned, _ours, _verdict, self._signal, _act, self._aside, intended, self._answer)
        return next(found for way in ways if (found := way(text, context)))

    def _wordless(self, text: str, context: Context) -> Sequence[Command]:
        return self._signal(text, context) or [Chitchat("emoji")]

    def _signal(self, text: str, context: Context) -> Sequence[Command]:
        """What the message as a whole asks to happen, unless it is the answer to this question."""
        found = signals.signal(text)
        if found is None or (context.slot and _is_answer(found.kind, text, context.slot, context)):
            return []
        if found.kind in TALK:
            return [Chitchat(found.kind)]
        if found.kind == "none":
            return _nothing(text, context)
        return [Do(ACTS[found.kind])]

    def _aside(self, text: str, context: Context) -> Sequence[Command]:
        """A correction, a change of the phases, or a question in the middle."""
        slot = context.slot
        reshaped = reshape(text, context.journey, slot.kind if slot else "") if context.journey.phases else None
        gone = None if reshaped else going(text, context)
        if reshaped or gone:
            return [command for command in (reshaped, gone) if command]
        corrected = corrections.correction(text)
        exact = standing_edit(text, context)
        if exact:
            return [exact]
        if corrected and (corrected.sure or slot is None):
            changed = edit(corrected, text, context)
            if changed and not (isinstance(changed, Fill) and not corrected.cued):
                return [changed]
        asked = questions.is_question(text, answers_with_questions=slot is not None and _holds_questions(slot))
        return [Ask(asked.text, asked.kind, asked.term or "")] if asked else []

    def _answer(self, text: str, context: Context) -> Sequence[Command]:
        slot = context.slot
        if slot is None:
            return _follow_up(text, context)
        if slot.kind == "touchpoints" and _has_no_contact(text):
            return [reading.no_contact(text, slot)]
        told = hear_story(text, slot, context)
        if told:
            return [*_own_language(text, context), *told]
        if slot.kind == "card":
            return read_card(text, slot, context)
        if slot.kind == "phases" and context.adjusting:
            return name_phase(text, context)
        elsewhere, left = placed_elsewhere(text, slot, context)
        return [*elsewhere, *(reading.read_answer(left, slot, context) if left else [])]


def _has_no_contact(text: str) -> bool:
    found = labelling.label("contact", text)
    return found.name == "none" and found.chance >= SURE


def _own_language(text: str, context: Context) -> Sequence[Command]:
    """Who tells their story in the other language is answered in it."""
    spoken = language.detect(text)
    return [SwitchLanguage(spoken)] if spoken and spoken != context.journey.language else []


def _ours(text: str, context: Context) -> Sequence[Command]:
    """A question about the interview itself, whatever other words are in it: "can I go on later?" is not yet going."""
    questioning = context.slot is not None and any(path.endswith(CUSTOMERS_ASK) for path in context.slot.fills)
    asked = questions.is_question(text, answers_with_questions=questioning)
    return [Ask(asked.text, asked.kind, asked.term or "")] if asked and asked.kind in ABOUT_INTERVIEW else []


def _planned(text: str, context: Context) -> Sequence[Command]:
    """ "Make that an action": the advice just given goes on the map."""
    asked = re.search(rf"(?<!\w){pattern(both(lexicon('advice')['plan']))}(?!\w)", fold(text))
    return [Do("plan")] if asked and len(text.split()) <= MOST_WORDS else []


def _holds_questions(slot: Slot) -> bool:
    """Whether the answer may be a question that a customer asks; of the shop itself they ask none."""
    return slot.kind in HOLDS_QUESTIONS and not slot.key.startswith("shop.")


def _verdict(text: str, context: Context) -> Sequence[Command]:
    """What the owner says of the card or list of phases that is put to them."""
    if context.slot is None or context.slot.kind not in ("card", "phases") or context.adjusting:
        return []
    found, heard = verdicts.verdict(text), signals.signal(text)
    if (
        found is None
        or (heard and heard.kind in ("yes", "accept", "no"))
        or (heard and heard.kind == "skip" and SKIPS.search(text))
    ):
        return []
    kind, rest = found
    return [Do(kind), *(Note(part) for part in rest if not signals.signal(part))]


def _act(text: str, context: Context) -> Sequence[Command]:
    """An act asked for in a sentence."""
    found = acts.act(text)
    if found is None or (context.slot and context.slot.kind == "emotion" and found.kind in TALK and _is_feeling(text, context)):
        return []
    if found.kind in TALK:
        return [Chitchat(found.kind)]
    if found.kind == "explain" and questions.is_question(text, answers_with_questions=True):
        return []  # "wat bedoel je met persona?" asks for that word
    reasons = found.rest if found.kind == "skip" else ()
    return [Do(SENTENCES[found.kind]), *(Note(part) for part in reasons if not signals.signal(part))]


def _is_answer(kind: str, text: str, slot: Slot, context: Context) -> bool:
    """Some acts are plain answers to some questions: a feeling by its face, a score, a yes to "who?"."""
    if slot.kind in ("emotion", "score"):
        return bool(re.search(r"\d", text)) or (kind in ("accept", "thanks", "insult") and _is_feeling(text, context))
    if kind == "none":
        return slot.kind in ("list", "text", "questions") and slot.step > 1
    if kind == "unknown":
        return slot.kind == "duration"
    return kind in ("start", "greeting", "done", "accept") and slot.kind == "name"


def _is_feeling(text: str, context: Context) -> bool:
    if context.slot is None or context.slot.kind != "emotion":
        return False
    return "score" in reading.emotion_data(text, context.journey.language)


def _nothing(text: str, context: Context) -> Sequence[Command]:
    slot = context.slot
    if slot is None:
        return [Do("reject")]
    return [reading.no_contact(text, slot)] if slot.kind == "touchpoints" else [Do("skip")]


def _follow_up(text: str, context: Context) -> Sequence[Command]:
    """After the last question: a named place with new words is a change; the rest is a question or talk."""
    label, colon, words = text.partition(":")
    path = corrections.field(label) if colon and words.strip() else None
    if path:
        phase = corrections.phase(label)
        path = path.format(phase=phase) if "{phase}" in path and phase else path
        if "{" not in path:
            return [Edit(path, reading.shape(path, words.strip(), context.journey), words.strip())]
    asks = text.rstrip().endswith("?") or re.match(pattern(both(lexicon("reshape")["asking"])), fold(text))
    if asks:
        return [Ask(text, "advice")]
    return [Note(text), Ask(text, "advice") if len(text.split()) >= FEWEST_WORDS else Chitchat("unclear")]
