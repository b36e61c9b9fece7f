"""``policygraph export``: the whole dataset, or a part of the graph, as one file."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

import typer

from api.cli.failures import BadUse
from api.cli.files import put
from api.cli.options import Day, KnownOn
from api.cli.session import session
from api.settings import Settings
from graph.home import Home

FORMATS: Final = ("nquads", "turtle", "jsonld", "ntriples", "rdfxml", "trig")
GRAPH_FORMATS: Final = ("graphml", "gexf", "dot", "svg", "png", "mermaid", "cytoscape", "csv", "cypher")
# RDF of a part of the graph, as the REST API has it.
PART_FORMATS: Final = (*GRAPH_FORMATS, "nquads", "turtle", "jsonld")


def export(
    ctx: typer.Context,
    format: Annotated[
        str,
        typer.Option(
            metavar="FORMAT",
            help="RDF: nquads, turtle, jsonld, ntriples, rdfxml, trig. "
            "Graph: graphml, gexf, dot, svg, png, mermaid, cytoscape, csv (zip), cypher.",
        ),
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="File to write, or - for standard output.")
    ],
    focus: Annotated[
        str | None, typer.Option(metavar="ID", help="Only the part around this: an id, or kind/id.")
    ] = None,
    depth: Annotated[
        str | None, typer.Option(metavar="N", help="Steps from the focus, 0 to 5; 1 if not given.")
    ] = None,
    kinds: Annotated[str | None, typer.Option(metavar="KINDS", help="Kinds of entities by commas, or all.")] = None,
    valid_on: Day = None,
    known_on: KnownOn = None,
    reach: Annotated[
        bool,
        typer.Option("--reach", help="Also every place that a measure reaches by class, containment or part."),
    ] = False,
) -> None:
    """Write the whole dataset to a file, sorted, or a part of the graph in the formats of graph tools."""
    run = session(ctx)
    every = (*FORMATS, *GRAPH_FORMATS)
    if format not in every:
        raise BadUse(run.say("{found} is no format; there is {formats}", found=format, formats=", ".join(every)))
    settings = run.settings()
    part = _Part(focus, depth, kinds, valid_on, known_on, reach)
    drawn: bytes | None = None
    if format in GRAPH_FORMATS or part != _Part():
        if format not in PART_FORMATS:
            raise BadUse(run.say("{found} has the whole only; a part comes as {formats}",
                                 found=format, formats=", ".join(PART_FORMATS)))  # fmt: skip
        drawn = _part_of(settings, format, part)
    put(run, output, lambda file: _write(settings, format, file) if drawn is None else _copy(drawn, file))


@dataclass(frozen=True, slots=True)
class _Part:
    """Which part of the graph, as given."""

    focus: str | None = None
    depth: str | None = None
    kinds: str | None = None
    valid_on: str | None = None
    known_on: str | None = None
    reach: bool = False


def _part_of(settings: Settings, format: str, part: _Part) -> bytes:
    """A part of the graph in a format of graph tools; BadParameter for what is not rightly asked."""
    from api import service  # FastAPI and the store
    from api.parameters import day
    from graph.formats import FORMATS as WRITERS
    from graph.formats import Part
    from graph.network import Asked, network, select
    from graph.network.asking import depth_of, focus_of, kinds_of

    opened = service.open_service(settings)
    catalogue = opened.catalogue
    focus, depth, kinds = focus_of(catalogue, part.focus), depth_of(part.depth), kinds_of(part.kinds)
    asked = Asked(focus, depth, kinds, day("valid_on", part.valid_on))
    whole = network(catalogue, day("known_on", part.known_on), reach=part.reach)
    found = Part(select(whole, asked), opened.store, catalogue, asked.focus)
    return WRITERS["json" if format == "cytoscape" else format].write(found)


def _copy(content: bytes, output: Path) -> None:
    output.write_bytes(content)


def _write(settings: Settings, format: str, output: Path) -> None:
    if format == "nquads" and not settings.endpoint:  # the very bytes whose hash is the dataset's version
        shutil.copyfile(Home(settings.home).current().quads, output)
        return
    from graph.export import SYNTAXES, write  # pyoxigraph
    from graph.store import Store
    from graph.store.disk import DiskStore
    from graph.store.remote import RemoteStore

    store: Store
    if settings.endpoint:
        store = RemoteStore(settings.endpoint)
    else:
        dataset = Home(settings.home).current()
        store = DiskStore(dataset.store, dataset.manifest.version)
    write(store, SYNTAXES[format], output)
