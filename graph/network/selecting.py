"""A part of a network: around a focus, of some kinds, as it was on a day."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from graph.applicability import held_then
from graph.dates import EdtfDate
from graph.network.model import Link, Network, Node
from graph.network.relations import KINDS

# Figures are by far the most, and are read better as tables: they are there when asked for.
DEFAULT_KINDS = tuple(kind for kind in KINDS if kind not in ("observation", "indicator"))


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part: nodes within ``depth`` steps of ``focus`` (node ids; none: everything), of ``kinds``, on a day.

    Steps go along relationships in both directions, through nodes of these kinds only; a focus is always there.
    """

    focus: tuple[str, ...] = ()
    depth: int = 1
    kinds: Collection[str] = DEFAULT_KINDS
    valid_on: EdtfDate | None = None


def select(network: Network, asked: Asked) -> Network:
    """The part asked for. With ``valid_on`` only what held that day, certainly or possibly, which ``certainty`` says.

    An event, a document, a figure is there from its day on.
    """
    nodes = {node.id: node for node in network.nodes if node.kind in asked.kinds or node.id in asked.focus}
    links: Iterable[Link] = network.links
    if asked.valid_on:
        nodes = {name: there for name, node in nodes.items() if (there := _node_on(node, asked))}
        links = [now for link in links if (now := _link_on(link, asked.valid_on))]
    held = [link for link in links if link.source in nodes and link.target in nodes]
    if asked.focus:
        near = _near(held, asked.focus, asked.depth)
        nodes = {name: node for name, node in nodes.items() if name in near}
        held = [link for link in held if link.source in nodes and link.target in nodes]
    return Network(tuple(nodes.values()), tuple(held))


def _node_on(node: Node, asked: Asked) -> Node | None:
    assert asked.valid_on
    held = held_then(node.during, asked.valid_on)
    if held is None:
        return node if node.id in asked.focus else None
    return replace(node, attributes={**node.attributes, "certainty": held})


def _link_on(link: Link, day: EdtfDate) -> Link | None:
    held = held_then(link.during, day)
    return replace(link, attributes={**link.attributes, "certainty": held}) if held else None


def _near(links: Iterable[Link], focus: Iterable[str], depth: int) -> set[str]:
    beside: dict[str, set[str]] = {}
    for link in links:
        beside.setdefault(link.source, set()).add(link.target)
        beside.setdefault(link.target, set()).add(link.source)
    reached = frontier = set(focus)
    for _ in range(depth):
        frontier = {other for name in frontier for other in beside.get(name, ())} - reached
        reached = reached | frontier
    return reached
