"""The way in: from an address to a store that is ready."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL

from journey.store import StoreUnavailable, utc_now
from storage.engine import is_sqlite, make_engine, parse_url, translate_failures
from storage.migrations import UnknownRevision, upgrade
from storage.sql import SqlStore


async def open_store(database_url: str, clock: Callable[[], datetime] = utc_now) -> SqlStore:
    """A store at `sqlite:///path` or `postgresql://…`; a SQLite file and its folder are made, tables brought up to date.

    Raises `StoreUnavailable` with what to do.
    """
    url = parse_url(database_url)
    with translate_failures(url):
        if is_sqlite(url):
            Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)
        return await _open(url, clock)


async def _open(url: URL, clock: Callable[[], datetime]) -> SqlStore:
    engine = make_engine(url)
    try:
        await upgrade(engine)
    except UnknownRevision as error:
        await engine.dispose()
        raise StoreUnavailable("The database was made by a newer release. Update this one, or name another database.") from error
    except BaseException:
        await engine.dispose()
        raise
    return SqlStore(engine, clock)
