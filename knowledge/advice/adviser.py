"""The port `journey.ports.Adviser` over the guidance, by rules."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from journey.advice import Advice
from journey.model import JourneyMap
from journey.ports import Context
from knowledge.advice.advisor import Advisor
from knowledge.advice.answer import Answer
from knowledge.search.found import Hint

Sector = Callable[[JourneyMap], str]
"""The id of the playbook that fits a map."""


class GuidanceAdviser:
    """`journey.ports.Adviser` without a language model."""

    def __init__(self, advisor: Advisor, sector: Sector) -> None:
        self._advisor = advisor
        self._sector = sector

    async def advise(self, question: str, context: Context) -> Advice:
        # The first question of a process loads the model and may make the index: not in the loop that serves every chat.
        return _advice(await asyncio.to_thread(self._advisor.answer, question, context.journey, self._hint(context)))

    async def explain(self, article: str, context: Context) -> Advice:
        return _advice(await asyncio.to_thread(self._advisor.about, article, context.journey, self._hint(context)))

    def _hint(self, context: Context) -> Hint:
        slot = context.slot
        return Hint(slot.step if slot else 0, slot.subject.get("phase", "") if slot else "", self._sector(context.journey))


def _advice(answer: Answer) -> Advice:
    return Advice(answer.text, answer.covered, answer.article, answer.phase, answer.follow_ups, answer.texts)
