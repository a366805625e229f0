"""Who the customer is and what the shop stands for: nothing lost, no name made up."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.understanding.persona import PersonaFacts, persona
from knowledge.understanding.text import both, fold, lexicon
from knowledge.understanding.values import values

PERSONAS: list[tuple[str, str | None, str | None, str | None]] = [
    ("Merel, 31, woont op zichzelf met kat", "Merel", "31", "woont op zichzelf met kat"),
    ("Jan 54 jr monteur", "Jan", "54 jr", "monteur"),
    ("moeders van rond de 35 met weinig tijd", None, "rond de 35", "moeders van rond de 35 met weinig tijd"),
    ("Moeders van rond de 35", None, "rond de 35", "Moeders"),
    ("merel, 31", "merel", "31", None),
    ("kim 28 werkt parttime", "kim", "28", "werkt parttime"),
    ("Sanne", "Sanne", None, None),
    ("Merel van 31 die net verhuisd is", "Merel", "31", "die net verhuisd is"),
    ("een studente genaamd Lisa van 22 uit Gent", "Lisa", "22", "een studente genaamd Lisa van 22 uit Gent"),
    ("Anna 34, 2 kinderen", "Anna", "34", "2 kinderen"),
    ("vrouwen 30-45", None, "30-45", "vrouwen"),
    ("Peter (47) fietst elke dag 20 km", "Peter", "47", "fietst elke dag 20 km"),
    ("Her name is Emma, 29 yrs old, lives in London", "Emma", "29 yrs old", "lives in London"),
    ("dertigers met een tuin", None, "dertigers", "met een tuin"),
    ("ze heet Kim", "Kim", None, None),
    ("Tom is a teacher in his forties", "Tom", "in his forties", "a teacher"),
    ("Jonge gezinnen, 25 tot 40 jaar", None, "25 tot 40 jaar", "Jonge gezinnen"),
    ("mensen met 2 katten", None, None, "mensen met 2 katten"),
    ("Naam: Fatima, leeftijd: 28, werkt in de zorg", "Fatima", "28", "werkt in de zorg"),
    ("Linda de Vries, 45 jaar, verpleegkundige", "Linda de Vries", "45 jaar", "verpleegkundige"),
    ("Studenten", None, None, "Studenten"),
    ("busy mum mid 30s", None, "mid 30s", "busy mum"),
    ("early twenties, just moved out, loves plants", None, "early twenties", "just moved out, loves plants"),
    ("Thuiswerkers 30+", None, "30+", "Thuiswerkers"),
    ("", None, None, None),
]

PAIRS: list[tuple[str, list[tuple[str, str | None]]]] = [
    ("duurzaam: papieren verpakking", [("duurzaam", "papieren verpakking")]),
    ("eerlijk - we zeggen ook nee", [("eerlijk", "we zeggen ook nee")]),
    ("personal (handwritten card)", [("personal", "handwritten card")]),
    ("duurzaam, eerlijk en persoonlijk", [("duurzaam", None), ("eerlijk", None), ("persoonlijk", None)]),
    (
        "duurzaam: papieren verpakking, eerlijk: we zeggen nee",
        [("duurzaam", "papieren verpakking"), ("eerlijk", "we zeggen nee")],
    ),
    ("- lokaal: alles uit NL\n- snel", [("lokaal", "alles uit NL"), ("snel", None)]),
    ("eerlijk omdat we ook nee zeggen", [("eerlijk", "we ook nee zeggen")]),
    ("duurzaam: papier, geen plastic; leuk", [("duurzaam", "papier, geen plastic"), ("leuk", None)]),
    ("honest (we say no), fun (jokes in the box)", [("honest", "we say no"), ("fun", "jokes in the box")]),
    ("we zijn eerlijk, we zeggen ook nee", [("we zijn eerlijk", "we zeggen ook nee")]),
    ("vakmanschap = zelfgemaakt", [("vakmanschap", "zelfgemaakt")]),
    ("quality", [("quality", None)]),
    ("", []),
    ("(", []),
    (":", []),
]


@pytest.mark.parametrize("text,name,age,situation", PERSONAS)
def test_persona(text: str, name: str | None, age: str | None, situation: str | None) -> None:
    assert persona(text) == PersonaFacts(name, age, situation)


@pytest.mark.parametrize("text,pairs", PAIRS)
def test_values(text: str, pairs: list[tuple[str, str | None]]) -> None:
    assert [(pair.value, pair.practice) for pair in values(text)] == pairs


PIECES = st.sampled_from(
    [
        "Merel",
        "31",
        "jaar",
        "moeders",
        "van",
        "rond de",
        "35",
        ",",
        "(",
        ")",
        "woont",
        "heet",
        "Jan",
        "met",
        "2",
        "kinderen",
        ":",
        "-",
        "eerlijk",
        "duurzaam",
        "omdat",
        ";",
        ". ",
        "\n",
        "in the",
        "30s",
        "called",
        "en",
        "want",
    ]
)
MESSAGES = st.lists(PIECES, max_size=14).map(" ".join) | st.text(max_size=80)
GLUE = {word for kind in ("named", "years") for phrase in both(lexicon("persona")[kind]) for word in fold(phrase).split()}
SMALL = {"van", "of", "is", "leeftijd", "age", "aged", "en", "and", "oud", "old"}
JOINERS = {
    "en",
    "and",
    "plus",
    "want",
    "omdat",
    "doordat",
    "because",
    "since",
    "dus",
    "door",
    "by",
    "as",
    "in",
    "bijvoorbeeld",
    "bijv",
    "bv",
}


def said(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{2,}", fold(text)))


@given(MESSAGES)
def test_every_word_of_a_persona_lands_somewhere(text: str) -> None:
    facts = persona(text)
    parts = [part for part in (facts.name, facts.age, facts.situation) if part]
    assert all(part in " ".join(text.split()) for part in parts)
    assert said(text) - said(" ".join(parts)) - GLUE - SMALL == set()


@given(MESSAGES)
def test_every_word_of_the_values_lands_somewhere(text: str) -> None:
    parts = [part for pair in values(text) for part in (pair.value, pair.practice or "")]
    assert said(text) - said(" ".join(parts)) - JOINERS == set()
