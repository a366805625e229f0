"""The example owners, played through the whole conversation."""

from __future__ import annotations

import pytest

from bot.interviewing import BriefPlayer
from bot.settings import Settings
from knowledge.evaluation.owners import Brief, briefs

LEAST_FOUND, LEAST_PLACED = 0.6, 0.75
PLAYED = [brief for brief in briefs() if brief.id in ("quilt-nl", "kruiden-nl", "parts-en")]


@pytest.mark.parametrize("brief", briefs(), ids=lambda brief: brief.id)
def test_every_fact_of_a_brief_was_said_by_its_owner(brief: Brief) -> None:
    said = " ".join((*brief.answers.values(), *(aside.says for aside in brief.asides))).casefold()
    for path, facts in brief.facts.items():
        assert [fact for fact in facts if fact.casefold() not in said] == [], path
    assert [never for never in brief.never if f" {never.casefold()} " in f" {said} "] == []


def test_both_languages_have_owners_of_different_kinds() -> None:
    assert min(sum(brief.language == language for brief in briefs()) for language in ("nl", "en")) >= 5


@pytest.mark.parametrize("brief", PLAYED, ids=lambda brief: brief.id)
async def test_an_owner_gets_a_finished_map_of_their_own_words(brief: Brief) -> None:
    played = await BriefPlayer(brief, Settings()).play()
    assert played.served.invented == ()
    assert played.served.recall >= LEAST_FOUND
    assert played.served.precision >= LEAST_PLACED
    assert played.served.met >= 20
