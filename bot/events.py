"""What comes in from a shell, parsed but not yet understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from journey.model import Language

Other = Literal["sticker", "photo", "voice", "file", "other"]


@dataclass(frozen=True)
class Event:
    """One update of one chat. Exactly one of `text`, `press` and `other` is set.

    `update` is unique in the chat: a second delivery counts once. `question` and `revision` are what a button was made for,
    where the shell can tell. `language` is the owner's app language, a hint for the first message only.
    """

    chat: str
    update: str
    text: str | None = None
    press: str | None = None
    other: Other | None = None
    question: str | None = None
    revision: int | None = None
    language: Language = "nl"
