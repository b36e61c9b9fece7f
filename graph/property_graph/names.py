"""Names of the property graph: labels from kinds, relationship types from the names of the network."""

from collections.abc import Mapping
from typing import Final

from graph.catalogue import Catalogue
from graph.model import KINDS, Label
from graph.network.relations import KIND_NAMES, NAMES
from graph.property_graph.model import End

FURTHER_LABELS: Final[Mapping[str, Label]] = {
    "Applicability": Label(zh="适用范围", en="Stated applicability"),
    "Concept": Label(zh="概念", en="Concept"),
    "Designation": Label(zh="认定", en="Designation"),
    "Participation": Label(zh="参与关系", en="Participation"),
    "Passage": Label(zh="段落", en="Passage"),
    "ReferenceSource": Label(zh="参考来源", en="Reference source"),
}
FURTHER_TYPES: Final[Mapping[str, Label]] = {
    "CITES": Label(zh="引证", en="cites"),
    "HAS_APPLICABILITY": Label(zh="载明适用范围", en="has stated applicability"),
    "IN_REPORT": Label(zh="所在报告", en="in report"),
    "NAMES": Label(zh="指明", en="names"),
    "OF_AGREEMENT": Label(zh="所涉协定", en="of agreement"),
    "OF_CLASS": Label(zh="认定类别", en="of class"),
    "OF_PARTY": Label(zh="参与方", en="of party"),
    "OF_PLACE": Label(zh="认定地点", en="of place"),
    "REQUIRES_CLASS": Label(zh="限于类别", en="requires class"),
}


def label_of(kind: str) -> str:
    """A kind as a label: ``zone-class`` → ``ZoneClass``."""
    return "".join(part.capitalize() for part in kind.split("-"))


def type_of(relation: str) -> str:
    """A relation of the network as a type: ``applies_to`` → ``APPLIES_TO``."""
    return relation.upper()


LABELS: Final[Mapping[str, Label]] = {
    **{label_of(kind): name for kind, name in KIND_NAMES.items()},
    **FURTHER_LABELS,
}
TYPES: Final[Mapping[str, Label]] = {**{type_of(name): words for name, words in NAMES.items()}, **FURTHER_TYPES}

RESERVED: Final = frozenset(label_of(kind) for kind in KINDS) - frozenset(LABELS)
"""Labels of kinds of which nothing is in the graph yet."""


def end_of(node: str) -> End:
    """A node of the network (``zone-class/x``) as the end of a relationship."""
    kind, _, slug = node.partition("/")
    return End(label_of(kind), slug)


def joined(one: Label, other: Label) -> Label:
    """The name of what relates two things: one, then the other."""
    return Label(zh=f"{one.zh}：{other.zh}", en=f"{one.en}: {other.en}")


def place_label(catalogue: Catalogue, slug: str) -> Label:
    """The name of a zone or area."""
    return catalogue.label(catalogue.kind_of(slug, ("zone", "area")) or "zone", slug)
