"""Lists as CSV: one row an item, dotted columns, several values joined; safe to open in a spreadsheet."""

import csv
import io
import re
from collections.abc import Sequence
from typing import Final

from api.objects import Json, Object

NUMBER: Final = re.compile(r"[+-]?\d+(\.\d+)?%?")
DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r")
LABEL: Final = frozenset({"zh", "en", "en_official"})


def rows(items: Sequence[Json]) -> str:
    """CSV (RFC 4180) of a list's items: the columns of all of them, in the order in which they first appear.

    A value that is an object in one item and null in another has the object's columns only.
    """
    flat = [flatten(item) for item in items if isinstance(item, dict)]
    every = list(dict.fromkeys(name for row in flat for name in row))
    opened = {".".join(name.split(".")[:depth]) for name in every for depth in range(1, name.count(".") + 1)}
    columns = [name for name in every if name not in opened or any(row.get(name) for row in flat)]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([row.get(name, "") for name in columns] for row in flat)
    return out.getvalue()


def flatten(item: Object, prefix: str = "") -> dict[str, str]:
    """``{"date": {"edtf": …}}`` as ``date.edtf``; a list of references by ids; evidence by passage and anchor."""
    flat: dict[str, str] = {}
    for key, value in item.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            flat.update(flatten(value, f"{name}."))
        elif isinstance(value, list):
            flat[name] = safe(" | ".join(_brief(part) for part in value))
        else:
            flat[name] = safe(value)
    return flat


def _brief(part: Json) -> str:
    """One of several values in a cell: the least that tells which it is."""
    if isinstance(part, list):
        return " + ".join(_brief(item) for item in part)
    if not isinstance(part, dict):
        return _plain(part)
    for keys in (("passage", "anchor"), ("from", "relation", "to")):
        if all(key in part for key in keys):
            return " ".join(_plain(part[key]) for key in keys if part[key] is not None)
    if "id" in part:
        return _plain(part["id"])
    if "edtf" in part:
        return _plain(part["edtf"])
    if part.keys() <= LABEL:
        return " / ".join(_plain(part[key]) for key in ("zh", "en") if key in part)
    told = {key: _brief(value) for key, value in part.items() if key != "label"}
    return "; ".join(f"{key}={value}" for key, value in told.items() if value)


def _plain(value: Json) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def safe(value: Json) -> str:
    """A cell that no spreadsheet takes for a formula: text that begins like one and is no number gets an apostrophe."""
    text = _plain(value)
    dangerous = isinstance(value, str) and text.startswith(DANGEROUS) and not NUMBER.fullmatch(text)
    return f"'{text}" if dangerous else text
