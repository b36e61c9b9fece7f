"""The schema page of the property graph, generated from the graph: ``docs/property-graph.md``."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from graph.model import RECORDS
from graph.property_graph.model import KEY, MARKER, PropertyGraph, Value
from graph.property_graph.names import LABELS, RESERVED, TYPES, label_of
from graph.property_graph.schema import Property, Schema, schema
from graph.schema import camel, fields_of, kind_of
from graph.store import Store
from graph.store.queries import load
from ontology.namespaces import shorten

# What no single property of the ontology says.
OWN: Final[Mapping[str, str]] = {
    "id": "The id of REST, unique for the label.",
    "iri": "The IRI in RDF; it dereferences under `/id/`.",
    KEY: "Tells relationships of this type between the same two nodes apart.",
    "label": "The name: Chinese as the source prints it, English our unofficial translation unless `en_official`.",
    "alt": "Other names.",
    "definition": "What it means.",
    "note": "What to know of it, such as what the source leaves open or prints wrongly.",
    "en_official": "Whether the English name is official.",
    "sources": "The reports and reference sources that say so.",
    "evidence": "The passages, or reference sources, that bear it out.",
    "from": "When it begins to hold, as bounds.",
    "to": "The first day on which it no longer holds, as bounds; absent: not ended.",
    "designated": "When the place has the standing that the way needs: its founding and its classes, as bounds.",
    "undesignated": "When the place loses that standing, as bounds; absent: it keeps it.",
    "known": "Since when it is known, as bounds: when the first source that says so was published; absent: always.",
    "superseded": "When newer knowledge took its place, as bounds; absent: it is what is known last.",
    "path": "The ids on the way from the place to what a source names, both included.",
    "via": "The id of the place or class that a source names.",
    "conditions": "The conditions on it, in words.",
    "condition_kinds": "The kinds of the conditions.",
    "count": "A number that a source states of it",
    "value_base": "The value in the base unit.",
    "unit_base": "The base unit: ISO 4217 for money.",
    "schemes": "The vocabularies that the term is in.",
    "family": "The family of indicators that a reader would take for one.",
    "from_basis": "What the beginning rests on.",
    "valid_since": "The beginning that the measure itself states.",
    "valid_basis": "What `valid_since` rests on.",
    "valid_until": "The end that the measure itself states.",
    "kind": "paragraph, heading, footnote, table, box …",
    "section": "The id of the heading that it stands under.",
    "lines": "Lines of the source's text file.",
    "publisher": "Who published it.",
    "url": "Where it was published.",
}
SUFFIXES: Final = ("_earliest", "_latest", "_zh", "_en", "_qualifier")
INTRODUCTION: Final = f"""\
# The property graph

Generated from the graph by `make docs`. One projection of the model (`graph/property_graph/`) is what `policygraph
neo4j sync` writes, what its bulk import files hold, and what `/cypher` answers from where no Neo4j is set.

![Labels and relationships](property-graph.svg)

- Every node has one label of those below and the label `{MARKER}`, which tells our nodes from your own. `id` is unique
  for the label; zones and areas share one set of ids.
- A date is three properties: the EDTF text as printed (`published: "2024-05"`) and its bounds as days
  (`published_earliest: 2024-05-01`, `published_latest: 2024-05-31`). Filter on the bounds. An open bound is absent.
- What holds in time has `from_earliest`, `from_latest`, `to_earliest`, `to_latest`. On a day it holds *certainly* if
  `coalesce(r.from_latest <= $day, true) AND coalesce(r.to_earliest > $day, true)`, *possibly* if
  `coalesce(r.from_earliest <= $day, true) AND coalesce(r.to_latest > $day, true)`. The same with `known_…` and
  `superseded_…` says what was known on a day.
- Codes (`status`, `basis`, `action`, `type`, `unit` …) are text; `(:Concept {{id: "pilot"}})` says what each means, in
  both languages.
- N-ary facts are nodes (`Applicability`, `Designation`, `Participation`), and short cuts stand beside them
  (`APPLIES_TO`, `MEMBER_OF`, `PARTICIPATES_IN`). `APPLIES_TO` holds every way in which a measure applies to a place;
  drafts and plans have `MEANT_FOR` instead and never apply.
- `CITES` leads from a fact to the passage: `supports` names the properties that it bears out, `start` and `end` are the
  sentence's offsets in the report's text, which is not in the graph.
"""


def page(graph: PropertyGraph, store: Store) -> str:
    """The whole page in Markdown; ``store`` tells what the ontology's properties mean."""
    meanings, found = _Meanings(store), schema(graph)
    lines = [INTRODUCTION, *_labels(found, meanings), *_types(found, meanings)]
    return "\n".join(lines) + "\n"


class _Meanings:
    """What a property means: our own words, else the ontology's of the field that it comes from."""

    def __init__(self, store: Store) -> None:
        rows = store.select(load("definitions").text)
        self._defined = {shorten(row["term"].value) or "": row["definition"].value for row in rows}
        self._terms: dict[tuple[str, str], str] = {}
        for record in RECORDS:
            for field in fields_of(record):
                for part in (field, *(fields_of(field.nested) if field.nested and not field.many else ())):
                    self._terms[label_of(kind_of(record)), part.name] = part.term

    def of(self, owner: str, name: str) -> str:
        """The meaning of a property of a label or type; KeyError where nothing says it."""
        stem = name
        for suffix in SUFFIXES:
            stem = stem.removesuffix(suffix)
        if stem.startswith("count_"):
            return f"{OWN['count']}: {stem.removeprefix('count_').replace('_', ' ')}."
        term = self._terms.get((owner, stem), f"pg:{camel(stem)}")
        return OWN.get(name) or OWN.get(stem) or self._defined[term]


def _labels(found: Schema, meanings: _Meanings) -> Iterator[str]:
    yield "## Labels\n"
    yield "| Label | 中文 | Nodes |\n|---|---|---|"
    for item in found.labels:
        yield f"| [`{item.label}`](#{item.label.lower()}) | {LABELS[item.label].zh} | {item.count} |"
    missing = sorted(RESERVED - {item.label for item in found.labels})
    yield f"\nNo nodes yet: {', '.join(f'`{label}`' for label in missing)}.\n"
    for item in found.labels:
        yield f"### {item.label}\n"
        yield from _properties(item.label, item.properties, item.count, meanings)


def _types(found: Schema, meanings: _Meanings) -> Iterator[str]:
    yield "## Relationships\n"
    yield "| Type | 中文 | From → to | Number |\n|---|---|---|---|"
    for item in found.types:
        ends = ", ".join(f"{start} → {end}" for start, end, _ in item.ends)
        yield f"| [`{item.type}`](#{item.type.lower()}) | {TYPES[item.type].zh} | {ends} | {item.count} |"
    yield ""
    for item in found.types:
        if item.properties:
            yield f"### {item.type}\n"
            yield from _properties(item.type, item.properties, item.count, meanings)


def _properties(owner: str, properties: Sequence[Property], count: int, meanings: _Meanings) -> Iterator[str]:
    yield "| Property | Type | On | Example | Meaning |\n|---|---|---|---|---|"
    for item in properties:
        on = "all" if item.count == count else f"{item.count}"
        yield f"| `{item.name}` | {item.type} | {on} | {_shown(item.example)} | {meanings.of(owner, item.name)} |"
    yield ""


def _shown(value: Value) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return "`" + (text if len(text) <= 48 else f"{text[:47]}…").replace("|", "\\|") + "`"
