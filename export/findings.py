"""What the analysis saw, in words: the sentences of prompts/analysis.yaml filled with the map's own names and texts."""

from __future__ import annotations

from typing import Any

from journey import paths
from journey.analysis import analyse, count
from journey.errors import UnknownPath
from journey.model import Action, Cell, DropOff, Finding, JourneyMap, Score, Text, Touchpoint
from journey.rubric import Result
from prompts.catalog import load, say

LENGTHS = {"text": 60, "action": 40, "metric": 40}
"""How much of the map's own words fits in each kind of sentence."""

NAME_LENGTH = 40


def sourced(journey: JourneyMap) -> list[Finding]:
    """What the analysis finds, most urgent first, each with the article that says what to do about it."""
    checks = load("analysis")["checks"]
    return [finding.model_copy(update={"sources": [checks[finding.check]["article"]]}) for finding in analyse(journey)]


def describe(journey: JourneyMap, finding: Finding, language: str) -> str:
    """What was seen and why it matters, in one or two sentences. A check that is not ours keeps the text it came with."""
    if finding.check not in load("analysis")["checks"]:
        return finding.text
    return _say(journey, finding, "text", language)


def propose(journey: JourneyMap, finding: Finding, language: str) -> Action | None:
    """A first thing to do about a finding, as a guess of ours; None for a check that is not ours.

    It points at the pain that the finding is about, or else at the first pain of its phase.
    """
    check = load("analysis")["checks"].get(finding.check)
    if check is None:
        return None
    return Action(
        title=_guess(finding, _say(journey, finding, "action", language)),
        phase=finding.phase,
        path=_pain_path(journey, finding),
        value=Score(value=check["value"], basis="guess", origin=_rule(finding)),
        effort=Score(value=check["effort"], basis="guess", origin=_rule(finding)),
        metric=_guess(finding, _say(journey, finding, "metric", language)),
        sources=[check["article"]],
    )


def describe_result(result: Result, language: str) -> str:
    """A check of the rubric in words: the good situation when it is met, what is still to do when it is not."""
    return say("analysis", f"rubric.{result.check}.{'label' if result.met else 'open'}", language)


def _say(journey: JourneyMap, finding: Finding, part: str, language: str) -> str:
    return say(
        "analysis",
        f"checks.{finding.check}.{part}",
        language,
        phase=_phase_name(journey, finding, language),
        cell=_shorten(_words_at(journey, finding.path), LENGTHS[part]).rstrip(" .,;") or _word("cell", language),
        persona=_persona_name(journey, language),
        count=count(journey, finding),
    )


def _rule(finding: Finding) -> str:
    return f"rule:{finding.check}"


def _guess(finding: Finding, words: str) -> Text:
    return Text(value=words, basis="guess", origin=_rule(finding))


def _pain_path(journey: JourneyMap, finding: Finding) -> str:
    phase = journey.phase(finding.phase) if finding.phase is not None else None
    if phase is None or not phase.pains or finding.path.startswith(f"phases.{phase.id}.pains."):
        return finding.path
    return f"phases.{phase.id}.pains.0"


def _phase_name(journey: JourneyMap, finding: Finding, language: str) -> str:
    phase = journey.phase(finding.phase) if finding.phase is not None else None
    return (_shorten(phase.name.value, NAME_LENGTH) or phase.id if phase else "") or _word("whole", language)


def _persona_name(journey: JourneyMap, language: str) -> str:
    name = journey.persona.name if journey.persona else None
    return (_shorten(name.value, NAME_LENGTH) if name else "") or _word("persona", language)


def _word(key: str, language: str) -> str:
    return say("analysis", f"words.{key}", language)


def _words_at(journey: JourneyMap, path: str) -> str:
    """The map's own words at a path. A touch point is told by its name, a drop-off by where it is."""
    here, holder = _read(journey, path), _read(journey, path.rpartition(".")[0])
    if isinstance(holder, Touchpoint):
        here = holder.name
    elif isinstance(holder, DropOff):
        here = holder.where
    return str(here.value) if isinstance(here, Cell) else ""


def _read(journey: JourneyMap, path: str) -> Any:
    """What stands at the path; None as well for a path that came with a file and leads nowhere."""
    try:
        return paths.read(journey, path) if path else None
    except UnknownPath:
        return None


def _shorten(words: str, length: int) -> str:
    """The words on one line, cut at a word's end when they are long."""
    line = " ".join(words.split())
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    return f"{cut.rsplit(' ', 1)[0].rstrip(' ,.;:') or cut}…"
