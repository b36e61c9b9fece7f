"""``policygraph timeline``: dated entries in order, and files of them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from api.cli import completion
from api.cli.failures import BadUse
from api.cli.files import put
from api.cli.options import AsCsv, AsJson, Day, PlaceId
from api.cli.session import Session, session
from api.cli.shapes import date, label, part, parts, reason, terms
from api.cli.tables import Column, table
from api.objects import Object

if TYPE_CHECKING:
    from api.service import Service

PATH: Final = "/api/timeline"
FORMATS: Final = ("ics", "atom", "svg", "vegalite", "csv", "json")


def timeline(
    ctx: typer.Context,
    first: Annotated[str | None, typer.Option("--from", metavar="DATE", help="From this day, month or year.")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DATE", help="To this day, month or year.")] = None,
    zone: PlaceId = None,
    scope: Annotated[str | None, typer.Option(help="named, or applicable: also what the zone inherits.")] = None,
    agreement: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Only entries of this agreement.", autocompletion=completion.agreements),
    ] = None,
    topic: Annotated[str | None, typer.Option(metavar="ID", help="Only entries on this topic.")] = None,
    issuer: Annotated[str | None, typer.Option(metavar="ID", help="Only acts of this organization.")] = None,
    type: Annotated[
        str | None, typer.Option(help="A kind of date or of event: published, in_force, designation and so on.")
    ] = None,
    report: Annotated[
        str | None, typer.Option(metavar="ID", help="This report only.", autocompletion=completion.reports)
    ] = None,
    lane: Annotated[
        str | None,
        typer.Option(help="national, zones, agreements, international, infrastructure or statistics."),
    ] = None,
    known_on: Day = None,
    format: Annotated[str | None, typer.Option(metavar="FORMAT", help="ics, atom, svg, vegalite, csv or json.")] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="File to write, or - for standard output."),
    ] = None,
    as_csv: AsCsv = False,
    as_json: AsJson = False,
) -> None:
    """List what is dated, in order: instruments, steps of agreements, zones, events, plans."""
    from api.service import open_service  # FastAPI and the store

    run = session(ctx)
    chosen = format or ("json" if as_json else "csv" if as_csv else None)
    if chosen is None and output is not None:
        raise BadUse(run.say("--output needs --format: {formats}", formats=", ".join(FORMATS)))
    if chosen is not None and chosen not in FORMATS:
        raise BadUse(run.say("{found} is no format; there is {formats}", found=chosen, formats=", ".join(FORMATS)))
    asked = {
        "from": first, "to": last, "zone": zone, "scope": scope, "agreement": agreement, "topic": topic,
        "issuer": issuer, "type": type, "report": report, "lane": lane, "known_on": known_on,
    }  # fmt: skip
    service = open_service(run.settings())
    if chosen is None:
        _listed(run, service, asked)
        return
    content = _content(service, chosen, run.say.language, asked)
    if output is None or output == "-":
        run.bytes(content)
    else:
        put(run, output, lambda file: _write(file, content))


def _content(service: "Service", chosen: str, language: str, asked: Mapping[str, str | None]) -> bytes:
    """The entries in a format: as JSON and CSV all of them, in the other formats the longest page that REST has."""
    from api import table as csv
    from api.cli.asking import PAGE, ask, ask_content

    if chosen not in ("json", "csv"):
        chart = {"lang": language} if chosen in ("svg", "vegalite") else {}
        return ask_content(service, PATH, {**asked, **chart, "limit": str(PAGE), "format": chosen})
    answer = ask(service, PATH, asked)
    if chosen == "csv":
        return csv.rows(parts(answer["items"])).encode()
    return f"{json.dumps(answer, ensure_ascii=False, indent=2)}\n".encode()


def _write(file: Path, content: bytes) -> None:
    file.write_bytes(content)


def _listed(run: Session, service: "Service", asked: Mapping[str, str | None]) -> None:
    from api.cli.asking import ask

    say = run.say
    answer = ask(service, PATH, asked)
    found = parts(answer["items"])
    if found:
        term = terms(say, service)
        columns = [
            Column(say("date"), below=(say("status"),)), Column(say("name"), 5, below=(say("id"),)),
            Column(say("lane")),
        ]  # fmt: skip
        table(columns, [
            [(_when(one), term(str(one["status"]))), (label(say, one), str(one["id"])), term(str(one["lane"]))]
            for one in found
        ])  # fmt: skip
    run.note(say("{total} dated entries", total=answer["total"]))
    for line in reason(say, answer):
        run.note(line)


def _when(one: Object) -> str:
    return "/".join(str(part(one[key])["edtf"]) for key in ("date", "end") if one[key]) or date(None)
