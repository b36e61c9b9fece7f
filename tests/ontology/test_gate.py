"""The gate lets the ontology pass, and stops each kind of fault put into a copy of it."""

import shutil
from pathlib import Path

import pytest

from ontology import gate

QUERIES = sorted(gate.QUERIES.rglob("*.rq"))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "ontology"
    shutil.copytree(gate.FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return folder


def faults(folder: Path, queries: list[Path] | None = None) -> str:
    return "\n".join(gate.problems(gate.read(folder), queries or []))


def append(folder: Path, name: str, turtle: str) -> None:
    """Add statements to a file and put it into its canonical form, so that only the fault itself is left."""
    path = folder / name
    path.write_text(path.read_text("utf-8") + turtle, "utf-8")
    gate.fix(gate.read(folder))


def test_the_ontology_and_the_queries_pass() -> None:
    assert list(gate.problems(gate.read(gate.FOLDER), QUERIES)) == []


def test_a_file_out_of_order_is_found_and_fixed(copy: Path) -> None:
    path = copy / "concepts.ttl"
    original = path.read_text("utf-8")
    head, *blocks = original.strip().split("\n\n")
    path.write_text("\n\n".join([head, *reversed(blocks)]) + "\n", "utf-8")
    assert "concepts.ttl: not in its canonical form" in faults(copy)
    assert gate.fix(gate.read(copy)) == ["concepts.ttl"]
    assert path.read_text("utf-8") == original


def test_an_outdated_context_is_found_and_fixed(copy: Path) -> None:
    (copy / "context.jsonld").write_text("{}", "utf-8")
    assert "context.jsonld: not in its canonical form" in faults(copy)
    assert gate.fix(gate.read(copy)) == ["context.jsonld"]
    assert faults(copy) == ""


def test_a_fault_in_a_file_is_told_with_the_file(copy: Path) -> None:
    append(copy, "concepts.ttl", "\nconcept:whole skos:related concept:hole ; skos:note [ skos:note 'x' ] .\n")
    append(copy, "units.ttl", "\nconcept:part a skos:Concept .\n")
    found = faults(copy)
    assert "concepts.ttl: concept:hole is used and not defined" in found
    assert "concepts.ttl: blank node" in found
    assert "concept:part is described in concepts.ttl and units.ttl" in found
    assert "concept:whole breaks shape:Concept-related, found concept:hole" in found


def test_a_query_with_a_term_that_nothing_defines_is_found(copy: Path, tmp_path: Path) -> None:
    query = tmp_path / "wrong.rq"
    query.write_text("PREFIX pg: <https://w3id.org/policygraph/ontology#>\nSELECT * { ?s pg:issuedBy ?o }", "utf-8")
    assert faults(copy, [query]) == "wrong.rq: pg:issuedBy is used and not defined"


def test_the_command_says_in_its_status_whether_something_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    query = tmp_path / "wrong.rq"
    query.write_text("PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\nASK { ?s skos:title ?o }", "utf-8")
    assert gate.main([str(query)]) == 1
    assert "wrong.rq: skos:title is no term of its vocabulary" in capsys.readouterr().err
    assert gate.main([]) == 0
