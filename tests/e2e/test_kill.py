"""Kills the process at any moment, again and again: every answer stands on the map exactly once, every question is the right one.

An interview that nothing disturbed is the measure: each turn of the killed one has to end in the same question, and both end in
the same map, down to the message each cell comes from.
"""

from __future__ import annotations

import json
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from prompts.catalog import load
from tests.e2e.process import PATIENCE, Process, Warm, cold, environment
from tests.e2e.test_headless import answer

WORKING, STARTING = 0.040, 0.150
"""Longest seconds before a kill, for a process that has answered before and for a new one."""
COMMITTING = 0.004
"""Longest seconds before a kill that waits for the first write of a turn."""
IN_A_TURN, AT_A_COMMIT, BETWEEN_TURNS = 0.8, 0.5, 0.4
MOST_TURNS = 60
Line = dict[str, Any]
Messages = list[dict[str, Any]]
Stamp = tuple[int, int]


@dataclass(frozen=True)
class Interview:
    """Every line of an interview, what it was answered with, and the map at the end."""

    lines: list[Line]
    turns: list[Messages]
    map: Any


def final_map(messages: Messages) -> Any:
    path = next(file["path"] for message in messages for file in message["files"] if file["format"] == "json")
    return json.loads(Path(path).read_text())


def kept(data: str) -> list[str]:
    """The words of every turn in the database, in order."""
    with closing(sqlite3.connect(Path(data) / "reisgids.db")) as connection:
        return [row[0] for row in connection.execute("SELECT raw FROM turns ORDER BY id")]


def said(lines: list[Line]) -> list[str]:
    return [line.get("text") or line["press"] for line in lines]


@pytest.fixture(scope="module")
def undisturbed(warm: Warm, tmp_path_factory: pytest.TempPathFactory) -> Interview:
    """An interview from start to end in one process. Its lines differ in `turn`, so that none is a repeat of another."""
    brief = {path: words["nl"] for path, words in load("demo")["answers"].items()}
    lines: list[Line] = [{"turn": 0, "text": "/start"}]
    data = str(tmp_path_factory.mktemp("undisturbed"))
    with warm.start("chat", "--json", "--data", data, "--lang", "nl") as process:
        turns = [process.say(**lines[0])]
        while (turns[-1][-1]["step"] < 7 or turns[-1][-1]["asks"]) and len(lines) < MOST_TURNS:
            lines.append({"turn": len(lines), **answer(turns[-1], brief)})
            turns.append(process.say(**lines[-1]))
    assert kept(data) == said(lines)
    return Interview(lines, turns, final_map(turns[-1]))


@dataclass
class Fate:
    """Decides, from a seed, when a process dies: half-way a turn, or while it waits for one."""

    chance: random.Random
    kills: int = 0
    quota: float = 0
    """Kills so far at most: it rises with the turns, so that the whole interview gets its share."""

    def strikes(self, odds: float) -> bool:
        """Whether the process is to be killed now."""
        struck = self.kills < self.quota and self.likes(odds)
        self.kills += struck
        return struck

    def likes(self, odds: float) -> bool:
        return self.chance.random() < odds

    def moment(self, process: Process) -> float:
        """Seconds to let it work. One that has yet to start needs longer to come to a turn."""
        return self.chance.uniform(0, WORKING if process.answered else STARTING)


class Client:
    """Talks to a process that dies again and again, and sends a line again until its answer has come."""

    def __init__(self, lives: Iterator[Process], fate: Fate, log: Path, *, named: bool) -> None:
        self._lives = lives
        self._log = log
        self._process = next(lives)
        self._fate = fate
        self._named = named

    def say(self, number: int, line: Line, expected: Messages) -> Messages:
        """The answer to a line."""
        words = json.dumps({"id": number, **line} if self._named else line)
        answered = None
        while answered is None:
            before = stamp(self._log)
            self._process.write(words)
            answered = self._killed(before, expected) if self._fate.strikes(IN_A_TURN) else self._process.turn()
        if self._fate.strikes(BETWEEN_TURNS):
            self._die()
        return answered

    def _killed(self, before: Stamp, expected: Messages) -> Messages | None:
        """What a process wrote before it was killed, when that was an answer.

        Without an `id`, a line whose answer was read to its last message must not be sent again: it might count as a new one.
        """
        if self._fate.likes(AT_A_COMMIT):
            await_change(self._log, before, self._process)
            time.sleep(self._fate.chance.uniform(0, COMMITTING))
        else:
            time.sleep(self._fate.moment(self._process))
        self._process.kill()
        messages: Messages = []
        while (written := self._process.line()) is not None:
            shown = json.loads(written)
            if shown["type"] == "end_of_turn":
                break
            messages.append(shown)
        whole = written is not None or (not self._named and messages[-1:] and question(messages) == question(expected))
        self._die()
        return messages if whole else None

    def _die(self) -> None:
        self._process.kill()
        self._process = next(self._lives)


def stamp(log: Path) -> Stamp:
    """What tells that a file was written to."""
    try:
        found = log.stat()
    except FileNotFoundError:
        return (0, 0)
    return (found.st_size, found.st_mtime_ns)


def await_change(log: Path, before: Stamp, process: Process) -> None:
    """Wait, awake, until the database's log is written to: then an answer is about to be kept, or just was.

    A line that was answered before is answered again without a write.
    """
    end = time.monotonic() + PATIENCE
    while stamp(log) == before and process.is_silent(0):
        assert time.monotonic() < end, "nothing was ever written"


def lives(warm: Warm, data: str) -> Generator[Process, None, None]:
    """Processes over the same folder, each started when the one before has died."""
    while True:
        with warm.start("chat", "--json", "--data", data, "--lang", "nl") as process:
            yield process


@pytest.mark.parametrize("named, kills", [(True, 55), (False, 30)], ids=["with an id", "without an id"])
def test_no_kill_loses_or_doubles_an_answer(warm: Warm, data: str, undisturbed: Interview, named: bool, kills: int) -> None:
    fate = Fate(random.Random(20 + named))
    with closing(lives(warm, data)) as processes:
        client = Client(processes, fate, Path(data) / "reisgids.db-wal", named=named)
        for number, (line, expected) in enumerate(zip(undisturbed.lines, undisturbed.turns, strict=True)):
            fate.quota = kills * (number + 1) / len(undisturbed.lines)
            messages = client.say(number, line, expected)
            assert question(messages) == question(expected), f"turn {number}, after {fate.kills} kills"
            if number == len(undisturbed.lines) - 1:
                assert final_map(messages) == undisturbed.map
    assert kept(data) == said(undisturbed.lines)
    assert fate.kills >= 0.9 * kills


def question(messages: Messages) -> Line:
    """The last message of a turn: the current question."""
    return {**messages[-1], "files": len(messages[-1]["files"])}


def test_the_installed_command_goes_on_after_kills_while_it_starts(tmp_path: Path) -> None:
    chance, line = random.Random(3), '{"id": "a", "text": "gebreide truien"}\n'
    command = [str(Path(sys.executable).with_name("reisgids")), "chat", "--json", "--data", "d", "--lang", "nl"]
    for _ in range(3):
        with subprocess.Popen(
            command, cwd=tmp_path, env=environment(tmp_path), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdin is not None
            process.stdin.write(line)
            process.stdin.flush()
            time.sleep(chance.uniform(0.2, 2))
            process.kill()
    done = cold("chat", "--json", "--data", "d", "--lang", "nl", folder=tmp_path, stdin=line)
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out.splitlines()[-2])["asks"][0] == "shop.name"
    assert kept(str(tmp_path / "d")) == ["gebreide truien"]
