"""Long texts in pieces, bold ranges in the units that Telegram counts in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.parts import LONGEST_TEXT, split, units


def test_a_short_text_stays_one_part_with_its_bold_range_in_utf16_units() -> None:
    (part,) = split("👍 Stap 1\nWat verkoop je?", [(2, 6)])
    assert part.text == "👍 Stap 1\nWat verkoop je?"
    assert [(entity.offset, entity.length) for entity in part.entities] == [(3, 6)]


def test_a_long_text_is_cut_between_paragraphs() -> None:
    first, second = "a" * 3000, "b" * 2000
    assert [part.text for part in split(f"{first}\n\n{second}", [])] == [first, second]


def test_a_long_paragraph_is_cut_between_words() -> None:
    parts = split("woord " * 1500, [])
    assert len(parts) == 3
    assert all(part.text.startswith("woord") and part.text.endswith("woord") for part in parts)


def test_a_word_without_end_is_cut_all_the_same() -> None:
    assert [units(part.text) for part in split("😀" * 3000, [])] == [4096, 1904]


def test_a_bold_range_over_a_cut_goes_on_in_the_next_part() -> None:
    parts = split("a" * 4000 + " " + "b" * 500, [(3990, 100)])
    assert [[(entity.offset, entity.length) for entity in part.entities] for part in parts] == [[(3990, 10)], [(0, 89)]]


@given(st.text(st.sampled_from("ab 😀\n"), max_size=400), st.integers(2, 60), st.tuples(st.integers(0, 400), st.integers(1, 50)))
def test_no_word_is_lost_and_no_part_is_too_long(text: str, limit: int, span: tuple[int, int]) -> None:
    parts = split(text, [span], limit)
    assert "".join("".join(part.text.split()) for part in parts) == "".join(text.split())
    for part in parts:
        assert 0 < units(part.text) <= limit
        for entity in part.entities:
            assert 0 <= entity.offset < entity.offset + entity.length <= units(part.text)


def test_the_limit_is_telegrams() -> None:
    assert LONGEST_TEXT == 4096
    assert split("   \n ", []) == []
