"""``policygraph measures``: which measures apply to a zone."""

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Final
from urllib.parse import quote

import typer

from api.cli import completion
from api.cli.language import Words
from api.cli.lines import width
from api.cli.options import AsJson
from api.cli.session import Session, session
from api.cli.shapes import NONE, Term, date, label, part, parts, path, reason, terms
from api.cli.tables import Cell, Column, table
from api.objects import Json, Object

NARROW: Final = 130


def measures(
    ctx: typer.Context,
    zone: Annotated[str, typer.Option(metavar="ID", help="Id of a zone or area.", autocompletion=completion.places)],
    valid_on: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The day asked about, or a month or year; else today."),
    ] = None,
    known_on: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only what had been published by that day.")
    ] = None,
    basis: Annotated[str | None, typer.Option(help="designated, class, inherited or partial.")] = None,
    topic: Annotated[str | None, typer.Option(metavar="ID", help="Only measures on this topic.")] = None,
    agreement: Annotated[
        str | None,
        typer.Option(
            metavar="ID", help="Only measures that answer to this agreement.", autocompletion=completion.agreements
        ),
    ] = None,
    certainty: Annotated[str | None, typer.Option(help="certain or possible.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Tell also why other measures do not apply.")] = False,
    explain_all: Annotated[
        bool, typer.Option("--explain-all", help="As --explain, with the measures of other places.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Which measures apply to a zone on a day, on what basis, how surely, and by which path."""
    from api.cli.asking import ask  # FastAPI and the store
    from api.service import open_service

    run = session(ctx)
    service = open_service(run.settings())
    service.catalogue.place(zone)  # an id with a slash in it would be another path
    answer = ask(
        service,
        f"/api/zones/{quote(zone, safe='')}/measures",
        {"valid_on": valid_on, "known_on": known_on, "basis": basis, "topic": topic, "agreement": agreement,
         "certainty": certainty, "explain": "all" if explain_all else "true" if explain else None},
    )  # fmt: skip
    if as_json:
        run.json(answer)
        return
    _applying(run, answer, terms(run.say, service))
    if explain or explain_all:
        _not_applying(run, answer, terms(run.say, service))


def _applying(run: Session, answer: Object, term: Term) -> None:
    say = run.say
    asked = part(answer["zone"])
    run.head(say("{name} ({id}) on {day}", name=label(say, asked), id=asked["id"], day=answer["valid_on"]))
    found = parts(answer["items"])
    if found:
        basis, since = Column(say("basis"), below=(say("certainty"),)), Column(say("since"), below=(say("start"),))
        if _narrow():
            below = say("instrument"), say("conditions"), say("path"), say("id")
            measure = Column(say("measure"), 1, below=below)
            table([basis, measure, since], [_row(say, one, term, narrow=True) for one in found])
        else:
            measure = Column(say("measure"), 5, below=(say("conditions"), say("id")))
            rows = [_row(say, one, term, narrow=False) for one in found]
            way = Column(say("path"), 3, style="dim")
            table([basis, measure, Column(say("instrument"), 4), since, way], rows)
    for line in _counts(say, answer, term):
        run.line(line)


def _narrow() -> bool:
    """Whether instrument and path have to stand below the measure."""
    cells = width()
    return cells is not None and cells < NARROW


def _row(say: Words, one: Object, term: Term, *, narrow: bool) -> list[Cell]:
    valid, measure = part(one["valid"]), part(one["measure"])
    basis = term(str(one["basis"])), term(str(one["certainty"]))
    since = date(valid["from"]), term(str(valid["from_basis"])) if valid["from_basis"] else ""
    name, slug, condition = label(say, measure), str(measure["id"]), _conditions(say, one["conditions"])
    named, way = label(say, one["instrument"]), path(one["path"])
    if narrow:
        more = [text if text != NONE else "" for text in (named, condition, way)]
        return [basis, (name, *more, slug), since]
    return [basis, (name, condition, slug), named, since, way]


def _conditions(say: Words, conditions: Json) -> str:
    found = say("; ").join(label(say, condition) for condition in parts(conditions))
    return say("if: {conditions}", conditions=found) if found else ""


def _counts(say: Words, answer: Object, term: Term) -> Iterator[str]:
    found = parts(answer["items"])
    by_basis = Counter(str(one["basis"]) for one in found)
    sure = Counter(str(one["certainty"]) for one in found)
    counted = say(", ").join(f"{term(name)} {count}" for name, count in (*by_basis.items(), *sure.items()))
    total = say("{total} measures apply", total=answer["total"])
    yield f"{total}{say(': ')}{counted}" if counted else total
    yield from reason(say, answer)
    until = answer["covered_until"]
    if answer["beyond_sources"]:
        yield say("The sources cover the time until {until} only: what came later is not in the graph.", until=until)


def _not_applying(run: Session, answer: Object, term: Term) -> None:
    say = run.say
    others = parts(answer["not_applying"])
    if others:
        run.line()
        reason_of, when = Column(say("why not")), Column(say("date"))
        if _narrow():
            measure = Column(say("measure"), 1, below=(say("instrument"), say("id")))
            table([reason_of, measure, when], [_other(say, one, term, narrow=True) for one in others])
        else:
            measure = Column(say("measure"), 5, below=(say("id"),))
            rows = [_other(say, one, term, narrow=False) for one in others]
            table([reason_of, measure, Column(say("instrument"), 4), when], rows)
    counts = part(answer["not_applying_counts"])
    counted = say(", ").join(f"{term(code)} {count}" for code, count in counts.items())
    run.line(say("do not apply: {counted}", counted=counted))


def _other(say: Words, one: Object, term: Term, *, narrow: bool) -> list[Cell]:
    why, measure = part(one["reason"]), part(one["measure"])
    code, named, slug = term(str(why["code"])), label(say, one["instrument"]), str(measure["id"])
    if narrow:
        return [code, (label(say, measure), named if one["instrument"] else "", slug), date(why["date"])]
    return [code, (label(say, measure), slug), named, date(why["date"])]
