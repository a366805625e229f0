"""The conversation in a real (pseudo) terminal."""

from __future__ import annotations

import os
import pty
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest

from prompts.catalog import say
from tests.e2e.process import Process, Warm

PROMPT = "› "
Start = Callable[..., Process]


@pytest.fixture
def start(warm: Warm, data: str) -> Iterator[Start]:
    """Starts commands in a terminal, with the conversation in one folder."""
    with ExitStack() as stack:

        def begin(*args: str, **env: str) -> Process:
            return stack.enter_context(in_terminal(warm, args, {"DATA_DIR": data, **env}))

        yield begin


@contextmanager
def in_terminal(warm: Warm, args: tuple[str, ...], env: dict[str, str]) -> Iterator[Process]:
    ours, theirs = pty.openpty()
    with warm.start(*args, env=env, tty=(ours, theirs)) as process:
        os.close(ours)
        yield process


@pytest.mark.parametrize("command", ["run", "chat"])
def test_a_conversation_opens_without_a_token(start: Start, command: str) -> None:
    process = start(command)
    assert "Wat verkoop je?" in process.until(PROMPT)
    assert ("BOT_TOKEN is not set" in process.errors()) == (command == "run")
    process.write("kruidenthee")
    assert "Hoe heet je winkel?" in process.until(PROMPT)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_ctrl_d_leaves_kindly(start: Start, language: str) -> None:
    process = start("run", DEFAULT_LANGUAGE=language)
    process.until(PROMPT)
    process.type("\x04")
    left(process, language)


def test_ctrl_c_leaves_kindly(start: Start) -> None:
    process = start("chat")
    process.until(PROMPT)
    process.type("\x03")
    while process.is_silent(2):  # a key that comes just before the terminal listens is lost
        process.type("\x03")
    left(process, "nl")


def left(process: Process, language: str) -> None:
    """It said goodbye and ended well."""
    assert say("terminal", "bye", language)[:20] in process.until(say("terminal", "bye", language)[:20])
    assert process.exit_code() == 0
    assert "Traceback" not in process.errors()


def test_a_number_presses_its_button(start: Start) -> None:
    process = start("chat")
    shown = process.until(PROMPT)
    assert "[3] Overslaan" in shown
    process.write("3")
    assert "Hoe heet je winkel?" in process.until(PROMPT)


@pytest.mark.parametrize("typed", ["", "999999999999999999999999", "0", "²", "\udcff\udcfe", "\x1b[A"])
def test_odd_input_ends_nothing(start: Start, typed: str) -> None:
    process = start("chat")
    process.until(PROMPT)
    process.write(typed)
    process.until(PROMPT)
    process.type("\x04")
    left(process, "nl")


def test_the_next_start_goes_on_where_it_was(start: Start) -> None:
    first = start("chat")
    first.until(PROMPT)
    first.write("kruidenthee")
    first.until(PROMPT)
    first.kill()
    assert "Hoe heet je winkel?" in start("chat").until(PROMPT)


def test_a_picture_is_named_by_its_path_in_one_piece(start: Start, data: str) -> None:
    process = start("chat")
    process.until(PROMPT)
    process.write("kruidenthee")
    process.until(PROMPT)
    process.write("/kaart")
    assert re.search(rf"{data}/files/reisgids-v\d+\.png", process.until(PROMPT))
