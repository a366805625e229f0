"""Starts `reisgids` processes fast: the program is imported once, and every process is a fork of that.

Run as `python -m tests.e2e.warm FD`. One request per packet on the socket: JSON with `args`, `cwd` and `env`, and four files:
standard input, output and error, and one that gets the exit code. The answer is the process id.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import socket
import sys
import termios
import traceback
from contextlib import suppress
from importlib import import_module
from typing import Any, NoReturn

from bot.app import build_app
from bot.cli import main
from storage.memory import MemoryStore

PARTS = (
    "bot.headless",
    "bot.terminal",
    "bot.demo",
    "bot.mapfile",
    "bot.settings",
    "storage.database",
    "storage.migrations.steps",
)
LONGEST = 65_536


def serve(number: int) -> None:
    """Answer requests until the other side closes."""
    for part in PARTS:
        import_module(part)
    build_app(MemoryStore())
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(fileno=number) as requests:
        while True:
            packet, files, _, _ = socket.recv_fds(requests, LONGEST, 4)
            if not packet:
                return
            process = os.fork()
            if process == 0:
                requests.close()
                _become(json.loads(packet), files)
            for file in files:
                os.close(file)
            requests.send(str(process).encode())


def _become(request: dict[str, Any], files: list[int]) -> NoReturn:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    for target, file in enumerate(files[:3]):
        os.dup2(file, target)
        os.close(file)
    if os.isatty(0):
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    sys.stdin, sys.stdout, sys.stderr = os.fdopen(0), os.fdopen(1, "w"), os.fdopen(2, "w", buffering=1)
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(request["env"])
    sys.argv = ["reisgids", *request["args"]]
    os.write(files[3], str(_run()).encode())
    os._exit(0)


def _run() -> int:
    code: object = 0
    try:
        main()
    except SystemExit as end:
        code = end.code or 0
    except BaseException:
        traceback.print_exc()
        code = 1
    with suppress(OSError):
        sys.stdout.flush()
    return code if isinstance(code, int) else 1


if __name__ == "__main__":
    serve(int(sys.argv[1]))
