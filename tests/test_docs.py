"""The documents say what the program does: commands, settings, formats, links; and no file gives away what it should not."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from bot.acts import PRESSES, SLASHES, TO_OTHER_LANGUAGE
from bot.app import build_app
from bot.cli import cli
from bot.headless import Headless
from bot.settings import Settings
from export.formats import FORMATS
from journey.model import JourneyMap, parse_map
from storage.memory import MemoryStore

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
FORMATS_PAGE = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
HEADLESS = (ROOT / "docs" / "headless.md").read_text(encoding="utf-8")
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
PACKAGES = ("journey", "prompts", "storage", "knowledge", "export", "bot")
BOTFATHERS = {"newbot", "revoke"}
"""Slash commands of BotFather, which the README explains."""
LARGEST_PICTURE = 500_000
NOT_OURS = {"out", "build", "dist", "node_modules", "__pycache__"}
OUR_DOTS = {".ci", ".github", ".env.example", ".gitignore", ".pre-commit-config.yaml"}
LOOSE_LIPS = {
    "a registry host": r"(?:pypi\."
    + r"org|pythonhosted\."
    + r"org|--(?:extra-)?index"
    + r"-url|/artifact"
    + r"ory/|/sim"
    + r"ple/)",
    "a place on one machine": r"(?<![\w.])/(?:work" + r"|home/\w+|ro" + r"ot|Us" + r"ers/\w+)/|\b[A-Z]:\\Us" + r"ers\\",
    "a bot token": r"\b\d{8,10}" + r":[A-Za-z0-9_-]{35}\b",
    "a key": r"\b(?:sk" + r"-[A-Za-z0-9_-]{20,}|gh[pousr]" + r"_[A-Za-z0-9]{30,}|AK" + r"IA[0-9A-Z]{16})",
    "a private key": r"-----BEGIN [A-Z ]*PRIV" + r"ATE KEY-----",
}
"""What no file may hold. The patterns are in pieces, so that they do not find themselves."""


def commands() -> dict[str, set[str]]:
    """The commands of `reisgids` by name, each with its options."""
    group: Any = get_command(cli)
    return {name: {"--help"}.union(*(each.opts for each in command.params)) for name, command in group.commands.items()}


def calls(page: str) -> Iterator[tuple[str, list[str]]]:
    """Every `reisgids …` in the code of a page: the command and its options."""
    for code in codes(page):
        found = re.search(r"(?:^|/)reisgids (?P<command>[a-z]+)(?P<rest>.*)", code)
        if found:
            yield found["command"], re.findall(r"(?<!\S)--[a-z-]+", found["rest"])


def codes(page: str) -> list[str]:
    """The pieces of code on a page: between backticks, or set in by four spaces."""
    return [span or block for span, block in re.findall(r"`([^`\n]+)`|^ {4}(\S.*)$", page, re.MULTILINE)]


def setting_names() -> set[str]:
    return {name.upper() for name in Settings.model_fields}


def ours() -> Iterator[Path]:
    """Every file of the project, without what tools and runs leave behind."""
    waiting = [ROOT]
    while waiting:
        for path in waiting.pop().iterdir():
            hidden = path.name.startswith(".") and path.name not in OUR_DOTS
            if hidden or path.name in NOT_OURS or path.name.endswith(".egg-info"):
                continue
            if path.is_dir():
                waiting.append(path)
            else:
                yield path


def given_away(text: str) -> list[str]:
    """The kinds of things in a text that should not be there."""
    return [kind for kind, pattern in LOOSE_LIPS.items() if re.search(pattern, text)]


def heading_names(page: str) -> set[str]:
    """The names by which headings can be linked to."""
    titles = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def field_names(schema: dict[str, Any]) -> set[str]:
    """Every field of every part of the map, apart from those of a cell."""
    parts = {name: part for name, part in schema["$defs"].items() if not name.startswith("Cell")}
    return {field for part in (schema, *parts.values()) for field in part["properties"]}


def test_readme_has_every_command() -> None:
    """The table of commands is whole, and names no command that does not exist."""
    named = re.findall(r"^\| `reisgids ([a-z]+)` \|", README, re.MULTILINE)
    assert sorted(named) == sorted(commands())


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_commands_in_documents_work(page: Path) -> None:
    """A command that a reader copies exists, with these options."""
    known, named = commands(), list(calls(page.read_text(encoding="utf-8")))
    assert [(name, options) for name, options in named if name not in known or not {*options} <= known[name]] == []


def test_calls_are_found() -> None:
    """A command counts wherever it is set as code, with its options and without its values."""
    page = (
        "Run `reisgids render map.json --format pdf`, or:\n\n    .venv/bin/reisgids chat --json\n\nPlain reisgids talk is none."
    )
    assert list(calls(page)) == [("render", ["--format"]), ("chat", ["--json"])]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_make_targets_exist(page: Path) -> None:
    """What a page tells to make, make can make."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {found[1] for code in codes(page.read_text(encoding="utf-8")) if (found := re.match(r"make ([a-z]+)", code))}
    assert named <= targets


def test_readme_has_every_slash_command() -> None:
    """Whatever an owner can type after a slash stands in the README, and nothing else does."""
    named = {found[1] for code in codes(README) if (found := re.fullmatch(r"/([a-z]+)", code))}
    assert named - BOTFATHERS == {*SLASHES, *TO_OTHER_LANGUAGE}


@pytest.mark.parametrize("page", [README, FORMATS_PAGE], ids=["README", "formats"])
def test_every_format_is_described(page: str) -> None:
    """Each format has its row in the tables."""
    assert [name for name in FORMATS if not re.search(rf"^\| `{name}` \|", page, re.MULTILINE)] == []


def test_every_field_of_the_map_is_described() -> None:
    """docs/formats.md names every field of the exchange format."""
    assert {name for name in field_names(JourneyMap.model_json_schema()) if f"`{name}`" not in FORMATS_PAGE} == set()


def test_the_example_map_is_one() -> None:
    """The map shown in docs/formats.md can be read, and means what the page says."""
    shown = re.search(r"```json\n(.*?)```", FORMATS_PAGE, re.DOTALL)
    assert shown
    journey = parse_map(json.loads(shown[1]))
    assert [cell.basis for cell in journey.phases[0].pains] == ["said"]
    assert journey.phases[0].emotion is not None
    assert journey.phases[0].emotion.reason is None


async def test_headless_examples_look_like_the_real_thing(tmp_path: Path) -> None:
    """A line of docs/headless.md has the fields of a real one, and its input lines are understood."""
    given, shown = (block.splitlines() for block in re.findall(r"```jsonl\n(.*?)```", HEADLESS, re.DOTALL))
    written: list[str] = []
    app = build_app(MemoryStore())
    await Headless(app, tmp_path, "en", written.append).turn(given[0])
    await app.close()
    real = [json.loads(line) for line in written]
    fields = {message["type"]: sorted(message) for message in real}
    assert {message["type"]: sorted(message) for message in map(json.loads, shown)} == fields
    assert {key for line in given for key in json.loads(line)} <= {"text", "press", "file", "id"}
    assert real[0]["asks"] == ["shop.offering"]


def test_headless_lists_the_fixed_buttons() -> None:
    """Every value that a program may rely on is named."""
    assert [value for value in PRESSES if not re.search(rf"^\| `{value}` \|", HEADLESS, re.MULTILINE)] == []


def test_example_settings_are_whole() -> None:
    """.env.example has every setting, and no other."""
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    assert [found[1] for line in lines if (found := re.match(r"#?([A-Z_]+)=", line))] == [
        name.upper() for name in Settings.model_fields
    ]


def test_example_settings_are_the_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copied as it is, also with every line switched on, the example changes nothing."""
    for name in setting_names():
        monkeypatch.delenv(name, raising=False)
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    switched_on = tmp_path / "env"
    switched_on.write_text(re.sub(r"^#(?=[A-Z_]+=)", "", text, flags=re.MULTILINE), encoding="utf-8")
    untouched = Settings(_env_file=None)  # type: ignore[call-arg]
    for file in (ROOT / ".env.example", switched_on):
        assert Settings(_env_file=file) == untouched  # type: ignore[call-arg]


def test_readme_has_every_setting() -> None:
    """The table of settings is whole, and names no setting that does not exist."""
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", README, re.MULTILINE)) == setting_names()


def test_changelog_has_this_version() -> None:
    """The version that is being made has its own heading."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert re.search(rf"^## \[{re.escape(version)}\] - ", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(page: Path) -> None:
    """A link within the project names a file that is there, and a heading that it has."""
    lost = []
    for link in re.findall(r"\]\((?!https?://)([^)\s]+)\)", page.read_text(encoding="utf-8")):
        name, _, heading = link.partition("#")
        target = page.parent / name if name else page
        if not target.is_file() or (heading and heading not in heading_names(target.read_text(encoding="utf-8"))):
            lost.append(link)
    assert lost == []


def test_architecture_names_every_part() -> None:
    """Each package, and each module of the core, has its line."""
    modules = [path.stem for path in (ROOT / "journey").glob("*.py") if path.stem != "__init__"]
    missing = [name for name in modules if not re.search(rf"^\| `{name}` \|", ARCHITECTURE, re.MULTILINE)]
    assert missing + [name for name in PACKAGES if f"| `{name}/` |" not in ARCHITECTURE] == []


def test_architecture_names_only_what_is_there() -> None:
    """A file or folder that the page names exists, and so does each module in its table."""
    named = [code for code in codes(ARCHITECTURE) if re.fullmatch(rf"(?:{'|'.join(PACKAGES)}|tests)/[\w./]*", code)]
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []
    table = ARCHITECTURE.partition("The modules of `journey/`")[2].partition("\n## ")[0]
    modules = re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)
    assert [name for name in modules if not (ROOT / "journey" / f"{name}.py").is_file()] == []


@pytest.mark.parametrize("name", ["map-nl.png", "map-en.png"])
def test_pictures_are_light(name: str) -> None:
    """The pictures of the README are there, and load quickly."""
    picture = ROOT / "docs" / "images" / name
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size < LARGEST_PICTURE


def test_no_file_gives_anything_away() -> None:
    """No secret, no registry's address and no path of a machine stands in any text file."""
    found = {}
    for path in ours():
        kinds = given_away(path.read_bytes().decode("utf-8", errors="ignore")) if b"\0" not in path.read_bytes()[:1024] else []
        if kinds:
            found[path.relative_to(ROOT).as_posix()] = kinds
    assert found == {}


def test_what_should_not_be_there_is_seen() -> None:
    """The search sees one of each kind, and lets an ordinary hash and path pass."""
    assert given_away("https://pypi." + "org/x") == ["a registry host"]
    assert given_away("see /home/" + "ann/notes") == ["a place on one machine"]
    assert given_away("123456789:" + "A" * 35) == ["a bot token"]
    assert given_away("ghp_" + "a" * 36) == ["a key"]
    assert given_away("-----BEGIN " + "PRIVATE KEY-----") == ["a private key"]
    assert given_away("--hash=sha256:" + "0" * 64 + " sqlite:///path/to/file.db") == []
