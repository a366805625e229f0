"""A first draft in at most three messages, which the owner's words then replace."""

from __future__ import annotations

import pytest

from bot.app import build_app, build_script
from journey import filling, paths
from journey.model import Language
from journey.questions import unfold
from storage.memory import MemoryStore
from tests.owner import CHAT, Owner

FIRST = {
    "nl": {
        "shop.offering": "zeep met heide uit Drenthe",
        "personas.0.name": "Truus, 61, tuiniert",
        "shop.unique": "je ruikt de hei",
    },
    "en": {
        "shop.offering": "soap with heather from Wales",
        "personas.0.name": "Nora, 61, gardens",
        "shop.unique": "you smell the moor",
    },
}


async def _drafted(language: Language) -> tuple[Owner, int]:
    owner = Owner(language)
    await owner.say("/start")
    await owner.tap("pick:draft")
    asked = 0
    while not owner.state.drafted:
        asked += 1
        await owner.answer(FIRST[language])
    return owner, asked


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_three_messages_give_a_complete_map(language: Language) -> None:
    owner, asked = await _drafted(language)
    assert asked <= 3
    assert owner.messages[0].files == ["png"]
    journey = owner.map
    assert len(journey.phases) == 6
    for phase in journey.phases:
        empty = [name for name in type(phase).model_fields if not getattr(phase, name)]
        assert empty == [], phase.id
    assert journey.scenario
    assert journey.ending.how
    assert journey.analysis.actions


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_what_was_not_said_is_a_guess(language: Language) -> None:
    owner, _ = await _drafted(language)
    assert {cell.basis for _, cell in paths.cells(owner.map)} == {"said", "guess"}
    said = [str(cell.value) for _, cell in paths.cells(owner.map) if cell.basis == "said"]
    told = " ".join(FIRST[language].values())
    assert all(value in told for value in said)


async def test_the_picture_is_really_drawn() -> None:
    store = MemoryStore()
    owner = Owner(store=store)
    await owner.say("/start")
    await owner.press("pick:draft")
    while not owner.state.drafted:
        await owner.answer(FIRST["nl"])
    app = build_app(store)
    try:
        files = await app.drawer.draw(CHAT, owner.messages[0])
    finally:
        await app.close()
    assert files[0].content.startswith(b"\x89PNG")


async def test_the_weightiest_question_comes_next() -> None:
    owner, _ = await _drafted("nl")
    weights = []
    while owner.state.cursor:
        asked = next(slot for slot in unfold(build_script(), owner.map) if slot.key == owner.state.cursor)
        weights.append(asked.question.weight)
        await owner.press("accept" if "accept" in owner.offered else "skip")
    assert weights == sorted(weights, reverse=True)


async def test_later_words_replace_guesses() -> None:
    owner, _ = await _drafted("nl")
    assert filling.is_guess(owner.map, "personas.0.needs")
    await owner.go_on({}, until="personas.0.needs")
    await owner.say("zachte handen na het wieden")
    assert [(cell.value, cell.basis) for cell in owner.map.personas[0].needs] == [("zachte handen na het wieden", "said")]


async def test_a_draft_may_be_left_at_any_moment_and_asked_for_again() -> None:
    owner, _ = await _drafted("nl")
    await owner.press("preview")
    assert owner.messages[0].files == ["png"]
    assert owner.state.cursor
