"""Which articles and playbooks a map draws on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from export.findings import sourced
from export.wording import label, more, tidy
from journey.actions import ranked
from journey.model import UNMARKED, JourneyMap
from journey.paths import cells

OWN = re.compile(r"m\d+|rule:.*")
PLAYBOOK = "playbook:"
REMEDY = "remedy:"
"""The remedies are one list: each of them is not a source of its own."""
SHOWN = 8


def sources(journey: JourneyMap, language: str, titles: Mapping[str, str]) -> list[dict[str, str]]:
    """Each article or playbook once, in the order in which the map first uses it: its id and a readable name."""
    known = dict.fromkeys(article(origin) for origin in _origins(journey))
    return [{"id": key, "title": _title(key, language, titles)} for key in known if key]


def line(found: list[dict[str, str]], language: str) -> str:
    """The sources on one line of the map; the pages after it have them all."""
    if not found:
        return label("map.no_sources", language)
    names = [f"[{place}] {one['title']}" for place, one in enumerate(found[:SHOWN], 1)]
    return " ".join([*names, *filter(None, [more("map.more_sources", len(found) - SHOWN, language)])])


def article(origin: str) -> str:
    """The article or playbook of an origin ("playbook:home#use.pains.0" is "playbook:home"), "" when it is none."""
    name = tidy(origin).partition("#")[0]
    if name.startswith(REMEDY):
        return REMEDY
    return "" if name == UNMARKED or OWN.fullmatch(name) else name


def _origins(journey: JourneyMap) -> Iterator[str]:
    yield from (source for found in sourced(journey) for source in found.sources)
    yield from (source for action in ranked(journey.analysis.actions) for source in action.sources)
    for _, cell in cells(journey):
        if cell.basis in {"guidance", "guess"}:
            yield cell.origin


def _title(key: str, language: str, titles: Mapping[str, str]) -> str:
    if key in titles:
        return tidy(titles[key])
    if key == REMEDY:
        return label("map.remedies", language)
    if key.startswith(PLAYBOOK):
        return label("map.playbook", language, name=key.removeprefix(PLAYBOOK))
    return key
