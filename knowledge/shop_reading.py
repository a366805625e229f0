"""Answers about the shop: what it sells, what it is called, what kind it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from journey.commands import Command, Fill, Note
from journey.ports import Context
from journey.questions import Slot
from knowledge.playbook import playbooks
from knowledge.understanding import labelling, sector, tagging
from knowledge.understanding.acts import CLAUSES
from knowledge.understanding.openings import bare
from knowledge.understanding.shop import web_address
from knowledge.understanding.text import WORD

DENIED = re.compile(r"^(?:not?|geen|niet|nee|isn't|isnt)\s|\s(?:no|niet|nope|nee|nie)$", re.IGNORECASE)
SURE = 0.35
BOOKED = re.compile(r"(?<!\w)(?:you|they|to|can|customers|clients|people)\s+(?:can\s+)?book(?!\w)", re.IGNORECASE)


def read_offer(text: str, slot: Slot, context: Context) -> Sequence[Command]:
    """What is sold, the shop's name if it is told with it, and the rest as notes."""
    said = dict(reversed(tagging.parts("offering", text)))
    if "offering" in said:
        said["offering"] = tagging.stretch("offering", "offering", text)
    named = [Fill(f"shop.{name}", said[name], said[name]) for name in ("name", "url") if name in said]
    return [Fill(slot.fills[0], said.get("offering", text), text), *named]


def read_name(text: str, slot: Slot, _: Context) -> Sequence[Command]:
    """The shop's name and its address; an address alone is the name as well."""
    said = dict(reversed(tagging.parts("name", text)))
    url = web_address(text)
    address = [Fill(slot.fills[1], url, url)] if url else []
    return [Fill(slot.fills[0], said.get("name") or url or text, text), *address]


def read_sector(text: str, slot: Slot, context: Context) -> Sequence[Command]:
    """The kind of shop: its name, else by the words of a kind of shop, else by what is meant."""
    known = known_sector(text, context.journey.language)
    guessed = known is not None and not sector.sector(_meant(text), playbooks())
    return [Fill(slot.fills[0], known or bare(text), text), *([Note(text)] if guessed else [])]


def known_sector(text: str, language: str) -> str | None:
    """The name of the kind of shop that a text describes, in a language; None when there is no telling."""
    key = _by_name(text, language) or _by_meaning(text)
    return playbooks()[key].name.text(language) if key and key in playbooks() else None


def _by_name(text: str, language: str) -> str | None:
    """The id of the kind of shop whose name a text is."""
    names = {key: book.name.text(language).casefold() for key, book in playbooks().items()}
    close = process.extractOne(text.casefold(), names, scorer=fuzz.ratio, score_cutoff=90)
    return str(close[2]) if close else None


def _by_meaning(text: str) -> str | None:
    found = labelling.label("sector", _meant(text))
    return found.name if found.chance >= SURE else None


def _meant(text: str) -> str:
    """The words without what the owner says it is not ("toys no"), and without "book" where that is what customers do."""
    kept = [part for part in CLAUSES.split(text) if WORD.search(part) and not DENIED.search(part.strip(" .!?"))]
    return BOOKED.sub(" ", ", ".join(kept) or text)
