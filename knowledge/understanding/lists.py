"""One message, several answers: takes a list apart and keeps every word of it.

Only separators vanish (commas, bullets, "en"). When in doubt two things stay one: nothing is lost by that.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from knowledge.understanding import clauses
from knowledge.understanding.text import WORD, both, fold, lexicon, pattern, sentences, squeeze, tokens

MASK = "\ue000"
PROTECTED = re.compile(
    r"""https?://\S*[^\s,;.]|www\.\S*[^\s,;.]|(?<!\S)\S+@\S+\.\w+|(?<!\d)\d+(?:[.,]\d+)+|\([^()\n]*\)|\[[^\[\]\n]*\]"""
    r"""|"[^"\n]*"|“[^”\n]*”|«[^»\n]*»|(?<!\w)'[^'\n]*'(?!\w)|‘[^’\n]*’(?!\w)"""
)
BULLET = re.compile(r"^\s*(?:[-*•–—·▪◦>✓✔]+\s+|[•▪◦✓✔]|\(?\d{1,2}[.)]\s+)")
NUMBERED = re.compile(r"(?:(?<=\s)|^)(\d{1,2})[.)]\s+(?=\S)")


def split(text: str) -> list[str]:
    """The items of a message in the owner's words and order: no empties, no separators at the edges."""
    items: list[str] = []
    for line in _lines(text):
        header = bool(items) and items[-1].endswith(":")
        found = [item for item in _items(line) if item]
        if header and found:
            found[0] = f"{items.pop()} {found[0]}"
        items.extend(found)
    return [item if not item.endswith(":") else item.rstrip(": ") for item in items if item.rstrip(": ")]


def _lines(text: str) -> list[str]:
    lines = [part for line in text.splitlines() for part in _numbered(line)]
    return [part for line in lines for part in re.split(r"\s*[•▪◦]\s*", BULLET.sub("", line, count=1)) if part.strip()]


def _numbered(line: str) -> list[str]:
    """Takes "1. a 2. b" apart when the numbers count up from one."""
    marks = list(NUMBERED.finditer(line))
    if len(marks) < 2 or [int(mark.group(1)) for mark in marks] != list(range(1, len(marks) + 1)):
        return [line]
    ends = [mark.start() for mark in marks[1:]] + [len(line)]
    return [line[: marks[0].start()], *(line[mark.end() : end] for mark, end in zip(marks, ends, strict=True))]


def mask(text: str) -> str:
    """The text with addresses, numbers, brackets and quotations covered up, as long as the original."""
    return PROTECTED.sub(lambda found: MASK * len(found.group()), text)


def _items(line: str) -> list[str]:
    covered = mask(line)
    parts = [(start, end) for start, end in _cut(covered, r"\s*;\s*|\s+\|\s+", 0, len(line))]
    spans = [(start + left, start + right) for start, end in parts for left, right in sentences(covered[start:end])]
    return [_clean(line[left:right]) for start, end in spans for left, right in _commas(covered, start, end)]


def _cut(text: str, separator: str, start: int, end: int) -> list[tuple[int, int]]:
    spans, at = [], start
    for found in re.finditer(separator, text[start:end], re.IGNORECASE):
        spans.append((at, start + found.start()))
        at = start + found.end()
    return [(left, right) for left, right in [*spans, (at, end)] if text[left:right].strip()]


def _clean(item: str) -> str:
    item = squeeze(item).strip(" ,;•").lstrip(":. ").strip()
    if item.endswith(".") and not item.endswith("..") and not re.search(r"\b(?:\w\.)+\w?\.$|\betc\.$|\benz\.$", item):
        item = item[:-1]
    return item.strip() if WORD.search(item) or any(ord(char) > 0x2000 for char in item) else ""


def _commas(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts between the commas of one sentence, or the sentence as it is when it is no list."""
    parts = _joined(text, _cut(text, r"\s*,\s*(?=\S)", start, end))
    pieces = parts[:-1] + _cut(text, _joiner(), *parts[-1]) if parts else []
    sizes = [_size(text, part) for part in pieces]
    longest = max(sizes, default=0)
    listed = len(parts) > 1 and longest <= 11 and not _adjectives(text, parts)
    if not listed:
        return _pairs(text, start, end, most=3)
    opened = [_after_joiner(text, left, right) for left, right in parts]
    return [*opened[:-1], *_pairs(text, *opened[-1], most=5)]


def _joined(text: str, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for left, right in parts:
        if joined and _subordinate().match(fold(text[left:right])):
            joined[-1] = (joined[-1][0], right)
        else:
            joined.append((left, right))
    return joined


def _adjectives(text: str, parts: list[tuple[int, int]]) -> bool:
    """Whether this is "mooie, stevige dozen": one thing with two adjectives."""
    if len(parts) != 2:
        return False
    first, second = (tokens(text[left:right]) for left, right in parts)
    return len(first) == 1 and len(second) == 2 and first[0].word.endswith("e") and second[0].word.endswith("e")


def _pairs(text: str, start: int, end: int, most: int) -> list[tuple[int, int]]:
    """Takes "a en b" apart when both sides are short and can stand by themselves."""
    parts = _cut(text, _joiner(), start, end)
    if len(parts) < 2 or any(not 0 < _size(text, part) <= most for part in parts) or _holds(text[start:end]):
        return clauses.apart(text, start, end, _joiner())
    if text[parts[0][1] - 1] == "-" or any(_lopsided(text, pair) for pair in pairwise(parts)):
        return clauses.apart(text, start, end, _joiner())
    return parts


def _lopsided(text: str, pair: tuple[tuple[int, int], tuple[int, int]]) -> bool:
    """Whether the left word may belong to the right-hand noun, as in "snel en makkelijk bestellen"."""
    left, right = (tokens(text[start:end]) for start, end in pair)
    return len(left) == 1 and len(right) > 1 and right[0].word not in _words("openers")


def _holds(text: str) -> bool:
    words = [token.word for token in tokens(text)]
    if not words or words[0] in _words("subjects") or (words[-1] in _words("heads") and len(words) <= 4):
        return True
    return bool(re.search(rf"\b{_pair_words()}\b", fold(text).replace("&", "and")))


def _after_joiner(text: str, left: int, right: int) -> tuple[int, int]:
    found = re.match(rf"\s*(?:{pattern(both(lexicon('lists')['joiners']))}\s+|&\s*)", fold(text[left:right]))
    return (left + found.end(), right) if found and text[left + found.end() : right].strip() else (left, right)


def _size(text: str, span: tuple[int, int]) -> int:
    return len(text[span[0] : span[1]].split())


@cache
def _joiner() -> str:
    return rf"\s+(?:{pattern(both(lexicon('lists')['joiners']))}|[&+/])\s+"


@cache
def _subordinate() -> re.Pattern[str]:
    return re.compile(rf"{pattern(both(lexicon('lists')['subordinate']))}(?!\w)")


@cache
def _pair_words() -> str:
    return pattern(both(lexicon("lists")["pairs"]))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(both(lexicon("lists")[name]))
