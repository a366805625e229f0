"""How far the index is, for who waits at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import typer


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int], None]]:
    """A bar on the error stream, apart from any answer; nothing when there is nothing to do or nobody to see it."""
    with ExitStack() as stack:
        bars: list[Any] = []

        def show(done: int, of: int) -> None:
            if not sys.stderr.isatty():
                return
            if not bars:
                bars.append(stack.enter_context(typer.progressbar(length=of, label="index", file=sys.stderr)))
            bars[0].update(done - bars[0].pos)

        yield show
