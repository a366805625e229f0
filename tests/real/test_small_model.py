"""A real small model behind a real server: does it survive our way of asking? What it says is not judged.

`make test-model` fetches it and runs these; without it they are skipped.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from journey import filling, paths
from knowledge.model.building import Choice, build
from knowledge.model.gateway import Gateway, Limits
from knowledge.model.prompt import asked
from knowledge.model.trial import try_model
from tests.owner import PLANTS, Owner

FOLDER = Path(os.environ.get("SMALL_MODEL", "nowhere"))
MESSAGE = "ze wil weten of de plant bij haar kamer past en hulp krijgen als het misgaat"
PATIENT = Limits(first=170, whole=180)

pytestmark = pytest.mark.skipif(not (FOLDER / "model.gguf").exists(), reason="no small model here: see `make test-model`")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    command = [FOLDER / "venv" / "bin" / "python", Path(__file__).parent / "serve.py", FOLDER / "model.gguf"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        line = next(line for line in server.stdout if line.startswith("http"))
        yield f"{line.strip()}/v1"
        server.terminate()


@pytest.fixture
async def gateway(address: str) -> AsyncIterator[Gateway]:
    made = Gateway(lambda: build(Choice("openai:small", address, seconds=170)), PATIENT)
    yield made
    await made.close()


async def test_it_answers_in_the_shape_that_was_asked(gateway: Gateway) -> None:
    seconds, used = await try_model(gateway)
    assert seconds > 0
    assert used.input > 100
    assert used.output > 0


async def test_what_it_hears_are_words_of_the_owner(gateway: Gateway) -> None:
    owner = Owner("nl", gateway=gateway)
    await owner.go_on({**PLANTS["nl"], "shop.unique": "niets"}, until="personas.0.needs")
    await owner.say(MESSAGE)
    typed = f"{MESSAGE} {' '.join(PLANTS['nl'].values())}".casefold()
    own = [
        str(cell.value)
        for path, cell in paths.cells(owner.map)
        if cell.basis in filling.OWN and path.startswith("personas.0.needs")
    ]
    assert own
    assert all(words.casefold() in typed for words in own)


async def test_it_streams_and_stops_when_nobody_listens_any_more(gateway: Gateway) -> None:
    request = asked(
        "advise", "waar begin ik?", language="Dutch", map="(nothing yet)", passages="[1] Begin klein\nBegin met een ding."
    )
    stream = gateway.write(request)
    await anext(stream, "")
    await stream.aclose()
    started = time.perf_counter()
    async with asyncio.timeout(170):
        await try_model(gateway)
    assert time.perf_counter() - started < 170
