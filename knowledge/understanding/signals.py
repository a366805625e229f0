"""Messages that are an act as a whole: yes, skip, back, help. A real answer that holds such a word is never one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Literal, get_args

from rapidfuzz.distance import OSA

from knowledge.understanding.text import MODIFIERS, WORD, both, fold, lexicon

SignalKind = Literal[
    "greeting", "thanks", "insult", "start", "yes", "no", "none", "unknown", "accept", "adjust", "own", "help",
    "preview", "done", "skip", "back", "undo", "restart",
]  # fmt: skip
KINDS: tuple[SignalKind, ...] = get_args(SignalKind)
"""Every kind, the weightiest last: in "ja, overslaan" skip wins."""

MOST_WORDS = 9
ALONE = {"?": "unknown", "??": "unknown", "???": "unknown", "+1": "accept", ":)": "accept", ":-)": "accept"}


@dataclass(frozen=True, slots=True)
class Signal:
    """What the owner wants to happen. `confirm`: ask first, it throws work away."""

    kind: SignalKind
    confirm: bool = False


def signal(text: str) -> Signal | None:
    """The act that the message as a whole is, or None when it is (or may be) an answer."""
    bare = MODIFIERS.sub("", text).strip()
    if bare in ALONE:
        return _made(ALONE[bare])
    emoji, rest = _emoji(bare)
    if rest is None:
        return None
    words = [word for found in WORD.findall(fold(rest).replace("/", " ")) for word in found.replace("-", " ").split()]
    if not words:
        return _weightiest(emoji)
    if len(words) > MOST_WORDS or re.search(r"\w@\w|https?:", rest):
        return None
    kinds = _parse(words)
    return _weightiest([*emoji, *kinds]) if kinds else None


def _made(kind: str) -> Signal:
    known = KINDS[KINDS.index(kind)]
    return Signal(known, confirm=known == "restart")


def _weightiest(kinds: list[str]) -> Signal | None:
    if not kinds:
        return None
    if {"no", "yes"} <= set(kinds) and "accept" not in kinds:
        return None
    return _made(max(kinds, key=list[str](KINDS).index))


def _emoji(text: str) -> tuple[list[str], str | None]:
    """The kinds of the emoji in a message and the text without them; no text when another picture is alone in it."""
    kinds = [kind for sign, kind in _signs().items() if sign in text]
    rest = "".join(" " if char in _signs() else char for char in text)
    return kinds, rest


def _parse(words: list[str]) -> list[str]:
    """The kinds of the signals that the message is made of; empty when one word is anything else."""
    kinds, loose, at = [], [], 0
    while at < len(words):
        size, kind = _phrase(words, at)
        if kind:
            kinds.append(kind)
        else:
            loose.append(words[at])
        at += size
    if not kinds or any(word not in _filler("soft") for word in loose):
        framed = bool(kinds) and all(_framed(kind) for kind in kinds)
        known = _filler("soft") | _filler("frames")
        return kinds if framed and all(word in known for word in loose) else []
    return kinds


def _phrase(words: list[str], at: int) -> tuple[int, str | None]:
    phrases = _phrases()
    for size in range(min(8, len(words) - at), 0, -1):
        for candidate in _spellings(words[at : at + size]):
            if candidate in phrases:
                return size, phrases[candidate]
    if words[at] in _filler("soft") | _filler("frames"):
        return 1, None
    for size in range(min(3, len(words) - at), 0, -1):
        slip = _slip(" ".join(words[at : at + size]))
        if slip:
            return size, slip
    return 1, None


def _spellings(words: list[str]) -> Iterator[str]:
    """The phrase as typed, and with stretched letters ("jaaaa", "yess", "kloptt") drawn together."""
    typed = " ".join(words)
    yield typed
    if typed in _filler("lookalikes"):
        return
    for longest in (2, 1):
        yield "".join(char * min(len(list(run)), longest) if len(typed) > 2 else char for char, run in groupby(typed))
    if len(typed) > 3 and typed[-1] == typed[-2]:
        yield typed[:-1]


@cache
def _slip(typed: str) -> str | None:
    """The kind of a phrase that this is one slip of the finger away from; a changed letter only in a long one."""
    if len(typed) < 4 or typed in _filler("lookalikes"):
        return None
    kinds = {kind for phrase, kind in _phrases().items() if _near(typed, phrase)}
    return kinds.pop() if len(kinds) == 1 else None


def _near(typed: str, phrase: str) -> bool:
    if len(phrase) < 4 or typed[0] != phrase[0] or abs(len(typed) - len(phrase)) > 1:
        return False
    slips = 2 if len(phrase) >= 12 else 1
    if OSA.distance(typed, phrase, score_cutoff=slips) > slips:
        return False
    swapped = sorted(typed) == sorted(phrase)
    return swapped or len(phrase) >= 7 or (len(phrase) >= 5 and len(typed) != len(phrase) and typed.rstrip("sne") != phrase)


@cache
def _phrases() -> dict[str, str]:
    return {_plain(phrase): kind for kind in KINDS for phrase in both(lexicon("signals")[kind])}


def _plain(phrase: str) -> str:
    return " ".join(" ".join(WORD.findall(fold(phrase).replace("/", " "))).replace("-", " ").split())


@cache
def _signs() -> dict[str, str]:
    return {sign: kind for kind in KINDS for sign in lexicon("signals")[kind].get("emoji", ())}


@cache
def _filler(name: str) -> frozenset[str]:
    words = lexicon("signals")[name]
    return frozenset(words if isinstance(words, list) else both(words))


def _framed(kind: str) -> bool:
    return bool(lexicon("signals")[kind].get("frames"))
