"""Step 7: what the map itself shows: gaps, dips, moments that deserve care. Findings are computed, never stored."""

from __future__ import annotations

from collections.abc import Iterator

from journey import paths
from journey.facts import (
    decisive,
    filled,
    late_phases,
    likely_moment_of_truth,
    ownerships,
    score,
    shows_failure,
    stage,
    touchpoints,
)
from journey.model import Finding, JourneyMap
from journey.phase_analysis import found, guesses_below, phase_findings, satisfaction_gaps
from journey.vocabulary import UNCLEAR

CHECKS = (
    "failure_without_response",
    "dip_without_response",
    "dip",
    "low_satisfaction",
    "long_without_contact",
    "says_no_contact",
    "no_failure",
    "no_moment_of_truth",
    "no_ending",
    "no_direct",
    "only_direct",
    "only_indirect",
    "no_email",
    "no_drop_off_answer",
    "no_drop_off",
    "empty_phase",
    "no_touchpoint",
    "no_feeling",
    "no_reason",
    "no_pain",
    "no_response",
    "no_action",
    "no_question",
    "no_goal",
    "no_duration",
    "unclear",
    "no_low",
    "no_high",
    "only_own_word",
    "unconfirmed",
)
"""Every check, most urgent first."""


def analyse(journey: JourneyMap) -> list[Finding]:
    """Everything worth saying about this map, most urgent first. Words are added from prompts/analysis.yaml by `check`."""
    findings = [*_map_findings(journey), *(finding for phase in journey.phases for finding in phase_findings(phase))]
    return sorted(findings, key=lambda finding: (CHECKS.index(finding.check), -_weight(journey, finding)))


def count(journey: JourneyMap, finding: Finding) -> int:
    """How many guesses a finding is about: those of its phase, or those outside the phases when it names none."""
    if finding.phase is not None:
        phase = journey.phase(finding.phase)
        return len(guesses_below(phase, "")) if phase else 0
    return len(_general_guesses(journey))


def _weight(journey: JourneyMap, finding: Finding) -> int:
    """Within one check: the deepest dip and the widest gap between importance and satisfaction go first."""
    phase = journey.phase(finding.phase or "")
    if finding.check == "low_satisfaction":
        return max((gap for path, gap in satisfaction_gaps(phase) if path == finding.path), default=0) if phase else 0
    return -(score(phase) or 0) if phase and finding.check.startswith("dip") else 0


def _map_findings(journey: JourneyMap) -> Iterator[Finding]:
    if journey.phases:
        yield from _story_findings(journey)
        yield from _ownership_findings(journey)
        yield from _curve_findings(journey)
    yield from _unclear(journey)
    bases = {cell.basis for path, cell in paths.cells(journey) if not path.startswith("analysis.")}
    if not journey.research and "said" in bases and "measured" not in bases:
        yield Finding(check="only_own_word", path="research")
    guesses = _general_guesses(journey)
    if guesses:
        yield Finding(check="unconfirmed", path=guesses[0])


def _story_findings(journey: JourneyMap) -> Iterator[Finding]:
    late = late_phases(journey)
    if not any(shows_failure(phase) for phase in late):
        yield found("no_failure", late[0], "pains")
    candidate = likely_moment_of_truth(journey)
    if candidate and not any(decisive(item) for _, _, item in touchpoints(journey)):
        yield Finding(check="no_moment_of_truth", phase=paths.phase_of(candidate), path=f"{candidate}.moment_of_truth")
    if not (filled(journey.ending.moment) and filled(journey.ending.how)):
        yield Finding(check="no_ending", path="ending.how" if filled(journey.ending.moment) else "ending.moment")
    if not any(phase.drop_off and (filled(phase.drop_off.where) or phase.drop_off.share) for phase in journey.phases):
        buying = next((phase for phase in late if stage(phase) == "purchase"), journey.phases[-1])
        yield found("no_drop_off", buying, "drop_off.where")


def _ownership_findings(journey: JourneyMap) -> Iterator[Finding]:
    kinds = set().union(*(ownerships(phase) for phase in journey.phases))
    first = journey.phases[0]
    if kinds == {"direct"}:
        yield Finding(check="only_direct", path=f"phases.{first.id}.touchpoints")
    elif kinds == {"indirect"}:
        yield Finding(check="only_indirect", path=f"phases.{first.id}.touchpoints")
    else:
        yield from (found("no_direct", phase, "touchpoints") for phase in journey.phases if ownerships(phase) == {"indirect"})


def _curve_findings(journey: JourneyMap) -> Iterator[Finding]:
    curve = [(value, phase) for phase in journey.phases if (value := score(phase)) is not None]
    if len(curve) < 3:
        return
    highest, lowest = max(curve, key=lambda point: point[0]), min(curve, key=lambda point: point[0])
    if highest[0] < 1:
        yield found("no_high", highest[1], "emotion.score")
    if lowest[0] > -1:
        yield found("no_low", lowest[1], "emotion.score")


def _unclear(journey: JourneyMap) -> Iterator[Finding]:
    for path, cell in paths.cells(journey):
        named = path.startswith("analysis.") or path.endswith(".duration.unit")
        if not named and isinstance(cell.value, str) and UNCLEAR.fullmatch(cell.value):
            yield Finding(check="unclear", phase=paths.phase_of(path), path=path)


def _general_guesses(journey: JourneyMap) -> list[str]:
    return [path for path in guesses_below(journey, "") if not path.startswith(("phases.", "analysis."))]
