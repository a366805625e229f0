"""Checks a set-up from outside and says, in one line each, what is wrong and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.app import build_script, gateway_of, place_of
from bot.settings import Settings
from export.formats import render
from journey.model import JourneyMap
from journey.store import StoreUnavailable
from knowledge.library import articles
from knowledge.model.failure import ModelFailed
from knowledge.model.trial import try_model
from knowledge.playbook import playbooks
from knowledge.search.index import Index
from storage.database import open_store


@dataclass(frozen=True)
class Finding:
    subject: str
    well: bool
    words: str


async def examine(settings: Settings) -> list[Finding]:
    """One finding a part. Nothing is changed, but a new database gets its tables."""
    return [await _token(settings), await _database(settings), _words(), _index(settings), await _model(settings), _drawing()]


async def _token(settings: Settings) -> Finding:
    if not settings.token():
        return Finding("token", True, "BOT_TOKEN is not set: `reisgids run` opens the conversation in the terminal")
    from bot.telegram.polling import check_token  # noqa: PLC0415  aiogram takes seconds to import

    trouble = await check_token(settings)
    return Finding("token", trouble is None, trouble or "Telegram accepts the token")


async def _database(settings: Settings) -> Finding:
    try:
        store = await open_store(settings.database())
    except StoreUnavailable as error:
        return Finding("database", False, str(error))
    count = len(await store.chats())
    await store.close()
    return Finding("database", True, f"reachable, {count} conversation(s)")


def _words() -> Finding:
    try:
        questions, books = build_script(), playbooks()
    except (ValueError, OSError) as error:
        return Finding("words", False, f"{error}; install the package again")
    return Finding("words", True, f"{len(questions)} questions, {len(books)} playbooks")


def _index(settings: Settings) -> Finding:
    index = Index(place_of(settings))
    if index.dense is None:
        return Finding("index", False, f"{index.trouble}; until then questions are answered by words alone")
    layer = "" if index.dense.head else ", without the learned layer: that belongs to the included model"
    return Finding("index", True, f"{index.dense.count} passages and questions of {len(articles('nl'))} articles{layer}")


async def _model(settings: Settings) -> Finding:
    gateway = gateway_of(settings)
    if gateway is None:
        return Finding("model", True, "LLM_MODEL is not set: everything runs by rules")
    try:
        seconds, used = await try_model(gateway)
    except ModelFailed as error:
        mend = "see LLM_MODEL, LLM_BASE_URL and LLM_API_KEY in .env.example; until then everything runs by rules"
        return Finding("model", False, f"{settings.llm_model} does not answer ({error.reason}); {mend}")
    way = gateway.ladder.rung.replace("_", " ")
    return Finding(
        "model", True, f"{settings.llm_model} answers in {seconds:.1f} s, by {way}, {used.total} tokens for one message"
    )


def _drawing() -> Finding:
    try:
        size = len(render(JourneyMap(), "png"))
    except Exception as error:
        return Finding("drawing", False, f"{type(error).__name__}: {error}; install the package again")
    return Finding("drawing", True, f"fonts and template work ({size // 1024} kB for an empty map)")
