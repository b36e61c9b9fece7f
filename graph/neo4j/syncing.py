"""Bring a database to the state of a property graph, by writing only what differs.

The dataset node and the counts tell whether all is there; then nothing is written. Else both sides are compared row by
row, and what is missing, changed or gone is written: in one transaction up to 100,000 rows, so that a reader sees the
state before or the state after; above that in many, with ``loading`` in the dataset node first and the version last. A
run that was stopped in the middle is finished by the next, in the same way.
"""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Final

from neo4j import Driver, Session

from graph.errors import Neo4jUnusable
from graph.neo4j import held
from graph.neo4j.applying import Changes, apply_apart, apply_at_once
from graph.neo4j.batches import SIZE
from graph.neo4j.constraints import ensure_constraints, ensure_text_index
from graph.neo4j.dataset import Dataset, dataset_of, held_dataset
from graph.neo4j.difference import Rows, compared_nodes, compared_relationships
from graph.neo4j.progress import Progress, quiet
from graph.neo4j.vocabulary import Vocabulary, vocabulary
from graph.property_graph.model import PropertyGraph

ONE_TRANSACTION: Final = 100_000
"""Up to so many rows are written in one transaction."""

_ROUNDS: Final = 3
"""How often the database is looked at before it is said that somebody else is changing it."""


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync did: rows written (new or changed) and removed; nodes kept for what of the user's hangs on them.

    ``rounds``: how often something was written, the dataset node included. ``indexes``: constraints and indexes made or
    dropped at the end.
    """

    dataset: Dataset
    written: int = 0
    removed: int = 0
    retired: int = 0
    rounds: int = 0
    indexes: int = 0

    @property
    def unchanged(self) -> bool:
        """Whether nothing was written at all."""
        return not (self.rounds or self.indexes)


def sync(
    driver: Driver,
    graph: PropertyGraph,
    database: str,
    *,
    force: bool = False,
    progress: Progress = quiet,
    limit: int = ONE_TRANSACTION,
    size: int = SIZE,
) -> Synced:
    """Write a graph into a database. ``force``: compare row by row, even where the counts say that all is there.

    Raises Neo4jUnusable where others keep changing our rows meanwhile, and what the driver raises
    (``graph.neo4j.connecting`` tells it in a line).
    """
    names = vocabulary(graph)
    done = Synced(dataset_of(graph, names))
    for turn in range(_ROUNDS):
        with driver.session(database=database) as session:
            before = held_dataset(session)
            if not (force and turn == 0) and _whole(session, graph, done.dataset, before):
                return _indexed(session, done, progress)
            names = done.dataset.names | before.names if before else done.dataset.names
            changes = _changes(session, graph, names, size, progress)
            if not changes and before == done.dataset:
                return _indexed(session, done, progress)
        apply = apply_at_once if len(changes) <= limit else apply_apart
        done = _added(done, changes, apply(driver, database, changes, done.dataset, progress))
    raise Neo4jUnusable(f"somebody else changes the graph in {database!r} at the same time; run the command again")


def _whole(session: Session, graph: PropertyGraph, wanted: Dataset, before: Dataset | None) -> bool:
    """Whether a database holds the graph, as far as its dataset node and counts tell."""
    if before != wanted:
        return False
    counts = Counter(node.label for node in graph.nodes) + Counter(link.type for link in graph.relationships)
    return held.counts(session, wanted.names) == counts


def _changes(session: Session, graph: PropertyGraph, names: Vocabulary, size: int, progress: Progress) -> Changes:
    """What must be written. The constraints come first: writing looks nodes up by the indexes that they have."""
    ensure_constraints(session, names)
    if held.marked(session) == 0:
        return Changes(Rows(graph.nodes), Rows(graph.relationships), names, fresh=True, size=size)
    progress("comparing nodes")
    nodes = compared_nodes(session, graph, names).rows
    progress("comparing relationships")
    return Changes(nodes, compared_relationships(session, graph, names).rows, names, fresh=False, size=size)


def _indexed(session: Session, done: Synced, progress: Progress) -> Synced:
    """Constraints of labels that are gone go too, and names become searchable."""
    made = ensure_constraints(session, done.dataset.names) + ensure_text_index(session, progress)
    return replace(done, indexes=made)


def _added(done: Synced, changes: Changes, retired: int) -> Synced:
    both = (changes.nodes, changes.relationships)
    return replace(
        done,
        written=done.written + sum(len(rows.missing) + len(rows.changed) for rows in both),
        removed=done.removed + sum(len(rows.surplus) for rows in both),
        retired=done.retired + retired,
        rounds=done.rounds + 1,
    )
