"""Composes an answer without a language model: the owner's own map first, then the best passages, every sentence traceable."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from journey.model import JourneyMap, Language, Phase
from knowledge.advice import own_map
from knowledge.advice.answer import Answer, Source
from knowledge.advice.own_map import MapLine
from knowledge.advice.texts import offered
from knowledge.library import Article, article_in
from knowledge.search.finder import Finder
from knowledge.search.found import NOWHERE, Found, Hint, Passage
from knowledge.search.outside import topic_name
from knowledge.search.words import pieces
from knowledge.understanding import corrections
from knowledge.understanding.text import both, fold, lexicon, pattern
from prompts.catalog import say

STEPS_TOLD = 3
MAP_LINES = 2
FOLLOW_UPS = 3
SECOND_BEST = 0.5
"""A second article is named when it is at least this much as likely as the first."""
FIRST = "prioritising"
ITEM = re.compile(r"^(?:\d+\.|-)\s+(.+)$", re.MULTILINE)


class Advisor:
    """Answers questions about a map from the guidance. Holds no state."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    def answer(self, question: str, journey: JourneyMap, hint: Hint = NOWHERE) -> Answer:
        """The answer in the map's language."""
        language, lowest = journey.language, self._meant_dip(question, journey)
        found = self._finder.find(question, language, hint)
        if lowest is not None:
            return self._lift(lowest, journey, hint, found)
        if _asks("first", question) and journey.analysis.actions:
            return self._begin(question, journey, hint)
        return self._compose(question, journey, found, hint) if found.covered else refuse(found, language)

    def about(self, article: str, journey: JourneyMap, hint: Hint = NOWHERE) -> Answer:
        """The answer that an article gives, as when its button is tapped."""
        main = article_in(article, journey.language)
        if main is None:
            return refuse(Found((), covered=False), journey.language)
        found = Found((_passage(main, "lead", 1.0),), covered=True)
        return self._compose(main.title, journey, found, hint)

    def _lift(self, phase: Phase, journey: JourneyMap, hint: Hint, asked: Found) -> Answer:
        """How to lift a low: what hurts there decides which guidance helps."""
        planned = own_map.planned(journey, (), phase.id)
        lines = [own_map.about_dip(journey, phase), planned]
        pain = phase.pains[0].value if phase.pains else phase.name.value
        found = self._behind(planned, journey) or self._finder.find(
            pain, journey.language, Hint(hint.step, phase.id, hint.sector)
        )
        return self._compose(pain, journey, found if found.covered else asked, hint, told=lines, phase=phase.id)

    def _behind(self, planned: MapLine | None, journey: JourneyMap) -> Found | None:
        """The article that an action on the map rests on: it was chosen for this very pain."""
        names = [name for name in (planned.sources if planned else ()) if article_in(name, journey.language)]
        article = article_in(names[0], journey.language) if names else None
        return Found((_passage(article, "lead", 1.0),), covered=True) if article else None

    def _begin(self, question: str, journey: JourneyMap, hint: Hint) -> Answer:
        """What to do first: the map's own order tells, and the guidance how that order comes about."""
        first = own_map.first_action(journey)
        behind = self._behind(first, journey)
        main = article_in(FIRST, journey.language)
        passages = [_passage(main, "lead", 1.0)] if main else []
        found = Found((*passages, *(behind.passages if behind else ())), covered=True)
        return self._compose(question, journey, found, hint, told=[first])

    def _compose(
        self,
        question: str,
        journey: JourneyMap,
        found: Found,
        hint: Hint,
        *,
        told: Sequence[MapLine | None] = (),
        phase: str = "",
    ) -> Answer:
        language = journey.language
        articles = [article for name in found.articles if (article := article_in(name, language))]
        if not articles:
            return refuse(found, language)
        lines = [line for line in told if line] or self._from_map(journey, articles[0])
        main, second = articles[0], _second(found)
        blocks = ["\n".join(line.text for line in lines), *_told(main, question, language)]
        sources = [_source(_best(found, main.id))]
        if second is not None:
            blocks.append(_say("answer.also", language, title=second.title, number=2))
            sources.append(_source(second))
        blocks.append("\n".join(f"[{number}] {source.title}" for number, source in enumerate(sources, start=1)))
        return Answer(
            text="\n\n".join(block for block in blocks if block),
            covered=True,
            sources=tuple(sources),
            follow_ups=tuple(main.related[:FOLLOW_UPS]),
            texts=tuple(text.id for text in offered([main.id, *([second.article] if second else [])], hint.sector)),
            article=main.id,
            phase=phase or next((line.phase for line in lines if line.phase), "") or _fitting(journey, main),
            map_paths=tuple(line.path for line in lines),
        )

    def _from_map(self, journey: JourneyMap, main: Article) -> list[MapLine]:
        """What the map holds on the subject of an article."""

        def touches(words: str) -> bool:
            return main.id in self._finder.subjects(words, journey.language)

        lines = list(own_map.lines_about(journey, touches, main.phases))[: MAP_LINES - 1]
        planned = own_map.planned(journey, [main.id])
        return [*lines, *([planned] if planned else [])]

    def _meant_dip(self, question: str, journey: JourneyMap) -> Phase | None:
        if not _asks("dip", question):
            return None
        named = corrections.phase(question)
        phase = journey.phase(named) if named else None
        return phase or own_map.dip(journey)


def refuse(found: Found, language: Language) -> Answer:
    """Say kindly that the guidance does not answer this, and what it can do."""
    if found.topic == "distress":
        return Answer(text=_say("refusal.distress", language), covered=False)
    topic = topic_name(found.topic, language)
    first = _say("refusal.topic", language, topic=topic) if topic else _say("refusal.plain", language)
    return Answer(text=f"{first}\n\n{_say('refusal.offer', language)}", covered=False)


def _told(main: Article, question: str, language: Language) -> list[str]:
    steps = "\n".join(f"• {step} [1]" for step in _steps(main, question))
    return [
        f"{main.parts['lead']} [1]",
        f"{_say('answer.do', language)}\n{steps}",
        f"{_say('answer.work', language, work=main.parts['work'])} [1]",
    ]


def _steps(main: Article, question: str) -> list[str]:
    """The steps that speak most of what was asked, in the article's order."""
    steps = ITEM.findall(main.parts["steps"])
    asked = set(pieces(question))
    ranked = sorted(range(len(steps)), key=lambda at: (-len(asked & set(pieces(steps[at]))) // 8, at))
    return [steps[at] for at in sorted(ranked[:STEPS_TOLD])]


def _second(found: Found) -> Passage | None:
    others = [passage for passage in found.passages if passage.article != found.passages[0].article]
    return others[0] if others and others[0].score >= SECOND_BEST * found.passages[0].score else None


def _best(found: Found, article: str) -> Passage:
    return next(passage for passage in found.passages if passage.article == article)


def _source(passage: Passage) -> Source:
    return Source(passage.article, passage.title, passage.text, round(passage.score, 3))


def _passage(article: Article, part: str, score: float) -> Passage:
    place = f"{article.language}/{article.id}#{part}"
    return Passage(place, article.id, part, article.language, article.title, article.parts[part], score)


def _fitting(journey: JourneyMap, main: Article) -> str:
    """The phase of the map that an action from this article would go to: the lowest of the article's own phases."""
    lowest = own_map.dip(journey)
    names = [phase.id for phase in journey.phases if phase.id in main.phases]
    return lowest.id if lowest and lowest.id in names else names[0] if names else ""


def _asks(intent: str, question: str) -> bool:
    return bool(_pattern(intent).search(fold(question)))


@cache
def _pattern(intent: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){pattern(both(lexicon('advice')[intent]))}(?!\w)")


def _say(key: str, language: Language, **values: object) -> str:
    return say("advice", key, language, **values)
