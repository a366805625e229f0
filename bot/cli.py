"""The `reisgids` command. Parts are imported by the command that needs them, so that every command starts fast."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from bot.app import App
    from bot.settings import Settings
    from journey.model import Language

MISUSED, INTERRUPTED = 2, 130
cli = typer.Typer(
    help="Reisgids: a customer journey map for your web shop, by chat.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
Lang = Annotated[str | None, typer.Option("--lang", help="nl or en; by default DEFAULT_LANGUAGE.")]
Folder = Annotated[Path | None, typer.Option("--data", help="Folder that keeps the conversation; by default DATA_DIR.")]


def main() -> None:
    """Entry point of the console script. What the operator can mend is told in one line, with exit code 2."""
    from journey.store import StoreUnavailable  # noqa: PLC0415

    try:
        cli()
    except StoreUnavailable as error:
        typer.echo(f"reisgids: {error}", err=True)
        sys.exit(MISUSED)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


@cli.command()
def run() -> None:
    """Start: on Telegram when BOT_TOKEN is set, else the same conversation in this terminal."""
    from bot.logs import set_up_logs  # noqa: PLC0415

    settings = _settings()
    if settings.token():
        set_up_logs(settings.log_level)
        raise typer.Exit(asyncio.run(_poll(settings)))
    typer.echo("BOT_TOKEN is not set, so the conversation opens here. README.md tells how to get a token.", err=True)
    _converse(settings, settings.default_language, json_lines=False, days=settings.retention_days)


@cli.command()
def chat(
    json_lines: Annotated[bool, typer.Option("--json", help="JSON lines in and out instead of a terminal screen.")] = False,
    data: Folder = None,
    lang: Lang = None,
) -> None:
    """Talk in this terminal, or as JSON lines for programs."""
    settings = _settings() if data is None else _settings(data_dir=data, database_url="")
    _converse(settings, _language(lang) or settings.default_language, json_lines=json_lines)


@cli.command()
def demo(
    lang: Lang = None,
    out: Annotated[Path, typer.Option("--out", help="Folder for the files.")] = Path("out"),
    quiet: Annotated[bool, typer.Option("--quiet", help="Only name the files.")] = False,
) -> None:
    """Play a bundled example owner through the real conversation, up to a finished map."""
    from bot.demo import play  # noqa: PLC0415

    language = _language(lang) or _settings().default_language
    try:
        paths = asyncio.run(play(language, out, show=None if quiet else typer.echo))
    except OSError as error:
        _stop(_file_trouble(out, error))
    for path in paths:
        typer.echo(str(path))


@cli.command()
def ask(
    question: Annotated[str, typer.Argument(help="The question, in quotes.")],
    json_lines: Annotated[bool, typer.Option("--json", help="One JSON object instead of text.")] = False,
    source: Annotated[Path | None, typer.Option("--map", help="A map to answer from, in the reisgids/1 format.")] = None,
    lang: Lang = None,
) -> None:
    """Answer a question from the guidance, and from a map when one is given."""
    from bot.asking import answer_line, answer_text, reply  # noqa: PLC0415
    from bot.mapfile import BadMap  # noqa: PLC0415

    settings = _settings()
    try:
        answer = reply(settings, question, source, _language(lang) or settings.default_language)
    except BadMap as error:
        _stop(str(error))
    typer.echo(answer_line(answer) if json_lines else answer_text(answer))


@cli.command()
def index() -> None:
    """Make the index of the guidance, or bring it up to date. What did not change is not touched."""
    from bot.asking import make_index  # noqa: PLC0415

    typer.echo(make_index(_settings()))


@cli.command("eval")
def evaluate(
    what: Annotated[str, typer.Argument(help="retrieval, refusal, understanding or interview.")],
    half: Annotated[str, typer.Option("--half", help="report, tune (what rules and weights were tuned on) or all.")] = "report",
) -> None:
    """Measure search, refusal or understanding on questions kept apart from the guidance, or play the example owners."""
    from bot.measuring import UnknownMeasure, measure_lines  # noqa: PLC0415

    try:
        for line in measure_lines(_settings(), what, half):
            typer.echo(line)
    except UnknownMeasure as error:
        _stop(str(error))


@cli.command()
def render(
    source: Annotated[Path, typer.Argument(metavar="MAP.json", help="A map in the reisgids/1 format.")],
    form: Annotated[str, typer.Option("--format", help="png, pdf, svg, md or json.")],
    out: Annotated[Path, typer.Option("--out", help="The file to write.")],
    lang: Annotated[str | None, typer.Option("--lang", help="nl or en; by default the map's own.")] = None,
) -> None:
    """Draw a map file in another format."""
    from bot.mapfile import BadMap, read_map  # noqa: PLC0415
    from bot.titles import source_titles  # noqa: PLC0415
    from export.formats import UnknownFormat  # noqa: PLC0415
    from export.formats import render as draw  # noqa: PLC0415

    language = _language(lang)
    try:
        journey = read_map(source)
        out.write_bytes(draw(journey, form, language=language, titles=source_titles(language or journey.language)))
    except (BadMap, UnknownFormat) as error:
        _stop(str(error))
    except OSError as error:
        _stop(_file_trouble(out, error))


@cli.command()
def doctor() -> None:
    """Check token, database, fonts and word files; say what is wrong and how to mend it."""
    from bot.doctor import examine  # noqa: PLC0415

    findings = asyncio.run(examine(_settings()))
    for finding in findings:
        typer.echo(f"{'ok  ' if finding.well else 'MEND'} {finding.subject}: {finding.words}")
    raise typer.Exit(0 if all(finding.well for finding in findings) else 1)


@cli.command()
def bench(rounds: Annotated[int, typer.Option(min=1, help="How many whole interviews to time.")] = 3) -> None:
    """Measure a reply and a picture on this machine; medians in milliseconds, and as ratios to a fixed loop."""
    from bot.bench import measure  # noqa: PLC0415

    for line in asyncio.run(measure(rounds)):
        typer.echo(line)


async def _poll(settings: Settings) -> int:
    from bot.app import keep_forgetting, place_of  # noqa: PLC0415
    from bot.telegram.polling import run_polling  # noqa: PLC0415
    from knowledge.search.index import index_at  # noqa: PLC0415

    app = await _open(settings, 0)
    tidying = asyncio.create_task(keep_forgetting(app.store, settings.retention_days))
    opening = asyncio.create_task(asyncio.to_thread(index_at(place_of(settings)).open))
    try:
        return await run_polling(app, settings)
    finally:
        tidying.cancel()
        opening.cancel()
        await app.close()


def _converse(settings: Settings, language: Language, *, json_lines: bool, days: int = 0) -> None:
    from bot.logs import set_up_logs  # noqa: PLC0415

    set_up_logs("WARNING")
    if not json_lines:
        from bot.asking import make_ready  # noqa: PLC0415

        make_ready(settings)
    # Lines are read between runs of the loop, in the main thread: waiting for one, Ctrl-C works at once.
    with asyncio.Runner() as runner:
        app = runner.run(_open(settings, days))
        try:
            _shell(json_lines)(app, runner, settings.data_dir, language)
        finally:
            runner.run(app.close())


def _shell(json_lines: bool) -> Callable[[App, asyncio.Runner, Path, Language], None]:
    if json_lines:
        from bot.headless import run_headless  # noqa: PLC0415

        return run_headless
    from bot.terminal import run_terminal  # noqa: PLC0415

    return run_terminal


async def _open(settings: Settings, days: int) -> App:
    from bot.app import build_app, forget_idle, gateway_of, place_of  # noqa: PLC0415
    from storage.database import open_store  # noqa: PLC0415

    store = await open_store(settings.database())
    await forget_idle(store, days)
    return build_app(store, place=place_of(settings), gateway=gateway_of(settings))


def _settings(**given: Any) -> Settings:
    from bot.settings import BadSettings, read_settings  # noqa: PLC0415

    try:
        return read_settings(**given)
    except BadSettings as error:
        _stop(str(error))


def _language(lang: str | None) -> Language | None:
    languages: dict[str, Language] = {"nl": "nl", "en": "en"}
    if lang is not None and lang not in languages:
        _stop(f"--lang is nl or en, not {lang}")
    return languages[lang] if lang else None


def _file_trouble(path: Path, error: OSError) -> str:
    return f"{error.filename or path} cannot be written ({error.strerror or error})"


def _stop(words: str) -> NoReturn:
    typer.echo(f"reisgids: {words}", err=True)
    raise typer.Exit(MISUSED)
