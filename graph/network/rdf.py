"""The RDF of a network: what is stated of its nodes, and of the records that its relationships stand for."""

from graph import export
from graph.iris import Iris
from graph.network.model import Network
from graph.store import Store, Triple


def rdf(store: Store, iris: Iris, network: Network, syntax: export.Syntax) -> bytes:
    """In an RDF syntax, sorted; N-Quads keep the named graphs, and so who says what."""
    records = {iris.entity(*link.record) for link in network.links if link.record and link.record[0] != "reach"}
    wanted = [*(node.iri for node in network.nodes), *sorted(records)]
    triples = export.describe(store, iris, wanted)
    if syntax.name != "nquads":
        return export.serialise(triples, syntax)
    described = set(triples)
    quads = (quad for quad in store.quads() if Triple(quad.subject, quad.predicate, quad.object) in described)
    return "".join(f"{quad} .\n" for quad in sorted(set(quads), key=str)).encode()
