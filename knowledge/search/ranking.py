"""Several opinions on what a question is about, made one. Weights and limits were tuned on one half of the evaluation set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp
from typing import Any

import numpy as np
from numpy.typing import NDArray

from journey.model import Language
from knowledge.search.wordings import TOPIC, subjects

Scores = NDArray[np.float32]
WEIGHTS = {"head": 2.0, "stems": 0.5, "pieces": 1.0, "near": 0.5}
SHARP = 3.0
"""How much more a subject counts that stands out more, when all articles are weighed against all outside topics."""
STEEP = 1.0
MIDDLE: Mapping[Language, float] = {"nl": 3.5, "en": 1.7}
"""How sure that makes: the chance of being covered is a logistic function of the log odds; per language, as wordings differ."""


@dataclass(frozen=True)
class Ranked:
    """Subjects by id with their fused scores, best first; `chance` is how likely the best article answers the question."""

    articles: list[tuple[str, float]]
    topics: list[tuple[str, float]]
    chance: float

    @property
    def covered(self) -> bool:
        return self.chance >= 0.5


def fuse(opinions: Mapping[str, Scores], language: Language, boosts: Scores | None = None) -> Ranked:
    """One ranking. Each opinion counts by how far a subject stands out in it, not by its own scale."""
    total = sum((WEIGHTS[name] * _standing_out(scores) for name, scores in opinions.items()), np.zeros(len(subjects())))
    total = total / sum(WEIGHTS[name] for name in opinions)
    odds = _weight(total[_articles()]) - _weight(total[~_articles()])
    ranked = total if boosts is None else total + boosts
    ordered = [(subjects()[at], float(ranked[at])) for at in np.argsort(-ranked, kind="stable")]
    return Ranked(
        articles=[pair for pair in ordered if not pair[0].startswith(TOPIC)],
        topics=[(name.removeprefix(TOPIC), score) for name, score in ordered if name.startswith(TOPIC)],
        chance=1.0 / (1.0 + exp(-STEEP * (odds - MIDDLE[language]))),
    )


def _weight(scores: NDArray[Any]) -> float:
    """The logarithm of what the subjects weigh together."""
    return float(np.log(np.exp(SHARP * scores).sum()))


def _standing_out(scores: Scores) -> Scores:
    spread = float(scores.std())
    return (scores - scores.mean()) / spread if spread > 0 else np.zeros_like(scores)


def _articles() -> NDArray[np.bool_]:
    return np.array([not name.startswith(TOPIC) for name in subjects()])
