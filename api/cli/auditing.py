"""``policygraph audit``: the reports' arithmetic recomputed."""

from collections import Counter
from typing import Annotated

import typer

from api.cli.options import AsCsv, AsJson, KnownOn, OfPeriod, OfReport
from api.cli.session import Session, session
from api.cli.shapes import NONE, Term, label, part, parts, reason
from api.cli.tables import Cell, Column, table
from api.objects import Object


def audit(
    ctx: typer.Context,
    report: OfReport = None,
    table_id: Annotated[str | None, typer.Option("--table", metavar="ID", help="Only cells of this table.")] = None,
    type: Annotated[str | None, typer.Option(help="sum, share, growth, rank or text-table.")] = None,
    check: Annotated[
        str | None, typer.Option(metavar="RULE", help="Only this rule: growth, sum-of-parts, share and so on.")
    ] = None,
    result: Annotated[str | None, typer.Option(help="ok, rounding, differs or cannot-check.")] = None,
    indicator: Annotated[str | None, typer.Option(metavar="ID", help="Only this indicator.")] = None,
    area: Annotated[str | None, typer.Option(metavar="ID", help="Only figures of this area.")] = None,
    period: OfPeriod = None,
    observation: Annotated[
        str | None, typer.Option(metavar="ID", help="Only checks of this figure, or with it.")
    ] = None,
    known_on: KnownOn = None,
    as_csv: AsCsv = False,
    as_json: AsJson = False,
) -> None:
    """Recompute sums, shares, growth and ranks: what agrees, what rounding explains, what differs, what cannot be."""
    from api.cli.asking import ask  # FastAPI and the store
    from api.service import open_service

    run = session(ctx)
    asked = {
        "report": report, "table": table_id, "type": type, "check": check, "result": result, "indicator": indicator,
        "area": area, "period": period, "observation": observation, "known_on": known_on,
    }  # fmt: skip
    answer = ask(open_service(run.settings()), "/api/statistics/audit", asked)
    if not run.as_data(answer, as_json=as_json, as_csv=as_csv):
        _checks(run, answer)


def _checks(run: Session, answer: Object) -> None:
    say, term = run.say, _results(run)
    found = parts(answer["items"])
    if found:
        columns = [
            Column(say("result")), Column(say("check"), 6, below=(say("reason"), say("id"))), Column(say("stated")),
            Column(say("computed"), 2), Column(say("unit"), 2),
        ]  # fmt: skip
        table(columns, [_row(run, one, term) for one in found])
    counts = Counter(str(one["result"]) for one in found)
    counted = say(", ").join(f"{term(name)} {count}" for name, count in counts.most_common())
    run.note(say("{total} checks", total=answer["total"]) + (f"{say(': ')}{counted}" if counted else ""))
    for line in reason(say, answer):
        run.note(line)


def _results(run: Session) -> Term:
    say = run.say
    names = {
        "ok": say("agrees"), "rounding": say("rounding"), "differs": say("differs"),
        "cannot-check": say("cannot be checked"),
    }  # fmt: skip
    return lambda slug: names[slug]


def _row(run: Session, one: Object, term: Term) -> list[Cell]:
    interval = one["computed_interval"]
    bounds = f" [{interval[0]}, {interval[1]}]" if isinstance(interval, list) else ""
    computed = NONE if one["computed"] is None else f"{one['computed']}{bounds}"
    stated = NONE if one["stated"] is None else str(one["stated"])
    why = str(part(one["reason"]).get("detail") or "")
    return [
        term(str(one["result"])),
        (label(run.say, one), why, str(one["id"])),
        stated,
        computed,
        label(run.say, one["unit"]),
    ]
