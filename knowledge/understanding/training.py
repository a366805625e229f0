"""Makes the learned parts of understanding from the examples: `python -m knowledge.understanding.training`, when those change."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pycrfsuite

from knowledge.playbook import playbooks
from knowledge.search.embedding import embedder
from knowledge.search.scratch import embedded
from knowledge.understanding import labelling, tagging
from knowledge.understanding.examples import Example, examples, fingerprint
from knowledge.understanding.features import features
from knowledge.understanding.guesses import KINDS, guess, hints
from knowledge.understanding.learned import COMMON, FOLDER, STAMP
from knowledge.understanding.pieces import labels, pieces
from knowledge.understanding.text import both, fold, lexicon

TAGGER: Mapping[str, Any] = {"c1": 0.05, "c2": 0.05, "max_iterations": 120}
CLASSIFIER: Mapping[str, Any] = {"c1": 0.1, "c2": 0.1, "max_iterations": 120}
MOST_COMMON = 500
ANSWER = "answer"
ACTS = (
    "skip", "suggest", "explain", "back", "undo", "preview", "draft", "restart", "forget", "export", "confirm", "reject",
    "adjust", "own", "done", "plan", "why", "how_long", "save", "privacy", "meaning", "advice", "other", "greeting", "thanks",
    "insult", "offtopic", "switch",
)  # fmt: skip
PLACES = (*KINDS, "phases", "card", "duration")
JUDGED = ("confirm", "reject", "adjust", "own", "reshape")
"""Said of what is put before them."""
Labelled = list[tuple[str, str, str]]
"""A message, what it is, and where it was said."""


def main() -> None:
    """Learn everything anew and say how much it was made from."""
    found = examples()
    COMMON.write_text("\n".join(_common(found)), encoding="utf-8")
    for model, kinds in tagging.MODELS.items():
        _tagger(model, [(kind, example) for kind in kinds for example in _of(found, kind)])
    for name, pairs in _classifiers(found).items():
        _classifier(name, pairs)
    STAMP.write_text(fingerprint(), encoding="utf-8")
    sys.stdout.write(f"learned from {sum(map(len, found.values()))} examples\n")


def _common(found: Mapping[str, Sequence[Example]]) -> list[str]:
    """The words used in the most examples, whatever those are about."""
    used = Counter(
        word for group in found.values() for example in group for word in {fold(piece.text) for piece in pieces(example.text)}
    )
    return sorted(word for word, _ in used.most_common(MOST_COMMON) if word.strip())


def _of(found: Mapping[str, Sequence[Example]], kind: str) -> list[Example]:
    return [example for section, group in found.items() if section.split()[0] == kind for example in group]


def _classifiers(found: Mapping[str, Sequence[Example]]) -> dict[str, Labelled]:
    """What each classifier tells apart: the label of every example it learns from."""
    parts = {
        kind: [(span, example) for example in _of(found, kind) for span in example.spans] for kind in ("touchpoints", "traits")
    }
    return {
        "intent": [
            (example.text, _intent(section), at)
            for section, group in found.items()
            for number, example in enumerate(group)
            for at in _places(section, number)
        ],
        "sector": [*_by_section(found, "sector"), *_known_goods()],
        "goto": _by_section(found, "goto"),
        "edit_field": _by_section(found, "edit"),
        "feeling": [*((example.text, example.label, "") for example in found["emotion"]), *_known_feelings()],
        "research_method": [(example.text, example.label, "") for example in found["research"]],
        "ownership": [(example.text[span.start : span.end], span.label, "") for span, example in parts["touchpoints"]],
        "trait": [(example.text[span.start : span.end], span.label, "") for span, example in parts["traits"]],
        "contact": [(example.text, "some" if example.spans else "none", "") for example in found["touchpoints"]],
    }


def _by_section(found: Mapping[str, Sequence[Example]], kind: str) -> Labelled:
    sections = {section.removeprefix(f"{kind} "): group for section, group in found.items() if section.startswith(f"{kind} ")}
    return [(example.text, label, "") for label, group in sections.items() for example in group]


def _known_goods() -> Labelled:
    """The goods that the playbooks name, each by its sector."""
    return [
        (word, book.id, "")
        for book in playbooks().values()
        for words in (book.words, *(flavour.words for flavour in book.flavours))
        for word in (*words.nl, *words.en)
    ]


def _known_feelings() -> Labelled:
    """The feelings of the word list, each by its score."""
    scores = lexicon("emotions")["scores"]
    return [(word, score, "") for score, words in scores.items() for word in both(words)]


def _intent(section: str) -> str:
    kind = section.split(maxsplit=1)[0]
    if kind in ("edit", "goto"):
        return kind
    return section if kind in ACTS or kind == "reshape" else ANSWER


def _places(section: str, number: int) -> Sequence[str]:
    """Where a message of a section may be said: an answer where it is asked for, an act anywhere."""
    kind = section.split(maxsplit=1)[0]
    if _intent(section) == ANSWER:
        return [] if kind == "sector" and number % 4 else [kind]
    if kind in JUDGED:
        return ("card", "phases")
    return [PLACES[(number * 7 + step) % len(PLACES)] for step in (0, 3)]


def _tagger(model: str, group: Iterable[tuple[str, Example]]) -> None:
    rows = ((kind, example, pieces(example.text)) for kind, example in group)
    learnable = (
        (features(found, guess(kind, example.text), kind), labels(tagging.merged(model, example.spans), found))
        for kind, example, found in rows
        if found
    )
    _learn(f"{model}_values", learnable, TAGGER)


def _classifier(kind: str, pairs: Labelled) -> None:
    vectors = embedded([text[: labelling.LONGEST_READ] for text, _, _ in pairs], embedder(), "understanding")
    rows = (
        ([labelling.features(text, labelling.spread(vector), at, hints(kind, text))], [name])
        for (text, name, at), vector in zip(pairs, vectors, strict=True)
    )
    _learn(kind, rows, CLASSIFIER)


def _learn(kind: str, rows: Iterable[tuple[list[dict[str, float]], list[str]]], how: Mapping[str, Any]) -> None:
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.select("lbfgs")
    trainer.set_params(how)
    for row, right in rows:
        trainer.append(row, right)
    trainer.train(str(FOLDER / f"{kind}.crf"))


if __name__ == "__main__":
    main()
