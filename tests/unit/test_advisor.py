"""Answers without a model: short, traceable to passages and map, and texts that can be copied as they are."""

from __future__ import annotations

import re

import pytest

from journey.model import JourneyMap, Language
from knowledge.advice.advisor import Advisor
from knowledge.advice.texts import copy_texts, fill, offered, own_words
from knowledge.library import articles
from knowledge.next_steps import next_steps
from knowledge.playbook import playbooks
from knowledge.search.finder import Finder
from knowledge.search.index import Place, index_at
from knowledge.weaving import placeholders, spin

LANGUAGES: tuple[Language, ...] = ("nl", "en")
PAIN = "verzendkosten pas op het eind"
MAP = {
    "language": "nl",
    "shop": {"name": "Het Ei", "offering": "verse eieren"},
    "personas": [{"name": "Joke", "doubts": [{"value": "worden breekbare eieren wel goed ingepakt?", "basis": "said"}]}],
    "phases": [
        {"id": "consideration", "name": "Overweging", "emotion": {"score": 1, "reason": "leuk"}},
        {
            "id": "purchase",
            "name": "Aankoop",
            "emotion": {"score": -2, "reason": "schrik"},
            "pains": [{"value": PAIN, "basis": "said"}, {"value": "pakketje kapot", "basis": "guess"}],
        },
    ],
}


@pytest.fixture(scope="module")
def advisor() -> Advisor:
    return Advisor(Finder(index_at(Place())))


def _map() -> JourneyMap:
    return JourneyMap.model_validate(MAP)


@pytest.mark.parametrize("name", sorted(articles("nl")))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_an_answer_can_be_traced(advisor: Advisor, language: Language, name: str) -> None:
    answer = advisor.about(name, JourneyMap(language=language))
    article = articles(language)[name]
    body, _, titles = answer.text.rpartition("\n\n")
    assert titles.splitlines()[0] == f"[1] {article.title}"
    for line in [line for line in body.splitlines() if line]:
        words = re.sub(r"^• |\s\[1\]$", "", line)
        told = any(words in part for part in article.parts.values())
        assert told or line.endswith(":") or line.endswith("[2]") or article.parts["work"] in line, line
    assert len(answer.text.split()) <= 260


def test_the_low_and_its_pain_come_before_the_guidance(advisor: Advisor) -> None:
    answer = advisor.answer("klanten schrikken van de verzendkosten", _map())
    assert answer.text.startswith(f"Op je kaart zit het dieptepunt bij Aankoop: “{PAIN}”.")
    assert answer.sources[0].id == "shipping-costs"
    assert answer.map_paths[0] == "phases.purchase.pains.0"
    assert answer.phase == "purchase"


def test_a_guess_on_the_map_is_told_as_one(advisor: Advisor) -> None:
    answer = advisor.answer("het pakje komt beschadigd aan", _map())
    assert "“pakketje kapot”. (Dat is nog een gok: klopt het?)" in answer.text


def test_a_doubt_of_the_customer_is_quoted(advisor: Advisor) -> None:
    journey = _map()
    journey.phases[1].pains = []
    assert "Joke twijfelt op je kaart" in advisor.answer("hoe pak ik breekbare spullen in zodat ze heel aankomen", journey).text


def test_how_to_lift_the_dip_is_about_the_pain_there(advisor: Advisor) -> None:
    answer = advisor.answer("hoe haal ik de dip op?", _map())
    assert f"“{PAIN}”" in answer.text
    assert answer.sources[0].id == "shipping-costs"


def test_the_map_says_what_comes_first(advisor: Advisor) -> None:
    journey = JourneyMap.model_validate(
        {**MAP, "analysis": {"actions": [{"title": "Toon de porto", "value": 5, "effort": 1, "sources": ["shipping-costs"]}]}}
    )
    answer = advisor.answer("wat moet ik eerst doen", journey)
    assert answer.text.startswith("Volgens je kaart begin je met: “Toon de porto”.")
    assert [source.id for source in answer.sources] == ["prioritising", "shipping-costs"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_offers_what_can_be_done(advisor: Advisor, language: Language) -> None:
    answer = advisor.answer("hoeveel btw betaal ik / how much VAT do i pay in spain", JourneyMap(language=language))
    assert (answer.covered, answer.sources, answer.follow_ups) == (False, (), ())
    assert ("klantreis" if language == "nl" else "journey") in answer.text


def test_markup_in_a_map_is_only_text(advisor: Advisor) -> None:
    journey = _map()
    journey.phases[1].pains[0].value = "verzendkosten {shop} <b>%s</b>"
    assert "verzendkosten {shop} <b>%s</b>" in advisor.answer("klanten schrikken van de verzendkosten", journey).text


class TestTexts:
    def test_there_are_enough_and_they_serve_articles_that_exist(self) -> None:
        assert len(copy_texts()) >= 40
        for text in copy_texts().values():
            assert set(text.articles) <= articles("nl").keys(), text.id
            assert set(text.sectors) <= playbooks().keys(), text.id

    @pytest.mark.parametrize("name", sorted(copy_texts()))
    def test_a_text_reads_well_with_and_without_the_owners_words(self, name: str) -> None:
        text = copy_texts()[name]
        for pair in (*text.body, *([text.subject] if text.subject else [])):
            assert placeholders(pair.nl) == placeholders(pair.en)
            assert pair.nl.count("[") == pair.en.count("[")
        for language in LANGUAGES:
            bare = fill(text, {"shop": "je winkel", "product": "kaarsen"}, language)
            assert bare.words.strip()
            assert "{" not in bare.words
        assert (text.kind == "mail") == (text.subject is not None)

    def test_the_owners_words_come_in(self) -> None:
        journey = JourneyMap.model_validate({**MAP, "ending": {"how": {"value": "een kaartje met een veer", "basis": "said"}}})
        words = own_words(journey, spin(journey, playbooks()["food"]).words)
        assert words["ending"] == "een kaartje met een veer"
        assert words["shop"] == "Het Ei"
        used = {name for text in copy_texts().values() for pair in text.body for name in placeholders(pair.nl)}
        assert used <= {*words, "unique", "practice", "need"}

    def test_texts_of_one_kind_of_shop_are_offered_to_no_other(self) -> None:
        only = next(text for text in copy_texts().values() if text.sectors)
        assert only in offered(only.articles, only.sectors[0], most=9)
        assert only not in offered(only.articles, "nothing", most=9)


def test_every_article_leads_somewhere() -> None:
    assert next_steps().keys() == articles("nl").keys()
    for step in next_steps().values():
        assert max(len(step.ask.nl), len(step.ask.en)) <= 40
        assert step.ask.nl.endswith("?")
        assert step.ask.en.endswith("?")
