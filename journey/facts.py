"""Small facts about a map that both the rubric and the analysis rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from journey.model import NO_CONTACT, Cell, Contact, JourneyMap, Phase, Touchpoint
from journey.vocabulary import FAILURE, MAIL, NONE_KNOWN, STAGES, UNCLEAR

DAYS = {"minutes": 1 / 1440, "hours": 1 / 24, "days": 1.0, "weeks": 7.0, "months": 30.0, "years": 365.0}
LATE_STAGES = ("purchase", "use", "evaluation")


def filled(cell: Cell[Any] | None) -> bool:
    """Whether something stands there; a blank text is nothing."""
    return cell is not None and bool(str(cell.value).strip())


def text(cell: Cell[Any] | None) -> str:
    """The cell's value as text, "" where there is none."""
    return "" if cell is None else str(cell.value).strip()


def any_filled(cells: Iterable[Cell[Any]]) -> bool:
    return any(filled(cell) for cell in cells)


def stage(phase: Phase) -> str | None:
    """Which of the six usual phases this one is, by its id or else by its name; None for one of the owner's own."""
    if phase.id in STAGES:
        return phase.id
    return next((name for name, words in STAGES.items() if words.search(phase.name.value)), None)


def score(phase: Phase) -> int | None:
    """The feeling on the scale -2..+2, or None."""
    return phase.emotion.score.value if phase.emotion and phase.emotion.score else None


def is_dip(phase: Phase) -> bool:
    feeling = score(phase)
    return feeling is not None and feeling <= -1


def has_feeling(phase: Phase) -> bool:
    return phase.emotion is not None and (phase.emotion.score is not None or filled(phase.emotion.word))


def is_silence(touchpoint: Touchpoint) -> bool:
    """Whether this entry says outright that there is no contact."""
    return text(touchpoint.channel) == NO_CONTACT


def touchpoints(journey: JourneyMap) -> Iterator[tuple[Phase, str, Touchpoint]]:
    """Every real touch point with its phase and path."""
    for phase in journey.phases:
        for path, touchpoint in phase_touchpoints(phase):
            yield phase, path, touchpoint


def phase_touchpoints(phase: Phase) -> list[tuple[str, Touchpoint]]:
    """The real touch points of a phase with their paths."""
    entries = enumerate(phase.touchpoints)
    return [
        (f"phases.{phase.id}.touchpoints.{index}", item) for index, item in entries if filled(item.name) and not is_silence(item)
    ]


def ownerships(phase: Phase) -> set[str]:
    """Which of direct and indirect its real touch points are marked as."""
    return {item.ownership.value for _, item in phase_touchpoints(phase) if item.ownership}


def decisive(touchpoint: Touchpoint) -> bool:
    return touchpoint.moment_of_truth is not None and touchpoint.moment_of_truth.value


def likely_moment_of_truth(journey: JourneyMap) -> str | None:
    """The path of the touch point that most likely decides: the most important, in the phase with the strongest feeling."""

    def weight(entry: tuple[Phase, str, Touchpoint]) -> tuple[int, int]:
        phase, _, item = entry
        return (item.importance.value if item.importance else 0, abs(score(phase) or 0))

    best = max(touchpoints(journey), key=weight, default=None)
    return best[1] if best else None


def known_pains(phase: Phase) -> list[tuple[int, str]]:
    """The pains to act on with their index: "none known" and "I don't know" are answers, not pains."""
    pains = ((index, text(pain)) for index, pain in enumerate(phase.pains))
    return [(index, pain) for index, pain in pains if pain and not NONE_KNOWN.search(pain) and not UNCLEAR.fullmatch(pain)]


def is_serious(phase: Phase) -> bool:
    """Whether the phase hurts: the feeling is below zero and a pain says why."""
    return is_dip(phase) and bool(known_pains(phase))


def failing(phase: Phase) -> int | None:
    """The index of the first pain that is a failure: a delay, a defect, a return, a complaint."""
    return next((index for index, pain in known_pains(phase) if FAILURE.search(pain)), None)


def shows_failure(phase: Phase) -> bool:
    """Whether a pain, question or action of the phase tells of something going wrong."""
    return any(FAILURE.search(cell.value) for cell in [*phase.pains, *phase.questions, *phase.actions])


def late_phases(journey: JourneyMap) -> list[Phase]:
    """Where things can go wrong with an order: use first, then purchase and evaluation; every phase if none of those is known."""
    late = [phase for phase in journey.phases if stage(phase) in LATE_STAGES]
    return sorted(late, key=lambda phase: stage(phase) != "use") or list(reversed(journey.phases))


def longest_days(phase: Phase) -> float:
    """How many days the phase takes at most; 0 when that is not known."""
    duration = phase.duration
    if duration is None or duration.unit is None:
        return 0.0
    longest = duration.max or duration.min
    return longest.value * DAYS.get(duration.unit.value, 0.0) if longest else 0.0


def is_mail(item: Touchpoint | Contact) -> bool:
    name = item.name if isinstance(item, Touchpoint) else item.moment
    return bool(MAIL.search(f"{text(name)} {text(item.channel)}"))


def has_mail(phase: Phase) -> bool:
    return any(map(is_mail, phase.touchpoints)) or any(map(is_mail, phase.contacts))


def is_approached(phase: Phase) -> bool:
    """Whether the shop itself makes itself heard: a planned contact, an e-mail, or a touch point that the shop starts."""
    heard = any(text(item.initiator) == "shop" or is_mail(item) for _, item in phase_touchpoints(phase))
    return heard or any(filled(contact.moment) for contact in phase.contacts)
