"""Actions to propose: a remedy for each pain on the map, and an answer to what the analysis finds missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from journey.analysis import analyse
from journey.model import Action, Cell, Finding, JourneyMap, Language, Phase
from knowledge.next_steps import next_steps
from knowledge.playbook import Playbook, SeedAction
from knowledge.weaving import Yarn, spin
from prompts.catalog import load, say

MOST_PAINS, MOST_GAPS = 6, 3
PER_PHASE = 2
SERIOUS = -1
LONGEST_PAIN = 80
OWN_PAIN = "rule:pain"
GAPS = (
    "low_satisfaction", "long_without_contact", "says_no_contact", "no_touchpoint", "no_direct", "only_indirect", "only_direct",
    "no_email", "no_drop_off_answer",
)  # fmt: skip
"""Findings that a shop mends by doing something. A pain has its action already; an empty cell is mended by answering."""
DAYS = {1: 7, 2: 14, 3: 30, 4: 60, 5: 90}
"""How long an action of this effort may take before it is due: a proposal, not a rule."""

Answer = Callable[[JourneyMap, Finding, str], Action | None]
"""What to do about a finding, in words; None when there is nothing to say."""


@dataclass(frozen=True)
class Idea:
    """An action before it has an owner and a date. `origin` tells it from any other; `sources` are what it rests on."""

    title: str
    metric: str
    value: int
    effort: int
    phase: str
    path: str
    origin: str
    sources: tuple[str, ...]
    own: bool = False

    @property
    def rank(self) -> tuple[int, bool]:
        """Best first: much value for little effort, and on a tie what the owner named."""
        return self.effort - self.value, not self.own


def propose(journey: JourneyMap, book: Playbook, today: date, answer: Answer | None = None) -> list[dict[str, Any]]:
    """Actions with value, effort, date and metric, best first, none twice. Every pain at a low point gets one."""
    ideas = [*_for_pains(journey, book), *(_for_gaps(journey, answer) if answer else ())]
    once = {idea.origin: idea for idea in reversed(ideas)}
    return [_action(idea, journey.language, today) for idea in sorted(once.values(), key=lambda idea: idea.rank)]


def plan(journey: JourneyMap, article: str, phase: str, today: date) -> dict[str, Any] | None:
    """The action that an article leads to, for a phase of this map; None for an article that is not ours."""
    step = next_steps().get(article)
    if step is None:
        return None
    here = journey.phase(phase)
    path = f"phases.{phase}.pains.0" if here and here.pains else f"phases.{phase}" if here else ""
    words = step.action.text(journey.language), step.metric.text(journey.language)
    idea = Idea(*words, step.value, step.effort, phase if here else "", path, f"advice:{article}", (article,))
    return _action(idea, journey.language, today)


def _for_pains(journey: JourneyMap, book: Playbook) -> list[Idea]:
    found = [(phase, index) for phase in journey.phases for index in range(min(PER_PHASE, len(phase.pains)))]
    found.sort(key=lambda place: (place[1], _score(place[0])))
    serious = [place for place in found if _score(place[0]) <= SERIOUS]
    chosen = [*serious, *(place for place in found if place not in serious)][: max(MOST_PAINS, len(serious))]
    yarn = spin(journey, book)
    return [_for_pain(yarn, book, phase, index) for phase, index in chosen]


def _for_gaps(journey: JourneyMap, answer: Answer) -> Iterator[Idea]:
    """Ideas for what is missing in a phase, most urgent first: no mail where one is customary, a long silence, and the like."""
    gaps = [found for found in analyse(journey) if found.phase and found.check in GAPS]
    for finding in gaps[:MOST_GAPS]:
        action = answer(journey, finding, journey.language)
        if action is None or action.value is None or action.effort is None or action.metric is None:
            continue
        yield Idea(
            title=action.title.value,
            metric=action.metric.value,
            value=action.value.value,
            effort=action.effort.value,
            phase=finding.phase or "",
            path=action.path,
            origin=f"rule:{finding.check}.{finding.phase}",
            sources=(f"rule:{finding.check}", *action.sources),
        )


def _for_pain(yarn: Yarn, book: Playbook, phase: Phase, index: int) -> Idea:
    pain, path = phase.pains[index], f"phases.{phase.id}.pains.{index}"
    own = pain.basis == "said"
    seeded = _improvement(book, pain)
    if seeded is not None:
        origin = f"playbook:{book.id}#{pain.origin.split('#')[1].replace('.pains.', '.improvements.')}"
        words = yarn.weave(seeded.title), yarn.weave(seeded.metric)
        return Idea(*words, seeded.value, seeded.effort, phase.id, path, origin, (f"playbook:{book.id}",), own)
    title, metric, value, effort, sources = _remedy(pain.value, yarn.language)
    value = min(5, value + 1) if _score(phase) <= SERIOUS else value
    origin = f"{OWN_PAIN}.{phase.id}.{index}" if sources[0] == OWN_PAIN else sources[0]
    return Idea(title, metric, value, effort, phase.id, path, origin, sources, own)


def _action(idea: Idea, language: Language, today: date) -> dict[str, Any]:
    def cell(value: object, origin: str) -> dict[str, Any]:
        return {"value": value, "basis": "guess", "from": origin}

    return {
        "title": cell(idea.title, f"{idea.origin}.title"),
        "phase": idea.phase or None,
        "path": idea.path,
        "value": cell(idea.value, f"{idea.origin}.value"),
        "effort": cell(idea.effort, f"{idea.origin}.effort"),
        "owner": cell(say("weaving", "owner", language), "rule:owner"),
        "due": cell((today + timedelta(days=DAYS[idea.effort])).isoformat(), "rule:due"),
        "metric": cell(idea.metric, f"{idea.origin}.metric"),
        "baseline": cell(say("weaving", "baseline", language), "rule:baseline"),
        "sources": [*idea.sources],
    }


def _improvement(book: Playbook, pain: Cell[str]) -> SeedAction | None:
    place = re.fullmatch(rf"playbook:{re.escape(book.id)}#(\w+)\.pains\.(\d+)", pain.origin)
    if place is None:
        return None
    improvements = next((seed.improvements for phase, seed in book.phases.items() if phase == place[1]), [])
    return improvements[int(place[2])] if int(place[2]) < len(improvements) else None


def _remedy(pain: str, language: str) -> tuple[str, str, int, int, tuple[str, ...]]:
    """Title, metric, value, effort and sources for a pain in the owner's own words."""
    words = f" {pain.casefold()} "
    for key, remedy in load("remedies").items():
        if any(word in words for each in ("nl", "en") for word in remedy["words"][each]):
            sources = (f"remedy:{key}", remedy["article"])
            return remedy["title"][language], remedy["metric"][language], remedy["value"], remedy["effort"], sources
    short = pain if len(pain) <= LONGEST_PAIN else pain[: LONGEST_PAIN - 1] + "…"
    title = say("weaving", "own_pain.title", language, pain=short)
    return title, say("weaving", "own_pain.metric", language), 3, 2, (OWN_PAIN,)


def _score(phase: Phase) -> int:
    return phase.emotion.score.value if phase.emotion and phase.emotion.score else 0
