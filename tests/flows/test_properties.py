"""Whatever an owner does, in whatever order: nothing breaks, nothing is lost, nothing is invented."""

from __future__ import annotations

import asyncio
import json
import re
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.app import build_script
from journey import filling, paths
from journey.errors import UnknownPath
from journey.model import Cell, Duration, JourneyMap, parse_map
from journey.questions import unfold
from journey.state import State
from knowledge.playbook import playbooks
from knowledge.seasoning import season
from knowledge.suggestion import PlaybookSuggester
from tests.owner import PLANTS, TODAY, Owner

SCRIPT = build_script()
LONGEST_MESSAGE = 4096
LONGEST_VALUE = 40

TEXTS = st.sampled_from(
    [
        *PLANTS["nl"].values(),
        *PLANTS["en"].values(),
        "3 tot 5 weken",
        "probleem: de doos is kapot",
        "nee wacht, ze heet Anna",
        "bij aankoop is het probleem niet de prijs maar de levertijd",
        "niet 31 maar 33",
        "laat evaluatie weg",
        "voeg wachten toe na aankoop",
        "noem aankoop afrekenen",
        "dromen, kiezen, wachten, napraten",
        "boos omdat het klemt",
        "geen",
        "ja",
        "nee",
        "weet ik niet",
        "klaar",
        "herstel",
        "english please",
        "in het nederlands graag",
        "waarom vraag je dat?",
        "/start",
        "/opnieuw",
        "/kaart",
        "/taal",
        "12% haakt af -> mail na een dag",
        "<b>x</b> {product} #let =1+1",
        "🦄",
        "",
        "שלום",
        "zin " * 90,
        "Ik verkoop sieraden van fietsbanden. Mijn klant is Noor, 24, die in Utrecht studeert. Ze twijfelt over de sluiting. "
        "Het gaat mis bij de post: doosjes raken kwijt. Ze vindt me op Instagram. We zijn anders door onze reparaties.",
    ]
) | st.text(max_size=40)
PRESSES = st.sampled_from(
    ["accept", "adjust", "own", "skip", "back", "help", "preview", "done", "undo", "pick:draft", "pick:story", "pick:no",
     "pick:persona", "pick:0", "pick:drop-0", "pick:purchase", "pick:-2", "pick:go:personas.0", "pick:zzz", "zzz"]
)  # fmt: skip
ACTIONS = st.lists(
    st.tuples(st.just("say"), TEXTS)
    | st.tuples(st.just("press"), PRESSES)
    | st.tuples(st.just("offered"), st.integers(0, 30))
    | st.tuples(st.just("run"), st.integers(1, 12)),
    min_size=1,
    max_size=14,
)


@settings(max_examples=35, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(actions=ACTIONS)
def test_any_talk_keeps_the_promises(actions: list[tuple[str, str | int]]) -> None:
    asyncio.run(_play(actions))


async def _play(actions: list[tuple[str, str | int]]) -> None:
    owner = Owner()
    await owner.say("/start")
    said: list[str] = []
    for kind, what in actions:
        for _ in range(int(what) if kind == "run" else 1):
            said.append(await _act(owner, kind, what))
            _check_state(owner.state)
            _check_messages(owner)
            _check_map(owner.map, " ".join(said))
    await _check_kept(owner, said)


async def _act(owner: Owner, kind: str, what: str | int) -> str:
    """Do it; the words that were typed."""
    if kind == "say":
        await owner.say(str(what))
        return str(what)
    if kind == "press":
        await owner.press(str(what))
    elif kind == "offered":
        await owner.press(owner.offered[int(what) % len(owner.offered)])
    elif owner.state.pending or owner.state.leaving:
        await owner.press("pick:no")
    else:
        known = next((PLANTS["nl"][path] for path in owner.last.asks if path in PLANTS["nl"]), None)
        await (owner.say(known) if known else owner.press("accept" if "accept" in owner.offered else "skip"))
        return known or ""
    return ""


def _check_state(state: State) -> None:
    slots = {slot.key for slot in unfold(SCRIPT, state.map)}
    assert state.cursor in slots or (state.cursor == "" and state.ended)
    assert 0 <= state.parent <= state.top
    assert state.version <= state.top
    assert state.map.version == state.version


def _check_messages(owner: Owner) -> None:
    for message in owner.messages:
        assert message.text
        assert len(message.text.encode("utf-16-le")) // 2 < LONGEST_MESSAGE
        for button in (button for row in message.buttons for button in row):
            assert 0 < len(button.value.encode()) <= LONGEST_VALUE, button.value
            assert button.label
        for path in message.asks:
            try:
                paths.read(owner.map, path)
            except UnknownPath as error:
                raise AssertionError(f"asks {path}") from error


def _check_map(journey: JourneyMap, said: str) -> None:
    assert parse_map(journey.dump()) == journey
    known = _suggested_numbers()
    for path, cell in paths.cells(journey):
        assert cell.basis in ("said", "measured", "guidance", "guess")
        assert cell.origin
        assert not (cell.basis in ("guess", "guidance") and cell.origin.startswith("m")), path
        if path.endswith((".min", ".max", ".share")):
            _check_number(path, cell, said, known)


def _check_number(path: str, cell: Cell[float], said: str, known: set[tuple[str, object]]) -> None:
    if cell.basis in filling.OWN:
        assert re.search(rf"(?<!\d){re.escape(f'{cell.value:g}')}(?!\d)", said), path
    else:
        assert (cell.origin, cell.value) in known, path


@cache
def _suggested_numbers() -> set[tuple[str, object]]:
    found: set[tuple[str, object]] = set()
    for book in playbooks().values():
        for known in (book, *(season(book, each.id) for each in book.flavours)):
            for phase, seed in known.phases.items():
                origin = f"playbook:{known.id}#{phase}.duration"
                found |= {(f"{origin}.min", seed.duration.min), (f"{origin}.max", seed.duration.max)}
    return found


async def _check_kept(owner: Owner, said: list[str]) -> None:
    """Every raw word is in the export; every version can still be read and undo walks through them to the start."""
    kept = await owner.exported()
    raw = json.dumps(kept["answers"], ensure_ascii=False)
    for words in said:
        assert json.dumps(words, ensure_ascii=False)[1:-1] in raw or "\x00" in words or not words.isprintable()
    versions = {entry["number"]: State.model_validate(entry["state"]) for entry in kept["versions"]}
    for _ in versions:
        if owner.state.version == 0:
            break
        await owner.press("undo")
        if owner.state.version:
            was = versions[owner.state.version]
            assert _owners(was.map) == _owners(owner.map)
            assert was.marks == owner.state.marks
    assert owner.state.version == 0


def _owners(journey: JourneyMap) -> list[tuple[str, object]]:
    return [(path, cell.value) for path, cell in paths.cells(journey) if cell.basis in filling.OWN]


@settings(max_examples=30, deadline=None, derandomize=True)
@given(text=st.text(max_size=200), persona=st.text(max_size=60))
def test_any_words_can_be_woven(text: str, persona: str) -> None:
    journey = JourneyMap.model_validate(
        {
            "shop": {"offering": {"value": text, "basis": "said"}, "unique": [{"value": persona, "basis": "said"}]},
            "personas": [{"name": {"value": persona, "basis": "said"}, "doubts": [{"value": text, "basis": "said"}]}],
        }
    )
    woven = PlaybookSuggester().weave(journey, TODAY)
    for path in ("scenario", "title", "phases.purchase.actions", "phases.consideration.questions"):
        assert woven.fields[path], path
    assert Duration.model_validate(woven.fields["phases.use.duration"]).min is not None
