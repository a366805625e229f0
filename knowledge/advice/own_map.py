"""What the owner's own map says about a question: the dip, a pain, a doubt, an action that already stands there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from journey import facts
from journey.actions import act_first
from journey.model import Cell, JourneyMap, Phase
from prompts.catalog import say

LONGEST = 140
Touches = Callable[[str], bool]
"""Whether some words of the map are about the same thing as the answer."""


@dataclass(frozen=True)
class MapLine:
    """A sentence about the map, the path of the words it quotes, and what those rest on when they are an action."""

    text: str
    path: str
    phase: str = ""
    sources: tuple[str, ...] = ()


def dip(journey: JourneyMap) -> Phase | None:
    """The phase in which the customer feels worst, when there is one below zero."""
    felt = [(score, phase) for phase in journey.phases if (score := facts.score(phase)) is not None and score < 0]
    return min(felt, key=lambda pair: pair[0])[1] if felt else None


def lines_about(journey: JourneyMap, touches: Touches, phases: Iterable[str]) -> Iterator[MapLine]:
    """Sentences about what the map holds on a subject, the most telling first."""
    lowest, wanted = dip(journey), set(phases)
    ordered = sorted(journey.phases, key=lambda phase: (phase is not lowest, phase.id not in wanted))
    for phase in ordered:
        yield from _pains(journey, phase, touches, phase is lowest)
    yield from _doubts(journey, touches)
    for phase in ordered:
        yield from _drop_off(journey, phase, touches)


def about_dip(journey: JourneyMap, phase: Phase) -> MapLine:
    """The low of this phase in a sentence, with its pain or else its reason."""
    pain = next((cell for cell in phase.pains if facts.filled(cell)), None)
    reason = phase.emotion.reason if phase.emotion else None
    cell, path = (pain, f"phases.{phase.id}.pains.0") if pain else (reason, f"phases.{phase.id}.emotion.reason")
    key = "map.dip" if cell else "map.dip_bare"
    return MapLine(_say(key, journey, phase=phase.name.value, quote=_quote(cell)) + _guessed(cell, journey), path, phase.id)


def first_action(journey: JourneyMap) -> MapLine | None:
    """What to do first according to the map itself."""
    action = act_first(journey)
    if action is None or not facts.filled(action.title):
        return None
    index = journey.analysis.actions.index(action)
    phase = journey.phase(action.phase) if action.phase else None
    line = _say("map.first", journey, quote=_quote(action.title), phase=phase.name.value if phase else "")
    return MapLine(line, f"analysis.actions.{index}.title", action.phase or "", tuple(action.sources))


def planned(journey: JourneyMap, articles: Iterable[str], phase: str = "") -> MapLine | None:
    """An action on the map that rests on one of these articles, or that answers a pain of this phase."""
    wanted = set(articles)
    for index, action in enumerate(journey.analysis.actions):
        if facts.filled(action.title) and (wanted & set(action.sources) or (phase and action.phase == phase)):
            words = _say("map.planned", journey, quote=_quote(action.title))
            return MapLine(words, f"analysis.actions.{index}.title", action.phase or "", tuple(action.sources))
    return None


def _pains(journey: JourneyMap, phase: Phase, touches: Touches, lowest: bool) -> Iterator[MapLine]:
    for index, cell in enumerate(phase.pains):
        if facts.filled(cell) and touches(cell.value):
            words = _say("map.dip" if lowest else "map.pain", journey, phase=phase.name.value, quote=_quote(cell))
            yield MapLine(words + _guessed(cell, journey), f"phases.{phase.id}.pains.{index}", phase.id)


def _doubts(journey: JourneyMap, touches: Touches) -> Iterator[MapLine]:
    persona = journey.persona
    for index, cell in enumerate(persona.doubts if persona else []):
        if facts.filled(cell) and touches(cell.value):
            name = persona.name.value if persona and persona.name else say("weaving", "persona", journey.language)
            yield MapLine(
                _say("map.doubt", journey, persona=name[:1].upper() + name[1:], quote=_quote(cell)) + _guessed(cell, journey),
                f"personas.0.doubts.{index}",
            )


def _drop_off(journey: JourneyMap, phase: Phase, touches: Touches) -> Iterator[MapLine]:
    cell = phase.drop_off.where if phase.drop_off else None
    if cell is not None and facts.filled(cell) and touches(cell.value):
        words = _say("map.drop_off", journey, phase=phase.name.value, quote=_quote(cell))
        yield MapLine(words + _guessed(cell, journey), f"phases.{phase.id}.drop_off.where", phase.id)


def _guessed(cell: Cell[str] | None, journey: JourneyMap) -> str:
    """A guess is never told as a fact."""
    return " " + _say("map.guess", journey) if cell is not None and cell.basis == "guess" else ""


def _quote(cell: Cell[str] | None) -> str:
    words = " ".join(cell.value.split()).rstrip(" .,;") if cell else ""
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"


def _say(key: str, journey: JourneyMap, **values: object) -> str:
    return say("advice", key, journey.language, **values)
