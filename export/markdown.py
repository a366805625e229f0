"""The whole map as a document of plain text: headings per phase, lists, and a mark for what each value rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from export.record import View
from export.wording import Item

MARKS = {"said": "", "measured": " ▮", "guidance": " ◇", "guess": " (?)"}
_ALWAYS = r"[\\`*_{}\[\]<>#|~&@$=^]"
_AFTER_A_GAP = r"(?:^|(?<=\W))[-+.!:(]"
_NUMBERED = r"(?<=\d)[.)](?=\s|$)"
_LINKING = r":(?=//)|(?<=\])\(|(?<=\bwww)\."
_SPECIAL = re.compile("|".join((_ALWAYS, _AFTER_A_GAP, _NUMBERED, _LINKING)))


def write(seen: View) -> str:
    """The document; whatever people wrote stays text and never becomes markup, a link or HTML."""
    parts = (_head, _first, _personas, _phases, _actions, _findings, _truths, _ending, _open, _basis, _sources)
    blocks = (block for part in parts for block in part(seen) if block)
    return "\n\n".join(blocks) + "\n"


def escape(text: str) -> str:
    """Text as Markdown that shows exactly this text."""
    return _SPECIAL.sub(lambda found: "\\" + found.group(), text)


def shown(item: Item | None) -> str:
    """An item with the mark of its basis, a guess in italics."""
    if item is None:
        return "–"
    words = escape(item["text"])
    return f"_{words}_{MARKS['guess']}" if item["basis"] == "guess" else words + MARKS[item["basis"]]


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _word(seen: View, key: str) -> str:
    return str(seen["labels"][key])


def _facts(seen: View, pairs: Iterable[tuple[str, Item | None]]) -> str:
    return _list(f"**{_word(seen, key)}**: {shown(item)}" for key, item in pairs if item)


def _head(seen: View) -> Iterator[str]:
    yield f"# {escape(seen['title'])}"
    yield from (shown(seen[key]) for key in ("subtitle", "offering") if seen[key])
    yield " · ".join([seen["date"], seen["version"], seen["state"], *map(shown, seen["people"])])
    yield _list(f"**{row['label']}**: {shown(row['item'])}" for row in seen["story"])
    shop = [f"**{row['label']}**: {'; '.join(map(_noted, row['items']))}" for row in seen["shop"]]
    if shop:
        yield f"## {_word(seen, 'section.shop')}"
        yield _list(shop)


def _noted(item: Item) -> str:
    return " – ".join([shown(item), *map(shown, item.get("notes", []))])


def _first(seen: View) -> Iterator[str]:
    if seen["first"]:
        yield f"> **{_word(seen, 'map.first')}**: {shown(seen['first']['title'])} ({escape(seen['first']['phase'])})"


def _personas(seen: View) -> Iterator[str]:
    yield f"## {_word(seen, 'section.personas')}"
    for one in seen["personas"]:
        yield f"### {shown(one['name']) if one['name'] else _word(seen, 'map.persona')}"
        yield _facts(seen, ((f"field.persona.{key}", one[key]) for key in ("age", "situation", "quote")))
        lists = ((key, items) for key, items in one["lists"].items() if items)
        yield _list(f"**{_word(seen, f'field.persona.{key}')}**: {'; '.join(map(shown, items))}" for key, items in lists)
    for one in seen["research"]:
        yield f"**{_word(seen, 'section.research')}**: " + " – ".join(shown(item) for item in one.values() if item)


def _phases(seen: View) -> Iterator[str]:
    for place, phase in enumerate(seen["phases"]):
        yield f"## {place + 1}\\. {shown(phase['name'])}"
        if phase["duration"]:
            yield shown(phase["duration"])
        yield _feeling(seen, seen["emotions"][place])
        for lane in seen["lanes"]:
            if lane["cells"][place]:
                yield f"**{lane['label']}**"
                yield _list(_entry(seen, item) for item in lane["cells"][place])


def _feeling(seen: View, emotion: dict[str, Any]) -> str:
    score = emotion["score"]
    level = "–" if score is None else f"{score:+d} ({_word(seen, f'scale.{score}')})" + MARKS[emotion["basis"]]
    words = [shown(emotion[key]) for key in ("word", "reason") if emotion[key]]
    return f"**{_word(seen, 'phase.emotion')}**: " + " – ".join([level, *words])


def _entry(seen: View, item: Item) -> str:
    star = "★ " if item.get("star") else ""
    kind = f" ({_word(seen, 'ownership.' + item['shape'])})" if item.get("shape") in {"direct", "indirect"} else ""
    back = f"{_word(seen, 'map.win_back')}: " if item.get("kind") == "back" else ""
    notes = "".join(f" · {shown(note)}" for note in item.get("notes", []))
    return f"{star}{back}{shown(item)}{kind}{notes}"


def _actions(seen: View) -> Iterator[str]:
    yield f"## {_word(seen, 'map.actions')}"
    if not seen["actions"]:
        yield _word(seen, "map.no_actions")
    for place, one in enumerate(seen["actions"], 1):
        yield f"### {place}\\. {shown(one['title'])}"
        keys = ("value", "effort", "owner", "due", "metric", "baseline")
        facts = [f"**{_word(seen, f'field.action.{key}')}**: {shown(one[key])}" for key in keys if one[key]]
        yield _list([f"**{_word(seen, 'map.phase')}**: {escape(one['phase'])}", *facts])


def _findings(seen: View) -> Iterator[str]:
    yield f"## {_word(seen, 'section.findings')}"
    lines = [f"{escape(one['text'])} ({escape(one['phase'])})" for one in seen["findings"]]
    yield _list(lines) if lines else _word(seen, "section.no_findings")


def _truths(seen: View) -> Iterator[str]:
    yield f"## {_word(seen, 'map.truths')}"
    lines = [f"★ {shown(one['name'])} ({escape(one['phase'])}): {shown(one['why'])}" for one in seen["truths"]]
    yield _list(lines) if lines else _word(seen, "map.no_truths")
    yield f"## {_word(seen, 'section.touchpoints')}"
    yield _list(_touch(seen, one) for one in seen["touchpoints"]) or "–"


def _touch(seen: View, one: dict[str, Any]) -> str:
    keys = ("initiator", "importance", "satisfaction", "why")
    facts = (f"{_word(seen, f'field.touchpoint.{key}')}: {shown(one[key])}" for key in keys if one[key])
    return " · ".join([f"{escape(one['phase'])}: {shown(one['point'])}", *map(shown, one["facts"]), *facts])


def _ending(seen: View) -> Iterator[str]:
    yield f"## {_word(seen, 'map.ending')}"
    found = [shown(item) for item in seen["ending"].values() if item]
    yield ": ".join(found) if found else _word(seen, "map.no_ending")


def _open(seen: View) -> Iterator[str]:
    yield f"## {_word(seen, 'section.open')}"
    yield f"{escape(seen['rubric']['result'])} · {escape(seen['rubric']['knock_outs'])}"
    must = _word(seen, "section.must")
    lines = [f"[ ] {escape(one['text'])}{f' ({must})' if one['must'] else ''}" for one in seen["rubric"]["open"]]
    yield _list(lines) if lines else _word(seen, "map.nothing_open")


def _basis(seen: View) -> Iterator[str]:
    yield f"## {_word(seen, 'map.basis')}"
    yield _list(
        f"**{one['label']}**{MARKS[one['key']]}: {one['share']}%. {_word(seen, 'basis.explain.' + one['key'])}"
        for one in seen["basis"]
    )


def _sources(seen: View) -> Iterator[str]:
    yield f"## {_word(seen, 'section.sources')}"
    lines = [f"{place}. {escape(one['title'])}" for place, one in enumerate(seen["sources"], 1)]
    yield "\n".join(lines) if lines else _word(seen, "map.no_sources")
