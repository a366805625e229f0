"""Measures what an owner waits for: a reply, a picture. Medians, also as ratios to a fixed loop, as machines differ."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from bot.app import build_app
from bot.demo import CHAT, Player, Receive
from bot.events import Event
from export.formats import FORMATS, render
from journey.model import JourneyMap
from journey.store import Outgoing
from knowledge.advice.advisor import Advisor
from knowledge.next_steps import next_steps
from knowledge.search.finder import Finder
from knowledge.search.index import Index, Place
from prompts.catalog import load
from storage.database import open_store

LOOP = 1_000_000
RENDERS = 5
COLD = """
import sys, time
from pathlib import Path
from bot.mapfile import read_map
journey = read_map(Path(sys.argv[1]))
start = time.perf_counter()
from export.formats import render
render(journey, "png")
print((time.perf_counter() - start) * 1000)
"""


async def measure(rounds: int) -> list[str]:
    """Lines to print: per measurement the median in ms and its ratio to the fixed loop of the same run."""
    loop = _milliseconds(partial(sum, range(LOOP)), RENDERS)
    lines = [f"fixed loop                {loop:8.1f} ms"]
    with tempfile.TemporaryDirectory() as folder:
        (first, *replies), journey = await _interviews(Path(folder), rounds)
        cold = await asyncio.to_thread(_draw_in_new_process, Path(folder), journey)
        asked = await asyncio.to_thread(_guidance, Path(folder), loop)
    lines.append(f"reply, first of a process {first:8.1f} ms  x{first / loop:.2f}")
    lines.append(f"reply, median of {len(replies):4}     {median(replies):8.1f} ms  x{median(replies) / loop:.2f}")
    lines.append(f"reply, 95th percentile    {quantiles(replies, n=20)[-1]:8.1f} ms")
    lines.append(f"png, first of a process   {cold:8.1f} ms  x{cold / loop:.2f}")
    lines += asked
    for name in FORMATS:
        spent = _milliseconds(partial(render, journey, name), RENDERS)
        lines.append(f"{name:5} of a full map       {spent:8.1f} ms  x{spent / loop:.2f}")
    return lines


def _guidance(folder: Path, loop: float) -> list[str]:
    """How long the guidance takes to load, at a first start and later, and a question to be answered."""
    made, opened = (_spent(Index(Place(folder / "index")).open) for _ in range(2))
    advisor = Advisor(Finder(Index(Place(folder / "index")).open()))
    asked = [step.ask.nl for step in next_steps().values()]
    spent = [_spent(partial(advisor.answer, question, JourneyMap())) for question in asked]
    return [
        f"guidance, first start     {made:8.1f} ms  x{made / loop:.2f}",
        f"guidance, later start     {opened:8.1f} ms  x{opened / loop:.2f}",
        f"answer, median of {len(spent):4}    {median(spent):8.1f} ms  x{median(spent) / loop:.2f}",
    ]


def _spent(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


async def _interviews(folder: Path, rounds: int) -> tuple[list[float], JourneyMap]:
    """The milliseconds of every reply, and the map at the end."""
    spent: list[float] = []
    journey = JourneyMap()
    for number in range(rounds):
        app = build_app(await open_store(f"sqlite:///{folder / f'{number}.db'}"))
        await Player(_timed(app.conversation.receive, spent), load("demo"), "nl").play()
        journey = (await app.conversation.state_of(CHAT)).map
        await app.close()
    return spent, journey


def _timed(receive: Receive, spent: list[float]) -> Receive:
    """The same with a stopwatch around each turn."""

    async def timed(event: Event) -> Sequence[Outgoing]:
        start = time.perf_counter()
        outgoing = await receive(event)
        spent.append((time.perf_counter() - start) * 1000)
        return outgoing

    return timed


def _draw_in_new_process(folder: Path, journey: JourneyMap) -> float:
    """Milliseconds of the first picture of a process: with loading the compiler and the fonts, without starting Python."""
    source = folder / "map.json"
    source.write_bytes(render(journey, "json"))
    return float(subprocess.run([sys.executable, "-c", COLD, str(source)], check=True, capture_output=True, text=True).stdout)


def _milliseconds(work: Callable[[], object], times: int) -> float:
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        spent.append((time.perf_counter() - start) * 1000)
    return median(spent)
