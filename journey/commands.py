"""What an owner can mean with a message or a tap. Understanding proposes these; only the interview carries them out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from journey.advice import Advice
from journey.model import Basis, Language


@dataclass(frozen=True)
class Fill:
    """Put a value on the map. `quote` must literally stand in the owner's message, or the fill is dropped.

    `value` is plain data in the shape of the field. `add` keeps what the owner said there before.
    """

    path: str
    value: object
    quote: str
    add: bool = False
    basis: Basis = "said"


@dataclass(frozen=True)
class Edit:
    """Change something that already stands there: shown first, applied after a yes."""

    path: str
    value: object
    quote: str


@dataclass(frozen=True)
class Goto:
    """Ask this question now and come back afterwards."""

    key: str


@dataclass(frozen=True)
class Pick:
    """A choice by its id: an option, a field to adjust, an item to toggle, a file format."""

    option: str


@dataclass(frozen=True)
class Ask:
    """A question put to the assistant. `topic` is what kind: meaning, why, how_long, save, privacy, advice, other.

    `article` is set when the question is a tap on an article's name. `advice` is the answer, once it has been looked up.
    """

    text: str
    topic: str = "other"
    term: str = ""
    article: str = ""
    advice: Advice | None = None


@dataclass(frozen=True)
class SwitchLanguage:
    language: Language


@dataclass(frozen=True)
class Chitchat:
    """Off the subject. `tone` is greeting, thanks, insult, offtopic, unclear or a kind of message that is not text."""

    tone: str


@dataclass(frozen=True)
class Note:
    """The owner's words that belong somewhere, but nothing tells where. `quiet`: too little to speak of now."""

    text: str
    quiet: bool = False


@dataclass(frozen=True)
class Reshape:
    """Change the list of phases. `phase` is an id; `name` the new name; `after` the id that an added phase follows."""

    op: Literal["rename", "drop", "add", "earlier", "later"]
    phase: str = ""
    name: str = ""
    after: str = ""


@dataclass(frozen=True)
class Probe:
    """A follow-up question about the answer in the same message, where that is too general. The interview decides."""

    text: str


Act = Literal[
    "start", "draft", "skip", "back", "confirm", "reject", "adjust", "own", "done",
    "explain", "suggest", "plan", "preview", "undo", "restart", "stale", "help", "privacy", "export", "forget",
]  # fmt: skip


@dataclass(frozen=True)
class Do:
    """An act without a value: accept (`confirm`), refuse (`reject`), skip, back, undo and the like."""

    act: Act


Command = Fill | Edit | Goto | Pick | Reshape | Ask | SwitchLanguage | Chitchat | Note | Probe | Do
