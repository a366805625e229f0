"""The customer journey map: every leaf value carries its basis.

The shape is the exchange format `reisgids/1` (docs/formats.md): dumping a `JourneyMap` by alias gives exactly that JSON.
"""

from __future__ import annotations

from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, model_validator

Basis = Literal["said", "measured", "guidance", "guess"]
Language = Literal["nl", "en"]
Ownership = Literal["direct", "indirect"]
Unit = Literal["minutes", "hours", "days", "weeks", "months", "years", "unknown"]

FORMAT: Literal["reisgids/1"] = "reisgids/1"
UNMARKED = "unmarked"
"""The origin of a value that a file gives without saying where it comes from: it counts as a guess."""

T = TypeVar("T")


class Part(BaseModel):
    """A part of the map."""

    model_config = ConfigDict(populate_by_name=True, coerce_numbers_to_str=True, validate_assignment=True)


class Cell(Part, Generic[T]):
    """One value on the map and what it rests on.

    `origin` (JSON: `from`) names the message ("m12"), the article ("playbook:home#purchase.pains.0") or the rule it comes from.
    """

    value: T
    basis: Basis
    origin: str = Field(default=UNMARKED, validation_alias=AliasChoices("from", "origin"), serialization_alias="from")

    @model_validator(mode="before")
    @classmethod
    def _wrap_bare_value(cls, data: Any) -> Any:
        if isinstance(data, (dict, Cell)):
            return data
        return {"value": data, "basis": "guess", "from": UNMARKED}


Text = Cell[str]
Texts = list[Text]
Score = Cell[Annotated[int, Field(ge=1, le=5)]]
Feeling = Cell[Annotated[int, Field(ge=-2, le=2)]]
Share = Cell[Annotated[float, Field(ge=0, le=100)]]
Amount = Cell[Annotated[float, Field(ge=0)]]


class Value(Part):
    """A core value and how it shows in practice (sources: step 1 of the seven steps)."""

    value: Text
    practice: Text | None = None


class Shop(Part):
    name: Text | None = None
    url: Text | None = None
    sector: Text | None = None
    offering: Text | None = None
    unique: Texts = Field(default_factory=list)
    values: list[Value] = Field(default_factory=list)


class Persona(Part):
    """One kind of customer, told as one person."""

    name: Text | None = None
    age: Text | None = None
    situation: Text | None = None
    quote: Text | None = None
    needs: Texts = Field(default_factory=list)
    wishes: Texts = Field(default_factory=list)
    traits: Texts = Field(default_factory=list)
    behaviours: Texts = Field(default_factory=list)
    doubts: Texts = Field(default_factory=list)
    channels: Texts = Field(default_factory=list)


class Research(Part):
    """What the persona rests on: a method, what it showed, where it is to be found."""

    method: Text
    insight: Text | None = None
    source: Text | None = None


class Emotion(Part):
    """A feeling on the fixed scale -2..+2, in a word and with the reason for it."""

    score: Feeling | None = None
    word: Text | None = None
    reason: Text | None = None


class Touchpoint(Part):
    """A moment of contact. `direct` is what the shop itself runs, `indirect` what others say or show about it."""

    name: Text
    channel: Text | None = None
    ownership: Cell[Ownership] | None = None
    initiator: Text | None = None
    experience: Text | None = None
    importance: Score | None = None
    satisfaction: Score | None = None
    moment_of_truth: Cell[bool] | None = None
    why: Text | None = None


NO_CONTACT = "none"
"""The channel of a touch point that says outright: in this phase there is no contact (rubric R10)."""


class Duration(Part):
    min: Amount | None = None
    max: Amount | None = None
    unit: Cell[Unit] | None = None


class Contact(Part):
    """The ideal moment of a key contact, its channel and what it says."""

    moment: Text
    channel: Text | None = None
    message: Text | None = None


class DropOff(Part):
    """Where people leave and how they are won back. `share` is a percentage that the owner measured."""

    where: Text | None = None
    share: Share | None = None
    win_back: Text | None = None


class Phase(Part):
    id: str
    name: Text
    customer_goal: Text | None = None
    shop_goal: Text | None = None
    actions: Texts = Field(default_factory=list)
    questions: Texts = Field(default_factory=list)
    pains: Texts = Field(default_factory=list)
    influences: Texts = Field(default_factory=list)
    responses: Texts = Field(default_factory=list)
    emotion: Emotion | None = None
    touchpoints: list[Touchpoint] = Field(default_factory=list)
    duration: Duration | None = None
    contacts: list[Contact] = Field(default_factory=list)
    drop_off: DropOff | None = None


class Ending(Part):
    moment: Text | None = None
    how: Text | None = None


class Finding(Part):
    """Something the analysis saw. `text` is written, in the map's language, when the map is handed out."""

    check: str
    phase: str | None = None
    path: str = ""
    text: str = ""
    sources: list[str] = Field(default_factory=list)


class Action(Part):
    """Something to do. `value` and `effort` are 1 to 5; `baseline` is the metric's value today."""

    title: Text
    phase: str | None = None
    path: str = ""
    value: Score | None = None
    effort: Score | None = None
    owner: Text | None = None
    due: Text | None = None
    metric: Text | None = None
    baseline: Text | None = None
    sources: list[str] = Field(default_factory=list)


class Analysis(Part):
    findings: list[Finding] = Field(default_factory=list)
    actions: list[Action] = Field(default_factory=list)


class JourneyMap(Part):
    """One customer's journey with one shop. The first persona is the one from whose point of view it is told."""

    format: Literal["reisgids/1"] = FORMAT
    language: Language = "nl"
    title: Text | None = None
    scenario: Text | None = None
    goal: Text | None = None
    expectation: Text | None = None
    state: Literal["as-is", "to-be"] = "as-is"
    owner: Text | None = None
    review_date: Text | None = None
    version: int = 0
    shop: Shop = Field(default_factory=Shop)
    personas: list[Persona] = Field(default_factory=list)
    research: list[Research] = Field(default_factory=list)
    phases: list[Phase] = Field(default_factory=list)
    ending: Ending = Field(default_factory=Ending)
    analysis: Analysis = Field(default_factory=Analysis)

    def phase(self, phase_id: str) -> Phase | None:
        """The phase with this id, or None."""
        return next((phase for phase in self.phases if phase.id == phase_id), None)

    @property
    def persona(self) -> Persona | None:
        """The persona from whose point of view the map is told."""
        return self.personas[0] if self.personas else None

    def dump(self) -> dict[str, Any]:
        """The map as `reisgids/1` JSON data."""
        return self.model_dump(mode="json", by_alias=True)


def parse_map(data: Any) -> JourneyMap:
    """Read `reisgids/1` data: null is empty, a bare leaf value is an unmarked guess. Raises `pydantic.ValidationError`."""
    cleaned = _without_nulls(data)
    if isinstance(cleaned, dict):
        for key in ("language", "state", "version"):
            cleaned[key] = _unwrapped(cleaned.get(key))
    return JourneyMap.model_validate(_without_nulls(cleaned))


def _without_nulls(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _without_nulls(value) for key, value in data.items() if value is not None}
    if isinstance(data, list):
        return [_without_nulls(item) for item in data if item is not None]
    return data


def _unwrapped(setting: Any) -> Any:
    """`language`, `state` and `version` are settings of the map; a file may still wrap them like any leaf."""
    return setting["value"] if isinstance(setting, dict) and "value" in setting else setting
