"""Tables of a report: a compact record a table, each cell an observation ``{table}-{row}-{column}``.

Keys that a column, a row or the table itself gives (indicator, unit, period, area …) hold for the cell, the nearest
first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from graph.model import Label
from loaders.files import Value

OWN = ("id", "label", "columns", "rows", "cells", "note")
MISSING = "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of a report: its caption as printed, with our translation; its line on unit and source as ``note``."""

    report: str
    id: str
    label: Label
    note: Label | None = None


def expand_tables(index: int, table: dict[str, Value]) -> Iterator[tuple[tuple[str | int, ...], dict[str, Value]]]:
    """One raw observation a cell, with the way of keys to it; a row with too few or too many cells yields none of them.

    Such a row is found by the count of cells that the report's ``source.yml`` asserts.
    """
    columns = _dicts(table.get("columns"))
    for place, row in enumerate(_dicts(table.get("rows"))):
        cells = row.get("cells")
        if not isinstance(cells, list):
            continue
        for number, (column, printed) in enumerate(zip(columns, cells, strict=False)):
            keys = ("rows", place, "cells", number)
            yield (index, *keys), _observation(table, row, column, str(printed))


def _dicts(value: Value) -> list[dict[str, Value]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _observation(
    table: dict[str, Value], row: dict[str, Value], column: dict[str, Value], printed: str
) -> dict[str, Value]:
    given = {key: value for part in (table, row, column) for key, value in part.items() if key not in OWN}
    place: dict[str, Value] = {"table": table["id"], "row": row["id"], "column": column["id"]}
    if "subject" not in given and "area" in given:
        given["subject"] = f"area/{given['area']}"
    value = number(printed)
    if printed == MISSING:
        given["status"] = "missing"
    said = "value_text" if value is None else "value"
    evidence: Value = [
        {"passage": table["id"], "row": row["id"], "column": column["id"], "supports": [said, "period", "area"]}
    ]
    return {
        "id": f"{table['id']}-{row['id']}-{column['id']}",
        **given,
        **place,
        "value": None if value is None else str(value),
        "value_text": printed,
        "evidence": evidence,
    }


def number(printed: str) -> Decimal | None:
    """The number that a cell prints; None where it prints none."""
    try:
        return Decimal(printed)
    except InvalidOperation:
        return None
