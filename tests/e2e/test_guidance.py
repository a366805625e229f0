"""The commands around the guidance: ask, index and eval, as an operator runs them."""

from __future__ import annotations

import json
from pathlib import Path

from tests.e2e.process import Warm

MAP = {
    "language": "nl",
    "shop": {"name": "Het Ei", "offering": "verse eieren"},
    "phases": [
        {
            "id": "purchase",
            "name": "Kopen",
            "emotion": {"score": -2, "reason": "schrik"},
            "pains": [{"value": "verzendkosten pas op het eind", "basis": "said"}],
        }
    ],
}


def test_ask_answers_with_sources_as_json(warm: Warm) -> None:
    ended = warm.run("ask", "--json", "--lang", "en", "how do i ask customers for a review")
    answer = json.loads(ended.out)
    assert (ended.code, ended.err) == (0, "")
    assert answer.keys() == {"answer", "sources", "covered"}
    assert answer["covered"] is True
    assert answer["sources"][0].keys() == {"id", "title", "text", "score"}
    assert answer["sources"][0]["id"] == "review-request"
    assert 0 < answer["sources"][0]["score"] <= 1
    assert f"[1] {answer['sources'][0]['title']}" in answer["answer"]


def test_ask_answers_from_a_map(warm: Warm, tmp_path: Path) -> None:
    source = tmp_path / "map.json"
    source.write_text(json.dumps(MAP))
    ended = warm.run("ask", "--map", str(source), "--lang", "nl", "hoe haal ik de dip op?")
    assert ended.code == 0
    assert ended.out.startswith("Op je kaart zit het dieptepunt bij Kopen: “verzendkosten pas op het eind”.")


def test_ask_says_kindly_what_it_does_not_know(warm: Warm) -> None:
    ended = warm.run("ask", "--json", "--lang", "nl", "hoeveel btw betaal ik in duitsland")
    answer = json.loads(ended.out)
    assert (ended.code, answer["covered"], answer["sources"]) == (0, False, [])
    assert "belasting" in answer["answer"]


def test_ask_with_a_map_that_is_none_says_so(warm: Warm, tmp_path: Path) -> None:
    source = tmp_path / "map.json"
    source.write_text("[]")
    ended = warm.run("ask", "--map", str(source), "hallo?")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("reisgids: ")


def test_a_second_index_writes_nothing(warm: Warm, tmp_path: Path) -> None:
    env = {"INDEX_DIR": str(tmp_path / "index")}
    first, second = (warm.run("index", env=env) for _ in range(2))
    assert (first.code, second.code) == (0, 0)
    assert ": 0 of" not in first.out
    assert ": 0 of" in second.out


def test_what_cannot_be_measured_is_named(warm: Warm) -> None:
    ended = warm.run("eval", "luck")
    assert (ended.code, ended.out) == (2, "")
    assert "retrieval, refusal, understanding" in ended.err
