"""`journey.ports.Adviser` with a language model: one piece out of the passages and the map, every line checked against them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from journey.advice import Advice
from journey.ports import Adviser, Context
from knowledge.library import article_in
from knowledge.model.failure import ModelFailed
from knowledge.model.gateway import Gateway
from knowledge.model.grounding import CITED, cites_only, has_only_numbers_of
from knowledge.model.prompt import Asked, asked
from knowledge.model.telling import language_name, tell_map
from knowledge.understanding import language as spoken
from prompts.catalog import say

PARTS = ("lead", "steps", "mistake")
MOST_LINES, LONGEST = 16, 3000
MARK = re.compile(r"^(MAP|IDEA|TEXT|ASK):\s*", re.IGNORECASE)
QUOTED = re.compile(r"[\"“„«]([^\"”“»]{3,})[\"”»]")


class ModelAdviser:
    """The guidance finds and decides whether there is an answer; the model words it. What it may not say is taken out."""

    def __init__(self, guidance: Adviser, gateway: Gateway) -> None:
        self._guidance = guidance
        self._gateway = gateway

    async def advise(self, question: str, context: Context) -> Advice:
        """The answer to a question; what the guidance composes by itself where the model says nothing that holds."""
        plain = await self._guidance.advise(question, context)
        passages = _passages(plain, context)
        if not plain.covered or not passages:
            return plain
        try:
            written = "".join([piece async for piece in self._gateway.write(_asked(question, passages, context))])
        except ModelFailed:
            return plain
        text = "\n".join(_sound(written, passages, context))
        if not CITED.search(text) or spoken.detect(text) not in (None, context.journey.language):
            return plain
        return replace(plain, text=f"{text}\n\n{_titles(passages, text)}")

    async def explain(self, article: str, context: Context) -> Advice:
        return await self._guidance.explain(article, context)


def _passages(plain: Advice, context: Context) -> list[tuple[str, str]]:
    """Title and words of the articles that the answer rests on: the one it is about, and what belongs with it."""
    found = [article_in(name, context.journey.language) for name in (plain.article, *plain.follow_ups)]
    return [
        (article.title, "\n".join(article.parts[part] for part in PARTS if part in article.parts)) for article in found if article
    ]


def _asked(question: str, passages: Sequence[tuple[str, str]], context: Context) -> Asked:
    numbered = "\n\n".join(f"[{number}] {title}\n{words}" for number, (title, words) in enumerate(passages, start=1))
    journey = context.journey
    return asked("advise", question, language=language_name(journey.language), map=tell_map(journey), passages=numbered)


def _sound(written: str, passages: Sequence[tuple[str, str]], context: Context) -> Iterator[str]:
    """The lines that hold: cited and true to their passage, true to the map, or marked as an idea without figures."""
    words, told = [f"{title} {text}" for title, text in passages], tell_map(context.journey)
    for line in filter(None, map(str.strip, written[:LONGEST].splitlines()[:MOST_LINES])):
        mark = MARK.match(line)
        said = line[mark.end() :] if mark else line
        kind = mark[1].upper() if mark else ""
        if kind == "MAP" and has_only_numbers_of(said, [told]) and _quotes_map(said, told):
            yield said
        elif kind in ("IDEA", "TEXT", "ASK") and has_only_numbers_of(said, [told]) and not CITED.search(said):
            yield say("advice", f"model.{kind.lower()}", context.journey.language, words=said)
        elif not kind and cites_only(said, words):
            yield said


def _quotes_map(said: str, told: str) -> bool:
    quotes = QUOTED.findall(said)
    return bool(quotes) and all(" ".join(quote.split()).casefold() in told.casefold() for quote in quotes)


def _titles(passages: Sequence[tuple[str, str]], text: str) -> str:
    used = {int(number) for number in CITED.findall(text)}
    return "\n".join(f"[{number}] {title}" for number, (title, _) in enumerate(passages, start=1) if number in used)
