"""Skipping, going back, adjusting what is shown, and the owner's own phases and customers."""

from __future__ import annotations

import pytest

from tests.owner import PLANTS, Owner


async def _at(key: str) -> Owner:
    owner = Owner()
    await owner.go_on(PLANTS["nl"], until=key)
    return owner


async def test_back_shows_the_answer_and_a_new_one_replaces_it() -> None:
    owner = await _at("personas.0.wishes")
    await owner.tap("back")
    assert owner.state.cursor == "personas.0.needs"
    assert "weten of hij past" in owner.last.text
    await owner.say("iemand die meedenkt")
    assert [cell.value for cell in owner.map.personas[0].needs] == ["iemand die meedenkt"]
    assert owner.state.cursor == "personas.0.wishes"


async def test_back_again_and_again_reaches_the_first_question() -> None:
    owner = await _at("personas.0")
    seen = []
    while owner.state.trail:
        await owner.press("back")
        seen.append(owner.state.cursor)
    assert seen == ["shop.values", "shop.unique", "shop.sector", "shop.name", "shop.offering"]
    before = owner.map
    await owner.press("back")
    assert owner.state.cursor == "shop.offering"
    assert owner.map == before


async def test_after_going_back_the_interview_goes_on_where_it_was() -> None:
    owner = await _at("personas.0.doubts")
    for _ in range(3):
        await owner.press("back")
    await owner.press("accept")
    assert owner.state.cursor == "personas.0.doubts"


async def test_a_skipped_question_stays_open_and_is_not_asked_again() -> None:
    owner = Owner()
    await owner.say("/start")
    brief = {path: words for path, words in PLANTS["nl"].items() if path != "personas.0.name"}
    await owner.go_on(brief, until="personas.0")
    await owner.tap("skip")
    asked = []
    while owner.state.cursor:
        asked.append(owner.state.cursor)
        await owner.answer(brief)
    assert "personas.0" not in asked
    assert owner.state.marks["personas.0"] == "skipped"
    assert "pick:go:personas.0" in owner.offered
    await owner.tap("pick:go:personas.0")
    await owner.say("Merel, 31, woont op zichzelf")
    assert owner.map.personas[0].name is not None
    assert owner.state.cursor == ""


async def test_a_card_is_adjusted_field_by_field() -> None:
    owner = await _at("phases.purchase.card")
    guessed = [cell.value for cell in owner.map.phases[3].questions]
    await owner.tap("adjust")
    await owner.tap("pick:2")
    assert owner.last.asks == ["phases.purchase.questions"]
    await owner.tap("pick:drop-0")
    await owner.say("de spaarpunten doen het niet")
    assert [cell.value for cell in owner.map.phases[3].questions] == [*guessed[1:], "de spaarpunten doen het niet"]
    await owner.tap("done")
    assert owner.state.cursor == "phases.purchase.card"
    assert "spaarpunten" in owner.last.text
    assert [cell.basis for cell in owner.map.phases[3].questions] == ["guidance", "said"]
    await owner.tap("accept")
    assert owner.state.cursor == "phases.use.card"


async def test_back_from_a_field_returns_to_its_card() -> None:
    owner = await _at("phases.purchase.card")
    await owner.tap("adjust")
    await owner.tap("pick:0")
    await owner.tap("back")
    assert owner.state.cursor == "phases.purchase.card"


async def test_items_of_a_list_can_all_be_dropped() -> None:
    owner = await _at("phases.awareness.touchpoints")
    await owner.tap("adjust")
    while "pick:drop-0" in owner.offered:
        await owner.tap("pick:drop-0")
    assert owner.map.phases[0].touchpoints == []
    await owner.tap("done")
    assert owner.state.cursor == "phases.orientation.touchpoints"
    assert owner.map.phases[0].touchpoints == []


async def test_no_contact_is_an_answer() -> None:
    owner = await _at("phases.awareness.touchpoints")
    await owner.say("geen")
    assert [(point.name.value, point.channel and point.channel.value) for point in owner.map.phases[0].touchpoints] == [
        ("geen", "none")
    ]


async def test_a_phase_is_renamed_dropped_moved_and_added_by_taps() -> None:
    owner = await _at("phases")
    await owner.tap("adjust")
    await owner.tap("pick:orientation")
    await owner.say("Rondsnuffelen")
    await owner.tap("pick:earlier")
    await owner.tap("pick:list")
    await owner.tap("pick:evaluation")
    await owner.tap("pick:drop")
    await owner.tap("pick:add")
    await owner.say("Doorgeven")
    names = [phase.name.value for phase in owner.map.phases]
    assert names == ["Rondsnuffelen", "Bewustwording", "Overweging", "Aankoop", "Gebruik & service", "Doorgeven"]
    assert (owner.map.phases[0].id, owner.map.phases[0].name.basis) == ("orientation", "said")
    assert owner.map.phases[0].pains, "what stood in the phase is lost"
    await owner.tap("done")
    assert owner.state.cursor == "phases.orientation.card"


@pytest.mark.parametrize(
    "text,names",
    [
        ("laat evaluatie weg", ["Bewustwording", "Oriëntatie", "Overweging", "Aankoop", "Gebruik & service"]),
        (
            "noem oriëntatie rondkijken",
            ["Bewustwording", "rondkijken", "Overweging", "Aankoop", "Gebruik & service", "Evaluatie"],
        ),
        (
            "voeg wachten toe na aankoop",
            ["Bewustwording", "Oriëntatie", "Overweging", "Aankoop", "wachten", "Gebruik & service", "Evaluatie"],
        ),
    ],
)
async def test_phases_are_changed_in_words(text: str, names: list[str]) -> None:
    owner = await _at("phases")
    await owner.say(text)
    assert [phase.name.value for phase in owner.map.phases] == names
    assert owner.state.cursor == "phases"


async def test_there_are_always_three_to_nine_phases() -> None:
    owner = await _at("phases")
    for name in ("evaluatie", "gebruik & service", "aankoop", "overweging", "oriëntatie"):
        await owner.say(f"laat {name} weg")
    assert len(owner.map.phases) == 3
    for count in range(9):
        await owner.say(f"voeg wachtronde {'i' * (count + 1)} toe")
    assert len(owner.map.phases) == 9
    assert "9" in owner.heard


async def test_a_list_of_two_phases_is_refused_kindly() -> None:
    owner = await _at("phases")
    await owner.say("kopen, klaar")
    assert len(owner.map.phases) == 6
    assert owner.state.cursor == "phases"


async def test_unknown_phases_are_asked_field_by_field() -> None:
    owner = await _at("phases")
    await owner.say("dromen, bestellen, wachten op de postbode, uitpakken")
    assert [phase.name.value for phase in owner.map.phases] == ["dromen", "bestellen", "wachten op de postbode", "uitpakken"]
    assert {phase.id for phase in owner.map.phases} >= {"purchase", "use"}
    unknown = next(phase for phase in owner.map.phases if "postbode" in phase.name.value)
    await owner.go_on({}, until=f"phases.{unknown.id}.customer_goal")
    assert "wachten op de postbode" in owner.last.text
    await owner.say("weten of het vandaag komt")
    assert owner.map.phase(unknown.id).customer_goal.value == "weten of het vandaag komt"  # type: ignore[union-attr]


async def test_a_second_customer_comes_beside_the_first() -> None:
    owner = await _at("scenario")
    first = owner.map.personas[0].model_copy(deep=True)
    await owner.tap("pick:persona")
    assert owner.last.asks[0] == "personas.1.name"
    await owner.say("Joost, 58, koopt voor zijn kantoor")
    await owner.say("tien planten in één keer")
    assert owner.map.personas[1].needs[0].value == "tien planten in één keer"
    assert owner.map.personas[0] == first
    await owner.go_on({}, until="phases")
    assert "Merel" in owner.last.text


async def test_moments_of_truth_are_ticked_on_and_off() -> None:
    owner = await _at("moments")
    await owner.tap("adjust")
    stars = owner.last.text.count("★")
    on = next(button.value for row in owner.last.buttons for button in row if button.label.startswith("☆"))
    await owner.tap(on)
    assert owner.last.text.count("★") == stars + 1
    await owner.tap(on)
    assert owner.last.text.count("★") == stars
    await owner.tap("done")
    assert owner.state.cursor == "phases.awareness.timing"


async def test_a_changed_feeling_asks_for_its_reason() -> None:
    owner = await _at("phases.purchase.card")
    await owner.tap("adjust")
    await owner.tap("pick:4")
    await owner.tap("pick:-2")
    assert "waardoor" in owner.heard
    await owner.say("omdat iDEAL er telkens uitvalt")
    emotion = owner.map.phases[3].emotion
    assert emotion is not None
    assert emotion.score is not None
    assert emotion.reason is not None
    assert (emotion.score.value, emotion.score.basis) == (-2, "said")
    assert "iDEAL er telkens uitvalt" in emotion.reason.value
