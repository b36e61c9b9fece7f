"""``sparql`` and ``export``: queries of the built graph within the bounds of /sparql, and all of it as a file."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest

from api.service import Service
from tests.api.cli.conftest import Cli

LABELS = b"""
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?topic ?label WHERE {
  VALUES ?topic { <https://w3id.org/policygraph/id/topic/tax> } ?topic skos:prefLabel ?label
} ORDER BY lang(?label)
"""
TYPES = b"""
PREFIX topic: <https://w3id.org/policygraph/id/topic/>
CONSTRUCT { topic:tax a ?type } WHERE { topic:tax a ?type }
"""


def test_a_query_from_a_file_is_answered_as_a_table(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "labels.rq").write_bytes(LABELS)
    ran = cli("sparql", str(tmp_path / "labels.rq"))
    assert ran.code == 0
    assert ran.out.splitlines() == ["topic\tlabel", "topic:tax\tTaxation", "topic:tax\t税收"]
    assert ran.err == "2 rows\n"


@pytest.mark.parametrize(
    ("format", "first"),
    [("csv", "topic,label"), ("tsv", "?topic\t?label"), ("xml", '<?xml version="1.0"?>'), ("json", '{"head":')],
)
def test_results_come_in_the_formats_of_sparql(cli: Cli, format: str, first: str) -> None:
    ran = cli("sparql", "-", "--format", format, stdin=LABELS)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(first)
    assert "税收" in ran.out
    assert ran.out.endswith("\n")


def test_json_is_the_results_of_rows_and_json_ld_of_triples(cli: Cli) -> None:
    rows = json.loads(cli("sparql", "-", "--json", stdin=LABELS).out)
    assert [row["label"]["value"] for row in rows["results"]["bindings"]] == ["Taxation", "税收"]
    triples = json.loads(cli("sparql", "-", "--json", stdin=TYPES).out)
    assert [node["@id"] for node in triples] == ["https://w3id.org/policygraph/id/topic/tax"]


@pytest.mark.parametrize(("format", "parsed"), [(None, ox.RdfFormat.TURTLE), ("ntriples", ox.RdfFormat.N_TRIPLES)])
def test_triples_come_as_turtle_unless_asked_otherwise(cli: Cli, format: str | None, parsed: ox.RdfFormat) -> None:
    ran = cli("sparql", "-", *(("--format", format) if format else ()), stdin=TYPES)
    types = {quad.object.value for quad in ox.parse(ran.out.encode(), format=parsed)}
    assert "https://w3id.org/policygraph/ontology#Topic" in types


def test_a_question_of_yes_or_no_is_answered_so(cli: Cli) -> None:
    assert cli("sparql", "-", stdin=b"ASK { ?s ?p ?o }").out == "yes\n"
    assert cli("sparql", "-", "--lang", "zh", stdin=b"ASK { <urn:x> ?p ?o }").out == "否\n"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (b"SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE is not allowed"),
        (b"LOAD <http://127.0.0.1:9/>", "LOAD is an update"),
        (b"DELETE WHERE { ?s ?p ?o }", "DELETE is an update"),
        (b"SELECT * { ?s ?p ", "line 1, column "),
        (b"", "the query is empty"),
        (b"\xff", "- is no text in UTF-8"),
    ],
)
def test_what_the_guard_or_the_engine_does_not_read_is_told_in_one_line(cli: Cli, query: bytes, told: str) -> None:
    ran = cli("sparql", "-", stdin=query)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert told in ran.err


def test_a_query_that_takes_too_long_is_stopped(cli: Cli) -> None:
    query = b"SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    ran = cli("sparql", "-", stdin=query, environment={"POLICYGRAPH_QUERY_SECONDS": "1"})
    assert (ran.code, ran.err) == (1, "the query took longer than the 1 s that it may\n")


def test_a_format_that_the_form_of_query_has_not_is_refused(cli: Cli) -> None:
    ran = cli("sparql", "-", "--format", "csv", stdin=TYPES)
    assert (ran.code, ran.err) == (2, "csv is no format for CONSTRUCT; there is turtle, ntriples, jsonld\n")
    ran = cli("sparql", "-", "--format", "turtle", stdin=LABELS)
    assert (ran.code, ran.err) == (2, "turtle is no format for SELECT; there is table, json, csv, tsv, xml\n")


def test_a_file_that_is_not_there_is_told(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "none.rq"
    assert cli("sparql", str(file)).err == f"{file} cannot be read: No such file or directory\n"


def test_exported_quads_are_the_bytes_whose_hash_is_the_version(cli: Cli, service: Service, tmp_path: Path) -> None:
    ran = cli("export", "--format", "nquads", "--output", str(tmp_path / "all.nq"))
    assert (ran.code, ran.out) == (0, "")
    assert hashlib.sha256((tmp_path / "all.nq").read_bytes()).hexdigest() == service.catalogue.version
    assert [file.name for file in tmp_path.iterdir()] == ["all.nq"]


@pytest.mark.parametrize(("format", "parsed"), [("turtle", ox.RdfFormat.TURTLE), ("jsonld", ox.RdfFormat.JSON_LD)])
def test_every_export_holds_the_same_triples(
    cli: Cli, service: Service, tmp_path: Path, format: str, parsed: ox.RdfFormat
) -> None:
    file = tmp_path / "all"
    assert cli("export", "--format", format, "-o", str(file)).code == 0
    wanted = {quad.triple for quad in service.store.quads()}
    assert {quad.triple for quad in ox.parse(path=str(file), format=parsed)} == wanted


def test_an_export_to_standard_output_ends_quietly_where_its_reader_does(environment: Mapping[str, str]) -> None:
    program = [sys.executable, "-c", "from api.cli import main; main()", "export", "--format", "nquads", "-o", "-"]
    with subprocess.Popen(program, env={**environment}, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline().startswith(b"<https://w3id.org/policygraph/")
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(30) == 1


def test_a_format_or_a_place_that_is_not_there_is_refused(cli: Cli, tmp_path: Path) -> None:
    assert cli("export", "--format", "gml", "-o", "-").err.startswith("gml is no format; there is nquads, turtle")
    ran = cli("export", "--format", "nquads", "-o", str(tmp_path / "none" / "all.nq"))
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "cannot be written: No such file or directory" in ran.err
