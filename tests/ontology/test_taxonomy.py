"""The taxonomies of digital trade hold what the boxes of the reports list, and say where."""

import re

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SKOS

from ontology.namespaces import NAMESPACES, expand, resource

PASSAGES = {"mofcom-2021": {"p": 46}, "mofcom-2024": {"p": 39, "fn": 7}}

MEMBERS = {
    "数字贸易": ["数字订购贸易", "数字交付贸易"],
    "数字订购贸易": ["跨境电商货物", "跨境电商服务"],
    "数字交付贸易": ["数字技术贸易", "数字服务贸易", "数字产品贸易", "数据贸易"],
    "数字技术贸易": ["计算机软件服务", "通信技术服务", "大数据服务", "云计算", "区块链技术服务", "工业互联网服务"],
    "数字服务贸易": ["互联网平台服务", "数字金融与保险", "远程教育", "远程医疗", "传统服务的数字交付部分"],
    "数字产品贸易": ["数字游戏", "数字动漫", "数字内容出版", "数字广告", "数字音乐", "数字影视"],
    "数据贸易": [],
}


@pytest.fixture(scope="module")
def taxonomy() -> Graph:
    return Graph().parse(data=resource("taxonomy.ttl").read_text("utf-8"), format="turtle")


def labels(graph: Graph, concepts: set[URIRef]) -> set[str]:
    found = {label for one in concepts for label in graph.objects(one, SKOS.prefLabel)}
    return {str(label) for label in found if isinstance(label, Literal) and label.language == "zh-Hans"}


def named(graph: Graph, label: str) -> URIRef:
    (found,) = graph.subjects(SKOS.prefLabel, Literal(label, lang="zh-Hans"))
    assert isinstance(found, URIRef)
    return found


@pytest.mark.parametrize("whole", MEMBERS)
def test_each_kind_has_the_members_that_box_2_lists(taxonomy: Graph, whole: str) -> None:
    members = {one for one in taxonomy.subjects(SKOS.broader, named(taxonomy, whole)) if isinstance(one, URIRef)}
    assert labels(taxonomy, members) == set(MEMBERS[whole])


def test_every_concept_has_a_scope_note_in_both_languages(taxonomy: Graph) -> None:
    for concept in set(taxonomy.subjects(SKOS.notation)):
        languages = sorted(str(getattr(note, "language", "")) for note in taxonomy.objects(concept, SKOS.scopeNote))
        assert languages == ["en", "zh-Hans"], concept


def test_every_concept_names_a_passage_that_its_report_has(taxonomy: Graph) -> None:
    for concept in set(taxonomy.subjects(SKOS.notation)):
        stated = [str(passage) for passage in taxonomy.objects(concept, URIRef(expand("pg:statedIn")))]
        assert stated, concept
        for passage in stated:
            match = re.fullmatch(NAMESPACES["passage"] + r"(mofcom-\d{4})-(p|fn)(\d+)", passage)
            assert match, passage
            assert 1 <= int(match[3]) <= PASSAGES[match[1]][match[2]]


def test_the_two_editions_of_the_handbook_are_one_framework(taxonomy: Graph) -> None:
    first, second = named(taxonomy, "数字贸易（手册第一版）"), named(taxonomy, "数字贸易（手册第二版）")
    assert (first, SKOS.exactMatch, second) in taxonomy


def test_delivered_and_deliverable_services_are_never_matched_as_one(taxonomy: Graph) -> None:
    delivered, deliverable = named(taxonomy, "数字化交付服务"), named(taxonomy, "可数字化交付服务")
    assert (delivered, SKOS.related, deliverable) in taxonomy
    for same in (SKOS.exactMatch, SKOS.closeMatch, SKOS.broader, SKOS.narrower):
        assert (delivered, same, deliverable) not in taxonomy
        assert (deliverable, same, delivered) not in taxonomy


def test_each_framework_maps_to_another(taxonomy: Graph) -> None:
    mapped = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)
    for scheme in (
        "handbook-framework-2020",
        "handbook-framework-2023",
        "mofcom-framework-2021",
        "mofcom-framework-2024",
    ):
        inside = set(taxonomy.subjects(SKOS.inScheme, URIRef(expand(f"concept:{scheme}"))))
        outside = {target for one in inside for relation in mapped for target in taxonomy.objects(one, relation)}
        assert outside - inside, scheme
