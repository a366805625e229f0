"""The guidance articles: complete in both languages, with their sources, and no figure that nobody answers for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from knowledge.library import HEADING, ROOT, Article, BadArticle, articles, read_article
from prompts.catalog import load

LANGUAGES = ("nl", "en")
HEADINGS = {
    "nl": ["Wat je doet", "Voorbeeld", "Veelgemaakte fout", "Hoeveel werk"],
    "en": ["What you do", "Example", "Common mistake", "How much work"],
}
SHORTEST, LONGEST = 120, 350
EVERY = [article for language in LANGUAGES for article in articles(language).values()]


def _name(article: Article) -> str:
    return f"{article.language}/{article.id}"


def test_there_are_enough_subjects_and_each_has_its_twin() -> None:
    assert len(articles("nl")) >= 120
    assert articles("nl").keys() == articles("en").keys()


@pytest.mark.parametrize("article", EVERY, ids=_name)
def test_an_article_is_complete(article: Article) -> None:
    """Its length, headings and questions are as agreed, and what it names as related exists."""
    path = ROOT / article.language / f"{article.id}.md"
    assert HEADING.findall(path.read_text(encoding="utf-8")) == HEADINGS[article.language]
    assert SHORTEST <= len(article.text.split()) <= LONGEST
    assert all(article.parts.values())
    assert len(set(article.questions)) == len(article.questions) >= 6
    assert set(article.related) <= articles(article.language).keys() - {article.id}


@pytest.mark.parametrize("subject", articles("nl"))
def test_both_languages_are_about_the_same(subject: str) -> None:
    dutch, english = articles("nl")[subject], articles("en")[subject]
    for name in ("steps", "phases", "sectors", "related"):
        assert getattr(dutch, name) == getattr(english, name), name
    assert len(dutch.sources) == len(english.sources)
    assert re.findall(r"\d{4}/\d+", dutch.text) == re.findall(r"\d{4}/\d+", english.text)


@pytest.mark.parametrize("article", EVERY, ids=_name)
def test_a_figure_of_effect_has_somebody_who_answers_for_it(article: Article) -> None:
    for sentence in re.split(r"(?<=[.!?])\s", article.text):
        if re.search(r"\d\s?(?:%|procent|percent|per cent)", sentence):
            assert re.search(r"Reloadify|volgens|according|Richtlijn|Directive|btw|VAT|korting|discount|€|£", sentence), sentence


@pytest.mark.parametrize("article", EVERY, ids=_name)
def test_law_is_no_legal_advice(article: Article) -> None:
    if re.search(r"20\d\d/\d+|(?:Richtlijn|Directive) \d", article.text):
        assert re.search(r"geen juridisch advies|no legal advice|not legal advice", article.text, re.IGNORECASE)


def test_findings_and_remedies_point_at_articles_that_exist() -> None:
    known = articles("nl").keys()
    for name, entries in (("analysis", load("analysis")["checks"]), ("remedies", load("remedies"))):
        for key, entry in entries.items():
            assert entry["article"] in known, f"{name}: {key}"


@pytest.mark.parametrize(
    "text, words",
    [
        ("no front matter", "front matter"),
        ("---\nid: x\n---\nlead\n\n## One\n\nbody", "headings"),
        ("---\nid: [x\n---\nlead", "headings|parsing"),
    ],
)
def test_a_bad_file_is_named(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "bad.md"
    path.write_text(text)
    with pytest.raises(BadArticle, match=words) as caught:
        read_article(path, "nl")
    assert "bad.md" in str(caught.value)
