"""IRIs of entities, parts, graphs and dates under one base. Only here is an IRI put together or taken apart."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import quote, unquote

CANONICAL_BASE: Final = "https://w3id.org/policygraph/"


@dataclass(frozen=True, slots=True)
class Iris:
    """Builds the IRIs of one base (``https://w3id.org/policygraph/`` unless the dataset was built for another)."""

    base: str = CANONICAL_BASE

    def entity(self, kind: str, slug: str) -> str:
        """``{base}id/{kind}/{slug}``."""
        return f"{self.base}id/{kind}/{_quoted(slug)}"

    def part(self, entity: str, source: str, field: str, number: int) -> str:
        """A part of what one source says of an entity: a fragment, so that it dereferences to the entity."""
        return f"{entity}#{source}-{field.replace('_', '-')}-{number}"

    def date(self, edtf: str) -> str:
        """The date that EDTF text names; one node a date, shared by all that mention it."""
        return f"{self.base}id/date/{edtf.replace('/', '_')}"

    def graph(self, name: str) -> str:
        """The named graph of a source, or of what is not one source's: ontology, dates, dataset, inferred."""
        return f"{self.base}graph/{name}"

    def dataset(self, name: str = "") -> str:
        """The whole dataset, or the data set of figures of this name."""
        return f"{self.base}dataset/{name}" if name else f"{self.base}dataset"

    def source_of(self, graph: str) -> str:
        """The source whose named graph this is."""
        return graph.removeprefix(f"{self.base}graph/")

    def slug(self, iri: str) -> str:
        """The id that an entity's IRI ends with."""
        return unquote(iri.rsplit("/", 1)[-1])

    def kind_and_slug(self, iri: str) -> tuple[str, str] | None:
        """Kind and id of an entity's IRI; None for any other IRI."""
        prefix = f"{self.base}id/"
        if not iri.startswith(prefix) or "#" in iri:
            return None
        kind, _, slug = iri[len(prefix) :].partition("/")
        return (kind, unquote(slug)) if slug else None


@lru_cache(maxsize=32768)
def _quoted(slug: str) -> str:
    """An id as part of an IRI; the same few thousand are asked for again and again."""
    return quote(slug, safe="-._~")
