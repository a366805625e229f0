"""What the analysis saw, in words: filled with the map's own names, in both languages, short enough for a phone."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given, settings

from export.findings import describe, describe_result, propose
from journey import paths
from journey.analysis import CHECKS, analyse
from journey.model import Finding, JourneyMap, Language, Persona, parse_map
from journey.rubric import judge
from prompts.catalog import LANGUAGES, load, texts
from tests.changes import said
from tests.maps import big_map, full_map, journeys


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_fit(language: str) -> None:
    """Every finding and check of the rubric has words in both languages, short enough for a phone."""
    words = load("analysis")
    assert set(words["checks"]) == set(CHECKS)
    assert list(words["rubric"]) == [result.check for result in judge(JourneyMap())]
    limits = {"text": 140, "action": 75, "label": 60, "open": 110}
    long = [key for key, pair in texts("analysis").items() if len(pair[language]) > limits.get(key.rpartition(".")[2], 75)]
    assert long == []


@pytest.mark.parametrize("language", get_args(Language))
def test_description_uses_the_maps_own_words(language: Language) -> None:
    """A dip is told with the owner's phase, customer and pain."""
    journey = full_map(language)
    words = describe(journey, Finding(check="dip", phase="use", path="phases.use.pains.0"), language)
    pain = paths.read(journey, "phases.use.pains.0").value
    phase = paths.read(journey, "phases.use.name").value
    assert pain in words
    assert phase in words
    assert "Sanne" in words


def test_description_of_a_touch_point_names_it() -> None:
    """A poor score is told by the touch point it belongs to, not as a bare number."""
    finding = Finding(check="low_satisfaction", phase="use", path="phases.use.touchpoints.0.satisfaction")
    assert "doos openmaken" in describe(full_map(), finding, "nl")


def test_description_of_a_drop_off_tells_where() -> None:
    """A missing way back is told by the place where people leave."""
    finding = Finding(check="no_drop_off_answer", phase="consideration", path="phases.consideration.drop_off.win_back")
    assert "bij de verzendkosten" in describe(full_map(), finding, "nl")


def test_description_without_a_persona() -> None:
    """Where no customer has a name yet, it is your customer."""
    journey = parse_map({"personas": [{}], "phases": [{"id": "use", "name": "Branden"}]})
    finding = Finding(check="empty_phase", phase="use", path="phases.use.customer_goal")
    assert "je klant" in describe(journey, finding, "nl")
    assert "your customer" in describe(journey, finding, "en")


def test_long_words_are_cut() -> None:
    """An endless cell does not make an endless sentence."""
    journey = big_map()
    finding = next(finding for finding in analyse(journey) if finding.check == "dip")
    assert len(describe(journey, finding, "nl")) <= 240
    assert "…" in describe(journey, finding, "nl")


def test_braces_of_the_owner_stay_as_they_are() -> None:
    """What the owner typed is data, even when it looks like a variable of ours."""
    journey = full_map()
    journey.personas[0] = Persona(name=said("{phase} & <b>"))
    finding = Finding(check="empty_phase", phase="use", path="phases.use.customer_goal")
    assert "{phase} & <b>" in describe(journey, finding, "nl")


def test_finding_of_someone_else_keeps_its_text() -> None:
    """A check that came with a file and is not ours is shown as it was written, and gets no proposal."""
    foreign = Finding(check="their_own", phase="nowhere", path="no.such.place", text="Let op de kleur")
    assert describe(full_map(), foreign, "nl") == "Let op de kleur"
    assert propose(full_map(), foreign, "nl") is None


def test_proposal_is_a_marked_guess_tied_to_a_pain() -> None:
    """A proposed action says which rule it comes from, is scored, and points at a pain of its phase."""
    finding = Finding(check="low_satisfaction", phase="use", path="phases.use.touchpoints.0.satisfaction")
    action = propose(full_map(), finding, "en")
    assert action is not None
    assert (action.title.basis, action.title.origin) == ("guess", "rule:low_satisfaction")
    assert (action.phase, action.path) == ("use", "phases.use.pains.0")
    assert action.value is not None
    assert action.effort is not None
    assert action.metric is not None


def test_proposals_keep_the_rubric_whole() -> None:
    """A map whose findings are written out and whose actions are proposals still has no number without a basis."""
    journey = full_map()
    findings = analyse(journey)
    journey.analysis.findings = [finding.model_copy(update={"text": describe(journey, finding, "nl")}) for finding in findings]
    journey.analysis.actions = [action for finding in findings if (action := propose(journey, finding, "nl"))]
    met = {result.check for result in judge(journey) if result.met}
    assert {"R17", "R21"} <= met


@pytest.mark.parametrize("language", LANGUAGES)
def test_rubric_lines_ask_or_affirm(language: str) -> None:
    """A met check is told as the good situation, an unmet one as what is still to do."""
    met, unmet = judge(full_map())[1], judge(JourneyMap())[1]
    assert describe_result(met, language) == load("analysis")["rubric"]["R2"]["label"][language]
    assert describe_result(unmet, language) == load("analysis")["rubric"]["R2"]["open"][language]


@given(journey=journeys())
@settings(max_examples=100, deadline=None)
def test_any_finding_has_words(journey: JourneyMap) -> None:
    """No map, however odd, leaves a finding of ours without words or proposal, in either language."""
    for finding in (*analyse(journey), *journey.analysis.findings):
        ours = finding.check in CHECKS
        for language in LANGUAGES:
            assert describe(journey, finding, language) or not ours
            assert (propose(journey, finding, language) is not None) == ours
