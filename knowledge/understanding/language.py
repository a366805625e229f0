"""Which language the owner asks for, and which one a message is in."""

from __future__ import annotations

from functools import cache

from journey.model import Language
from knowledge.understanding.acts import CLAUSES
from knowledge.understanding.text import both, fold, lexicon, tokens

LANGUAGES: tuple[Language, Language] = ("nl", "en")
LONGEST_REQUEST = 10


def switch(text: str) -> Language | None:
    """The language that a message as a whole asks for; None when it only speaks of one ("Engelse boeken")."""
    whole = _requested(text)
    if whole or len(tokens(text)) > LONGEST_REQUEST * 2:
        return whole
    asked = [clause for clause in CLAUSES.split(text) if _asks_for() & {token.word for token in tokens(clause)}]
    return next((language for clause in asked if (language := _requested(clause))), None)


def _requested(text: str) -> Language | None:
    """The one language that a text asks for, when all its words are those of a request."""
    words = [token.word for token in tokens(text)]
    named = [language for language in LANGUAGES for word in words if word in lexicon("language")["names"][language]]
    if len(set(named)) != 1 or len(words) > LONGEST_REQUEST:
        return None
    return named[0] if all(word in _request_words() for word in words) else None


def detect(text: str) -> Language | None:
    """The language of a message by its small words; None when it is short or mixed."""
    words = [token.word for token in tokens(text)]
    dutch, english = (sum(word in _stop_words(language) for word in words) for language in LANGUAGES)
    if max(dutch, english) < 2 or abs(dutch - english) < max(1, (dutch + english) // 3):
        return None
    return "nl" if dutch > english else "en"


@cache
def _request_words() -> frozenset[str]:
    data = lexicon("language")
    phrases = [phrase for kind in ("names", "asks") for language in LANGUAGES for phrase in data[kind][language]]
    return frozenset(word for phrase in phrases for word in fold(phrase).split())


@cache
def _asks_for() -> frozenset[str]:
    return frozenset(both(lexicon("language")["asking"]))


@cache
def _stop_words(language: Language) -> frozenset[str]:
    return frozenset(lexicon("language")["stop_words"][language])
