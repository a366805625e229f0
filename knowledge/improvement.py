"""Actions to propose: for each pain on the map the playbook's remedy, or one that fits the owner's own words."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from journey.model import Cell, JourneyMap, Phase
from knowledge.playbook import Playbook, SeedAction
from knowledge.weaving import Yarn, spin
from prompts.catalog import load, say

MOST_ACTIONS = 8
PER_PHASE = 2
SERIOUS = -1
LONGEST_PAIN = 80
OWN_PAIN = "rule:pain"
DAYS = {1: 7, 2: 14, 3: 30, 4: 60, 5: 90}
"""How long an action of this effort may take before it is due: a proposal, not a rule."""


def propose(journey: JourneyMap, book: Playbook, today: date) -> list[dict[str, Any]]:
    """Actions with value, effort, date and metric, best first and on a tie what the owner named; none twice.

    Every pain at a low point gets one.
    """
    found = [(phase, index) for phase in journey.phases for index in range(min(PER_PHASE, len(phase.pains)))]
    found.sort(key=lambda place: (place[1], _score(place[0])))
    serious = [place for place in found if _score(place[0]) <= SERIOUS]
    chosen = [*serious, *(place for place in found if place not in serious)][: max(MOST_ACTIONS, len(serious))]
    yarn = spin(journey, book)
    actions = {action["title"]["value"]: action for action in (_action(yarn, book, *place, today) for place in reversed(chosen))}
    own = {f"phases.{phase.id}.pains.{index}" for phase, index in chosen if phase.pains[index].basis == "said"}
    return sorted(
        actions.values(), key=lambda action: (action["effort"]["value"] - action["value"]["value"], action["path"] not in own)
    )


def _action(yarn: Yarn, book: Playbook, phase: Phase, index: int, today: date) -> dict[str, Any]:
    pain = phase.pains[index]
    seeded = _improvement(book, pain)
    if seeded is not None:
        origin = f"playbook:{book.id}#{pain.origin.split('#')[1].replace('.pains.', '.improvements.')}"
        source = f"playbook:{book.id}"
        title, metric, value, effort = yarn.weave(seeded.title), yarn.weave(seeded.metric), seeded.value, seeded.effort
    else:
        title, metric, value, effort, origin = _remedy(pain.value, yarn.language)
        source = origin
        origin = f"{origin}.{phase.id}.{index}" if origin == OWN_PAIN else origin
        value = min(5, value + 1) if _score(phase) <= SERIOUS else value
    cell = {"basis": "guess"}
    return {
        "title": {"value": title, "from": f"{origin}.title", **cell},
        "phase": phase.id,
        "path": f"phases.{phase.id}.pains.{index}",
        "value": {"value": value, "from": f"{origin}.value", **cell},
        "effort": {"value": effort, "from": f"{origin}.effort", **cell},
        "owner": {"value": say("weaving", "owner", yarn.language), "from": "rule:owner", **cell},
        "due": {"value": (today + timedelta(days=DAYS[effort])).isoformat(), "from": "rule:due", **cell},
        "metric": {"value": metric, "from": f"{origin}.metric", **cell},
        "baseline": {"value": say("weaving", "baseline", yarn.language), "from": "rule:baseline", **cell},
        "sources": [source],
    }


def _improvement(book: Playbook, pain: Cell[str]) -> SeedAction | None:
    place = re.fullmatch(rf"playbook:{re.escape(book.id)}#(\w+)\.pains\.(\d+)", pain.origin)
    if place is None:
        return None
    improvements = next((seed.improvements for phase, seed in book.phases.items() if phase == place[1]), [])
    return improvements[int(place[2])] if int(place[2]) < len(improvements) else None


def _remedy(pain: str, language: str) -> tuple[str, str, int, int, str]:
    """Title, metric, value, effort and origin for a pain in the owner's own words."""
    words = f" {pain.casefold()} "
    for key, remedy in load("remedies").items():
        if any(word in words for each in ("nl", "en") for word in remedy["words"][each]):
            return remedy["title"][language], remedy["metric"][language], remedy["value"], remedy["effort"], f"remedy:{key}"
    short = pain if len(pain) <= LONGEST_PAIN else pain[: LONGEST_PAIN - 1] + "…"
    title = say("weaving", "own_pain.title", language, pain=short)
    return title, say("weaving", "own_pain.metric", language), 3, 2, OWN_PAIN


def _score(phase: Phase) -> int:
    return phase.emotion.score.value if phase.emotion and phase.emotion.score else 0
