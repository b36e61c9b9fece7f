"""Small property graphs: every type of value, keyed relationships, and text that is hard to write."""

from dataclasses import replace
from datetime import date

from graph.property_graph.model import End, Node, PropertyGraph, Relationship, Value

HARD = '第一行\n"引号"，逗号,分号;反斜杠\\ 制表\t与 𠮷 – end\r\n'
"""Lines, quotes, delimiters, a backslash, a tab, a character beyond the basic plane."""


def node(label: str, id: str, **properties: Value) -> Node:
    """A node with its id among its properties."""
    return Node(label, id, {"id": id, **properties})


def link(type: str, start: tuple[str, str], end: tuple[str, str], key: str = "", **properties: Value) -> Relationship:
    """A relationship, with its key among its properties where it has one."""
    return Relationship(type, End(*start), End(*end), {**({"key": key} if key else {}), **properties}, key)


def graph(nodes: list[Node], links: list[Relationship], version: str = "v1") -> PropertyGraph:
    """Rows in the order that a property graph has them."""
    return PropertyGraph(
        version,
        tuple(sorted(nodes, key=lambda row: (row.label, row.id))),
        tuple(
            sorted(links, key=lambda row: (row.type, row.start.label, row.start.id, row.end.label, row.end.id, row.key))
        ),
    )


def small() -> PropertyGraph:
    """Three labels, two types, one of them keyed; ``china`` is the id of two nodes."""
    nodes = [
        node("Measure", "data-list", label_zh="数据跨境清单", label_en="Data list", alt_zh=("负面清单", "清单"),
             from_latest=date(2024, 5, 31), sectors_zh=("汽车", "公募基金;二者"), note=HARD),
        node("Measure", "pilot", label_zh="试点", label_en="Pilot", value=4.25, value_base=4.25e12, count=-3,
             sure=True),
        node("Zone", "lingang", label_zh="临港新片区", label_en="Lin-gang", text='"', empty=""),
        node("Area", "china", label_zh="中国", label_en="China", rank=2**53 + 1),
        node("Zone", "china", label_zh="中国某区", label_en="A zone", open=date(1, 1, 1), whole=3.0),
    ]  # fmt: skip
    links = [
        link("APPLIES_TO", ("Measure", "data-list"), ("Zone", "lingang"), "a.2024", basis="designated",
             from_latest=date(2024, 8, 31), path=("lingang", "shanghai-ftz")),
        link("APPLIES_TO", ("Measure", "data-list"), ("Zone", "lingang"), "b.2024", basis="class", note=HARD),
        link("APPLIES_TO", ("Measure", "pilot"), ("Area", "china"), "a.2021", basis="inherited"),
        link("PART_OF", ("Zone", "lingang"), ("Area", "china"), sources=("mofcom-2021", "mofcom-2024")),
        link("PART_OF", ("Zone", "lingang"), ("Zone", "china")),
    ]  # fmt: skip
    return graph(nodes, links)


def later() -> PropertyGraph:
    """The small graph of a later version: a property gone, one changed, a node and what it has gone, one new."""
    before = small()
    kept = [row for row in before.nodes if row.id != "pilot"]
    kept = [
        replace(row, properties={"id": row.id, "label_zh": "临港", "label_en": "Lin-gang"})
        if row.id == "lingang"
        else row
        for row in kept
    ]
    links = [row for row in before.relationships if row.start.id != "pilot" and row.key != "b.2024"]
    added = [node("Topic", "tax", label_zh="税收", label_en="Tax")]
    about = [link("ABOUT", ("Measure", "data-list"), ("Topic", "tax"))]
    return graph([*kept, *added], [*links, *about], "v2")
