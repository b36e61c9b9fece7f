"""The namespaces of the graph, once: prefixes, full IRIs, and where the ontology's own files lie.

Sources: the namespace documents of the vocabularies named; ELI, SDMX and GeoSPARQL as their publishers print them.
"""

from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Final

BASE: Final = "https://w3id.org/policygraph/"
PG: Final = f"{BASE}ontology#"
ONTOLOGY: Final = f"{BASE}ontology"

NAMESPACES: Final = MappingProxyType(
    {
        "pg": PG,
        "concept": f"{BASE}id/concept/",
        "indicator": f"{BASE}id/indicator/",
        "passage": f"{BASE}id/passage/",
        "shape": f"{BASE}shapes#",
        "topic": f"{BASE}id/topic/",
        "dcat": "http://www.w3.org/ns/dcat#",
        "dcterms": "http://purl.org/dc/terms/",
        "eli": "http://data.europa.eu/eli/ontology#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "geo": "http://www.opengis.net/ont/geosparql#",
        "oa": "http://www.w3.org/ns/oa#",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "qb": "http://purl.org/linked-data/cube#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "sd": "http://www.w3.org/ns/sparql-service-description#",
        "sdmx-attribute": "http://purl.org/linked-data/sdmx/2009/attribute#",
        "sdmx-code": "http://purl.org/linked-data/sdmx/2009/code#",
        "sdmx-concept": "http://purl.org/linked-data/sdmx/2009/concept#",
        "sdmx-dimension": "http://purl.org/linked-data/sdmx/2009/dimension#",
        "sdmx-measure": "http://purl.org/linked-data/sdmx/2009/measure#",
        "sh": "http://www.w3.org/ns/shacl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "time": "http://www.w3.org/2006/time#",
        "void": "http://rdfs.org/ns/void#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)

DATA_FILES: Final = (
    "policygraph.ttl", "concepts.ttl", "concepts-policy.ttl", "taxonomy.ttl", "indicators.ttl", "units.ttl",
    "formulas.ttl",
)  # fmt: skip
"""What the store holds of the ontology: terms and concepts, without blank nodes."""
SHAPES: Final = "shapes.ttl"
ONTOLOGY_SHAPES: Final = "ontology-shapes.ttl"
CONTEXT: Final = "context.jsonld"


def expand(name: str) -> str:
    """The full IRI of a prefixed name: ``skos:prefLabel``; KeyError for a prefix that is not in the table."""
    prefix, _, local = name.partition(":")
    return NAMESPACES[prefix] + local


def shorten(iri: str) -> str | None:
    """The prefixed name of an IRI, the longest namespace first; None where no namespace of the table fits."""
    fitting = [(space, prefix) for prefix, space in NAMESPACES.items() if iri.startswith(space)]
    if not fitting:
        return None
    space, prefix = max(fitting, key=lambda pair: len(pair[0]))
    return f"{prefix}:{iri.removeprefix(space)}"


def resource(name: str) -> Traversable:
    """A file of the ontology by its name, also where the package is installed as a wheel."""
    return files("ontology").joinpath(name)


def data_files() -> tuple[Traversable, ...]:
    """The Turtle files that are loaded into the store, in a fixed order."""
    return tuple(resource(name) for name in DATA_FILES)
