"""The commands, and what they say when something is wrong: one line, an exit code, never a traceback."""

from __future__ import annotations

import json
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from PIL import Image
from pypdf import PdfReader

from tests.e2e.process import ROOT, Ended, Warm, cold, environment

BARE = {
    "language": "nl",
    "shop": {"name": "Het Ei", "offering": "verse eieren", "unique": ["kippen met een naam"]},
    "personas": [{"name": "Joke", "needs": ["zondagsontbijt"]}],
    "phases": [{"id": "purchase", "name": "Kopen", "emotion": {"score": -1, "reason": "doos gebroken"}, "touchpoints": []}],
}
"""A map as somebody types it: no value says where it comes from."""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "map.json"
    path.write_text(json.dumps(BARE))
    return path


def render(warm: Warm, source: Path, form: str, out: Path, *more: str) -> Ended:
    return warm.run("render", str(source), "--format", form, "--out", str(out), *more)


def stopped_with(ended: Ended, *words: str) -> bool:
    """Whether it stopped with one line that says all of this."""
    lines = ended.err.splitlines()
    return (ended.code, ended.out, len(lines)) == (2, "", 1) and all(word in lines[0] for word in ("reisgids: ", *words))


@pytest.mark.parametrize("form", ["png", "pdf", "svg", "md", "json"])
def test_render_writes_every_format(warm: Warm, source: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"kaart.{form}"
    assert render(warm, source, form, out) == Ended(0, "", "")
    assert opens(form, out.read_bytes())


def opens(form: str, content: bytes) -> bool:
    """Whether the file is what its name says, and about this shop."""
    if form == "png":
        with Image.open(BytesIO(content)) as picture:
            return picture.format == "PNG" and picture.width == 2400
    if form == "pdf":
        return "Het Ei" in "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    if form == "json":
        jsonschema.validate(json.loads(content), json.loads((files("export.schema") / "reisgids-1.schema.json").read_text()))
        return bool(json.loads(content)["shop"]["name"] == {"value": "Het Ei", "basis": "guess", "from": "unmarked"})
    return content.startswith(b"<svg") if form == "svg" else "Het Ei" in content.decode()


def test_render_speaks_the_language_asked_for(warm: Warm, source: Path, tmp_path: Path) -> None:
    dutch, english = tmp_path / "nl.md", tmp_path / "en.md"
    assert render(warm, source, "md", dutch).code == render(warm, source, "md", english, "--lang", "en").code == 0
    assert dutch.read_text() != english.read_text()


@pytest.mark.parametrize(
    "content, words",
    [
        (None, "cannot be read (No such file"),
        (b"{not json", "is not JSON (line 1, column 2)"),
        (b"\xff\xfe\x00", "is not JSON: it is no UTF-8 text"),
        (b"[1]", "is not a map"),
        (b"[" * 50_000, "nested too deeply"),
        (b'{"phases": 5}', "is not a map: phases"),
        (b'{"phases": [{"id": "a", "name": "A", "emotion": {"score": 9}}]}', "phases.0.emotion.score"),
        (b'{"format": "reisgids/9"}', "format"),
    ],
    ids=["missing", "not JSON", "not text", "a list", "deep", "wrong shape", "out of range", "newer format"],
)
def test_render_says_what_is_wrong_with_a_map(warm: Warm, tmp_path: Path, content: bytes | None, words: str) -> None:
    source = tmp_path / "kapot.json"
    if content is not None:
        source.write_bytes(content)
    ended = render(warm, source, "md", tmp_path / "kaart.md")
    assert stopped_with(ended, "kapot.json", words), ended
    assert not (tmp_path / "kaart.md").exists()


def test_render_names_the_formats_it_knows(warm: Warm, source: Path, tmp_path: Path) -> None:
    assert stopped_with(render(warm, source, "docx", tmp_path / "kaart.docx"), "docx", "png", "json")


def test_render_says_where_it_cannot_write(warm: Warm, source: Path, tmp_path: Path) -> None:
    assert stopped_with(render(warm, source, "md", tmp_path / "nergens" / "kaart.md"), "nergens", "cannot be written")
    assert stopped_with(render(warm, source, "md", tmp_path), str(tmp_path), "cannot be written")


@pytest.mark.parametrize(
    "env, words",
    [
        ({"DEFAULT_LANGUAGE": "xx"}, "DEFAULT_LANGUAGE"),
        ({"RETENTION_DAYS": "-1"}, "RETENTION_DAYS"),
        ({"RETENTION_DAYS": "often"}, "RETENTION_DAYS"),
        ({"DATABASE_URL": "nonsense"}, "DATABASE_URL"),
        ({"DATABASE_URL": "mysql://me:hush@host/name"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgresql://me:hush@127.0.0.1:9/name"}, "127.0.0.1:9"),
        ({"DATA_DIR": "/dev/null/here"}, "/dev/null/here"),
    ],
)
@pytest.mark.parametrize("command", ["run", "chat"])
def test_bad_settings_stop_in_one_line(warm: Warm, command: str, env: dict[str, str], words: str) -> None:
    with warm.start(command, env=env) as process:
        ended = process.end()
    told = ended.err.replace("BOT_TOKEN is not set, so the conversation opens here. README.md tells how to get a token.\n", "")
    assert stopped_with(Ended(ended.code, ended.out, told), words), ended
    assert "hush" not in ended.err


@pytest.mark.parametrize("env", [{"LANGUAGE": "en_GB:en"}, {"DEFAULT_LANGUAGE": ""}, {"RETENTION_DAYS": ""}])
def test_what_desktops_set_is_no_mistake(warm: Warm, data: str, env: dict[str, str]) -> None:
    with warm.start("chat", "--json", "--data", data, env=env) as process:
        assert "Wat verkoop je?" in process.say(text="/start")[-1]["text"]


def test_a_wrong_language_on_the_command_line_stops_in_one_line(warm: Warm, data: str) -> None:
    assert stopped_with(warm.run("chat", "--json", "--data", data, "--lang", "fr"), "nl or en")


def test_doctor_finds_nothing_wrong_with_a_good_setup(warm: Warm, data: str) -> None:
    ended = warm.run("doctor", env={"DATA_DIR": data})
    lines = ended.out.splitlines()
    assert (ended.code, ended.err) == (0, "")
    assert [line.split()[:2] for line in lines] == [
        ["ok", f"{name}:"] for name in ("token", "database", "words", "index", "model", "drawing")
    ]
    assert "0 conversation(s)" in lines[1]


@pytest.mark.parametrize(
    "env, words",
    [
        ({"DATABASE_URL": "postgresql://me:hush@127.0.0.1:9/name"}, "Check that it runs and that DATABASE_URL is right"),
        ({"DATABASE_URL": "nonsense"}, "Use sqlite:///"),
        ({"DATA_DIR": "/dev/null/here"}, "Check its path"),
    ],
    ids=["unreachable", "no address", "no folder"],
)
def test_doctor_tells_how_to_mend_a_database(warm: Warm, env: dict[str, str], words: str) -> None:
    ended = warm.run("doctor", env=env)
    mend = [line for line in ended.out.splitlines() if line.startswith("MEND")]
    assert (ended.code, ended.err, len(mend)) == (1, "", 1)
    assert mend[0].startswith("MEND database: ")
    assert words in mend[0]
    assert "hush" not in ended.out


def test_doctor_tells_how_to_mend_a_token(tmp_path: Path) -> None:
    with closing(socket.socket()) as closed:
        closed.bind(("127.0.0.1", 0))
        telegram = f"http://127.0.0.1:{closed.getsockname()[1]}"
        env = {"BOT_TOKEN": "123456:" + "a" * 35, "TELEGRAM_API": telegram, "DATA_DIR": str(tmp_path)}
        ended = cold("doctor", folder=tmp_path, env=env)
    assert ended.code == 1
    assert ended.out.splitlines()[0].startswith("MEND token: ")
    assert "a" * 35 not in ended.out + ended.err


def test_bench_prints_its_measurements(warm: Warm) -> None:
    ended = warm.run("bench", "--rounds", "1")
    assert (ended.code, ended.err) == (0, "")
    measured = [line[:12].strip() for line in ended.out.splitlines()]
    assert measured[:5] == ["fixed loop", "reply, first", "reply, media", "reply, 95th", "png, first o"]
    assert all(" ms" in line for line in ended.out.splitlines())


def test_nothing_is_read_or_loaded_at_import() -> None:
    """The composition root needs no environment, and a conversation loads neither Telegram, the compiler, alembic nor a model."""
    unwanted = ("aiogram", "typst", "alembic", "langchain", "langchain_core", "openai")
    assert loaded("bot.app, bot.headless, storage.database", among=unwanted) == "[]"


def test_the_command_line_itself_loads_next_to_nothing() -> None:
    assert loaded("bot.cli", among=("pydantic", "sqlalchemy", "yaml", "journey")) == "[]"


def loaded(modules: str, among: tuple[str, ...]) -> str:
    """Which of these a fresh interpreter with an empty environment has loaded after importing the modules."""
    code = f"import sys, {modules}; print([name for name in {among} if name in sys.modules])"
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={}, capture_output=True, text=True, check=True
    ).stdout.strip()


@pytest.fixture
def old(warm: Warm, data: str) -> Iterator[sqlite3.Connection]:
    """A conversation that nobody touched for ten days."""
    with warm.start("chat", "--json", "--data", data) as process:
        process.say(text="/start")
        process.say(text="oude kranten")
        process.end()
    with closing(sqlite3.connect(Path(data) / "reisgids.db", isolation_level=None)) as connection:
        connection.execute("UPDATE chats SET updated_at = datetime('now', '-10 days')")
        yield connection


def rows(connection: sqlite3.Connection) -> list[Any]:
    return connection.execute("SELECT raw FROM turns WHERE raw != '/start'").fetchall()


@pytest.mark.parametrize("days, kept", [("0", 1), ("30", 1), ("9", 0)])
def test_run_forgets_what_is_older_than_the_retention(
    warm: Warm, data: str, old: sqlite3.Connection, days: str, kept: int
) -> None:
    with warm.start("run", env={"DATA_DIR": data, "RETENTION_DAYS": days}) as process:
        assert process.end().code == 0
    assert len(rows(old)) == kept


def test_help_lists_the_commands(tmp_path: Path) -> None:
    ended = cold("--help", folder=tmp_path, env=environment(tmp_path))
    assert ended.code == 0
    assert all(command in ended.out for command in ("run", "chat", "demo", "render", "doctor", "bench"))
