"""A message in, commands out: what an owner's words mean at this question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from bot.app import build_script
from journey.commands import Ask, Chitchat, Command, Do, Edit, Fill, Note, Reshape, SwitchLanguage
from journey.model import JourneyMap
from journey.ports import Context
from journey.questions import unfold
from knowledge.listening import RuleListener

MAP: dict[str, Any] = {
    "shop": {"offering": {"value": "kaarsen", "basis": "said"}},
    "personas": [{"name": {"value": "Merel", "basis": "said"}, "age": {"value": "31", "basis": "said"}}],
    "phases": [
        {"id": "awareness", "name": "Bewustwording"},
        {
            "id": "purchase",
            "name": "Aankoop",
            "pains": [{"value": "de prijs schrikt af", "basis": "said"}, {"value": "trage kassa", "basis": "guess"}],
        },
        {"id": "use", "name": "Gebruik"},
    ],
}


def _context(key: str, **more: Any) -> Context:
    journey = JourneyMap.model_validate(MAP)
    slots = unfold(build_script(), journey)
    slot = next((slot for slot in slots if slot.key == key), None)
    assert slot is not None or not key
    return Context(journey=journey, slot=slot, slots=slots, **more)


async def _commands(text: str, key: str = "shop.unique", **more: Any) -> Sequence[Command]:
    return await RuleListener().understand(text, _context(key, **more))


@pytest.mark.parametrize(
    "text,key,expected",
    [
        ("ja", "shop.unique", [Do("confirm")]),
        ("overslaan", "shop.unique", [Do("skip")]),
        ("terug", "shop.unique", [Do("back")]),
        ("herstel", "shop.unique", [Do("undo")]),
        ("bedankt!", "shop.unique", [Chitchat("thanks")]),
        ("🦄", "shop.unique", [Chitchat("emoji")]),
        ("english please", "shop.unique", [SwitchLanguage("en")]),
        ("geen", "shop.unique", [Do("skip")]),
        ("laat gebruik weg", "phases", [Reshape("drop", phase="use")]),
        ("noem aankoop afrekenen", "phases", [Reshape("rename", phase="purchase", name="afrekenen")]),
        ("eigen was", "shop.unique", [Fill("shop.unique", ["eigen was"], "eigen was")]),
    ],
)
async def test_what_a_message_means(text: str, key: str, expected: list[Command]) -> None:
    assert list(await _commands(text, key)) == expected


@pytest.mark.parametrize(
    "key", ["shop.unique", "personas.0.doubts", "phases.purchase.card", "phases.purchase.timing", "title", ""]
)
@pytest.mark.parametrize(
    "text,topic",
    [
        ("mag ik later verder?", "save"),
        ("can i continue later?", "save"),
        ("waarom vraag je dat?", "why"),
        ("hoe lang duurt dit nog?", "how_long"),
    ],
)
async def test_a_question_about_the_interview_is_never_an_act_or_an_answer(key: str, text: str, topic: str) -> None:
    found = await _commands(text, key)
    assert [(type(command), getattr(command, "topic", "")) for command in found] == [(Ask, topic)]


@pytest.mark.parametrize("key,ours", [("shop.unique", True), ("phases.purchase.timing", True), ("phases.purchase.card", False)])
async def test_a_question_about_data_is_ours_unless_customers_ask_it_here(key: str, ours: bool) -> None:
    found = await _commands("wat doen jullie met mijn gegevens?", key)
    assert isinstance(found[0], Ask if ours else Fill)


@pytest.mark.parametrize("key", ["phases.purchase.card", "shop.unique", ""])
@pytest.mark.parametrize(
    "text,path,value",
    [
        ("nee wacht, ze heet Anna", "personas.0.name", "Anna"),
        ("Merel is geen 31 maar 33", "personas.0.age", "33"),
        ("not Merel but Anna", "personas.0.name", "Anna"),
        ("bij aankoop is het probleem niet de prijs maar de levertijd", "phases.purchase.pains", ["de levertijd", "trage kassa"]),
        (
            "bij aankoop is het probleem niet de kleur maar de levertijd",
            "phases.purchase.pains",
            ["de prijs schrikt af", "de levertijd"],
        ),
    ],
)
async def test_a_correction_is_an_edit_of_the_right_cell(text: str, key: str, path: str, value: object) -> None:
    found = await _commands(text, key)
    assert [(type(command), command.path, command.value) for command in found if isinstance(command, (Edit, Fill))] == [
        (Edit, path, value)
    ]


async def test_a_correction_without_a_usable_value_is_no_edit() -> None:
    found = await _commands("de duur bij aankoop moet eeuwig zijn", "phases.purchase.card")
    assert not [command for command in found if isinstance(command, Edit)]


@pytest.mark.parametrize(
    "line,field",
    [
        ("probleem: de doos is nat", "pains"),
        ("is de doos waterdicht?", "questions"),
        ("boos", "emotion"),
        ("ze wil snel klaar zijn", "customer_goal"),
    ],
)
async def test_a_line_at_a_card_finds_its_field(line: str, field: str) -> None:
    found = await _commands(line, "phases.purchase.card")
    assert [command.path for command in found if isinstance(command, Fill)] == [f"phases.purchase.{field}"]


async def test_every_line_at_a_card_lands_in_order() -> None:
    found = await _commands("doel: snel klaar\n\nprobleem: natte doos\nkan het sneller?", "phases.purchase.card")
    assert [command.quote for command in found if isinstance(command, Fill)] == ["snel klaar", "natte doos", "kan het sneller?"]


@pytest.mark.parametrize(
    "label,field",
    [
        ("Doel van de klant", "customer_goal"),
        ("doel van de winkel", "shop_goal"),
        ("vragen", "questions"),
        ("Pain points", "pains"),
        ("gevoel", "emotion"),
        ("How you respond", "responses"),
    ],
)
async def test_the_labels_of_a_card_can_be_typed(label: str, field: str) -> None:
    found = await _commands(f"{label}: boos en blij", "phases.purchase.card")
    assert [(command.path, command.quote) for command in found if isinstance(command, Fill)] == [
        (f"phases.purchase.{field}", "boos en blij")
    ]


async def test_a_story_tells_what_it_could_not_place() -> None:
    text = (
        "Hoi! Ik verkoop racefietsen via mijn shop Ketting & Co. Mijn klant is Johan, 45, die in het weekend rijdt. "
        "Uit reviews blijkt dat iedereen de poetsbeurt noemt. Mijn hond heet Pluis. Het gaat mis bij de bezorging: doos kapot."
    )
    found = await _commands(text, "shop.offering")
    told = " ".join(str(command.value) for command in found if isinstance(command, Fill))
    aside = " ".join(command.text for command in found if isinstance(command, Note))
    assert "racefietsen" in told
    assert "poetsbeurt" in told
    assert "Ketting & Co" in told + aside
    assert "Pluis" in told + aside
    assert "Hoi" not in aside
    assert {command.path for command in found if isinstance(command, Fill)} >= {"shop.offering", "personas.0.name", "research"}


async def test_every_fill_quotes_the_message() -> None:
    for text in ("Merel, 31, woont net op zichzelf", "eerlijk: ik zeg nee", "Instagram, kraam op de markt", "3 tot 5 weken"):
        for slot in unfold(build_script(), JourneyMap.model_validate(MAP)):
            for command in await _commands(text, slot.key):
                assert not isinstance(command, Fill) or command.quote in text
