"""The three places a conversation can be kept, behind one fixture."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import URL, text
from sqlalchemy.exc import DBAPIError

from journey.store import Store
from storage.database import open_store
from storage.engine import make_engine, parse_url
from storage.memory import MemoryStore

POSTGRESQL = os.environ.get("TEST_DATABASE_URL", "postgresql+asyncpg://postgres@127.0.0.1:5432/test")


@dataclass
class Clock:
    """A clock that stands still until it is told."""

    now: datetime = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **span: int) -> None:
        self.now += timedelta(**span)


@dataclass
class Backend:
    """Opens stores on one and the same place. `url` is empty for memory."""

    name: str
    url: str
    clock: Clock = field(default_factory=Clock)
    opened: list[Store] = field(default_factory=list)

    async def open(self) -> Store:
        if not self.url and self.opened:
            return self.opened[0]
        store: Store = await open_store(self.url, self.clock) if self.url else MemoryStore(self.clock)
        self.opened.append(store)
        return store

    async def count_rows(self, table: str, owner: str, chat: str) -> int:
        """Rows of `table` whose column `owner` is `chat`, counted past the store."""
        engine = make_engine(parse_url(self.url))
        async with engine.connect() as connection:
            rows = await connection.scalar(text(f"SELECT count(*) FROM {table} WHERE {owner} = :chat"), {"chat": chat})
        await engine.dispose()
        return int(rows or 0)


async def _run_on_server(statement: str) -> None:
    engine = make_engine(parse_url(POSTGRESQL)).execution_options(isolation_level="AUTOCOMMIT")
    try:
        async with engine.connect() as connection:
            await connection.execute(text(statement))
    finally:
        await engine.dispose()


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A database of this run's own, dropped after it."""
    name = f"reisgids_test_{uuid4().hex[:12]}"
    try:
        asyncio.run(_run_on_server(f"CREATE DATABASE {name}"))
    except (OSError, DBAPIError) as error:
        place = parse_url(POSTGRESQL)
        pytest.skip(f"PostgreSQL was not tested: no usable server at {place.host}:{place.port} ({type(error).__name__})")
    url: URL = parse_url(POSTGRESQL).set(database=name)
    yield url.render_as_string(hide_password=False)
    asyncio.run(_run_on_server(f"DROP DATABASE {name} WITH (FORCE)"))


def _find_place(request: pytest.FixtureRequest, folder: Path) -> Backend:
    if request.param == "postgresql":
        return Backend("postgresql", request.getfixturevalue("postgresql_url"))
    return Backend(request.param, f"sqlite:///{folder}/new/chats.db" if request.param == "sqlite" else "")


async def _lend(backend: Backend) -> AsyncIterator[Backend]:
    yield backend
    if backend.name == "postgresql":
        store = await backend.open()
        for chat in await store.chats():
            await store.forget(chat)
    for store in backend.opened:
        await store.close()


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def any_place(request: pytest.FixtureRequest, tmp_path: Path) -> Backend:
    return _find_place(request, tmp_path)


@pytest.fixture(params=["sqlite", "postgresql"])
def lasting_place(request: pytest.FixtureRequest, tmp_path: Path) -> Backend:
    return _find_place(request, tmp_path)


@pytest.fixture
async def backend(any_place: Backend) -> AsyncIterator[Backend]:
    """Every kind of store."""
    async for lent in _lend(any_place):
        yield lent


@pytest.fixture
async def database(lasting_place: Backend) -> AsyncIterator[Backend]:
    """Every kind of store that outlives its process."""
    async for lent in _lend(lasting_place):
        yield lent


@pytest.fixture
async def store(backend: Backend) -> Store:
    return await backend.open()
