"""A network as Graphviz DOT: every attribute is kept; labels in both languages, colours by kind."""

from graph.network.model import Network, Value, link_values, node_values
from graph.network.palette import LOOKS, tint
from graph.network.relations import NAMES


def dot(network: Network) -> bytes:
    """A digraph that ``dot`` draws from left to right."""
    lines = ["digraph policygraph {", '  rankdir="LR";', '  node [shape="box", style="filled,rounded"];']
    for node in network.nodes:
        look = LOOKS[node.kind]
        label = f"{_label(node.label.zh)}\\n{_label(node.label.en)}"
        drawn = f'label="{label}", color="{look.colour}", fillcolor="{tint(look.colour)}"'
        lines.append(f"  {_quoted(node.id)} [{drawn}, {_attributes(node_values(node))}];")
    for link in network.links:
        name = NAMES[link.type]
        drawn = f'key={_quoted(link.id)}, label="{name.zh} {name.en}"'
        ends = f"{_quoted(link.source)} -> {_quoted(link.target)}"
        lines.append(f"  {ends} [{drawn}, {_attributes(link_values(link))}];")
    return "\n".join([*lines, "}", ""]).encode()


def _attributes(values: dict[str, Value]) -> str:
    """Attributes under names that mean nothing to Graphviz: ``pg_kind``."""
    return ", ".join(f"pg_{name}={_quoted(_plain(value))}" for name, value in values.items())


def _plain(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _quoted(text: str) -> str:
    """A quoted string. DOT escapes the quote only: a backslash, which could eat it, is written wide."""
    return '"' + text.replace("\0", "\ufffd").replace("\\", "＼").replace('"', '\\"') + '"'


def _label(text: str) -> str:
    """Words within a quoted label, in which a backslash begins an escape."""
    return _quoted(" ".join(text.split()))[1:-1]
