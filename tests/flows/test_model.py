"""A language model beside the rules, over real HTTP: a good one hears more, a bad one changes nothing."""

from __future__ import annotations

import gc
import json
from collections.abc import AsyncIterator, Mapping
from functools import cache
from typing import Any

import pytest

from journey import filling, paths
from journey.model import JourneyMap
from knowledge.model.breaker import Breaker
from knowledge.model.building import Choice, build
from knowledge.model.gateway import Gateway, Limits
from tests.bad_endpoint import Endpoint, mixed
from tests.mischief import MISCHIEF
from tests.owner import PLANTS, Owner

BRIEF = PLANTS["nl"]
NEEDS = "ze moet weten of hij past bij haar kamer en ze wil hulp als het misgaat, verder is ze bang dat hij doodgaat"


# What a server that breaks off leaves of a connection is swept up by the collector, in whichever test that comes.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
OPENED: list[Gateway] = []


@pytest.fixture
async def endpoint() -> AsyncIterator[Endpoint]:
    async with Endpoint() as server:
        server.slow, server.drip = 0.4, 0.02
        yield server
        while OPENED:
            await OPENED.pop().close()
    gc.collect()


def _owner(endpoint: Endpoint, **limits: float) -> Owner:
    choice = Choice("openai:test", endpoint.url, seconds=5)
    given = Limits(**{"first": 0.25, "whole": 0.6, **limits})
    OPENED.append(Gateway(lambda: build(choice), given, Breaker()))
    return Owner("nl", gateway=OPENED[-1])


def _answers(**by_word: Mapping[str, Any]) -> Any:
    """A model that answers by a word in the owner's message."""

    def reply(body: dict[str, Any]) -> str:
        said = str(body["messages"][-1]["content"])
        return json.dumps(next((answer for word, answer in by_word.items() if word in said), {}))

    return reply


async def _at(owner: Owner, key: str) -> Owner:
    await owner.go_on(BRIEF, until=key)
    return owner


class TestListening:
    async def test_one_message_fills_several_places_with_the_owners_own_words(self, endpoint: Endpoint) -> None:
        owner = await _at(_owner(endpoint, first=5, whole=9), "personas.0.needs")
        endpoint.reply = _answers(
            doodgaat={
                "fills": [
                    {"place": "personas.0.needs", "quote": "weten of hij past bij haar kamer"},
                    {"place": "personas.0.needs", "quote": "hulp als het misgaat"},
                    {"place": "personas.0.doubts", "quote": "bang dat hij doodgaat"},
                ]
            }
        )
        await owner.say(NEEDS)
        persona = owner.map.personas[0]
        assert [cell.value for cell in persona.needs] == ["weten of hij past bij haar kamer", "hulp als het misgaat"]
        assert [cell.value for cell in persona.doubts] == ["bang dat hij doodgaat"]
        assert {cell.basis for cell in (*persona.needs, *persona.doubts)} == {"said"}

    async def test_words_the_owner_never_said_are_dropped(self, endpoint: Endpoint) -> None:
        owner = await _at(_owner(endpoint, first=5, whole=9), "personas.0.needs")
        endpoint.reply = _answers(
            doodgaat={
                "fills": [
                    {"place": "personas.0.wishes", "quote": "gratis verzending"},
                    {"place": "shop.name", "quote": "Plantenparadijs"},
                    {"place": "analysis.actions", "quote": "hulp als het misgaat"},
                    {"place": "state", "quote": "hulp als het misgaat"},
                ]
            }
        )
        await owner.say(NEEDS)
        assert "gratis verzending" not in _own_words(owner)
        assert "plantenparadijs" not in _own_words(owner)
        assert "weten of hij past" in owner.words, "what the rules heard stands"

    async def test_what_the_owner_said_elsewhere_is_never_written_over(self, endpoint: Endpoint) -> None:
        owner = await _at(_owner(endpoint, first=5, whole=9), "personas.0.needs")
        endpoint.reply = _answers(doodgaat={"fills": [{"place": "shop.name", "quote": "hulp als het misgaat"}]})
        await owner.say(NEEDS)
        assert owner.map.shop.name is not None
        assert owner.map.shop.name.value == "Het Blad"

    async def test_an_act_is_the_rules_own_and_costs_no_call(self, endpoint: Endpoint) -> None:
        owner = await _at(_owner(endpoint), "personas.0.needs")
        calls = len(endpoint.calls)
        await owner.say("overslaan")
        await owner.say("wat bedoel je daar eigenlijk mee?")
        assert len(endpoint.calls) == calls

    async def test_a_follow_up_digs_once_and_its_answer_comes_beside_the_first(self, endpoint: Endpoint) -> None:
        owner = await _at(_owner(endpoint, first=5, whole=9), "personas.0.needs")
        endpoint.reply = _answers(
            gewoon={"fills": [], "probe": "Wat ging er mis bij iemand die een verkeerde plant kocht?"},
            verdroogd={"fills": [], "probe": "En wat nog meer?"},
        )
        await owner.say("gewoon een goede plant voor binnen")
        assert owner.state.cursor == "personas.0.needs"
        assert "Wat ging er mis" in owner.heard
        await owner.say("hij was verdroogd en ze durfde niet te bellen")
        assert owner.state.cursor != "personas.0.needs"
        needs = " ".join(cell.value for cell in owner.map.personas[0].needs)
        assert "goede plant" in needs
        assert "verdroogd" in needs

    async def test_a_follow_up_may_be_skipped_and_the_answer_stays(self, endpoint: Endpoint) -> None:
        owner = await _at(_owner(endpoint, first=5, whole=9), "personas.0.needs")
        endpoint.reply = _answers(gewoon={"probe": "Wat ging er mis?"})
        await owner.say("gewoon een goede plant voor binnen")
        await owner.tap("skip")
        assert owner.state.marks["personas.0.needs"] == "answered"
        assert owner.map.personas[0].needs


class TestMischief:
    @pytest.mark.parametrize("mischief", sorted(MISCHIEF))
    async def test_a_whole_interview_ends_with_at_least_the_map_of_the_rules(self, endpoint: Endpoint, mischief: str) -> None:
        endpoint.mischief = mischief
        endpoint.reply = _answers()
        await _finishes_like_the_rules(_owner(endpoint))

    @pytest.mark.parametrize("seed", range(3))
    async def test_so_does_one_in_which_every_call_goes_wrong_in_its_own_way(self, endpoint: Endpoint, seed: int) -> None:
        endpoint.mischief = mixed(seed)
        endpoint.reply = _answers()
        await _finishes_like_the_rules(_owner(endpoint))

    async def test_after_some_failures_the_model_is_left_alone(self, endpoint: Endpoint) -> None:
        endpoint.mischief = "server_error"
        owner = _owner(endpoint)
        await owner.go_on(BRIEF)
        assert 0 < len(endpoint.calls) <= 12


async def _finishes_like_the_rules(owner: Owner) -> None:
    await owner.go_on(BRIEF)
    assert owner.state.ended
    plain = Owner("nl")
    await plain.go_on(BRIEF)
    for path, cell in paths.cells(plain):
        if cell.basis in filling.OWN:
            assert str(cell.value) in {str(found.value) for _, found in paths.cells(owner.map) if found.basis in filling.OWN}, (
                path
            )
    typed = " ".join(" ".join(BRIEF.values()).casefold().split())
    for path, cell in paths.cells(owner.map):
        if cell.basis == "said" and isinstance(cell.value, str) and cell.origin.startswith("m"):
            known = {str(found.value) for _, found in paths.cells(plain)}
            assert cell.value.casefold() in typed or cell.value in known, (path, cell.value)


@cache
def _kept() -> list[JourneyMap]:
    return []


async def _by_rules() -> JourneyMap:
    """The map of the same owner without a model, played once."""
    if not _kept():
        plain = Owner("nl")
        await plain.go_on(BRIEF)
        _kept().append(plain.map)
    return _kept()[0]


def _own_words(owner: Owner) -> str:
    return " ".join(str(cell.value) for _, cell in paths.cells(owner.map) if cell.basis in filling.OWN).casefold()


class TestAdvising:
    QUESTION = "hoe voorkom ik dat mensen afhaken bij de verzendkosten?"

    async def test_advice_holds_what_the_passages_and_the_map_hold_and_ideas_are_marked(self, endpoint: Endpoint) -> None:
        owner = await _ended(_owner(endpoint, first=5, whole=9))
        endpoint.reply = lambda body: (
            "Zet de verzendkosten op de productpagina. [1]\n"
            "Dat scheelt 87 procent van de afhakers. [1]\n"
            "Volgens onderzoek haakt iedereen af.\n"
            "IDEA: leg een kaartje met de kosten bij de stekjes.\n"
            "ASK: Waar zie jij mensen nu weggaan?\n"
        )
        await owner.say(self.QUESTION)
        assert "Zet de verzendkosten op de productpagina. [1]" in owner.heard
        assert "87" not in owner.heard
        assert "onderzoek" not in owner.heard
        assert "niet uit de gids: leg een kaartje" in owner.heard
        assert "Waar zie jij mensen nu weggaan?" in owner.heard

    @pytest.mark.parametrize(
        "mischief", ["prose", "german", "injection", "empty_content", "cut_half_way", "slow_first_token", "dropped"]
    )
    async def test_where_nothing_holds_the_guidance_answers_by_itself(self, endpoint: Endpoint, mischief: str) -> None:
        owner, plain = await _ended(_owner(endpoint)), await _ended(Owner("nl"))
        endpoint.mischief = mischief
        await owner.say(self.QUESTION)
        await plain.say(self.QUESTION)
        assert owner.heard == plain.heard

    async def test_what_the_guidance_does_not_cover_is_never_asked_of_the_model(self, endpoint: Endpoint) -> None:
        owner = await _ended(_owner(endpoint))
        calls = len(endpoint.calls)
        await owner.say("wat doet de beurs morgen?")
        assert len(endpoint.calls) == calls


async def _ended(owner: Owner) -> Owner:
    await owner.go_on(BRIEF)
    return owner
