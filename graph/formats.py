"""The formats of a network: name, media type, file extension, and what writes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import orjson

from graph import export, raster
from graph.catalogue import Catalogue
from graph.dates import EdtfDate
from graph.network import cytoscape, picture, python_graph, rdf
from graph.network.dot import dot
from graph.network.mermaid import mermaid
from graph.network.model import Network
from graph.network.tables import tables
from graph.property_graph.parts import part as part_of
from graph.property_graph.projection import property_graph
from graph.property_graph.script import script
from graph.store import Store


@dataclass(frozen=True, slots=True)
class Part:
    """What is written: a network, what it is about, and what it was taken from, as known on a day (None: all)."""

    network: Network
    store: Store
    catalogue: Catalogue
    focus: tuple[str, ...] = ()
    known_on: EdtfDate | None = None

    @property
    def title(self) -> str:
        """A heading: the names of what it is about."""
        names = [f"{node.label.zh} {node.label.en}" for node in self.network.nodes if node.id in self.focus]
        return " · ".join(names) or "policygraph"


@dataclass(frozen=True, slots=True)
class Format:
    """One format; ``write`` raises BadParameter for what it cannot show."""

    media: str
    extension: str
    write: Callable[[Part], bytes]


def _of(write: Callable[[Network], bytes]) -> Callable[[Part], bytes]:
    return lambda part: write(part.network)


def _svg(part: Part) -> bytes:
    return picture.svg(part.network, part.title, part.focus)


def _rdf(name: str) -> Callable[[Part], bytes]:
    return lambda part: rdf.rdf(part.store, part.catalogue.iris, part.network, export.SYNTAXES[name])


def _cypher(part: Part) -> bytes:
    return script(part_of(property_graph(part.catalogue, part.known_on), part.network))


def _json(part: Part) -> bytes:
    return orjson.dumps({"elements": cytoscape.elements(part.network)})


FORMATS: Final[Mapping[str, Format]] = {
    "json": Format("application/json", "json", _json),
    "graphml": Format("application/graphml+xml", "graphml", _of(python_graph.graphml)),
    "gexf": Format("application/gexf+xml", "gexf", _of(python_graph.gexf)),
    "dot": Format("text/vnd.graphviz", "dot", _of(dot)),
    "svg": Format("image/svg+xml", "svg", _svg),
    "png": Format("image/png", "png", lambda part: raster.png(_svg(part))),
    "mermaid": Format("text/vnd.mermaid", "mmd", _of(mermaid)),
    "jsonld": Format("application/ld+json", "jsonld", _rdf("jsonld")),
    "turtle": Format("text/turtle", "ttl", _rdf("turtle")),
    "nquads": Format("application/n-quads", "nq", _rdf("nquads")),
    "csv": Format("application/zip", "zip", _of(tables)),
    "cypher": Format("application/x-cypher-query", "cypher", _cypher),
}
