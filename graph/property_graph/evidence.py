"""Where facts stand: passages of reports and reference sources as nodes, and what cites them."""

from collections.abc import Iterator, Sequence

from graph.dates import parse
from graph.model import Label
from graph.property_graph.model import End, Node, Relationship, Value
from graph.property_graph.seen import Seen
from graph.property_graph.values import dated, flat, known
from graph.statements import Statement


def passages(seen: Seen) -> Iterator[Node | Relationship]:
    """Every passage that the lock knows: its place in the report, never its text, which is the publisher's."""
    catalogue, sources = seen.catalogue, seen.sources
    for item in catalogue.passages.values():
        if item.report not in sources:
            continue
        values: dict[str, Value] = {
            "id": item.id, "iri": catalogue.iris.entity("passage", item.id), "kind": item.kind, "number": item.number,
            "start": item.start, "end": item.end, "sha256": item.sha256, "lines": item.lines,
        }  # fmt: skip
        report = catalogue.label("report", item.report)
        place = item.id.removeprefix(f"{item.report}-")
        values |= flat("label", Label(zh=f"{report.zh}，{place}", en=f"{report.en}, {place}"))
        if item.section:
            values["section"] = item.section
        yield Node("Passage", item.id, values)
        yield Relationship("IN_REPORT", End("Passage", item.id), End("Report", item.report))


def reference_sources(seen: Seen) -> Iterator[Node]:
    """The publications outside the reports that facts come from."""
    catalogue, sources = seen.catalogue, seen.sources
    for item in catalogue.references.values():
        if item.id not in sources:
            continue
        values: dict[str, Value] = {
            "id": item.id, "iri": catalogue.iris.entity("reference-source", item.id),
            "label_zh": item.title, "label_en": item.title, "publisher": item.publisher, "url": item.url,
        }  # fmt: skip
        if item.note:
            values["note"] = item.note
        if item.published:
            values |= dated("published", parse(item.published))
        yield Node("ReferenceSource", item.id, values | known(catalogue.sources[item.id].known))


def citations(start: End, said: Sequence[Statement]) -> Iterator[Relationship]:
    """Every piece of evidence of an entity: which keys it supports, and the sentence by offsets and hash."""
    for statement in said:
        source = statement.record.source
        for number, cited in enumerate(statement.cited, 1):
            item, where = cited.evidence, cited.location
            end = End("Passage", f"{source}-{item.passage}") if item.passage else End("ReferenceSource", source)
            key = f"{source}-{number}"
            values: dict[str, Value] = {"key": key, "supports": item.supports}
            for name in ("anchor", "row", "column", "occurrence"):
                if (value := getattr(item, name)) is not None:
                    values[name] = value
            if where:
                values |= {"start": where.start, "end": where.end, "sha256": where.sha256}
            yield Relationship("CITES", start, end, values, key)
