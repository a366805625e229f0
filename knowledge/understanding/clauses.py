"""Takes "a en b" apart where both sides are clauses or things of their own: "de maat klopt niet en de site geeft een fout"."""

from __future__ import annotations

import re
from functools import cache

from knowledge.understanding.text import both, lexicon, pattern, tokens

VERB = re.compile(r"[a-z]{2,}(?:[^s\W]s|t)$")
"""Most Dutch verbs beside "she" end in t, most English ones in s."""
AHEAD = 4


def apart(text: str, start: int, end: int, joiner: str) -> list[tuple[int, int]]:
    """The clauses between the joiners of a span, or the span as it is."""
    spans: list[tuple[int, int]] = []
    at = start
    for found in re.finditer(joiner, text[start:end], re.IGNORECASE):
        left, right = text[at : start + found.start()], text[start + found.end() : end]
        if _stand(left, right):
            spans.append((at, start + found.start()))
            at = start + found.end()
    return [*spans, (at, end)]


def _stand(left: str, right: str) -> bool:
    """Whether both sides can stand by themselves."""
    before, after = ([token.word for token in tokens(part)] for part in (left, right))
    after = after[1:] if after and after[0] in _words("also") else after
    if len(before) < 2 or len(after) < 2 or _words("bound") & set(before) or _is_pair(before[-1], after[0]):
        return False
    if _is_verb(after[0]) and _is_verb(before[0]):
        return True
    return len(after) > 2 and (_tells(before, after) or _is_thing(before, after))


def _tells(before: list[str], after: list[str]) -> bool:
    """Whether the right side is a clause, with a subject of its own or that of the left side."""
    if after[0] in _words("subject_words"):
        return len(before) > 2 or before[0] in _words("subject_words")
    told = any(word in _words("finite") for word in before)
    if before[0] in _words("subject_words"):
        return _is_verb(after[0]) or (told and _is_clause(after))
    return told and _is_clause(after)


def _is_clause(words: list[str]) -> bool:
    ahead = words[1:AHEAD]
    known = any(word in _words("finite") for word in ahead)
    named = words[0] in _words("definite") | _words("indefinite")
    return known or (named and any(word.endswith("t") and len(word) > AHEAD for word in ahead[1:]))


def _is_thing(before: list[str], after: list[str]) -> bool:
    if len(before) < 3 or _is_verb(before[0]) or before[0] in _words("subject_words"):
        return False
    alike = after[0] in _words("definite") and before[0] in _words("definite")
    return alike or after[0] in _words("indefinite")


def _is_verb(word: str) -> bool:
    return word in _words("finite") or bool(word not in _words("no_verbs") and VERB.match(word) and len(word) > 3)


def _is_pair(left: str, right: str) -> bool:
    return bool(re.fullmatch(pattern(both(lexicon("lists")["pairs"])), f"{left} en {right}")) or bool(
        re.fullmatch(pattern(both(lexicon("lists")["pairs"])), f"{left} and {right}")
    )


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(both(lexicon("lists")[name]))
