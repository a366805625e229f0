"""An answer: short text, numbered sources, and what can be asked or done next."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Source:
    """A passage that the answer rests on, by the id of its article; `score` is how likely it answers the question, 0 to 1."""

    id: str
    title: str
    text: str
    score: float


@dataclass(frozen=True)
class Answer:
    """`text` cites `sources` by number, the first is [1]; what it says of the map needs no number.

    `follow_ups` are articles to ask about next and `texts` ready-to-copy texts that serve, both by id; `article` is the one
    an action would rest on, `phase` where it would go.
    """

    text: str
    covered: bool
    sources: tuple[Source, ...] = ()
    follow_ups: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    article: str = ""
    phase: str = ""
    map_paths: tuple[str, ...] = field(default=())
