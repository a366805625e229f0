"""Telling everything at once: a long, messy first message."""

from __future__ import annotations

import pytest

from journey import paths
from journey.model import Language
from tests.owner import Owner

STORIES: dict[Language, str] = {
    "nl": (
        "Hoi! Ik verkoop tweedehands racefietsen en derailleurs via mijn shop Ketting & Co, kettingenco.example. Mijn "
        "klanten zijn vooral Johan, 45, die in het weekend met vrienden rijdt en zelf sleutelt. We zijn anders omdat ik "
        "elke fiets zelf 50 km proefrij. Mensen vinden me via Marktplaats en de wielerclub. Vaak gaat het mis bij de "
        "bezorging: doos beschadigd of een spaak krom. Verzendkosten pas bij het afrekenen is een klacht. Oh en mijn "
        "hond heet Pluis."
    ),
    "en": (
        "so hi there I make dog collars from old bike tyres, shop is called TyreTail, tyretail.example, been doing it 4 "
        "years. My typical buyer is Hannah, 29, lives in Bristol with a greyhound that escapes every collar. She "
        "worries it will smell of rubber and whether the size fits the thin neck. She finds us on Instagram and at the "
        "dog park. Problems: parcels arrive late and sizing returns cost me a fortune. I hate packaging. My cat sleeps "
        "on the keyboard."
    ),
}
TELLING = {
    "nl": ["racefietsen", "derailleurs", "Ketting", "kettingenco.example", "Johan", "sleutelt", "proefrij", "Marktplaats",
           "wielerclub", "spaak", "Verzendkosten", "Pluis"],
    "en": ["collars", "tyres", "TyreTail", "Hannah", "Bristol", "greyhound", "rubber", "thin neck", "Instagram", "dog park",
           "fortune", "packaging", "keyboard"],
}  # fmt: skip


async def _told(language: Language, first: str = "pick:story") -> Owner:
    owner = Owner(language)
    await owner.say("/start")
    if first:
        await owner.tap(first)
    await owner.say(STORIES[language])
    return owner


@pytest.mark.parametrize("first", ["", "pick:story", "pick:draft"])
@pytest.mark.parametrize("language", ["nl", "en"])
async def test_nothing_told_is_lost(language: Language, first: str) -> None:
    owner = await _told(language, first)
    kept = owner.words + " ".join(owner.state.notes)
    assert [word for word in TELLING[language] if word not in kept] == []


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_several_places_are_filled_with_the_owners_words_only(language: Language) -> None:
    owner = await _told(language)
    said = [(path, str(cell.value)) for path, cell in paths.cells(owner.map) if cell.basis == "said"]
    roots = {path.split(".")[0] for path, _ in said}
    assert roots >= {"shop", "personas", "phases"}
    told = [piece for path, value in said for piece in value.split(". ") if "touchpoints" not in path and not value.isdigit()]
    assert [piece for piece in told if piece not in STORIES[language]] == []


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_words_without_a_place_are_told(language: Language) -> None:
    owner = await _told(language)
    assert owner.state.notes
    assert all(note in owner.heard for note in owner.state.notes)
    assert not {"Hoi", "hi"} & set(owner.state.notes)
    assert owner.heard.count("bewaar ik nog even") + owner.heard.count("keep this aside") == 1


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_only_what_is_missing_is_asked(language: Language) -> None:
    owner = await _told(language)
    asked = []
    while owner.state.cursor:
        asked.append(owner.state.cursor)
        await owner.press("accept" if "accept" in owner.offered else "skip")
    assert {"shop.offering", "personas.0"} & set(asked) == set()
    assert "personas.0.needs" in asked


async def test_what_reviews_show_becomes_research() -> None:
    owner = Owner()
    await owner.say("/start")
    await owner.say(STORIES["nl"] + " Uit reviews blijkt dat iedereen mijn poetsbeurt noemt.")
    assert "poetsbeurt" in " ".join(str(cell.value) for _, cell in paths.cells(owner.map.research))
