"""Owners who take nothing over: every word they type has to be found on their map."""

from __future__ import annotations

import pytest

from bot.app import build_script
from journey import filling, paths
from journey.model import JourneyMap, Language
from journey.questions import Slot, unfold
from journey.vocabulary import words
from tests.owner import Owner

FIXED: dict[Language, dict[str, str]] = {
    "nl": {
        "sector": "orgelpijpen met kampvuurhout",
        "duration": "3 tot 5 weken",
        "emotion": "boos omdat het {mark} wiebelt",
        "contacts": "dag 3 na levering een mail met {mark} tips",
        "drop_off": "mandje {mark} blijft staan -> belletje {mark}b erachteraan",
        "touchpoints": "Instagram {mark}, kraam {mark}b in Zwolle",
        "name": "Fatima, 52, docent natuurkunde uit Almelo met {mark}",
        "phases": "dromen, snuffelen, doorhakken, uitzwaaien, thuisbrengen, napraten",
        "default": "iets met {mark}, en een rare {mark}b, plus {mark}c",
    },
    "en": {
        "sector": "church organs with firewood",
        "duration": "3 to 5 weeks",
        "emotion": "angry because the {mark} wobbles",
        "contacts": "day 3 after delivery a mail with {mark} tips",
        "drop_off": "basket {mark} left behind -> call about {mark}b",
        "touchpoints": "Instagram {mark}, a stall {mark}b in Leeds",
        "name": "Fatima, 52, physics teacher from Leeds with {mark}",
        "phases": "dreaming, sniffing, settling, waving, homecoming, chatting",
        "default": "a thing with {mark}, and an odd {mark}b, plus {mark}c",
    },
}
SMALL = {"weken", "weeks", "boos", "angry"}
"""Words that become a unit or a known feeling: checked by their own tests."""


class Talker(Owner):
    """Answers every question with words of its own that occur nowhere else."""

    def __init__(self, language: Language) -> None:
        super().__init__(language)
        self.said: list[str] = []
        self._own: set[str] = set()

    async def talk(self, *, press_own: bool) -> None:
        """The whole interview."""
        await self.say("/start")
        while self.state.cursor:
            assert self.turns < 200, f"stuck at {self.state.cursor}"
            if press_own and "own" in self.offered and self.state.cursor not in self._own:
                self._own.add(self.state.cursor)
                await self.press("own")
            elif self.last.asks:
                await self._answer()
            else:
                await self.press("accept" if "accept" in self.offered else "skip")

    async def _answer(self) -> None:
        before = self.state.model_dump(exclude={"revision"})
        answer = self._words(self.last.asks[0])
        await self.say(answer)
        self.said.append(answer)
        assert self.state.model_dump(exclude={"revision"}) != before, (self.state.cursor, answer)

    def _words(self, path: str) -> str:
        name = path.rsplit(".", maxsplit=1)[-1]
        if path.startswith("analysis.") and name in ("value", "effort"):
            return "3"
        forms = FIXED[self.language]
        known = name if name in forms and not (name == "name" and path.startswith("shop")) else "default"
        letters = "bcdfghjklmnpqrstvwxz"
        turn = len(self.said)
        return forms[known].format(mark=f"kwi{letters[turn // 20]}{letters[turn % 20]}oek")


@pytest.mark.parametrize("press_own", [True, False])
@pytest.mark.parametrize("language", ["nl", "en"])
async def test_every_word_lands(language: Language, press_own: bool) -> None:
    owner = Talker(language)
    await owner.talk(press_own=press_own)
    on_map = words(owner.words) | words(" ".join(owner.state.notes))
    for answer in owner.said:
        assert words(answer) - SMALL <= on_map, answer
    assert owner.state.ended


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_own_words_are_marked_as_said(language: Language) -> None:
    owner = Talker(language)
    await owner.talk(press_own=True)
    for path, cell in paths.cells(owner.map):
        if "kwi" in str(cell.value) and cell.origin.startswith("m"):
            assert cell.basis == "said", path
    asked = [
        slot for slot in unfold(build_script(), owner.map) if slot.step in (3, 4, 5) and slot.kind not in ("card", "moments")
    ]
    assert all(_is_told(owner.map, slot) for slot in asked)


def _is_told(journey: JourneyMap, slot: Slot) -> bool:
    return slot.key == "phases" or filling.is_owners(journey, slot.fills[0])


async def test_typing_at_a_card_fills_its_fields_one_by_one() -> None:
    owner = Owner()
    await owner.go_on({}, until="phases.awareness.card")
    fields = list(owner.last.asks)
    for count in range(1, len(fields)):
        await owner.say(f"dit is antwoord nummer {'i' * count}")
        assert owner.state.cursor == "phases.awareness.card"
        assert len(owner.last.asks) == len(fields) - count


async def test_a_number_at_an_action_is_its_score_and_words_are_not() -> None:
    owner = Owner()
    await owner.go_on({}, until="analysis.actions.0")
    await owner.say("4")
    first = owner.map.analysis.actions[0]
    assert first.value is not None
    assert (first.value.value, first.value.basis) == (4, "said")
    await owner.say("zodra mijn buurman Wubbe terug is uit Finland")
    assert "Wubbe" in owner.words
