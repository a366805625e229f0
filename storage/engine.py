"""Connections to SQLite and PostgreSQL: addresses, settings, and failures told in one way."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, event, make_url
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from journey.store import StoreUnavailable

BETWEEN_TRIES = 0.02
BUSY_SECONDS = 15
"""How long a write to SQLite waits for another process."""

# FULL syncs the log at every commit. A killed process loses nothing with NORMAL either, but a power cut could take back an answer
# that was already acknowledged. The sync costs about a third of a millisecond; chats together need some 30 commits a second.
_PRAGMAS = ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}


def parse_url(database_url: str) -> URL:
    """The address with the driver we use. Raises `StoreUnavailable` when it is not one of SQLite's or PostgreSQL's."""
    try:
        url = make_url(database_url)
    except (ArgumentError, ValueError):
        raise StoreUnavailable(f"DATABASE_URL is not a database address. {_EXAMPLES}") from None
    if url.drivername not in _DRIVERS:
        raise StoreUnavailable(f"DATABASE_URL names {url.drivername}, which is not supported. {_EXAMPLES}")
    url = url.set(drivername=_DRIVERS[url.drivername])
    return _parse_sqlite(url) if is_sqlite(url) else _parse_postgresql(url)


_EXAMPLES = "Use sqlite:///reisgids.db or postgresql://user:password@host/name."


def is_sqlite(url: URL) -> bool:
    """Whether the address is one of SQLite's."""
    return url.get_backend_name() == "sqlite"


def _parse_sqlite(url: URL) -> URL:
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        raise StoreUnavailable(f"DATABASE_URL names no file, so every answer would be lost at a restart. {_EXAMPLES}")
    return url.set(database=str(Path(url.database).expanduser()))


def _parse_postgresql(url: URL) -> URL:
    """Hosting companies hand out libpq's option names; asyncpg calls `sslmode` `ssl` and has no `channel_binding`."""
    options = {key: value for key, value in url.query.items() if key not in ("sslmode", "channel_binding")}
    if "sslmode" in url.query:
        options["ssl"] = url.query["sslmode"]
    return url.set(query=options)


def make_engine(url: URL) -> AsyncEngine:
    """An engine for an address from `parse_url`. Errors it logs never show the owner's words."""
    if not is_sqlite(url):
        return create_async_engine(url, hide_parameters=True, pool_pre_ping=True, connect_args={"timeout": 10})
    # IMMEDIATE: a write takes its lock at the start, where waiting for another process is safe.
    settings = {"timeout": BUSY_SECONDS, "isolation_level": "IMMEDIATE"}
    engine = create_async_engine(url, hide_parameters=True, connect_args=settings)
    event.listen(engine.sync_engine, "connect", _set_pragmas)
    return engine


def _set_pragmas(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    _write_ahead(cursor)
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _write_ahead(cursor: Any) -> None:
    """Switch a new file to a write-ahead log. SQLite does not wait for this lock as it does for others, so we do."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(BETWEEN_TRIES)


@contextmanager
def translate_failures(url: URL) -> Iterator[None]:
    """Turn "cannot be used" in all its shapes into `StoreUnavailable`, without the password."""
    try:
        yield
    except (IntegrityError, DataError):  # our mistakes, not the database's
        raise
    except (DBAPIError, PoolTimeout, OSError) as error:
        raise StoreUnavailable(_describe(url, error)) from error


def _describe(url: URL, error: Exception) -> str:
    reason = getattr(error, "orig", None) or error
    if is_sqlite(url):
        return f"The database file {url.database} cannot be used ({reason}). Check its path, its rights and the room on the disk."
    place = f"{url.database} at {url.host}:{url.port or 5432}"
    return f"The database {place} cannot be used ({reason}). Check that it runs and that DATABASE_URL is right."
