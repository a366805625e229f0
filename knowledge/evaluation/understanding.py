"""How well the rules understand owners: the right command, the right place, the right value."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from journey.commands import Ask, Chitchat, Command, Do, Edit, Fill, Goto, Note, Pick, Reshape, SwitchLanguage
from journey.model import NO_CONTACT, JourneyMap, Language
from journey.ports import Context
from journey.questions import Question, Script, unfold
from knowledge.evaluation.cases import Aim, Half, Said, messages, take
from knowledge.listening import RuleListener
from knowledge.playbook import playbooks
from knowledge.understanding.text import both, lexicon
from prompts import questions as script_data
from prompts.catalog import say

SAME = 0.8
"""The share of words that a value and the expected one must have in common: leaving in an "and" is no misunderstanding."""
FILLING = frozenset("a an the and or so is are she he it that een de het 'n en of ze hij dat".split())  # noqa: SIM905
"""Words without which a value says the same."""
WORDS = re.compile(r"[\w'’.&-]*\w[\w'’&-]*")
NAMES = {
    Fill: "fill", Edit: "edit", Ask: "ask", SwitchLanguage: "switch", Chitchat: "chitchat", Goto: "goto", Reshape: "reshape",
    Note: "note",
}  # fmt: skip


@dataclass(frozen=True)
class Judged:
    """One message: was the command right, the place, the value; None where the message names none."""

    said: Said
    commands: tuple[Command, ...]
    command: bool
    path: bool | None
    value: bool | None


def judge(language: Language, half: Half) -> list[Judged]:
    """Every message of a half, understood by the rules."""
    listener = RuleListener()

    async def listen() -> list[Judged]:
        return [_judged(said, await listener.understand(said.says, _context(said.at, language)), language) for said in cases]

    cases = take(messages(language), half)
    return asyncio.run(listen())


def share(marks: Iterable[bool | None]) -> float:
    """The share that is right among those that could be."""
    known = [mark for mark in marks if mark is not None]
    return sum(known) / len(known) if known else 1.0


def _judged(said: Said, commands: Sequence[Command], language: Language) -> Judged:
    aims = [*([Aim(path=said.path, value=said.value)] if said.path else []), *said.also]
    if said.path == "personas.0" and isinstance(said.value, dict):
        aims = [Aim(path=f"personas.0.{name}", value=value) for name, value in said.value.items()]
    written = {command.path: command.value for command in commands if isinstance(command, (Fill, Edit))}
    wanted = {command.key for command in commands if isinstance(command, Goto)}
    right = any(_is(command, said) for command in commands)
    if not aims or (not right and said.command not in ("fill", "edit")):
        return Judged(said, tuple(commands), right, None if not aims else False, None)
    path = all(any(_reaches(aim.path, found) for found in (*written, *wanted)) for aim in aims)
    valued = [aim for aim in aims if aim.value is not None]
    value = all(_holds(aim, written, language) for aim in valued) if valued else None
    return Judged(said, tuple(commands), right, path, value)


def _is(command: Command, said: Said) -> bool:
    name = command.act if isinstance(command, Do) else "fill" if isinstance(command, Pick) else NAMES[type(command)]
    topic = {"ask": "topic", "chitchat": "tone", "reshape": "op"}.get(name)
    if name != said.command or (topic and said.topic and getattr(command, topic) != said.topic):
        return False
    return not isinstance(command, SwitchLanguage) or command.language == said.value


def _reaches(path: str, found: str) -> bool:
    return found == path or found.startswith(f"{path}.")


def _holds(aim: Aim, written: dict[str, Any], language: Language) -> bool:
    if aim.path not in written:
        return False
    found = written[aim.path]
    if aim.path == "shop.sector":
        names = [book.name.text(language) for book in playbooks().values() if book.id == aim.value]
        return found in names or (
            aim.value == "general" and all(found != book.name.text(language) for book in playbooks().values())
        )
    if aim.path == "research" and isinstance(aim.value, list):
        return alike([_research(entry, language) for entry in aim.value], found)
    return alike(aim.value, found)


def _research(entry: Any, language: Language) -> Any:
    options = next(entry["options"] for entry in script_data.questions() if entry["key"] == "research")
    label = next((option["label"][language] for option in options if option["id"] == entry["method"]), entry["method"])
    return {**entry, "method": label}


def alike(wanted: Any, found: Any) -> bool:
    """Whether a value is the expected one: numbers exactly, words nearly, of parts only what is expected."""
    if isinstance(wanted, dict):
        return isinstance(found, dict) and all(alike(value, found.get(name)) for name, value in wanted.items())
    if wanted == []:
        return found == [] or _is_no_contact(found)
    if isinstance(wanted, list):
        return isinstance(found, list) and len(found) == len(wanted) and all(map(alike, wanted, found))
    if isinstance(wanted, str) and isinstance(found, dict):
        return alike(wanted, found.get("name") or found.get("value"))
    if isinstance(wanted, str):
        return isinstance(found, str) and _overlap(wanted, found) >= SAME
    return bool(wanted == found)


def _is_no_contact(found: Any) -> bool:
    """That there is none is kept as a touch point of no channel."""
    return isinstance(found, list) and all(isinstance(each, dict) and each.get("channel") == NO_CONTACT for each in found)


def _overlap(first: str, second: str) -> float:
    """The words in common, as a share of the words of both; words that only fill or grade ("a bit") do not count."""
    one, two = _telling(first), _telling(second)
    common = sum(min(one.count(word), two.count(word)) for word in set(one))
    return 2 * common / (len(one) + len(two)) if one or two else 1.0


def _telling(text: str) -> list[str]:
    words = WORDS.findall(text.casefold())
    return [word for word in words if word not in _filling()] or words


@cache
def _filling() -> frozenset[str]:
    grades = [*both(lexicon("emotions")["stronger"]), *both(lexicon("emotions")["weaker"])]
    return frozenset(word for phrase in grades for word in phrase.split()) | FILLING


def _context(at: str, language: Language) -> Context:
    journey = _example(language) if at != "shop.offering" else JourneyMap(language=language)
    slots = unfold(Script(Question.model_validate(entry) for entry in script_data.questions()), journey)
    return Context(journey=journey, slot=next(slot for slot in slots if slot.key == at), slots=slots)


def _example(language: Language) -> JourneyMap:
    """The map as it stands when a message comes in: a shop for house plants and one persona."""

    def said(nl: str, en: str) -> dict[str, str]:
        return {"value": nl if language == "nl" else en, "basis": "said", "from": "m1"}

    phases = [{"id": key, "name": say("weaving", f"phase.{key}", language)} for key in PHASES]
    return JourneyMap.model_validate(
        {
            "language": language,
            "shop": {"offering": said("kamerplanten en potten", "house plants and pots"), "name": said("Het Blad", "The Leaf")},
            "personas": [
                {
                    "name": said("Sanne", "Sanne"),
                    "age": said("35", "35"),
                    "situation": said("woont in een donker appartement", "lives in a dark flat"),
                    "needs": [said("weten welke plant weinig licht nodig heeft", "to know which plant needs little light")],
                    "doubts": [said("gaat hij bij mij niet dood?", "will it not die on me?")],
                }
            ],
            "phases": phases,
        }
    )


PHASES = ("awareness", "orientation", "consideration", "purchase", "use", "evaluation")
