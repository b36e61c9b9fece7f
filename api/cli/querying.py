"""``policygraph sparql``."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final, cast

import typer

from api.cli.failures import BadUse
from api.cli.options import AsJson
from api.cli.session import Session, session
from api.cli.shapes import part, parts
from api.cli.tables import Column, table
from api.objects import Json, Object
from ontology.namespaces import shorten

RESULTS: Final[Mapping[str, str]] = {
    "json": "application/sparql-results+json", "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8", "xml": "application/sparql-results+xml",
}  # fmt: skip
GRAPHS: Final[Mapping[str, str]] = {
    "turtle": "text/turtle", "ntriples": "application/n-triples", "jsonld": "application/ld+json",
}  # fmt: skip


def sparql(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="File with the query, or - for standard input.")],
    format: Annotated[
        str | None,
        typer.Option(metavar="FORMAT", help="table, json, csv, tsv or xml; for triples turtle, ntriples or jsonld."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Answer a SPARQL query from the built graph, within the bounds of /sparql."""
    run = session(ctx)
    query = read(run, file)
    from api.sparql.guard import check  # what follows opens the store

    reading = check(query)
    triples = reading.form in ("CONSTRUCT", "DESCRIBE")
    chosen = format or ("turtle" if triples else "table")
    if as_json:
        chosen = "jsonld" if triples else "json"
    there = GRAPHS if triples else {"table": RESULTS["json"], **RESULTS}
    if chosen not in there:
        raise BadUse(run.say("{found} is no format for {form}; there is {formats}", found=chosen, form=reading.form,
                             formats=", ".join(there)))  # fmt: skip
    answer = _answer(run, query, reading.prefixes, there[chosen])
    if chosen == "table":
        _print(run, json.loads(answer))
    else:
        run.bytes(answer)


def read(run: Session, file: str) -> str:
    """The query in a file, or on standard input where that is ``-``. BadUse."""
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return raw.decode("utf-8")
    except OSError as error:
        raise BadUse(run.say("{file} cannot be read: {why}", file=file, why=error.strerror or error)) from None
    except UnicodeDecodeError:
        raise BadUse(run.say("{file} is no text in UTF-8", file=file)) from None


def _answer(run: Session, query: str, prefixes: Mapping[str, str], media: str) -> bytes:
    from api.sparql.endpoint import EndpointWorkers
    from api.sparql.workers import Limits, Question, WorkerPool, Workers
    from graph.home import Home
    from graph.store.remote import RemoteStore

    settings = run.settings()
    limits = Limits(seconds=settings.query_seconds)
    workers: Workers
    if settings.endpoint:
        workers = EndpointWorkers(RemoteStore(settings.endpoint, seconds=limits.seconds), size=1, limits=limits)
    else:
        workers = WorkerPool(Home(settings.home).current().store, size=1, limits=limits)
    try:
        return workers.answer(Question(query, media, prefixes))
    finally:
        workers.close()


def _print(run: Session, answer: Object) -> None:
    """SPARQL 1.1 results as a table: IRIs by prefix where one fits, literals by their words."""
    if "boolean" in answer:
        run.line(run.say("yes") if answer["boolean"] else run.say("no"))
        return
    names = [str(name) for name in cast("list[Json]", part(answer["head"])["vars"])]
    rows = [[_term(part(row.get(name))) for name in names] for row in parts(part(answer["results"])["bindings"])]
    if names:
        table([Column(name, 1) for name in names], rows)
    run.note(run.say("{count} rows", count=len(rows)))


def _term(term: Object) -> str:
    value = str(term.get("value", ""))
    return shorten(value) or value if term.get("type") == "uri" else value
