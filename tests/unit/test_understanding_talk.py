"""Corrections, questions in the middle, and the language of the talk."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.model import JourneyMap, Phase
from journey.paths import read
from knowledge.understanding.channels import touchpoints
from knowledge.understanding.corrections import correction, field, phase
from knowledge.understanding.emotions import emotion
from knowledge.understanding.language import detect, switch
from knowledge.understanding.lists import split
from knowledge.understanding.persona import persona
from knowledge.understanding.quantities import duration
from knowledge.understanding.questions import is_question
from knowledge.understanding.signals import signal
from knowledge.understanding.story import story
from knowledge.understanding.text import lexicon

CORRECTIONS: list[tuple[str, str | None, str | None, str | None, bool]] = [
    ("nee wacht, de persona is geen student", "student", None, "personas.0", True),
    ("no wait, the persona is not a student", "a student", None, "personas.0", True),
    ("nee wacht, ze is 35", None, "ze is 35", None, True),
    ("ik bedoelde kaarsen", None, "kaarsen", None, True),
    ("correctie: Merel is 32", None, "Merel is 32", None, True),
    ("niet goedkoop maar betaalbaar", "goedkoop", "betaalbaar", None, False),
    ("no wait, I meant books", None, "books", None, True),
    ("actually we sell books", None, "we sell books", "shop.offering", False),
    ("verander de naam in Sanne", None, "Sanne", "personas.0.name", True),
    ("change her name to Emma", None, "Emma", "personas.0.name", True),
    ("de leeftijd moet 35 zijn", None, "35", "personas.0.age", True),
    ("Not students but young parents", "students", "young parents", "personas.0.situation", True),
    ("sorry, de winkel heet Groen Geluk", None, "Groen Geluk", "shop.name", True),
    ("het is niet de verzendkosten maar de levertijd", "de verzendkosten", "de levertijd", None, False),
    ("papier in plaats van plastic", "plastic", "papier", None, False),
    ("oeps typo: sojawas", None, "sojawas", None, True),
    ("wacht, de naam is Kim", None, "Kim", "personas.0.name", True),
]


@pytest.mark.parametrize("text,old,new,path,sure", CORRECTIONS)
def test_correction(text: str, old: str | None, new: str | None, path: str | None, sure: bool) -> None:
    found = correction(text)
    assert found is not None
    assert (found.old, found.new, found.path, found.sure) == (old, new, path, sure)


@pytest.mark.parametrize(
    "text",
    [
        "we zijn niet goedkoop maar wel goed",
        "ik verkoop kaarsen",
        "nee",
        "wachten op pakket",
        "Sorry dat ik zo laat reageer",
        "mean people",
        "snel, lokaal en eerlijk",
        "niet alleen mooi maar ook goed",
        "kaarsen",
        "",
    ],
)
def test_no_correction(text: str) -> None:
    assert correction(text) is None


@pytest.mark.parametrize(
    "text,path,phase_id",
    [
        ("klachten bij de kassa", "phases.purchase.pains", "purchase"),
        ("naam van de persona", "personas.0.name", None),
        ("kernwaarde", "shop.values", None),
        ("probleem in de aankoopfase", "phases.purchase.pains", "purchase"),
        ("purchase", None, "purchase"),
        ("drop-off in oriëntatie", "phases.orientation.drop_off", "orientation"),
        ("kaarsen", None, None),
        ("de emotie klopt niet", "phases.{phase}.emotion", None),
        ("leeftijd", "personas.0.age", None),
        ("nazorg", None, "evaluation"),
    ],
)
def test_field_and_phase(text: str, path: str | None, phase_id: str | None) -> None:
    assert (field(text), phase(text)) == (path, phase_id)


def test_every_field_is_a_place_on_the_map() -> None:
    journey = JourneyMap.model_validate({"phases": [{"id": "use", "name": "Use"}], "personas": [{}]})
    assert isinstance(journey.phases[0], Phase)
    for path in lexicon("fields")["fields"]:
        read(journey, path.replace("{phase}", "use"))


@pytest.mark.parametrize(
    "text,kind,term",
    [
        ("wat bedoel je met persona?", "meaning", "persona"),
        ("what is a touch point", "meaning", "touch point"),
        ("wat betekent drop-off?", "meaning", "drop-off"),
        ("waarom vraag je dat", "why", None),
        ("why do you ask?", "why", None),
        ("hoe lang duurt dit nog?", "how_long", None),
        ("how many questions left?", "how_long", None),
        ("mag ik later verder?", "save", None),
        ("can i continue tomorrow?", "save", None),
    ],
)
@pytest.mark.parametrize("answers_with_questions", [False, True])
def test_question_about_the_interview(text: str, kind: str, term: str | None, answers_with_questions: bool) -> None:
    found = is_question(text, answers_with_questions=answers_with_questions)
    assert found is not None
    assert (found.kind, found.term) == (kind, term)


@pytest.mark.parametrize(
    "text,kind",
    [
        ("wat gebeurt er met mijn gegevens?", "privacy"),
        ("who can read this?", "privacy"),
        ("heb je een tip?", "advice"),
        ("hoe kan ik de verzendkosten oplossen?", "advice"),
        ("what would you do?", "advice"),
        ("is dit een bot?", "other"),
        ("wat kost de verzending?", "other"),
        ("hoe werkt dit", "other"),
    ],
)
def test_other_question(text: str, kind: str) -> None:
    found = is_question(text)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "wat kost de verzending?",
        "Wat is een goede aarde voor mijn plant?",
        "past dit in huis?",
        "wat kost het? wanneer komt het?",
        "Is dit veilig voor mijn kat?",
        "how long does delivery take?",
        "kan ik het terugsturen?",
    ],
)
def test_customers_question_is_an_answer(text: str) -> None:
    assert is_question(text, answers_with_questions=True) is None


@pytest.mark.parametrize(
    "text", ["kaarsen", "wat ik verkoop zijn kaarsen", "waar ze naar zoekt is rust", "ze vraagt zich af of het past", ""]
)
def test_no_question(text: str) -> None:
    assert is_question(text) is None


@pytest.mark.parametrize(
    "text,language",
    [
        ("english please", "en"),
        ("in het nederlands graag", "nl"),
        ("can we do this in English?", "en"),
        ("switch to dutch", "nl"),
        ("kan het ook in t engels?", "en"),
        ("Nederlands", "nl"),
        ("Engelse boeken", None),
        ("I sell English books", None),
        ("we verkopen nederlands design", None),
        ("boeken in het engels", None),
        ("", None),
    ],
)
def test_switch(text: str, language: str | None) -> None:
    assert switch(text) == language


@pytest.mark.parametrize(
    "text,language",
    [
        ("ik verkoop kaarsen van sojawas", "nl"),
        ("we sell candles to people", "en"),
        ("kaarsen", None),
        ("ok", None),
        ("ze zoekt een plant die niet dood gaat", "nl"),
        ("I want to help the customers", "en"),
        ("online shop", None),
    ],
)
def test_detect(text: str, language: str | None) -> None:
    assert detect(text) == language


@given(st.text(max_size=120))
def test_never_raises_and_quotes_literally(text: str) -> None:
    flat = " ".join(text.split())
    corrected = correction(text)
    if corrected:
        assert all(part is None or part in flat for part in (corrected.old, corrected.new))
    asked = is_question(text)
    assert asked is None or asked.text == flat
    assert switch(text) in (None, "nl", "en")
    assert detect(text) in (None, "nl", "en")


def test_a_message_takes_less_than_five_milliseconds() -> None:
    text = "ze baalt van de verzendkosten, want het duurt 1 tot 2 weken en Merel van 31 zag het op instagram van een vriendin"

    def understand() -> None:
        signal(text), split(text), emotion(text), persona(text), duration(text), correction(text), is_question(text)
        touchpoints(text, "nl"), story(text, "nl")

    understand()
    times = []
    for _ in range(5):
        began = time.perf_counter()
        understand()
        times.append(time.perf_counter() - began)
    assert min(times) < 9 * 0.005


@pytest.mark.parametrize(
    "text",
    [
        "klanten bellen elke dag over de maat, wat doe ik daaraan",
        "onze pakjes komen gedeukt aan hoe los ik dat op",
        "people ask if the glaze is food safe, what do i do",
        "half of them never come back any tips",
    ],
)
def test_trouble_that_ends_in_what_now_is_a_question_without_its_mark(text: str) -> None:
    asked = is_question(text)
    assert asked is not None
    assert asked.kind == "advice"


@pytest.mark.parametrize("text", ["we tell them what to do", "ze weet niet wat ze moet doen", "ik weet precies wat ik doe"])
def test_what_somebody_does_or_knows_is_no_question(text: str) -> None:
    assert is_question(text) is None
