"""One real call, to see whether a model works and what that takes."""

from __future__ import annotations

import time

from journey.model import JourneyMap
from journey.ports import Context
from knowledge.model.gateway import Gateway
from knowledge.model.listening import Understood
from knowledge.model.meter import Usage, metered
from knowledge.model.prompt import asked
from knowledge.model.telling import fields, language_name, tell_map

MESSAGE = "ik verkoop kaarsen van sojawas, mijn klanten twijfelen of ze wel lang genoeg branden"


async def try_model(gateway: Gateway) -> tuple[float, Usage]:
    """Seconds and tokens of understanding one message. Raises `ModelFailed`."""
    journey = JourneyMap(language="nl")
    request = asked(
        "understand",
        MESSAGE,
        language=language_name("nl"),
        map=tell_map(journey),
        question="Wat verkoop je?",
        fields=fields(Context(journey=journey, slot=None, slots=())),
    )
    started = time.perf_counter()
    with metered("trial") as used:
        await gateway.extract(request, Understood)
    return time.perf_counter() - started, used
