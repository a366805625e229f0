"""A sector's playbook made for one kind of product: its own lines first, fewer of the general ones."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.playbook import Flavour, FlavourPhase, Playbook, SeedPhase, SeedTouchpoint, Words
from knowledge.weaving import ALWAYS, placeholders
from prompts.catalog import load

FIELDS = ("actions", "questions", "pains", "influences", "responses")
GENERAL_KEPT = {"influences": 1}
"""How many of the sector's general lines stay in a field. None elsewhere: fewer lines that are true beat more that may not be."""
TOUCHPOINTS_KEPT = 2

_made: dict[tuple[str, str], Playbook] = {}


def season(book: Playbook, kind: str | None) -> Playbook:
    """The playbook for this kind of product; the playbook itself when there is no kind.

    It has an id of its own, so that an accepted line never turns into another one when the offering changes. Kept once made.
    """
    if kind is None:
        return book
    if (book.id, kind) not in _made:
        flavour = next(each for each in book.flavours if each.id == kind)
        _made[book.id, kind] = _mixed(book, flavour)
    return _made[book.id, kind]


def _mixed(book: Playbook, flavour: Flavour) -> Playbook:
    phases = {name: _phase(seed, flavour.phases[name]) for name, seed in book.phases.items()}
    return book.model_copy(update={"id": f"{book.id}/{flavour.id}", "phases": phases})


def _phase(seed: SeedPhase, special: FlavourPhase) -> SeedPhase:
    lines = {name: _lines(getattr(special, name), getattr(seed, name), GENERAL_KEPT.get(name, 0)) for name in FIELDS}
    return seed.model_copy(
        update={
            **lines,
            "emotion": seed.emotion.model_copy(update={"reason": special.reason}),
            "touchpoints": [special.touchpoint, *_kept(seed.touchpoints, special.touchpoint)],
            "improvements": [special.improvement],
        }
    )


def _lines(special: Sequence[Words], general: Sequence[Words], kept: int) -> list[Words]:
    """The special lines first, so that the pain keeps the place of its improvement; lines with the owner's words always stay."""
    plain = [line for line in general if not _is_personal(line)]
    return [*special, *plain[:kept], *(line for line in general if _is_personal(line))]


def _is_personal(line: Words) -> bool:
    return bool(placeholders(line.nl) - set(ALWAYS))


def _kept(points: Sequence[SeedTouchpoint], special: SeedTouchpoint) -> list[SeedTouchpoint]:
    """The touch points that matter most, in their order: every moment of truth, and direct as well as indirect ones."""
    ranked = sorted(points, key=lambda point: (not point.moment_of_truth, -point.importance))
    chosen = ranked[:TOUCHPOINTS_KEPT]
    present = {_ownership(point) for point in (special, *chosen)}
    missing = [point for point in ranked[TOUCHPOINTS_KEPT:] if _ownership(point) not in present][:1]
    return [point for point in points if point in (*chosen, *missing)]


def _ownership(point: SeedTouchpoint) -> str:
    return point.ownership or str(load("lexicon/channels")[point.channel]["ownership"])
