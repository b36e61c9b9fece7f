"""``export`` of a part of the graph: the bytes that REST sends, in each format of graph tools."""

import json
from pathlib import Path

import pytest

from api.cli.exporting import GRAPH_FORMATS, PART_FORMATS
from tests.api.cli.conftest import Cli
from tests.client import Client


@pytest.mark.parametrize("format", PART_FORMATS)
def test_a_part_is_what_rest_sends(cli: Cli, client: Client, tmp_path: Path, format: str) -> None:
    file = tmp_path / "part"
    options = ["--focus", "lingang", "--depth", "1", "--kinds", "zone,measure", "--valid-on", "2024-08"]
    ran = cli("export", "--format", format, "-o", str(file), *options)
    assert ran.code == 0, ran.err
    name = "json" if format == "cytoscape" else format
    sent = client.get(f"/api/graph?focus=lingang&depth=1&kinds=zone,measure&valid_on=2024-08&format={name}").content
    if format == "cytoscape":
        assert json.loads(file.read_bytes())["elements"] == json.loads(sent)["elements"]
    else:
        assert file.read_bytes() == sent


def test_a_part_is_of_what_was_known_and_with_all_that_a_measure_reaches(
    cli: Cli, client: Client, tmp_path: Path
) -> None:
    file = tmp_path / "part"
    options = ["--focus", "lingang", "--kinds", "zone,measure", "--known-on", "2023-06", "--reach"]
    assert cli("export", "--format", "graphml", "-o", str(file), *options).code == 0
    asked = "focus=lingang&kinds=zone,measure&known_on=2023-06&format=graphml"
    assert file.read_bytes() == client.get(f"/api/graph?{asked}&reach=true").content
    assert file.read_bytes() != client.get(f"/api/graph?{asked}").content


def test_the_whole_graph_is_written_without_a_focus(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "graph.cypher"
    assert cli("export", "--format", "cypher", "-o", str(file)).code == 0
    assert "MERGE (n:Zone {id: 'hainan-ftp'})" in file.read_text("utf-8")
    assert "cypher" in GRAPH_FORMATS


@pytest.mark.parametrize(
    ("options", "told"),
    [(("--focus", "lingan"), "lingang"), (("--depth", "9"), "depth"), (("--kinds", "planet"), "kinds"),
     (("--valid-on", "soon"), "valid_on")],
)  # fmt: skip
def test_what_cannot_be_asked_is_told_in_one_line(cli: Cli, options: tuple[str, ...], told: str) -> None:
    ran = cli("export", "--format", "svg", "-o", "-", *options)
    assert ran.code == 2
    assert told in ran.err
    assert ran.err.count("\n") == 1


def test_a_format_that_has_the_whole_only_says_so(cli: Cli) -> None:
    ran = cli("export", "--format", "trig", "-o", "-", "--focus", "lingang")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert ran.err.startswith("trig has the whole only; a part comes as graphml")
