"""What a customer feels, out of the owner's words: a score from -2 to +2, the word as typed, and the reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from knowledge.understanding.text import WORD, Match, Phrases, Token, both, fold, lexicon, pattern, squeeze, tokens, trim

EXPLICIT = re.compile(
    r"(?<![\w.,-])(?:score\s*:?\s*|cijfer\s*:?\s*)?([+\-−–]\s?[012]|0)"
    r"(?![\w%.,]*\d)(?!\s*(?:%|:|\d|[a-z]*(?:dag|day|uur|hour|week)))"
)
OUT_OF = re.compile(r"(?<![\d.,/])(\d{1,2})\s*(?:/|van de|uit|out of|op een schaal van|op)\s*(5|10)(?![\d/])")
STARS = re.compile(r"(?<!\d)([1-5])\s*(?:sterren|ster|stars?|⭐)")

VERBS = ("feel", "feeling", "zo", "that", "too", "te", "zich", "echt", "all", "be")


@dataclass(frozen=True, slots=True)
class Feeling:
    """A feeling. `word` and `reason` are the owner's own; None where the message holds none."""

    score: int
    word: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class _Span:
    score: int
    start: int
    end: int


def emotion(text: str) -> Feeling | None:
    """The feeling that a message tells, or None when it names none. Every word of it is in `word` or `reason`."""
    explicit = _explicit(text)
    spans = [span for span in _spans(text) if explicit is None or span.end <= explicit.start or span.start >= explicit.end]
    spans = _before_reason(text, spans)
    if explicit is None and not spans:
        return None
    score = explicit.score if explicit else _together(spans)
    if not spans:
        assert explicit is not None
        return Feeling(score, None, _reason(text, explicit.start, explicit.start, explicit))
    start, end = spans[0].start, _with_degree(text, spans[-1].end)
    if len(spans) > 1 and len(text[start:end].split()) > 8:
        start, end = spans[0].start, spans[0].end
    return Feeling(score, squeeze(text[start:end]), _reason(text, start, end, explicit))


def typed_score(text: str) -> int | None:
    """The score that a message names as a number."""
    found = _explicit(text)
    return found.score if found else None


def _with_degree(text: str, end: int) -> int:
    """ "Baalt een beetje want …": how much may stand behind the feeling, before its reason."""
    degree = pattern([*both(lexicon("emotions")["weaker"]), *both(lexicon("emotions")["stronger"])])
    found = re.match(rf"\s+{degree}(?=\s+{_connector()}(?!\w))", fold(text)[end:])
    return end + found.end() if found else end


def _explicit(text: str) -> _Span | None:
    folded = fold(text)
    for rule, scale in ((OUT_OF, None), (STARS, 5)):
        found = rule.search(folded)
        if found:
            of = scale or int(found.group(2))
            number = min(max(int(found.group(1)), 1), of)
            return _Span(round((number - 1) * 4 / (of - 1) - 2), found.start(), found.end())
    found = EXPLICIT.search(folded)
    if not found or (found.group(1) == "0" and folded.strip() not in ("0", found.group().strip()) and found.start() > 0):
        return None
    number = int(found.group(1)[-1])
    return _Span(-number if found.group(1)[0] in "-−–" else number, found.start(), found.end())


def _spans(text: str) -> list[_Span]:
    words = tokens(text)
    matches = _feelings().find(words)
    firsts = {match.first for match in matches}
    spans = [_weighed(words, match) for match in matches if not (_strengthens(words, match) and match.last + 1 in firsts)]
    return sorted(spans + _signs(text), key=lambda span: span.start)


def _strengthens(words: Sequence[Token], match: Match[int]) -> bool:
    """Whether the match may be a strong word only: "vreselijk blij"."""
    return match.first == match.last and _modifiers().get(words[match.first].word) == "stronger"


def _weighed(words: Sequence[Token], match: Match[int]) -> _Span:
    """The feeling with the words before it that make it stronger, weaker or its opposite."""
    score, first = match.value, match.first
    negated = False
    while first > 0:
        kind, size = _modifier(words, first)
        if not kind or (kind == "negations" and negated):
            break
        negated = negated or kind == "negations"
        if not negated and score:
            sign = 1 if score > 0 else -1
            score = sign * min(max(abs(score) + (1 if kind == "stronger" else -1), 1), 2)
        first -= size
    if not negated and first > 1 and words[first - 1].word in VERBS and _modifiers().get(words[first - 2].word) == "negations":
        negated, first = True, first - 2
    end, after = match.end, _negated_after(words, match.last)
    if after is not None and not negated:
        negated, end = True, words[after].end
    if negated and score:
        score = -1 if score > 0 else 1
    return _Span(score, words[first].start, end)


def _modifier(words: Sequence[Token], before: int) -> tuple[str, int]:
    for size in (3, 2, 1):
        if size <= before:
            phrase = " ".join(token.word for token in words[before - size : before])
            kind = _modifiers().get(phrase)
            if kind:
                return kind, size
    return "", 0


def _negated_after(words: Sequence[Token], last: int) -> int | None:
    """Dutch puts "niet" after the verb: "vertrouwt het niet"."""
    for at in range(last + 1, min(last + 3, len(words))):
        if words[at].word in ("niet", "nie"):
            return at
        if words[at].word not in ("het", "dit", "dat", "ons", "t", "zich", "er"):
            return None
    return None


def _signs(text: str) -> list[_Span]:
    folded = fold(text)
    found = [_Span(score, at, at + len(sign)) for sign, score in _emoji().items() for at in _places(text, sign)]
    smileys = lexicon("emotions")["smileys"]
    for sign, score in smileys.items():
        spot = re.search(rf"(?<![\w:]){re.escape(sign)}(?![\w/])", folded)
        if spot and not any(span.start <= spot.start() < span.end for span in found):
            found.append(_Span(score, spot.start(), spot.end()))
    return found


def _places(text: str, sign: str) -> list[int]:
    return [found.start() for found in re.finditer(re.escape(sign), text)]


def _before_reason(text: str, spans: list[_Span]) -> list[_Span]:
    """Only feelings named before "omdat" are the customer's; the rest belongs to the reason."""
    found = re.search(rf"(?<!\w){_connector()}(?!\w)", fold(text))
    before = [span for span in spans if not found or span.end <= found.start()]
    return before or spans[:1]


def _together(spans: Sequence[_Span]) -> int:
    total = sum(span.score for span in spans) / len(spans)
    if total == int(total):
        return int(total)
    later = spans[-1].score
    return int(total + (0.5 if later > total else -0.5)) if abs(total % 1 - 0.5) < 0.01 else round(total)


def _reason(text: str, start: int, end: int, explicit: _Span | None) -> str | None:
    """The words beside the feeling: what follows it, what precedes it, or the whole message when both sides say something."""
    if explicit:
        start, end = _grown(text, start, end, explicit)
    left, right = text[:start], text[end:]
    if _says_nothing(left):
        reason = re.sub(rf"(?i)^(?:{_connector()}|{_link()})(?!\w)", "", _cleared(right), count=1)
        return _cleared(reason) or None
    if _says_nothing(right):
        return _cleared(left) or None
    return squeeze(text)


def _grown(text: str, start: int, end: int, explicit: _Span) -> tuple[int, int]:
    """The feeling and the typed score as one span, when nothing is said between them."""
    if start == end:
        return explicit.start, explicit.end
    between = text[explicit.end : start] if explicit.end <= start else text[end : explicit.start]
    if _says_nothing(between):
        first, last = min(start, explicit.start), max(end, explicit.end)
        return first, last + (text[last : last + 1] == ")" and "(" in text[first:last])
    return start, end


def _cleared(text: str) -> str:
    return trim(text.strip().strip("!?")) if WORD.search(text) else ""


def _says_nothing(text: str) -> bool:
    return not re.sub(rf"(?<!\w){_frame()}(?!\w)", " ", fold(text)).strip(" \t\r\n.,;:!?()-–—=>'\"")


@cache
def _feelings() -> Phrases[int]:
    scores = lexicon("emotions")["scores"]
    plain = {fold(word): int(score) for score, words in scores.items() for word in both(words)}
    joined = {f"{head}{word}": 2 if score > 0 else -2 for word, score in plain.items() for head in ("super", "mega") if score}
    return Phrases({**joined, **plain}, fuzzy=7)


@cache
def _emoji() -> dict[str, int]:
    return {sign: int(score) for score, signs in lexicon("emotions")["emoji"].items() for sign in signs}


@cache
def _modifiers() -> dict[str, str]:
    return {fold(word): kind for kind in ("stronger", "weaker", "negations") for word in both(lexicon("emotions")[kind])}


@cache
def _connector() -> str:
    return pattern(both(lexicon("emotions")["connectors"]))


@cache
def _link() -> str:
    return pattern(both(lexicon("emotions")["links"]))


@cache
def _frame() -> str:
    return pattern(both(lexicon("emotions")["frames"]))
