"""How a call to a language model can fail: one error, whatever went wrong outside."""

from __future__ import annotations


class ModelFailed(Exception):
    """The model gave nothing usable. `reason` is a short word for the log; no text of a person or provider is in it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
