"""The formats of answers, by form of query, and of the service description; the first is what no preference gets.

Keys are what ``?format=`` takes, values what is sent. Each media type is its own key too, and the general types that
many clients accept (``application/json``, ``application/xml``) are answered as such.
"""

from collections.abc import Mapping
from typing import Final

from api.sparql.guard import Form

_RESULTS: Final = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
_GRAPHS: Final = {
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "rdfxml": "application/rdf+xml",
    "jsonld": "application/ld+json",
}
_GENERAL: Final = {"application/json": "application/json", "application/xml": "application/xml"}


def _complete(named: Mapping[str, str], short: Mapping[str, str]) -> Mapping[str, str]:
    itself = {media: media for media in named.values()}
    others = {other: named[name] for other, name in short.items()}
    return {**named, **itself, **_GENERAL, **others}


RESULTS: Final = _complete(_RESULTS, {})
GRAPHS: Final = _complete(
    _GRAPHS, {"ttl": "turtle", "nt": "ntriples", "rdf": "rdfxml", "xml": "rdfxml", "json": "jsonld"}
)
DESCRIPTION: Final[Mapping[str, str]] = {**GRAPHS, "html": "text/html", "text/html": "text/html"}


def formats(form: Form) -> Mapping[str, str]:
    """The formats that an answer to this form of query can have."""
    return GRAPHS if form in ("CONSTRUCT", "DESCRIBE") else RESULTS
