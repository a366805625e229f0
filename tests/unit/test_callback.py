"""Button data: small enough for Telegram, and read back as it was meant."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.app import build_script
from bot.message import Button, Message
from bot.telegram.callback import MOST_BYTES, OLD, Press, pack, unpack
from bot.telegram.keyboards import MOST_BUTTONS, keyboard
from journey.model import JourneyMap
from journey.questions import unfold
from tests.maps import full_map

LONGEST_NAMES = [f"phase-{number}-zo-lang-als-een-eigenaar-hem-maakt-{number}" for number in range(9)]
names = st.text(st.characters(blacklist_categories=["Cs"]), max_size=120)
revisions = st.integers(0, 999_999_999)


def with_phases(identifiers: list[str]) -> JourneyMap:
    journey = full_map()
    journey.phases = [journey.phases[index % 6].model_copy(update={"id": name}) for index, name in enumerate(identifiers)]
    return journey


@pytest.mark.parametrize(
    "identifiers", [[f"communicatie{n}" for n in range(9)], LONGEST_NAMES, [f"fase-{n}-" + "é|#" * 20 for n in range(9)]]
)
@settings(max_examples=5, deadline=None)
@given(revision=revisions)
def test_every_button_of_every_question_fits_and_comes_back(identifiers: list[str], revision: int) -> None:
    journey = with_phases(identifiers)
    keys = [slot.key for slot in unfold(build_script(), journey)]
    known = [*keys, *identifiers]
    for key in keys:
        for value in ("accept", "skip", "pick:drop-59", f"pick:go:{key}", f"pick:{identifiers[0]}"):
            press = Press(value, key, revision)
            data = pack(press)
            assert len(data.encode()) <= MOST_BYTES
            assert unpack(data, known) == press


def test_keys_of_ordinary_phases_stay_readable() -> None:
    assert pack(Press("pick:2", "phases.purchase.emotion", 42)) == "42|phases.purchase.emotion|pick:2"


@given(names, names, revisions)
def test_any_name_comes_back(question: str, option: str, revision: int) -> None:
    press = Press(f"pick:{option}", question, revision)
    data = pack(press)
    assert len(data.encode()) <= MOST_BYTES
    assert unpack(data, [question, option]) == press


@given(st.one_of(st.none(), st.text(max_size=64)))
def test_junk_never_raises_and_never_passes_for_a_current_button(data: str | None) -> None:
    press = unpack(data, ["shop.name"])
    assert press == OLD or (data is not None and data.startswith(tuple("0123456789")) and data.count("|") >= 2)


@pytest.mark.parametrize(
    "data", ["", "accept", "x|shop.name|accept", "-1|shop.name|accept", "²|shop.name|accept", "1|accept", "9" * 60]
)
def test_what_is_no_button_data_is_an_old_button(data: str) -> None:
    assert unpack(data, ["shop.name"]) == OLD


def test_a_name_that_is_gone_is_no_current_question() -> None:
    long = f"phases.{'x' * 60}.card"
    assert unpack(pack(Press("accept", long, 3)), ["shop.name"]).question not in (long, "shop.name", "")


def test_a_value_that_is_no_name_and_too_long_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="too long"):
        pack(Press("x" * 70, "shop.name", 1))


def test_too_many_choices_lose_the_last_ones_but_never_the_helpers() -> None:
    rows = [[Button(label=str(n), value=f"pick:{n}")] for n in range(150)] + [
        [Button(label="Klaar", value="done")],
        [Button(label="Terug", value="back")],
    ]
    shown = keyboard(Message(text="?", buttons=rows, question="moments", revision=1))
    assert shown is not None
    labels = [button.text for row in shown.inline_keyboard for button in row]
    assert len(labels) == MOST_BUTTONS
    assert labels[0] == "0"
    assert labels[-2:] == ["Klaar", "Terug"]
