"""The map as plain data for a page: every word in one language, every value with what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from export import advice, origins
from export.lanes import emotions, lanes, touch
from export.sizing import guess_size
from export.wording import Item, channel, day, duration, has_label, item, items, label, more, tidy, when
from journey.model import JourneyMap, Persona, Phase
from prompts.catalog import texts

View = dict[str, Any]
SHOWN_ACTIONS = 5
SHOWN_TRUTHS = 5


def view(journey: JourneyMap, language: str, today: date, titles: Mapping[str, str] | None = None) -> View:
    """What every format that people read is made of. `titles` gives the names of articles by id."""
    listed = origins.sources(journey, language, titles or {})
    truths = _truths(journey, language)
    acts = advice.actions(journey, language)
    data = {
        "language": language,
        "day": {"year": today.year, "month": today.month, "day": today.day},
        "labels": _labels(language),
        **_heading(journey, language, today),
        "personas": [_persona(persona) for persona in journey.personas],
        "story": _story(journey, language),
        "shop": _shop(journey, language),
        "phases": [_phase(phase, language) for phase in journey.phases],
        "lanes": lanes(journey, language),
        "emotions": emotions(journey),
        "truths": truths,
        "more_truths": more("map.more_open", len(truths) - SHOWN_TRUTHS, language),
        "touchpoints": _touchpoints(journey, language),
        "ending": {"moment": item(journey.ending.moment), "how": item(journey.ending.how)},
        "research": [found for found in map(_research, journey.research) if any(found.values())],
        "basis": advice.basis(journey, language),
        "rubric": advice.rubric(journey, language),
        "first": advice.first(journey, language),
        "actions": acts,
        "more_actions": more("map.more_actions", len(acts) - SHOWN_ACTIONS, language),
        "findings": advice.findings(journey, language),
        "sources": listed,
        "source_line": origins.line(listed, language),
    }
    return {**data, "size": guess_size(data)}


def _labels(language: str) -> dict[str, str]:
    sections = ("map.", "section.", "field.", "basis.", "scale.", "ownership.", "initiator.", "phase.")
    return {key: words[language] for key, words in texts("labels").items() if key.startswith(sections)}


def _heading(journey: JourneyMap, language: str, today: date) -> View:
    shop = item(journey.shop.name) or item(journey.title)
    name = shop["text"] if shop else label("map.untitled", language)
    return {
        "title": label("map.title", language, shop=name),
        "subtitle": item(journey.title) if journey.shop.name else None,
        "description": label("map.description", language, title=label("map.title", language, shop=name)),
        "offering": item(journey.shop.offering),
        "date": day(today, language),
        "version": label("map.version", language, number=journey.version),
        "state": label(f"state.{journey.state}", language),
        "people": _people(journey, language),
        "also": _also(journey, language),
    }


def _people(journey: JourneyMap, language: str) -> list[Item]:
    """Who looks after the map and when it is looked at again, as whole phrases."""
    review = when(journey.review_date, language)
    found = (
        journey.owner and item(journey.owner, label("map.owner", language, who=journey.owner.value)),
        review and {**review, "text": label("map.review", language, when=review["text"])},
    )
    return [one for one in found if one]


def _also(journey: JourneyMap, language: str) -> str | None:
    names = [tidy(other.name.value) for other in journey.personas[1:] if other.name]
    return label("map.also", language, names=", ".join(names)) if names else None


def _persona(persona: Persona) -> View:
    single = {name: item(getattr(persona, name)) for name in ("name", "age", "situation", "quote")}
    lists = {name: items(getattr(persona, name)) for name in PERSONA_LISTS}
    return {**single, "lists": lists}


PERSONA_LISTS = ("needs", "wishes", "doubts", "traits", "behaviours", "channels")


def _story(journey: JourneyMap, language: str) -> list[View]:
    names = ("scenario", "goal", "expectation")
    return [{"label": label(f"field.{name}", language), "item": item(getattr(journey, name))} for name in names]


def _shop(journey: JourneyMap, language: str) -> list[View]:
    shop = journey.shop
    values = [item(one.value, notes=[found] if (found := item(one.practice)) else []) for one in shop.values]
    rows: dict[str, list[Item | None]] = {
        "name": [item(shop.name)],
        "url": [item(shop.url)],
        "sector": [item(shop.sector)],
        "offering": [item(shop.offering)],
        "unique": [*items(shop.unique)],
        "values": [*values],
    }
    return [
        {"label": label(f"field.shop.{name}", language), "items": [one for one in found if one]}
        for name, found in rows.items()
        if any(found)
    ]


def _phase(phase: Phase, language: str) -> View:
    name = item(phase.name) or {"text": phase.id, "basis": phase.name.basis}
    return {"id": phase.id, "name": name, "duration": duration(phase.duration, language)}


def _truths(journey: JourneyMap, language: str) -> list[View]:
    found = (
        {"phase": _phase(phase, language)["name"]["text"], "name": item(point.name), "why": item(point.why)}
        for phase in journey.phases
        for point in phase.touchpoints
        if point.moment_of_truth and point.moment_of_truth.value
    )
    return [truth for truth in found if truth["name"]]


def _touchpoints(journey: JourneyMap, language: str) -> list[View]:
    return [
        {
            "phase": _phase(phase, language)["name"]["text"],
            "point": touch(point, language),
            "facts": [one for one in (channel(point.channel, language), item(point.experience)) if one],
            "initiator": _initiator(point.initiator, language),
            "importance": item(point.importance),
            "satisfaction": item(point.satisfaction),
            "why": item(point.why),
        }
        for phase in journey.phases
        for point in phase.touchpoints
        if touch(point, language)
    ]


def _initiator(cell: Any, language: str) -> Item | None:
    if cell is None:
        return None
    key = f"initiator.{cell.value}"
    return item(cell, label(key, language) if has_label(key) else None)


def _research(one: Any) -> View:
    return {"method": item(one.method), "insight": item(one.insight), "source": item(one.source)}
