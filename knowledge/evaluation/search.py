"""How well search finds the right article, and knows when there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2

import numpy as np

from journey.model import Language
from knowledge.evaluation.cases import Half, outside, questions, take
from knowledge.library import articles
from knowledge.search.finder import Finder
from knowledge.search.index import Index

KEPT = 10
FUSION = 60
"""The constant of reciprocal rank fusion, as its authors chose it."""
METHODS = ("BM25 alone", "dense alone", "dense+BM25", "ours")


@dataclass(frozen=True)
class Retrieval:
    """Recall@k: the share of questions with a right article among the first k. MRR and nDCG@10 as usual, gains being 0 or 1."""

    recall_1: float
    recall_3: float
    recall_5: float
    mrr: float
    ndcg: float


@dataclass(frozen=True)
class Refusal:
    """Shares of the questions that were refused: of those that must be, and of those that must not."""

    outside: float
    answerable: float
    cases: tuple[int, int]


def measure_retrieval(index: Index, language: Language, half: Half) -> Mapping[str, Retrieval]:
    """Every method on the questions of a half."""
    cases = take(questions(language), half)
    ranked: dict[str, list[Sequence[str]]] = {method: [] for method in METHODS}
    finder = Finder(index)
    for case in cases:
        words, meaning = _by_words(index, case.ask, language), _by_meaning(index, case.ask, language)
        ranked["BM25 alone"].append(words)
        ranked["dense alone"].append(meaning)
        ranked["dense+BM25"].append(_fused(words, meaning))
        ranked["ours"].append([name for name, _ in finder.rank(case.ask, language).articles])
    return {method: _score(found, [case.answers for case in cases]) for method, found in ranked.items()}


def measure_refusal(index: Index, language: Language, half: Half) -> Refusal:
    """What is refused of both kinds of questions."""
    finder = Finder(index)
    must = [finder.rank(case.ask, language).covered for case in take(outside(language), half)]
    must_not = [finder.rank(case.ask, language).covered for case in take(questions(language), half)]
    return Refusal(1 - sum(must) / len(must), 1 - sum(must_not) / len(must_not), (len(must), len(must_not)))


def _by_words(index: Index, question: str, language: Language) -> list[str]:
    names = list(articles(language))
    scores = index.words[language].articles.scores(question)
    return [names[at] for at in np.argsort(-scores, kind="stable")]


def _by_meaning(index: Index, question: str, language: Language) -> list[str]:
    if index.dense is None:
        return []
    near = index.dense.store.near(index.dense.model.query(question), 200, language)
    return list(dict.fromkeys(article for _, article, _ in near))


def _fused(*rankings: Sequence[str]) -> list[str]:
    scores: dict[str, float] = {}
    for ranking in rankings:
        for place, name in enumerate(ranking):
            scores[name] = scores.get(name, 0.0) + 1 / (FUSION + place + 1)
    return sorted(scores, key=lambda name: -scores[name])


def _score(found: Sequence[Sequence[str]], right: Sequence[Sequence[str]]) -> Retrieval:
    pairs = list(zip(found, right, strict=True))
    places = [next((at for at, name in enumerate(ranking, 1) if name in answers), 0) for ranking, answers in pairs]
    count = len(places)
    within = {most: sum(0 < place <= most for place in places) / count for most in (1, 3, 5)}
    mrr = sum(1 / place for place in places if place) / count
    ndcg = sum(_ndcg(ranking, answers) for ranking, answers in pairs) / count
    return Retrieval(within[1], within[3], within[5], mrr, ndcg)


def _ndcg(ranking: Sequence[str], answers: Sequence[str]) -> float:
    gained = sum(1 / log2(at + 2) for at, name in enumerate(ranking[:KEPT]) if name in answers)
    return gained / sum(1 / log2(at + 2) for at in range(min(KEPT, len(answers))))
