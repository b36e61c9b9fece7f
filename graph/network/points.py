"""A network of too many nodes for boxes: points that are larger the more they are related, and some names.

The names are those of what it is about, then of the most related, each only where it meets no other name.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from graph.network import wording
from graph.network.cleaning import quoted
from graph.network.layout import Box
from graph.network.model import Link, Network, Node
from graph.network.palette import INK, LINE, LOOKS, tint

SPREAD: Final = 2.4
"""How far the layout's places are drawn apart, so that points stand clear of each other."""
SIZE: Final = 12.0
WIDEST: Final = 15.0
SMALLEST, LARGEST = 3.0, 11.0

# Half of the longest name: so far it may stand beyond the outermost point.
BESIDE: Final = WIDEST * SIZE / 2 + 2

Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def points(network: Network, boxes: Mapping[str, Box], focus: Collection[str]) -> list[str]:
    """The drawing of a network, relationships below nodes below names."""
    related = Counter(end for link in network.links for end in (link.source, link.target))
    places = {key: (box.x * SPREAD + BESIDE, box.y * SPREAD + LARGEST) for key, box in boxes.items()}
    sizes = {node.id: min(LARGEST, SMALLEST + related[node.id] ** 0.5 / 2) for node in network.nodes}
    order = sorted(network.nodes, key=lambda node: (node.id not in focus, -related[node.id], node.id))
    return [
        *(_link(link, places) for link in network.links),
        *(_node(node, places[node.id], sizes[node.id], node.id in focus) for node in network.nodes),
        *_names(order, places, sizes),
    ]


def _link(link: Link, places: Mapping[str, tuple[float, float]]) -> str:
    (x, y), (to_x, to_y) = places[link.source], places[link.target]
    return (
        f'<path class="link {link.type}" d="M{x:.1f},{y:.1f} L{to_x:.1f},{to_y:.1f}" fill="none" stroke="{LINE}" '
        f'stroke-width="0.6" stroke-opacity="0.3"><title>{quoted(link.id)}</title></path>'
    )


def _node(node: Node, place: tuple[float, float], size: float, focus: bool) -> str:
    look, (x, y) = LOOKS[node.kind], place
    full = quoted(f"{node.label.zh} / {node.label.en} ({node.id})")
    dash = ' stroke-dasharray="2 1.5"' if look.dashed else ""
    corner = size if look.corner > SIZE else size / 4
    return (
        f'<g class="node {node.kind}" id="{quoted(node.id)}"><title>{full}</title>'
        f'<rect x="{x - size:.1f}" y="{y - size:.1f}" width="{2 * size:.1f}" height="{2 * size:.1f}" '
        f'rx="{corner:.1f}" fill="{tint(look.colour, 0.6)}" stroke="{look.colour}" '
        f'stroke-width="{3 if focus else 1.2}"{dash}/></g>'
    )


def _names(
    order: Collection[Node], places: Mapping[str, tuple[float, float]], sizes: Mapping[str, float]
) -> Iterator[str]:
    taken: list[Rectangle] = []
    for node in order:
        x, y = places[node.id]
        words = wording.lines(node.label.zh, WIDEST, 1)[0]
        half, below = wording.width(words) * SIZE / 2 + 2, y + sizes[node.id]
        room = (x - half, below, x + half, below + SIZE * 1.4)
        if any(_meet(room, other) for other in taken):
            continue
        taken.append(room)
        yield (
            f'<text x="{x:.1f}" y="{below + SIZE * 1.1:.1f}" font-size="{SIZE}" text-anchor="middle" fill="{INK}" '
            f'stroke="#FFFFFF" stroke-width="3" paint-order="stroke">{quoted(words)}</text>'
        )


def _meet(one: Rectangle, other: Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def extent(width: float, height: float) -> tuple[float, float]:
    """The width and height of the drawing of a layout of these."""
    return width * SPREAD + 2 * BESIDE, height * SPREAD + 2 * LARGEST + SIZE * 1.4
