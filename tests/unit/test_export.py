"""The files a map is handed out in: complete and readable on every page and picture."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from PIL import Image
from pypdf import PdfReader

from export.formats import FORMATS, UnknownFormat, render
from export.record import view
from journey.model import JourneyMap, parse_map
from prompts.catalog import texts
from tests.export_files import BOTH, DAY, bare, file_of, map_items, map_of, sheet, words_of
from tests.maps import full_map, journeys, small_map


@pytest.mark.parametrize("name,language", BOTH)
@pytest.mark.parametrize("fmt", FORMATS)
def test_every_format_renders(name: str, language: str, fmt: str) -> None:
    starts = {"png": b"\x89PNG", "pdf": b"%PDF", "svg": b"<svg", "md": b"# ", "json": b"{"}
    assert file_of(name, language, fmt).startswith(starts[fmt])


@pytest.mark.parametrize("name,language", [*BOTH, ("hostile", "nl")])
def test_no_word_of_the_map_is_lost(name: str, language: str) -> None:
    drawn = bare("".join(char["text"] for char in sheet(name, language).chars))
    seen = view(map_of(name, language), language, DAY)
    parts = [seen[key] for key in ("lanes", "emotions", "story", "phases", "offering", "subtitle")]
    wanted = [bare(text) for text in map_items(parts) if text.isascii()]
    assert wanted
    assert [text for text in wanted if text not in drawn] == []


@pytest.mark.parametrize("name,language", [*BOTH, ("hostile", "nl")])
def test_no_text_leaves_the_page_or_covers_another(name: str, language: str) -> None:
    page = sheet(name, language)
    words = sorted(words_of(name, language), key=lambda word: word["top"])
    right, low = page.width - 20, page.height - 10
    assert [w["text"] for w in words if w["x0"] < 20 or w["x1"] > right or w["top"] < 10 or w["bottom"] > low] == []
    assert [(one["text"], other["text"]) for one, other in _neighbours(words) if _covers(one, other)] == []


def _neighbours(words: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """The pairs of words whose heights meet; the words come sorted from top to bottom."""
    for place, one in enumerate(words):
        for other in words[place + 1 :]:
            if other["top"] >= one["bottom"]:
                break
            yield one, other


def _covers(one: dict[str, Any], other: dict[str, Any]) -> bool:
    wide = min(one["x1"], other["x1"]) - max(one["x0"], other["x0"])
    tall = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    low = min(one["bottom"] - one["top"], other["bottom"] - other["top"])
    return bool(wide > 1 and tall > 0.4 * low)


@pytest.mark.parametrize("name,language", BOTH)
def test_the_curve_crosses_no_label(name: str, language: str) -> None:
    page = sheet(name, language)
    spots = [spot for path in page.curves for spot in _beziers(path["path"]) if path["linewidth"] and path["linewidth"] > 1]
    words = words_of(name, language)
    crossed = [w["text"] for w in words for x, y in spots if w["x0"] < x < w["x1"] and w["top"] + 2 < y < w["bottom"] - 2]
    assert crossed == []
    assert name == "small" or len(spots) > 100


def _beziers(path: list[Any]) -> Iterator[tuple[float, float]]:
    at = path[0][1]
    for step in path[1:]:
        if step[0] == "c":
            yield from (_on(at, *step[1:], part / 40) for part in range(41))
        at = step[-1]


def _on(*given: Any) -> tuple[float, float]:
    *points, t = given
    weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3)
    x, y = (sum(weight * point[axis] for weight, point in zip(weights, points, strict=True)) for axis in (0, 1))
    return x, y


@pytest.mark.parametrize("name,language", BOTH)
def test_the_sheet_is_a_full_a3_with_readable_letters(name: str, language: str) -> None:
    page = sheet(name, language)
    assert round(page.width) == 1191
    assert page.height >= 841
    assert min(char["size"] for char in page.chars if char["text"].strip()) >= 6.99
    assert page.height - max(char["bottom"] for char in page.chars) < 40


@pytest.mark.parametrize("name,language", BOTH)
def test_the_picture_is_wide_and_light(name: str, language: str) -> None:
    data = file_of(name, language, "png")
    picture = Image.open(io.BytesIO(data))
    assert picture.width == 2400
    assert len(data) < (4_000_000 if name == "big" else 2_000_000)


def test_guesses_show_without_colour() -> None:
    seen = view(small_map(), "nl", DAY)
    drawn = sheet("full", "nl")
    faces = {char["fontname"].split("+")[-1] for char in drawn.chars}
    assert any("It" in face for face in faces)
    assert seen["emotions"][1]["basis"] == "guess"
    assert sum(char["text"] == "?" for char in drawn.chars) > 5


def test_the_document_says_what_it_is() -> None:
    pdf = PdfReader(io.BytesIO(file_of("full", "nl", "pdf")))
    root: Any = pdf.trailer["/Root"]
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Klantreis · Blad & Buur"
    assert root["/Lang"] == "nl"
    assert root["/MarkInfo"]["/Marked"]
    text = bare("".join(page.extract_text() for page in pdf.pages[1:]))
    sections = ("actions", "findings", "open", "personas", "shop", "touchpoints", "research", "sources", "legend")
    missing = [key for key in sections if bare(texts("labels")[f"section.{key}"]["nl"]) not in text]
    assert missing == []
    assert "beschadigdeplantenpermaand" in text
    assert "7inapril" in text


def test_the_document_is_made_for_screen_readers() -> None:
    assert b"pdfuaid:part" in file_of("full", "nl", "pdf")


def test_a_script_without_a_font_still_gives_a_document() -> None:
    journey = parse_map({"shop": {"name": "花の店"}})
    assert render(journey, "pdf", on=DAY).startswith(b"%PDF")


def test_only_our_own_fonts_are_used() -> None:
    for name in ("full", "hostile"):
        faces = {char["fontname"].split("+")[-1] for char in sheet(name, "nl").chars}
        assert all(face.startswith(("SourceSans3", "NotoSans", "NotoEmoji")) for face in faces), faces
    drawn = "".join(char["text"] for char in sheet("hostile", "nl").chars)
    assert {"🪴", "ד", "س"} <= set(drawn)


@settings(max_examples=6, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(journeys())
def test_any_map_at_all_becomes_a_file(journey: JourneyMap) -> None:
    assert render(journey, "pdf", on=DAY).startswith(b"%PDF")
    parse_map(json.loads(render(journey, "json", on=DAY)))
    render(journey, "md", on=DAY)


def test_an_empty_map_has_a_picture() -> None:
    assert render(JourneyMap(), "png", on=DAY).startswith(b"\x89PNG")


def test_the_language_of_the_fixed_words_can_be_chosen() -> None:
    text = render(full_map("nl"), "md", language="en", on=DAY).decode()
    assert "Touch points" in text
    assert "zonder gedoe afrekenen" in text


def test_several_threads_may_render_at_once() -> None:
    with ThreadPoolExecutor(3) as pool:
        made = list(pool.map(lambda _: render(small_map(), "svg", on=DAY), range(3)))
    assert len(set(made)) == 1


def test_an_unknown_format_is_named() -> None:
    with pytest.raises(UnknownFormat, match="'gif'; choose one of: png, pdf, svg, md, json"):
        render(small_map(), "gif")
