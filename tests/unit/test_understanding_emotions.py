"""Feelings: the score, the owner's word for it, and the reason."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.understanding.emotions import emotion
from knowledge.understanding.text import both, fold, lexicon

TABLE: list[tuple[str, int, str | None, str | None]] = [
    ("blij", 1, "blij", None),
    ("ze baalt van de verzendkosten", -1, "baalt", "de verzendkosten"),
    ("super blij want het pakket is zo mooi", 2, "super blij", "het pakket is zo mooi"),
    ("superblij", 2, "superblij", None),
    ("not amused", -1, "not amused", None),
    ("meh", 0, "meh", None),
    ("niet blij", -1, "niet blij", None),
    ("niet heel blij", -1, "niet heel blij", None),
    ("voelt zich niet blij", -1, "niet blij", None),
    ("not worried", 1, "not worried", None),
    ("niet slecht", 1, "niet slecht", None),
    ("vertrouwt het niet", -1, "vertrouwt het niet", None),
    ("een beetje teleurgesteld omdat de doos kapot was", -1, "een beetje teleurgesteld", "de doos kapot was"),
    ("a bit angry about the delay", -1, "a bit angry", "the delay"),
    ("heel erg boos", -2, "heel erg boos", None),
    ("vreselijk blij", 2, "vreselijk blij", None),
    ("teleurgesteldt", -1, "teleurgesteldt", None),
    ("gefrusteerd door de filter", -1, "gefrusteerd", "de filter"),
    ("very worried about shipping costs", -2, "very worried", "shipping costs"),
    ("excited because it finally arrives", 1, "excited", "it finally arrives"),
    ("it's a bit stressful due to the deadline", -1, "a bit stressful", "the deadline"),
    ("de klant voelt zich onzeker over de maat", -1, "onzeker", "de maat"),
    ("Balen dat je verzendkosten pas aan het eind ziet", -1, "Balen", "dat je verzendkosten pas aan het eind ziet"),
    ("blij maar ook een beetje zenuwachtig", 0, "blij maar ook een beetje zenuwachtig", None),
    ("nieuwsgierig, ziet mooie plant op insta", 1, "nieuwsgierig", "ziet mooie plant op insta"),
    ("-1 verzendkosten", -1, None, "verzendkosten"),
    ("-2 woedend, pakket kwijt", -2, "woedend", "pakket kwijt"),
    ("onzeker (-1) want prijs is hoog", -1, "onzeker", "prijs is hoog"),
    ("+2", 2, None, None),
    ("0", 0, None, None),
    ("2/5 te duur", -1, None, "te duur"),
    ("8/10", 1, None, None),
    ("4 sterren", 1, None, None),
    ("5/5", 2, None, None),
    ("1 van de 5", -2, None, None),
    ("😡", -2, "😡", None),
    ("😊 mooie doos", 1, "😊", "mooie doos"),
    ("boos :(", -1, "boos :(", None),
]


@pytest.mark.parametrize("text,score,word,reason", TABLE)
def test_emotion(text: str, score: int, word: str | None, reason: str | None) -> None:
    found = emotion(text)
    assert found is not None
    assert (found.score, found.word, found.reason) == (score, word, reason)


@pytest.mark.parametrize("text", ["kaarsen", "", "12", "op dag 3", "ze koopt een plant", "http://x.nl", "1-2 dagen", "50%"])
def test_no_feeling(text: str) -> None:
    assert emotion(text) is None


def test_both_languages_have_words_enough() -> None:
    for language in ("nl", "en"):
        assert len({word for words in lexicon("emotions")["scores"].values() for word in words[language]}) >= 120


def test_every_word_has_the_sign_of_its_list() -> None:
    wrong = []
    for score, words in lexicon("emotions")["scores"].items():
        for word in both(words):
            found = emotion(word)
            if found is None or (found.score > 0) != (int(score) > 0) or (found.score < 0) != (int(score) < 0):
                wrong.append((word, score, found))
    assert not wrong


PIECES = st.sampled_from(
    [
        "blij",
        "boos",
        "niet",
        "heel",
        "een beetje",
        "omdat",
        "want",
        "because",
        "verzendkosten",
        "-1",
        "2/5",
        "😡",
        ":)",
        ",",
        ".",
        "de doos",
        "kapot",
        "worried",
        "not",
        "very",
        "ze is",
        "(",
        ")",
        "maar",
        "+2",
    ]
)
SMALL = {
    part
    for kind in ("connectors", "links", "frames")
    for phrase in both(lexicon("emotions")[kind])
    for part in fold(phrase).split()
}


@given(st.lists(PIECES, max_size=12).map(" ".join) | st.text(max_size=80))
def test_no_word_is_lost(text: str) -> None:
    found = emotion(text)
    if found is None:
        return
    assert -2 <= found.score <= 2
    flat = " ".join(text.split())
    assert all(part is None or part in flat for part in (found.word, found.reason))
    kept = set(re.findall(r"[^\W\d_]{3,}", fold(f"{found.word or ''} {found.reason or ''}")))
    said = set(re.findall(r"[^\W\d_]{3,}", fold(text)))
    assert said - kept - SMALL - {"score", "cijfer", "van", "sterren", "star", "stars", "ster", "out", "uit"} == set()
