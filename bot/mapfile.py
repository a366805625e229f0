"""Reads a map file that somebody else may have written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from journey.model import JourneyMap, parse_map


class BadMap(ValueError):
    """The file cannot be read as a map. The message is one line, fit to show."""


def read_map(path: Path) -> JourneyMap:
    """The map in a `reisgids/1` file. Raises `BadMap`."""
    try:
        return parse_map(_data(path))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the file"
        raise BadMap(f"{path} is not a map: {place}: {first['msg']}. See docs/formats.md for the format.") from None
    except RecursionError:
        raise BadMap(f"{path} is not a map: it is nested too deeply") from None


def _data(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise BadMap(f"{path} cannot be read ({error.strerror or error})") from None
    except json.JSONDecodeError as error:
        raise BadMap(f"{path} is not JSON (line {error.lineno}, column {error.colno})") from None
    except ValueError:
        raise BadMap(f"{path} is not JSON: it is no UTF-8 text") from None
