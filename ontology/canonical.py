"""One spelling for every graph in Turtle, so that a change of the ontology is a small diff and nothing else.

Prefixes that are used, in order; subjects by IRI; ``a`` first, then predicates and objects in order of their names;
blank nodes and lists in place. A blank node that is shared or in a cycle has no place of its own and is an error.
"""

from collections import Counter
from typing import Final

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, XSD, NamespaceManager
from rdflib.term import Node

from ontology.namespaces import NAMESPACES

INDENT: Final = "    "
_BARE: Final = frozenset({XSD.integer, XSD.boolean})


def canonical(graph: Graph) -> str:
    """The canonical Turtle of a graph; raise ValueError for blank nodes that cannot be written in place."""
    return _Writer(graph).document()


def canonical_text(turtle: str) -> str:
    """The canonical form of Turtle text."""
    return canonical(Graph(bind_namespaces="none").parse(data=turtle, format="turtle"))


class _Writer:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._names = NamespaceManager(Graph(bind_namespaces="none"), bind_namespaces="none")
        for prefix, namespace in NAMESPACES.items():
            self._names.bind(prefix, namespace)
        self._used: set[str] = set()
        self._written: set[Node] = set()

    def document(self) -> str:
        counts = Counter(node for node in self._graph.objects() if isinstance(node, BNode))
        shared = [node for node, count in counts.items() if count > 1]
        if shared:
            raise ValueError(f"{len(shared)} blank nodes are used more than once: give them IRIs")
        named = sorted(node for node in set(self._graph.subjects()) if isinstance(node, URIRef))
        loose = [node for node in set(self._graph.subjects()) if isinstance(node, BNode) and node not in counts]
        blocks = [f"{self._term(node)}{self._body(node, 1)} ." for node in named]
        blocks += sorted(f"[{self._body(node, 1)}\n] ." for node in loose)
        cyclic = {node for node in self._graph.subjects() if isinstance(node, BNode)} - self._written - set(loose)
        if cyclic:
            raise ValueError(f"{len(cyclic)} blank nodes are in a cycle: give them IRIs")
        head = "".join(f"PREFIX {prefix}: <{NAMESPACES[prefix]}>\n" for prefix in sorted(self._used))
        return head + "".join(f"\n{block}\n" for block in blocks)

    def _body(self, subject: Node, depth: int) -> str:
        """Predicates and objects of a subject, each predicate on a line of its own."""
        pad = "\n" + INDENT * depth
        by_predicate = {p: list(self._graph.objects(subject, p)) for p in set(self._graph.predicates(subject))}
        named = sorted(("" if p == RDF.type else self._term(p), p) for p in by_predicate)
        lines = [f"{name or 'a'}{self._objects(by_predicate[p], depth)}" for name, p in named]
        return pad + f" ;{pad}".join(lines)

    def _objects(self, objects: list[Node], depth: int) -> str:
        if len(objects) == 1:
            return f" {self._node(objects[0], depth)}"
        ordered = [text for _, text in sorted((_order(node), self._node(node, depth + 1)) for node in objects)]
        pad = "\n" + INDENT * (depth + 1)
        return pad + f" ,{pad}".join(ordered)

    def _node(self, node: Node, depth: int) -> str:
        if not isinstance(node, BNode):
            return self._term(node)
        self._written.add(node)
        if (node, RDF.first, None) in self._graph:
            return self._list(node, depth)
        return f"[{self._body(node, depth + 1)}\n{INDENT * depth}]"

    def _list(self, node: BNode, depth: int) -> str:
        items = Collection(self._graph, node)
        rest: Node | None = node
        while isinstance(rest, BNode):
            self._written.add(rest)
            rest = self._graph.value(rest, RDF.rest)
        if not any(isinstance(item, BNode) for item in items):
            return f"( {' '.join(self._node(item, depth) for item in items)} )"
        pad = "\n" + INDENT * (depth + 1)
        return f"({pad}{pad.join(self._node(item, depth + 1) for item in items)}\n{INDENT * depth})"

    def _term(self, node: Node) -> str:
        if isinstance(node, Literal):
            if node.datatype in _BARE:
                return str(node)
            if node.datatype is not None:
                self._used.add(self._names.curie(node.datatype, generate=False).partition(":")[0])
            return node.n3(self._names)
        text = self._names.normalizeUri(str(node))
        if not text.startswith("<"):
            self._used.add(text.partition(":")[0])
        return text


def _order(node: Node) -> tuple[int, str]:
    """Names first, then literals by language, then blank nodes."""
    if isinstance(node, Literal):
        return 1, f"{node.language or ''} {node}"
    return (2, "") if isinstance(node, BNode) else (0, "")
