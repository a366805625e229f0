"""Corrections: what was wrong, what is right, and which place of the map is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from knowledge.understanding.emotions import emotion
from knowledge.understanding.text import WORD, Match, Phrases, both, fold, lexicon, pattern, squeeze, tokens

NO_PAIR = re.compile(
    r"\b(?:maar (?:wel|ook|toch)|niet alleen|niet zozeer|but (?:still|also|very)|not only|not just|not so much)\b"
)
CHANGES = (
    r"(?P<old>.+?)(?:,|\s+-|\s+and|\s+en)\s+(?:make (?:it|that|her|him)|maak (?:er|daar|dat|het)|zet er)\s+"
    r"(?P<new>.+?)(?:\s+van)?",
    r"(?:bij|achter|for|at|under|in)\s+(?P<old>.+?)\s+(?:moet|hoort|should|must)\s+(?:staan|te staan|say|be):?\s+(?P<new>.+)",
    r"(?:verander|wijzig|vervang|maak van)\s+(?P<old>.+?)\s+(?:in|naar|door|door:)\s+(?P<new>.+)",
    r"(?:change|replace|correct|make)\s+(?P<old>.+?)\s+(?:to|into|with|by)\s+(?P<new>.+)",
    r"(?P<old>.+?)\s+(?:moet|moest|hoort)\s+(?P<new>.+?)\s+(?:zijn|worden|heten)",
    r"(?P<old>.+?)\s+(?:moet zijn|should be|should say|must be|should have been):?\s+(?P<new>.+)",
    r"(?P<new>.+?)\s+(?:in plaats van|ipv|i\.p\.v\.|instead of|rather than)\s+(?P<old>.+)",
)
PAIRS = (
    r"(?:.*\b)?(?:niet|geen)\s+(?P<old>.+?),?\s+maar\s+(?P<new>.+)",
    r"(?:.*\b)?(?:not|isn't|isnt|aren't|no)\s+(?P<old>.+?),?\s+but\s+(?P<new>.+)",
    r"(?:.*\b)?(?:niet|geen|not|don'?t|isn'?t|aren'?t|doesn'?t)(?: (?:sell|have|verkopen|een|a|an))?\s+(?P<old>[^,]+?)"
    r"(?: anymore| meer| hoor)?,\s+(?:it'?s|it is|het is|het zijn|'?t is|tis|eerder|wel|maar|rather|more like|they'?re|dat is"
    r"|dat zijn|that's)\s+(?P<new>.+)",
    r"(?P<new>[^,]+),\s*(?:en\s+)?(?:niet|geen|dus niet|not|and not)\s+(?P<old>[^,]+)",
)
DENIALS = (
    r".*\b(?:is|zijn|heet|komt|woont|werkt|was)\s+(?:niet|geen)\s+(?P<old>[^,.]+)(?P<new>)",
    r".*\b(?:is not|isn't|isnt|are not|aren't|is no)\s+(?P<old>[^,.]+)(?P<new>)",
)
ORDER = re.compile(r"\s*(?:verander|wijzig|vervang|change|replace|correct)\b")
STATES = re.compile(r"(?:^|.*?\b)(?:is|zijn|heet|are|was)\s+(?P<new>.+)")


@dataclass(frozen=True, slots=True)
class Correction:
    """`old` and `new` are the owner's words; `new` is None when only told what is wrong. `path`: the place, if a word names it
    ("{phase}" in it when no phase is named). `sure` is False when it may be a plain answer ("eigenlijk ..."); `cued`: it opens
    as a correction ("nee wacht")."""

    old: str | None
    new: str | None
    path: str | None
    sure: bool
    cued: bool = False


def correction(text: str) -> Correction | None:
    """The correction that a message makes, or None."""
    sure, body, at = _cue(text)
    found = _correction(text, body, at, sure=sure)
    return replace(found, cued=sure or bool(ORDER.match(fold(text)))) if found else None


def _correction(text: str, body: str, at: int, *, sure: bool) -> Correction | None:
    folded = fold(text[at:])
    changed = _first(CHANGES, folded)
    if changed and len(folded.split()) <= 25 and not folded.rstrip().endswith("?"):
        return _made(text, at, changed, sure=sure or bool(ORDER.match(folded)) or bool(field(text)))
    paired = None if NO_PAIR.search(folded) else _first(PAIRS, folded)
    denied = paired or (_first(DENIALS, folded) if sure else None)
    if denied and (sure or body == "weak" or _bare_pair(folded)):
        return _made(text, at, denied, sure=sure or bool(field(text)) or _changes_feeling(text, at, denied))
    if body == "none":
        return None
    stated = STATES.match(folded) if field(text) else None
    if stated:
        return _made(text, at, stated, sure=sure)
    new = _clean(text[at:])
    return Correction(None, new, field(text), sure) if new else None


def field(text: str) -> str | None:
    """The map path that a message names, such as `personas.0.name` or `phases.purchase.pains`; `{phase}` stays in it when
    the message names no phase. None when it names no place."""
    found = _fields().find(tokens(text))
    if not found:
        return None
    path = max(found, key=lambda match: (match.end - match.start, -match.start)).value
    return path.replace("{phase}", phase(text) or "{phase}")


def phase(text: str) -> str | None:
    """The id of the phase that a message names (the longest word wins), or None."""
    found = phases(text)
    return max(found, key=lambda match: (match.end - match.start, -match.start)).value if found else None


def phases(text: str) -> list[Match[str]]:
    """Every phase that a message names, in its order."""
    return _phases().find(tokens(text))


def _cue(text: str) -> tuple[bool, str, int]:
    """Whether the message begins as a correction: sure, kind of cue ("none": nothing but maybe a pair), where the rest begins."""
    folded, at, kind = fold(text), 0, "none"
    while True:
        found = _cue_rule().match(folded, at)
        if not found:
            return kind == "strong", kind, at
        kind = "strong" if found["strong"] or kind == "strong" else "weak"
        at = found.end()


def _bare_pair(folded: str) -> bool:
    """ "Niet X maar Y" as a whole short message, or a place of the map with it."""
    most = 16 if field(folded) and phase(folded) else 12
    return len(folded.split()) <= most and bool(
        re.match(r"\s*(?:het is |it's |it is |dat is )?(?:niet|geen|not)\s", folded) or field(folded) or phase(folded)
    )


def _changes_feeling(text: str, at: int, found: re.Match[str]) -> bool:
    """ "Bij gebruik is ze niet onzeker maar dolblij": one feeling for another, in a phase that is named."""
    parts = [found.groupdict().get(name) or "" for name in ("old", "new")]
    return bool(phase(text[at:])) and all(emotion(part) for part in parts)


def _first(rules: tuple[str, ...], folded: str) -> re.Match[str] | None:
    return next((found for rule in rules if (found := re.match(rf"\s*{rule}\s*$", folded.rstrip(" .!"), re.DOTALL))), None)


def _made(text: str, at: int, found: re.Match[str], *, sure: bool) -> Correction | None:
    groups = found.groupdict()
    old, new = (
        _clean(text[at + found.start(name) : at + found.end(name)]) if groups.get(name) else None for name in ("old", "new")
    )
    if (
        old
        and new
        and (_names_field(old) or re.search(r"\b(?:right|correct|wrong|klopt|klopte|goed|juist|fout|it|said|zei)$", fold(old)))
    ):
        old = None
    return Correction(old, new, field(text), sure) if old or new else None


def _names_field(text: str) -> bool:
    """Whether the words only name a place of the map: "de naam", "her name"."""
    words = tokens(text)
    covered = {
        at
        for match in _fields().find(words)
        if match.value != "personas.0.situation"
        for at in range(match.first, match.last + 1)
    }
    small = {"de", "het", "mijn", "haar", "zijn", "onze", "the", "my", "her", "his", "our", "van", "of"}
    return bool(covered) and all(at in covered or word.word in small for at, word in enumerate(words))


def _clean(text: str) -> str | None:
    text = squeeze(text).strip(" ,.;:!\"'“”")
    return text if WORD.search(text) else None


@cache
def _cue_rule() -> re.Pattern[str]:
    cues = lexicon("fields")["cues"]
    strong = pattern(both(cues["strong"]))
    weak = r"(?:eigenlijk|actually|well actually|of nee|of eigenlijk|or rather|beter gezegd)"
    denied = r"(?:nee|no)(?=\s*,|\s+(?:het|de|dat|ze|hij|zij|the|it|she|he|that|niet|not|mijn|my|ik|i)\b)"
    return re.compile(
        rf"\s*(?:(?P<strong>{strong}|{denied})|(?P<weak>{weak}))(?!\w)(?!\s+(?:dat|voor|that|for|about|op|till|until)\b)[\s,:;.!…-]*"
    )


@cache
def _fields() -> Phrases[str]:
    return Phrases({fold(word): path for path, words in lexicon("fields")["fields"].items() for word in both(words)}, fuzzy=7)


@cache
def _phases() -> Phrases[str]:
    return Phrases({fold(word): key for key, words in lexicon("fields")["phases"].items() for word in both(words)}, fuzzy=7)
