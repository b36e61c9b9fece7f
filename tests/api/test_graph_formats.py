"""``/api/graph`` in every format, over HTTP: media types, filters, errors, RDF that both readers take alike."""

import io
import warnings
import zipfile

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from pydantic import TypeAdapter

from api.service import Service
from api.shapes.graph import Graph
from graph.formats import FORMATS
from tests.client import Client, texts

FOCUS = "/api/graph?focus=lingang&depth=1"


def test_json_has_its_shape_and_echoes_what_was_asked(client: Client) -> None:
    for query in ("focus=lingang", "focus=depa&valid_on=2022-08&known_on=2023-06", "kinds=zone,zone-class", "depth=3"):
        TypeAdapter(Graph).validate_python(client.answer(f"/api/graph?{query}"), strict=True)
    answer = client.answer("/api/graph?focus=lingang&valid_on=2030&depth=2")
    assert answer["focus"] == ["zone/lingang"]
    assert (answer["valid_on"], answer["beyond_sources"], answer["depth"]) == ("2030", True, 2)
    assert "zone/shanghai-ftz" in texts(answer, "elements.nodes[].data.id")
    assert "zone/shanghai-ftz" in texts(answer, "elements.edges[].data.target")


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_comes_with_its_media_type_and_a_validator(client: Client, format: str) -> None:
    response = client.get(f"{FOCUS}&format={format}")
    assert response.status_code == 200, response.text
    assert response.headers["content-type"].split(";")[0] == FORMATS[format].media
    assert response.content
    again = client.get(f"{FOCUS}&format={format}", headers={"If-None-Match": response.headers["etag"]})
    assert again.status_code == 304
    by_accept = client.get(FOCUS, headers={"Accept": FORMATS[format].media})
    assert by_accept.content == response.content


def test_the_whole_graph_comes_as_text_and_as_a_picture(client: Client) -> None:
    whole = nx.read_graphml(io.BytesIO(client.get("/api/graph?format=graphml").content))
    assert len(whole) == client.answer("/api/graph")["nodes"]
    drawn = client.get("/api/graph?format=svg").text
    assert drawn.count('<g class="node ') == len(whole)
    assert client.get("/api/graph?format=png").content.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("query", "name"),
    [("focus=lingan", "focus"), ("kinds=planet", "kinds"), ("depth=9", "depth"), ("valid_on=soon", "valid_on"),
     ("foc=lingang", "foc"), ("reach=perhaps", "reach")],
)  # fmt: skip
def test_what_cannot_be_asked_is_a_400_that_names_it(client: Client, query: str, name: str) -> None:
    refused = client.get(f"/api/graph?{query}")
    assert refused.status_code == 400
    assert refused.json()["name"] == name


def test_an_unknown_format_is_a_406_that_lists_them(client: Client) -> None:
    refused = client.get("/api/graph?format=gml")
    assert refused.status_code == 406
    assert set(refused.json()["available"]) == set(FORMATS)


def test_an_empty_graph_says_why(client: Client) -> None:
    answer = client.answer("/api/graph?known_on=1900&kinds=measure")
    assert answer["nodes"] == 0
    assert isinstance(answer["reason"], dict)


def test_both_rdf_readers_take_every_rdf_format_alike(client: Client) -> None:
    found = {}
    for format, syntax in (("turtle", ox.RdfFormat.TURTLE), ("jsonld", ox.RdfFormat.JSON_LD)):
        content = client.get(f"{FOCUS}&format={format}").content
        found[format] = {(str(q.subject), str(q.predicate), str(q.object)) for q in ox.parse(content, format=syntax)}
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "ConjunctiveGraph", DeprecationWarning)  # within rdflib itself
            read = rdflib.Graph().parse(data=content, format={"jsonld": "json-ld"}.get(format, format))
        assert len(read) == len(found[format])
    quads = list(ox.parse(client.get(f"{FOCUS}&format=nquads").content, format=ox.RdfFormat.N_QUADS))
    found["nquads"] = {(str(q.subject), str(q.predicate), str(q.object)) for q in quads}
    assert found["turtle"] == found["jsonld"] == found["nquads"]
    assert len({str(quad.graph_name) for quad in quads}) > 1
    assert any("临港" in thing for _, _, thing in found["turtle"])


def test_rdf_holds_every_node_and_the_records_behind_relationships(client: Client, service: Service) -> None:
    answer = client.answer("/api/graph?focus=depa")
    subjects = {str(quad.subject.value) for quad in ox.parse(
        client.get("/api/graph?focus=depa&format=nquads").content, format=ox.RdfFormat.N_QUADS
    ) if isinstance(quad.subject, ox.NamedNode)}  # fmt: skip
    assert set(texts(answer, "elements.nodes[].data.iri")) <= subjects
    records = [record.split("/", 1) for record in texts(answer, "elements.edges[].data.record")]
    assert records
    assert {service.catalogue.iris.entity(kind, slug) for kind, slug in records} <= subjects


def test_the_zip_has_both_tables(client: Client) -> None:
    with zipfile.ZipFile(io.BytesIO(client.get(f"{FOCUS}&format=csv").content)) as archive:
        assert archive.namelist() == ["nodes.csv", "relationships.csv"]
        assert "临港" in archive.read("nodes.csv").decode()


def test_what_was_published_later_is_not_in_an_earlier_graph(client: Client) -> None:
    answer = client.answer("/api/graph?known_on=2023-06")
    assert not [told for told in texts(answer, "elements.edges[].data.sources") if "mofcom-2024" in told]
