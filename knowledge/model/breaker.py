"""A circuit breaker: after some failures in a row the model is left alone for a while, so that no owner waits for it in vain."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

TRIPS_AFTER = 3
FIRST_REST, LONGEST_REST = 30.0, 600.0
"""Seconds; every further failure doubles the rest."""


@dataclass
class Breaker:
    """`clock` gives seconds that only go up."""

    clock: Callable[[], float] = time.monotonic
    failures: int = 0
    _until: float = field(default=0.0)

    @property
    def is_open(self) -> bool:
        """Whether to leave the model alone now. After the rest one call is let through to see."""
        return self.clock() < self._until

    def succeeded(self) -> None:
        self.failures, self._until = 0, 0.0

    def failed(self) -> None:
        self.failures += 1
        if self.failures >= TRIPS_AFTER:
            rest = FIRST_REST * 2 ** min(self.failures - TRIPS_AFTER, 10)
            self._until = self.clock() + min(rest, LONGEST_REST)
