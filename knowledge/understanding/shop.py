"""What an owner sells and what the shop is called, cut out of the sentence that tells it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from knowledge.understanding.lists import mask
from knowledge.understanding.openings import bare, is_chatter
from knowledge.understanding.text import WORD, both, fold, lexicon, pattern, sentences, squeeze, tokens

EDGE = ' \t\r\n,;.:!?-–—("“”'
CLAUSE = (
    r"(?:^|[.,;!?…\n]+\s*(?:en |and |but |maar )?|\s(?:but|maar|en|and)\s+)"
    r"(?:now |nu |tegenwoordig |dus |so |well |today )*"
)
CAPITALS = re.compile(r"[A-Z0-9][^\s,;]*(?:\s+(?:(?:&|en|van|de|het|of|the|and|'n|in)\s+)*[A-Z0-9][^\s,;]*)*")


WEB_ADDRESS = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Offer:
    """What is sold, the shop's name where it was told with it, and what else was said."""

    sold: str
    name: str | None = None
    rest: tuple[str, ...] = ()


def offer(text: str) -> Offer:
    """What a shop sells, in the owner's words without "ik verkoop"; the rest apart."""
    name, text, rest = _with_name(text)
    sold = _selling(text)
    if sold is None:
        kept = [text[start:end].strip() for start, end in sentences(mask(text))]
        told = [part for part in kept if not is_chatter(part)] or kept or [text]
        about = [part for part in told[1:] if _is_about_owner(part)]
        last = told[-1] if not about else told[told.index(about[0]) - 1]
        value = text[text.find(told[0]) : text.find(last) + len(last)]
        return Offer(_clean(bare(value)), name, (*rest, *about))
    start, end = sold
    return Offer(_clean(text[start:end]), name, (*rest, *_beside(text, start, end)))


def web_address(text: str) -> str | None:
    """Where a name is asked, anything with a dot and no space is the address."""
    found = WEB_ADDRESS.search(text)
    return found.group() if found else None


def shop_name(text: str) -> tuple[str, str | None]:
    """The name in "onze winkel heet …" and what was said besides it, if that says anything."""
    said = squeeze(text)
    without = _address_rule().sub("", fold(said))
    said = said[: len(without)].rstrip(EDGE) or said
    found = next((hit for rule in _naming() for hit in rule.finditer(fold(said)) if WORD.search(said[hit.end() :])), None)
    if found is None:
        return _ended(bare(said, behind=False)), None
    name = said[found.end() :].strip(" :\"“”'")
    before = said[: found.start()].strip(EDGE)
    return _ended(bare(name, behind=False)), before if before and not is_chatter(before) else None


def _ended(name: str) -> str:
    """A name up to the words that tell more about it: "Murphy's, like in my dad's time"."""
    capital = CAPITALS.match(name)
    behind = name[capital.end() :] if capital else ""
    if capital and re.match(rf"\s*,?\s*{pattern(both(lexicon('shop')['tail']))}(?!\w)", fold(behind)):
        return capital.group()
    return name.strip(' ,;:."“”') or name


def _selling(text: str) -> tuple[int, int] | None:
    """Where what is sold stands: behind the first clause that opens with selling."""
    for found in _selling_rule().finditer(fold(text)):
        follows = tokens(text[found.end() :])
        if found["cue"].endswith(" in") and text[found.end() : found.end() + 1].isupper():
            continue  # "een winkel in Gent": where it is, not what it sells
        if follows and follows[0].word not in both(lexicon("shop")["pronouns"]) and _may_open(text[: found.start("cue")]):
            ends = [end for _, end in sentences(mask(text)) if end > found.end()]
            return found.end(), _before_owner(text, found.end(), ends)
    return None


def _may_open(before: str) -> bool:
    """Whether words before "we sell" leave that the answer: nothing, chatter or a sentence; a thing is itself the answer."""
    words = [token.word for token in tokens(before)]
    return not words or is_chatter(before) or any(word in _words("owner") or word in _words("pronouns") for word in words)


def _before_owner(text: str, start: int, ends: list[int]) -> int:
    """The end of what is sold: further sentences belong to it unless they are about the owner."""
    at = ends[0] if ends else len(text)
    for end in ends[1:]:
        if _is_about_owner(text[at:end]):
            break
        at = end
    return at


def _is_about_owner(part: str) -> bool:
    return any(token.word in _words("owner") for token in tokens(part)) or is_chatter(part)


def _beside(text: str, start: int, end: int) -> list[str]:
    cue = [found for found in _selling_rule().finditer(fold(text)) if found.end() == start]
    before = text[: cue[0].start()] if cue else ""
    return [part.strip(EDGE) for part in (before, text[end:]) if WORD.search(part) and not is_chatter(part)]


def _with_name(text: str) -> tuple[str | None, str, tuple[str, ...]]:
    """The shop's name told beside the offer, and the text without that clause."""
    found = _told_name().search(fold(text))
    if not found or not WORD.search(text[found.end() :]) or not WORD.search(text[: found.start()]):
        return None, text, ()
    name = re.match(r"[^,.;!?\n]+", text[found.end() :].strip(" :\"“'"))
    if not name:
        return None, text, ()
    after = text[text.find(name.group(), found.end()) + len(name.group()) :].strip(EDGE)
    return _ended(name.group().strip()), text[: found.start()], (after,) if after else ()


def _clean(value: str) -> str:
    found = squeeze(value).strip()
    found = found[:-1] if found.endswith(".") and found.count(".") == 1 else found
    return found.strip(" ,;:") or found


@cache
def _told_name() -> re.Pattern[str]:
    own = rf"(?:mijn|mn|m'n|onze|ons|de|het|my|our|the)\s+{_shops()}\s+(?:heet|noemt|is called|is named|called)"
    return re.compile(rf"(?:[,;.]\s*|\s(?:en|and)\s+){own}\s+")


@cache
def _selling_rule() -> re.Pattern[str]:
    return re.compile(rf"{CLAUSE}(?P<cue>{'|'.join(map(_filled, lexicon('shop')['sells']))})(?!\w)\s*:?\s*")


@cache
def _naming() -> list[re.Pattern[str]]:
    return [
        re.compile(rf"(?:^|[.,;!?…]\s*|\s(?:dus|so|well)\s+)(?:ja |nou |yes |well |so )?{_filled(rule)}(?!\w)\s*:?\s*")
        for rule in lexicon("shop")["named"]
    ]


@cache
def _address_rule() -> re.Pattern[str]:
    return re.compile(rf"[\s,.;(-]+(?:en |and )?{pattern(both(lexicon('shop')['address']))}[\s:.]*$")


def _filled(rule: str) -> str:
    return rule.replace("{shop}", _shops()).replace("{small}", pattern(both(lexicon("shop")["small"])))


@cache
def _shops() -> str:
    return pattern(both(lexicon("shop")["shop"]))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(both(lexicon("shop")[name]))
