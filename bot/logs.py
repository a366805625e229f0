"""Logs: one line of key=value pairs per event on standard error. No owner's words, no secrets."""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog
from structlog.typing import Processor

TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}")
PASSWORD = re.compile(r"(?<=://)([^:/@\s]*):[^@/\s]+(?=@)")
OURS = ("bot", "journey", "knowledge", "storage", "export", "prompts")
NOISY = ("aiogram", "aiohttp", "asyncio", "sqlalchemy")
ORDER = ["timestamp", "level", "event"]
Line = MutableMapping[str, Any]


def set_up_logs(level: str = "INFO", stream: TextIO | None = None) -> None:
    """Send our own logs and those of libraries through the same processors. An unknown level counts as INFO."""
    number = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        name_exception,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    _set_up_libraries(number, shared, stream or sys.stderr)


def _set_up_libraries(number: int, shared: list[Processor], stream: TextIO) -> None:
    render = structlog.processors.LogfmtRenderer(key_order=ORDER, drop_missing=True)
    handler = logging.StreamHandler(stream)
    handler.addFilter(strip_exceptions)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.add_logger_name],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, mask, render],
        )
    )
    logging.basicConfig(handlers=[handler], level=number, force=True)
    for name in NOISY:
        logging.getLogger(name).setLevel(max(number, logging.WARNING))


def mask(_logger: Any, _method: str, line: Line) -> Line:
    """Blot out bot tokens and passwords wherever they turn up."""
    for key, value in line.items():
        if not isinstance(value, (int, float, bool, type(None))):
            line[key] = masked(str(value))
    return line


def masked(text: str) -> str:
    """A text without bot tokens and without the passwords of addresses."""
    return PASSWORD.sub(r"\1:[password]", TOKEN.sub("[token]", text))


def name_exception(_logger: Any, _method: str, line: Line) -> Line:
    """Only the type and the place of an exception: its message may quote the owner."""
    given = line.pop("exc_info", None)
    error = given[1] if isinstance(given, tuple) else sys.exception() if given is True else given
    if isinstance(error, BaseException):
        line["error"], line["place"] = type(error).__name__, place(error)
    return line


def strip_exceptions(record: logging.LogRecord) -> bool:
    """Libraries format exceptions into their messages; leave only the type there."""
    if isinstance(record.args, tuple):
        record.args = tuple(type(value).__name__ if isinstance(value, BaseException) else value for value in record.args)
    return True


def place(error: BaseException) -> str:
    """Where an exception was raised: the innermost line of ours, else the innermost of all."""
    frames = traceback.extract_tb(error.__traceback__)
    spots = [f"{_short(frame.filename)}:{frame.lineno}" for frame in frames]
    ours = [spot for spot in spots if spot.split("/")[0] in OURS]
    return (ours or spots or ["?"])[-1]


def _short(path: str) -> str:
    """The path from the package on."""
    parts = path.replace("\\", "/").split("/")
    start = next((index for index, part in enumerate(parts) if part in OURS), len(parts) - 2)
    return "/".join(parts[max(start, 0) :])
