"""The rubric: every check is met by a full map, and not met once the map loses what the check asks for."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from journey import paths
from journey.model import NO_CONTACT, Action, Cell, DropOff, Finding, JourneyMap, Phase, Touchpoint, parse_map
from journey.rubric import HINTS, KNOCK_OUTS, Result, judge, shares
from tests.changes import Change, put, said
from tests.maps import full_map, journeys, small_map


def bare(value: Any) -> Cell[Any]:
    return Cell(value=value, basis="guess")


def phase(journey: JourneyMap, phase_id: str) -> Phase:
    found = journey.phase(phase_id)
    assert found is not None
    return found


def result(check: str, change: Change, language: str = "nl") -> Result:
    journey = full_map(language)
    change(journey)
    return next(result for result in judge(journey) if result.check == check)


def drop_answers(journey: JourneyMap) -> None:
    for one in journey.phases:
        one.responses = []


def drop_failures(journey: JourneyMap) -> None:
    phase(journey, "use").pains = [said("gele blaadjes")]


def flatten(feeling: int) -> Change:
    def change(journey: JourneyMap) -> None:
        for one in journey.phases:
            assert one.emotion is not None
            one.emotion.score, one.emotion.reason = said(feeling), said("gaat wel")

    return change


def only_direct(journey: JourneyMap) -> None:
    for one in journey.phases:
        for touchpoint in one.touchpoints:
            touchpoint.ownership = said("direct")


def decide_everywhere(journey: JourneyMap) -> None:
    for one in journey.phases:
        for touchpoint in one.touchpoints:
            touchpoint.moment_of_truth, touchpoint.why = said(True), said("hier kiest ze")


def decide_nowhere(journey: JourneyMap) -> None:
    for one in journey.phases:
        for touchpoint in one.touchpoints:
            touchpoint.moment_of_truth = None


def say_nothing_own(journey: JourneyMap) -> None:
    for one in journey.phases:
        for _, cell in paths.cells(one):
            cell.basis = "guess"


def write_count(journey: JourneyMap) -> None:
    journey.analysis.findings = [Finding(check="dip", text="82 klanten haken hier af")]


FALLS_SHORT: list[tuple[str, Change, str]] = [
    ("R1", put("personas", []), "personas.0.name"),
    ("R1", put("personas.0.name", said("  ")), "personas.0.name"),
    ("R2", put("scenario", None), "scenario"),
    ("R2", put("expectation", None), "expectation"),
    ("R3", put("phases.use.responses.0", said("we willen een kaartje toevoegen")), "phases.use.responses.0"),
    ("R4", lambda journey: journey.phases.__delitem__(slice(0, 3)), "phases"),
    ("R4", lambda journey: journey.phases.pop(), "phases"),
    ("R5", put("phases", []), "phases"),
    ("R5", lambda journey: journey.phases.__delitem__(slice(0, 4)), "phases"),
    ("R6", put("phases.purchase.actions.0", said("De lead gaat door de funnel")), "phases.purchase.actions.0"),
    ("R7", put("phases.purchase.actions", []), "phases.purchase.actions"),
    ("R7", put("phases.use.questions", []), "phases.use.questions"),
    ("R7", put("phases.use.emotion", None), "phases.use.emotion.score"),
    ("R8", put("phases.purchase.emotion.reason", None), "phases.purchase.emotion.reason"),
    ("R8", put("phases.purchase.emotion.score", None), "phases.purchase.emotion.score"),
    ("R9", flatten(0), "phases.awareness.emotion.reason"),
    ("R9", flatten(2), "phases.awareness.emotion.reason"),
    ("R10", put("phases.use.touchpoints", []), "phases.use.touchpoints"),
    ("R10", put("phases.use.touchpoints", [Touchpoint(name=said("doos"))]), "phases.use.touchpoints.0.channel"),
    ("R11", put("phases.use.touchpoints.1.ownership", None), "phases.use.touchpoints.1.ownership"),
    ("R11", only_direct, "phases.awareness.touchpoints"),
    ("R12", decide_nowhere, "phases.use.touchpoints.0.moment_of_truth"),
    ("R12", decide_everywhere, "phases.evaluation.touchpoints.1.moment_of_truth"),
    ("R12", put("phases.use.touchpoints.0.why", None), "phases.use.touchpoints.0.why"),
    ("R13", put("phases.use.duration", None), "phases.use.duration"),
    ("R13", put("phases.use.duration.unit", None), "phases.use.duration"),
    ("R13", put("phases.use.contacts.0.moment", said("")), "phases.use.contacts.0.moment"),
    ("R14", put("phases.orientation.pains", []), "phases.orientation.pains"),
    ("R15", drop_answers, "phases.use.responses"),
    ("R15", drop_failures, "phases.use.pains"),
    ("R16", lambda journey: journey.analysis.actions.pop(0), "phases.use.pains.0"),
    ("R16", put("analysis.actions.0.path", "phases.use.pains.7"), "analysis.actions.0.path"),
    ("R16", put("analysis.actions.0.phase", "purchase"), "analysis.actions.0.path"),
    ("R16", put("analysis.actions", []), "analysis.actions"),
    ("R17", put("analysis.actions.1.effort", None), "analysis.actions.1.effort"),
    ("R17", put("analysis.actions.1.value", None), "analysis.actions.1.value"),
    ("R18", put("owner", None), "owner"),
    ("R18", put("review_date", None), "review_date"),
    ("R18", put("analysis.actions.1.due", None), "analysis.actions.1.due"),
    ("R19", put("analysis.actions.0.metric", None), "analysis.actions.0.metric"),
    ("R19", put("analysis.actions.0.baseline", None), "analysis.actions.0.baseline"),
    ("R21", put("phases.consideration.drop_off.share", bare(40.0)), "phases.consideration.drop_off.share"),
    ("R21", put("phases.use.pains.0", bare("3 van de 10 gaan dood")), "phases.use.pains.0"),
    ("R21", write_count, "analysis.findings.0"),
    ("R22", put("ending.how", None), "ending.how"),
    ("R22", put("ending.moment", None), "ending.moment"),
    ("R23", say_nothing_own, "phases.use.pains"),
    ("R24", put("title", None), "title"),
    ("R24", put("version", 0), "version"),
    ("R25", put("analysis.actions", []), "analysis.actions"),
]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_full_map_meets_every_check(language: str) -> None:
    """A finished map has nothing left to mend, in either language."""
    assert [result.check for result in judge(full_map(language)) if not result.met] == []


def test_checks_come_in_order_with_their_kind() -> None:
    """All 25 checks are there in order, each saying whether it is a knock-out and whether a reader must judge it."""
    results = judge(small_map())
    assert [result.check for result in results] == [f"R{number}" for number in range(1, 26)]
    assert {result.check for result in results if result.knock_out} == KNOCK_OUTS
    assert {result.check for result in results if result.hint} == HINTS


@pytest.mark.parametrize(("check", "change", "path"), FALLS_SHORT)
def test_check_names_the_place_that_falls_short(check: str, change: Change, path: str) -> None:
    """Taking away what a check asks for makes it fail and names that very place."""
    found = result(check, change)
    assert not found.met
    assert path in found.paths


def test_every_check_is_shown_failing() -> None:
    """The list above and the empty map together make each of the 25 checks fail at least once."""
    empty = {found.check for found in judge(JourneyMap()) if not found.met}
    assert {check for check, _, _ in FALLS_SHORT} | empty == {f"R{number}" for number in range(1, 26)}


def test_bases_are_shown_unless_the_map_is_empty() -> None:
    """Bare values count as guesses, so their shares can be printed; an empty map has none to print."""
    bare_map = parse_map({"shop": {"offering": "kaarsen"}})
    assert next(found for found in judge(bare_map) if found.check == "R20").met
    assert next(found for found in judge(JourneyMap()) if found.check == "R20").paths == ("shop.offering",)


def test_saying_there_is_no_contact_counts() -> None:
    """An honest silence is as good as a touch point."""
    silence = [Touchpoint(name=said("geen contact"), channel=said(NO_CONTACT))]
    assert result("R10", put("phases.use.touchpoints", silence)).met


def test_wishes_are_at_home_on_a_map_of_the_future() -> None:
    """What the shop plans may stand on a to-be map, and in the ideal contacts of an as-is map."""

    def dream(journey: JourneyMap) -> None:
        journey.state = "to-be"
        phase(journey, "use").responses = [said("we willen een kaartje toevoegen")]

    assert result("R3", dream).met
    assert result("R3", put("phases.use.contacts.0.message", said("we willen graag weten hoe het gaat"))).met


def test_flat_curve_is_fine_when_the_map_says_why() -> None:
    """No low is accepted with a reason such as "never annoying, because …"."""

    def explain(journey: JourneyMap) -> None:
        flatten(1)(journey)
        put("phases.awareness.emotion.reason", said("nergens vervelend, want de download komt meteen"))(journey)

    assert result("R9", explain).met


def test_renamed_phases_are_recognised_by_their_names() -> None:
    """A journey with the owner's own phase ids still starts before the purchase and ends after use."""

    def rename(journey: JourneyMap) -> None:
        names = ["Dromen", "Zoeken", "Kiezen", "Bestellen", "Thuis gebruiken", "Terugblik"]
        for index, (one, name) in enumerate(zip(journey.phases, names, strict=True)):
            one.id, one.name = f"eigen-{index}", said(name)

    assert result("R4", rename).met


def test_none_known_is_an_answer_but_no_serious_pain() -> None:
    """A dip whose pain is "none known" meets R14 and asks for no action."""

    def sadden(journey: JourneyMap) -> None:
        put("phases.evaluation.emotion.score", said(-1))(journey)

    assert result("R14", sadden).met
    assert result("R16", sadden).met


def test_numbers_with_a_basis_are_fine() -> None:
    """A marked guess, a measured number, a count of guesses and a sourced text may all hold numbers."""
    marked: Cell[str] = Cell(value="3 van de 10", basis="guess", origin="playbook:home")
    assert result("R21", put("phases.use.pains.0", marked)).met
    assert result("R21", put("phases.use.drop_off", DropOff(share=Cell(value=12.5, basis="measured", origin="m2")))).met
    assert result("R21", put("analysis.findings", [Finding(check="unconfirmed", phase="use", text="nog 5 keer een gok")])).met
    assert result("R21", put("analysis.findings", [Finding(check="dip", text="82 procent", sources=["returns"])])).met


def test_accepted_advice_bites_only_with_the_owners_words() -> None:
    """A phase of accepted suggestions passes the swap test once one takes in a word that only this owner uses."""

    def advise(pain: str) -> Change:
        def change(journey: JourneyMap) -> None:
            say_nothing_own(journey)
            for one in journey.phases:
                one.pains = [Cell(value=pain, basis="guidance", origin="playbook:home")]

        return change

    assert not result("R23", advise("klanten twijfelen over de prijs")).met
    assert result("R23", advise("twijfel: past een stekpaspoort bij mij?")).met


def test_only_the_three_most_rewarding_actions_need_an_owner() -> None:
    """A fourth, less rewarding action without owner, date or metric keeps no check from being met."""

    def add(journey: JourneyMap) -> None:
        extra = Action(title=said("Later"), phase="use", path="phases.use.pains.1", value=said(1), effort=said(5))
        journey.analysis.actions.insert(0, extra)

    assert result("R18", add).met
    assert result("R19", add).met


def test_shares_count_cells_by_basis() -> None:
    """One cell of each kind gives a quarter each; blank texts and the analysis do not count."""
    cells = [{"value": "x", "basis": basis, "from": "m1"} for basis in ("said", "measured", "guidance", "guess")]
    blank = {"value": " ", "basis": "said", "from": "m1"}
    action = {"title": {"value": "Doe dit", "basis": "said", "from": "m1"}}
    journey = parse_map({"shop": {"unique": [*cells, blank]}, "analysis": {"actions": [action]}})
    assert shares(journey) == {"said": 25, "measured": 25, "guidance": 25, "guess": 25}


def test_shares_of_thirds_still_add_up() -> None:
    """Percentages are rounded so that they add up to a hundred."""
    cells = [{"value": "x", "basis": basis, "from": "m1"} for basis in ("said", "guidance", "guess")]
    assert sorted(shares(parse_map({"shop": {"unique": cells}})).values()) == [0, 33, 33, 34]


def test_empty_map_has_no_shares() -> None:
    """Nothing filled in is nothing of anything."""
    assert set(shares(JourneyMap()).values()) == {0}


@given(journey=journeys())
@settings(max_examples=100, deadline=None)
def test_any_map_can_be_judged(journey: JourneyMap) -> None:
    """No map, however odd, breaks the rubric; a check is unmet exactly when it names a place."""
    results = judge(journey)
    assert len(results) == 25
    assert all(found.met == (not found.paths) for found in results)
    assert sum(shares(journey).values()) in (0, 100)
