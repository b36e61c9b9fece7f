"""``policygraph stats``: the reports' figures as printed, and charts of them in order of time."""

from pathlib import Path
from typing import Annotated, Final

import typer

from api.cli.failures import BadUse
from api.cli.options import AsCsv, AsJson, KnownOn, OfPeriod, OfReport, OfSubject, OfType
from api.cli.session import Session, session
from api.cli.shapes import NONE, date, label, part, parts, reason
from api.cli.tables import Cell, Column, table
from api.objects import Object

CHARTS: Final = {".svg": "svg", ".json": "vegalite"}


def stats(
    ctx: typer.Context,
    indicator: Annotated[str | None, typer.Option(metavar="ID", help="Only this indicator.")] = None,
    area: Annotated[str | None, typer.Option(metavar="ID", help="Only figures of this area.")] = None,
    subject: OfSubject = None,
    period: OfPeriod = None,
    report: OfReport = None,
    table_id: Annotated[str | None, typer.Option("--table", metavar="ID", help="Only cells of this table.")] = None,
    type: OfType = None,
    status: Annotated[str | None, typer.Option(help="observed, forecast, target, missing or derived.")] = None,
    known_on: KnownOn = None,
    family: Annotated[
        str | None, typer.Option(metavar="ID", help="With --chart: the definitions of this family beside each other.")
    ] = None,
    chart: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Draw them in order of time instead, to FILE.svg or as Vega-Lite FILE.json."),
    ] = None,
    as_csv: AsCsv = False,
    as_json: AsJson = False,
) -> None:
    """Show the reports' figures, each as printed; or draw series of them."""
    from api.cli.asking import ask, ask_content  # FastAPI and the store
    from api.service import open_service

    run = session(ctx)
    given = {
        "indicator": indicator,
        "area": area,
        "subject": subject,
        "report": report,
        "type": type,
        "known_on": known_on,
    }
    printed = {"period": period, "table": table_id, "status": status}
    if chart is not None:
        if not CHARTS.get(chart.suffix) or any(printed.values()):
            raise BadUse(run.say("--chart takes a file .svg or .json, and no --period, --table or --status"))
        asked = {**given, "family": family, "format": CHARTS[chart.suffix], "lang": run.say.language}
        content = ask_content(open_service(run.settings()), "/api/statistics/series", asked)
        try:
            chart.write_bytes(content)
        except OSError as error:
            raise BadUse(run.say("{file} cannot be written: {why}", file=chart, why=error.strerror or error)) from None
        run.note(run.say("written: {file}", file=chart))
        return
    if family is not None:
        raise BadUse(run.say("--family needs --chart"))
    answer = ask(open_service(run.settings()), "/api/statistics", {**given, **printed})
    if not run.as_data(answer, as_json=as_json, as_csv=as_csv):
        _figures(run, answer)


def _figures(run: Session, answer: Object) -> None:
    say = run.say
    found = parts(answer["items"])
    if found:
        columns = [
            Column(say("figure"), 5, below=(say("id"),)), Column(say("value")), Column(say("unit"), 2),
            Column(say("period")), Column(say("source"), 2),
        ]  # fmt: skip
        table(columns, [_row(run, one) for one in found])
    run.note(say("{total} figures", total=answer["total"]))
    for line in reason(say, answer):
        run.note(line)


def _row(run: Session, one: Object) -> list[Cell]:
    value = NONE if one["value"] is None else str(one["value"])
    credit = label(run.say, one["source_organization"]) if one["source_organization"] else ""
    source = " ".join(text for text in (str(one["report"]), str(one["table"] or ""), credit) if text)
    return [(label(run.say, one), str(one["id"])), value, label(run.say, one["unit"]), _period(one), source]


def _period(one: Object) -> str:
    return date(part(one).get("period"))
