"""Answers about the shop: what it sells, what it is called, what kind it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from journey.commands import Command, Fill, Note
from journey.ports import Context
from journey.questions import Slot
from knowledge.playbook import playbooks
from knowledge.understanding import meaning, sector
from knowledge.understanding.acts import CLAUSES
from knowledge.understanding.openings import bare
from knowledge.understanding.shop import offer, shop_name
from knowledge.understanding.text import WORD, trim

DENIED = re.compile(r"^(?:not?|geen|niet|nee|isn't|isnt)\s|\s(?:no|niet|nope|nee|nie)$", re.IGNORECASE)
BOOKED = re.compile(r"(?<!\w)(?:you|they|to|can|customers|clients|people)\s+(?:can\s+)?book(?!\w)", re.IGNORECASE)
WEB_ADDRESS = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
"""Where a name is asked, anything with a dot and no space is the address."""


def read_offer(text: str, slot: Slot, context: Context) -> Sequence[Command]:
    """What is sold, the shop's name if it is told with it, and the rest as notes."""
    told = offer(text)
    named = [Fill("shop.name", told.name, told.name)] if told.name else []
    return [Fill(slot.fills[0], told.sold, text), *named, *_notes(told.rest)]


def read_name(text: str, slot: Slot, _: Context) -> Sequence[Command]:
    """The shop's name and its address."""
    found = WEB_ADDRESS.search(text)
    if found is None:
        name, rest = shop_name(text)
        return [Fill(slot.fills[0], name, text), *_notes([rest] if rest else [])]
    url = Fill(slot.fills[1], found.group(), found.group())
    around = [trim(text[: found.start()]).strip(" ,"), trim(text[found.end() :]).strip(" ,")]
    said = next((part for part in around if WORD.search(part)), "")
    name, rest = shop_name(said) if said else ("", None)
    if not name:
        return [url, Fill(slot.fills[0], found.group(), text)]
    left = [part for part in (rest, around[1] if around[0] == said else "") if part]
    return [Fill(slot.fills[0], name, text), url, *_notes(left)]


def read_sector(text: str, slot: Slot, context: Context) -> Sequence[Command]:
    """The kind of shop: its name, else by the words of a kind of shop, else by what is meant."""
    known = known_sector(text, context.journey.language)
    guessed = known is not None and _by_words(text, context.journey.language) is None
    return [Fill(slot.fills[0], known or bare(text), text), *([Note(text)] if guessed else [])]


def known_sector(text: str, language: str) -> str | None:
    """The name of the kind of shop that a text describes, in a language; None when there is no telling."""
    key = _by_words(text, language) or meaning.nearest("sector", _meant(text))
    return playbooks()[key].name.text(language) if key and key in playbooks() else None


def _by_words(text: str, language: str) -> str | None:
    """The id of the kind of shop whose name or words a text holds."""
    books = playbooks()
    names = {key: book.name.text(language) for key, book in books.items()}
    close = process.extractOne(
        text.casefold(), {key: name.casefold() for key, name in names.items()}, scorer=fuzz.WRatio, score_cutoff=90
    )
    if close:
        return str(close[2])
    ranked = sector.sector(_meant(text), books)
    return ranked[0][0] if ranked else None


def _meant(text: str) -> str:
    """The words without what the owner says it is not ("toys no"), and without "book" where that is what customers do."""
    kept = [part for part in CLAUSES.split(text) if WORD.search(part) and not DENIED.search(part.strip(" .!?"))]
    return BOOKED.sub(" ", ", ".join(kept) or text)


def _notes(parts: Iterable[str]) -> list[Note]:
    return [Note(part) for part in parts if WORD.search(part)]
