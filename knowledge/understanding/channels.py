"""Which channel a touch point runs over, and whether the shop itself runs it (direct) or others do (indirect)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from journey.model import Language, Ownership
from knowledge.understanding import lists
from knowledge.understanding.text import Match, Phrases, Token, both, fold, lexicon, pattern, squeeze, tokens, trim

JOINED = re.compile(r"\s+(?:en|and|plus|&|\+)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel of the catalogue. `label` is in the language asked for."""

    id: str
    label: str
    ownership: Ownership


@dataclass(frozen=True, slots=True)
class Touch:
    """A touch point: `name` in the owner's words; the rest None when it does not follow from them. Scores are 1 to 5."""

    name: str
    channel: str | None = None
    channel_id: str | None = None
    ownership: Ownership | None = None
    importance: int | None = None
    satisfaction: int | None = None


def catalogue(language: Language) -> list[Channel]:
    """Every channel there is, in the order of the catalogue."""
    return [_channel(channel_id, language) for channel_id in lexicon("channels")]


def channel(text: str, language: Language) -> Channel | None:
    """The channel that a message names (the longest name wins), or None."""
    words = tokens(text)
    found = _best(words, language)
    if found is None:
        return None
    return _worded(_channel(found.value, language), fold(text), words, found, language)


def touchpoints(text: str, language: Language) -> list[Touch]:
    """The touch points of a message, one for each thing it lists."""
    touches: list[Touch] = []
    for item in [part for each in lists.split(text) for part in _apart(each, language)]:
        found = touch(item, language)
        if touches and not found.name:
            touches[-1] = _completed(touches[-1], found)
        else:
            touches.append(found if found.name else replace(found, name=item))
    return touches


def _apart(item: str, language: Language) -> list[str]:
    """ "Een tip op de radio + onze site": joined, but each a touch point by itself."""
    parts = JOINED.split(lists.mask(item))
    cuts = [found.span() for found in JOINED.finditer(lists.mask(item))]
    if not cuts or not all(channel(part, language) or _is_own(part) for part in parts):
        return [item]
    starts, ends = [0, *(right for _, right in cuts)], [*(left for left, _ in cuts), len(item)]
    return [item[start:end] for start, end in zip(starts, ends, strict=True)]


def _is_own(part: str) -> bool:
    return any(token.word in both(lexicon("touchpoints")["own"]) for token in tokens(part))


def ownership(text: str) -> Ownership | None:
    """What the words "direct" or "indirect" say outright."""
    folded = fold(text)
    if re.search(rf"(?<!\w){_words('indirect')}(?!\w)", folded):
        return "indirect"
    return "direct" if re.search(rf"(?<!\w){_words('direct')}(?!\w)(?!\s+(?:na|after|bij|when|uit)\b)", folded) else None


def touch(item: str, language: Language) -> Touch:
    """One touch point, with what follows from its words."""
    found = channel(re.sub(r"\([^()]*\)", "", item), language) or channel(item, language)
    importance, left = _score(item, "importance")
    satisfaction, left = _score(left, "satisfaction")
    name = _without_ownership(left)
    own = found.ownership if found else ownership(item) or _told(item)
    return Touch(name, found.label if found else None, found.id if found else None, own, importance, satisfaction)


def _told(item: str) -> Ownership | None:
    """Who runs a touch point of no known channel: others where they recommend or carry it, the shop where it is "ours"."""
    if re.search(rf"(?<!\w)(?:{_words('recommends')}|{_words('others')})(?!\w)", fold(item)):
        return "indirect"
    return "direct" if _is_own(item) else None


def _completed(touch: Touch, more: Touch) -> Touch:
    own = more.ownership or touch.ownership
    return replace(
        touch, ownership=own, importance=touch.importance or more.importance, satisfaction=touch.satisfaction or more.satisfaction
    )


def _score(text: str, kind: str) -> tuple[int | None, str]:
    """The score of a kind and the text without it, as long as what is left is in one piece."""
    found = re.search(rf"(?<!\w){_words(kind)}\s*[:=]?\s*([1-5])(?:\s*/\s*5)?(?![\d/%]|[.,]\d)", fold(text))
    if not found:
        return None, text
    left, right = trim(text[: found.start()].rstrip("( ")), trim(text[found.end() :].lstrip(") "))
    return int(found.group(1)), (squeeze(text) if left and right and not _is_score(right) else f"{left} {right}".strip())


def _is_score(text: str) -> bool:
    return bool(re.match(rf"(?:{_words('importance')}|{_words('satisfaction')})(?!\w)", fold(text)))


def _without_ownership(text: str) -> str:
    edge = rf"(?:{_words('indirect')}|{_words('direct')})"
    found = re.search(rf"(?:^|[\s,(\-–:]+){edge}[\s).]*$", fold(text))
    return trim(text[: found.start()]) if found else trim(text)


def _best(words: Sequence[Token], language: Language) -> Match[str] | None:
    first, second = (_catalogue(language), _catalogue("en" if language == "nl" else "nl"))
    found = [*first.find(words), *second.find(words)] or _compounds(words, language)
    known = [match for match in found if not _is_whose(match, words, found)] or found
    return max(known, key=lambda match: match.end - match.start, default=None)


def _is_whose(match: Match[str], words: Sequence[Token], found: Sequence[Match[str]]) -> bool:
    """Whether a person only says whose medium it is: "blog van een moeder"."""
    before = {token.word for token in words[max(match.first - 2, 0) : match.first]}
    return match.value == "friends" and bool(before & {"van", "of", "from"}) and found[0].first < match.first


def _compounds(words: Sequence[Token], language: Language) -> list[Match[str]]:
    """Dutch joins words: "facebookadvertentie" is an advertisement."""
    found = []
    for at, word in enumerate(words):
        stem = re.sub(r"(?:tjes|tje|jes|je|en|s)$", "", word.word)
        tails = [tail for tail in _tails(language) if len(stem) > len(tail) and stem.endswith(tail)]
        if tails:
            found.append(Match(_tails(language)[max(tails, key=len)], at, at, word.start, word.end))
    return found


def _worded(base: Channel, folded: str, words: Sequence[Token], found: Match[str], language: Language) -> Channel:
    said = ownership(folded)
    if said is None and base.id not in lexicon("touchpoints")["always"]:
        if re.search(rf"(?<!\w){_words('others')}(?!\w)", folded):
            said = "indirect"
        elif found.first and words[found.first - 1].word in both(lexicon("touchpoints")["own"]):
            said = "direct"
    if said is None or said == base.ownership:
        return base
    other = lexicon("touchpoints")["counterparts"].get(base.id, {}).get(said)
    return _channel(other, language) if other else replace(base, ownership=said)


@cache
def _channel(channel_id: str, language: Language) -> Channel:
    entry = lexicon("channels")[channel_id]
    return Channel(channel_id, entry["label"][language], entry["ownership"])


@cache
def _catalogue(language: Language) -> Phrases[str]:
    entries = lexicon("channels").items()
    return Phrases({fold(word): key for key, entry in entries for word in [*entry["words"][language], entry["label"][language]]})


@cache
def _tails(language: Language) -> dict[str, str]:
    words = {fold(word): key for key, entry in lexicon("channels").items() for word in both(entry["words"])}
    return {word: key for word, key in words.items() if len(word) >= 4 and " " not in word}


@cache
def _words(name: str) -> str:
    return pattern(both(lexicon("touchpoints")[name]))
