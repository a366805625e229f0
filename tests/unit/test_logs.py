"""Logs tell what happened and where, never a secret or what an owner wrote."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.logs import set_up_logs

TOKEN = "123456:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    before, level = list(logging.root.handlers), logging.root.level
    stream = io.StringIO()
    set_up_logs("INFO", stream)
    yield stream
    logging.basicConfig(handlers=before, level=level, force=True)
    structlog.reset_defaults()


def test_an_event_is_one_line_of_keys_and_values(lines: io.StringIO) -> None:
    structlog.get_logger().info("delivery.retry", chat="tg:7", seconds=2)
    (line,) = lines.getvalue().splitlines()
    assert "level=info event=delivery.retry" in line
    assert "chat=tg:7" in line
    assert "seconds=2" in line


def test_tokens_and_passwords_are_blotted_out_everywhere(lines: io.StringIO) -> None:
    structlog.get_logger().warning(f"url /bot{TOKEN}/getMe", address="postgresql://iris:geheim@host/db", nested={"token": TOKEN})
    logging.getLogger("aiogram.dispatcher").error("Failed with %s", TOKEN)
    assert TOKEN not in lines.getvalue()
    assert "geheim" not in lines.getvalue()
    assert lines.getvalue().count("[token]") == 3


def test_an_exception_is_named_and_placed_but_not_quoted(lines: io.StringIO) -> None:
    try:
        raise ValueError("wat de eigenaar schreef")
    except ValueError as error:
        logging.getLogger("aiogram.event").exception("Cause exception: %s", error)
        structlog.get_logger().exception("update.failed")
    assert "eigenaar" not in lines.getvalue()
    assert lines.getvalue().count("error=ValueError") == 2
    assert "test_logs.py:" in lines.getvalue()


def test_chatter_of_libraries_stays_out(lines: io.StringIO) -> None:
    logging.getLogger("aiogram.event").info("Update id=1 is handled.")
    assert lines.getvalue() == ""


def test_an_unknown_level_counts_as_info() -> None:
    stream = io.StringIO()
    before, level = list(logging.root.handlers), logging.root.level
    set_up_logs("loud", stream)
    assert logging.root.level == logging.INFO
    logging.basicConfig(handlers=before, level=level, force=True)
    structlog.reset_defaults()
