"""One language at a time, two shops with two maps, and nothing unfinished in a message."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from bot.message import Message
from journey import paths
from journey.model import JourneyMap, Language
from prompts.catalog import LANGUAGES, texts
from tests.owner import PLANTS, Owner

UNFILLED = re.compile(r"\{[a-z_]*\}")
SHORTEST = 12
"""Shorter pieces of text may well be the same in both languages."""
MOST_ALIKE = 0.6


def _pieces(language: str) -> set[str]:
    """The fixed parts of every interface text that only this language has."""
    found = {each: set(_fixed(each)) for each in LANGUAGES}
    return found[language] - set().union(*(pieces for each, pieces in found.items() if each != language))


def _fixed(language: str) -> Iterator[str]:
    for name in ("interface", "weaving"):
        for text in texts(name).values():
            yield from (piece.strip() for piece in re.split(r"\{\w+\}|\n", text[language]) if len(piece.strip()) >= SHORTEST)


def _shown(messages: list[Message]) -> str:
    return "\n".join([*(message.text for message in messages), *(b.label for m in messages for row in m.buttons for b in row)])


async def _whole(language: Language, start: Language) -> str:
    """Everything shown in an interview, from the moment this language is spoken."""
    owner = Owner(start)
    await owner.say("/start")
    if start != language:
        await owner.say("/language")
    shown = [_shown(owner.messages)]
    while owner.state.cursor:
        await owner.press("help")
        shown.append(_shown(owner.messages))
        await owner.answer(PLANTS[language])
        shown.append(_shown(owner.messages))
    for text in ("/help", "/privacy", "/restart"):
        await owner.say(text)
        shown.append(_shown(owner.messages))
    return "\n".join(shown)


@pytest.mark.parametrize("start", ["nl", "en"])
@pytest.mark.parametrize("language", ["nl", "en"])
async def test_a_whole_interview_is_in_one_language(language: Language, start: Language) -> None:
    shown = await _whole(language, start)
    other = next(each for each in LANGUAGES if each != language)
    assert [piece for piece in _pieces(other) if piece in shown] == []
    assert sum(piece in shown for piece in _pieces(language)) > 20
    assert UNFILLED.findall(shown) == []
    assert "None" not in shown


async def test_a_switch_half_way_leaves_nothing_of_the_other_language() -> None:
    owner = Owner()
    await owner.go_on(PLANTS["nl"], until="phases.purchase.card")
    await owner.say("english please")
    shown = [_shown(owner.messages)]
    while owner.state.cursor:
        await owner.answer({})
        shown.append(_shown(owner.messages))
    assert [piece for piece in _pieces("nl") if piece in "\n".join(shown)] == []
    said = [str(cell.value) for _, cell in paths.cells(owner.map) if cell.basis == "said"]
    assert "elke plant vier weken getest in een donkere kelder" in said


HOBBY: list[dict[str, str]] = [
    {
        "shop.offering": "handgemaakte zeep met heide",
        "personas.0.name": "Truus, 61, tuiniert en heeft ruwe handen",
        "personas.0.needs": "zachte handen na het wieden",
        "personas.0.doubts": "prikt de geur niet te veel?",
        "personas.0.channels": "braderie, Facebook",
        "shop.unique": "je ruikt de hei van Dwingeloo",
        "shop.values": "zuinig: ik gebruik oude jampotten",
    },
    {
        "shop.offering": "breipakketten met alpacawol",
        "personas.0.name": "Yusuf, 27, breit in de trein naar zijn werk",
        "personas.0.needs": "een patroon dat in een uur te snappen is",
        "personas.0.doubts": "is er genoeg wol voor maat XL?",
        "personas.0.channels": "Ravelry, YouTube",
        "shop.unique": "de alpaca's staan in mijn eigen wei",
        "shop.values": "geduldig: ik brei met je mee via video",
    },
]


def _suggested(journey: JourneyMap) -> dict[str, str]:
    return {
        path: str(cell.value)
        for path, cell in paths.cells(journey)
        if cell.basis in ("guess", "guidance")
        and isinstance(cell.value, str)
        and " " in cell.value
        and not path.startswith("analysis")
    }


async def test_two_shops_of_one_kind_get_two_maps() -> None:
    maps = []
    for brief in HOBBY:
        owner = Owner()
        await owner.say("/start")
        while owner.state.cursor:
            hobby = owner.state.cursor == "shop.sector"
            await (owner.press("pick:hobby") if hobby else owner.answer(brief))
        maps.append(_suggested(owner.map))
    both = maps[0].keys() & maps[1].keys()
    alike = sum(maps[0][path] == maps[1][path] for path in both) / len(both)
    assert len(both) > 50
    assert alike < MOST_ALIKE, f"{alike:.0%} of the suggestions are the same"
