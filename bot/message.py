"""What goes to the owner, the same for every shell: text with bold and copyable parts, buttons, and files to be drawn later."""

from __future__ import annotations

from pydantic import BaseModel


class Button(BaseModel):
    """`value` is what a press sends back: an act (`accept`, `skip`, …) or `pick:ID`."""

    label: str
    value: str


class Message(BaseModel):
    """One message. `bold` and `copyable` are (start, length) in characters; what is copyable is copied with one tap.

    `files` are formats, drawn from map `version`.

    `step`, `of`, `asks` and `question` say where the interview stands after it; `revision` dates its buttons.
    """

    text: str
    bold: list[tuple[int, int]] = []
    copyable: list[tuple[int, int]] = []
    buttons: list[list[Button]] = []
    files: list[str] = []
    step: int = 1
    of: int = 7
    asks: list[str] = []
    question: str = ""
    revision: int = 0
    version: int = 0
    language: str = "nl"


class Text:
    """Builds a text with bold parts, block by block."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.bold: list[tuple[int, int]] = []
        self.copyable: list[tuple[int, int]] = []

    def add(self, text: str, *, bold: bool = False) -> Text:
        """Add text to the current line."""
        if bold and text:
            self.bold.append((len(str(self)), len(text)))
        self._parts.append(text)
        return self

    def line(self, text: str = "", *, bold: bool = False) -> Text:
        """Start a new line with this text."""
        if self._parts:
            self._parts.append("\n")
        return self.add(text, bold=bold)

    def block(self, text: str, *, bold: bool = False, copyable: bool = False) -> Text:
        """Start a new paragraph with this text."""
        if self._parts:
            self._parts.append("\n\n")
        if copyable and text:
            self.copyable.append((len(str(self)), len(text)))
        return self.add(text, bold=bold)

    def __str__(self) -> str:
        return "".join(self._parts)
