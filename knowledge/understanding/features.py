"""What a word of a message looks like to the tagger: itself, its neighbours, its part of the message, and the rules' opinion."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.understanding.examples import Span
from knowledge.understanding.learned import common
from knowledge.understanding.pieces import SEPARATORS, Piece, labels, word_of

APART = frozenset(",.:!?()&+/") | {"en", "and", "plus", "maar", "but", "want", "because", "omdat", "so", "dus"}
"""What stands between two parts of a message."""
NEAR = 2
RARE = "*"
Features = list[dict[str, float]]


def features(found: Sequence[Piece], guessed: Sequence[Span], kind: str) -> Features:
    """What each piece looks like, with its neighbours, the part between marks it is in, and what the rules take it for."""
    words = [word_of(piece) for piece in found]
    ruled = ["", *labels(guessed, found), ""]
    part, plain = _parts(words), _plain(words)
    return [
        _features(at, found, words) | _ruled(ruled[at : at + 3]) | part[at] | plain[at] | {f"kind={kind} {words[at]}": 1.0}
        for at in range(len(found))
    ]


def _plain(words: Sequence[str]) -> list[dict[str, float]]:
    """Each piece among its neighbours with every rare word alike: what an owner sells is rare, how they say it is not."""
    known = [word if word in common() else RARE for word in words]
    rare = [at for at, word in enumerate(known) if word == RARE]
    found: list[dict[str, float]] = []
    for at in range(len(words)):
        named = {
            f"k={known[at]}", f"k-2={_at(known, at - 2)} {_at(known, at - 1)} {known[at]}",
            f"k0={_at(known, at - 1)} {known[at]} {_at(known, at + 1)}",
            f"k+2={known[at]} {_at(known, at + 1)} {_at(known, at + 2)}",
            f"k-1={_at(known, at - 1)} {known[at]}", f"k+1={known[at]} {_at(known, at + 1)}",
            f"k-3={_at(known, at - 3)} {_at(known, at - 2)} {_at(known, at - 1)} {known[at]}",
            f"first={at == rare[0] if rare else None}", f"rare={min(sum(mark < at for mark in rare), 4)}",
        }  # fmt: skip
        found.append(dict.fromkeys(sorted(named), 1.0))
    return found


def _parts(words: Sequence[str]) -> list[dict[str, float]]:
    """For each piece, the part between two marks that it is in: its first words, its length, and what stands around it."""
    marks = [at for at, word in enumerate(words) if word in APART]
    found: list[dict[str, float]] = []
    for at in range(len(words)):
        start = max((mark + 1 for mark in marks if mark < at), default=0)
        end = min((mark for mark in marks if mark >= at), default=len(words))
        size, opening = min(end - start, 9), " ".join(words[start : start + 2])
        named = (
            f"part={opening}", f"part1={_at(words, start)}", f"size={size}", f"place={min(at - start, 4)} {size}",
            f"closed={_at(words, end)}", f"opened={_at(words, start - 1)}",
            f"parts={min(len(marks), 4)} {start == 0} {end == len(words)}",
        )  # fmt: skip
        found.append(dict.fromkeys(named, 1.0))
    return found


def _ruled(near: Sequence[str]) -> dict[str, float]:
    before, here, after = near
    return {f"rule={here}": 1.0, f"rules={before} {here}": 1.0, f"rules={here} {after}": 1.0}


def _features(at: int, found: Sequence[Piece], words: Sequence[str]) -> dict[str, float]:
    word, last = words[at], len(words) - 1
    named = {
        f"w={word}", f"end={word[-3:]}", f"begin={word[:3]}", f"shape={_shape(found[at].text)}",
        f"from0={min(at, 5)}", f"left={min(last - at, 5)}", f"long={min(len(words) // 5, 5)}",
        f"seen={word in words[:at]}", f"punctuation={sum(not each[0].isalnum() for each in words[:at])}",
    }  # fmt: skip
    for step in (*range(-NEAR, 0), *range(1, NEAR + 1)):
        named.add(f"w[{step}]={_at(words, at + step)}")
    near = " ".join(_shape(found[each].text) if 0 <= each <= last else "." for each in (at - 1, at, at + 1, at + 2))
    named.add(f"row={near}")
    named.add(f"row{min(at, 3)}={near}")
    named.add(f"pair={_at(words, at - 1)} {word}")
    named.add(f"next={word} {_at(words, at + 1)}")
    named.add(f"around={_at(words, at - 1)} {_at(words, at + 1)}")
    named.add(f"before={_at(words, at - 2)} {_at(words, at - 1)}")
    named.add(f"shapes={_shape(found[max(at - 1, 0)].text)} {_shape(found[min(at + 1, last)].text)}")
    return dict.fromkeys(sorted(named), 1.0)


def _at(words: Sequence[str], at: int) -> str:
    return words[at] if 0 <= at < len(words) else "<" if at < 0 else ">"


def _shape(text: str) -> str:
    if text.isdigit():
        return f"{len(text)}d"
    if text.strip() in SEPARATORS:
        return ","
    if not any(char.isalnum() for char in text):
        return text if text.isascii() else "sign"
    case = "A" if text[0].isupper() else "a"
    all_capitals = "A" if len(text) > 1 and text.isupper() else ""
    return case + all_capitals + ("9" if any(map(str.isdigit, text)) else "") + ("." if "." in text else "")
