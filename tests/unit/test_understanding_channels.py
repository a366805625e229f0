"""Channels, and who runs them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.model import JourneyMap
from knowledge.reading import shape
from knowledge.understanding.channels import catalogue, channel, touchpoints

TABLE = [
    ("onze nieuwsbrief", "email", "direct"),
    ("review van een ander", "reviews", "indirect"),
    ("instagram", "company_social", "direct"),
    ("instagram van een vriendin", "social_posts", "indirect"),
    ("mailtje", "email", "direct"),
    ("google ads", "search_ads", "direct"),
    ("googelen", "search", "direct"),
    ("facebookadvertentie", "ads", "direct"),
    ("onze blog", "own_site", "direct"),
    ("blog van een moeder", "blog", "indirect"),
    ("nieuwsbreif", "email", "direct"),
    ("kaartje in de doos", "parcel", "direct"),
    ("bij vriendin gezien", "friends", "indirect"),
    ("trustpilot", "reviews", "indirect"),
    ("Google indirect", "search", "indirect"),
    ("winkelwagentje", "own_site", "direct"),
    ("post van een vriendin", "social_posts", "indirect"),
    ("bezorger belt aan", "courier", "indirect"),
    ("in onze winkel", "store", "direct"),
    ("webshp", "own_site", "direct"),
    ("reviews op onze site", "reviews", "indirect"),
    ("chatgpt", "ai_assistant", "indirect"),
    ("a friend told her", "friends", "indirect"),
    ("the site which she uses", "own_site", "direct"),
    ("our newsletter", "email", "direct"),
    ("WhatsApp", "message", "direct"),
    ("stand op de boerenmarkt", "event", "direct"),
    ("marktplaats", "marketplace", "indirect"),
]


@pytest.mark.parametrize("text,channel_id,ownership", TABLE)
def test_channel(text: str, channel_id: str, ownership: str) -> None:
    found = channel(text, "nl")
    assert found is not None
    assert (found.id, found.ownership) == (channel_id, ownership)


@pytest.mark.parametrize("text", ["iets raars", "", "zelfgemaakt", "🙂", "ze denkt na"])
def test_no_channel(text: str) -> None:
    assert channel(text, "nl") is None


def test_label_is_in_the_language_asked_for() -> None:
    found = channel("nieuwsbrief", "en")
    assert found is not None
    assert found.label == "e-mail"
    assert {entry.id for entry in catalogue("nl")} == {entry.id for entry in catalogue("en")}


def test_every_catalogue_word_finds_its_own_ownership() -> None:
    assert all((found := channel(entry.label, "nl")) and found.id == entry.id for entry in catalogue("nl") if entry.id != "blog")


def test_touchpoints_with_scores() -> None:
    touches = touchpoints("onze website (belangrijk 5, tevreden 2), instagram van een vriendin, stoeprand", "nl")
    assert [touch.name for touch in touches] == ["onze website", "instagram van een vriendin", "stoeprand"]
    assert (touches[0].importance, touches[0].satisfaction, touches[0].ownership) == (5, 2, "direct")
    assert touches[1].ownership == "indirect"
    assert (touches[2].channel, touches[2].ownership) == (None, None)


def test_scores_of_their_own_belong_to_the_touch_point_before() -> None:
    (touch,) = touchpoints("website, importance 5, satisfaction 2", "en")
    assert (touch.name, touch.channel, touch.importance, touch.satisfaction) == ("website", "own site", 5, 2)


@given(st.text(max_size=80))
def test_never_raises(text: str) -> None:
    found = channel(text, "en")
    assert found is None or found in catalogue("en") or found.ownership in ("direct", "indirect")
    assert all(set(touch.name) <= set(text) | {" "} for touch in touchpoints(text, "nl"))


def test_word_of_mouth_stays_one_channel() -> None:
    known = shape("personas.0.channels", "the vet's noticeboard, word of mouth", JourneyMap())
    assert known == ["the vet's noticeboard", "word of mouth"]
    assert shape("personas.0.channels", "Instagram of Facebook", JourneyMap()) == ["Instagram", "Facebook"]
