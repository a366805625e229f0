"""The analysis: what it sees on a map and what it leaves alone."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from journey import paths
from journey.actions import act_first, ranked
from journey.analysis import CHECKS, analyse, count
from journey.model import NO_CONTACT, Action, Cell, Finding, JourneyMap, Phase, Touchpoint, parse_map
from tests.changes import Change, both, put, said
from tests.maps import full_map, journeys, small_map


def everywhere(field: str, value: Any) -> Change:
    """A change that sets one field of every touch point."""

    def change(journey: JourneyMap) -> None:
        for phase in journey.phases:
            for touchpoint in phase.touchpoints:
                setattr(touchpoint, field, value)

    return change


def feel(score: int) -> Change:
    return both(*(put(f"phases.{phase.id}.emotion.score", said(score)) for phase in full_map().phases))


def forget_drop_offs(journey: JourneyMap) -> None:
    for phase in journey.phases:
        phase.drop_off = None


def only_told(journey: JourneyMap) -> None:
    journey.research = []
    for _, cell in paths.cells(journey):
        cell.basis = "said"


def silent(phase_id: str) -> Change:
    return put(f"phases.{phase_id}.touchpoints", [Touchpoint(name=said("geen contact"), channel=said(NO_CONTACT))])


def found(change: Change) -> dict[str, list[str]]:
    """What the full map shows after a change: paths by check."""
    journey = full_map()
    change(journey)
    seen: dict[str, list[str]] = {}
    for finding in analyse(journey):
        seen.setdefault(finding.check, []).append(finding.path)
    return seen


SHOWS: list[tuple[str, Change, str]] = [
    ("failure_without_response", put("phases.use.responses", []), "phases.use.pains.0"),
    ("dip_without_response", put("phases.consideration.responses", []), "phases.consideration.pains.0"),
    ("dip", put("phases.purchase.emotion.score", said(-1)), "phases.purchase.pains.0"),
    (
        "low_satisfaction",
        put("phases.purchase.touchpoints.0.satisfaction", said(3)),
        "phases.purchase.touchpoints.0.satisfaction",
    ),
    (
        "long_without_contact",
        both(put("phases.awareness.contacts", []), put("phases.awareness.touchpoints", [])),
        "phases.awareness.contacts",
    ),
    ("says_no_contact", silent("orientation"), "phases.orientation.touchpoints.0.channel"),
    ("no_failure", put("phases.use.pains", [said("gele blaadjes")]), "phases.use.pains"),
    ("no_moment_of_truth", everywhere("moment_of_truth", None), "phases.use.touchpoints.0.moment_of_truth"),
    ("no_ending", put("ending.moment", None), "ending.moment"),
    ("no_ending", put("ending.how", None), "ending.how"),
    ("no_direct", put("phases.use.touchpoints.0.ownership", said("indirect")), "phases.use.touchpoints"),
    ("only_direct", everywhere("ownership", said("direct")), "phases.awareness.touchpoints"),
    ("only_indirect", everywhere("ownership", said("indirect")), "phases.awareness.touchpoints"),
    ("no_email", put("phases.use.contacts", []), "phases.use.contacts"),
    ("no_drop_off_answer", put("phases.use.drop_off.win_back", None), "phases.use.drop_off.win_back"),
    ("no_drop_off", forget_drop_offs, "phases.purchase.drop_off.where"),
    ("empty_phase", lambda journey: journey.phases.append(Phase(id="gift", name=said("Cadeau"))), "phases.gift.customer_goal"),
    ("no_touchpoint", put("phases.orientation.touchpoints", []), "phases.orientation.touchpoints"),
    ("no_feeling", put("phases.purchase.emotion", None), "phases.purchase.emotion.score"),
    ("no_reason", put("phases.purchase.emotion.reason", None), "phases.purchase.emotion.reason"),
    ("no_pain", put("phases.purchase.pains", []), "phases.purchase.pains"),
    ("no_response", put("phases.purchase.responses", []), "phases.purchase.responses"),
    ("no_action", put("phases.purchase.actions", []), "phases.purchase.actions"),
    ("no_question", put("phases.purchase.questions", [said(" ")]), "phases.purchase.questions"),
    ("no_goal", put("phases.purchase.customer_goal", None), "phases.purchase.customer_goal"),
    ("no_duration", put("phases.purchase.duration", None), "phases.purchase.duration"),
    ("unclear", put("phases.purchase.customer_goal", said("weet ik niet")), "phases.purchase.customer_goal"),
    ("unclear", put("shop.unique.1", said("?")), "shop.unique.1"),
    ("unclear", put("goal", said("I don't know.")), "goal"),
    ("no_low", feel(1), "phases.awareness.emotion.score"),
    ("no_high", feel(0), "phases.awareness.emotion.score"),
    ("only_own_word", only_told, "research"),
    ("unconfirmed", put("title", Cell(value="Een reis", basis="guess", origin="m1")), "title"),
]


@pytest.mark.parametrize(("check", "change", "path"), SHOWS)
def test_finding_names_its_place(check: str, change: Change, path: str) -> None:
    """A gap or dip made on a full map is found at that very place, and was not seen there before."""
    assert path in found(change).get(check, [])
    assert path not in found(lambda journey: None).get(check, [])


def test_every_check_is_shown() -> None:
    """The list above covers every finding the analysis knows."""
    assert {check for check, _, _ in SHOWS} == set(CHECKS)


def test_map_without_guesses_has_nothing_unconfirmed() -> None:
    """Once everything is said, nothing is left to confirm."""
    assert "unconfirmed" not in found(only_told)


def test_most_urgent_comes_first() -> None:
    """The deepest dip leads, the guesses close the list, and every finding keeps to the order of urgency."""
    findings = analyse(full_map())
    assert (findings[0].check, findings[0].phase) == ("dip", "use")
    assert findings[-1].check == "unconfirmed"
    order = [CHECKS.index(finding.check) for finding in findings]
    assert order == sorted(order)


def test_widest_gap_in_satisfaction_comes_first() -> None:
    """Where importance and satisfaction lie furthest apart, attention pays most."""
    seen = found(put("phases.purchase.touchpoints.0.satisfaction", said(1)))
    assert seen["low_satisfaction"][0] == "phases.purchase.touchpoints.0.satisfaction"


def test_one_pain_is_told_once() -> None:
    """A failure in a dip without an answer gives one finding, not three."""
    seen = found(put("phases.use.responses", []))
    assert "phases.use.responses" not in seen.get("no_response", [])
    assert "phases.use.pains.0" not in [*seen.get("dip", []), *seen.get("dip_without_response", [])]


def test_empty_phase_is_one_finding() -> None:
    """A phase that holds only its name is not scolded field by field."""
    assert [finding.check for finding in analyse(small_map()) if finding.phase == "use"] == ["no_failure", "empty_phase"]


def test_silence_is_not_also_a_missing_touch_point() -> None:
    """Who says that there is no contact is not asked for a touch point or an e-mail as well."""
    seen = found(both(silent("use"), put("phases.use.contacts", [])))
    assert "phases.use.touchpoints.0.channel" in seen["says_no_contact"]
    assert "phases.use.touchpoints" not in seen.get("no_touchpoint", [])
    assert "phases.use.contacts" not in seen.get("no_email", [])


@pytest.mark.parametrize("pain", ["geen bekend", "None known.", "weet ik niet"])
def test_none_known_is_no_dip(pain: str) -> None:
    """A low feeling whose pain is "none known" is nothing to mend."""
    seen = found(both(put("phases.purchase.emotion.score", said(-2)), put("phases.purchase.pains", [said(pain)])))
    assert "phases.purchase.pains.0" not in seen["dip"]


@pytest.mark.parametrize(
    ("longest", "unit", "long"), [(13, "days", False), (14, "days", True), (2, "weeks", True), (9, "hours", False)]
)
def test_two_weeks_of_silence_is_long(longest: float, unit: str, long: bool) -> None:
    """Two weeks or more without hearing from the shop is worth saying; less is not."""
    duration = {"max": {"value": longest, "basis": "said"}, "unit": {"value": unit, "basis": "said"}}
    phase = {"id": "use", "name": "Gebruik", "actions": ["Ik gebruik hem"], "duration": duration}
    assert ("long_without_contact" in [finding.check for finding in analyse(parse_map({"phases": [phase]}))]) is long


def test_an_empty_map_has_no_findings() -> None:
    """With nothing told yet there is nothing to say."""
    assert analyse(JourneyMap()) == []


def test_guesses_are_counted_where_they_stand() -> None:
    """The count is of the guesses in that phase, or of those outside the phases."""
    journey = parse_map({"title": "a", "phases": [{"id": "use", "name": "b", "pains": ["c", "d"]}]})
    assert count(journey, Finding(check="unconfirmed", phase="use")) == 3
    assert count(journey, Finding(check="unconfirmed")) == 1
    assert count(journey, Finding(check="unconfirmed", phase="gone")) == 0


def _action(title: str, value: int | None = None, effort: int | None = None) -> Action:
    return Action(title=said(title), value=said(value) if value else None, effort=said(effort) if effort else None)


def test_actions_are_ranked_by_what_they_bring() -> None:
    """Most value for least effort first, equals as they stood, and what has no full score last."""
    actions = [_action("half", value=5), _action("even", 3, 3), _action("best", 5, 1), _action("same", 2, 2)]
    assert [action.title.value for action in ranked(actions)] == ["best", "even", "same", "half"]


def test_act_first_is_the_top_of_the_list() -> None:
    """The first thing to do is the best action; without actions there is none."""
    journey = full_map()
    first = act_first(journey)
    assert first is not None
    assert first.title.value == "Stop bij elke plant een stevige koker in de doos"
    assert act_first(small_map()) is None


@given(journey=journeys())
@settings(max_examples=100, deadline=None)
def test_any_map_can_be_analysed(journey: JourneyMap) -> None:
    """No map, however odd, breaks the analysis; every finding is of a known check, in order of urgency."""
    order = [CHECKS.index(finding.check) for finding in analyse(journey)]
    assert order == sorted(order)
    assert ranked(journey.analysis.actions)[:1] == ([first] if (first := act_first(journey)) else [])
