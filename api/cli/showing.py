"""``policygraph show``: any entity, its facts source by source, each with the words that say so."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Final, cast
from urllib.parse import quote

import typer

from api.cli import completion
from api.cli.failures import Ambiguous
from api.cli.options import AsJson
from api.cli.session import Session, session
from api.cli.shapes import date, label, part, parts
from api.objects import Json, Object
from graph.errors import UnknownId

if TYPE_CHECKING:
    from graph.catalogue import Catalogue

LISTED: Final = 8


def show(
    ctx: typer.Context,
    id: Annotated[str, typer.Argument(metavar="ID", help="An id, or kind/id.", autocompletion=completion.entities)],
    as_json: AsJson = False,
) -> None:
    """Show an entity: what each source says of it, with evidence and quotes."""
    from api.cli.asking import ask_one  # FastAPI and the store
    from api.service import open_service

    run = session(ctx)
    service = open_service(run.settings())
    kind, slug = _found(service.catalogue, id)
    answer = ask_one(service, f"/id/{kind}/{quote(slug, safe='')}", {"format": "json"})
    if as_json:
        run.json(answer)
    else:
        _print(run, answer)


def _found(catalogue: "Catalogue", asked: str) -> tuple[str, str]:
    """Kind and id of what is asked for; Ambiguous, UnknownId with near ones of all kinds."""
    kind, slash, slug = asked.partition("/")
    if slash:
        if "/" in slug:  # it would be another path
            raise catalogue.unknown(kind, slug)
        return kind, slug
    everything = [*catalogue.statements, *catalogue.concepts, *(("passage", name) for name in catalogue.passages)]
    kinds = tuple(dict.fromkeys(having for having, other in everything if other == asked))
    if len(kinds) > 1:
        raise Ambiguous(asked, kinds)
    if not kinds:
        near = get_close_matches(asked, {other for _, other in everything}, n=5, cutoff=0.6)
        raise UnknownId("entity", asked, near)
    return kinds[0], asked


def _print(run: Session, answer: Object) -> None:
    words = part(answer["label"])
    run.head("  ".join(dict.fromkeys(str(name) for name in (words.get("zh"), words.get("en")) if name)))
    run.line(f"{answer['kind']}/{answer['id']}  {answer['iri']}")
    if answer["kind"] == "passage":
        _passage(run, answer)
    else:
        for fact in parts(answer.get("facts", [])):
            run.indented(_fact(run, fact))
    for statement in parts(answer.get("statements", [])):
        _statement(run, statement)
    _referring(run, parts(answer["referred_by"]))


def _passage(run: Session, answer: Object) -> None:
    where = run.say("lines {lines}, characters {start}–{end}", lines=answer["lines"], start=answer["start"],
                    end=answer["end"])  # fmt: skip
    section = part(answer["section"])
    run.line(run.say(", ").join([where, *([run.say("in {section}", section=section["id"])] if section else [])]))
    if answer["text"] is None:
        run.note(run.say("the report's text is not here: set POLICYGRAPH_SOURCES to a folder with {names}",
                         names=f"{part(answer['report'])['id']}.txt"))  # fmt: skip
    else:
        run.indented(str(answer["text"]))
    borne = [part(one["entity"]) for one in parts(answer["bears"])]
    if borne:
        run.line(run.say("bears out: {entities}", entities=", ".join(f"{one['kind']}/{one['id']}" for one in borne)))


def _statement(run: Session, statement: Object) -> None:
    """What one source says: numbered evidence after the facts that it supports."""
    source = part(statement["source"])
    run.line()
    run.head(f"{label(run.say, source)} ({source['id']})")
    if source.get("url"):
        run.indented(f"{source['publisher']}, {date(source['published'])}  {source['url']}", dim=True)
    for fact in parts(statement["facts"]):
        run.indented(_fact(run, fact))
    quotes: dict[tuple[str, str | None], list[str]] = {}
    for number, cited in enumerate(parts(statement["evidence"]), 1):
        if "passage" in cited:
            at = f"{cited['row']} / {cited['column']}" if "row" in cited else f"“{cited['anchor']}”"
            words = cast("str | None", None if "row" in cited else cited["quote"])
            quotes.setdefault((str(cited["passage"]), words), []).append(f"[{number}] {at}")
    for (passage, words), anchors in quotes.items():
        run.indented(f"{passage}: {' '.join(anchors)}", dim=True)
        if words:
            run.indented(words, depth=2)


def _fact(run: Session, fact: Object) -> str:
    values = run.say(", ").join(_value(run, value) for value in _spoken(run, fact))
    numbers = "".join(f"[{number}]" for number in cast("list[int]", fact["evidence"]))
    return f"{_name(run, fact)}{run.say(': ')}{values}{f' {numbers}' if numbers else ''}"


def _spoken(run: Session, fact: Object) -> list[Object]:
    """The values of a fact; of words in several languages those in the one spoken."""
    found = parts(fact["values"])
    return [one for one in found if str(one.get("language", "")).startswith(run.say.language)] or found


def _name(run: Session, fact: Object) -> str:
    return run.say.label(fact["name"]) or str(fact["key"])


def _value(run: Session, value: Object) -> str:
    if "ref" in value:
        ref = part(value["ref"])
        return f"{label(run.say, ref)} ({ref['id']})"
    if "date" in value:
        return date(value["date"])
    if "parts" in value:
        return run.say("; ").join(_inner(run, value["parts"]))
    return str(value["text"]) if "text" in value else run.say.label(value["label"])


def _inner(run: Session, facts: Json) -> Iterator[str]:
    """The facts of a part of a record; of a part that has but one, its value alone."""
    found = parts(facts)
    for fact in found:
        values = run.say(", ").join(_value(run, value) for value in parts(fact["values"]))
        yield values if len(found) == 1 else f"{_name(run, fact)} {values}"


def _referring(run: Session, groups: list[Object]) -> None:
    if not groups:
        return
    run.line()
    run.head(run.say("referred to by"))
    for group in groups:
        named = parts(group["entities"])
        more = cast(int, group["total"]) - len(named[:LISTED])
        listed = ", ".join(f"{one['kind']}/{one['id']}" for one in named[:LISTED])
        tail = f", {run.say('and {count} more', count=more)}" if more else ""
        run.indented(f"{run.say('{name}: {count}', name=_name(run, group), count=group['total'])}  {listed}{tail}")
