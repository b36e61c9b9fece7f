"""What an engine answers as JSON and CSV, the same from every engine for the same graph.

Nodes, relationships, paths and points are objects with a ``kind``; what names no property is their own, properties
stand apart. Keys are in order, and so are labels. Nothing that an engine makes up is told: an element's own id differs
from engine to engine and from load to load, so that a relationship says where it begins and ends by the nodes' labels
and ``id``. Integers beyond 2^53 are text, since JavaScript would round them (RFC 8259, 6), and so are NaN and Infinity,
which JSON has not. Dates, times and durations are ISO 8601, bytes Base64.
"""

import base64
import csv
import io
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import orjson
from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Duration, Time
from neo4j.vector import Vector

from api.objects import Json, Object
from api.table import safe

_SAFE: Final = 2**53 - 1
_SPARE: Final = re.compile(r"\.?0+(?=$|[+Z-])")
_AXES: Final = ("x", "y", "z")

Ends = Mapping[str, Object]
"""Where relationships begin and end: an element's own id → the ``labels`` and the ``id`` of that node."""


def plain(value: object, ends: Ends) -> Json:
    """A value of the driver as JSON."""
    match value:
        case None | bool() | str():
            return value
        case int():
            return value if -_SAFE <= value <= _SAFE else str(value)
        case float():
            return value if math.isfinite(value) else _odd(value)
        case Node():
            return node(value, ends)
        case Relationship():
            return relationship(value, ends)
        case Path():
            return {
                "kind": "path",
                "nodes": [node(item, ends) for item in value.nodes],
                "relationships": [relationship(item, ends) for item in value.relationships],
            }
        case Point():
            return {"kind": "point", "srid": value.srid, **dict(zip(_AXES, map(float, value), strict=False))}
        case Date() | Duration():
            return value.iso_format()
        case Time() | DateTime():
            return time(value)
        case bytes() | bytearray():
            return base64.b64encode(value).decode()
        case Vector():
            return [plain(item, ends) for item in value.to_native()]
        case Mapping():
            return _object(value, ends)
        case Sequence():
            return [plain(item, ends) for item in value]
        case _:
            return str(value)


def node(value: Node, ends: Ends) -> Object:
    """A node: its labels in order, and its properties."""
    return {"kind": "node", "labels": sorted(value.labels), "properties": _object(value, ends)}


def relationship(value: Relationship, ends: Ends) -> Object:
    """A relationship: its type, where it begins and ends, and its properties."""
    start, end = (_end(item, ends) for item in (value.start_node, value.end_node))
    return {
        "kind": "relationship",
        "type": value.type,
        "start": start,
        "end": end,
        "properties": _object(value, ends),
    }


def time(value: Time | DateTime) -> str:
    """A time or a point in time, with as many digits of its seconds as it has."""
    day, mark, hours = value.iso_format().rpartition("T")
    return day + mark + (_SPARE.sub("", hours, count=1) if "." in hours else hours)


def unknown_ends(value: object) -> Iterator[str]:
    """The own ids of the nodes that relationships begin and end at, and of which nothing else is known yet."""
    match value:
        case Relationship():
            for item in (value.start_node, value.end_node):
                if item is not None and not item.labels:
                    yield item.element_id
        case Path():
            return
        case Mapping():
            for item in value.values():
                yield from unknown_ends(item)
        case list():
            for item in value:
                yield from unknown_ends(item)
        case _:
            return


def cell(value: Json) -> str:
    """A value in a line of CSV: text and numbers as they are, null as nothing, the rest as JSON."""
    if isinstance(value, dict | list | tuple):
        return orjson.dumps(value).decode()
    return safe(value)


def lines(columns: Sequence[str], rows: Sequence[Sequence[Json]]) -> bytes:
    """CSV (RFC 4180) of an answer."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([cell(value) for value in row] for row in rows)
    return out.getvalue().encode()


def _object(value: Mapping[str, object], ends: Ends) -> Object:
    return {name: plain(value[name], ends) for name in sorted(value.keys())}


def _end(item: Node | None, ends: Ends) -> Json:
    if item is None:
        return None
    if item.labels or item.element_id not in ends:
        return {"labels": sorted(item.labels), "id": plain(item.get("id"), ends)}
    return ends[item.element_id]


def _odd(value: float) -> str:
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
