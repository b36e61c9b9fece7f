"""``policygraph compare``: what is new, continued, changed or not mentioned between two reports."""

from typing import Annotated

import typer

from api.cli.options import AsJson
from api.cli.session import Session, session
from api.cli.shapes import NONE, date, label, part, parts
from api.objects import Json, Object


def compare(
    ctx: typer.Context,
    first: Annotated[str, typer.Argument(metavar="FROM", help="Id of a report.")] = "mofcom-2021",
    second: Annotated[str, typer.Argument(metavar="TO", help="Id of another report.")] = "mofcom-2024",
    kind: Annotated[str | None, typer.Option(help="Only this kind: instrument, measure, zone and so on.")] = None,
    change: Annotated[str | None, typer.Option(help="new, continued, changed or not_mentioned.")] = None,
    progress: Annotated[bool, typer.Option("--progress", help="Only what was announced and then done.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    as_json: AsJson = False,
) -> None:
    """Compare two reports: new, continued, changed, not mentioned; what changed, what was announced and then done."""
    from api.cli.asking import ask  # FastAPI and the store
    from api.service import open_service

    run = session(ctx)
    asked = {"from": first, "to": second, "kind": kind, "change": change, "progress": "true" if progress else None}
    answer = ask(open_service(run.settings()), "/api/reports/compare", asked)
    if run.as_data(answer, as_json=as_json, as_csv=as_csv):
        return
    if kind or change or progress:
        _items(run, answer)
    else:
        _counts(run, answer)


def _counts(run: Session, answer: Object) -> None:
    from api.cli.tables import Column, table

    say = run.say
    _head(run, answer)
    changes = _changes(run)
    table(
        [Column(say("kind")), *(Column(words) for words in changes.values())],
        [[say(kind), *(str(part(found)[change]) for change in changes)]
         for kind, found in part(answer["counts"]).items()],
    )  # fmt: skip
    run.line(say("announced in the one and done in the other: {count}", count=answer["progress_total"]))
    run.note(say("Not mentioned does not mean ended. --kind, --change and --progress list the entities."))


def _changes(run: Session) -> dict[str, str]:
    say = run.say
    return {
        "new": say("new"), "continued": say("continued"), "changed": say("changed"),
        "not_mentioned": say("not mentioned"),
    }  # fmt: skip


def _items(run: Session, answer: Object) -> None:
    from api.cli.shapes import reason
    from api.cli.tables import Cell, Column, table

    say = run.say
    _head(run, answer)
    found = parts(answer["items"])
    if found:
        columns = [Column(say("change")), Column(say("name"), 4, below=(say("id"),)), Column(say("what changed"), 5)]
        changes = _changes(run)
        rows: list[list[Cell]] = [
            [changes[str(one["change"])], (label(say, one), f"{one['kind']}/{one['id']}"), _detail(run, one)]
            for one in found
        ]
        table(columns, rows)
    run.note(say("{total} entities", total=answer["total"]))
    for line in reason(say, answer):
        run.note(line)


def _head(run: Session, answer: Object) -> None:
    run.head(f"{label(run.say, answer['from'])} → {label(run.say, answer['to'])}")


def _detail(run: Session, item: Object) -> str:
    """The keys that differ with both values, then those that only one report states."""
    shown = [f"{one['key']} {_value(run, one['from'])} → {_value(run, one['to'])}" for one in parts(item["detail"])]
    return run.say("; ").join(shown) or NONE


def _value(run: Session, value: Json) -> str:
    if isinstance(value, dict):
        return date(value)
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, int | float):
        return NONE if value is None else str(value)
    return run.say(", ").join(str(one["id"]) for one in parts(value))
