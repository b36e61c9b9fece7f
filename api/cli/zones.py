"""``policygraph zones``."""

from typing import Annotated

import typer

from api.cli import completion
from api.cli.options import AsJson, Day, PlaceId
from api.cli.session import session


def zones(
    ctx: typer.Context,
    zone_class: Annotated[
        str | None,
        typer.Option("--class", metavar="ID", help="Members of this class only.", autocompletion=completion.classes),
    ] = None,
    within: PlaceId = None,
    valid_on: Day = None,
    as_json: AsJson = False,
) -> None:
    """List zones and areas: class, where they belong, since when."""
    from api.cli.asking import ask  # FastAPI and the store
    from api.cli.shapes import date, ids, label, labels, parts, reason
    from api.cli.tables import Column, table
    from api.service import open_service

    run = session(ctx)
    say = run.say
    answer = ask(
        open_service(run.settings()), "/api/zones", {"class": zone_class, "within": within, "valid_on": valid_on}
    )
    if as_json:
        run.json(answer)
        return
    found = parts(answer["items"])
    if found:
        columns = [
            Column(say("name"), 4, below=(say("id"),)), Column(say("class"), 3), Column(say("part of"), 3, style="dim"),
            Column(say("since")),
        ]  # fmt: skip
        table(columns, [
            [(label(say, one), str(one["id"])), labels(say, one["classes"]), ids(one["parents"]), date(one["since"])]
            for one in found
        ])  # fmt: skip
    run.note(say("{total} zones and areas", total=answer["total"]))
    for line in reason(say, answer):
        run.note(line)
