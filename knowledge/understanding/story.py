"""A long message that tells the whole story: clause by clause to its place on the map, in the owner's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from journey.model import Language
from knowledge.understanding.lists import mask
from knowledge.understanding.text import WORD, both, fold, lexicon, pattern, sentences, squeeze, tokens

ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s,;]*[^\s,;.!?)]|\b[a-z0-9-]+\.(?:nl|com|be|eu|shop|store|co\.uk|org|net)\b(?:/[^\s,;]*)?", re.I
)
AGE = r"(?:,? (?:is |van |of |aged )?|\s?\()(?P<{}>[1-9]\d)(?: (?:jaar|jr|years old|yrs))?"
PERSON = re.compile(
    rf"(?<![.!?] )(?<!^)\b(?P<name>[A-Z][a-zà-ÿ]{{1,14}}){AGE.format('age')}\b"
    rf"|(?:^|[.!?] )(?P<first>[A-Z][a-zà-ÿ]{{1,14}}){AGE.format('years')}(?= |,|\.|\)|$)"
)
EDGE = " \t\r\n,;.:!-–—("
CUSTOMERS = re.compile(
    r"[\s,]*(?:(?:en|and|mijn|onze|de|my|our|the)\s+)*(?:klanten|klant|doelgroep|kopers|customers|customer|buyers)\s+(?:zijn|are|is)\s"
)
ENOUGH_WORDS = 25


CALLED = re.compile(
    r"\b(?:called|named|genaamd|heet|heten)\s+[\"'“]?((?:[A-Z0-9][^\s,.;:!?\"”]*)(?:\s+(?:(?:&|en|van|de|het|of|the|and)\s+)?[A-Z0-9][^\s,.;:!?\"”]*)*)"
)
"""A shop's name within the sentence that tells what it sells."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A value for a map path. `quote` is the part of the message it comes from."""

    path: str
    value: str
    quote: str


@dataclass(frozen=True, slots=True)
class Story:
    """What found a place, in the order told, and the parts of the message that found none."""

    placed: tuple[Placed, ...]
    unplaced: tuple[str, ...]


def is_story(text: str) -> bool:
    """Whether a message is long enough to be one: 25 words, or three sentences."""
    return len(tokens(text)) >= ENOUGH_WORDS or (len(list(sentences(mask(text)))) >= 3 and len(tokens(text)) >= 12)


def story(text: str, language: Language) -> Story:
    """Everything in a long message that has a place on the map. Every part of the message is placed or unplaced."""
    placed: list[Placed] = []
    unplaced: list[str] = []
    for start, end in sentences(mask(text)):
        for segment in _segments(text[start:end]):
            found, left = _place(segment)
            placed.extend(found)
            unplaced.extend(part for part in left if WORD.search(part))
    return Story(tuple(dict.fromkeys(placed)), tuple(unplaced))


def _segments(sentence: str) -> list[str]:
    """The clauses of a sentence; one that says nothing we know stays with the one before it."""
    folded = mask(fold(sentence))
    cuts = [0, *(found.end() for found in _clause_rule().finditer(folded)), len(sentence)]
    segments: list[str] = []
    for left, right in pairwise(cuts):
        clause = sentence[left:right]
        if segments and (not _about(clause) or not _about(segments[-1])):
            segments[-1] += clause
        else:
            segments.append(clause)
    return [segment for segment in segments if WORD.search(segment)]


def _about(clause: str) -> bool:
    folded = fold(clause)
    return bool(_rule(folded) or _after(_selling(), folded) or ADDRESS.search(clause) or _named(clause))


def _place(segment: str) -> tuple[list[Placed], list[str]]:
    """The values of one clause, and what is left of it."""
    found = [*_facts(segment)]
    sold = [] if re.match(pattern(both(lexicon("leads")["unique"])), fold(segment).strip()) else _offering(segment)
    if sold and not any(placed.path == "shop.name" for placed in found):
        found += [Placed("shop.name", name, name) for name in CALLED.findall(segment)[:1]]
    if sold:
        said = [*found, *sold]
        return said, [_clean(part) for part in _beside(segment, sold) if not _covered(_clean(part), said)]
    rule = _rule(fold(segment))
    value = _clean(segment)
    if CUSTOMERS.match(fold(segment)) and (rule or "").startswith(("personas.", "shop.")):
        rule = "personas.0.situation"
    if rule == "personas.0.situation":
        value = _clean(segment[framed.end() :] if (framed := CUSTOMERS.match(fold(segment))) else segment) or value
    if rule and value:
        return [*found, Placed(rule, value, value)], []
    return found, ([] if found and _covered(value, found) else [value])


def _beside(segment: str, sold: Sequence[Placed]) -> tuple[str, str]:
    """What stands before the first and behind the last value cut out of a clause."""
    folded = squeeze(segment)
    first, last = sold[0].value, sold[-1].value
    return folded[: folded.find(first)], folded[folded.find(last) + len(last) :]


def _covered(value: str, found: Sequence[Placed]) -> bool:
    """Whether the facts say nearly all there is in the clause."""
    said = {token.word for item in found for token in tokens(item.value)}
    return len([token for token in tokens(value) if token.word not in said]) <= 6


def _facts(segment: str) -> Iterator[Placed]:
    address = ADDRESS.search(segment)
    if address:
        yield Placed("shop.url", address.group(), address.group())
    name = _named(segment)
    if name:
        yield Placed("shop.name", name, name)
    person = PERSON.search(segment)
    if person and fold(person["name"] or person["first"]) not in _groups():
        who, age = person["name"] or person["first"], person["age"] or person["years"]
        yield Placed("personas.0.name", who, who)
        yield Placed("personas.0.age", age, age)
        about = _clean(segment)
        if len(tokens(about)) > 4 and not _rule(fold(segment)):
            yield Placed("personas.0.situation", about, about)


def _named(segment: str) -> str | None:
    """The shop's name: what it is called, or the capital words behind "mijn webshop"."""
    found = _after(_naming(), fold(segment))
    if not found:
        return None
    rest = segment[found.end() :]
    said = re.match(r"\s*(?:is called|is named|heet|genaamd|called|named)\s+", fold(rest))
    called = bool(said) or any(word in found.group() for word in ("heet", "heten", "called", "named", "genaamd"))
    rest = rest[said.end() if said else 0 :].lstrip(" :\"'“")
    word = r"[^\s,.;:!?\"”]+" if called else r"[A-Z0-9][^\s,.;:!?\"”]*"
    name = re.match(rf"{word}(?:\s+(?:(?:&|en|van|de|het|of|the|and)\s+)?[A-Z0-9][^\s,.;:!?\"”]*)*", rest)
    return squeeze(name.group()) if name and fold(name.group()) not in ("en", "and", "is") else None


def _offering(segment: str) -> list[Placed]:
    """What is sold, up to whom it is sold to: that is the customer's situation."""
    folded = fold(segment)
    cue = _after(_selling(), folded)
    if not cue or not WORD.search(segment[cue.end() :]):
        return []
    to = re.search(rf"\s(?:aan|voor|to|for)\s+(?=(?:\w+\s+){{0,2}}(?:{_people()})(?!\w))", folded[cue.end() :])
    via = re.search(r"\s(?:via|through|in|op|on)\s+(?:mijn|onze|my|our|een|a|an)\s", folded[cue.end() :])
    end = cue.end() + min(found.start() for found in (to, via) if found) if to or via else len(segment)
    sold = _clean(segment[cue.end() : end])
    if not sold or re.match(rf"{pattern(both(lexicon('product')['ends']))}(?!\w)", fold(sold)):
        return []
    placed = [Placed("shop.offering", sold, sold)]
    buyers = _clean(segment[cue.end() + to.end() :]) if to else ""
    return [*placed, Placed("personas.0.situation", buyers, buyers)] if buyers else placed


def _rule(folded: str) -> str | None:
    """The map path of the first rule that fits a clause."""
    for rule, path, fallback in _rules():
        if rule.search(folded):
            return path.replace("{phase}", _phase(folded) or fallback)
    return None


def _phase(folded: str) -> str | None:
    return next((phase for phase, rule in _phase_rules().items() if rule.search(folded)), None)


def _clean(text: str) -> str:
    text = squeeze(text).strip(EDGE)
    text = re.sub(r"^(?:en|and|maar|but|dus|so)\s+(?=\S+\s)", "", text, flags=re.IGNORECASE).strip(EDGE)
    text = re.sub(r"(?<=\S)\s+(?:en|and|maar|but)$", "", text, flags=re.IGNORECASE).strip(EDGE)
    return text if text.count(")") <= text.count("(") else text.rstrip(")")


def _after(rule: re.Pattern[str], folded: str) -> re.Match[str] | None:
    return rule.search(folded)


def _any(words: Sequence[str]) -> re.Pattern[str]:
    exact = pattern([word for word in words if not word.endswith("*")] or ["\0"])
    stems = pattern([word[:-1] for word in words if word.endswith("*")] or ["\0"])
    return re.compile(rf"(?<!\w)(?<!zonder )(?<!without )(?:{exact}(?!\w)|{stems})")


@cache
def _rules() -> list[tuple[re.Pattern[str], str, str]]:
    return [(_any(both(rule)), rule["path"], rule.get("phase", "")) for rule in lexicon("story")["rules"]]


@cache
def _phase_rules() -> dict[str, re.Pattern[str]]:
    return {phase: _any(both(words)) for phase, words in lexicon("story")["phases"].items()}


@cache
def _selling() -> re.Pattern[str]:
    return _any(both(lexicon("product")["cues"]))


@cache
def _naming() -> re.Pattern[str]:
    return _any(both(lexicon("story")["shop_name"]))


@cache
def _people() -> str:
    return pattern([word for word in both(lexicon("persona")["groups"]) if len(word) > 4])


@cache
def _groups() -> frozenset[str]:
    return frozenset(fold(word) for word in both(lexicon("persona")["groups"]))


@cache
def _clause_rule() -> re.Pattern[str]:
    subject = rf"{pattern(both(lexicon('story')['subjects']))}(?!\w)"
    return re.compile(rf"[,;]\s+(?:(?:en|maar|and|but)\s+)?(?={subject})|\s(?=(?:maar|but)\s)|\s(?=(?:en|and)\s+{subject})|;\s+")
