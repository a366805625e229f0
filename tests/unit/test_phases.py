"""The list of phases: renaming, dropping, adding, moving, and a whole new list."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.commands import Reshape
from journey.model import JourneyMap
from journey.phases import FEWEST, MOST, Named, replace_phases, reshape
from journey.questions import Script
from journey.state import State
from journey.work import Turn, Work
from knowledge.suggestion import PlaybookSuggester

NAMES = {"awareness": "Bewustwording", "orientation": "Oriëntatie", "purchase": "Aankoop", "use": "Gebruik"}


def _work() -> Work:
    data = {"phases": [{"id": key, "name": name, "pains": [f"pijn bij {key}"]} for key, name in NAMES.items()]}
    state = State(map=JourneyMap.model_validate(data))
    return Work(state, Turn((), date(2026, 3, 2), message="m1"), Script(()), PlaybookSuggester())


def _ids(work: Work) -> list[str]:
    return [phase.id for phase in work.state.map.phases]


def _names(work: Work) -> list[str]:
    return [phase.name.value for phase in work.state.map.phases]


def test_rename_keeps_the_id_and_the_content() -> None:
    work = _work()
    assert reshape(work, Reshape("rename", phase="purchase", name="Afrekenen"))
    phase = work.state.map.phase("purchase")
    assert phase is not None
    assert (phase.name.value, phase.name.basis, phase.pains[0].value) == ("Afrekenen", "said", "pijn bij purchase")


@pytest.mark.parametrize(
    "op,phase,expected",
    [
        ("earlier", "purchase", ["awareness", "purchase", "orientation", "use"]),
        ("later", "purchase", ["awareness", "orientation", "use", "purchase"]),
        ("earlier", "awareness", list(NAMES)),
        ("later", "use", list(NAMES)),
        ("drop", "orientation", ["awareness", "purchase", "use"]),
    ],
)
def test_moving_and_dropping(op: str, phase: str, expected: list[str]) -> None:
    work = _work()
    assert reshape(work, Reshape(op, phase=phase))  # type: ignore[arg-type]
    assert _ids(work) == expected


def test_add_comes_after_the_named_phase_or_last() -> None:
    work = _work()
    assert reshape(work, Reshape("add", name="Wachten", after="purchase"))
    assert reshape(work, Reshape("add", name="Doorgeven"))
    assert _names(work) == ["Bewustwording", "Oriëntatie", "Aankoop", "Wachten", "Gebruik", "Doorgeven"]


def test_an_unknown_phase_is_told() -> None:
    work = _work()
    assert not reshape(work, Reshape("drop", phase="zz"))
    assert [reply.key for reply in work.replies] == ["no_such_phase"]


def test_too_few_and_too_many_are_refused() -> None:
    work = _work()
    assert reshape(work, Reshape("drop", phase="use"))
    assert not reshape(work, Reshape("drop", phase="purchase"))
    while len(work.state.map.phases) < MOST:
        assert reshape(work, Reshape("add", name="Wachten"))
    assert not reshape(work, Reshape("add", name="Wachten"))
    assert len(set(_ids(work))) == MOST


def test_a_new_list_keeps_what_it_recognises() -> None:
    work = _work()
    assert replace_phases(work, [("dromen", None), ("orientatie", None), ("afrekenen", "purchase")])
    assert _names(work) == ["dromen", "orientatie", "afrekenen"]
    assert _ids(work)[1:] == ["orientation", "purchase"]
    assert [bool(phase.pains) for phase in work.state.map.phases] == [False, True, True]


@given(names=st.lists(st.tuples(st.text(max_size=20), st.sampled_from([None, *NAMES])), max_size=12))
def test_any_list_gives_three_to_nine_phases_with_ids_of_their_own(names: list[Named]) -> None:
    work = _work()
    taken = replace_phases(work, names)
    phases = work.state.map.phases
    assert FEWEST <= len(phases) <= MOST
    assert len(set(_ids(work))) == len(phases)
    assert all(phase.id and not phase.id.isdigit() and "." not in phase.id for phase in phases)
    assert taken == (FEWEST <= len([name for name, _ in names if name.strip()]) <= MOST)
    if taken:
        assert _names(work) == [name for name, _ in names if name.strip()]
