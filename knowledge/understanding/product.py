"""What is sold, as a short noun phrase of the owner's own words."""

from __future__ import annotations

import re
from functools import cache

from journey.model import Language
from knowledge.understanding.lists import mask
from knowledge.understanding.text import WORD, both, fold, lexicon, pattern, sentences, squeeze, tokens, trim

LONGEST = 40
MOST_READ = 600


def product(offering: str, language: Language) -> str | None:
    """At most 40 characters that say what is sold, fit for the middle of a sentence; None when it cannot tell.

    "Ik verkoop zelfgemaakte kaarsen van sojawas, vooral als cadeau" gives "zelfgemaakte kaarsen van sojawas".
    """
    offering = offering[:MOST_READ]
    clauses = [offering[start:end] for start, end in sentences(mask(offering))]
    said = next((found for clause in clauses if (found := _after_cue(clause, language))), None)
    phrase = _noun_phrase(said or (clauses[0] if clauses else ""), language)
    words = tokens(phrase)
    if not words or any(word.word in _words("sentence") for word in words) or not re.search(r"[^\W\d_]{2}", phrase):
        return None
    return _lowered(phrase)


def _after_cue(clause: str, language: Language) -> str | None:
    folded = fold(clause)
    own = lexicon("product")["cues"][language]
    for cues in (own, both(lexicon("product")["cues"])):
        found = re.search(rf"(?<![\w-]){pattern(cues)}(?![\w-])\s*:?", folded)
        if found and WORD.search(clause[found.end() :]):
            return clause[found.end() :]
    return None


def _noun_phrase(text: str, language: Language) -> str:
    text = _without_start(squeeze(text))
    folded = fold(text)
    ends = re.compile(rf"(?<=[\w,)])\s+{_ends(language)}(?!\w)(?! maat)|[:;(!?]|\s[-–—]\s|\.(?=\s|$)")
    found = ends.search(folded)
    if found and _needs_more(folded[: found.start()], found.group()):
        found = ends.search(folded, found.end())
    return trim(_shortened(trim(text[: found.start()] if found else text)))


def _needs_more(phrase: str, end: str) -> bool:
    """Whether "voor honden" must stay: the word before it says too little."""
    return phrase.strip() in _words("bare") and end.strip() in both(lexicon("product")["for"])


def _without_start(text: str) -> str:
    while True:
        found = re.match(rf"[\s,:\"“'(-]*{pattern(both(lexicon('product')['starts']))}(?!\w)\s*", fold(text))
        if not found or not WORD.search(text[found.end() :]):
            return text.strip(" ,:\"“'(-")
        text = text[found.end() :]


def _shortened(phrase: str) -> str:
    """The phrase up to its last comma, "en" or preposition that leaves it short enough."""
    if len(phrase) <= LONGEST:
        return phrase
    cuts = [found.start() for found in re.finditer(r",|\s+(?:en|and|&|van|of|met|with|uit|from|made|gemaakt)\s", phrase)]
    fitting = [cut for cut in cuts if 0 < cut <= LONGEST]
    return phrase[: max(fitting)] if fitting else ""


def _lowered(phrase: str) -> str:
    """Lower case at the start unless it is a name or an acronym ("LED-lampen", "iPhone-hoesjes")."""
    first = phrase.split(maxsplit=1)[0]
    if len(first) > 1 and any(char.isupper() for char in first[1:]):
        return phrase
    return phrase[0].lower() + phrase[1:]


@cache
def _ends(language: Language) -> str:
    return pattern(lexicon("product")["ends"][language])


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(both(lexicon("product")[name]))
