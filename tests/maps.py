"""Maps to test with: a full one, a small one, a very big one, and any map at all."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import strategies as st

from journey.model import JourneyMap, parse_map
from tests.example_phases import PHASES
from tests.example_shop import JOURNEY
from tests.pairs import Pair

BASES = ("said", "measured", "guidance", "guess")
LONG = {
    "nl": "verzendkostenvergoedingsaanvraagformulier en aansprakelijkheidswaardevaststellingsveranderingen",
    "en": "counterrevolutionary-misunderstanding-of-internationalisation-responsibilities",
}


def full_map(language: str = "nl") -> JourneyMap:
    """A finished map: six phases, two personas, every field in use, all four bases. It meets every check of the rubric."""
    return parse_map({"language": language, **_resolve(JOURNEY, language)})


def small_map(language: str = "nl") -> JourneyMap:
    """What is known halfway step 3: one persona and three phases, of which the last holds only its name."""
    dutch = ("soja-kaarsen", "Kijken", "Kopen", "Branden", "Ik ruik in de winkel")
    words = dutch if language == "nl" else ("soy candles", "Looking", "Buying", "Burning", "I smell them in the shop")
    names = [_cell(word, "guidance") for word in words[1:4]]
    data: dict[str, Any] = {
        "language": language,
        "shop": {"offering": _cell(words[0])},
        "personas": [{"name": _cell("Noor")}],
        "phases": [
            {"id": "orientation", "name": names[0], "actions": [_cell(words[4])]},
            {"id": "purchase", "name": names[1], "emotion": {"score": _cell(1, "guess")}},
            {"id": "use", "name": names[2]},
        ],
    }
    return parse_map(data)


def big_map(language: str = "nl") -> JourneyMap:
    """The most that a map must still be readable with: nine phases, sixty touch points, long compound words."""
    phases = [_big_phase(number, language) for number in range(9)]
    data = {**_resolve(JOURNEY, language), "language": language, "phases": phases, "analysis": {}}
    return parse_map(data)


@st.composite
def journeys(draw: st.DrawFn) -> JourneyMap:
    """Any map that the model accepts: holes, odd ids, blank and endless texts, endless durations."""
    return parse_map({**draw(_heads()), "phases": draw(st.lists(_phases(), max_size=3)), "analysis": draw(_analysis())})


def _resolve(data: Any, language: str) -> Any:
    if isinstance(data, Pair):
        value = data.nl if language == "nl" else data.en
        return {"value": value, "basis": data.basis, "from": data.origin} if data.basis else value
    if isinstance(data, dict):
        return {key: _resolve(value, language) for key, value in data.items()}
    return [_resolve(item, language) for item in data] if isinstance(data, list) else data


def _cell(value: Any, basis: str = "said") -> dict[str, Any]:
    return {"value": value, "basis": basis, "from": "m1"}


def _big_phase(number: int, language: str) -> dict[str, Any]:
    base = dict(_resolve(PHASES[number % 6], language))
    count = 7 if number < 6 else 6
    names = [_cell(f"{LONG[language]} {number}-{index}", BASES[index % 4]) for index in range(count)]
    touchpoints = [{**base["touchpoints"][index % 2], "name": name} for index, name in enumerate(names)]
    texts = [_cell(f"{LONG[language]} {index}", BASES[index % 4]) for index in range(4)]
    lists = dict.fromkeys(("actions", "questions", "pains", "responses", "influences"), texts)
    name = _cell(LONG[language].split()[0][:28], "said")
    return {**base, **lists, "id": f"phase-{number}", "name": name, "touchpoints": touchpoints}


_texts = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["", " ", "?", "weet ik niet", "none", "email", "retour te laat", "<b>{phase}</b>", "wij willen ooit 3 dingen"]
    ),
    st.just("a" * 2000),
)
_bases = st.sampled_from(BASES)
_origins = st.sampled_from(["unmarked", "m1", "playbook:home#x", ""])
_ids = st.one_of(st.sampled_from(["awareness", "purchase", "use", "evaluation", "0", "", "a.b"]), st.text(max_size=8))


def _cells(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries({"value": values, "basis": _bases, "from": _origins})


_text = _cells(_texts)
_lists = st.lists(_text, max_size=2)
_scores = _cells(st.integers(1, 5))
_shares = _cells(st.floats(0, 100))
_amounts = _cells(st.floats(min_value=0, allow_infinity=True))


def _some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries({}, optional=fields)


def _with(needed: dict[str, st.SearchStrategy[Any]], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries(needed, optional=fields)


@cache
def _touchpoints() -> st.SearchStrategy[Any]:
    return _with(
        {"name": _text},
        channel=_text,
        ownership=_cells(st.sampled_from(["direct", "indirect"])),
        initiator=_text,
        experience=_text,
        importance=_scores,
        satisfaction=_scores,
        moment_of_truth=_cells(st.booleans()),
        why=_text,
    )


@cache
def _phases() -> st.SearchStrategy[Any]:
    units = _cells(st.sampled_from(["minutes", "hours", "days", "weeks", "months", "years", "unknown"]))
    lists = dict.fromkeys(("actions", "questions", "pains", "influences", "responses"), _lists)
    return _with(
        {"id": _ids, "name": _text},
        customer_goal=_text,
        shop_goal=_text,
        emotion=_some(score=_cells(st.integers(-2, 2)), word=_text, reason=_text),
        touchpoints=st.lists(_touchpoints(), max_size=3),
        duration=_some(min=_amounts, max=_amounts, unit=units),
        contacts=st.lists(_with({"moment": _text}, channel=_text, message=_text), max_size=2),
        drop_off=_some(where=_text, share=_shares, win_back=_text),
        **lists,
    )


@cache
def _actions() -> st.SearchStrategy[Any]:
    paths = st.one_of(_texts, st.sampled_from(["phases.use.pains.0", "phases.0.pains.0", "phases.use.pains.x", "ending.moment"]))
    texts = dict.fromkeys(("owner", "due", "metric", "baseline"), _text)
    return _with({"title": _text}, phase=_ids, path=paths, value=_scores, effort=_scores, **texts)


@cache
def _analysis() -> st.SearchStrategy[Any]:
    findings = _with({"check": st.one_of(_ids, st.just("dip"))}, phase=_ids, path=_texts, text=_texts)
    return _some(findings=st.lists(findings, max_size=2), actions=st.lists(_actions(), max_size=4))


@cache
def _heads() -> st.SearchStrategy[Any]:
    persona = _some(name=_text, age=_text, needs=_lists, doubts=_lists, channels=_lists)
    values = st.lists(_with({"value": _text}, practice=_text), max_size=1)
    return _some(
        language=st.sampled_from(["nl", "en"]),
        title=_text,
        scenario=_text,
        goal=_text,
        expectation=_text,
        state=st.sampled_from(["as-is", "to-be"]),
        owner=_text,
        review_date=_text,
        version=st.integers(0, 99),
        shop=_some(name=_text, offering=_text, unique=_lists, values=values),
        personas=st.lists(persona, max_size=2),
        research=st.lists(_with({"method": _text}, insight=_text), max_size=1),
        ending=_some(moment=_text, how=_text),
    )
