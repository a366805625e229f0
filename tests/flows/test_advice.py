"""Questions about the shop: answered from the map and the guidance, in the middle and after the end, and made into actions."""

from __future__ import annotations

import pytest

from bot.message import Message
from journey.model import Action, Language
from knowledge.library import articles
from tests.owner import PLANTS, Owner

ASKED: dict[Language, str] = {
    "nl": "klanten schrikken van de verzendkosten bij het afrekenen, wat doe ik daaraan?",
    "en": "customers get a shock when they see the delivery costs at checkout, what do i do about it?",
}


def _taken(owner: Owner) -> list[Action]:
    """The actions that came from advice."""
    return [action for action in owner.map.analysis.actions if action.title.origin.startswith("advice:")]


def _buttons(message: Message) -> list[str]:
    return [button.value for row in message.buttons for button in row]


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_a_question_in_the_middle_is_answered_with_sources_and_the_interview_goes_on(language: Language) -> None:
    owner = Owner(language)
    await owner.go_on(PLANTS[language], until="phases.purchase.card")
    before = owner.map
    await owner.say(ASKED[language])
    answer, question = owner.messages
    assert "[1]" in answer.text
    assert articles(language)["shipping-costs"].title in answer.text
    assert answer.asks == []
    assert question.question == "phases.purchase.card"
    assert owner.map == before


async def test_what_the_map_says_about_it_comes_first() -> None:
    owner = Owner("nl")
    await owner.go_on(PLANTS["nl"], until="phases.purchase.card")
    await owner.press("own")
    while owner.state.cursor != "phases.purchase.pains":
        await owner.press("skip")
    await owner.say("verzendkosten zie je pas op het eind")
    await owner.say(ASKED["nl"])
    assert owner.messages[0].text.index("verzendkosten zie je pas op het eind") < owner.messages[0].text.index("[1]")


@pytest.mark.parametrize(
    "language, text",
    [
        ("nl", "hoeveel btw betaal ik in duitsland?"),
        ("nl", "wat doet de beurs morgen?"),
        ("en", "which pills help against a headache?"),
        ("en", "how do i fix a python import error?"),
    ],
)
async def test_what_the_guidance_does_not_know_is_declined_kindly(language: Language, text: str) -> None:
    owner = Owner(language)
    await owner.go_on(PLANTS[language], until="shop.values")
    await owner.say(text)
    answer, question = owner.messages
    assert "[1]" not in answer.text
    assert answer.buttons == []
    assert ("raden" if language == "nl" else "guess") in answer.text
    assert question.question == "shop.values"


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_every_button_below_an_answer_works_and_stays_usable(language: Language) -> None:
    owner = Owner(language)
    await owner.go_on(PLANTS[language], until="shop.values")
    await owner.say(ASKED[language])
    offered = _buttons(owner.messages[0])
    assert {value.split(":")[1] for value in offered} == {"read", "plan", "copy", "ask"}
    await owner.press("skip")
    for value in offered:
        await owner.press(value)
        assert len(owner.messages) == 2 or value.startswith("pick:plan"), value
        assert owner.state.cursor == "personas.0", value
    assert len(_taken(owner)) == 1


async def test_an_article_is_read_whole_with_its_sources() -> None:
    owner = Owner("nl")
    await owner.say("kaarsen")
    await owner.press("pick:read:returns")
    article = articles("nl")["returns"]
    for part in (*article.parts.values(), *article.sources):
        assert part in owner.messages[0].text


async def test_a_text_to_copy_holds_the_name_of_the_shop_and_can_be_copied_with_one_tap() -> None:
    owner = Owner("nl")
    await owner.go_on(PLANTS["nl"], until="shop.values")
    await owner.press("pick:copy:review-request")
    message = owner.messages[0]
    ((start, length),) = message.copyable
    assert owner.map.shop.name is not None
    assert owner.map.shop.name.value in message.text[start : start + length]
    assert "{" not in message.text


@pytest.mark.parametrize("value", ["pick:read:nonsense", "pick:copy:nonsense", "pick:plan:nonsense", "pick:ask:nonsense"])
async def test_a_button_that_leads_nowhere_leaves_everything_as_it_is(value: str) -> None:
    owner = Owner("nl")
    await owner.say("kaarsen")
    before = owner.map
    await owner.press(value)
    assert owner.map == before
    assert owner.last.question == "shop.name"


@pytest.mark.parametrize("language, words", [("nl", "maak daar een actie van"), ("en", "make that an action")])
async def test_advice_becomes_an_action_with_its_source_and_undo_takes_it_off(language: Language, words: str) -> None:
    owner = Owner(language)
    await owner.go_on(PLANTS[language], until="phases.purchase.card")
    await owner.say(ASKED[language])
    await owner.say(words)
    (action,) = _taken(owner)
    assert action.sources == ["shipping-costs"]
    assert action.title.basis == "guidance"
    assert action.phase in ("consideration", "purchase")
    await owner.say(words)
    assert len(_taken(owner)) == 1
    await owner.press("undo")
    assert _taken(owner) == []


async def test_an_action_from_advice_stays_beside_the_suggested_ones_and_follows_the_language() -> None:
    owner = Owner("nl")
    await owner.go_on(PLANTS["nl"], until="phases.purchase.card")
    await owner.say(ASKED["nl"])
    await owner.press("pick:plan:shipping-costs")
    dutch = _taken(owner)[0].title.value
    await owner.go_on(PLANTS["nl"], until="actions")
    actions = owner.map.analysis.actions
    assert len(actions) > 3
    assert [action.title.value for action in actions].count(dutch) == 1
    await owner.say("english please")
    assert dutch not in [action.title.value for action in owner.map.analysis.actions]


async def test_without_advice_there_is_nothing_to_make_an_action_of() -> None:
    owner = Owner("en")
    await owner.say("candles")
    await owner.say("make that an action")
    assert owner.map.analysis.actions == []
    assert "Ask something first" in owner.heard


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_help_at_every_question_names_an_article_and_opens_it(language: Language) -> None:
    owner = Owner(language)
    seen: set[str] = set()
    for key in ("shop.unique", "personas.0.doubts", "scenario", "phases.use.card", "moments", "phases.use.timing", "actions"):
        await owner.go_on(PLANTS[language], until=key)
        await owner.press("help")
        (opening,) = [value for value in owner.offered if value.startswith("pick:read:")]
        article = articles(language)[opening.removeprefix("pick:read:")]
        assert article.title in owner.heard
        await owner.press(opening)
        assert article.parts["lead"] in owner.messages[0].text
        seen.add(article.id)
    assert len(seen) >= 6


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_what_the_analysis_finds_names_articles(language: Language) -> None:
    owner = Owner(language)
    await owner.go_on(PLANTS[language], until="ending")
    told = owner.heard
    assert "[1]" in told
    assert any(f"[1] {article.title}" in told for article in articles(language).values())


FOLLOW_UPS: list[tuple[Language, str, str]] = [
    ("nl", "wat moet ik eerst doen?", "Volgens je kaart begin je met"),
    ("nl", "hoe haal ik de dip op", "dieptepunt"),
    ("nl", "wat kan ik mailen na de bestelling?", "[1]"),
    ("en", "what should i do first?", "According to your map you start with"),
    ("en", "how do i lift the low point?", "the low is at"),
    ("en", "what can i mail after the order?", "[1]"),
]


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_after_the_map_improvement_questions_are_answered_from_map_and_guidance(language: Language) -> None:
    owner = Owner(language)
    await owner.go_on(PLANTS[language], until="")
    assert owner.state.ended
    for spoken, text, words in FOLLOW_UPS:
        if spoken == language:
            await owner.say(text)
            assert words in owner.heard, text
            assert "[1]" in owner.heard, text
            assert any(value.startswith("pick:read:") for value in _buttons(owner.messages[0])), text


async def test_trouble_told_after_the_map_is_answered_too() -> None:
    owner = Owner("nl")
    await owner.go_on(PLANTS["nl"], until="")
    await owner.say("mensen sturen veel terug omdat de pot te klein is")
    assert "[1]" in owner.heard
