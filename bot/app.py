"""The composition root: puts the parts together. Nothing is built, and no setting read, at import."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import structlog

from bot.conversation import Conversation
from bot.drawing import Drawer
from bot.replies import Speaker
from bot.screen import Screen
from bot.settings import Settings
from export import findings
from journey.interview import Interview
from journey.ports import Adviser, Listener
from journey.questions import Question, Script
from journey.store import Store, StoreError, utc_now
from knowledge.advice.adviser import GuidanceAdviser
from knowledge.advice.advisor import Advisor
from knowledge.listening import RuleListener
from knowledge.model.advising import ModelAdviser
from knowledge.model.building import Choice, build
from knowledge.model.gateway import Gateway, Limits
from knowledge.model.listening import ModelListener
from knowledge.model.meter import Budget
from knowledge.search.finder import Finder
from knowledge.search.index import Place, index_at
from knowledge.suggestion import PlaybookSuggester
from prompts import questions

log = structlog.get_logger()


def place_of(settings: Settings) -> Place:
    """Where the operator wants the index of the guidance."""
    return Place(settings.index_folder(), settings.chroma_url, settings.embeddings)


def gateway_of(settings: Settings) -> Gateway | None:
    """The way to the language model that the operator names; None without one."""
    if not settings.llm_model:
        return None
    choice = Choice(settings.llm_model, settings.llm_base_url, settings.llm_key(), settings.llm_seconds)
    limits = Limits(settings.llm_first_seconds, settings.llm_seconds)
    return Gateway(lambda: build(choice), limits, budget=Budget(settings.llm_chat_tokens, settings.llm_day_tokens))


@dataclass(frozen=True)
class App:
    """The parts that a shell needs."""

    store: Store
    conversation: Conversation
    drawer: Drawer
    gateway: Gateway | None = None

    async def close(self) -> None:
        """Let go of the drawing thread, the model and the database."""
        self.drawer.close()
        if self.gateway is not None:
            await self.gateway.close()
        await self.store.close()


def build_script() -> Script:
    """The questions of the interview, checked."""
    return Script(Question.model_validate(entry) for entry in questions.questions())


def build_app(
    store: Store,
    *,
    place: Place | None = None,
    listener: Listener | None = None,
    gateway: Gateway | None = None,
    today: Callable[[], date] = date.today,
) -> App:
    """All parts around a store; `place` is where the index of the guidance is, which the first question opens.

    With a `gateway` a language model listens and advises beside the rules.
    """
    script, suggester = build_script(), PlaybookSuggester(findings.propose)
    interview = Interview(script, suggester)
    adviser: Adviser = GuidanceAdviser(Advisor(Finder(index_at(place or Place()))), suggester.sector)
    listener = listener or RuleListener()
    if gateway is not None:
        listener, adviser = ModelListener(listener, gateway), ModelAdviser(adviser, gateway)
    screen = Screen(script, suggester, Speaker(suggester.sector, suggester.book))
    conversation = Conversation(store, interview, listener, screen, adviser=adviser, today=today)
    return App(store, conversation, Drawer(store, conversation), gateway)


async def keep_forgetting(store: Store, days: int, every: timedelta = timedelta(days=1)) -> None:
    """Forget idle conversations now and again at this interval, until cancelled. A database that is away is tried next time."""
    while days > 0:
        try:
            await forget_idle(store, days)
        except StoreError as error:
            log.error("chats.not_expired", error=type(error).__name__)
        await asyncio.sleep(every.total_seconds())


async def forget_idle(store: Store, days: int, clock: Callable[[], datetime] = utc_now) -> None:
    """Forget the conversations without a turn in this many days; with 0 they are kept for ever."""
    if days <= 0:
        return
    forgotten = await store.expire(clock() - timedelta(days=days))
    if forgotten:
        log.info("chats.expired", count=forgotten, days=days)
