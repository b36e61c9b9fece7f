"""Each format read back by a program that its users have: nodes, relationships, attributes, types, Chinese."""

import csv
import io
import json
import re
import tempfile
import warnings
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import igraph  # type: ignore[import-untyped]
import networkx as nx
import pandas
import pygraphviz  # type: ignore[import-untyped]
import pytest

from graph.network import Network, link_values, node_values, to_networkx
from graph.network.cleaning import xml_text, xml_value
from graph.network.cytoscape import elements
from graph.network.dot import dot
from graph.network.mermaid import mermaid
from graph.network.model import Value
from graph.network.python_graph import gexf, graphml
from graph.network.tables import tables
from tests.graph.network.conftest import Read

NETWORKS = ("part", "hostile", "policies")


@pytest.fixture(params=NETWORKS)
def any_network(request: pytest.FixtureRequest) -> Network:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Network)
    return found


def clean(values: dict[str, Value]) -> dict[str, Value]:
    """Values as XML can hold them, line ends as an attribute's value gives them back."""
    return {name: xml_value(value) for name, value in values.items()}


def test_networkx_gets_every_node_and_relationship_with_its_attributes(any_network: Network) -> None:
    graph = to_networkx(any_network)
    assert {name: dict(values) for name, values in graph.nodes(data=True)} == {
        node.id: {"label": node.label.zh, **node_values(node)} for node in any_network.nodes
    }
    assert {(u, v, key): dict(values) for u, v, key, values in graph.edges(keys=True, data=True)} == {
        (link.source, link.target, link.id): link_values(link) for link in any_network.links
    }


def test_networkx_reads_graphml_as_it_was(any_network: Network) -> None:
    found: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        nx.read_graphml(io.BytesIO(graphml(any_network)), force_multigraph=True)
    )
    for node in any_network.nodes:
        assert dict(found.nodes[node.id]) == {"label": xml_text(node.label.zh), **clean(node_values(node))}
    got = {(u, v, key): dict(values) for u, v, key, values in found.edges(keys=True, data=True)}
    want = {(n.source, n.target, xml_text(n.id)): clean(link_values(n)) for n in any_network.links}
    assert got == want


def test_igraph_reads_graphml_as_it_was(any_network: Network) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "graph.graphml"
        file.write_bytes(graphml(any_network))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = igraph.Graph.Read_GraphML(str(file))
    names = [str(vertex["id"]) for vertex in found.vs]
    assert sorted(names) == [node.id for node in any_network.nodes]
    by_id = dict(zip(names, found.vs, strict=True))
    for node in any_network.nodes:
        for name, value in clean(node_values(node)).items():
            assert by_id[node.id][name] == value, (node.id, name)
    got = Counter((names[edge.source], names[edge.target], edge["type"]) for edge in found.es)
    assert got == Counter((link.source, link.target, link.type) for link in any_network.links)


def test_networkx_reads_gexf_as_it_was_with_spells(any_network: Network) -> None:
    found = nx.read_gexf(io.BytesIO(gexf(any_network)), version="1.3")
    for node in any_network.nodes:
        values = dict(found.nodes[node.id])
        viz, spells = values.pop("viz"), values.pop("spells", None)
        assert set(viz) == {"color", "position"}
        assert values == {"label": xml_text(node.label.zh), **clean(node_values(node))}
        if node.during.from_earliest and node.during.from_earliest.year < 9999:
            assert spells
            assert spells[0][0] == node.during.from_earliest.isoformat()
    got = Counter((u, v, data["relationship"]) for u, v, data in found.edges(data=True))
    assert got == Counter((link.source, link.target, link.type) for link in any_network.links)


def test_a_spell_ends_on_the_last_day_on_which_it_may_hold(hostile: Network) -> None:
    document = ElementTree.fromstring(gexf(hostile))
    space = "{http://gexf.net/1.3}"
    spells = [spell.attrib for spell in document.iter(f"{space}spell")]
    assert spells == [{"start": "2024-05-01", "end": "2025-12-30"}] * 2
    graph = document.find(f"{space}graph")
    assert graph is not None
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")


@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_graphology_reads_xml_formats_as_they_were(any_network: Network, format: str, read: Read) -> None:
    found = read(format, (graphml if format == "graphml" else gexf)(any_network))
    nodes, edges = found["nodes"], found["edges"]
    assert isinstance(nodes, dict)
    assert isinstance(edges, list)
    assert sorted(nodes) == [node.id for node in any_network.nodes]
    for node in any_network.nodes:
        for name, value in clean(node_values(node)).items():
            assert nodes[node.id][name] == value, (node.id, name)
    kind = "type" if format == "graphml" else "relationship"
    got_edges = Counter((edge["source"], edge["target"], edge["attributes"][kind]) for edge in edges)
    assert got_edges == Counter((link.source, link.target, link.type) for link in any_network.links)


def test_cytoscape_reads_its_json_with_positions(any_network: Network, read: Read) -> None:
    found = read("cytoscape", json.dumps({"elements": elements(any_network)}).encode())
    nodes, edges = found["nodes"], found["edges"]
    assert isinstance(nodes, dict)
    assert isinstance(edges, list)
    for node in any_network.nodes:
        got = nodes[node.id]
        assert {name: got[name] for name in node_values(node)} == node_values(node)
        assert isinstance(got["x"], int | float)
        assert isinstance(got["y"], int | float)
    assert {edge["key"]: (edge["source"], edge["target"]) for edge in edges} == {
        link.id: (link.source, link.target) for link in any_network.links
    }
    by_id = {edge["key"]: edge["attributes"] for edge in edges}
    assert all(by_id[link.id].items() >= link_values(link).items() for link in any_network.links)


def test_graphviz_reads_dot_as_it_was(any_network: Network) -> None:
    graph = pygraphviz.AGraph(string=dot(any_network).decode())
    assert sorted(str(node) for node in graph.nodes()) == [node.id for node in any_network.nodes]
    for node in any_network.nodes:
        attributes = graph.get_node(node.id).attr  # pyright: ignore[reportAttributeAccessIssue]
        for name, value in node_values(node).items():
            text = str(value).lower() if isinstance(value, bool) else str(value)
            assert attributes[f"pg_{name}"] == text.replace("\\", "＼").replace("\0", "\ufffd")
    got = Counter((str(u), str(v), key) for u, v, key in graph.edges(keys=True))
    assert got == Counter((n.source, n.target, n.id) for n in any_network.links)


@pytest.mark.parametrize("which", ["part", "hostile"])
def test_mermaid_reads_its_flowchart(request: pytest.FixtureRequest, which: str, read: Read) -> None:
    network: Network = request.getfixturevalue(which)
    found = read("mermaid", mermaid(network))
    nodes, edges = found["nodes"], found["edges"]
    assert isinstance(nodes, dict)
    assert isinstance(edges, list)
    assert len(nodes) == len(network.nodes)
    assert len(edges) == len(network.links)
    for number, node in enumerate(network.nodes):
        words = re.sub(r"(?:#|ﬂ°°)(\d+)(?:;|¶ß)", lambda code: chr(int(code[1])), nodes[f"n{number}"]["text"])
        shown = "".join(c if c.isprintable() else " " for c in node.label.zh)
        assert " ".join(shown.split()) in words
        assert nodes[f"n{number}"]["classes"] == [f"kind{node.kind.replace('-', '')}"]


def test_csv_tables_hold_what_the_graph_does(any_network: Network) -> None:
    nodes, links = _tables(any_network)
    assert [row["id"] for row in nodes] == [node.id for node in any_network.nodes]
    assert [row["id"] for row in links] == [link.id for link in any_network.links]
    for row, node in zip(nodes, any_network.nodes, strict=True):
        for name, value in node_values(node).items():
            text = str(value).lower() if isinstance(value, bool) else str(value)
            assert row[name].removeprefix("'") == text.replace("\0", "\ufffd").removeprefix("'")


@pytest.mark.parametrize("which", ["part", "policies"])
def test_pandas_reads_the_tables_as_they_were(request: pytest.FixtureRequest, which: str) -> None:
    network = request.getfixturevalue(which)
    assert isinstance(network, Network)
    with zipfile.ZipFile(io.BytesIO(tables(network))) as archive:
        nodes, links = (pandas.read_csv(archive.open(name), keep_default_na=False) for name in archive.namelist())
    assert nodes["id"].tolist() == [node.id for node in network.nodes]
    assert nodes["label_zh"].tolist() == [node.label.zh for node in network.nodes]
    assert nodes["label_en"].tolist() == [node.label.en for node in network.nodes]
    assert links["id"].tolist() == [link.id for link in network.links]
    assert set(links["source"]) | set(links["target"]) <= set(nodes["id"])


def test_no_cell_of_the_tables_is_a_formula(hostile: Network) -> None:
    nodes, links = _tables(hostile)
    cells = [cell for row in (*nodes, *links) for name, cell in row.items() if name != "value"]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert {nodes[1]["label_zh"], nodes[2]["label_en"], nodes[1]["value"]} == {"'=cmd|' /C calc'!A0", "'@sum", "-4.5"}


def _tables(network: Network) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    with zipfile.ZipFile(io.BytesIO(tables(network))) as archive:
        assert archive.namelist() == ["nodes.csv", "relationships.csv"]
        texts = [io.StringIO(archive.read(name).decode(), newline="") for name in archive.namelist()]
    first, second = (list(csv.DictReader(text)) for text in texts)
    return first, second


def test_every_format_is_the_same_to_the_byte_when_written_again(part: Network) -> None:
    for write in (graphml, gexf, dot, mermaid, tables):
        assert write(part) == write(part)
    assert elements(part) == elements(part)
