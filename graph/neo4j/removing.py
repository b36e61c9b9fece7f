"""Taking out of a database what is gone, without losing anything of the user's.

A node on which something of the user's hangs, a relationship or a label, is not deleted but retired: it loses our
labels and has ``RETIRED`` and, as ``retired_label``, the one that it had. It comes back where a later dataset has it.
"""

from collections.abc import Sequence

from neo4j import ManagedTransaction

from graph.neo4j.held import Held
from graph.neo4j.statements import quoted
from graph.neo4j.vocabulary import RETIRED, Vocabulary
from graph.property_graph.model import MARKER, Node

_RELATIONSHIPS = "MATCH ()-[r]->() WHERE elementId(r) IN $elements DELETE r"

_OWN_BETWEEN = f"""\
MATCH (n:{MARKER})-[r]-(:{MARKER}) WHERE elementId(n) IN $elements AND type(r) IN $types
WITH DISTINCT r DELETE r"""

_FREE = f"""\
MATCH (n:{MARKER}) WHERE elementId(n) IN $elements AND NOT (n)--()
AND all(label IN labels(n) WHERE label = '{MARKER}' OR label IN $labels)
DELETE n"""


def remove_relationships(transaction: ManagedTransaction, gone: Sequence[Held]) -> None:
    """Delete relationships of ours."""
    transaction.run(_RELATIONSHIPS, elements=[one.element for one in gone]).consume()


def remove_nodes(transaction: ManagedTransaction, gone: Sequence[Held], names: Vocabulary) -> int:
    """Delete nodes of ours, and retire those on which something of the user's hangs; how many of these there are."""
    elements = [one.element for one in gone]
    transaction.run(_OWN_BETWEEN, elements=elements, types=list(names.types)).consume()
    transaction.run(_FREE, elements=elements, labels=list(names.labels)).consume()
    ours = "".join(f":{quoted(label)}" for label in names.labels)
    text = (
        f"MATCH (n:{MARKER}) WHERE elementId(n) IN $elements "
        f"SET n:{RETIRED}, n.retired_label = [label IN labels(n) WHERE label IN $labels][0] REMOVE n:{MARKER}{ours}"
    )
    retired = transaction.run(text, elements=elements, labels=list(names.labels)).consume()
    return retired.counters.labels_added


def revive(transaction: ManagedTransaction, missing: Sequence[Node]) -> None:
    """Make nodes that were retired ours again, where they are among the missing; what is written next sets the rest."""
    ids: dict[str, list[str]] = {}
    if [*transaction.run(f"MATCH (n:{RETIRED}) RETURN 1 LIMIT 1")]:
        for node in missing:
            ids.setdefault(node.label, []).append(node.id)
    for label, group in ids.items():
        text = (
            f"UNWIND $ids AS id MATCH (n:{RETIRED} {{id: id}}) WHERE n.retired_label = $label "
            f"WITH id, collect(n)[0] AS n SET n:{MARKER}:{quoted(label)} REMOVE n:{RETIRED}"
        )
        transaction.run(text, ids=group, label=label).consume()
