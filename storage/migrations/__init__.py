"""The steps that bring a database to today's tables. They travel inside the package: no alembic.ini is looked for.

A new step: add a file to `versions` and put its revision in `HEAD`. A test compares the result with the models.
"""

from __future__ import annotations

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

HEAD = "0001"
"""The newest revision. Named here so that an up-to-date database opens without loading alembic."""

_LOCK_POSTGRESQL = text("SELECT pg_advisory_xact_lock(7205759403792793)")


class UnknownRevision(Exception):
    """The database was made by a newer release than this one."""


async def upgrade(engine: AsyncEngine) -> None:
    """Bring the database to `HEAD`, in one transaction. Raises `UnknownRevision`.

    Processes that start together wait for the first of them. Alembic keeps its context in globals: do not upgrade two databases
    at once in one process.
    """
    async with engine.connect() as connection:
        if await connection.run_sync(read_revision) == HEAD:
            return
    async with engine.begin() as connection:
        await _lock(connection)
        if await connection.run_sync(read_revision) != HEAD:
            await connection.run_sync(_run_steps)


async def _lock(connection: AsyncConnection) -> None:
    if connection.dialect.name == "sqlite":
        await connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        await connection.execute(_LOCK_POSTGRESQL)


def read_revision(connection: Connection) -> str | None:
    """The revision that the database is at, or None when it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def _run_steps(connection: Connection) -> None:
    # Loaded here because alembic takes 0.15 s to import, and is rarely needed.
    from storage.migrations.steps import known_revisions, run_steps  # noqa: PLC0415

    current = read_revision(connection)
    if current is not None and current not in known_revisions():
        raise UnknownRevision(current)
    run_steps(connection, HEAD)
