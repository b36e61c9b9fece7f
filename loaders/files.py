"""YAML files of ``data/``: read fast, and located to the line only when something is wrong."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

import yaml

Value: TypeAlias = "bool | int | float | str | list[Value] | dict[str, Value] | None"

ALIASES = {"for": "supports", "class": "zone_class"}


class _Loader(yaml.CSafeLoader):
    """Safe YAML without implicit dates: ``2024-05-01`` stays the text that it is."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


class Unreadable(ValueError):
    """A file that is no YAML; carries the line."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(problem)
        self.line = line


def read(path: Path) -> Value:
    """The content of a YAML file."""
    try:
        content: Value = yaml.load(path.read_text("utf-8"), Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Unreadable(line, error.problem or "no YAML") from None
    return content


def line_of(path: Path, keys: tuple[str | int, ...]) -> int:
    """The line (from 1) where the value at ``keys`` begins, or of the nearest part of the way that is there."""
    node = _tree(path.read_text("utf-8"))
    line = 1
    for key in keys:
        found = next(_children(node, key), None)
        if found is None:
            break
        line, node = found
    return line


@lru_cache(maxsize=8)
def _tree(text: str) -> yaml.Node | None:
    """The file with its lines; kept, since one bad file tends to have many faults."""
    return yaml.compose(text, Loader=_Loader)


def _children(node: yaml.Node | None, key: str | int) -> Iterator[tuple[int, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if ALIASES.get(name.value, name.value) == key:
                yield name.start_mark.line + 1, value
    elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        yield node.value[key].start_mark.line + 1, node.value[key]


def canonical_keys(value: Value) -> Value:
    """The same content with the short keys of the files (``for``, ``class``) by their names in the model."""
    if isinstance(value, dict):
        return {ALIASES.get(key, key): canonical_keys(item) for key, item in value.items()}
    if isinstance(value, list):
        return [canonical_keys(item) for item in value]
    return value
