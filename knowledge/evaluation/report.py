"""The figures of an evaluation as tables of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.evaluation import understanding
from knowledge.evaluation.cases import Half, messages, questions, take
from knowledge.evaluation.search import measure_refusal, measure_retrieval
from knowledge.search.index import Index
from knowledge.search.units import LANGUAGES

COMMANDS = ("command", "path", "value")


def retrieval(index: Index, half: Half) -> Iterator[str]:
    """Per language and method: recall@1, 3 and 5, MRR and nDCG@10."""
    yield _row(["language", "method", "recall@1", "recall@3", "recall@5", "MRR", "nDCG@10"])
    for language in LANGUAGES:
        for method, found in measure_retrieval(index, language, half).items():
            figures = (found.recall_1, found.recall_3, found.recall_5, found.mrr, found.ndcg)
            yield _row([language, method, *(f"{figure:.3f}" for figure in figures)])
        yield f"{language}: {len(take(questions(language), half))} questions ({half})"


def refusal(index: Index, half: Half) -> Iterator[str]:
    """Per language: the share refused of what must be refused, and of what must be answered."""
    yield _row(["language", "outside", "refused", "answerable", "refused"])
    for language in LANGUAGES:
        found = measure_refusal(index, language, half)
        yield _row([language, str(found.cases[0]), f"{found.outside:.3f}", str(found.cases[1]), f"{found.answerable:.3f}"])


def commands(half: Half) -> Iterator[str]:
    """Per language: the share of messages with the right command, the right place and the right value."""
    yield _row(["language", "messages", *COMMANDS])
    for language in LANGUAGES:
        judged = understanding.judge(language, half)
        shares = [understanding.share(getattr(each, name) for each in judged) for name in COMMANDS]
        yield _row([language, str(len(take(messages(language), half))), *(f"{figure:.3f}" for figure in shares)])


def _row(cells: Sequence[str]) -> str:
    return "".join(cell.ljust(14) for cell in cells).rstrip()
