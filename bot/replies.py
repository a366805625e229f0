"""What is said about a turn before the next question: the core names it, the words come from the interface file."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from bot.message import Text
from bot.wording import OWN, field_label, lines, short
from export.findings import describe
from journey import filling
from journey.actions import act_first
from journey.analysis import analyse
from journey.errors import JourneyError
from journey.model import JourneyMap
from journey.paths import phase_of
from journey.questions import Slot
from journey.rubric import judge
from journey.state import Proposal, State
from journey.work import Outcome, Reply
from knowledge.understanding.text import Phrases, tokens
from prompts.catalog import load, say

MOST_FINDINGS = 5
VARIED = ("noted", "accepted")
"""Said so often that one wording would wear out: the file gives several."""
LONGEST_NOTE = 90


class Speaker:
    """Words for replies. `sector` tells the id of the playbook that fits a map."""

    def __init__(self, sector: Callable[[JourneyMap], str]) -> None:
        self.sector = sector

    def speak(self, outcome: Outcome, slot: Slot | None) -> Text:
        """All replies of a turn, and the proposal that waits for a yes."""
        text = Text()
        for reply in _without_repeats(outcome.replies):
            words = self._words(outcome.state, slot, reply)
            text.block(words) if str(text) else text.add(words)
        if outcome.state.pending is not None:
            words = proposal_words(outcome.state.map, outcome.state.pending)
            text.block(words) if str(text) else text.add(words)
        return text

    def names(self, state: State, slot: Slot | None) -> dict[str, str]:
        """The variables of a question's words: this persona, this phase, this action."""
        journey, language = state.map, state.map.language
        subject = slot.subject if slot else {}
        index = int(subject.get("persona_index", "0"))
        persona = journey.personas[index] if index < len(journey.personas) else None
        phase = journey.phase(subject.get("phase", ""))
        actions, action = journey.analysis.actions, subject.get("action")
        return {
            "persona": persona.name.value if persona and persona.name else say("weaving", "persona", language),
            "shop": journey.shop.name.value if journey.shop.name else say("weaving", "shop", language),
            "phase_name": phase.name.value if phase else "",
            "action_title": actions[int(action)].title.value if action else "",
        }

    def _words(self, state: State, slot: Slot | None, reply: Reply) -> str:
        language = state.map.language
        special = {"step_7": self._step_7, "finished": self._finished, "explain": self._explain, "ask_meaning": self._meaning,
                   "ask_advice": self._advice, "placed": self._placed}  # fmt: skip
        if reply.key in special:
            return special[reply.key](state, slot, reply)
        values = {"step": slot.step if slot else 7, "hint": slot.question.hint[language] if slot else "", **reply.values}
        words = say("interface", f"say.{reply.key}", language, **values)
        if reply.key not in VARIED:
            return words
        choices = words.split(" | ")
        return choices[state.revision % len(choices)]

    def _step_7(self, state: State, slot: Slot | None, reply: Reply) -> str:
        found = [describe(state.map, finding, state.map.language) for finding in analyse(state.map)[:MOST_FINDINGS]]
        return "\n".join([say("interface", "say.step_7", state.map.language), *(f"• {line}" for line in found)])

    def _finished(self, state: State, slot: Slot | None, reply: Reply) -> str:
        journey, language = state.map, state.map.language
        met = sum(result.met for result in judge(journey))
        parts = [say("interface", "say.finished", language), say("interface", "say.score", language, met=met)]
        first = act_first(journey)
        if first is not None:
            parts.append(say("interface", "say.first", language, action=first.title.value))
        if state.notes:
            notes = " · ".join(f"“{short(note, LONGEST_NOTE)}”" for note in state.notes)
            parts.append(say("interface", "say.kept_aside", language, notes=notes))
        return "\n\n".join(parts)

    def _explain(self, state: State, slot: Slot | None, reply: Reply) -> str:
        if slot is None:
            return say("interface", "say.explain_none", state.map.language)
        return slot.question.hint[state.map.language].format(**self.names(state, slot))

    def _meaning(self, state: State, slot: Slot | None, reply: Reply) -> str:
        language = state.map.language
        found = explain_term(str(reply.values.get("term") or reply.values.get("text") or ""), language)
        if found:
            return found
        return self._explain(state, slot, reply)

    def _advice(self, state: State, slot: Slot | None, reply: Reply) -> str:
        """Without articles, advice is what the map itself shows: its most urgent findings and first action."""
        language, first = state.map.language, act_first(state.map)
        found = [describe(state.map, finding, language) for finding in analyse(state.map)[:2]] if state.drafted else []
        lead = [say("interface", "say.first", language, action=first.title.value)] if first else []
        return "\n".join([*lead, *found]) or say("interface", "say.ask_other", language)

    def _placed(self, state: State, slot: Slot | None, reply: Reply) -> str:
        journey, language = state.map, state.map.language
        raw = reply.values.get("paths")
        paths = list(raw) if isinstance(raw, (list, tuple)) else []
        told = [f"• {_place(journey, path)}: {'; '.join(lines(journey, path)).replace(OWN, '')}" for path in paths]
        return "\n".join([say("interface", "say.placed", language), *told])


def _place(journey: JourneyMap, path: str) -> str:
    """The name of a field, with the phase or customer it belongs to."""
    label = field_label(path, journey.language)
    phase = journey.phase(phase_of(path) or "")
    if phase is not None:
        return f"{phase.name.value}, {label}"
    return f"{say('labels', 'map.persona', journey.language)}, {label}" if path.startswith("personas.") else label


def proposal_words(journey: JourneyMap, proposal: Proposal) -> str:
    """A change as it will be, with what stands there now."""
    after = journey.model_copy(deep=True)
    try:
        filling.write(after, proposal.path, filling.rewrap(journey, proposal.path, proposal.value, ""))
    except JourneyError:
        after = journey
    old, new = ("; ".join(lines(each, proposal.path)).replace(OWN, "") for each in (journey, after))
    told = f"“{old}”\n" if old else ""
    return say("interface", "say.edit_show", journey.language, field=_place(journey, proposal.path), old=told, new=f"“{new}”")


def explain_term(text: str, language: str) -> str | None:
    """The plain explanation of a term of the trade in a text, the longest name first, also when typed with a slip."""
    found = _terms().find(tokens(text))
    if not found:
        return None
    key = max(found, key=lambda match: match.end - match.start).value
    return str(load("glossary")[key]["text"][language])


@cache
def _terms() -> Phrases[str]:
    return Phrases(
        {word: key for key, entry in load("glossary").items() for each in ("nl", "en") for word in entry["words"][each]}
    )


def _without_repeats(replies: tuple[Reply, ...]) -> list[Reply]:
    """Every reply once; the words that are kept aside told together, after the rest."""
    once = [reply for index, reply in enumerate(replies) if reply not in replies[:index]]
    aside = [str(reply.values["text"]) for reply in once if reply.key == "noted_aside"]
    rest = [reply for reply in once if reply.key != "noted_aside"]
    return [*rest, Reply("noted_aside", {"text": "”, “".join(aside)})] if aside else rest
