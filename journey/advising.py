"""Advice in the talk, and making an action of it."""

from __future__ import annotations

from journey import filling
from journey.advice import Advice
from journey.model import Action
from journey.state import Advised
from journey.work import Work

ORIGIN = "advice:"
READ, COPY, PLAN = "read:", "copy:", "plan:"
ACTIONS = "analysis.actions"


def tell(work: Work, advice: Advice) -> None:
    """Say the answer, and remember what it rests on: "make that an action" is about the last one."""
    if advice.covered and advice.article:
        work.state.advised = Advised(article=advice.article, phase=advice.phase)
    work.say("advice", advice=advice)


def pick(work: Work, option: str) -> bool:
    """Carry out a tap below an answer. False when it is none."""
    if option.startswith(READ):
        work.say("article", article=option.removeprefix(READ))
    elif option.startswith(COPY):
        work.say("copy_text", text=option.removeprefix(COPY))
    elif option.startswith(PLAN):
        plan(work, option.removeprefix(PLAN))
    else:
        return False
    return True


def plan(work: Work, article: str = "") -> None:
    """Put an action on the map, from the article of the last advice unless one is named.

    The owner asks for it, so it is no guess.
    """
    advised = work.state.advised
    article = article or advised.article
    phase = advised.phase if advised.article == article else ""
    data = work.suggester.plan(work.state.map, article, phase, work.turn.today) if article else None
    if data is None:
        work.say("nothing_to_plan")
        return
    actions = work.state.map.analysis.actions
    if any(action.title.origin == data["title"]["from"] for action in actions):
        work.say("already_planned")
        return
    action = Action.model_validate(data)
    for cell in (action.title, action.value, action.effort, action.metric):
        if cell is not None:
            cell.basis = "guidance"
    actions.append(action)
    work.say("planned", title=action.title.value)


def reword(work: Work) -> None:
    """Actions that came from advice follow the language of the map, like every other suggestion."""
    for action in work.state.map.analysis.actions:
        if is_advised(action):
            data = work.suggester.plan(work.state.map, action.sources[0], action.phase or "", work.turn.today)
            for name in ("title", "metric"):
                cell = getattr(action, name)
                if data is not None and cell is not None and cell.origin == data[name]["from"] and cell.basis not in filling.OWN:
                    cell.value = data[name]["value"]


def is_advised(action: Action) -> bool:
    """Whether an action was made of advice: suggestions for the list come beside it, not instead of it."""
    return action.title.origin.startswith(ORIGIN) and bool(action.sources)
