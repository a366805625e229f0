"""Readable names for the ids that a map's values come from: the export itself knows no playbooks and no articles."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.library import articles
from knowledge.playbook import playbooks
from prompts.catalog import say


def source_titles(language: str) -> Mapping[str, str]:
    """Names by id, such as `playbook:home`."""
    names = {article.id: article.title for article in articles("en" if language == "en" else "nl").values()}
    for book in playbooks().values():
        name = say("labels", "map.playbook", language, name=book.name.text(language))
        names |= {f"playbook:{identifier}": name for identifier in (book.id, *(f"{book.id}/{each.id}" for each in book.flavours))}
    return names
