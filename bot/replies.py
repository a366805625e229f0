"""What is said about a turn before the next question: the core names it, the words come from the interface file."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from bot.guidance import advice_rows, article_text, copy_text, title_of
from bot.keyboard import Row, button
from bot.message import Text
from bot.wording import OWN, field_label, lines, short
from export.findings import describe, sourced
from journey import filling
from journey.actions import act_first
from journey.advice import Advice
from journey.errors import JourneyError
from journey.model import JourneyMap
from journey.paths import phase_of
from journey.questions import Slot
from journey.rubric import judge
from journey.state import Proposal, State
from journey.work import Outcome, Reply
from knowledge.playbook import Playbook
from knowledge.understanding.text import Phrases, tokens
from prompts.catalog import load, say

MOST_FINDINGS = 5
VARIED = ("noted", "accepted")
"""Said so often that one wording would wear out: the file gives several."""
LONGEST_NOTE = 90
APART = ("advice", "article", "copy_text")
"""Replies that get a message of their own."""


class Speaker:
    """Words for replies. `sector` tells the id of the playbook that fits a map, `book` gives it made for the kind of product."""

    def __init__(self, sector: Callable[[JourneyMap], str], book: Callable[[JourneyMap], Playbook]) -> None:
        self.sector = sector
        self.book = book

    def speak(self, outcome: Outcome, slot: Slot | None) -> Text:
        """All replies of a turn, and the proposal that waits for a yes."""
        text = Text()
        for reply in _without_repeats(outcome.replies):
            if reply.key in APART:
                continue
            words = self._words(outcome.state, slot, reply)
            text.block(words) if str(text) else text.add(words)
        if outcome.state.pending is not None:
            words = proposal_words(outcome.state.map, outcome.state.pending)
            text.block(words) if str(text) else text.add(words)
        return text

    def speak_apart(self, outcome: Outcome) -> list[tuple[Text, list[Row]]]:
        """What gets a message of its own: an answer, an article or a text to copy, with the buttons below it."""
        return [found for reply in outcome.replies if reply.key in APART and (found := self._apart(outcome.state, reply))]

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

    def _apart(self, state: State, reply: Reply) -> tuple[Text, list[Row]] | None:
        language = state.map.language
        match reply.values:
            case {"advice": Advice() as advice}:
                return Text().add(advice.text), advice_rows(advice, language)
            case {"article": str(name)}:
                article = article_text(name, language)
                return (article, [[button("plan", f"pick:plan:{name}", language)]]) if article else None
            case {"text": str(name)}:
                text = copy_text(name, state.map, self.book(state.map))
                return (text, []) if text else None
        return None

    def _words(self, state: State, slot: Slot | None, reply: Reply) -> str:
        language = state.map.language
        special = {"step_7": self._step_7, "finished": self._finished, "explain": self._explain, "ask_meaning": self._meaning,
                   "placed": self._placed}  # fmt: skip
        if reply.key in special:
            return special[reply.key](state, slot, reply)
        values = {"step": slot.step if slot else 7, "hint": slot.question.hint[language] if slot else "", **reply.values}
        words = say("interface", f"say.{reply.key}", language, **values)
        if reply.key not in VARIED:
            return words
        choices = words.split(" | ")
        return choices[state.revision % len(choices)]

    def _step_7(self, state: State, slot: Slot | None, reply: Reply) -> str:
        """What stands out, each with the article that says what to do about it."""
        language, found = state.map.language, sourced(state.map)[:MOST_FINDINGS]
        articles = list(dict.fromkeys(finding.sources[0] for finding in found))
        lines = [f"• {describe(state.map, each, language)} [{articles.index(each.sources[0]) + 1}]" for each in found]
        titles = [f"[{number}] {title_of(name, language)}" for number, name in enumerate(articles, 1)]
        return "\n".join([say("interface", "say.step_7", language), *lines, "", *titles])

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
        language, question = state.map.language, slot.question
        parts = [question.hint[language].format(**self.names(state, slot))]
        example = self.example(state, slot)
        if example and any(lines(state.map, path) for path in slot.fills):
            # Where nothing stands yet, the question itself shows it.
            parts.append(say("interface", "example", language, example=example))
        parts.append(say("interface", "say.more_in", language, title=title_of(question.article, language)))
        return "\n\n".join(parts)

    def example(self, state: State, slot: Slot) -> str:
        """An example answer from the owner's own sector where there is one."""
        language = state.map.language
        key = slot.question.key.replace("personas.{persona_index}", "personas").replace(
            "personas", "persona", slot.key == "personas.0"
        )
        words = self.book(state.map).examples.get(key)
        return words.text(language) if words else slot.question.example[language]

    def _meaning(self, state: State, slot: Slot | None, reply: Reply) -> str:
        language = state.map.language
        found = explain_term(str(reply.values.get("term") or reply.values.get("text") or ""), language)
        if found:
            return found
        return self._explain(state, slot, reply)

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
