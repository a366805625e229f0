"""The bundled example shop, played to a finished map."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e.process import Warm
from tests.e2e.test_cli import stopped_with


@pytest.mark.parametrize(
    "language, shop, name", [("nl", "Het Blad", "klantreis-het-blad"), ("en", "The Leaf", "journey-the-leaf")]
)
def test_the_demo_writes_every_file(warm: Warm, tmp_path: Path, language: str, shop: str, name: str) -> None:
    ended = warm.run("demo", "--lang", language, "--out", str(tmp_path / "kaarten"), "--quiet")
    assert (ended.code, ended.err) == (0, "")
    written = [Path(line) for line in ended.out.splitlines()]
    assert [path.name for path in written] == [f"{name}.{form}" for form in ("png", "pdf", "md", "json")]
    contents = {path.suffix: path.read_bytes() for path in written}
    assert contents[".png"].startswith(b"\x89PNG")
    assert contents[".pdf"].startswith(b"%PDF")
    assert shop in contents[".md"].decode()
    assert json.loads(contents[".json"])["language"] == language


def test_the_demo_shows_the_talk(warm: Warm, tmp_path: Path) -> None:
    ended = warm.run("demo", "--lang", "nl", "--out", str(tmp_path))
    assert ended.out.startswith("› /start")
    assert "Stap 7 van 7" in ended.out


def test_the_demo_says_where_it_cannot_write(warm: Warm, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file in the way")
    assert stopped_with(warm.run("demo", "--lang", "nl", "--out", str(tmp_path / "out"), "--quiet"), "out", "cannot be written")
