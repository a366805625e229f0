"""The public way out: a map as a file in any format. A further format is one more entry of `FORMATS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from export import interchange, markdown, pages
from export.record import View, view
from journey.model import JourneyMap
from prompts.catalog import LANGUAGES

Format = Literal["png", "pdf", "svg", "md", "json"]


class UnknownFormat(ValueError):
    """A file format that a map cannot be written in. The message is fit to show."""

    def __init__(self, fmt: str) -> None:
        super().__init__(f"a map cannot be written as {fmt!r}; choose one of: {', '.join(FORMATS)}")
        self.format = fmt


@dataclass(frozen=True)
class Writer:
    """How a format is made: `write` gets the map, and the view of it that people read."""

    media_type: str
    write: Callable[[JourneyMap, View], bytes]


FORMATS: Mapping[str, Writer] = {
    "png": Writer("image/png", lambda _, seen: pages.picture(seen)),
    "pdf": Writer("application/pdf", lambda _, seen: pages.document(seen)),
    "svg": Writer("image/svg+xml", lambda _, seen: pages.drawing(seen)),
    "md": Writer("text/markdown", lambda _, seen: markdown.write(seen).encode()),
    "json": Writer("application/json", lambda journey, seen: interchange.write(journey, seen["language"])),
}


def render(
    journey: JourneyMap,
    fmt: Format | str,
    *,
    language: str | None = None,
    on: date | None = None,
    titles: Mapping[str, str] | None = None,
) -> bytes:
    """The map as a file.

    `language` is that of the fixed words (the map's own when not given), `on` the date printed on it (today), `titles` the names
    of the articles it cites, by id. Takes up to a second of one processor for pictures and pages. Raises `UnknownFormat`.
    """
    writer = FORMATS.get(fmt)
    if writer is None:
        raise UnknownFormat(fmt)
    spoken = language if language in LANGUAGES else journey.language
    return writer.write(journey, view(journey, spoken, on or date.today(), titles))
