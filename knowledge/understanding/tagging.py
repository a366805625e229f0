"""Finds the values in a message: a conditional random field per kind of answer, learned from handwritten examples."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from knowledge.understanding import channels
from knowledge.understanding.examples import Span
from knowledge.understanding.features import features
from knowledge.understanding.guesses import guess
from knowledge.understanding.learned import Model, tagger
from knowledge.understanding.openings import is_chatter
from knowledge.understanding.pieces import INSIDE, OUTSIDE, Piece, is_rare, pieces
from knowledge.understanding.text import squeeze

ITEMS = "items"
SURELY_NONE, LIKELY_NONE = 0.98, 0.9
"""How sure the tagger must be to leave out what the rules see: with words in it that not everybody uses, very sure."""
ODD = re.compile(r"[<{}\\#$\[\]*]|^\s*[=+@]|[\u200b-\u200f\u202a-\u202e\u2066-\u2069]|//")
BETWEEN = 3
TELLS = 2
"""A single word beside the values says nothing by itself."""
MODELS: dict[str, tuple[str, ...]] = {
    "items": ("unique", "needs", "wishes", "doubts", "channels", "actions", "questions", "pains", "traits", "touchpoints"),
    **{kind: (kind,) for kind in (
        "persona", "emotion", "offering", "name", "quote", "values", "contacts", "drop_off", "research", "edit", "reshape",
    )},
}  # fmt: skip
"""The kinds of answers that a tagger is learned from together: a list is taken apart alike, whatever it lists."""
MODEL_OF = {kind: model for model, kinds in MODELS.items() for kind in kinds}


def spans(kind: str, text: str) -> list[Span]:
    """The values in an answer of this kind, in the order of the message; what the rules see where the tagger sees nothing."""
    found = pieces(text)
    if not found or is_odd(text):
        return guess(kind, text)
    model, guessed = tagger(f"{MODEL_OF.get(kind, ITEMS)}_values"), guess(kind, text)
    tagged = list(_joined(found, model.tag(features(found, guessed, kind))))
    listed, there = MODEL_OF.get(kind, ITEMS) == ITEMS, {span.label for span in tagged}
    missed = [
        span
        for span in guessed
        if (listed or span.label not in there)
        and not any(each.start < span.end and span.start < each.end for each in tagged)
        and (_is_channel(kind, text[span.start : span.end]) or _is_missed(span, found, model))
    ]
    return sorted([*tagged, *missed], key=lambda span: span.start) or guessed


def is_odd(text: str) -> bool:
    """Whether a text holds signs or letters that no example has: what is learned says nothing about those."""
    return bool(ODD.search(text)) or any(char.isalpha() and not _is_latin(char) for char in text)


@lru_cache(maxsize=4096)
def _is_latin(char: str) -> bool:
    return char.isascii() or unicodedata.name(char, "").startswith(("LATIN", "MODIFIER"))


def _is_channel(kind: str, words: str) -> bool:
    """Where channels are asked for, a known one is never left out."""
    return kind in ("channels", "touchpoints") and channels.channel(words, "nl") is not None


def _is_missed(span: Span, found: Sequence[Piece], model: Model) -> bool:
    """Whether the rules see a thing where the tagger is not sure that there is none."""
    within = [at for at, piece in enumerate(found) if span.start <= piece.start < span.end]
    rare = any(is_rare(found[at]) for at in within)
    none = sum(model.marginal(OUTSIDE, at) for at in within) / max(len(within), 1)
    return bool(within) and none < (SURELY_NONE if rare else LIKELY_NONE)


def parts(kind: str, text: str) -> list[tuple[str, str]]:
    """Label and words of each value in an answer."""
    return [(span.label, words) for span in spans(kind, text) if (words := _trimmed(text[span.start : span.end]))]


def part(kind: str, label: str, text: str) -> str | None:
    """The first value with this label, or None."""
    return next((words for name, words in parts(kind, text) if name == label), None)


def stretch(kind: str, label: str, text: str) -> str:
    """The values with this label and the few words between them: "house plants... oh and pots"."""
    found = [span for span in spans(kind, text) if span.label == label]
    last = found[0]
    for span in found[1:]:
        if len(text[last.end : span.start].split()) > BETWEEN:
            break
        last = span
    return _trimmed(text[found[0].start : last.end])


def left_over(kind: str, text: str) -> list[str]:
    """What an answer says besides its values, where that is more than the words around any answer."""
    found = spans(kind, text)
    starts, ends = [0, *(span.end for span in found)], [*(span.start for span in found), len(text)]
    between = [_trimmed(text[start:end]) for start, end in zip(starts, ends, strict=True)]
    return [words for words in between if len(words.split()) >= TELLS and not is_chatter(words) and _says(words)]


def _says(words: str) -> bool:
    return any(map(is_rare, pieces(words)))


def _trimmed(words: str) -> str:
    """Without white space and commas at the edges; a closing question mark or bracket belongs to the words."""
    return squeeze(words).strip(" ,;:").rstrip(".") or squeeze(words)


def merged(model: str, marks: Sequence[Span]) -> Sequence[Span]:
    """The marks as a model of several kinds knows them: all are things in a list."""
    return [replace(mark, label="item") for mark in marks] if len(MODELS[model]) > 1 else marks


def _joined(found: Sequence[Piece], tags: Sequence[str]) -> Iterator[Span]:
    label, start, end = "", 0, 0
    for piece, tag in zip(found, tags, strict=True):
        if tag.startswith(INSIDE) and tag[2:] == label:
            end = piece.end
            continue
        if label:
            yield Span(label, start, end)
        label, start, end = tag[2:], piece.start, piece.end
    if label:
        yield Span(label, start, end)
