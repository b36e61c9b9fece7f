"""``policygraph show``: any entity, its facts source by source, each with the words that say so."""

from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Final, cast

import typer

from api.cli import completion
from api.cli.failures import Ambiguous
from api.cli.options import AsJson
from api.cli.session import Session, session
from api.cli.shapes import part, parts
from api.objects import Object
from graph.errors import UnknownId

if TYPE_CHECKING:
    from api.present import Presenter
    from graph.catalogue import Catalogue
    from graph.statements import Statement

ENDPOINTS: Final = {
    "report": "reports", "zone": "zones", "area": "zones", "measure": "measures", "instrument": "instruments",
    "agreement": "agreements", "organization": "organizations", "topic": "topics", "indicator": "indicators",
}  # fmt: skip


def show(
    ctx: typer.Context,
    id: Annotated[str, typer.Argument(metavar="ID", help="An id, or kind/id.", autocompletion=completion.entities)],
    as_json: AsJson = False,
) -> None:
    """Show an entity: what each source says of it, with evidence and quotes."""
    from api.present import Presenter  # the store and all it holds
    from api.service import open_service

    run = session(ctx)
    service = open_service(run.settings())
    kind, slug = _found(service.catalogue, id)
    view = Presenter(service)
    if as_json:
        run.json(_object(view, kind, slug))
        return
    _heading(run, view.ref(kind, slug))
    if kind == "passage":
        _passage(run, view, slug)
    if (kind, slug) in service.catalogue.concepts:
        _concept(run, view, kind, slug)
    for statement in service.catalogue.statements.get((kind, slug), ()):
        _statement(run, view, statement)


def _found(catalogue: "Catalogue", asked: str) -> tuple[str, str]:
    """Kind and id of what is asked for; Ambiguous, UnknownId with near ones of all kinds."""
    everything = [*catalogue.statements, *catalogue.concepts, *(("passage", slug) for slug in catalogue.passages)]
    kind, slash, slug = asked.partition("/")
    if slash:
        if (kind, slug) in everything:
            return kind, slug
        raise catalogue.unknown(kind, slug)
    kinds = tuple(dict.fromkeys(having for having, other in everything if other == asked))
    if len(kinds) > 1:
        raise Ambiguous(asked, kinds)
    if not kinds:
        near = get_close_matches(asked, {other for _, other in everything}, n=5, cutoff=0.6)
        raise UnknownId("entity", asked, near)
    return kinds[0], asked


def _object(view: "Presenter", kind: str, slug: str) -> Object:
    """The object that REST has of it; of a kind without an endpoint its merged record, its definition or its place."""
    from api.cli.asking import ask_one
    from api.present import label
    from api.views.entities import entity

    catalogue = view.catalogue
    if kind in ENDPOINTS:
        return ask_one(view.service, f"/api/{ENDPOINTS[kind]}/{slug}")
    if (kind, slug) in catalogue.statements:
        return entity(view, kind, slug)
    if kind == "passage":
        return {**view.ref(kind, slug), **_place(view, slug)}
    found = catalogue.concepts[kind, slug]
    return {
        **view.ref(kind, slug),
        "definition": label(found.definition),
        "scheme": found.scheme,
        "broader": view.ref(kind, found.broader) if found.broader else None,
    }


def _place(view: "Presenter", slug: str) -> Object:
    """Where a passage stands, and its words where the report's text is there."""
    found = view.catalogue.passages[slug]
    return {
        "report": found.report, "passage_kind": found.kind, "section": found.section, "lines": found.lines,
        "start": found.start, "end": found.end, "sha256": found.sha256,
        "text": view.service.quotes.quote(found.report, found.start, found.end),
    }  # fmt: skip


def _heading(run: Session, ref: Object) -> None:
    words = part(ref["label"])
    run.head(f"{words['zh']}  {words['en']}" if words["zh"] != words["en"] else str(words["zh"]))
    run.line(f"{ref['kind']}/{ref['id']}  {ref['iri']}")


def _statement(run: Session, view: "Presenter", statement: "Statement") -> None:
    """What one source says: the facts, then where it says so."""
    from api.cli.facts import facts

    run.line()
    run.head(_source(run, view, statement.record.source))
    for key, value in facts(run.say, view, statement.record):
        run.indented(f"{key}: {value}")
    for cited in parts(view.evidence([statement])):
        if "passage" in cited:
            _evidence(run, cited)


def _source(run: Session, view: "Presenter", source: str) -> str:
    reference = view.catalogue.references.get(source)
    if reference:
        return f"{reference.title}, {reference.publisher}, {reference.published or run.say('undated')}  {reference.url}"
    return f"{run.say.label(view.ref('report', source)['label'])} ({source})"


def _evidence(run: Session, cited: Object) -> None:
    keys = ", ".join(str(key) for key in cast("list[str]", cited["for"]))
    place = f"{cited['row']} / {cited['column']}" if "row" in cited else f"“{cited['anchor']}”"
    run.indented(f"[{cited['passage']}] {keys}: {place}", dim=True)
    if cited["quote"] is not None and "row" not in cited:
        run.indented(str(cited["quote"]), depth=2)


def _concept(run: Session, view: "Presenter", kind: str, slug: str) -> None:
    found = view.catalogue.concepts[kind, slug]
    if found.definition:
        run.indented(found.definition.zh if run.say.language == "zh" else found.definition.en)
    if found.scheme:
        run.indented(f"{run.say('scheme')}: {found.scheme}")
    if found.broader:
        run.indented(f"{run.say('broader')}: {found.broader}")
    if found.family:
        run.indented(f"{run.say('family')}: {found.family}")


def _passage(run: Session, view: "Presenter", slug: str) -> None:
    place = _place(view, slug)
    run.line(run.say("in {section}", section=place["section"]) + ", "
             + run.say("lines {lines}, characters {start}–{end}", lines=place["lines"], start=place["start"],
                       end=place["end"]))  # fmt: skip
    run.indented(str(place["text"]) if place["text"] else run.say("the report's text is not here"))
