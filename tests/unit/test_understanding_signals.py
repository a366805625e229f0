"""Whole messages that are an act, and the answers that only look like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.understanding.signals import KINDS, signal
from knowledge.understanding.text import both, lexicon

ACTS = [
    ("ja", "yes"),
    ("Ja!", "yes"),
    ("yess", "yes"),
    ("jaaaa", "yes"),
    ("ja hoor", "yes"),
    ("yes please", "yes"),
    ("Yep.", "yes"),
    ("nee", "no"),
    ("Nee!", "no"),
    ("nope", "no"),
    ("no thanks", "no"),
    ("nee dat klopt niet", "no"),
    ("👎", "no"),
    ("weet ik niet", "unknown"),
    ("geen idee", "unknown"),
    ("no clue", "unknown"),
    ("idk", "unknown"),
    ("?", "unknown"),
    ("weet ik neit", "unknown"),
    ("k weet t niet", "unknown"),
    ("🤷", "unknown"),
    ("i don't know", "unknown"),
    ("overslaan", "skip"),
    ("oversalan", "skip"),
    ("sla maar over", "skip"),
    ("ja, overslaan", "skip"),
    ("NEXT", "skip"),
    ("volgnde", "skip"),
    ("skip this one please", "skip"),
    ("pass", "skip"),
    ("terug", "back"),
    ("trug", "back"),
    ("ik wil terug", "back"),
    ("go back", "back"),
    ("vorige vraag", "back"),
    ("⬅️", "back"),
    ("ongedaan maken aub", "undo"),
    ("undo", "undo"),
    ("herstel", "undo"),
    ("help", "help"),
    ("hlep", "help"),
    ("hoe bedoel je?", "help"),
    ("uitleg graag", "help"),
    ("ik snap het niet", "help"),
    ("kaart", "preview"),
    ("mag ik de kaart zien", "preview"),
    ("laat zien", "preview"),
    ("show me the map", "preview"),
    ("klaar", "done"),
    ("stop", "done"),
    ("that's all", "done"),
    ("dat was het", "done"),
    ("Klaar!!", "done"),
    ("prima", "accept"),
    ("prmia", "accept"),
    ("kloptt", "accept"),
    ("dat is prima", "accept"),
    ("👍", "accept"),
    ("👍🏽", "accept"),
    ("👍 prima", "accept"),
    ("looks good", "accept"),
    ("perfetc", "accept"),
    ("Neem over", "accept"),
    ("nee, klopt", "accept"),
    ("aanpassen", "adjust"),
    ("ik wil iets veranderen", "adjust"),
    ("change it please", "adjust"),
    ("zelf schrijven", "own"),
    ("in eigen woorden", "own"),
    ("my own words", "own"),
    ("geen", "none"),
    ("niets", "none"),
    ("none", "none"),
    ("n.v.t.", "none"),
    ("n/a", "none"),
    ("start", "start"),
    ("let's go", "start"),
    ("hoi", "greeting"),
    ("Hallo!", "greeting"),
    ("dank je wel", "thanks"),
    ("thx", "thanks"),
    ("stomme bot", "insult"),
    ("you suck", "insult"),
    ("opnieuw beginnen", "restart"),
    ("start over", "restart"),
]

ANSWERS = [
    "geen verzendkosten",
    "klaar in 2 dagen",
    "terug naar de natuur",
    "help with choosing",
    "next day delivery",
    "kaars",
    "kaarsen",
    "shop",
    "iets",
    "smart",
    "kaarten",
    "pasta",
    "vorige week",
    "goede service",
    "stoppen met roken",
    "back to school",
    "no plastic",
    "ja maar de verzendkosten zijn te hoog",
    "goed advies",
    "stop motion",
    "top kwaliteit",
    "fine jewelry",
    "fijne mensen",
    "geen stress",
    "terugbellen",
    "great service",
    "change management",
    "own brand",
    "🕯️ kaarsen",
    "verder kijken",
    "help mensen kiezen",
    "hulp bij kiezen",
    "start to run",
    "niets is te gek",
    "nee tegen plastic",
    "thank you card in the box",
    "skip hire",
    "undo damage to skin",
    "previous customers",
    "een kaart",
    "",
    "...",
    "❤️",
    "1",
    "yes or no",
    "prima donna",
    "https://prima.nl",
]


@pytest.mark.parametrize("text,kind", ACTS)
def test_act(text: str, kind: str) -> None:
    found = signal(text)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize("text", ANSWERS)
def test_answer_is_no_act(text: str) -> None:
    assert signal(text) is None


def test_restart_is_confirmed_first() -> None:
    found = signal("begin opnieuw")
    assert found is not None
    assert found.confirm


def test_every_phrase_of_the_lexicon_is_understood_as_its_kind() -> None:
    missed = {
        phrase: kind
        for kind in KINDS
        for phrase in both(lexicon("signals")[kind])
        if (found := signal(phrase)) is None or found.kind != kind
    }
    assert not missed


@given(st.text(max_size=80))
def test_never_raises(text: str) -> None:
    found = signal(text)
    assert found is None or found.kind in KINDS


@given(
    st.lists(
        st.sampled_from(["geen", "klaar", "terug", "help", "kaarsen", "van", "planten", "verzendkosten"]), min_size=2, max_size=6
    )
)
def test_a_message_with_a_thing_in_it_is_an_answer(words: list[str]) -> None:
    if {"kaarsen", "planten", "verzendkosten"} & set(words):
        assert signal(" ".join(words)) is None
