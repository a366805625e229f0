"""The program, ready to be started many times."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.process import Warm


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm]:
    """Starts `reisgids` processes in an empty folder."""
    with Warm(tmp_path_factory.mktemp("home")) as server:
        yield server


@pytest.fixture
def data(tmp_path: Path) -> str:
    """A new folder for a conversation."""
    return str(tmp_path / "data")
