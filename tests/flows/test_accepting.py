"""The quick way: steps 1 and 2 in own words, everything else taken over."""

from __future__ import annotations

import pytest

from journey.model import Language
from journey.rubric import KNOCK_OUTS, judge
from journey.vocabulary import words
from tests.owner import PLANTS, Owner

ENOUGH_TURNS = 45
ENOUGH_CHECKS = 17


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_taking_over_gives_a_good_map_in_time(language: Language) -> None:
    owner = Owner(language)
    await owner.go_on(PLANTS[language])
    results = judge(owner.map)
    assert owner.turns <= ENOUGH_TURNS
    assert {result.check for result in results if not result.met} & KNOCK_OUTS == set()
    assert sum(result.met for result in results) >= ENOUGH_CHECKS
    assert owner.state.ended


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_every_answer_stands_on_the_map_as_said(language: Language) -> None:
    owner = Owner(language)
    await owner.go_on(PLANTS[language])
    on_map = words(owner.words)
    for path, answer in PLANTS[language].items():
        assert words(answer) <= on_map, path
    assert owner.map.shop.offering is not None
    assert owner.map.shop.offering.basis == "said"


async def test_the_end_hands_over_picture_document_text_and_data() -> None:
    owner = Owner()
    await owner.go_on(PLANTS["nl"])
    assert owner.messages[0].files == ["png", "pdf", "md", "json"]
    assert owner.last.asks == []


async def test_every_step_opens_once_and_in_order() -> None:
    owner = Owner()
    await owner.say("/start")
    steps = [owner.last.step]
    while owner.state.cursor:
        await owner.answer(PLANTS["nl"])
        steps.append(owner.last.step)
    assert list(dict.fromkeys(steps)) == [1, 2, 3, 4, 5, 6, 7]
    assert steps == sorted(steps)


async def test_a_whole_map_stands_after_step_two() -> None:
    owner = Owner()
    await owner.go_on(PLANTS["nl"], until="phases")
    assert owner.messages[0].files == ["png"]
    assert len(owner.map.phases) == 6
    assert all(phase.pains and phase.touchpoints and phase.emotion for phase in owner.map.phases)


async def test_keeping_own_words_is_not_called_taking_over() -> None:
    owner = Owner()
    await owner.go_on(PLANTS["nl"], until="shop.sector")
    await owner.press("back")
    await owner.press("accept")
    assert "overgenomen" not in owner.heard
    assert owner.map.shop.name is not None
    assert owner.map.shop.name.value == "Het Blad"
