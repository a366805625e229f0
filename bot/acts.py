"""Fixed ways to say something exactly: slash commands and buttons. Nothing here needs understanding."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.events import Event
from journey.commands import Act, Ask, Command, Do, Pick, SwitchLanguage
from journey.state import State

SLASHES: dict[str, Act] = {
    "start": "start", "kaart": "preview", "map": "preview", "terug": "back", "back": "back", "overslaan": "skip", "skip": "skip",
    "opnieuw": "restart", "restart": "restart", "help": "help", "privacy": "privacy", "verwijder": "forget", "forget": "forget",
    "export": "export", "herstel": "undo", "undo": "undo",
}  # fmt: skip
TO_OTHER_LANGUAGE = ("taal", "language")
PRESSES: dict[str, Act] = {
    "accept": "confirm", "adjust": "adjust", "own": "own", "skip": "skip", "back": "back", "help": "explain",
    "preview": "preview", "done": "done", "undo": "undo",
}  # fmt: skip
ASK = "pick:ask:"
ANYTIME = ("help", "preview", "pick:png", "pick:pdf", "pick:md", "pick:json", ASK, "pick:read:", "pick:copy:", "pick:plan:")
"""What presses begin with that mean the same whichever question they were made for."""


def slash(text: str, state: State) -> Sequence[Command] | None:
    """The commands of `/word`, or None when the text is no slash command. An unknown one asks for help."""
    if not text.startswith("/") or len(text) < 2 or not text[1].isalpha():
        return None
    word = re.match(r"\w+", text[1:])
    name = word[0].casefold() if word else ""
    if name in TO_OTHER_LANGUAGE:
        return [SwitchLanguage("en" if state.map.language == "nl" else "nl")]
    return [Do(SLASHES.get(name, "help"))]


def press(value: str, state: State) -> Sequence[Command]:
    """The commands of a button. A value that no button has is an old button."""
    if value in PRESSES:
        return [Do(PRESSES[value])]
    if value == "pick:draft":
        return [Do("draft")]
    if value == "pick:no" and (state.pending is not None or state.leaving):
        return [Do("reject")]
    if value.startswith(ASK):
        return [Ask("", "advice", article=value.removeprefix(ASK))]
    if value.startswith("pick:"):
        return [Pick(value.removeprefix("pick:"))]
    return [Do("stale")]


def is_stale(event: Event, state: State) -> bool:
    """Whether a button was made for another question or turn than the current one."""
    if event.question is None or (event.press or "").startswith(ANYTIME):
        return False
    return event.question != state.cursor or event.revision != state.revision
