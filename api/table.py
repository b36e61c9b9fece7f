"""Lists as CSV: one row an item, dotted columns, several values joined; safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Sequence

from api.present import Json, Object

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def rows(items: Sequence[Json]) -> str:
    """CSV (RFC 4180) of a list's items: the columns of all of them, in the order in which they first appear."""
    flat = [flatten(item) for item in items if isinstance(item, dict)]
    columns = list(dict.fromkeys(name for row in flat for name in row))
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
            flat[name] = " | ".join(_brief(part) for part in value)
        else:
            flat[name] = safe(value)
    return flat


def _brief(part: Json) -> str:
    if not isinstance(part, dict):
        return safe(part)
    for keys in (("passage", "anchor"), ("from", "relation", "to"), ("id",)):
        if all(key in part for key in keys):
            return safe(" ".join(str(part[key]) for key in keys if part[key] is not None))
    return safe("; ".join(f"{key}={value}" for key, value in flatten(part).items()))


def safe(value: Json) -> str:
    """A cell that no spreadsheet takes for a formula: text that begins like one gets an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    text = str(value)
    return f"'{text}" if text.startswith(DANGEROUS) else text
