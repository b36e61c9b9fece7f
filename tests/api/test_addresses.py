"""Every entity at its own address: a page for people, RDF for machines, the same facts."""

import re
from html.parser import HTMLParser
from typing import Final

import pyoxigraph as ox
import pytest
import rdflib

from api.app import create_app
from api.objects import Object
from api.routers.entities import RDF
from api.service import Service, open_service
from api.settings import Settings
from graph.export import SYNTAXES, describe
from graph.model import KINDS
from graph.store import NamedNode
from tests.client import Client, objects, one, texts

BROWSER: Final = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
PG: Final = rdflib.Namespace("https://w3id.org/policygraph/ontology#")
LABELS: Final = rdflib.SKOS.prefLabel


def some(service: Service) -> list[tuple[str, str]]:
    """One entity of each kind that the data has, and the first of each kind of node beside them."""
    catalogue = service.catalogue
    found = dict(reversed(list(catalogue.statements)))
    found |= {concept.kind: concept.id for concept in catalogue.concepts.values()}
    found |= {"passage": "mofcom-2024-p22", "date": "2024-05", "reference-source": next(iter(catalogue.references))}
    found["applicability"] = "vats-foreign-equity-cap-removal-lingang"
    return sorted(found.items())


class Reader(HTMLParser):
    """Collects the links of a page and whether its tags close."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        if tag in ("script", "img", "iframe") or (tag == "link" and given.get("rel") in ("stylesheet", "icon")):
            self.loaded.append(str(given.get("src") or given.get("href")))
        if tag not in ("meta", "link", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    assert reader.open == []
    return reader


def test_each_kind_has_a_page_that_is_whole_and_loads_nothing(client: Client, service: Service) -> None:
    kinds = set()
    for kind, slug in some(service):
        response = client.get(f"/id/{kind}/{slug}", BROWSER)
        assert response.status_code == 200, f"{kind}/{slug}: {response.text}"
        assert response.headers["content-type"] == "text/html; charset=utf-8"
        assert all(source.startswith("data:") for source in read(response.text).loaded)
        kinds.add(kind)
    assert kinds >= set(KINDS) - {"provision"}


def test_links_of_pages_lead_somewhere(client: Client, service: Service) -> None:
    for kind, slug in some(service):
        links = set(read(client.get(f"/id/{kind}/{slug}", BROWSER).text).links)
        for link in sorted(link for link in links if link.startswith("/id/") and "?" not in link)[:12]:
            assert client.get(link).status_code == 200, f"{link} on {kind}/{slug}"


def test_a_page_shows_both_names_every_source_and_its_evidence(client: Client, service: Service) -> None:
    page = client.get("/id/zone/lingang", BROWSER).text
    found: Object = client.answer("/id/zone/lingang?format=json")
    for word in (
        "上海自由贸易试验区临港新片区",
        "Lin-gang Special Area",
        *texts(found, "statements[].source.label.zh"),
    ):
        assert word in page
    anchors = texts(found, "statements[].evidence[].anchor")
    assert anchors
    if service.quotes.hashes:
        assert all(f"<mark>{anchor}</mark>" in page for anchor in anchors)


def test_without_the_texts_a_page_says_why_there_is_no_quote(service: Service) -> None:
    bare = open_service(Settings(data=service.settings.data, home=service.settings.home, sources=None))
    asking = Client(create_app(bare))
    try:
        page = asking.get("/id/passage/mofcom-2024-p22", BROWSER).text
        assert "POLICYGRAPH_SOURCES" in page
        assert "<mark>" not in asking.get("/id/zone/lingang", BROWSER).text
        assert "vats-opening-pilot-notice" in page
    finally:
        asking.close()
        bare.close()


def test_a_place_under_the_other_kind_redirects_for_good_with_its_query(client: Client) -> None:
    response = client.get("/id/zone/beijing?format=turtle")
    assert response.status_code == 308
    assert response.headers["location"] == "/id/area/beijing?format=turtle"
    assert client.get(response.headers["location"]).status_code == 200
    assert client.get("/id/area/lingang").headers["location"] == "/id/zone/lingang"


@pytest.mark.parametrize("name", RDF)
def test_rdf_in_each_syntax_says_what_the_store_says(client: Client, service: Service, name: str) -> None:
    syntax = SYNTAXES[name]
    for kind, slug in some(service):
        iri = service.catalogue.iris.entity(kind, slug)
        response = client.get(f"/id/{kind}/{slug}", {"accept": syntax.media})
        assert response.headers["content-type"].partition(";")[0] == syntax.media
        given = {quad.triple for quad in ox.parse(response.content, format=syntax.format)}
        stated = set(describe(service.store, service.catalogue.iris, [iri]))
        assert given >= stated
        assert {triple.predicate.value for triple in given - stated} <= {str(PG.next)}
        assert any(triple.subject == NamedNode(iri) for triple in given)


# rdflib's own JSON-LD parser uses what rdflib has deprecated.
@pytest.mark.filterwarnings("ignore:.*(ConjunctiveGraph|default_context):DeprecationWarning")
def test_json_ld_is_the_same_graph_for_another_reader(client: Client, service: Service) -> None:
    for kind, slug in some(service):
        found = []
        for name, parser in (("jsonld", "json-ld"), ("ntriples", "nt"), ("rdfxml", "xml")):
            graph = rdflib.Dataset()
            graph.parse(data=client.get(f"/id/{kind}/{slug}?format={name}").text, format=parser)
            found.append({triple[:3] for triple in graph.quads()})
        assert found[0] == found[1] == found[2], f"{kind}/{slug}"


def test_the_description_of_a_measure_has_its_evidence_where_it_applies_and_names(client: Client) -> None:
    page = client.get("/id/measure/vats-foreign-equity-cap-removal?format=turtle").text
    graph = rdflib.Graph().parse(data=page, format="turtle")
    measure = rdflib.URIRef("https://w3id.org/policygraph/id/measure/vats-foreign-equity-cap-removal")
    lingang = rdflib.URIRef("https://w3id.org/policygraph/id/zone/lingang")
    assert (None, PG.place, lingang) in graph
    assert (None, PG.evidenceOf, measure) in graph
    assert (lingang, LABELS, None) in graph


def test_nodes_that_only_the_rdf_has_resolve_as_rdf(client: Client, service: Service) -> None:
    base = service.catalogue.iris.base
    kinds = {"date", "reference-source", "reach", "route"}
    ask = "SELECT ?node WHERE { ?node ?p ?o . FILTER(STRSTARTS(STR(?node), $stem)) } LIMIT 3"
    for kind in kinds:
        stem = ox.Literal(f"{base}id/{kind}/")
        nodes = [row["node"].value.partition("#")[0] for row in service.store.select(ask, {"stem": stem})]
        assert nodes
        for node in nodes:
            path = f"/{node.removeprefix(base)}"
            assert client.get(path, {"accept": "text/turtle"}).status_code == 200, path


def test_every_iri_of_ours_that_a_measures_rdf_mentions_resolves(client: Client, service: Service) -> None:
    base = service.catalogue.iris.base
    page = client.get("/id/measure/vats-foreign-equity-cap-removal?format=ntriples").text
    mentioned = {iri.partition("#")[0] for iri in re.findall(rf"<{re.escape(base)}(id/[^>]+)>", page)}
    assert mentioned
    for iri in mentioned:
        assert client.get(f"/{iri}?format=turtle").status_code == 200, iri


def test_a_passage_gives_its_section_and_both_neighbours(client: Client, service: Service) -> None:
    found: Object = client.answer("/id/passage/mofcom-2024-p22?format=json")
    assert one(found, "previous.id") == "mofcom-2024-p21"
    assert one(found, "next.id") == "mofcom-2024-p23"
    assert str(one(found, "section.id")).startswith("mofcom-2024-h")
    assert "vats-opening-pilot-notice" in texts(found, "bears[].entity.id")
    graph = rdflib.Graph().parse(data=client.get("/id/passage/mofcom-2024-p22?format=turtle").text, format="turtle")
    here = rdflib.URIRef("https://w3id.org/policygraph/id/passage/mofcom-2024-p22")
    assert (here, PG.next, None) in graph
    assert (None, PG.next, here) in graph
    if service.quotes.hashes:
        assert "增值电信" in str(found["text"])


def test_passages_are_one_chain_through_each_report(client: Client, service: Service) -> None:
    for report in service.catalogue.ids("report"):
        row = [passage.id for passage in service.catalogue.passages.values() if passage.report == report]
        walked: list[str] = []
        here: str | None = row[0]
        while here:
            found: Object = client.answer(f"/id/passage/{here}?format=json")
            walked.append(here)
            following = objects(found, "next")
            here = str(following[0]["id"]) if following else None
        assert walked == row


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("/id/zone/lingnag", "lingang"),
        ("/id/instrument/vats-opening-pilot", "vats-opening-pilot-notice"),
        ("/id/topic/data-crossborder", "data-cross-border"),
        ("/id/zon/lingang", "zone"),
        ("/id/provision/x", None),
        ("/id/passage/nothing", None),
        ("/id/date/2024-99", None),
        ("/id/reach/x.y", None),
    ],
)
@pytest.mark.parametrize("accept", ["text/html", "text/turtle", "application/json"])
def test_an_unknown_address_is_a_404_with_near_ids(client: Client, path: str, near: str | None, accept: str) -> None:
    response = client.get(path, {"accept": accept})
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    if near:
        assert near in response.json()["near"]


def test_what_refers_to_an_agreement_is_listed_by_property(client: Client) -> None:
    found: Object = client.answer("/id/agreement/depa?format=json")
    groups = objects(found, "referred_by[]")
    assert {"depa-china-applied", "depa-china-working-group"} <= set(texts(found, "referred_by[].entities[].id"))
    assert all(group["total"] == len(objects(group, "entities[]")) for group in groups)
