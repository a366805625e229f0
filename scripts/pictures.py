"""Draws the pictures of README.md anew: the bundled example in both languages, small enough for a web page."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from PIL import Image

from bot.demo import play
from journey.model import Language

IMAGES = Path(__file__).parent.parent / "docs" / "images"
WIDTH = 1600
COLOURS = 128
LANGUAGES: tuple[Language, ...] = ("nl", "en")


def draw(language: Language) -> None:
    """Play the example and keep its picture. The rest of what the example writes is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        made = asyncio.run(play(language, Path(folder)))
        picture = next(path for path in made if path.suffix == ".png")
        shrink(picture, IMAGES / f"map-{language}.png")


def shrink(source: Path, target: Path) -> None:
    """Write the picture `WIDTH` pixels wide and in few colours: the map is text and flat areas, so that little is lost."""
    with Image.open(source) as whole:
        small = whole.convert("RGB").resize((WIDTH, round(WIDTH * whole.height / whole.width)), Image.Resampling.LANCZOS)
    small.quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)


if __name__ == "__main__":
    IMAGES.mkdir(parents=True, exist_ok=True)
    for spoken in LANGUAGES:
        draw(spoken)
