"""How far the index is, for who waits at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import typer


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int], None]]:
    """A bar on the error stream, so that it never mixes with an answer; nothing at all when there is nothing to do."""
    with ExitStack() as stack:
        bars: list[Any] = []

        def show(done: int, of: int) -> None:
            if not bars:
                bars.append(stack.enter_context(typer.progressbar(length=of, label="index", file=sys.stderr)))
            bars[0].update(done - bars[0].pos)

        yield show
