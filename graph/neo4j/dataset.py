"""The one node that tells which dataset a database holds, and whether all of it is there."""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, cast

from neo4j import ManagedTransaction, Session

from graph.neo4j.statements import is_name
from graph.neo4j.vocabulary import DATASET, Vocabulary
from graph.property_graph.model import MARKER, PropertyGraph, Value

Status: TypeAlias = Literal["complete", "loading"]

ID: Final = "policygraph"
"""The id of the node."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """What a database holds. While it is ``loading``, version and digest are empty: no reader takes a part for it all.

    ``names``: the labels and types that ours in it may have, those of the dataset before too while it is loading.
    """

    names: Vocabulary
    status: Status
    version: str = ""
    digest: str = ""
    nodes: int = 0
    relationships: int = 0

    def properties(self) -> dict[str, Value]:
        """The node's properties."""
        found: dict[str, Value] = {"id": ID, "status": self.status, "labels": self.names.labels}
        found |= {"types": self.names.types, "nodes": self.nodes, "relationships": self.relationships}
        return found | ({"version": self.version, "digest": self.digest} if self.status == "complete" else {})


def dataset_of(graph: PropertyGraph, names: Vocabulary) -> Dataset:
    """The dataset of a graph that is all there."""
    return Dataset(names, "complete", graph.version, graph.digest(), len(graph.nodes), len(graph.relationships))


def held_dataset(session: Session) -> Dataset | None:
    """What a database says that it holds; None where it has never held any."""
    text = f"MATCH (d:{MARKER}:{DATASET} {{id: $id}}) RETURN properties(d) AS properties"
    records = [*session.run(text, id=ID)]
    if not records:
        return None
    found = cast("dict[str, object]", records[0]["properties"])
    names = Vocabulary(_names(found.get("labels")), _names(found.get("types")))
    return Dataset(
        names,
        "complete" if found.get("status") == "complete" else "loading",
        str(found.get("version", "")),
        str(found.get("digest", "")),
        _number(found.get("nodes")),
        _number(found.get("relationships")),
    )


def put(transaction: ManagedTransaction, dataset: Dataset) -> None:
    """Write the node, in place of what it said before."""
    text = f"MERGE (d:{MARKER}:{DATASET} {{id: $id}}) SET d = $properties"
    transaction.run(text, id=ID, properties=dataset.properties()).consume()


def _names(value: object) -> tuple[str, ...]:
    """Names from a database, where anybody may have written anything: only those that can be ours."""
    texts = [str(one) for one in cast("list[object]", value)] if isinstance(value, list) else []
    return tuple(sorted(text for text in texts if is_name(text)))


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
