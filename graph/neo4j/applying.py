"""Write the differences between a graph and a database: in one transaction, or in many, several at a time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from neo4j import Driver, ManagedTransaction

from graph.neo4j.batches import SIZE, Batch, node_batches, relationship_batches
from graph.neo4j.dataset import Dataset, put
from graph.neo4j.difference import Rows
from graph.neo4j.progress import Counted, Progress
from graph.neo4j.removing import remove_nodes, remove_relationships, revive
from graph.neo4j.vocabulary import Vocabulary
from graph.neo4j.writing import write_apart, write_in
from graph.property_graph.model import Node, Relationship

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Changes:
    """What a database lacks, has otherwise or has too much. ``fresh``: it has never held anything of ours.

    ``names``: the labels and types that rows of ours in it may have, those of the dataset before too. ``size``: rows
    in a batch.
    """

    nodes: Rows[Node]
    relationships: Rows[Relationship]
    names: Vocabulary
    fresh: bool
    size: int = SIZE

    def __len__(self) -> int:
        return len(self.nodes) + len(self.relationships)

    @property
    def surplus(self) -> int:
        """How many rows are to be removed."""
        return len(self.nodes.surplus) + len(self.relationships.surplus)

    def node_batches(self) -> Iterator[Batch]:
        """What writes the nodes: into a fresh database without looking for them, which takes less."""
        return node_batches((*self.nodes.missing, *self.nodes.changed), fresh=self.fresh, size=self.size)

    def relationship_batches(self) -> Iterator[Batch]:
        """What writes the relationships, once the nodes are there."""
        found = (*self.relationships.missing, *self.relationships.changed)
        return relationship_batches(found, fresh=self.fresh, size=self.size)


def apply_at_once(driver: Driver, database: str, changes: Changes, dataset: Dataset, progress: Progress) -> int:
    """Write everything and the dataset node in one transaction; returns how many nodes were retired."""

    def work(transaction: ManagedTransaction) -> int:
        if changes.surplus:
            progress("removing what is gone")
        remove_relationships(transaction, changes.relationships.surplus)
        retired = remove_nodes(transaction, changes.nodes.surplus, changes.names) if changes.nodes.surplus else 0
        if not changes.fresh:
            revive(transaction, changes.nodes.missing)
        write_in(transaction, changes.node_batches(), _nodes(changes, progress))
        write_in(transaction, changes.relationship_batches(), _relationships(changes, progress))
        put(transaction, dataset)
        return retired

    with driver.session(database=database) as session:
        return session.execute_write(work)


def apply_apart(driver: Driver, database: str, changes: Changes, dataset: Dataset, progress: Progress) -> int:
    """Write everything in many transactions, the dataset node first and last; returns how many nodes were retired."""
    with driver.session(database=database) as session:
        session.execute_write(put, Dataset(changes.names, "loading"))
        if changes.surplus:
            progress("removing what is gone")
        for links in _parts(changes.relationships.surplus, changes.size):
            session.execute_write(remove_relationships, links)
        gone = _parts(changes.nodes.surplus, changes.size)
        retired = sum(session.execute_write(remove_nodes, nodes, changes.names) for nodes in gone)
        if not changes.fresh:
            for missing in _parts(changes.nodes.missing, changes.size):
                session.execute_write(revive, missing)
        write_apart(driver, database, changes.node_batches(), _nodes(changes, progress))
        write_apart(driver, database, changes.relationship_batches(), _relationships(changes, progress))
        session.execute_write(put, dataset)
    return retired


def _nodes(changes: Changes, progress: Progress) -> Callable[[int], None]:
    return Counted(progress, "writing nodes", len(changes.nodes.missing) + len(changes.nodes.changed)).advance


def _relationships(changes: Changes, progress: Progress) -> Callable[[int], None]:
    total = len(changes.relationships.missing) + len(changes.relationships.changed)
    return Counted(progress, "writing relationships", total).advance


def _parts(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for first in range(0, len(items), size):
        yield items[first : first + size]
