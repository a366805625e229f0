"""Lines for the operator, on standard error, in plain words: once, and then at growing intervals."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from bot.logs import masked
from prompts.catalog import say

FIRST_REPEAT = 60.0
GROWTH = 4
LAST_REPEAT = 6 * 3600.0


def tell_operator(key: str, language: str, **values: object) -> None:
    """One line to whoever runs the bot."""
    sys.stderr.write(masked(say("telegram", f"operator.{key}", language, **values)) + "\n")
    sys.stderr.flush()


class Outage:
    """Tells of a lasting trouble without filling the screen."""

    def __init__(self, language: str, now: Callable[[], float] = time.monotonic) -> None:
        self._language = language
        self._now = now
        self._key = ""
        self._next = 0.0
        self._pause = FIRST_REPEAT

    def report(self, key: str, **values: object) -> None:
        """It fails. Says so when this is new, or when it is time to say it again."""
        if key != self._key:
            self._key, self._next, self._pause = key, 0.0, FIRST_REPEAT
        if self._now() < self._next:
            return
        tell_operator(key, self._language, **values)
        self._next = self._now() + self._pause
        self._pause = min(self._pause * GROWTH, LAST_REPEAT)

    def end(self) -> bool:
        """It works. Whether it did not before, which is then told."""
        if not self._key:
            return False
        self._key = ""
        tell_operator("restored", self._language)
        return True
