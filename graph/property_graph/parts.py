"""The part of a property graph that a network shows: the same entities, with their records and evidence."""

from collections.abc import Iterator

from graph.network.model import Network
from graph.property_graph.model import End, PropertyGraph, Relationship
from graph.property_graph.names import end_of, label_of, type_of

# Records that a relationship of a network stands for, and passages: there if what they belong to is.
RECORDS = frozenset({"Applicability", "Designation", "Participation"})
SOURCES = frozenset({"Passage", "ReferenceSource"})


def part(graph: PropertyGraph, network: Network) -> PropertyGraph:
    """The nodes of ``network``, the records whose every entity is among them, and the passages that these cite."""
    chosen = {End(label_of(node.kind), node.slug) for node in network.nodes}
    related = {(type_of(link.type), end_of(link.source), end_of(link.target)) for link in network.links}
    beside: dict[End, set[End]] = {}
    for item in graph.relationships:
        for one, other in ((item.start, item.end), (item.end, item.start)):
            if one.label in RECORDS and other.label not in SOURCES:
                beside.setdefault(one, set()).add(other)
    chosen |= {record for record, others in beside.items() if others <= chosen}
    links = tuple(_links(graph, chosen, related))
    chosen |= {item.end for item in links}
    return PropertyGraph(
        graph.version, tuple(node for node in graph.nodes if End(node.label, node.id) in chosen), links
    )


def _links(graph: PropertyGraph, chosen: set[End], related: set[tuple[str, End, End]]) -> Iterator[Relationship]:
    """What relates chosen nodes, where the network has it or a record is at one end; and all citations."""
    for item in graph.relationships:
        if item.start in chosen and (
            item.type == "CITES"
            or (item.end in chosen and (item.type, item.start, item.end) in related)
            or (item.end in chosen and not RECORDS.isdisjoint((item.start.label, item.end.label)))
        ):
            yield item
