"""A network as SVG, drawn where the layout puts it: words in both languages, arrows with their names, a legend.

Fonts are named, those with Chinese on each system among them; everything stands in the file, nothing is fetched.
"""

from collections.abc import Collection
from typing import Final

from graph.network import points
from graph.network.cleaning import quoted
from graph.network.layout import LAYERED, SMALL, TITLE, Box, Curve, Layout, caption, layout
from graph.network.model import Link, Network, Node
from graph.network.palette import INK, LINE, LOOKS, tint
from graph.network.relations import KIND_NAMES

MARGIN: Final = 24.0
ROW: Final = 22.0
FONTS: Final = (
    "'Noto Sans CJK SC','Noto Sans SC','Source Han Sans SC','PingFang SC','Microsoft YaHei','WenQuanYi Micro Hei',"
    "sans-serif"
)


def svg(network: Network, title: str = "policygraph", focus: Collection[str] = ()) -> bytes:
    """The picture, with a heavy border around what it is about (``focus``: node ids).

    Boxes with names where the layout is of layers; of more nodes points, the most related ones with their names.
    """
    placed = layout(network)
    legend = _legend(network)
    layered = len(network.nodes) <= LAYERED
    width, height = (placed.width, placed.height) if layered else points.extent(placed.width, placed.height)
    wide = max(width, legend[1], 260.0) + 2 * MARGIN
    high = height + 3 * MARGIN + ROW + legend[2]
    name = quoted(title)
    body = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:.0f}" height="{high:.0f}" '
        f'viewBox="0 0 {wide:.0f} {high:.0f}" role="img" aria-labelledby="title" font-family="{FONTS}">',
        f'<title id="title">{name}</title>',
        '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        f'<path d="M0,0.8 L8,4 L0,7.2 z" fill="{LINE}"/></marker></defs>',
        '<rect width="100%" height="100%" fill="#FFFFFF"/>',
        f'<text x="{MARGIN}" y="{MARGIN + 8}" font-size="16" font-weight="bold" fill="{INK}">{name}</text>',
        f'<g transform="translate({MARGIN:.0f} {MARGIN + ROW:.0f})">',
        *(_boxes(network, placed, focus) if layered else points.points(network, placed.boxes, focus)),
        "</g>",
        f'<g transform="translate({MARGIN:.0f} {height + 2 * MARGIN + ROW:.0f})">{legend[0]}</g>',
        "</svg>",
    ]
    return "\n".join(body).encode()


def _boxes(network: Network, placed: Layout, focus: Collection[str]) -> list[str]:
    return [
        *(_link(link, placed.curves[link.id]) for link in network.links),
        *(_caption(link, placed.curves[link.id]) for link in network.links),
        *(_node(node, placed.boxes[node.id], node.id in focus) for node in network.nodes),
    ]


def _node(node: Node, box: Box, focus: bool) -> str:
    look = LOOKS[node.kind]
    dash = ' stroke-dasharray="5 3"' if look.dashed else ""
    x, y = box.x - box.width / 2, box.y - box.height / 2
    shape = (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{box.width:.1f}" height="{box.height:.1f}" rx="{look.corner}" '
        f'fill="{tint(look.colour)}" stroke="{look.colour}" stroke-width="{3.6 if focus else 1.8}"{dash}/>'
    )
    words, at = [], y + 7
    for lines, size, weight in ((box.zh, TITLE, "bold"), (box.en, SMALL, "normal")):
        for line in lines:
            at += size * 1.3
            words.append(
                f'<text x="{box.x:.1f}" y="{at - size * 0.3:.1f}" font-size="{size}" font-weight="{weight}" '
                f'text-anchor="middle" fill="{INK}">{quoted(line)}</text>'
            )
    full = quoted(f"{node.label.zh} / {node.label.en} ({node.id})")
    return f'<g class="node {node.kind}" id="{quoted(node.id)}"><title>{full}</title>{shape}{"".join(words)}</g>'


def _link(link: Link, curve: Curve) -> str:
    start, *rest = curve.points
    turns = " ".join(f"{x:.1f},{y:.1f}" for x, y in rest)
    dash = ' stroke-dasharray="5 3"' if link.type == "meant_for" else ""
    tip = f" L{curve.tip[0]:.1f},{curve.tip[1]:.1f}"
    return (
        f'<path class="link {link.type}" d="M{start[0]:.1f},{start[1]:.1f} C{turns}{tip}" fill="none" '
        f'stroke="{LINE}" stroke-width="1.2"{dash} marker-end="url(#arrow)"><title>{quoted(link.id)}</title></path>'
    )


def _caption(link: Link, curve: Curve) -> str:
    if curve.label is None:
        return ""
    x, y = curve.label
    return (
        f'<text x="{x:.1f}" y="{y + SMALL * 0.35:.1f}" font-size="{SMALL}" text-anchor="middle" fill="{INK}" '
        f'stroke="#FFFFFF" stroke-width="3" paint-order="stroke">{quoted(caption(link))}</text>'
    )


def _legend(network: Network) -> tuple[str, float, float]:
    """The legend of the kinds that are there, its width and its height."""
    there = {node.kind for node in network.nodes}
    kinds = [kind for kind in LOOKS if kind in there]
    column, per_row = 190.0, 4
    parts = []
    for number, kind in enumerate(kinds):
        x, y = (number % per_row) * column, (number // per_row) * ROW
        look, name = LOOKS[kind], KIND_NAMES[kind]
        dash = ' stroke-dasharray="4 2"' if look.dashed else ""
        parts.append(
            f'<rect x="{x:.0f}" y="{y:.0f}" width="24" height="14" rx="{min(look.corner, 7)}" '
            f'fill="{tint(look.colour)}" stroke="{look.colour}" stroke-width="1.8"{dash}/>'
            f'<text x="{x + 31:.0f}" y="{y + 11:.0f}" font-size="11.5" fill="{INK}">{name.zh} {name.en}</text>'
        )
    rows = -(-len(kinds) // per_row)
    return "".join(parts), min(len(kinds), per_row) * column, rows * ROW
