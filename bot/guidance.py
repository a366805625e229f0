"""Articles, answers and texts to copy, as they are shown in the chat."""

from __future__ import annotations

from bot.keyboard import Row, button
from bot.message import Text
from journey.advice import Advice
from journey.model import JourneyMap, Language
from knowledge.advice.texts import copy_texts, fill, own_words
from knowledge.library import PARTS, article_in
from knowledge.next_steps import next_steps
from knowledge.playbook import Playbook
from knowledge.weaving import spin
from prompts.catalog import say


def article_text(name: str, language: Language) -> Text | None:
    """An article as a message: title, parts under their names, sources. None for one that does not exist."""
    article = article_in(name, language)
    if article is None:
        return None
    text = Text().add(article.title, bold=True).block(article.parts["lead"])
    for part in PARTS[1:]:
        text.block(_say(f"article.{part}", language), bold=True).line(article.parts[part])
    text.block(_say("article.sources", language), bold=True)
    for source in article.sources:
        text.line(f"• {source}")
    return text


def copy_text(name: str, journey: JourneyMap, book: Playbook) -> Text | None:
    """A text to copy, with the map's own words in it. None for one that does not exist."""
    found = copy_texts().get(name)
    if found is None:
        return None
    ready = fill(found, own_words(journey, spin(journey, book).words), journey.language)
    text = Text().add(ready.title, bold=True).line(_say("copy.lead", journey.language, when=ready.when))
    return text.block(ready.words, copyable=True)


def advice_rows(advice: Advice, language: Language) -> list[Row]:
    """What can be done with an answer: read on, make an action of it, copy a text, ask on."""
    if not advice.covered:
        return []
    rows: list[Row] = [read_row(advice.article, language)] if advice.article else []
    if advice.article in next_steps():
        rows[0].append(button("plan", f"pick:plan:{advice.article}", language))
    texts = [copy_texts()[name] for name in advice.texts if name in copy_texts()]
    rows += [[button("copy", f"pick:copy:{text.id}", language, title=text.title.text(language))] for text in texts]
    asks = [(name, next_steps()[name].ask.text(language)) for name in advice.follow_ups if name in next_steps()]
    return [*rows, *([button("ask", f"pick:ask:{name}", language, question=words)] for name, words in asks)]


def read_row(article: str, language: Language) -> Row:
    """The button that opens an article."""
    return [button("read", f"pick:read:{article}", language)]


def title_of(article: str, language: Language) -> str:
    """The title of an article; empty for one that does not exist."""
    found = article_in(article, language)
    return found.title if found else ""


def _say(key: str, language: Language, **values: object) -> str:
    return say("advice", key, language, **values)
