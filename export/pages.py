"""Sets a view of the map with typst: pictures of the sheet, and the document with all pages.

The compiler lets go of the interpreter lock while it works (about half a second for a whole map), so a worker thread keeps
an event loop free. Each thread has its own compiler: calls from several threads are safe.
"""

from __future__ import annotations

import json
import re
import threading
from datetime import date
from pathlib import Path
from typing import Any, Literal

import typst

from export.record import View

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
FONTS = HERE / "fonts"
WIDTH = 2400
"""Width of a picture in pixels."""
SHEET_INCHES = 1190.55 / 72

_RUN = re.compile(r"[^\s-]{25,}")
_own = threading.local()


def picture(view: View) -> bytes:
    """The sheet as PNG, 2400 pixels wide: below two megabytes unless the map needs more than one A3."""
    return _compile(view, "png", "one", WIDTH / SHEET_INCHES)


def drawing(view: View) -> bytes:
    """The sheet as SVG, with its letters as shapes."""
    return _compile(view, "svg", "one")


def document(view: View) -> bytes:
    """The sheet and all pages after it as PDF that a screen reader can read (PDF/UA-1).

    Words in a script that our fonts lack cannot be read out by that standard; such a map becomes a tagged PDF without the claim.
    """
    try:
        return _compile(view, "pdf", "all", accessible=True)
    except typst.TypstError:
        return _compile(view, "pdf", "all")


def _compile(
    view: View, fmt: Literal["png", "svg", "pdf"], pages: str, ppi: float | None = None, *, accessible: bool = False
) -> bytes:
    day = view["day"]
    made = _compiler().compile(
        format=fmt,
        ppi=ppi,
        pdf_standards=["ua-1"] if accessible else [],
        sys_inputs={"view": json.dumps(breakable(view), allow_nan=False), "pages": pages},
        timestamp=_noon(date(day["year"], day["month"], day["day"])),
    )
    found = made[0] if isinstance(made, list) else made
    if not isinstance(found, bytes):
        raise TypeError(fmt)
    return found


def _compiler() -> typst.Compiler:
    if not hasattr(_own, "compiler"):
        _own.compiler = typst.Compiler(
            str(TEMPLATES / "map.typ"), root=str(TEMPLATES), font_paths=[str(FONTS)], ignore_system_fonts=True
        )
    compiler: typst.Compiler = _own.compiler
    return compiler


def _noon(day: date) -> int:
    """The moment written into the file: not the real one, so that the same map and day give the same file."""
    return (day - date(1970, 1, 1)).days * 86_400 + 43_200


def breakable(data: Any) -> Any:
    """The data with a zero-width break in every run of letters that is too long for a column."""
    if isinstance(data, str):
        return _RUN.sub(lambda run: "\u200b".join(_split(run.group())), data)
    if isinstance(data, dict):
        return {key: breakable(value) for key, value in data.items()}
    return [breakable(value) for value in data] if isinstance(data, list) else data


def _split(run: str, size: int = 10) -> list[str]:
    return [run[start : start + size] for start in range(0, len(run), size)]
