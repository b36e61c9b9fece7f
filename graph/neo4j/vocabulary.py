"""The names that are ours in a database: labels, types, and how constraints and the full-text index are called."""

from dataclasses import dataclass
from typing import Final

from graph.neo4j.statements import quoted
from graph.property_graph.model import KEY, MARKER, PropertyGraph

DATASET: Final = "Dataset"
"""The label of the one node that tells which dataset a database holds."""

RETIRED: Final = "PolicyGraphRetired"
"""The label of nodes that were ours, are gone, and stay because something of the user's hangs on them."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Labels and types, each in order; the label of the dataset node and the marker are not among them."""

    labels: tuple[str, ...]
    types: tuple[str, ...]

    def __or__(self, other: "Vocabulary") -> "Vocabulary":
        """What is of either: that of a graph, and that of the one which a database held before."""
        labels, types = {*self.labels, *other.labels}, {*self.types, *other.types}
        return Vocabulary(tuple(sorted(labels)), tuple(sorted(types)))


def vocabulary(graph: PropertyGraph) -> Vocabulary:
    """The labels and types of a graph; ValueError where a name cannot be one or is taken, or a key does not fit."""
    labels = sorted({node.label for node in graph.nodes})
    types = sorted({link.type for link in graph.relationships})
    for name in (*labels, *types):
        quoted(name)
        if name in (DATASET, RETIRED, MARKER):
            raise ValueError(f"the name {name} is taken")
    keyed = {link.type for link in graph.relationships if link.key}
    for link in graph.relationships:
        if link.properties.get(KEY, "") != link.key or (link.type in keyed) != bool(link.key):
            raise ValueError(f"{link.type} from {link.start.id} to {link.end.id}: its key does not fit")
    return Vocabulary(tuple(labels), tuple(types))
