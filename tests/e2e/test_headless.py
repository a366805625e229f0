"""The conversation as JSON lines, through the real command."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from prompts.catalog import load, say
from tests.e2e.process import Warm, cold

FIELDS = {"type", "text", "buttons", "files", "step", "of", "asks"}
JUNK = [
    "geen json", "\udcff\udcfe", "[]", "[1, 2]", "{}", "null", "5", '"tekst"', '{"text": 5}', '{"text": null}', '{"text": ""}',
    '{"press": null}', '{"press": ""}', '{"press": "bestaat niet"}', '{"press": ["skip"]}', '{"text": "\\ud800"}',
    '{"press": "\\udfff"}', "{" * 30_000, "[" * 30_000, '{"text": "' + "x" * 50_000 + '"}', '{"id": {}, "text": {}}',
]  # fmt: skip


def answer(messages: list[dict[str, Any]], brief: dict[str, str]) -> dict[str, str]:
    """What the example owner says to the last of these messages."""
    known = next((path for path in messages[-1]["asks"] if path in brief), None)
    if known:
        return {"text": brief.pop(known)}
    return {"press": "accept" if "accept" in presses(messages[-1]) else "skip"}


def presses(message: dict[str, Any]) -> list[str]:
    return [button["value"] for row in message["buttons"] for button in row]


def test_the_installed_command_speaks_as_agreed(tmp_path: Path) -> None:
    lines = '{"text": "hoi"}\n\n{"text": "zelfgemaakte zeep"}\n'
    done = cold("chat", "--json", "--data", "gesprek", "--lang", "nl", folder=tmp_path, stdin=lines)
    assert (done.code, done.err) == (0, "")
    shown = [json.loads(line) for line in done.out.splitlines()]
    assert [each["type"] for each in shown] == ["message", "end_of_turn", "message", "end_of_turn"]
    assert shown[1] == {"type": "end_of_turn"}
    first = shown[0]
    assert set(first) == FIELDS
    assert (first["step"], first["of"], first["asks"], first["files"]) == (1, 7, ["shop.offering"], [])
    assert all(set(button) == {"label", "value"} for row in first["buttons"] for button in row)
    assert shown[2]["asks"][0] == "shop.name"
    assert (tmp_path / "gesprek" / "reisgids.db").exists()


@pytest.mark.parametrize("language, words", [("nl", "Wat verkoop je?"), ("en", "What do you sell?")])
def test_it_speaks_the_language_it_is_started_in(warm: Warm, data: str, language: str, words: str) -> None:
    with warm.start("chat", "--json", "--data", data, "--lang", language) as process:
        assert words in process.say(text="/start")[-1]["text"]


@pytest.mark.parametrize("line", JUNK, ids=lambda line: line[:20])
def test_junk_gets_a_kind_reply_and_the_question_stays(warm: Warm, data: str, line: str) -> None:
    with warm.start("chat", "--json", "--data", data, "--lang", "nl") as process:
        asked = process.say(text="/start")[-1]
        process.write(line)
        replies = process.turn()
        assert replies[0]["text"].strip()
        assert say("interface", "say.trouble", "nl") not in replies[0]["text"]
        assert replies[-1]["asks"] == asked["asks"]
        assert process.say(text="potten van klei")[-1]["asks"] != asked["asks"]
        ended = process.end()
    assert (ended.code, ended.out, ended.err) == (0, "", "")


def test_an_answer_with_unstorable_characters_is_kept(warm: Warm, data: str) -> None:
    with warm.start("chat", "--json", "--data", data, "--lang", "nl") as process:
        process.say(text="/start")
        assert process.say(text="zeep\x00 en \ud83d kaarsen")[-1]["asks"][0] == "shop.name"
        assert process.say(press="back")[-1]["text"].count("zeep\ufffd en \ufffd kaarsen") == 1


def test_a_file_gets_a_kind_answer(warm: Warm, data: str) -> None:
    with warm.start("chat", "--json", "--data", data, "--lang", "nl") as process:
        process.say(text="/start")
        replies = process.say(file="/nergens/foto.jpg")
        assert say("interface", "say.chat_file", "nl") in replies[0]["text"]
        assert replies[-1]["asks"] == ["shop.offering"]


def test_a_new_process_goes_on_in_mid_question(warm: Warm, data: str) -> None:
    with warm.start("chat", "--json", "--data", data, "--lang", "nl") as process:
        process.say(text="/start")
        asked = process.say(text="tweedehands fietsen")[-1]
        process.end()
    with warm.start("chat", "--json", "--data", data, "--lang", "nl") as process:
        again = process.say(press="help")[-1]
    assert again["asks"] == asked["asks"] != ["shop.offering"]


def test_a_whole_interview_ends_in_files_that_open(warm: Warm, data: str) -> None:
    brief = {path: words["nl"] for path, words in load("demo")["answers"].items()}
    with warm.start("chat", "--json", "--data", data, "--lang", "nl") as process:
        messages = process.say(text="/start")
        for _ in range(60):
            if messages[-1]["step"] == 7 and not messages[-1]["asks"]:
                break
            messages = process.say(**answer(messages, brief))
        ended = process.end()
    assert (ended.code, ended.err) == (0, "")
    files = {file["format"]: Path(file["path"]) for message in messages for file in message["files"]}
    assert set(files) == {"png", "pdf", "md", "json"}
    assert all(path.is_absolute() and path.is_relative_to(Path(data)) for path in files.values())
    assert files["png"].read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    assert "Merel" in "".join(page.extract_text() for page in PdfReader(files["pdf"]).pages)
    assert json.loads(files["json"].read_text())["shop"]["name"]["value"] == "Het Blad"
    assert "Het Blad" in files["md"].read_text()
    assert not list(Path(data).rglob("*.part"))


def test_a_line_with_an_id_counts_once_and_is_answered_again(warm: Warm, data: str) -> None:
    with warm.start("chat", "--json", "--data", data, "--lang", "nl") as process:
        process.say(id=1, text="/start")
        first = process.say(id=2, text="handgemaakte messen")
        assert process.say(id=2, text="handgemaakte messen") == first
        process.end()
    with warm.start("chat", "--json", "--data", data, "--lang", "nl") as process:
        assert process.say(id=2, text="handgemaakte messen") == first


def test_the_same_words_without_an_id_are_a_new_answer(warm: Warm, data: str) -> None:
    with warm.start("chat", "--json", "--data", data, "--lang", "nl") as process:
        asked = [process.say(text="/start"), process.say(press="skip"), process.say(press="skip"), process.say(press="skip")]
    assert len({tuple(messages[-1]["asks"]) for messages in asked}) == 4


def test_logs_never_mix_with_answers(warm: Warm, data: str) -> None:
    """A folder that cannot hold files makes drawing fail: the words still come, the reason goes to standard error."""
    with warm.start("chat", "--json", "--data", data, "--lang", "nl") as process:
        process.say(text="/start")
        process.say(text="geheime kaarsen")
        (Path(data) / "files").write_text("in the way")
        replies = process.say(press="preview")
        assert say("interface", "say.trouble", "nl") in replies[0]["text"]
        assert replies[0]["files"] == []
        assert process.say(press="help")[-1]["asks"]
        ended = process.end()
    assert (ended.code, ended.out) == (0, "")
    assert re.search(r"event=drawing\.failed", ended.err)
    assert "geheime kaarsen" not in ended.err


def test_a_reader_that_leaves_ends_it_quietly(warm: Warm, data: str) -> None:
    with warm.start("chat", "--json", "--data", data, "--lang", "nl") as process:
        process.say(text="/start")
        process.close_output()
        process.write('{"text": "kaas"}')
        process.close_input()
        assert process.exit_code() == 0
        assert process.errors() == ""


def test_ctrl_c_leaves_no_traceback(warm: Warm, data: str) -> None:
    with warm.start("chat", "--json", "--data", data, "--lang", "nl") as process:
        process.say(text="/start")
        process.interrupt()
        assert process.exit_code() == 130
        assert "Traceback" not in process.errors()
