"""A network as two CSV tables in a zip: nodes and relationships. Safe to open in a spreadsheet."""

import csv
import io
import zipfile
from collections.abc import Sequence
from typing import Final

from graph.network.model import Network, Value, link_values, node_values

# What makes a spreadsheet take a cell for a formula (OWASP, CSV injection).
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def tables(network: Network) -> bytes:
    """A zip of ``nodes.csv`` (``id``, attributes) and ``relationships.csv`` (``id``, ``source``, ``target``, …)."""
    nodes = [{"id": node.id, **node_values(node)} for node in network.nodes]
    links = [{"id": link.id, "source": link.source, "target": link.target, **link_values(link)}
             for link in network.links]  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, "nodes.csv", _csv(["id", "kind", "slug", "iri", "label_zh", "label_en"], nodes))
        _add(archive, "relationships.csv", _csv(["id", "source", "target", "type"], links))
    return out.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, content)


def _csv(first: Sequence[str], rows: Sequence[dict[str, Value]]) -> bytes:
    columns = list(dict.fromkeys([*first, *(name for row in rows for name in row)]))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(name, "")) for name in columns] for row in rows)
    return out.getvalue().encode()


def _cell(value: Value) -> str:
    """A cell that no spreadsheet takes for a formula: text that begins like one gets an apostrophe."""
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value).replace("\0", "\ufffd")
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA) else text
