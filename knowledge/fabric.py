"""A whole map woven from one playbook: every field by path, as data with basis `guess`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from knowledge.playbook import PHASES, Playbook, SeedPhase, Words
from knowledge.understanding.channels import channel
from knowledge.weaving import Yarn
from prompts.catalog import load, say

MOST_LINES = 4
OWN_CHANNELS = {"awareness": 2, "orientation": 1}
"""How many of the channels that the owner named come first in a phase."""
Leaf = dict[str, Any]


def leaf(value: Any, origin: str) -> Leaf:
    """A suggested value in the shape of the map's JSON."""
    return {"value": value, "basis": "guess", "from": origin}


def weave_book(book: Playbook, yarn: Yarn, channels: Sequence[str], named: bool) -> dict[str, Any]:
    """Every field that the playbook has words for. `channels` are the owner's; `named` says whether the shop has a name."""
    here = f"playbook:{book.id}#"
    every: dict[str, Any] = {
        "phases": _phases(yarn.language),
        "owner": leaf(say("weaving", "owner", yarn.language), "rule:owner"),
    }
    title = say("weaving", "title.with_shop" if named else "title.alone", yarn.language, **yarn.words)
    every["title"] = leaf(title, "rule:title")
    for name in ("scenario", "goal", "expectation"):
        every[name] = _text(getattr(book, name), f"{here}{name}", yarn)
    for name in ("moment", "how"):
        every[f"ending.{name}"] = _text(getattr(book.ending, name), f"{here}ending.{name}", yarn)
    every["shop.unique"] = _lines(book.unique, f"{here}unique", yarn)
    every["shop.values"] = [
        {name: _text(getattr(seed, name), f"{here}values.{index}.{name}", yarn) for name in ("value", "practice")}
        for index, seed in enumerate(book.values)
    ]
    for name in type(book.persona).model_fields:
        every[f"personas.0.{name}"] = _field(getattr(book.persona, name), f"{here}persona.{name}", yarn)
    for phase in PHASES:
        every |= _weave_phase(phase, book.phases[phase], here, yarn)
    for early, most in OWN_CHANNELS.items():
        key = f"phases.{early}.touchpoints"
        own = _own_channels(channels[:most], f"{here}{early}.channels", yarn)
        every[key] = [*own, *_others(every[key], own)]
    return every


def improvements(book: Playbook, yarn: Yarn) -> Iterator[tuple[str, str]]:
    """The words of the playbook's actions by origin."""
    for phase, seed in book.phases.items():
        for index, action in enumerate(seed.improvements):
            if yarn.fits(action.title):
                origin = f"playbook:{book.id}#{phase}.improvements.{index}"
                yield f"{origin}.title", yarn.weave(action.title)
                yield f"{origin}.metric", yarn.weave(action.metric)


def _phases(language: str) -> list[dict[str, Any]]:
    return [{"id": phase, "name": leaf(say("weaving", f"phase.{phase}", language), f"rule:phase.{phase}")} for phase in PHASES]


def _weave_phase(phase: str, seed: SeedPhase, here: str, yarn: Yarn) -> dict[str, Any]:
    head, origin = f"phases.{phase}.", f"{here}{phase}."
    woven = {
        name: _field(getattr(seed, name), f"{origin}{name}", yarn)
        for name in ("customer_goal", "shop_goal", "actions", "questions", "pains", "influences", "responses")
    }
    woven["emotion"] = {
        "score": leaf(seed.emotion.score, f"{origin}emotion.score"),
        "word": _text(seed.emotion.word, f"{origin}emotion.word", yarn),
        "reason": _text(seed.emotion.reason, f"{origin}emotion.reason", yarn),
    }
    woven["touchpoints"] = _touchpoints(seed, f"{origin}touchpoints", yarn)
    duration = seed.duration
    woven["duration"] = {name: leaf(getattr(duration, name), f"{origin}duration.{name}") for name in ("min", "max", "unit")}
    woven["contacts"] = [
        {
            "moment": _text(contact.moment, f"{origin}contacts.{index}.moment", yarn),
            "channel": _channel(contact.channel, f"{origin}contacts.{index}.channel", yarn),
            "message": _text(contact.message, f"{origin}contacts.{index}.message", yarn),
        }
        for index, contact in enumerate(seed.contacts)
        if yarn.fits(contact.message)
    ]
    woven["drop_off"] = {
        name: _text(getattr(seed.drop_off, name), f"{origin}drop_off.{name}", yarn) for name in ("where", "win_back")
    }
    return {head + name: data for name, data in woven.items()}


def _touchpoints(seed: SeedPhase, origin: str, yarn: Yarn) -> list[dict[str, Any]]:
    return [
        {
            "name": _text(point.name, f"{origin}.{index}.name", yarn),
            "channel": _channel(point.channel, f"{origin}.{index}.channel", yarn),
            "ownership": leaf(
                point.ownership or load("lexicon/channels")[point.channel]["ownership"], f"{origin}.{index}.ownership"
            ),
            "initiator": leaf(point.initiator, f"{origin}.{index}.initiator"),
            "experience": _text(point.experience, f"{origin}.{index}.experience", yarn),
            "importance": leaf(point.importance, f"{origin}.{index}.importance"),
            "moment_of_truth": leaf(True, f"{origin}.{index}.moment_of_truth") if point.moment_of_truth else None,
            "why": _text(point.why, f"{origin}.{index}.why", yarn) if point.why else None,
        }
        for index, point in enumerate(seed.touchpoints)
        if yarn.fits(point.name)
    ]


def _own_channels(names: Sequence[str], origin: str, yarn: Yarn) -> list[dict[str, Any]]:
    """The channels the owner named for this persona, as touch points. That it happens in this phase is still a guess."""
    found = [(name, channel(name, yarn.language)) for name in names]
    return [
        {
            "name": leaf(name, f"{origin}.{index}.name"),
            "channel": leaf(known.label, f"{origin}.{index}.channel") if known else None,
            "ownership": leaf(known.ownership, f"{origin}.{index}.ownership") if known else None,
            "initiator": leaf("customer", f"{origin}.{index}.initiator"),
            "experience": leaf(say("weaving", "own_channel", yarn.language), f"{origin}.{index}.experience"),
        }
        for index, (name, known) in enumerate(found)
    ]


def _others(seeded: list[dict[str, Any]], own: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The playbook's touch points on channels that the owner did not name: what is named stands there once."""
    named = {point["channel"]["value"] for point in own if point["channel"]}
    return [point for point in seeded if point["channel"]["value"] not in named]


def _field(seed: Any, origin: str, yarn: Yarn) -> Any:
    return _lines(seed, origin, yarn) if isinstance(seed, list) else _text(seed, origin, yarn)


def _text(line: Words, origin: str, yarn: Yarn) -> Leaf | None:
    return leaf(yarn.weave(line), origin) if yarn.fits(line) else None


def _lines(lines: Sequence[Words], origin: str, yarn: Yarn) -> list[Leaf]:
    """The lines that fit, those with the owner's own words first."""
    fitting = [(index, line) for index, line in enumerate(lines) if yarn.fits(line)]
    fitting.sort(key=lambda found: not yarn.is_personal(found[1]))
    return [leaf(yarn.weave(line), f"{origin}.{index}") for index, line in fitting[:MOST_LINES]]


def _channel(identifier: str, origin: str, yarn: Yarn) -> Leaf:
    return leaf(load("lexicon/channels")[identifier]["label"][yarn.language], origin)


def leaves(data: Any) -> Iterator[tuple[str, Any]]:
    """Every leaf of suggested data: its origin and its value."""
    if isinstance(data, list):
        for item in data:
            yield from leaves(item)
    elif isinstance(data, dict) and set(data) == {"value", "basis", "from"}:
        yield data["from"], data["value"]
    elif isinstance(data, dict):
        yield from leaves(list(data.values()))
