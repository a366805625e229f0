"""Makes the files that ship with the project: vectors of every passage and question, and the layer learned from all wordings.

Run `python -m knowledge.search.training` after a change of articles, wordings or topics; a test tells when that is due. What was
embedded before is kept in a scratch file beside the index, so that only what changed takes time.
"""

from __future__ import annotations

import sys

from knowledge.search import head, vectors
from knowledge.search.embedding import embedder
from knowledge.search.scratch import embedded
from knowledge.search.units import LANGUAGES, units
from knowledge.search.wordings import subjects, wordings


def main() -> None:
    """Bring both files up to date and say what changed."""
    model = embedder()
    computed = vectors.ship(units(), model)
    pairs = [(words, at) for language in LANGUAGES for at, name in enumerate(subjects()) for words in wordings(language)[name]]
    rows = embedded([words for words, _ in pairs], model, "wordings")
    head.fit(rows, [at for _, at in pairs]).save(head.SHIPPED)
    sys.stdout.write(f"{computed} vectors computed, a layer learned from {len(pairs)} wordings\n")


if __name__ == "__main__":
    main()
