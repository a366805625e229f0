"""Whatever else an owner sends: a kind reply, the same question again, and a map that is left alone."""

from __future__ import annotations

import pytest

from bot.events import Other
from journey import paths
from journey.model import Language
from tests.owner import PLANTS, Owner

KEYS = ["shop.unique", "phases.purchase.card", "phases.use.touchpoints", "phases.use.timing", "moments", "actions"]
ASIDES: list[tuple[Language, str, str]] = [
    ("nl", "wat bedoel je met persona?", "verzonnen"),
    ("nl", "hoe lang duurt dit nog?", "van 7"),
    ("nl", "mag ik later verder?", "bewaard"),
    ("nl", "wat doen jullie met mijn gegevens?", "/verwijder"),
    ("nl", "bedankt!", "Graag gedaan"),
    ("nl", "sukkel", "tegenzit"),
    ("nl", "🦄🦄", "paar woorden"),
    ("nl", "", "leeg"),
    ("nl", "x" * 6000, "te lang"),
    ("nl", "/onzin", "/kaart"),
    ("en", "what do you mean by persona?", "person"),
    ("en", "how many questions left?", "of 7"),
    ("en", "can i continue tomorrow?", "kept"),
    ("en", "what do you do with my data?", "/forget"),
    ("en", "thanks!", "welcome"),
    ("en", "idiot", "frustrating"),
    ("en", "😂", "few words"),
]


@pytest.mark.parametrize("key", KEYS)
async def test_an_aside_is_answered_and_the_question_asked_again(key: str) -> None:
    owner = Owner()
    await owner.go_on(PLANTS["nl"], until=key)
    before, asked = owner.state, owner.last
    for language, text, word in ASIDES:
        if language == "nl" and not (key == "phases.purchase.card" and "gegevens" in text):
            await owner.say(text)
            assert word in owner.heard, text
            assert owner.map == before.map, text
            assert owner.state.cursor == key, text
            assert _question(asked.text) in owner.last.text
    assert owner.state.notes == before.notes


def _question(text: str) -> str:
    return next(block.split("\n\n")[0] for block in text.split("Stap ")[1:])


@pytest.mark.parametrize(
    "language, text", [("nl", "waarom vraag je dat?"), ("en", "why do you ask?"), ("nl", "hoezo vraag je dit?")]
)
async def test_why_is_answered_with_the_reason_of_this_question(language: Language, text: str) -> None:
    owner = Owner(language)
    await owner.go_on(PLANTS[language], until="phases.use.timing")
    before = owner.map
    await owner.say(text)
    assert {"nl": "de statistieken van je site", "en": "your site's statistics"}[language] in owner.heard
    assert owner.map == before


async def test_a_card_is_not_read_out_again_after_an_aside() -> None:
    owner = Owner()
    await owner.go_on(PLANTS["nl"], until="phases.purchase.card")
    card = owner.last
    await owner.say("bedankt!")
    assert len(owner.last.text) < len(card.text) / 2
    assert owner.last.buttons == card.buttons


@pytest.mark.parametrize("text,word", [row[1:] for row in ASIDES if row[0] == "en"])
async def test_an_aside_in_english(text: str, word: str) -> None:
    owner = Owner("en")
    await owner.go_on(PLANTS["en"], until="phases.use.timing")
    before = owner.map
    await owner.say(text)
    assert word in owner.heard
    assert owner.map == before
    assert owner.state.cursor == "phases.use.timing"


@pytest.mark.parametrize("other", ["sticker", "photo", "voice", "file", "other"])
async def test_what_is_not_text_gets_a_kind_reply(other: Other) -> None:
    owner = Owner()
    await owner.go_on(PLANTS["nl"], until="shop.unique")
    before = owner.map
    await owner.show(other)
    assert owner.map == before
    assert owner.state.cursor == "shop.unique"


ODD = [
    "<b>vet</b> & <script>alert(1)</script>",
    "#let x = 1 // $ a $ @label",
    "=SUM(A1:A9)",
    "{product} {0} {{x}} %s",
    "קיבלתי חבילה שבורה",
    "Ich verkaufe Kerzen für Kühlschränke",
    "日本の急須と湯呑み",
    "DROP TABLE chats; --",
    "a\u202eb\u200bc zq",
]


@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize("key", ["shop.unique", "personas.0.quote", "phases.purchase.card"])
async def test_odd_words_that_answer_stand_there_literally(key: str, text: str) -> None:
    owner = Owner()
    await owner.go_on(PLANTS["nl"], until=key)
    await owner.say(text)
    said = " ".join(str(cell.value) for _, cell in paths.cells(owner.map) if cell.basis == "said")
    assert [word for word in text.split() if word.strip(";-&") not in said] == []
    await owner.press("preview")
    assert owner.messages[0].files == ["png"]


async def test_what_a_customer_may_ask_is_an_answer_where_such_questions_belong() -> None:
    owner = Owner()
    await owner.go_on(PLANTS["nl"], until="phases.purchase.card")
    await owner.say("wat doen jullie met mijn gegevens?")
    assert [cell.value for cell in owner.map.phases[3].questions] == ["wat doen jullie met mijn gegevens?"]


async def test_an_old_button_pressed_ten_times_does_nothing() -> None:
    owner = Owner()
    await owner.go_on(PLANTS["nl"], until="shop.sector")
    old = owner.last
    await owner.tap("accept")
    before = owner.map
    for _ in range(10):
        await owner.send(press="accept", question=old.question, revision=old.revision)
        assert "eerdere vraag" in owner.heard
        assert owner.state.cursor == "shop.unique"
    assert owner.map == before


@pytest.mark.parametrize("value", ["pick:nothing", "pick:", "pick:drop-99", "pick:go:nowhere", "wat", "", "accept ", "pick:-2"])
async def test_a_value_that_no_button_has_does_nothing(value: str) -> None:
    owner = Owner()
    await owner.go_on(PLANTS["nl"], until="phases.purchase.card")
    before = owner.map
    await owner.press(value)
    assert owner.map == before
    assert owner.state.cursor == "phases.purchase.card"


async def test_yes_and_no_without_a_proposal_are_harmless() -> None:
    owner = Owner()
    await owner.say("/start")
    before = owner.map
    for text in ("ja", "nee", "klopt", "geen idee", "?"):
        await owner.say(text)
        assert owner.map.shop.offering == before.shop.offering
        assert owner.last.text


async def test_a_question_while_a_change_waits_leaves_it_waiting() -> None:
    owner = Owner()
    await owner.go_on(PLANTS["nl"], until="phases.purchase.card")
    await owner.say("nee wacht, ze heet Anna")
    await owner.say("waarom vraag je dat?")
    assert owner.state.pending is not None
    assert owner.offered == ["accept", "pick:no"]
    await owner.press("accept")
    assert owner.map.personas[0].name is not None
    assert owner.map.personas[0].name.value == "Anna"


async def test_after_the_end_talk_goes_on() -> None:
    owner = Owner()
    await owner.go_on(PLANTS["nl"])
    before = owner.map
    for text in ("hoe verbeter ik dit?", "bedankt", "🦄", "wat is een moment van de waarheid?", "skip", "terug", "ja", "/kaart"):
        await owner.say(text)
        assert owner.map.model_copy(update={"version": 0}) == before.model_copy(update={"version": 0}), text
        assert owner.last.text
