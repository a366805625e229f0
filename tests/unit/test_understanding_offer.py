"""What is sold, in which sector, and a whole story at once."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.model import Language
from knowledge.playbook import PHASES, Playbook
from knowledge.understanding.product import LONGEST, product
from knowledge.understanding.sector import sector
from knowledge.understanding.story import is_story, story

PRODUCTS: list[tuple[str, Language, str | None]] = [
    ("Ik verkoop zelfgemaakte kaarsen van sojawas, vooral als cadeau", "nl", "zelfgemaakte kaarsen van sojawas"),
    ("we sell second-hand books online", "en", "second-hand books"),
    ("kamerplanten", "nl", "kamerplanten"),
    ("fietsonderdelen en gereedschap voor thuis", "nl", "fietsonderdelen en gereedschap"),
    ("Kaarsen", "nl", "kaarsen"),
    ("LED-lampen voor in huis", "nl", "LED-lampen"),
    ("We zijn een webshop in duurzame kinderkleding", "nl", "duurzame kinderkleding"),
    ("online cursussen boekhouden voor zzpers", "nl", "online cursussen boekhouden"),
    ("I make handmade ceramic mugs and plates in my studio", "en", "handmade ceramic mugs and plates"),
    ("hallo! wij verkopen koffiebonen, vers gebrand. En thee", "nl", "koffiebonen, vers gebrand"),
    ("we maken taarten op maat", "nl", "taarten op maat"),
    ("Mijn webshop heet Groen Geluk en ik verkoop kamerplanten en potten", "nl", "kamerplanten en potten"),
    ("ik verkoop kleding voor honden", "nl", "kleding voor honden"),
    ("Tweedehands kinderfietsen (opgeknapt)", "nl", "tweedehands kinderfietsen"),
    ("bike parts for commuters", "en", "bike parts"),
    ("Een cursus fotografie", "nl", "cursus fotografie"),
    ("Handgemaakte leren tassen die een leven lang meegaan", "nl", "handgemaakte leren tassen"),
    ("weet ik niet", "nl", None),
    ("", "nl", None),
    ("🙂", "en", None),
    ("12", "nl", None),
]

STORY_NL = (
    "Hoi, ik verkoop kamerplanten en potten via mijn webshop Groen Geluk (groengeluk.nl). Mijn klanten zijn vooral "
    "jonge mensen die net op zichzelf wonen. Neem Merel van 31 die in een flat woont. Ze willen planten die niet "
    "doodgaan en ze hopen op een groen huis. Ze twijfelen of de plant heel aankomt. Ze vinden ons op Instagram. "
    "Veel mensen haken af bij de verzendkosten. Ook klagen ze soms dat een plant beschadigd aankomt. Uit reviews "
    "blijkt dat ze de verzorgingskaart leuk vinden. Wat ons uniek maakt is dat we elke plant zelf kweken. "
    "Eerlijkheid vinden we belangrijk. Mooi weer vandaag."
)
STORY_EN = (
    "We sell second-hand books online for people on a budget, our shop is called Page Two. Customers complain that "
    "parcels arrive late, and they are worried about the condition of the books. They want cheap books. Most find "
    "us through Google. They drop off when they see shipping costs. Happy ones leave a review and come back."
)


@pytest.mark.parametrize("text,language,phrase", PRODUCTS)
def test_product(text: str, language: Language, phrase: str | None) -> None:
    assert product(text, language) == phrase


@given(st.text(max_size=120))
def test_product_is_short(text: str) -> None:
    found = product(text, "nl")
    assert found is None or 0 < len(found) <= LONGEST


def book(key: str, nl: list[str], en: list[str]) -> Playbook:
    words = Playbook.model_fields["words"].annotation
    assert words is not None
    return Playbook.model_construct(id=key, words=words(nl=nl, en=en))


BOOKS = {
    "home": book("home", ["planten", "kaarsen", "meubels"], ["plants", "candles", "furniture"]),
    "hobby": book("hobby", ["boeken", "garen", "fiets"], ["books", "yarn", "bike parts"]),
    "services": book("services", ["online cursus", "lessen"], ["online course", "classes"]),
    "general": book("general", ["producten", "planten"], ["products"]),
}


@pytest.mark.parametrize(
    "text,best",
    [
        ("kamerplanten", "home"),
        ("een plantje", "home"),
        ("tweedehands boeken", "hobby"),
        ("fietsonderdelen", "hobby"),
        ("yogalessen", "services"),
        ("Online cursussen", "services"),
        ("soy candle", "home"),
        ("bike parts and books", "hobby"),
        ("kaarsen, kaarsen en een boek", "home"),
    ],
)
def test_sector(text: str, best: str) -> None:
    found = sector(text, BOOKS)
    assert found[0][0] == best
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)


@pytest.mark.parametrize("text", ["iets raars", "", "producten", "🙂"])
def test_no_sector(text: str) -> None:
    assert sector(text, BOOKS) == []


def placed(text: str, language: Language) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for item in story(text, language).placed:
        found.setdefault(item.path, []).append(item.value)
    return found


def test_dutch_story() -> None:
    found = placed(STORY_NL, "nl")
    assert found["shop.offering"] == ["kamerplanten en potten"]
    assert found["shop.name"] == ["Groen Geluk"]
    assert found["shop.url"] == ["groengeluk.nl"]
    assert found["shop.unique"] == ["Wat ons uniek maakt is dat we elke plant zelf kweken"]
    assert found["shop.values"] == ["Eerlijkheid vinden we belangrijk"]
    assert found["personas.0.name"] == ["Merel"]
    assert found["personas.0.age"] == ["31"]
    assert found["personas.0.situation"][0] == "vooral jonge mensen die net op zichzelf wonen"
    assert found["personas.0.needs"] == ["Ze willen planten die niet doodgaan"]
    assert found["personas.0.wishes"] == ["ze hopen op een groen huis"]
    assert found["personas.0.doubts"] == ["Ze twijfelen of de plant heel aankomt"]
    assert found["personas.0.channels"] == ["Ze vinden ons op Instagram"]
    assert found["phases.purchase.drop_off.where"] == ["Veel mensen haken af bij de verzendkosten"]
    assert found["phases.use.pains"] == ["Ook klagen ze soms dat een plant beschadigd aankomt"]
    assert found["research.0.insight"] == ["Uit reviews blijkt dat ze de verzorgingskaart leuk vinden"]
    assert story(STORY_NL, "nl").unplaced == ("Mooi weer vandaag",)


def test_english_story() -> None:
    found = placed(STORY_EN, "en")
    assert found["shop.offering"] == ["second-hand books online"]
    assert found["shop.name"] == ["Page Two"]
    assert found["personas.0.situation"] == ["people on a budget"]
    assert found["phases.use.pains"] == ["Customers complain that parcels arrive late"]
    assert found["personas.0.doubts"] == ["they are worried about the condition of the books"]
    assert found["phases.purchase.drop_off.where"] == ["They drop off when they see shipping costs"]
    assert found["phases.evaluation.actions"] == ["Happy ones leave a review and come back"]


def test_only_a_long_message_is_a_story() -> None:
    assert is_story(STORY_EN)
    assert not is_story("kaarsen en zeep")


PIECES = st.sampled_from(
    [
        "ik verkoop",
        "kaarsen",
        "mijn webshop",
        "Groen Geluk",
        "heet",
        "klanten",
        "klagen",
        "over",
        "verzendkosten",
        ",",
        ". ",
        "en",
        "ze",
        "willen",
        "rust",
        "Merel",
        "van",
        "31",
        "www.kaars.nl",
        "(",
        ")",
        "maar",
        "vandaag",
        "regent",
        "het",
        "we sell",
        "for",
        "students",
    ]
)


@given(st.lists(PIECES, max_size=30).map(" ".join) | st.text(max_size=200))
def test_a_story_is_quoted_literally(text: str) -> None:
    flat = " ".join(text.split())
    told = story(text, "nl")
    for item in told.placed:
        assert item.value
        assert item.value in flat
        assert item.quote in flat
        if item.path.startswith("phases."):
            assert item.path.split(".")[1] in PHASES
    assert all(part in flat for part in told.unplaced)


@given(
    st.lists(
        st.sampled_from(["Het regent vandaag.", "Ze klagen over de prijs.", "Ze willen rust.", "Onze hond blaft graag."]),
        max_size=6,
    )
)
def test_a_sentence_is_placed_or_unplaced(sentences: list[str]) -> None:
    told = story(" ".join(sentences), "nl")
    kept = " ".join([*(item.value for item in told.placed), *told.unplaced])
    assert set(re.findall(r"\w+", " ".join(sentences))) <= set(re.findall(r"\w+", kept))
