"""What one phase of the map shows by itself: what hurts, where contact is missing, what is still empty."""

from __future__ import annotations

from collections.abc import Iterator

from journey import paths
from journey.facts import (
    LATE_STAGES,
    any_filled,
    failing,
    filled,
    has_feeling,
    has_mail,
    is_approached,
    is_serious,
    is_silence,
    known_pains,
    longest_days,
    phase_touchpoints,
    stage,
)
from journey.model import Finding, Part, Phase

LONG_DAYS = 14


def phase_findings(phase: Phase) -> Iterator[Finding]:
    """What one phase shows, in no particular order. A phase that holds only its name gives one finding, not one per field."""
    if is_empty(phase):
        yield found("empty_phase", phase, "customer_goal")
        return
    trouble = _trouble(phase)
    yield from trouble
    yield from _contact_findings(phase)
    yield from _gap_findings(phase, answered=not any(finding.check.endswith("without_response") for finding in trouble))
    guesses = guesses_below(phase, f"phases.{phase.id}")
    if guesses:
        yield Finding(check="unconfirmed", phase=phase.id, path=guesses[0])


def is_empty(phase: Phase) -> bool:
    """Whether a phase holds nothing but its name."""
    return not any(filled(cell) for path, cell in paths.cells(phase) if path != "name")


def _trouble(phase: Phase) -> list[Finding]:
    """What hurts most in a phase: one finding, so that one pain is not told twice."""
    failure, answered = failing(phase), any_filled(phase.responses)
    if failure is not None and not answered:
        return [found("failure_without_response", phase, f"pains.{failure}")]
    if not is_serious(phase):
        return []
    first, _ = known_pains(phase)[0]
    return [found("dip" if answered else "dip_without_response", phase, f"pains.{first}")]


def _contact_findings(phase: Phase) -> Iterator[Finding]:
    silence = next((index for index, item in enumerate(phase.touchpoints) if is_silence(item)), None)
    if silence is not None and not phase_touchpoints(phase):
        yield found("says_no_contact", phase, f"touchpoints.{silence}.channel")
    elif not phase_touchpoints(phase):
        yield found("no_touchpoint", phase, "touchpoints")
    if silence is None and stage(phase) in LATE_STAGES and not has_mail(phase):
        yield found("no_email", phase, "contacts")
    if longest_days(phase) >= LONG_DAYS and not is_approached(phase):
        yield found("long_without_contact", phase, "contacts")
    for path, gap in satisfaction_gaps(phase):
        if gap >= 2:
            yield Finding(check="low_satisfaction", phase=phase.id, path=path)
    drop_off = phase.drop_off
    if drop_off and (filled(drop_off.where) or drop_off.share) and not filled(drop_off.win_back):
        yield found("no_drop_off_answer", phase, "drop_off.win_back")


def satisfaction_gaps(phase: Phase) -> list[tuple[str, int]]:
    """How far satisfaction lags behind importance, per touch point that has both."""
    return [
        (f"{path}.satisfaction", item.importance.value - item.satisfaction.value)
        for path, item in phase_touchpoints(phase)
        if item.importance and item.satisfaction
    ]


def _gap_findings(phase: Phase, answered: bool) -> Iterator[Finding]:
    felt = has_feeling(phase)
    gaps = {
        "no_feeling": ("emotion.score", not felt),
        "no_reason": ("emotion.reason", felt and not (phase.emotion and filled(phase.emotion.reason))),
        "no_pain": ("pains", not any_filled(phase.pains)),
        "no_response": ("responses", answered and not any_filled(phase.responses)),
        "no_action": ("actions", not any_filled(phase.actions)),
        "no_question": ("questions", not any_filled(phase.questions)),
        "no_goal": ("customer_goal", not filled(phase.customer_goal)),
        "no_duration": ("duration", phase.duration is None or not any(True for _ in paths.cells(phase.duration))),
    }
    for check, (field, missing) in gaps.items():
        if missing:
            yield found(check, phase, field)


def guesses_below(part: Part, path: str) -> list[str]:
    """The paths of all guesses in a part that stands at this path."""
    return [where for where, cell in paths.cells(part, path) if cell.basis == "guess" and filled(cell)]


def found(check: str, phase: Phase, field: str) -> Finding:
    """A finding about one field of a phase."""
    return Finding(check=check, phase=phase.id, path=f"phases.{phase.id}.{field}")
