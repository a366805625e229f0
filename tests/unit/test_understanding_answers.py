"""What stands around an answer, what a shop sells and is called, where knowledge comes from, and when a contact is made."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.shop_reading import known_sector
from knowledge.understanding.contacts import contacts
from knowledge.understanding.examples import fingerprint
from knowledge.understanding.labelling import label
from knowledge.understanding.learned import STAMP
from knowledge.understanding.lists import split
from knowledge.understanding.openings import bare, is_chatter
from knowledge.understanding.research import sources
from knowledge.understanding.shop import offer, shop_name


@pytest.mark.parametrize(
    "text,field,answer",
    [
        ("ehm goeie vraag... wij bakken elke ochtend", "unique", "wij bakken elke ochtend"),
        ("hij wil vooral weten of het past", "needs", "weten of het past"),
        ("ze heeft een stevige doos nodig", "needs", "een stevige doos"),
        ("what they really need is advice", "needs", "advice"),
        ("he'd love a gift card lol", "wishes", "a gift card"),
        ("klanten kennen ons van de braderie", "channels", "de braderie"),
        ("haar grootste twijfel is de maat", "doubts", "de maat"),
        ("because we repair for free", "unique", "we repair for free"),
        ("well made leather", "unique", "well made leather"),
        ("so soft you forget it", "unique", "so soft you forget it"),
        ("nou ja", "unique", "nou ja"),
    ],
)
def test_an_answer_is_cut_out_of_what_stands_around_it(text: str, field: str, answer: str) -> None:
    assert bare(text, field) == answer


@pytest.mark.parametrize(
    "text,nothing", [("pfoe, lastige vraag", True), ("haha", True), ("everywhere!", True), ("alles bio", False)]
)
def test_chatter_says_nothing(text: str, nothing: bool) -> None:
    assert is_chatter(text) is nothing


@given(st.text(max_size=80))
def test_what_is_cut_out_stands_in_the_text(text: str) -> None:
    assert bare(text, "needs") in text


@pytest.mark.parametrize(
    "text,items",
    [
        ("de stof pilt snel en de rits hapert al na een week", ["de stof pilt snel", "de rits hapert al na een week"]),
        ("scrolt in bed op haar gsm en koopt pas dagen later", ["scrolt in bed op haar gsm", "koopt pas dagen later"]),
        ("een doos die heel aankomt en een bon voor de garantie", ["een doos die heel aankomt", "een bon voor de garantie"]),
        ("we roast every morning and ship before noon", ["we roast every morning", "ship before noon"]),
        ("a lamp that fits between the bed and a wall", ["a lamp that fits between the bed and a wall"]),
        ("foto's van de binnenkant en de buitenkant van de tas", ["foto's van de binnenkant en de buitenkant van de tas"]),
    ],
)
def test_clauses_come_apart_and_phrases_stay_together(text: str, items: list[str]) -> None:
    assert split(text) == items


@pytest.mark.parametrize(
    "text,sold,name,rest",
    [
        ("wij hebben een klein winkeltje met tweedehands kinderboeken", "tweedehands kinderboeken", None, ()),
        ("we're sisters and we sell hot sauce", "hot sauce", None, ("we're sisters",)),
        ("vliegers voor op het strand, onze winkel heet Windkracht", "vliegers voor op het strand", "Windkracht", ()),
        ("dekens van wol. ik ben maar alleen", "dekens van wol", None, ("ik ben maar alleen",)),
        ("honing, we slingeren ze zelf", "honing, we slingeren ze zelf", None, ()),
        ("ik heb een winkel in Gent", "ik heb een winkel in Gent", None, ()),
    ],
)
def test_what_a_shop_sells(text: str, sold: str, name: str | None, rest: tuple[str, ...]) -> None:
    found = offer(text)
    assert (found.sold, found.name, found.rest) == (sold, name, rest)


@pytest.mark.parametrize(
    "text,name",
    [
        ("onze zaak heet Vlinder", "Vlinder"),
        ("it's just Bob's Bikes", "Bob's Bikes"),
        ("we zijn De Groene Vinger sinds 1998", "De Groene Vinger"),
        ("zeep en zo", "zeep en zo"),
        ("The Place To Be", "The Place To Be"),
    ],
)
def test_the_name_of_a_shop(text: str, name: str) -> None:
    assert shop_name(text)[0] == name


@pytest.mark.parametrize(
    "text,found",
    [
        ("enquête onder 40 klanten, de meeste willen meer kleuren", [("questionnaire", "de meeste willen meer kleuren")]),
        ("uit onze recensies blijkt dat mensen de geur missen", [("own_reviews", "mensen de geur missen")]),
        ("reviews bij een concurrent: nooit op tijd", [("other_reviews", "nooit op tijd")]),
        ("a survey and our sales data", [("questionnaire", None), ("statistics", None)]),
        ("they want larger bags, says our customer panel", [("co_creation", "they want larger bags")]),
        ("buikgevoel", [("experience", None)]),
        ("de krant", [(None, None)]),
    ],
)
def test_where_it_is_known_from(text: str, found: list[tuple[str | None, str | None]]) -> None:
    assert [(source.method, source.insight) for source in sources(text)] == found


@pytest.mark.parametrize(
    "text,found",
    [
        ("een week na levering een mailtje met tips", [("een week na levering", "mailtje")]),
        ("sms als het pakket onderweg is", [("als het pakket onderweg is", "sms")]),
        ("we bellen een dag voor de afspraak", [("een dag voor de afspraak", "bellen")]),
        ("email at once, call after a month", [("at once", "email"), ("after a month", "call")]),
        ("as soon as it ships, by text", [("as soon as it ships", "text")]),
    ],
)
def test_a_contact_has_its_moment_and_medium(text: str, found: list[tuple[str, str]]) -> None:
    assert [(facts.moment, facts.channel) for facts in contacts(text, "nl")][: len(found)] == found


def test_what_a_shop_is_not_does_not_count() -> None:
    assert known_sector("furniture no, we fix phones and laptops", "en") == "Electronics and parts"


def test_meaning_helps_where_no_word_is_known() -> None:
    assert label("sector", "salami, chorizo en gedroogde ham").name == "food"
    assert label("ownership", "the plumber who recommends us").name == "indirect"


def test_what_was_learned_is_of_these_examples() -> None:
    """After a change of the examples run `python -m knowledge.understanding.training`."""
    assert STAMP.read_text(encoding="utf-8") == fingerprint()
