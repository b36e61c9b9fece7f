"""Every named shape has a graph that passes and one that fails: ``graphs/{file}/{shape}.{valid,invalid}.ttl``."""

from functools import lru_cache
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, RDFS, SH, SKOS

from ontology.namespaces import NAMESPACES, ONTOLOGY_SHAPES, SHAPES, data_files, resource

GRAPHS = Path(__file__).parent / "graphs"
FOLDERS = {"shapes": SHAPES, "ontology-shapes": ONTOLOGY_SHAPES}
TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
OWN = (SH.property, SH.message, RDF.type, RDFS.label, *TARGETS)


@lru_cache
def shapes(folder: str) -> Graph:
    return Graph().parse(data=resource(FOLDERS[folder]).read_text("utf-8"), format="turtle")


@lru_cache
def background() -> Graph:
    """What shapes look up in the ontology: classes above a class, and the scheme of a concept."""
    found = Graph()
    for file in data_files():
        whole = Graph().parse(data=file.read_text("utf-8"), format="turtle")
        for predicate in (RDFS.subClassOf, SKOS.inScheme):
            for subject, target in whole.subject_objects(predicate):
                found.add((subject, predicate, target))
    return found


def local(shape: object) -> str:
    return str(shape).removeprefix(NAMESPACES["shape"])


def node_shapes(folder: str) -> list[str]:
    return sorted(local(shape) for shape in shapes(folder).subjects(RDF.type, SH.NodeShape))


def property_shapes(folder: str) -> list[str]:
    return sorted(local(shape) for shape in shapes(folder).subjects(RDF.type, SH.PropertyShape))


def example(folder: str, shape: str, kind: str) -> Graph:
    """The example graph of a shape; shapes of its properties and of their evidence share it."""
    text = (GRAPHS / folder / f"{shape.partition('-')[0]}.{kind}.ttl").read_text("utf-8")
    return Graph().parse(data=text, format="turtle")


@lru_cache
def broken(folder: str, example_of: str, kind: str) -> frozenset[str]:
    """The named shapes that an example breaks."""
    data = example(folder, example_of, kind)
    if folder == "shapes":
        data += background()
    _, report, _ = validate(data, shacl_graph=shapes(folder), inference="none", advanced=False)
    assert isinstance(report, Graph)
    return frozenset(local(shape) for shape in report.objects(None, SH.sourceShape))


def targeted(folder: str, shape: str, data: Graph) -> bool:
    """Whether the data have a node that the node shape is about."""
    node = URIRef(NAMESPACES["shape"] + shape)
    return (
        any((None, RDF.type, target) in data for target in shapes(folder).objects(node, SH.targetClass))
        or any((None, target, None) in data for target in shapes(folder).objects(node, SH.targetSubjectsOf))
        or any((None, target, None) in data for target in shapes(folder).objects(node, SH.targetObjectsOf))
    )


def has_own_constraint(folder: str, shape: str) -> bool:
    """Whether a node shape says more than its property shapes."""
    node = URIRef(NAMESPACES["shape"] + shape)
    return bool(set(shapes(folder).predicates(node)) - set(OWN))


EXAMPLES = sorted({(folder, shape.partition("-")[0]) for folder in FOLDERS for shape in node_shapes(folder)})


def sharing(names: list[str], base: str) -> set[str]:
    return {name for name in names if name.partition("-")[0] == base}


@pytest.mark.parametrize(("folder", "base"), EXAMPLES)
def test_a_shape_is_about_something_in_both_of_its_graphs(folder: str, base: str) -> None:
    for kind in ("valid", "invalid"):
        data = example(folder, base, kind)
        assert [name for name in sharing(node_shapes(folder), base) if not targeted(folder, name, data)] == []


@pytest.mark.parametrize(("folder", "base"), EXAMPLES)
def test_the_valid_graph_passes_the_shape_and_those_of_its_properties(folder: str, base: str) -> None:
    named = sharing(node_shapes(folder) + property_shapes(folder), base)
    assert named & broken(folder, base, "valid") == set()


@pytest.mark.parametrize(("folder", "base"), EXAMPLES)
def test_the_invalid_graph_breaks_every_constraint_of_the_shape(folder: str, base: str) -> None:
    constraints = sharing(property_shapes(folder), base)
    constraints |= {name for name in sharing(node_shapes(folder), base) if has_own_constraint(folder, name)}
    assert constraints - broken(folder, base, "invalid") == set()


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_property_shape_belongs_to_a_node_shape(folder: str) -> None:
    owned = {local(shape) for shape in shapes(folder).objects(None, SH.property) if isinstance(shape, URIRef)}
    assert set(property_shapes(folder)) == owned


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_example_is_of_a_shape_that_there_is(folder: str) -> None:
    named = {path.name.partition(".")[0] for path in (GRAPHS / folder).glob("*.ttl")}
    assert named == {shape.partition("-")[0] for shape in node_shapes(folder)}
