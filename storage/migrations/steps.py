"""Alembic, told where our steps are."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def known_revisions() -> list[str]:
    """Every revision this release has a step for, newest first."""
    return [script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()]


def run_steps(connection: Connection, target: str) -> None:
    """Run the steps up to `target`, inside the connection's own transaction."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, target)
