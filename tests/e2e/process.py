"""`reisgids` processes to talk to, each with a folder and an environment of its own."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Self

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
"""Seconds before a silent process counts as stuck; far more than any needs."""


@dataclass(frozen=True)
class Ended:
    """A process that has ended. `code` is negative for a signal."""

    code: int
    out: str
    err: str


class Process:
    """A running process: lines in, lines out."""

    def __init__(self, pid: int, stdin: int, stdout: int, stderr: IO[bytes], status: int) -> None:
        self.pid = pid
        self.stdin = stdin
        self._stdout = stdout
        self._stderr = stderr
        self._status = status
        self._read = b""
        self.answered = False

    def write(self, line: str) -> None:
        """Send a line. A process that is gone does not mind."""
        self.type(line + "\n")

    def type(self, keys: str) -> None:
        """Send just this."""
        with suppress(BrokenPipeError):
            os.write(self.stdin, keys.encode(errors="surrogateescape"))

    def say(self, **data: Any) -> list[dict[str, Any]]:
        """Send one object and read the messages of its turn, which has to end."""
        self.write(json.dumps(data))
        return self.turn()

    def turn(self) -> list[dict[str, Any]]:
        """The messages up to the end of the turn."""
        messages: list[dict[str, Any]] = []
        while True:
            line = self.line()
            assert line is not None, f"the process ended in mid-turn: {self.end().err}"
            shown = json.loads(line)
            if shown["type"] == "end_of_turn":
                self.answered = True
                return messages
            messages.append(shown)

    def line(self) -> str | None:
        """The next whole line of output, or None when there comes no more."""
        while b"\n" not in self._read:
            if not self._fill():
                return None
        line, _, self._read = self._read.partition(b"\n")
        return line.decode()

    def until(self, words: str) -> str:
        """The output up to and with these words."""
        while words.encode() not in self._read:
            assert self._fill(), f"{words!r} never came: {self._read.decode(errors='replace')}"
        before, _, self._read = self._read.partition(words.encode())
        return before.decode(errors="replace") + words

    def is_silent(self, seconds: float) -> bool:
        """Whether it writes nothing for so long."""
        return not select.select([self._stdout], [], [], seconds)[0]

    def kill(self) -> None:
        """End it as a power cut would."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def interrupt(self) -> None:
        """Ctrl-C."""
        os.kill(self.pid, signal.SIGINT)

    def close_output(self) -> None:
        """Stop reading what it writes."""
        os.close(self._stdout)
        self._stdout = -1

    def close_input(self) -> None:
        """End of file."""
        if self.stdin >= 0:
            os.close(self.stdin)
            self.stdin = -1

    def end(self) -> Ended:
        """Close its input, wait, and tell how it went."""
        self.close_input()
        while self._fill():
            pass
        return Ended(self.exit_code(), self._read.decode(errors="replace"), self.errors())

    def exit_code(self) -> int:
        """The code it ends with, waited for; negative for a kill."""
        code = self._wait(self._status)
        return int(code) if code else -signal.SIGKILL

    def errors(self) -> str:
        """What is on standard error so far."""
        self._stderr.seek(0)
        return self._stderr.read().decode(errors="replace")

    def _fill(self) -> bool:
        found = self._wait(self._stdout)
        self._read += found
        return bool(found)

    def _wait(self, file: int) -> bytes:
        ready, _, _ = select.select([file], [], [], PATIENCE)
        assert ready, f"nothing came in {PATIENCE} s; before that: {self._read.decode(errors='replace')}"
        try:
            return os.read(file, 65_536)
        except OSError:  # a terminal whose other side has gone
            return b""

    def release(self) -> None:
        """Let go of everything, the process included."""
        self.kill()
        self.close_input()
        for file in (self._stdout, self._status):
            with suppress(OSError):
                os.close(file)
        self._stderr.close()


class Warm:
    """Starts processes from one that has the program loaded: 20 ms each instead of over a second."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            command = [sys.executable, "-m", "tests.e2e.warm", str(theirs.fileno())]
            self._server = subprocess.Popen(command, cwd=ROOT, env=environment(folder), pass_fds=[theirs.fileno()])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._ours.close()
        self._server.wait(PATIENCE)

    @contextmanager
    def start(self, *args: str, env: Mapping[str, str] | None = None, tty: tuple[int, int] | None = None) -> Iterator[Process]:
        """A running `reisgids ARGS`. With `tty`, a terminal's two sides, it talks through that."""
        child_in, stdin = (tty[1], os.dup(tty[0])) if tty else os.pipe()
        stdout, child_out = (os.dup(tty[0]), os.dup(tty[1])) if tty else os.pipe()
        status, child_status = os.pipe()
        errors = (self._folder / f"stderr-{time.monotonic_ns()}").open("w+b")
        files = [child_in, child_out, child_status]
        request = {"args": args, "cwd": str(self._folder), "env": {**environment(self._folder), **(env or {})}}
        socket.send_fds(self._ours, [json.dumps(request).encode()], [child_in, child_out, errors.fileno(), child_status])
        for file in files:
            os.close(file)
        process = Process(int(self._ours.recv(64)), stdin, stdout, errors, status)
        try:
            yield process
        finally:
            process.release()

    def run(self, *args: str, env: Mapping[str, str] | None = None) -> Ended:
        """Run a command that reads nothing to its end."""
        with self.start(*args, env=env) as process:
            return process.end()


def environment(home: Path) -> dict[str, str]:
    """What a process gets of our own environment: next to nothing."""
    index = str(ROOT / ".data" / "index")
    return {"PATH": os.environ["PATH"], "HOME": str(home), "TERM": "dumb", "COLUMNS": "100", "INDEX_DIR": index}


def cold(*args: str, folder: Path, stdin: str = "", env: Mapping[str, str] | None = None) -> Ended:
    """The installed command itself, as a user starts it."""
    command = [str(Path(sys.executable).with_name("reisgids")), *args]
    settings = {**environment(folder), **(env or {})}
    done = subprocess.run(
        command, cwd=folder, env=settings, input=stdin, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    return Ended(done.returncode, done.stdout, done.stderr)
