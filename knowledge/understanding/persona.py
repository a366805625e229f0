"""Who the customer is, out of one message: name, age, situation. A name is only taken, never made up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from knowledge.understanding.text import both, fold, lexicon, pattern, squeeze, tokens, trim

NAME = r"[^\W\d_][\w'’\-]*"

AFTER_NAME = re.compile(r"\s*(?:[,(:.\-–]|(?:is|woont|werkt|lives|works|heeft|has)\b|$)")
BEFORE_AGE = re.compile(
    r"\b(?:is|van|of|aged|age|leeftijd|nu|now|die|who|she|ze|hij|he|zij|she's|he's|shes|hes|geloof ik|denk ik|i think|i guess"
    r"|haha+|hihi|lol|ongeveer|about|around|rond|zo'n|just|net|misschien|maybe)\b",
    re.IGNORECASE,
)
WHENCE = re.compile(r"\s+(?:from|of|at|van|uit|bij)\s+(?:\w+\s+){0,2}\w+\s*[,(]\s*")
TRADE = re.compile(r"(?:er|or|ist|ant|eur|man|ster|aar|ier|ian|us|arts|kok|chef|nurse|coach|juf)$", re.IGNORECASE)
TITLE = re.compile(
    r"\s*(?i:mevrouw|mevr\.?|meneer|mijnheer|dhr\.?|mrs\.?|mr\.?|ms\.?|miss|madame|mister|juf|meester|dokter|dr\.?|lady|sir)\s+(?=[A-Z])"
)
"""A title belongs to the name: "mevrouw De Smet"."""


@dataclass(frozen=True, slots=True)
class PersonaFacts:
    """Parts of the owner's message. Every word of it is in one of the three."""

    name: str | None = None
    age: str | None = None
    situation: str | None = None


def persona(text: str) -> PersonaFacts:
    """The name, age and situation that a message gives; all None for a message without words."""
    age = _age(text)
    name = _name(text, age)
    spans = sorted(span for span in (name, age) if span)
    if name and age and _followed(text, name[1], age):
        spans = [(name[0], age[1])]
    situation = _left_over(text, spans)
    return PersonaFacts(_cut(text, name), _cut(text, age), situation)


def _cut(text: str, span: tuple[int, int] | None) -> str | None:
    return squeeze(text[span[0] : span[1]]) if span else None


def _left_over(text: str, spans: list[tuple[int, int]]) -> str | None:
    """What is neither name nor age, in one piece: from its first word to its last."""
    covered = [token for token in tokens(text) if not any(start <= token.start < end for start, end in spans)]
    said = [token for token in covered if token.word not in _glue()]
    if not said:
        return None
    start = said[0].start
    while start > 0 and text[start - 1] in "\"'“(":
        start -= 1
    followed = any(first >= said[-1].end for first, _ in spans)
    return trim(text[start : said[-1].end] if followed else text[start:]) or None


@cache
def _glue() -> frozenset[str]:
    named = {word for phrase in both(lexicon("persona")["named"]) for word in fold(phrase).split()}
    years = {word for phrase in both(lexicon("persona")["years"]) for word in fold(phrase).split()}
    return frozenset(
        named
        | years
        | {"van", "of", "is", "leeftijd", "age", "aged", "en", "and", "oud", "old", "ofzo", "haha"} - {"haar", "hem", "we"}
    )


def _age(text: str) -> tuple[int, int] | None:
    folded = fold(text)
    for rule in _age_rules():
        for found in rule.finditer(folded):
            if not _is_count(folded[found.end() :]):
                return found.start(), found.end()
    return None


def _is_count(after: str) -> bool:
    return bool(re.match(rf"\s*(?:%|€|{_words('units')}(?!\w))", after))


@cache
def _age_rules() -> list[re.Pattern[str]]:
    about, years = _words("about"), _words("years")
    number = r"(?:[1-9]\d)(?![\d.,]*\d)"
    span = rf"{number}(?:\s*(?:-|–|tot|a|en|to|and|of|or)\s*{number})?(?:\s*\+|\s?plus(?:sers?)?)?"
    rules = [
        r"(?<!\w)(?:[1-9]\d)\s?-?(?:ish|something|iets|tiger|\s?odd)(?!\w)",
        rf"(?<!\w)(?:{about}\s+)+{span}(?:\s*-?{years}(?!\w))?(?!\w)",
        rf"(?<![\w€])(?:±\s*)?{span}\s*-?\s*{years}(?!\w)",
        rf"(?<!\w)(?:(?:{about}|de)\s+)*{_words('decades')}(?!\w)",
        rf"(?:(?<=van )|(?<=of )|(?<=aged )|(?<=leeftijd )|(?<=age )|(?<=: )|(?<=\())(?:±\s*)?{span}(?=[\s,.;:)!]|$)",
        rf"(?:(?<=, )|(?<=,)|(?<=\. )|(?<=^)|(?<=[^\W\d_] ))(?:±\s*)?{span}(?=\s*(?:[,.;:)!(]|$))",
        rf"(?<=[a-z] ){number}(?=\s+[a-z])",
    ]
    return [re.compile(rule) for rule in rules]


def _name(text: str, age: tuple[int, int] | None) -> tuple[int, int] | None:
    """A name is called one, stands first with an age behind it, or is the whole message."""
    folded = fold(text)
    called = re.search(rf"(?<!\w){_words('named')}\s*(?::\s*)?(?=({NAME}))", folded)
    if called and _is_name(text[called.end() : called.end() + len(called.group(1))], capital=True, group_ok=True):
        return called.end(), _surname(text, called.end() + len(called.group(1)))
    titled = TITLE.match(text)
    if titled:
        last = re.match(r"(?:[A-Z][\w'’\-]*)(?: [A-Z][\w'’\-]*)*", text[titled.end() :])
        return (titled.start(), titled.end() + last.end()) if last else None
    first = re.match(rf"\s*({NAME})", text)
    if not first or not _is_name(first.group(1), capital=False):
        return None
    start, end = first.start(1), first.end(1)
    if first.group(1)[0].isupper():
        end = _surname(text, end)
        return (start, end) if _followed(text, end, age) or AFTER_NAME.match(text[end:]) else None
    return (start, end) if _followed(text, end, age) or _from_somewhere(text, end, age) else None


def _from_somewhere(text: str, end: int, age: tuple[int, int] | None) -> bool:
    """ "karen from accounts, 47": a name in small letters, unless it is a trade ("bakker uit gent, 47")."""
    found = WHENCE.match(text[end:])
    return bool(
        found
        and age
        and age[0] >= end + found.end()
        and not text[end + found.end() : age[0]].strip()
        and not TRADE.search(text[:end])
    )


def _followed(text: str, end: int, age: tuple[int, int] | None) -> bool:
    return age is not None and age[0] >= end and not BEFORE_AGE.sub("", text[end : age[0]]).strip(" ,(-–:.")


def _surname(text: str, end: int) -> int:
    found = re.match(r"(?: (?:van|de|den|der|ter|von|la|le))*(?: [A-Z][^\W\d_]+)", text[end:])
    if not found or not _is_name(found.group().split()[-1], capital=True):
        return end
    return end + found.end()


def _is_name(word: str, *, capital: bool, group_ok: bool = False) -> bool:
    folded = fold(word)
    if (
        folded in both(lexicon("persona")["not_names"])
        or folded in _groups()
        or len(word) < 2
        or (capital and not group_ok and not word[0].isupper())
    ):
        return False
    return group_ok or not (len(word) > 5 and folded.endswith(tuple(both(lexicon("persona")["group_endings"]))))


@cache
def _groups() -> frozenset[str]:
    return frozenset(fold(word) for word in both(lexicon("persona")["groups"]))


@cache
def _words(name: str) -> str:
    return pattern(both(lexicon("persona")[name]))
