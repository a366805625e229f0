"""The core by itself: commands in, a changed state out. No text is understood here."""

from __future__ import annotations

from datetime import date

import pytest

from bot.app import build_script
from journey import filling
from journey.commands import Command, Do, Edit, Fill, Goto, Note, Pick, SwitchLanguage
from journey.interview import NOTES_KEPT, Interview
from journey.state import State
from journey.work import Outcome, Turn
from knowledge.suggestion import PlaybookSuggester

TODAY = date(2026, 3, 2)
INTERVIEW = Interview(build_script(), PlaybookSuggester())


def _apply(state: State, *commands: Command, text: str = "kaarsen van bijenwas", past: State | None = None) -> Outcome:
    return INTERVIEW.apply(state, Turn(commands, TODAY, text, f"m{state.revision + 1}", past))


def _offering(state: State) -> str | None:
    return state.map.shop.offering.value if state.map.shop.offering else None


def test_a_fill_lands_with_its_basis_and_message() -> None:
    state = _apply(INTERVIEW.begin(), Fill("shop.offering", "kaarsen", "kaarsen")).state
    assert state.map.shop.offering is not None
    assert (state.map.shop.offering.basis, state.map.shop.offering.origin) == ("said", "m1")
    assert state.cursor == "shop.name"


def test_the_state_that_goes_in_is_not_touched() -> None:
    before = INTERVIEW.begin()
    copy = before.model_copy(deep=True)
    _apply(before, Fill("shop.offering", "kaarsen", "kaarsen"), Do("skip"), SwitchLanguage("en"))
    assert before == copy


@pytest.mark.parametrize("quote", ["zeep", "", "  ", "kaarsen van zeep"])
def test_words_that_were_not_typed_are_refused(quote: str) -> None:
    state = _apply(INTERVIEW.begin(), Fill("shop.offering", "zeep", quote)).state
    assert _offering(state) is None
    assert state.cursor == "shop.offering"


def test_a_quote_may_differ_in_case_and_white_space() -> None:
    outcome = _apply(INTERVIEW.begin(), Fill("shop.offering", "KAARSEN van", "KAARSEN   van"))
    assert _offering(outcome.state) == "KAARSEN van"


@pytest.mark.parametrize("path", ["version", "language", "analysis.findings", "shop.nothing", "personas.x.name", ""])
def test_a_path_that_no_owner_may_fill_is_refused(path: str) -> None:
    before = INTERVIEW.begin()
    outcome = _apply(before, Fill(path, "kaarsen", "kaarsen"))
    assert outcome.state.map == before.map


def test_a_value_that_the_field_cannot_hold_is_told() -> None:
    outcome = _apply(INTERVIEW.begin(), Fill("shop.values", {"x": 1}, "kaarsen"))
    assert [reply.key for reply in outcome.replies] == ["bad_value"]


def test_a_change_waits_for_a_yes() -> None:
    state = _apply(INTERVIEW.begin(), Edit("shop.offering", "kaarsen", "kaarsen")).state
    assert _offering(state) is None
    assert state.pending is not None
    assert _offering(_apply(state, Do("confirm")).state) == "kaarsen"
    assert _offering(_apply(state, Do("reject")).state) is None


def test_a_change_in_words_never_typed_is_not_even_proposed() -> None:
    outcome = _apply(INTERVIEW.begin(), Edit("shop.offering", "zeep", "zeep"))
    assert outcome.state.pending is None
    assert [reply.key for reply in outcome.replies] == ["edit_unclear"]


def test_another_answer_lets_a_waiting_change_go() -> None:
    state = _apply(INTERVIEW.begin(), Edit("shop.name", "kaarsen", "kaarsen")).state
    state = _apply(state, Fill("shop.offering", "bijenwas", "bijenwas")).state
    assert state.pending is None
    assert state.map.shop.name is None


def test_versions_count_content_not_turns() -> None:
    state = INTERVIEW.begin()
    for commands in ((Do("explain"),), (Fill("shop.offering", "kaarsen", "kaarsen"),), (Do("help"),), (Do("skip"),)):
        state = _apply(state, *commands).state
    assert (state.revision, state.version, state.parent, state.top) == (4, 2, 1, 2)
    assert state.map.version == 2


def test_after_an_undo_a_new_version_gets_a_new_number() -> None:
    start = INTERVIEW.begin()
    first = _apply(start, Fill("shop.offering", "kaarsen", "kaarsen")).state
    second = _apply(first, Do("skip")).state
    undone = _apply(second, Do("undo"), past=first).state
    assert (undone.version, undone.top, undone.cursor) == (1, 2, "shop.name")
    again = _apply(undone, Do("skip")).state
    assert (again.version, again.parent) == (3, 1)


def test_an_undo_keeps_the_language_of_now() -> None:
    start = INTERVIEW.begin()
    state = _apply(start, Fill("shop.offering", "kaarsen", "kaarsen")).state
    state = _apply(state, SwitchLanguage("en")).state
    assert _apply(state, Do("undo"), past=start).state.map.language == "en"


def test_a_detour_comes_back() -> None:
    state = _apply(INTERVIEW.begin(), Goto("shop.values")).state
    assert (state.cursor, state.returns) == ("shop.values", ["shop.offering"])
    state = _apply(state, Do("skip")).state
    assert (state.cursor, state.returns) == ("shop.offering", [])


def test_an_unknown_question_is_said_to_be_unknown() -> None:
    outcome = _apply(INTERVIEW.begin(), Goto("shop.zz"), Pick("go:zz"))
    assert [reply.key for reply in outcome.replies] == ["no_such_question", "old_button"]


def test_notes_are_kept_once_and_not_for_ever() -> None:
    state = INTERVIEW.begin()
    state = _apply(state, Note("hond"), Note("hond"), *(Note(f"n{index}") for index in range(NOTES_KEPT + 5))).state
    assert len(state.notes) == NOTES_KEPT
    assert state.notes[-1] == f"n{NOTES_KEPT + 4}"
    assert _apply(INTERVIEW.begin(), Note("hond"), Note("hond")).state.notes == ["hond"]


def test_an_edited_list_keeps_the_basis_of_what_stays() -> None:
    state = INTERVIEW.begin()
    filling.write(state.map, "shop.unique", [{"value": "eigen kas", "basis": "guess", "from": "playbook:home#unique.0"}])
    state = _apply(state, Edit("shop.unique", ["eigen kas", "kaarsen"], "kaarsen")).state
    state = _apply(state, Do("confirm")).state
    assert [(cell.value, cell.basis) for cell in state.map.shop.unique] == [("eigen kas", "guess"), ("kaarsen", "said")]


def test_a_reason_comes_beside_the_face_that_was_tapped() -> None:
    state = INTERVIEW.begin()
    filling.write(state.map, "phases", [{"id": "use", "name": {"value": "Gebruik", "basis": "said"}}])
    state = _apply(state, Fill("phases.use.emotion", {"score": -2}, "kaarsen")).state
    state = _apply(state, Fill("phases.use.emotion", {"reason": "bijenwas"}, "bijenwas")).state
    emotion = state.map.phases[0].emotion
    assert emotion is not None
    assert emotion.score is not None
    assert emotion.reason is not None
    assert (emotion.score.value, emotion.reason.value) == (-2, "bijenwas")
