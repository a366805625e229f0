"""What follows from the map, in words: shares per basis, the rubric, findings, actions and where to act first."""

from __future__ import annotations

from typing import Any, get_args

from export.findings import describe, describe_result, sourced
from export.wording import item, label, more, tidy, when
from journey.actions import act_first, ranked
from journey.model import Action, Basis, JourneyMap
from journey.rubric import Result, judge, shares
from prompts.catalog import say

SHOWN_OPEN = 4


def basis(journey: JourneyMap, language: str) -> list[dict[str, Any]]:
    """The share of each basis, in the order said, measured, guidance, guess."""
    found = shares(journey)
    return [{"key": key, "label": label(f"basis.{key}", language), "share": found.get(key, 0)} for key in get_args(Basis)]


def rubric(journey: JourneyMap, language: str) -> dict[str, Any]:
    """How many checks are met, which must-haves are missed, and every unmet check in words, must-haves first."""
    results = judge(journey)
    unmet = sorted((result for result in results if not result.met), key=lambda result: (not result.knock_out, result.hint))
    missed = ", ".join(say("analysis", f"rubric.{result.check}.label", language) for result in unmet if result.knock_out)
    return {
        "result": label("map.rubric", language, met=len(results) - len(unmet), total=len(results)),
        "met": len(results) - len(unmet),
        "total": len(results),
        "knock_outs": label("map.knock_outs", language, names=missed) if missed else label("map.knock_outs_met", language),
        "passed": not missed,
        "more": more("map.more_open", len(unmet) - SHOWN_OPEN, language),
        "open": [_open(result, language) for result in unmet],
        "yourself": [_open(result, language) for result in results if result.hint and result.met],
    }


def _open(result: Result, language: str) -> dict[str, Any]:
    return {"check": result.check, "text": describe_result(result, language), "must": result.knock_out, "hint": result.hint}


def first(journey: JourneyMap, language: str) -> dict[str, Any] | None:
    """The one thing to act on first: its words, its phase."""
    found = act_first(journey)
    seen = None if found is None else _action(found, journey, language)
    return seen if seen and seen["title"] else None


def actions(journey: JourneyMap, language: str) -> list[dict[str, Any]]:
    """All actions, the best first."""
    found = (_action(action, journey, language) for action in ranked(journey.analysis.actions))
    return [action for action in found if action["title"]]


def _action(action: Action, journey: JourneyMap, language: str) -> dict[str, Any]:
    return {
        "title": item(action.title),
        "phase": phase_name(journey, action.phase, language),
        "value": item(action.value),
        "effort": item(action.effort),
        "owner": item(action.owner),
        "due": when(action.due, language),
        "metric": item(action.metric),
        "baseline": item(action.baseline),
        "sources": [*action.sources],
    }


def phase_name(journey: JourneyMap, phase_id: str | None, language: str) -> str:
    """The name of a phase, or "the whole journey" where none is meant."""
    phase = journey.phase(phase_id) if phase_id else None
    return tidy(phase.name.value) or phase.id if phase else label("map.whole", language)


def findings(journey: JourneyMap, language: str) -> list[dict[str, Any]]:
    """What the analysis saw, most urgent first."""
    return [
        {
            "text": tidy(describe(journey, finding, language)),
            "phase": phase_name(journey, finding.phase, language),
            "sources": [*finding.sources],
        }
        for finding in sourced(journey)
    ]
