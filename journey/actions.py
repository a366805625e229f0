"""The list of things to do: which one comes first."""

from __future__ import annotations

from collections.abc import Iterable

from journey.model import Action, JourneyMap


def is_scored(action: Action) -> bool:
    """Whether value and effort both have a score."""
    return action.value is not None and action.effort is not None


def ranked(actions: Iterable[Action]) -> list[Action]:
    """Most value for the least effort first; actions without both scores last. Equals keep their order."""
    return sorted(actions, key=_gain, reverse=True)


def act_first(journey: JourneyMap) -> Action | None:
    """The action to begin with, or None when there is nothing to do yet."""
    return next(iter(ranked(journey.analysis.actions)), None)


def _gain(action: Action) -> float:
    if action.value is None or action.effort is None:
        return float("-inf")
    return action.value.value - action.effort.value
