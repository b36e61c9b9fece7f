"""A network as a Mermaid flowchart, for Markdown: names in both languages, relationships named, colours by kind."""

from graph.network.model import Network
from graph.network.palette import LOOKS, tint
from graph.network.relations import NAMES

# Mermaid's own entity codes; what is not among them could end a label, begin markup or be taken for a directive.
CODES = str.maketrans({character: f"#{ord(character)};" for character in "#&<>\"'`[](){}|;%\\*_~@$:"})


def mermaid(network: Network) -> bytes:
    """A flowchart from left to right; nodes are n0, n1 … in the order of their ids."""
    names = {node.id: f"n{number}" for number, node in enumerate(network.nodes)}
    lines = ["flowchart LR"]
    for node in network.nodes:
        zh, en = _text(node.label.zh), _text(node.label.en)
        words = zh if zh == en else f"{zh}<br/>{en}"
        lines.append(f'  {names[node.id]}["{words}"]:::{_class(node.kind)}')
    for link in network.links:
        name = NAMES[link.type]
        arrow = "-.->" if link.type == "meant_for" else "-->"
        lines.append(f'  {names[link.source]} {arrow}|"{name.zh} {name.en}"| {names[link.target]}')
    for kind in dict.fromkeys(node.kind for node in network.nodes):
        look = LOOKS[kind]
        dash = ",stroke-dasharray:5 3" if look.dashed else ""
        lines.append(f"  classDef {_class(kind)} fill:{tint(look.colour)},stroke:{look.colour},color:#000{dash}")
    return "\n".join([*lines, ""]).encode()


def _class(kind: str) -> str:
    return f"kind{kind.replace('-', '')}"


def _text(text: str) -> str:
    printable = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(printable.split()).translate(CODES)
