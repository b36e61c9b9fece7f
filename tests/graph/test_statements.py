"""What is written as quads reads back as the records it came from."""

from dataclasses import replace

from graph.model import Evidence, Record
from graph.schema import fields_of
from tests.graph.conftest import Real


def unordered(record: Record) -> Record:
    """A record whose lists of ids are sorted: RDF keeps no order for them."""
    changes: dict[str, object] = {}
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        if field.many and field.shape != "nested":
            changes[field.name] = tuple(sorted(value))
        elif field.shape == "alt":
            changes[field.name] = replace(value, zh=tuple(sorted(value.zh)), en=tuple(sorted(value.en)))
        elif field.nested and field.many:
            changes[field.name] = tuple(sorted(value, key=repr))
    evidence = tuple(_sorted(item) for item in record.evidence)
    return replace(record, **changes, evidence=evidence)  # type: ignore[arg-type]


def _sorted(evidence: Evidence) -> Evidence:
    return replace(evidence, supports=tuple(sorted(evidence.supports)))


def test_every_record_reads_back_from_its_quads(real: Real) -> None:
    back = {
        (type(statement.record), statement.record.id, statement.record.source): statement.record
        for group in real.catalogue.statements.values()
        for statement in group
    }
    assert len(back) == len(real.corpus.loaded.records)
    for record in real.corpus.loaded.records:
        assert unordered(back[type(record), record.id, record.source]) == unordered(record)


def test_all_evidence_of_the_reports_has_its_place(real: Real) -> None:
    reports = set(real.corpus.locks)
    for group in real.catalogue.statements.values():
        for statement in group:
            for cited in statement.cited:
                assert (cited.location is not None) == (statement.record.source in reports)


def test_the_quads_are_sorted_without_blank_nodes_and_all_in_named_graphs(real: Real) -> None:
    assert real.lines == sorted(set(real.lines))
    assert not any(line.startswith("_:") or " _:" in line for line in real.lines)
    assert all(line.endswith("> .") and line.count("<https://w3id.org/policygraph/graph/") >= 1 for line in real.lines)
