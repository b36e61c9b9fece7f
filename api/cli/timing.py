"""``policygraph timeline``: dated entries in order."""

from typing import Annotated

import typer

from api.cli import completion
from api.cli.options import AsJson, Day, PlaceId
from api.cli.session import session


def timeline(
    ctx: typer.Context,
    first: Annotated[str | None, typer.Option("--from", metavar="DATE", help="From this day, month or year.")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DATE", help="To this day, month or year.")] = None,
    zone: PlaceId = None,
    agreement: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Only entries of this agreement.", autocompletion=completion.agreements),
    ] = None,
    lane: Annotated[
        str | None,
        typer.Option(help="national, zones, agreements, international, infrastructure or statistics."),
    ] = None,
    known_on: Day = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    as_json: AsJson = False,
) -> None:
    """List what is dated, in order: instruments, steps of agreements, zones, events, plans."""
    from api import table as csv
    from api.cli.asking import ask  # FastAPI and the store
    from api.cli.shapes import date, label, part, parts, reason, terms
    from api.cli.tables import Column, table
    from api.service import open_service

    run = session(ctx)
    say = run.say
    service = open_service(run.settings())
    answer = ask(service, "/api/timeline", {
        "from": first, "to": last, "zone": zone, "agreement": agreement, "lane": lane, "known_on": known_on,
    })  # fmt: skip
    found = parts(answer["items"])
    if as_json:
        run.json(answer)
        return
    if as_csv:
        run.bytes(csv.rows(found).encode())
        return
    if found:
        term = terms(say, service)
        columns = [Column(say("date")), Column(say("name"), 5, below=(say("id"),)), Column(say("lane"))]
        table(columns, [
            [
                "/".join(str(part(one[key])["edtf"]) for key in ("date", "end") if one[key]) or date(None),
                (label(say, one), str(one["id"])),
                term(str(one["lane"])),
            ]
            for one in found
        ])  # fmt: skip
    run.note(say("{total} dated entries", total=answer["total"]))
    for line in reason(say, answer):
        run.note(line)
