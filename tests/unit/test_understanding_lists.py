"""Taking a message apart without losing a word."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.understanding.lists import split

TABLE: list[tuple[str, list[str]]] = [
    ("kaarsen, zeep en theedoeken", ["kaarsen", "zeep", "theedoeken"]),
    ("a; b", ["a", "b"]),
    ("- snel\n- goedkoop\n* lokaal", ["snel", "goedkoop", "lokaal"]),
    ("• snel • lokaal", ["snel", "lokaal"]),
    ("1. snel\n2. goedkoop", ["snel", "goedkoop"]),
    ("1. snel 2. goedkoop 3. lokaal", ["snel", "goedkoop", "lokaal"]),
    ("zand en grind winkel", ["zand en grind winkel"]),
    ("black and white", ["black and white"]),
    ("kaarsen en zeep", ["kaarsen", "zeep"]),
    ("Google, Instagram & vriendinnen", ["Google", "Instagram", "vriendinnen"]),
    ("1,5 liter, 1.000 stuks", ["1,5 liter", "1.000 stuks"]),
    ("https://a.nl/x,y en instagram", ["https://a.nl/x,y", "instagram"]),
    ("instagram en de website", ["instagram", "de website"]),
    ("snel en makkelijk bestellen", ["snel en makkelijk bestellen"]),
    ("Het is duur. Ze twijfelt. Bijv. over maat.", ["Het is duur", "Ze twijfelt", "Bijv. over maat"]),
    ("wat kost het? wanneer komt het?", ["wat kost het?", "wanneer komt het?"]),
    ('"a, b", c (d, e) en f', ['"a, b"', "c (d, e)", "f"]),
    ("voor- en nadelen", ["voor- en nadelen"]),
    ("klachten:\n- traag\n- duur", ["klachten: traag", "duur"]),
    ("mooie, stevige dozen", ["mooie, stevige dozen"]),
    ("prijs, kwaliteit, en service", ["prijs", "kwaliteit", "service"]),
    ("goedkoop, maar wel goed", ["goedkoop, maar wel goed"]),
    ("no plastic, local and honest", ["no plastic", "local", "honest"]),
    ("rustig wonen, wat ze mooi vindt", ["rustig wonen, wat ze mooi vindt"]),
    ("we pakken alles in en versturen het", ["we pakken alles in en versturen het"]),
    (
        "wil graag snel weten of het past bij haar huis omdat ze vaak verhuist",
        ["wil graag snel weten of het past bij haar huis omdat ze vaak verhuist"],
    ),
    ("", []),
    ("  \n ", []),
    (", , ;", []),
]

SEPARATORS = {"en", "and", "plus"}


@pytest.mark.parametrize("text,items", TABLE)
def test_split(text: str, items: list[str]) -> None:
    assert split(text) == items


def words(text: str) -> list[str]:
    text = re.sub(r"(?:(?<=\s)|^)\(?\d{1,2}[.)]\s", " ", text)
    return [word for word in re.findall(r"[^\W_]+", text) if word.lower() not in SEPARATORS and not word.isdigit()]


PIECES = st.sampled_from(
    [
        "kaarsen",
        "een",
        "en",
        "and",
        "&",
        ",",
        ", ",
        ";",
        "\n",
        "- ",
        "* ",
        ".",
        ". ",
        "?",
        "(",
        ")",
        '"',
        "1,5",
        "1. ",
        " ",
        " ",
        "zeep",
        "black",
        "white",
        "https://a.nl/b,c",
        ":",
        "maar",
        "omdat",
        "mooie",
        "snel",
        "/",
        "+",
        "é",
        "l'eau",
        "😀",
        "t.o.v.",
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=120))
def test_no_word_is_lost_and_none_is_added(text: str) -> None:
    items = split(text)
    assert words(" ".join(items)) == words(text)
    assert all(item == " ".join(item.split()) and item for item in items)
