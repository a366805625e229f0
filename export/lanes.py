"""The lanes of the map: one list of items per phase, from the customer's goal to what the shop does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from export.wording import Item, channel, channel_name, finite, item, items, label, number
from journey.model import NO_CONTACT, Emotion, JourneyMap, Phase, Touchpoint

Read = Callable[[Phase, str], list[Item]]

SERIOUS_GAP = 2
"""From this difference on (of 5), importance against satisfaction is worth a place on the map."""


def lanes(journey: JourneyMap, language: str) -> list[dict[str, Any]]:
    """Every lane that holds something, and the core lanes even when they hold nothing."""
    found = [_lane(key, group, read, journey, language) for key, group, read in LANES]
    return [lane for lane in found if any(lane["cells"]) or (lane["key"] in CORE and journey.phases)]


def _lane(key: str, group: str, read: Read, journey: JourneyMap, language: str) -> dict[str, Any]:
    return {
        "key": key,
        "group": group,
        "label": label(f"phase.{key}", language),
        "hint": label(f"phase.hint.{key}", language),
        "cells": [read(phase, language) for phase in journey.phases],
    }


def emotions(journey: JourneyMap) -> list[Item]:
    """One feeling per phase: `score` -2 to +2 or None, the word and the reason (items or None)."""
    return [_emotion(phase.emotion or Emotion()) for phase in journey.phases]


def _emotion(emotion: Emotion) -> Item:
    score = None if emotion.score is None else max(-2, min(2, emotion.score.value))
    basis = emotion.score.basis if emotion.score else "guess"
    return {"score": score, "basis": basis, "word": item(emotion.word), "reason": item(emotion.reason)}


def touch(point: Touchpoint, language: str) -> Item | None:
    """A touch point for the map: its shape, whether it is a moment of truth, its channel and how it is experienced."""
    if point.channel and point.channel.value == NO_CONTACT:
        return item(point.channel, channel_name(NO_CONTACT, language), kind="none", notes=_some(item(point.name)))
    notes = _some(channel(point.channel, language), item(point.experience), _gap(point, language))
    star = bool(point.moment_of_truth and point.moment_of_truth.value)
    shape = point.ownership.value if point.ownership else "unknown"
    return item(point.name, kind="touch", shape=shape, star=star, notes=notes)


def _gap(point: Touchpoint, language: str) -> Item | None:
    high, low = point.importance, point.satisfaction
    if high is None or low is None or high.value - low.value < SERIOUS_GAP:
        return None
    return item(low, label("map.gap", language, importance=high.value, satisfaction=low.value))


def _touchpoints(phase: Phase, language: str) -> list[Item]:
    return _some(*(touch(point, language) for point in phase.touchpoints))


def _contacts(phase: Phase, language: str) -> list[Item]:
    return _some(
        *(
            item(one.moment, kind="contact", notes=_some(channel(one.channel, language), item(one.message)))
            for one in phase.contacts
        )
    )


def _drop_off(phase: Phase, language: str) -> list[Item]:
    drop = phase.drop_off
    if drop is None:
        return []
    amount = finite(drop.share)
    share = None if amount is None else item(drop.share, label("map.share", language, share=number(amount, language)))
    return _some(_kind(item(drop.where), "drop"), _kind(share, "drop"), _kind(item(drop.win_back), "back"))


def _kind(found: Item | None, kind: str) -> Item | None:
    return found and {**found, "kind": kind}


def _some(*found: Item | None) -> list[Item]:
    return [one for one in found if one]


def _list(name: str) -> Read:
    return lambda phase, _: items(getattr(phase, name))


def _single(name: str) -> Read:
    return lambda phase, _: _some(item(getattr(phase, name)))


CORE = ("actions", "questions", "pains", "touchpoints")
LANES: tuple[tuple[str, str, Read], ...] = (
    ("customer_goal", "customer", _single("customer_goal")),
    ("actions", "customer", _list("actions")),
    ("questions", "customer", _list("questions")),
    ("influences", "customer", _list("influences")),
    ("pains", "feeling", _list("pains")),
    ("touchpoints", "contact", _touchpoints),
    ("contacts", "contact", _contacts),
    ("drop_off", "contact", _drop_off),
    ("shop_goal", "shop", _single("shop_goal")),
    ("responses", "shop", _list("responses")),
)
