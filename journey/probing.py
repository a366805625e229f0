"""A follow-up question where an answer is too general: at most one per question, and few in all."""

from __future__ import annotations

import re

from journey.questions import Slot
from journey.work import Work

MOST = 8
"""Follow-up questions in one interview."""
CONCRETE_WORDS, SHORT_WORDS = 15, 6
SKIPPED_MANY = 3
"""Who skips this often is in a hurry."""


def probe(work: Work, slot: Slot) -> bool:
    """Ask on about the question just answered, if that is worth it; the question then stays the current one."""
    state, depth = work.state, slot.question.depth
    if not work.probe or depth == "none" or slot.key in state.probed or len(state.probed) >= MOST:
        return False
    if _is_concrete(work.turn.text) or _is_hurried(work) or (depth == "light" and len(work.turn.text.split()) > SHORT_WORDS):
        return False
    state.probe = work.probe
    state.probed = [*state.probed, slot.key]
    return True


def _is_concrete(text: str) -> bool:
    """An example, a number, somebody's words: nothing to dig for."""
    return len(text.split()) > CONCRETE_WORDS or bool(re.search(r"\d|[\"“”«]", text))


def _is_hurried(work: Work) -> bool:
    skipped = sum(mark == "skipped" for mark in work.state.marks.values())
    return work.state.way == "draft" or skipped >= SKIPPED_MANY
