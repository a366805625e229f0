"""The word files: complete in both languages, and the remedies answer what owners really type."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from journey.model import parse_map
from knowledge.improvement import propose
from knowledge.playbook import ROOT as PLAYBOOKS
from knowledge.playbook import playbooks
from prompts.catalog import LANGUAGES, load
from prompts.catalog import ROOT as PROMPTS

FILES = sorted([*PROMPTS.rglob("*.yaml"), *PLAYBOOKS.rglob("*.yaml")])
PLACEHOLDER = re.compile(r"\{(\w*)\}")
LONGEST_TITLE = 75
LONGEST_METRIC = 60
LONGEST_EXPLANATION = 220
PAINS = [  # the remedy, or `pain` when none fits, and what owners type
    ("discount_code", "de kortingscode doet het niet bij het afrekenen", "their discount code is refused at checkout"),
    ("refund", "wachten te lang op hun geld terug na een retour", "it takes weeks before they get a refund for a return"),
    ("cancel_subscription", "opzeggen van het abonnement is veel te lastig", "cancelling the subscription takes ten clicks"),
    ("newsletter", "vinden dat we te veel mails sturen", "they say we send too many emails"),
    ("invoice", "ze krijgen geen factuur voor de boekhouding", "no invoice in the box, bookkeeping complains"),
    ("quote", "het duurt dagen voor ze een offerte krijgen", "waiting days for a quotation with the right price"),
    ("appointment", "heen en weer mailen om een afspraak te maken", "hard to find a date for the intake"),
    ("allergy", "onduidelijk of er gluten in de koek zitten", "not sure if the cake is safe with a nut allergy"),
    ("compatible", "weten niet welk onderdeel op hun fiets hoort", "they don't know which part fits their bike"),
    ("bad_reviews", "een slechte review op google schrikt af", "one bad review on google scares people"),
    ("no_reviews", "we hebben nog geen reviews", "people want to read others but nobody leaves a review"),
    ("out_of_stock", "de mooiste plant is steeds uitverkocht", "the best colours are sold out all the time"),
    ("slow_site", "de site laadt traag door de grote foto's", "product photos load slowly"),
    ("phone_line", "de telefoon is altijd in gesprek", "nobody answers the phone in the afternoon"),
    ("mobile", "de knoppen zijn te klein op de telefoon", "filling in the address on a phone is awful"),
    ("durability", "de rits is snel kapot", "the zip breaks after a month"),
    ("damaged", "de pot kwam gebroken uit de doos", "arrives broken"),
    ("wrong_item", "soms sturen we het verkeerde artikel op", "she got the wrong candle in the box"),
    ("not_home", "de bezorger komt als ze niet thuis zijn", "parcel ends up with the neighbours"),
    ("choice", "te veel keuze, ze weten niet welke het beste is", "too many options, they freeze"),
    ("gift", "het cadeautje kwam te laat voor de verjaardag", "the gift came after the birthday"),
    ("packaging", "er zit veel plastic om het pakket", "so much plastic packaging around one soap"),
    ("size", "weet niet welke maat ze moet nemen", "unsure if it fits"),
    ("size", "retour omdat de broek te klein is", "returns because the trousers are too small"),
    ("photos", "in het echt is de trui donkerder", "the sofa looks different at home"),
    ("comes_back", "klanten komen niet terug na hun eerste bestelling", "they buy once and never come back"),
    ("returns", "terugsturen is een gedoe en kost geld", "sending things back costs them money"),
    ("cost_surprise", "verzendkosten zien ze pas bij het afrekenen", "they only see the shipping costs at the last step"),
    ("shipping_cost", "verzendkosten te hoog", "shipping costs are too high for one book"),
    ("cheaper_elsewhere", "bij bol.com is het goedkoper", "they can get it cheaper at amazon"),
    ("price", "vinden het te duur", "customers think it is too expensive"),
    ("payment", "kunnen niet betalen met ideal", "the credit card payment fails"),
    ("payment", "haken af bij het betalen", "we don't offer pay later"),
    ("checkout", "je moet eerst een account aanmaken", "they have to make an account first"),
    ("basket", "laten hun mandje vol staan en gaan weg", "they leave their basket and disappear"),
    ("follow_up", "na de aankoop vraagt niemand hoe het bevalt", "after the purchase nobody asks how it is going"),
    ("order_updates", "ze weten niet waar hun pakket is", "no idea where their order is"),
    ("found_late", "mensen weten niet dat we bestaan", "people do not know we exist"),
    ("contact", "we reageren te traag op mail", "it takes us two days to reply, no response in the weekend"),
    ("contact", "de klantenservice is slecht bereikbaar", "our customer service is hard to reach"),
    ("delivery_late", "het pakket kwam te laat", "parcels arrive late"),
    ("delivery_time", "weten niet wanneer het komt", "they don't know when it will arrive"),
    ("delivery_time", "levertijd onduidelijk", "delivery time is unclear"),
    ("unnamed", "ze weten niet hoe het ding heet", "customers have no clue what it is called"),
    ("search", "de zoekbalk geeft niets bij een typfout", "the search bar shows nothing after a typo"),
    ("language", "ze snappen de vaktermen niet", "too much jargon in the text"),
    ("trust", "ze zijn bang dat we een nepshop zijn", "they wonder if we are a scam"),
    ("sustainability", "twijfelen of het wel duurzaam is", "doubts about how sustainable it is"),
    ("assembly", "de kast in elkaar zetten is lastig", "the cabinet is hard to assemble"),
    ("manual", "er zit geen handleiding bij", "no manual in the box"),
    ("quality", "de kwaliteit viel tegen", "the wool disappoints"),
    ("navigation", "het menu is onoverzichtelijk", "they can't find what they need on the site"),
    ("product_info", "te weinig informatie over het hout", "the description says too little"),
    ("pain", "ze vinden het spannend om te beginnen", "they are shy to start"),
    ("pain", "regen op de markt", "it rains on market day"),
    ("senses", "ze kunnen de kaars online niet ruiken", "they can't smell the candle online"),
    ("damaged", "bang dat de plant de post niet overleeft, stuk onderweg", "worried the plant dies in the mail"),
    ("contact", "ik ben niet goed bereikbaar", "i always answer too late"),
    ("choice", "klanten weten niet wat ze moeten kiezen", "don't know what to pick"),
    ("manual", "klant weet niet hoe vaak ze water moet geven", "no idea how often to water it"),
    ("quality", "het is anders dan verwacht", "they expected more of the wool"),
]


def pairs(data: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every mapping that holds a language, with the path where it stands."""
    if isinstance(data, dict):
        if set(data) & set(LANGUAGES):
            yield path, data
        for key, value in data.items():
            yield from pairs(value, f"{path}.{key}")
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from pairs(value, f"{path}.{index}")


def is_empty(value: Any) -> bool:
    """A text without a visible character, a list or mapping without items or with an empty one, or nothing at all."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, (list, dict)):
        return not value or any(map(is_empty, value))
    return value is None


def remedy_for(pain: str, language: str) -> str:
    """The key of the remedy that is proposed for this pain, or `pain` when none fits."""
    pains = [{"value": pain, "basis": "said", "from": "m1"}]
    journey = parse_map({"language": language, "phases": [{"id": "use", "name": "x", "pains": pains}]})
    [action] = propose(journey, playbooks()["general"], date(2031, 1, 1))
    return str(action["sources"][0]).partition(":")[2]


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def found(request: pytest.FixtureRequest) -> list[tuple[str, dict[str, Any]]]:
    path: Path = request.param
    return list(pairs(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)))


def test_what_one_language_says_the_other_says_too(found: list[tuple[str, dict[str, Any]]]) -> None:
    assert [path for path, pair in found if not set(LANGUAGES) <= set(pair)] == []


def test_no_text_is_empty(found: list[tuple[str, dict[str, Any]]]) -> None:
    assert [path for path, pair in found if any(is_empty(pair.get(language)) for language in LANGUAGES)] == []


def test_both_languages_hold_the_same_placeholders(found: list[tuple[str, dict[str, Any]]]) -> None:
    texts = [(path, pair["nl"], pair["en"]) for path, pair in found if isinstance(pair.get("nl"), str)]
    assert [path for path, nl, en in texts if set(PLACEHOLDER.findall(nl)) != set(PLACEHOLDER.findall(en))] == []


@pytest.mark.parametrize("name", ["remedies", "glossary"])
def test_words_to_recognise_are_lower_case_text(name: str) -> None:
    words = [word for entry in load(name).values() for language in LANGUAGES for word in entry["words"][language]]
    assert [word for word in words if not isinstance(word, str) or word != word.casefold()] == []


@pytest.mark.parametrize(("field", "longest"), [("title", LONGEST_TITLE), ("metric", LONGEST_METRIC)])
def test_a_remedy_is_short_and_holds_no_figure(field: str, longest: int) -> None:
    texts = [remedy[field][language] for remedy in load("remedies").values() for language in LANGUAGES]
    assert [text for text in texts if len(text) > longest or re.search(r"\d", text)] == []


def test_a_remedy_is_scored_from_one_to_five() -> None:
    scores = {key: (remedy["value"], remedy["effort"]) for key, remedy in load("remedies").items()}
    assert {key: pair for key, pair in scores.items() if not all(score in range(1, 6) for score in pair)} == {}


def test_an_explanation_is_short() -> None:
    texts = [(key, entry["text"][language]) for key, entry in load("glossary").items() for language in LANGUAGES]
    assert [key for key, text in texts if len(text) > LONGEST_EXPLANATION] == []


def test_a_word_names_one_term_only() -> None:
    names = Counter(
        word
        for entry in load("glossary").values()
        for word in {word for language in LANGUAGES for word in entry["words"][language]}
    )
    assert [word for word, terms in names.items() if terms > 1] == []


@pytest.mark.parametrize(("key", "nl", "en"), PAINS)
def test_a_pain_gets_its_own_remedy(key: str, nl: str, en: str) -> None:
    assert (remedy_for(nl, "nl"), remedy_for(en, "en")) == (key, key)


def test_every_remedy_has_an_example() -> None:
    assert set(load("remedies")) - {key for key, _, _ in PAINS} == set()
