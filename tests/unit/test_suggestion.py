"""Suggestions: guesses from the playbook, woven with the owner's words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from journey.model import JourneyMap
from knowledge.playbook import PHASES, playbooks
from knowledge.suggestion import PlaybookSuggester
from knowledge.understanding.sector import FALLBACK

TODAY = date(2026, 3, 2)
SUGGESTER = PlaybookSuggester()


def _map(language: str = "nl", **shop: str) -> JourneyMap:
    said = {name: {"value": value, "basis": "said", "from": "m1"} for name, value in shop.items()}
    return JourneyMap.model_validate({"language": language, "shop": said})


def _leaves(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for item in data:
            yield from _leaves(item)
    elif isinstance(data, dict):
        if "basis" in data:
            yield data
        else:
            yield from _leaves(list(data.values()))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("book", sorted(playbooks()))
def test_every_book_fills_every_phase_with_guesses_that_say_where_from(book: str, language: str) -> None:
    journey = _map(language, offering="dingen", sector=playbooks()[book].name.text(language))
    woven = SUGGESTER.weave(journey, TODAY).fields
    for phase in PHASES:
        for name in ("actions", "questions", "pains", "emotion", "touchpoints", "duration", "contacts", "drop_off"):
            assert woven[f"phases.{phase}.{name}"], (book, phase, name)
    leaves = list(_leaves(list(woven.values())))
    assert {leaf["basis"] for leaf in leaves} == {"guess"}
    assert all(leaf["from"].split(":")[0] in ("playbook", "rule") for leaf in leaves)
    assert not [leaf for leaf in leaves if isinstance(leaf["value"], str) and ("{" in leaf["value"] or not leaf["value"])]


def test_the_same_origin_never_has_two_values() -> None:
    for book in playbooks():
        journey = _map(offering="dingen", sector=playbooks()[book].name.nl)
        seen: dict[str, Any] = {}
        for leaf in _leaves(list(SUGGESTER.weave(journey, TODAY).fields.values())):
            assert seen.setdefault(leaf["from"], leaf["value"]) == leaf["value"], leaf["from"]


def test_leaves_are_the_same_places_in_both_languages() -> None:
    for offering in ("kamerplanten", "house plants", "zeep", "?"):
        dutch = SUGGESTER.weave(_map("nl", offering=offering, sector="home"), TODAY).leaves
        english = SUGGESTER.weave(_map("en", offering=offering, sector="home"), TODAY).leaves
        assert dutch.keys() == english.keys()


def test_what_points_nowhere_gets_the_general_book() -> None:
    assert SUGGESTER.book(_map(offering="qzxv")).id == FALLBACK
    assert SUGGESTER.book(_map(offering="qzxv", sector="Wonen en planten")).id == "home"


def test_the_owners_words_come_in_and_change_the_suggestion() -> None:
    plain = SUGGESTER.weave(_map(offering="kamerplanten", sector="home"), TODAY).fields
    other = SUGGESTER.weave(_map(offering="spiegels", sector="home"), TODAY).fields
    changed = [path for path in plain if plain[path] != other.get(path)]
    assert len(changed) >= len(PHASES)
    assert "spiegels" in str(other)
    assert "kamerplanten" not in str(other)


def test_the_date_of_review_follows_today() -> None:
    journey = _map(offering="zeep")
    assert SUGGESTER.weave(journey, TODAY).fields["review_date"]["value"] == "2026-06-01"
    assert SUGGESTER.weave(journey, date(2027, 3, 2)).fields["review_date"]["value"] == "2027-06-01"


def test_actions_point_at_pains_that_stand_on_the_map_best_first() -> None:
    journey = _map(offering="zeep", sector="hobby")
    data = {
        "id": "use",
        "name": "Gebruik",
        "pains": [{"value": "het deksel klemt", "basis": "said"}, {"value": "de post is laat", "basis": "said"}],
    }
    journey = JourneyMap.model_validate({**journey.dump(), "phases": [data]})
    actions = SUGGESTER.propose(journey, TODAY)
    assert {action["path"] for action in actions} == {"phases.use.pains.0", "phases.use.pains.1"}
    gains = [action["value"]["value"] - action["effort"]["value"] for action in actions]
    assert gains == sorted(gains, reverse=True)
    assert any("het deksel klemt" in action["title"]["value"] for action in actions)
