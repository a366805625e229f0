"""A map as text and data: what people wrote stays exactly that, and what goes out can come back in."""

from __future__ import annotations

import json
import re

import pytest
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from export import schema
from export.markdown import escape
from export.record import view
from journey.model import parse_map
from prompts.catalog import texts
from tests.export_files import BOTH, DAY, bare, file_of, map_items, map_of, sheet
from tests.maps import full_map


def test_hostile_words_stay_words() -> None:
    drawn = bare("".join(char["text"] for char in sheet("hostile", "nl").chars))
    assert bare("#panic() $x$ *b* _i_ @ref <tag> [x](y) `code` // /* \\") in drawn
    assert "w" * 400 in drawn
    page = MarkdownIt("commonmark").render(file_of("hostile", "nl", "md").decode())
    assert not re.search(r"<(script|tag|a|img|code)\b", page)
    assert "#panic() $x$ *b* _i_ @ref &lt;tag&gt; [x](y) `code` // /* \\" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; {{ x }} {phase} %s" in page


MARKUP = ("1. one", "2) two", "- three", "# four", "> five", "a | b", "![i](u)", "https://x.example", "*x*", "www.x.nl", "==")


@pytest.mark.parametrize("text", MARKUP)
def test_markdown_shows_exactly_the_text(text: str) -> None:
    page = MarkdownIt("commonmark").render(f"- {escape(text)}")
    shown = text.replace(">", "&gt;")
    assert page == f"<ul>\n<li>{shown}</li>\n</ul>\n"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_markdown_holds_the_whole_map(language: str) -> None:
    page = MarkdownIt("commonmark").render(file_of("full", language, "md").decode())
    plain = re.sub(r"<[^>]+>", "", page).replace("&quot;", '"').replace("&amp;", "&")
    seen = view(full_map(language), language, DAY)
    assert [text for text in map_items(seen) if text not in plain] == []


@pytest.mark.parametrize("name,language", [*BOTH, ("hostile", "nl")])
def test_json_fits_its_schema_and_comes_back(name: str, language: str) -> None:
    data = json.loads(file_of(name, language, "json"))
    assert list(Draft202012Validator(schema.schema()).iter_errors(data)) == []
    back = parse_map(data)
    assert back.model_copy(update={"analysis": None}) == map_of(name, language).model_copy(update={"analysis": None})
    assert back.analysis.actions == map_of(name, language).analysis.actions
    assert all(finding.text for finding in back.analysis.findings)


def test_the_schema_file_is_the_one_the_model_gives() -> None:
    assert json.loads(schema.FILE.read_text(encoding="utf-8")) == schema.schema()
    Draft202012Validator.check_schema(schema.schema())


def test_the_schema_refuses_what_is_no_map() -> None:
    check = Draft202012Validator(schema.schema())
    assert not check.is_valid({"phases": [{"name": {"value": "x", "basis": "said"}}]})
    assert not check.is_valid({"title": {"value": "x", "basis": "heard"}})


def test_every_field_of_the_map_has_a_label() -> None:
    sections = {"Shop": "shop", "Persona": "persona", "Research": "research", "Phase": "phase", "Emotion": "emotion"}
    sections |= {"Touchpoint": "touchpoint", "Duration": "duration", "Contact": "contact", "DropOff": "drop_off"}
    sections |= {"Ending": "ending", "Action": "action"}
    skipped = {"id", "phase", "path", "sources"}
    parts = schema.schema()["$defs"]
    fields = [f"field.{section}.{key}" for part, section in sections.items() for key in parts[part]["properties"]]
    assert [name for name in fields if name.rpartition(".")[2] not in skipped and name not in texts("labels")] == []
