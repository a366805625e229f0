"""How the example shop is written down: every cell is a pair of languages that `tests.maps` resolves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Pair:
    """One cell in both languages, with its basis and origin."""

    nl: Any
    en: Any
    basis: str
    origin: str


def said(nl: Any, en: Any = None) -> Pair:
    return Pair(nl, nl if en is None else en, "said", "m3")


def measured(nl: Any, en: Any = None) -> Pair:
    return Pair(nl, nl if en is None else en, "measured", "m21")


def advice(nl: Any, en: Any = None) -> Pair:
    return Pair(nl, nl if en is None else en, "guidance", "playbook:home#purchase.pains.0")


def guess(nl: Any, en: Any = None) -> Pair:
    return Pair(nl, nl if en is None else en, "guess", "playbook:home")


def feeling(score: int, word: Pair, reason: Pair) -> dict[str, Any]:
    return {"score": said(score), "word": word, "reason": reason}


def lasts(low: float, high: float, unit: str) -> dict[str, Any]:
    return {"min": advice(low), "max": advice(high), "unit": advice(unit)}


def contact(moment: Pair, channel: str, message: Pair) -> dict[str, Any]:
    return {"moment": moment, "channel": advice(channel), "message": message}


def touch(name: Pair, channel: str, ownership: str, experience: Pair, scores: tuple[int, int]) -> dict[str, Any]:
    """A touch point; `scores` are its importance and satisfaction."""
    return {
        "name": name,
        "channel": said(channel),
        "ownership": advice(ownership),
        "initiator": advice("customer"),
        "experience": experience,
        "importance": said(scores[0]),
        "satisfaction": guess(scores[1]),
    }


def decisive(touchpoint: dict[str, Any], why: Pair) -> dict[str, Any]:
    return {**touchpoint, "moment_of_truth": said(True), "why": why}
