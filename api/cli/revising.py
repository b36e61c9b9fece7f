"""``policygraph revisions``: what the reports give differently, and why."""

from typing import Annotated

import typer

from api.cli.options import AsCsv, AsJson, KnownOn, OfPeriod, OfReport, OfSubject, OfType
from api.cli.session import Session, session
from api.cli.shapes import NONE, Term, label, part, parts, reason
from api.cli.tables import Cell, Column, table
from api.objects import Object


def revisions(
    ctx: typer.Context,
    family: Annotated[str | None, typer.Option(metavar="ID", help="Only this family of indicators.")] = None,
    indicator: Annotated[str | None, typer.Option(metavar="ID", help="Only what has a value of it.")] = None,
    area: Annotated[str | None, typer.Option(metavar="ID", help="Only figures of this area.")] = None,
    subject: OfSubject = None,
    period: OfPeriod = None,
    report: OfReport = None,
    type: OfType = None,
    kind: Annotated[
        str | None, typer.Option("--class", help="revision, definition, rounding or inconsistency.")
    ] = None,
    known_on: KnownOn = None,
    as_csv: AsCsv = False,
    as_json: AsJson = False,
) -> None:
    """What the reports give differently: revised, defined otherwise, rounded, or inconsistent."""
    from api.cli.asking import ask  # FastAPI and the store
    from api.service import open_service

    run = session(ctx)
    asked = {
        "family": family, "indicator": indicator, "area": area, "subject": subject, "period": period,
        "report": report, "type": type, "class": kind, "known_on": known_on,
    }  # fmt: skip
    answer = ask(open_service(run.settings()), "/api/statistics/revisions", asked)
    if not run.as_data(answer, as_json=as_json, as_csv=as_csv):
        _differences(run, answer)


def _differences(run: Session, answer: Object) -> None:
    say = run.say
    found = parts(answer["items"])
    if found:
        columns = [
            Column(say("given differently"), 4, below=(say("class"),)), Column(say("values"), 6),
            Column(say("difference"), 2),
        ]  # fmt: skip
        table(columns, [_row(run, one, _classes(run)) for one in found])
    run.note(say("{total} things given differently", total=answer["total"]))
    for line in reason(say, answer):
        run.note(line)


def _classes(run: Session) -> Term:
    say = run.say
    names = {
        "revision": say("revision"), "definition": say("definition"), "rounding": say("rounding"),
        "inconsistency": say("inconsistency"),
    }  # fmt: skip
    return lambda slug: names[slug]


def _row(run: Session, one: Object, term: Term) -> list[Cell]:
    classes = one["classes"]
    kinds = run.say(", ").join(term(str(kind)) for kind in classes) if isinstance(classes, list) else ""
    values = run.say("; ").join(_value(run, value) for value in parts(one["values"]))
    return [(label(run.say, one), kinds), values, _gaps(run, one, term)]


def _gaps(run: Session, one: Object, term: Term) -> str:
    """For each class by how much the second value differs from the first, and the unit once."""
    gaps: dict[str, list[str]] = {}
    for pair in parts(one["differences"]):
        difference = pair["difference"]
        shown = f"{difference:+}" if isinstance(difference, int | float) else NONE
        gaps.setdefault(str(pair["class"]), []).append(shown)
    told = run.say("; ").join(f"{term(kind)} {run.say(', ').join(found)}" for kind, found in gaps.items())
    return f"{told} ({label(run.say, one['unit'])})"


def _value(run: Session, value: Object) -> str:
    """``1948.5 亿美元 (mofcom-2021, digitally-deliverable-exports)``; a derived one says so."""
    source = ", ".join((str(value["report"]), str(part(value["indicator"])["id"])))
    derived = f", {run.say('derived')}" if value["derived"] else ""
    return f"{value['value']} {label(run.say, value['unit'])} ({source}{derived})"
