"""Durations, shares, money; moments of contact and of leaving."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.understanding.moments import contact, drop_off
from knowledge.understanding.quantities import duration, money, number, percentage
from knowledge.understanding.text import both, fold, lexicon

DURATIONS: list[tuple[str, float | None, float | None, str, str]] = [
    ("1 tot 2 weken", 1, 2, "weeks", ""),
    ("een week of twee", 1, 2, "weeks", ""),
    ("±3 dgn", 3, 3, "days", ""),
    ("paar dagen", 2, 3, "days", ""),
    ("half uur", 0.5, 0.5, "hours", ""),
    ("anderhalve maand", 1.5, 1.5, "months", ""),
    ("2-3 wk", 2, 3, "weeks", ""),
    ("meteen", 0, 0, "minutes", ""),
    ("weet ik niet", None, None, "unknown", ""),
    ("a week or two", 1, 2, "weeks", ""),
    ("an hour and a half", 1.5, 1.5, "hours", ""),
    ("twee en een half uur", 2.5, 2.5, "hours", ""),
    ("maximaal 3 dagen", None, 3, "days", ""),
    ("binnen 24 uur", None, 24, "hours", ""),
    ("at least a month", 1, None, "months", ""),
    ("1 dag tot 2 weken", 1, 14, "days", ""),
    ("kwartiertje", 15, 15, "minutes", ""),
    ("drie kwartier", 45, 45, "minutes", ""),
    ("weken", None, None, "weeks", ""),
    ("tussen de 2 en 4 weken", 2, 4, "weeks", ""),
    ("een dag of 10", 10, 10, "days", ""),
    ("a few days", 2, 4, "days", ""),
    ("half an hour", 0.5, 0.5, "hours", ""),
    ("1,5 week", 1.5, 1.5, "weeks", ""),
    ("2 à 3 dagen", 2, 3, "days", ""),
    ("verschilt heel erg", None, None, "unknown", "heel erg"),
    ("30+ dagen", 30, None, "days", ""),
    ("3 days before purchase", 3, 3, "days", "before purchase"),
    ("een paar weken twijfelen", 2, 3, "weeks", "twijfelen"),
    ("couple of weeks", 2, 2, "weeks", ""),
    ("10-15min", 10, 15, "minutes", ""),
    ("about 10 minutes", 10, 10, "minutes", ""),
]


@pytest.mark.parametrize("text,low,high,unit,rest", DURATIONS)
def test_duration(text: str, low: float | None, high: float | None, unit: str, rest: str) -> None:
    found = duration(text)
    assert found is not None
    assert (found.min, found.max, found.unit, found.rest) == (low, high, unit, rest)


@pytest.mark.parametrize("text", ["kaarsen", "5 euro", "20%", "", "3 stuks", "duurzaam"])
def test_no_duration(text: str) -> None:
    assert duration(text) is None


@pytest.mark.parametrize(
    "text,low,high",
    [
        ("20%", 20, 20),
        ("20 procent", 20, 20),
        ("1 op de 3", 33.3, 33.3),
        ("de helft haakt af", 50, 50),
        ("20-30%", 20, 30),
        ("een derde", 33, 33),
        ("3 van de 10", 30, 30),
        ("one in five", 20, 20),
        ("ongeveer 12,5 %", 12.5, 12.5),
        ("Twintig procent", 20, 20),
    ],
)
def test_percentage(text: str, low: float, high: float) -> None:
    found = percentage(text)
    assert found is not None
    assert (found.min, found.max) == (low, high)
    assert found.value == (low if low == high else None)


@pytest.mark.parametrize("text", ["120%", "half uur", "5 sterren", "", "een half jaar"])
def test_no_percentage(text: str) -> None:
    assert percentage(text) is None


@pytest.mark.parametrize(
    "text,low,high,currency",
    [
        ("€ 12,50", 12.5, 12.5, "EUR"),
        ("25 euro", 25, 25, "EUR"),
        ("25,-", 25, 25, "EUR"),
        ("€1.000,50", 1000.5, 1000.5, "EUR"),
        ("$30", 30, 30, "USD"),
        ("20 tot 30 euro", 20, 30, "EUR"),
        ("£5 shipping", 5, 5, "GBP"),
        ("€ 20 - € 30", 20, 30, "EUR"),
    ],
)
def test_money(text: str, low: float, high: float, currency: str) -> None:
    found = money(text)
    assert found is not None
    assert (found.min, found.max, found.currency) == (low, high, currency)


def test_numbers() -> None:
    assert [number(typed) for typed in ("1.000,50", "1½", "anderhalve", "x", "1,5")] == [1000.5, 1.5, 1.5, 0.0, 1.5]


@pytest.mark.parametrize(
    "text,moment,channel_id,message",
    [
        ("dag 3 mailtje met verzorgingstips", "dag 3", "email", "mailtje met verzorgingstips"),
        ("na 2 weken een whatsappje: hoe gaat het?", "na 2 weken", "message", "een whatsappje: hoe gaat het?"),
        ("direct na bestelling bevestigingsmail", "direct na bestelling", "email", "bevestigingsmail"),
        ("3 days after delivery: email with tips", "3 days after delivery", "email", "email with tips"),
        ("een week na levering reviewmail", "een week na levering", "email", "reviewmail"),
        ("on day 1 a welcome mail", "on day 1", "email", "a welcome mail"),
        (
            "kaartje in de doos bij ontvangst met korting",
            "bij ontvangst",
            "parcel",
            "kaartje in de doos bij ontvangst met korting",
        ),
        ("every month newsletter", "every month", "email", "newsletter"),
        ("mail", None, "email", "mail"),
    ],
)
def test_contact(text: str, moment: str | None, channel_id: str, message: str) -> None:
    found = contact(text, "nl")
    assert (found.moment, found.channel_id, found.message) == (moment, channel_id, message)


@pytest.mark.parametrize(
    "text,where,share,win_back",
    [
        ("40% bij verzendkosten -> mailtje na een dag", "bij verzendkosten", 40, "mailtje na een dag"),
        ("winkelmand, dan mail ik ze", "winkelmand", None, "dan mail ik ze"),
        ("bij het betalen. terugwinnen: korting", "bij het betalen", None, "korting"),
        ("at checkout, win back: reminder mail", "at checkout", None, "reminder mail"),
        ("verzendkosten", "verzendkosten", None, None),
        ("1 op de 3 haakt af bij de kassa", "haakt af bij de kassa", 33.3, None),
        ("they leave at shipping costs → free shipping", "they leave at shipping costs", None, "free shipping"),
        ("20-30% bij de kassa", "20-30% bij de kassa", None, None),
    ],
)
def test_drop_off(text: str, where: str, share: float | None, win_back: str | None) -> None:
    found = drop_off(text)
    assert (found.where, found.share, found.win_back) == (where, share, win_back)


PIECES = st.sampled_from(
    [
        "1",
        "2",
        "weken",
        "dag",
        "tot",
        "een",
        "of",
        "twee",
        "±",
        "-",
        "half",
        "uur",
        "paar",
        "%",
        "20",
        "procent",
        "de helft",
        "->",
        ",",
        "dan",
        "mailtje",
        "na",
        "bestelling",
        "kassa",
        "terugwinnen:",
        "€",
        "euro",
        ".",
        "\n",
        "1 op de 3",
        "niet",
    ]
)
MESSAGES = st.lists(PIECES, max_size=12).map(" ".join) | st.text(max_size=80)
SHARE_WORDS = {
    word
    for name in ("of", "percent", "numbers")
    for words in lexicon("quantities")[name].values()
    for phrase in words
    for word in phrase.split()
} | {word for phrase in lexicon("quantities")["shares"] for word in phrase.split()}
LABELS = {word for phrase in both(lexicon("moments")["win_back"]) for word in fold(phrase).split()} | {"terug"}


def said(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{2,}", fold(text)))


@given(MESSAGES)
def test_a_quantity_loses_no_word(text: str) -> None:
    for found in (duration(text), percentage(text), money(text)):
        if found is not None:
            assert said(text) == said(f"{found.quote} {found.rest}")


@given(MESSAGES)
def test_contact_and_drop_off_lose_no_word(text: str) -> None:
    kept = contact(text, "nl")
    assert said(text) == said(f"{kept.moment or ''} {kept.message or ''}")
    left = drop_off(text)
    assert said(text) - said(f"{left.where or ''} {left.win_back or ''}") - LABELS <= (
        SHARE_WORDS if left.share is not None else set()
    )
