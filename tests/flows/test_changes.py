"""Changes of mind: corrections, undo, another language."""

from __future__ import annotations

from typing import Any

import pytest

from journey import paths
from journey.model import JourneyMap, Language
from tests.owner import CHAT, PLANTS, Owner

CARD = "phases.purchase.card"


async def _at_card(language: Language = "nl") -> Owner:
    owner = Owner(language)
    await owner.go_on(PLANTS[language], until=CARD)
    return owner


def _value(owner: Owner, path: str) -> Any:
    found = paths.read(owner.map, path)
    return [cell.value for cell in found] if isinstance(found, list) else found and found.value


CORRECTIONS = [
    ("nl", "nee wacht, ze heet Anna", "personas.0.name", "Anna"),
    ("nl", "verander de naam in Sanne", "personas.0.name", "Sanne"),
    ("nl", "Merel is geen 31 maar 33", "personas.0.age", "33"),
    ("nl", "de leeftijd moet 35 zijn", "personas.0.age", "35"),
    ("nl", "de persona is geen student maar een moeder", "personas.0.situation", "een moeder"),
    ("nl", "sorry, de winkel heet Groen Geluk", "shop.name", "Groen Geluk"),
    ("nl", "bij aankoop is het probleem niet de prijs maar de levertijd", "phases.purchase.pains", ["de levertijd"]),
    ("en", "no wait, her name is Anna", "personas.0.name", "Anna"),
    ("en", "she is not 42 but 44", "personas.0.age", "44"),
    ("en", "at purchase the problem is not the price but the delivery time", "phases.purchase.pains", ["the delivery time"]),
]  # fmt: skip


@pytest.mark.parametrize("language,text,path,new", CORRECTIONS)
async def test_a_correction_is_shown_and_applied_after_a_yes(language: Language, text: str, path: str, new: object) -> None:
    owner = await _at_card(language)
    before = owner.map.dump()
    await owner.say(text)
    assert owner.map.dump() == before
    assert owner.offered == ["accept", "pick:no"]
    assert (new[0] if isinstance(new, list) else str(new)) in owner.last.text
    await owner.tap("accept")
    assert _value(owner, path) == new
    assert owner.state.cursor == CARD


@pytest.mark.parametrize("language,text,path,new", CORRECTIONS)
async def test_a_refused_correction_changes_nothing(language: Language, text: str, path: str, new: object) -> None:
    owner = await _at_card(language)
    before = owner.state
    await owner.say(text)
    await owner.tap("pick:no")
    assert owner.map == before.map
    assert owner.state.version == before.version
    assert owner.state.cursor == CARD


@pytest.mark.parametrize("text,path,new", [row[1:] for row in CORRECTIONS if row[0] == "nl"])
async def test_corrections_work_after_the_end(text: str, path: str, new: object) -> None:
    owner = Owner()
    await owner.go_on(PLANTS["nl"])
    await owner.say(text)
    assert owner.offered == ["accept", "pick:no"]
    await owner.press("accept")
    assert _value(owner, path) == new
    assert owner.state.ended
    assert owner.state.cursor == ""


async def test_a_correction_of_one_item_leaves_the_others_with_their_basis() -> None:
    owner = await _at_card()
    await owner.say("probleem: de doos is veel te groot")
    await owner.say("probleem: ik vind de brievenbus niet")
    await owner.say("bij aankoop is het probleem niet de brievenbus maar de trap")
    await owner.press("accept")
    assert _value(owner, "phases.purchase.pains") == ["de doos is veel te groot", "de trap"]


async def test_a_guess_that_stays_in_a_corrected_list_is_not_called_said() -> None:
    owner = await _at_card()
    guessed = [cell.value for cell in owner.map.phases[3].pains]
    last = guessed[-1].split()[-1].strip(".")
    await owner.say(f"bij aankoop is het probleem niet {last} maar een kapotte bel")
    await owner.press("accept")
    pains = owner.map.phases[3].pains
    assert {cell.value: cell.basis for cell in pains}["een kapotte bel"] == "said"
    assert [cell.basis for cell in pains if cell.value in guessed] == ["guess"] * (len(pains) - 1)
    assert len(pains) == len(guessed)


async def test_own_words_that_the_correction_does_not_name_stay() -> None:
    owner = await _at_card()
    await owner.say("probleem: de doos is veel te groot")
    await owner.say("bij aankoop is het probleem niet de prijs maar de levertijd")
    await owner.press("accept")
    assert _value(owner, "phases.purchase.pains") == ["de doos is veel te groot", "de levertijd"]


async def test_a_correction_without_a_usable_value_empties_nothing() -> None:
    owner = await _at_card()
    before = owner.map.phases[3].duration
    await owner.say("de duur bij aankoop moet eeuwig zijn")
    await owner.press("accept" if owner.state.pending else "preview")
    assert owner.map.phases[3].duration == before


async def test_a_feeling_is_shown_as_a_feeling() -> None:
    owner = await _at_card()
    await owner.say("bij aankoop is het gevoel niet blij maar boos")
    assert "boos" in owner.last.text
    assert "{" not in owner.last.text


async def test_undo_walks_all_the_way_back_through_the_same_maps() -> None:
    owner = Owner()
    await owner.say("/start")
    seen = {owner.state.version: owner.state}
    while owner.state.cursor != "phases.orientation.card":
        await owner.answer(PLANTS["nl"])
        seen.setdefault(owner.state.version, owner.state)
    steps = 0
    while owner.state.version:
        await owner.press("undo")
        steps += 1
        was = seen[owner.state.version]
        assert owner.map == was.map
        assert owner.state.marks == was.marks
    assert steps == len(seen) - 1
    await owner.press("undo")
    assert owner.state.version == 0


async def test_undo_works_after_the_end() -> None:
    owner = Owner()
    await owner.go_on(PLANTS["nl"])
    await owner.press("undo")
    assert not owner.state.ended
    assert owner.state.cursor == "keeping"


async def test_undo_brings_the_map_back_after_a_restart() -> None:
    owner = await _at_card()
    before = owner.map
    await owner.say("/opnieuw")
    await owner.press("accept")
    assert owner.map.shop.offering is None
    assert owner.state.cursor == "shop.offering"
    await owner.press("undo")
    assert owner.map == before
    assert owner.state.cursor == CARD


async def test_a_restart_that_is_refused_changes_nothing() -> None:
    owner = await _at_card()
    before = owner.map
    await owner.say("/opnieuw")
    await owner.press("pick:no")
    assert owner.map == before
    assert owner.state.cursor == CARD


def _by_basis(journey: JourneyMap) -> dict[str, tuple[str, object]]:
    return {path: (cell.basis, cell.value) for path, cell in paths.cells(journey)}


async def test_another_language_changes_suggestions_and_nothing_else() -> None:
    owner = await _at_card()
    await owner.say("probleem: de brievenbus klemt altijd")
    before, cursor, trail = _by_basis(owner.map), owner.state.cursor, owner.state.trail
    await owner.say("english please")
    after = _by_basis(owner.map)
    assert owner.map.language == "en"
    assert after.keys() == before.keys()
    assert {path: basis for path, (basis, _) in after.items()} == {path: basis for path, (basis, _) in before.items()}
    assert {path: value for path, (basis, value) in after.items() if basis == "said"} == {
        path: value for path, (basis, value) in before.items() if basis == "said"
    }
    turned = {basis for path, (basis, value) in after.items() if value != before[path][1]}
    assert turned == {"guess", "guidance"}
    texts = [path for path, (basis, value) in before.items() if basis != "said" and isinstance(value, str) and " " in value]
    assert [path for path in texts if after[path] == before[path]] == []
    assert (owner.state.cursor, owner.state.trail) == (cursor, trail)
    assert owner.last.language == "en"


async def test_there_and_back_gives_the_same_map() -> None:
    owner = await _at_card()
    before = _by_basis(owner.map)
    await owner.say("/taal")
    await owner.say("/taal")
    assert _by_basis(owner.map) == before


async def test_everything_can_be_deleted() -> None:
    owner = await _at_card()
    await owner.say("/verwijder")
    assert (await owner.exported()) != {}
    await owner.press("accept")
    assert await owner.exported() == {}
    assert await owner.store.load(CHAT) is None
