"""The JSON Schema of `reisgids/1`, made from the model; the file beside this one is the copy to hand out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from journey.model import FORMAT, JourneyMap
from prompts.catalog import texts

FILE = Path(__file__).parent / "reisgids-1.schema.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
ABOUT = {
    "said": "what the shop owner told",
    "measured": "a figure the owner gave with its source",
    "guidance": "an accepted suggestion",
    "guess": "not confirmed yet",
}


def schema() -> dict[str, Any]:
    """What a map file holds: each leaf is `{"value", "basis", "from"}`; an absent or null field is an empty one."""
    made = JourneyMap.model_json_schema(by_alias=True)
    names = {name: _name(part) for name, part in made["$defs"].items()}
    parts = {names[name]: _described(names[name], part) for name, part in made["$defs"].items()}
    head = {"$schema": DIALECT, "$id": FORMAT, "title": FORMAT, "description": _first_line(made.get("description"))}
    body = {"type": "object", **_described("Map", made), "$defs": dict(sorted(parts.items()))}
    del body["description"]
    whole: dict[str, Any] = _renamed({**head, **body}, names)
    return whole


def _name(part: dict[str, Any]) -> str:
    """A part keeps its name; a leaf is named after what it holds."""
    title = str(part["title"])
    if not title.startswith("Cell["):
        return title
    value = part["properties"]["value"]
    if "enum" in value:
        return "OwnershipCell" if "direct" in value["enum"] else "UnitCell"
    kind = value["type"]
    if kind == "integer":
        return {-2: "FeelingCell", 1: "ScoreCell"}.get(value.get("minimum"), "IntegerCell")
    if kind == "number":
        return {100: "PercentageCell"}.get(value.get("maximum"), "AmountCell")
    return {"string": "TextCell", "boolean": "FlagCell"}[kind]


def _described(name: str, part: dict[str, Any]) -> dict[str, Any]:
    fields = {key: _field(name, key, value) for key, value in part.get("properties", {}).items()}
    kept = {key: value for key, value in part.items() if key in {"type", "required"}}
    return {"description": _about(name, part), **kept, "properties": fields}


def _about(name: str, part: dict[str, Any]) -> str:
    if name.endswith("Cell"):
        return f"A value ({name.removesuffix('Cell').lower()}) and what it rests on."
    return _first_line(part.get("description")) or f"The part “{name.lower()}” of the map."


def _first_line(words: str | None) -> str:
    return (words or "").strip().split("\n\n")[0].replace("\n", " ").replace("`", "")


def _field(name: str, key: str, value: dict[str, Any]) -> dict[str, Any]:
    plain = {word: held for word, held in value.items() if word != "title"}
    about = CELL_FIELDS.get(key, "") if name.endswith("Cell") else _label(name, key)
    return {"description": about, **plain} if about else plain


def _label(name: str, key: str) -> str:
    spots = {"Map": "field", "DropOff": "field.drop_off", "Value": "field.shop"}
    spot = spots.get(name, f"field.{name.lower()}")
    return texts("labels").get(f"{spot}.{key}", {}).get("en", "")


def _renamed(data: Any, names: dict[str, str]) -> Any:
    if isinstance(data, dict):
        made = {key: _renamed(value, names) for key, value in data.items()}
        if isinstance(data.get("$ref"), str):
            made["$ref"] = f"#/$defs/{names[data['$ref'].removeprefix('#/$defs/')]}"
        return made
    return [_renamed(value, names) for value in data] if isinstance(data, list) else data


CELL_FIELDS = {
    "value": "the value itself",
    "basis": "; ".join(f"{key}: {words}" for key, words in ABOUT.items()),
    "from": "the message (m12), the article or the rule that the value comes from",
}
