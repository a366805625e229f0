"""An answer from the guidance, as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Advice:
    """An answer to a question of the owner's, from the guidance and their map.

    `article` is what an action would rest on and `phase` where it would go. `follow_ups` are articles to ask about next, and
    `texts` ready-to-copy texts that serve, by id. Not `covered`: the text says kindly that the guidance does not answer it.
    """

    text: str
    covered: bool
    article: str = ""
    phase: str = ""
    follow_ups: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
