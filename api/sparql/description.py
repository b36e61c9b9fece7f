"""What the service says of itself: SPARQL 1.1 Service Description as RDF, and a page for people."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from string import Template
from typing import Final

from pyoxigraph import Literal, NamedNode, QueryResultsFormat, RdfFormat, Triple, serialize

from api.sparql.formats import GRAPHS, RESULTS
from graph.store import Store

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_RDF_TYPE: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_VOID_TRIPLES: Final = NamedNode("http://rdfs.org/ns/void#triples")
_TITLE: Final = NamedNode("http://purl.org/dc/terms/title")
_INTEGER: Final = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
_COUNTS: Final = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
EXAMPLE: Final = "SELECT ?s ?p ?o\nWHERE { ?s ?p ?o }\nLIMIT 10"


@dataclass(frozen=True, slots=True)
class Description:
    """What a dataset holds: its title, its named graphs with their number of triples, and a query to begin with."""

    title: str
    graphs: tuple[tuple[str, int], ...]
    example: str = EXAMPLE


def describe(store: Store, title: str, example: str = EXAMPLE) -> Description:
    """The description of a store's dataset; counts its graphs."""
    graphs = tuple((row["g"].value, int(row["n"].value)) for row in store.select(_COUNTS) if "g" in row)
    return Description(title, graphs, example)


def rdf(description: Description, endpoint: str, media: str) -> bytes:
    """The service description of the service at the IRI ``endpoint``."""
    prefixes = {"sd": SD, "void": "http://rdfs.org/ns/void#", "dct": "http://purl.org/dc/terms/"}
    kind = RdfFormat.from_media_type(media) or RdfFormat.TURTLE
    return serialize(_triples(description, endpoint), format=kind, prefixes=prefixes) or b""


def page(description: Description, endpoint: str, limits: str) -> bytes:
    """A page that says how to query, with a form; it needs nothing from elsewhere."""
    template = Template((files("api.sparql") / "page.html").read_text(encoding="utf-8"))
    rows = "".join(f"<tr><td>{escape(name)}</td><td>{count:,}</td></tr>" for name, count in description.graphs)
    return template.substitute(
        title=escape(description.title),
        endpoint=escape(endpoint),
        example=escape(description.example),
        graphs=rows,
        limits=escape(limits),
        results=escape(", ".join(dict.fromkeys(RESULTS.values()))),
        triples=escape(", ".join(dict.fromkeys(GRAPHS.values()))),
    ).encode()


def _triples(description: Description, endpoint: str) -> Iterator[Triple]:
    def sd(name: str) -> NamedNode:
        return NamedNode(f"{SD}{name}")

    service, dataset = NamedNode(endpoint), NamedNode(f"{endpoint}#dataset")
    default = NamedNode(f"{endpoint}#default-graph")
    yield Triple(service, _RDF_TYPE, sd("Service"))
    yield Triple(service, _TITLE, Literal(description.title))
    yield Triple(service, sd("endpoint"), service)
    yield Triple(service, sd("supportedLanguage"), sd("SPARQL11Query"))
    yield Triple(service, sd("feature"), sd("UnionDefaultGraph"))
    for results in (QueryResultsFormat.JSON, QueryResultsFormat.XML, QueryResultsFormat.CSV, QueryResultsFormat.TSV):
        yield Triple(service, sd("resultFormat"), NamedNode(results.iri))
    for graph in (RdfFormat.TURTLE, RdfFormat.N_TRIPLES, RdfFormat.RDF_XML, RdfFormat.JSON_LD):
        yield Triple(service, sd("resultFormat"), NamedNode(graph.iri))
    yield Triple(service, sd("defaultDataset"), dataset)
    yield Triple(dataset, _RDF_TYPE, sd("Dataset"))
    yield Triple(dataset, sd("defaultGraph"), default)
    yield Triple(default, _RDF_TYPE, sd("Graph"))
    for number, (name, count) in enumerate(description.graphs, 1):
        named, content = NamedNode(f"{endpoint}#named-{number}"), NamedNode(f"{endpoint}#graph-{number}")
        yield Triple(dataset, sd("namedGraph"), named)
        yield Triple(named, _RDF_TYPE, sd("NamedGraph"))
        yield Triple(named, sd("name"), NamedNode(name))
        yield Triple(named, sd("graph"), content)
        yield Triple(content, _RDF_TYPE, sd("Graph"))
        yield Triple(content, _VOID_TRIPLES, Literal(str(count), datatype=_INTEGER))
