"""Finds the passages that answer a question, and decides whether any does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

import numpy as np

from journey.model import Language
from knowledge.library import Article, article_in
from knowledge.search.found import NOWHERE, Found, Hint, Passage
from knowledge.search.index import Index
from knowledge.search.ranking import Ranked, Scores, fuse
from knowledge.search.sure import surely_outside
from knowledge.search.wordings import TOPIC, subjects
from knowledge.search.words import words

NEAREST = 60
MOST_ARTICLES, MOST_PASSAGES = 5, 8
LONGEST = 600
"""Letters of a question that are read: what it is about has been said by then."""
STEP, PHASE, SECTOR = 0.05, 0.15, 0.15
"""A little in favour of articles about where the conversation is; never enough to beat what was asked."""
SAME_SUBJECT = 5
NONSENSE = "nonsense"


class Finder:
    """Search over an index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.rank = lru_cache(maxsize=128)(self._rank)

    def find(self, question: str, language: Language, hint: Hint = NOWHERE) -> Found:
        """The best passages for a question, in this language where the article has it."""
        ranked = self.rank(question, language, hint)
        topic = "" if ranked.covered or not ranked.topics else ranked.topics[0][0]
        return Found(tuple(self._passages(ranked, language)), ranked.covered, topic)

    def subjects(self, cell: str, language: Language) -> list[str]:
        """The articles that some words of a map are about, best first; by their letters alone, as there are many to look up."""
        lexical = self._index.words[language]
        ranked = fuse({"stems": lexical.stems.scores(cell), "pieces": lexical.pieces.scores(cell)}, language)
        bar = ranked.topics[0][1]
        return [name for name, score in ranked.articles[:SAME_SUBJECT] if score > bar]

    def opinions(self, question: str, language: Language) -> dict[str, Scores]:
        """What each way of searching makes of a question: a score per subject."""
        lexical, dense = self._index.words[language], self._index.dense
        found = {"stems": lexical.stems.scores(question), "pieces": lexical.pieces.scores(question)}
        if dense is None:
            return found
        vector = dense.model.query(question)
        if dense.head is not None:
            found["head"] = dense.head.scores(vector)
        return {**found, "near": _near(dense.store.near(vector, NEAREST))}

    def _rank(self, question: str, language: Language, hint: Hint = NOWHERE) -> Ranked:
        asked = " ".join(question.split())[:LONGEST]
        ranked = fuse(self.opinions(asked, language), language, _boosts(hint))
        topic = surely_outside(asked) if words(asked) else NONSENSE
        return replace(ranked, chance=0.0, topics=[(topic, 1.0)]) if topic else ranked

    def _passages(self, ranked: Ranked, language: Language) -> list[Passage]:
        """Of the best articles the lead each, of the first one also the rest: other articles before more of the same."""
        best = ranked.articles[:MOST_ARTICLES]
        top = best[0][1]
        found: list[Passage] = []
        for number, (name, score) in enumerate(best):
            article = article_in(name, language)
            if article is None:
                continue
            chance = ranked.chance * float(np.exp(score - top))
            parts = ("lead", "steps", "example", "mistake", "work") if number == 0 else ("lead",)
            found += [_passage(article, part, chance) for part in parts]
        return found[:MOST_PASSAGES]


def _passage(article: Article, part: str, score: float) -> Passage:
    place = f"{article.language}/{article.id}#{part}"
    return Passage(place, article.id, part, article.language, article.title, article.parts[part], score)


def _near(units: Sequence[tuple[str, str, float]]) -> Scores:
    """Per subject the similarity of its nearest unit; topics have none and get what an article without any gets."""
    least = min((similarity for *_, similarity in units), default=0.0)
    scores = np.full(len(subjects()), least, dtype=np.float32)
    for _, article, similarity in units:
        at = _position()[article]
        scores[at] = max(scores[at], similarity)
    return scores


@cache
def _position() -> dict[str, int]:
    return {name: at for at, name in enumerate(subjects())}


@lru_cache(maxsize=256)
def _boosts(hint: Hint) -> Scores:
    """What the place in the conversation adds to each subject."""
    boosts = np.zeros(len(subjects()), dtype=np.float32)
    for at, name in enumerate(subjects()):
        article = None if name.startswith(TOPIC) else article_in(name, "nl")
        if article is None:
            continue
        boosts[at] += STEP * (hint.step in article.steps)
        boosts[at] += PHASE * any(phase == hint.phase for phase in article.phases)
        boosts[at] += SECTOR * (hint.sector in article.sectors)
    return boosts
