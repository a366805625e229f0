"""Where a conversation stands: the map, what was answered, and the key of the current question. Never a position."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from journey.model import JourneyMap

Mark = Literal["answered", "skipped", "own", "adjust"]
Way = Literal["", "guided", "draft"]


class Proposal(BaseModel):
    """A change that is shown and waits for the owner's yes. `value` is plain data; `quote` the owner's words."""

    model_config = ConfigDict(frozen=True)

    path: str
    value: object
    quote: str
    old: str = ""


class Advised(BaseModel):
    """What the last advice rests on, and the phase it is about."""

    article: str = ""
    phase: str = ""


class State(BaseModel):
    """One JSON document per conversation.

    `revision` counts turns. `version` names the content on the map, `parent` the one it came from (what undo goes back to) and
    `top` the highest version ever used. `returns` are the questions to come back to after a detour, `trail` the
    ones asked so far (the way back), `selected` what the owner is adjusting. `notes` are the owner's words
    that found no place on the map yet. `advised` is what "make that an action" would be about.
    `probe` is the follow-up question that stands in place of the current one, `probed` the questions that had theirs.
    """

    revision: int = 0
    version: int = 0
    parent: int = 0
    top: int = 0
    map: JourneyMap = Field(default_factory=JourneyMap)
    marks: dict[str, Mark] = Field(default_factory=dict)
    cursor: str = ""
    returns: list[str] = Field(default_factory=list)
    trail: list[str] = Field(default_factory=list)
    way: Way = ""
    drafted: bool = False
    ended: bool = False
    leaving: Literal["", "restart", "forget"] = ""
    pending: Proposal | None = None
    selected: str = ""
    notes: list[str] = Field(default_factory=list)
    advised: Advised = Field(default_factory=Advised)
    probe: str = ""
    probed: list[str] = Field(default_factory=list)

    def copy_whole(self) -> State:
        """A copy that shares nothing. By way of JSON, which is several times faster than a deep copy."""
        return State.model_validate_json(self.model_dump_json())

    def content(self) -> str:
        """What a version keeps, as text: two states with the same content are the same version."""
        return self.model_dump_json(
            include={"map", "marks", "way", "drafted", "ended", "notes"}, exclude={"map": {"version", "language"}}
        )
