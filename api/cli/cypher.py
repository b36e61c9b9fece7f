"""``policygraph cypher``."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Final, cast

import typer

from api.cli.failures import BadUse
from api.cli.options import AsCsv, AsJson
from api.cli.session import Session, session
from api.cli.tables import Column, table
from api.objects import Json

if TYPE_CHECKING:
    from api.cypher.workers import CypherWorkers

_STARTING: Final = 120.0
"""Seconds that the embedded engine may take to load the graph and to start."""


def cypher(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="File with the query, or - for standard input.")],
    param: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=TEXT", help="A parameter: NAME=TEXT, or NAME:=JSON for what is no text; again."),
    ] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Answer a Cypher query from the built graph, or from the Neo4j of the settings, within the bounds of /cypher."""
    from api.cli.querying import read
    from api.cypher.guard import check
    from api.cypher.protocol import checked

    run = session(ctx)
    reading = check(read(run, file))
    values = checked(dict(_value(run, given) for given in param or ()))
    with _asked(run) as workers:
        sent = workers.answer(reading, values, "csv" if as_csv else "json")
    if as_csv:
        run.bytes(sent.body)
    elif as_json:
        run.json(json.loads(sent.body))
    else:
        _print(run, json.loads(sent.body))
    if sent.truncated:
        run.note(run.say("there are more: an answer has {rows} rows at most", rows=f"{workers.rows:,}"))


@contextmanager
def _asked(run: Session) -> "Iterator[CypherWorkers]":
    """Who answers, for one query."""
    from api.cli.neo4j import graph_of
    from api.cypher.engines import engine_over
    from api.cypher.workers import CypherWorkers
    from api.processes import Limits
    from graph.home import Home

    settings = run.settings()
    folder = settings.home if settings.neo4j_uri else Home(settings.home).current().folder
    engine = engine_over(settings, folder, lambda: graph_of(run), waiting=_STARTING)
    limits = Limits(seconds=settings.cypher_seconds)
    workers = CypherWorkers(engine, size=1, limits=limits, rows=settings.cypher_rows)
    try:
        yield workers
    finally:
        workers.close()


def _value(run: Session, given: str) -> tuple[str, object]:
    """A parameter: its name and its value. BadUse."""
    name, sign, text = given.partition("=")
    if not sign or not name.rstrip(":"):
        raise BadUse(run.say("--param {found}: expected NAME=TEXT or NAME:=JSON", found=given))
    if not name.endswith(":"):
        return name, text
    try:
        return name[:-1], json.loads(text)
    except json.JSONDecodeError as error:
        raise BadUse(run.say("--param {found}: no JSON: {why}", found=given, why=error.msg)) from None


def _print(run: Session, answer: dict[str, Json]) -> None:
    if "plan" in answer:
        run.line(_plan(answer["plan"]))
        return
    names = [str(name) for name in cast("list[Json]", answer["columns"])]
    rows = [[_text(value) for value in cast("list[Json]", row)] for row in cast("list[Json]", answer["rows"])]
    if names:
        table([Column(name, 1) for name in names], rows)
    run.note(run.say("{count} rows", count=len(rows)))


def _plan(plan: Json) -> str:
    """What an engine draws of its plan, else all of it as JSON."""
    arguments = plan.get("args") if isinstance(plan, dict) else None
    drawn = arguments.get("string-representation") if isinstance(arguments, dict) else None
    return str(drawn) if drawn else json.dumps(plan, ensure_ascii=False, indent=2)


def _text(value: Json) -> str:
    match value:
        case None:
            return ""
        case str():
            return value
        case _:
            return json.dumps(value, ensure_ascii=False)
