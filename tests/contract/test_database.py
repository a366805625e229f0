"""What only a real database can get wrong: tables and steps, opening, surviving, deleting for good."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlmodel import SQLModel

from journey.store import Conflict, DuplicateUpdate, StoreUnavailable
from storage.database import open_store
from storage.engine import make_engine, parse_url
from storage.migrations import HEAD, read_revision
from storage.migrations.steps import known_revisions
from tests.contract.conftest import Backend
from tests.contract.test_store import CHAT, make_turn

ROOT = Path(__file__).parents[2]


async def ask(backend: Backend, query: str) -> Any:
    """The first value of a query, past the store."""
    engine = make_engine(parse_url(backend.url))
    async with engine.begin() as connection:
        answer = await connection.execute(text(query))
        first = answer.scalar() if answer.returns_rows else None
    await engine.dispose()
    return first


def read_all(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


def run_python(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run `code` in a process of its own, in `folder`."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=False)


class TestTables:
    async def test_steps_make_the_tables_of_the_models(self, database: Backend) -> None:
        def compare(connection: Connection) -> list[Any]:
            context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
            return list(compare_metadata(context, SQLModel.metadata))

        await database.open()
        engine = make_engine(parse_url(database.url))
        async with engine.connect() as connection:
            assert await connection.run_sync(compare) == []
            assert await connection.run_sync(read_revision) == HEAD
        await engine.dispose()

    def test_head_is_the_newest_step(self) -> None:
        assert known_revisions()[0] == HEAD

    async def test_forget_empties_every_table_of_this_chat(self, database: Backend) -> None:
        store = await database.open()
        for chat in (CHAT, "tg:2"):
            await store.commit(make_turn(1, chat=chat))
        await store.forget(CHAT)
        for name in SQLModel.metadata.tables:
            owner = "id" if name == "chats" else "chat"
            assert await database.count_rows(name, owner, CHAT) == 0, name
            assert await database.count_rows(name, owner, "tg:2") > 0, name

    async def test_forgotten_words_leave_the_files(self, tmp_path: Path) -> None:
        store = await open_store(f"sqlite:///{tmp_path}/chats.db")
        await store.commit(make_turn(1, raw="geheim woord " * 500))
        assert b"geheim woord" in read_all(tmp_path)
        await store.forget(CHAT)
        assert b"geheim woord" not in read_all(tmp_path)
        await store.close()

    async def test_errors_do_not_show_the_words(self, database: Backend) -> None:
        store = await database.open()
        await store.commit(make_turn(1))
        with pytest.raises(DuplicateUpdate) as caught:
            await store.commit(make_turn(1, base=1, raw="geheim"))
        assert caught.value.__cause__ is not None
        assert "geheim" not in str(caught.value.__cause__)


class TestOpening:
    async def test_new_database_opened_by_several_at_once(self, database: Backend) -> None:
        if database.name == "postgresql":
            await (await database.open()).close()
            for name in ("outgoing", "versions", "turns", "chats", "alembic_version"):
                await ask(database, f"DROP TABLE {name}")
        stores = await asyncio.gather(*(database.open() for _ in range(4)))
        for number, store in enumerate(stores):
            await store.commit(make_turn(1, chat=f"tg:{number}"))
        assert len(await stores[0].chats()) == 4

    async def test_up_to_date_database_opens_without_alembic(self, tmp_path: Path) -> None:
        await (await open_store(f"sqlite:///{tmp_path}/chats.db")).close()
        code = (
            "import asyncio, sys; from storage.database import open_store\n"
            "async def main(): await (await open_store('sqlite:///chats.db')).close()\n"
            "asyncio.run(main()); print('alembic' in sys.modules)"
        )
        assert run_python(code, tmp_path).stdout == "False\n"

    async def test_newer_database_is_refused(self, database: Backend) -> None:
        await (await database.open()).close()
        await ask(database, "UPDATE alembic_version SET version_num = '9999'")
        try:
            with pytest.raises(StoreUnavailable, match="newer release"):
                await database.open()
        finally:
            await ask(database, f"UPDATE alembic_version SET version_num = '{HEAD}'")

    @pytest.mark.parametrize(
        ("url", "hint"),
        [
            ("sqlite://", "names no file"),
            ("sqlite:///:memory:", "names no file"),
            ("geheim", "not a database address"),
            ("postgresql://a:geheim@h:port/x", "not a database address"),
            ("mysql://a:geheim@h/x", "mysql, which is not supported"),
            ("postgres://a:geheim@127.0.0.1:1/winkel", "winkel at 127.0.0.1:1 cannot be used"),
            ("postgresql://a@127.0.0.1:1/winkel?password=geheim", "DATABASE_URL is right"),
            ("sqlite:////dev/null/chats.db", "Check its path"),
        ],
    )
    async def test_unusable_address_is_told_plainly(self, url: str, hint: str) -> None:
        with pytest.raises(StoreUnavailable, match=hint) as caught:
            await open_store(url)
        assert "geheim" not in str(caught.value)

    async def test_file_that_is_no_database_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "chats.db").write_text("een boodschappenlijst " * 100)
        with pytest.raises(StoreUnavailable, match="not a database"):
            await open_store(f"sqlite:///{tmp_path}/chats.db")

    @pytest.mark.parametrize(
        ("given", "meant"),
        [
            ("postgres://u:p@h/d", "postgresql+asyncpg://u:p@h/d"),
            ("postgresql://u:p@h:6/d?sslmode=require&channel_binding=require", "postgresql+asyncpg://u:p@h:6/d?ssl=require"),
            ("sqlite:///a/b.db", "sqlite+aiosqlite:///a/b.db"),
            ("sqlite:////a/b.db", "sqlite+aiosqlite:////a/b.db"),
            ("sqlite:///~/b.db", f"sqlite+aiosqlite:///{Path.home()}/b.db"),
        ],
    )
    def test_address_gets_our_driver(self, given: str, meant: str) -> None:
        assert parse_url(given).render_as_string(hide_password=False) == meant


class TestSurviving:
    async def test_committed_turn_survives_a_kill(self, tmp_path: Path) -> None:
        code = (
            "import asyncio, os, signal\n"
            "from storage.database import open_store\n"
            "from tests.contract.test_store import make_turn\n"
            "async def main():\n"
            "    store = await open_store('sqlite:///new/chats.db')\n"
            "    await store.commit(make_turn(1))\n"
            "    os.kill(os.getpid(), signal.SIGKILL)\n"
            "asyncio.run(main())"
        )
        assert run_python(code, tmp_path).returncode == -signal.SIGKILL
        store = await open_store(f"sqlite:///{tmp_path}/new/chats.db")
        assert await store.seen(CHAT, "tg:1")
        assert len(await store.pending(CHAT)) == 2
        await store.close()

    async def test_sqlite_syncs_every_commit(self, tmp_path: Path) -> None:
        engine = make_engine(parse_url(f"sqlite:///{tmp_path}/chats.db"))
        async with engine.connect() as connection:
            values = [(await connection.exec_driver_sql(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "synchronous")]
        await engine.dispose()
        assert values == ["wal", 2]

    async def test_cancelled_commits_are_whole_or_absent_and_lock_nobody_out(self, database: Backend) -> None:
        store = await database.open()
        for steps in range(60):
            saved = await store.load(CHAT)
            base = saved.revision if saved else 0
            task = asyncio.create_task(store.commit(make_turn(base + 1, update=f"tg:{steps}")))
            for _ in range(steps):
                await asyncio.sleep(0)
            task.cancel()
            with suppress(asyncio.CancelledError, Conflict):
                await task
        await store.close()  # waits for what is still being written
        again = await database.open()
        saved = await again.load(CHAT)
        assert saved is not None
        assert len(await again.pending(CHAT)) == 2 * len(await again.versions(CHAT)) == 2 * saved.revision
        await again.commit(make_turn(saved.revision + 1, update="tg:last"))

    @pytest.mark.parametrize("lasting_place", ["postgresql"], indirect=True)
    async def test_lost_connections_are_made_again(self, database: Backend) -> None:
        store = await database.open()
        await store.commit(make_turn(1))
        others = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        await ask(database, f"SELECT count(pg_terminate_backend(pid)) FROM ({others}) AS other")
        await store.commit(make_turn(2))
        assert await store.seen(CHAT, "tg:1")
