"""The released versions of the data, from ``data/versions.yml``: the dates that feeds and calendars carry.

A feed must not change because a clock did; so what is new and when stands in a file beside the facts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

import yaml

from graph.errors import BadData, Fault
from graph.model import KINDS


@dataclass(frozen=True, slots=True)
class Version:
    """One released version: its name, its date, and how many entities of each kind it added."""

    id: str
    date: date
    added: Mapping[str, int]


def versions(root: Path) -> tuple[Version, ...]:
    """The versions of the data under ``root``, the oldest first; none without the file. BadData."""
    file = root / "versions.yml"
    if not file.is_file():
        return ()
    listed = yaml.safe_load(file.read_text("utf-8"))
    if not isinstance(listed, list):
        raise _bad(file, type(listed).__name__, "a list of versions")
    found = tuple(_version(file, cast("dict[str, object]", item)) for item in cast("list[object]", listed))
    if [one.date for one in found] != sorted(one.date for one in found):
        raise _bad(file, "a later version before an earlier one", "versions in the order of their dates")
    return found


def _version(file: Path, item: dict[str, object]) -> Version:
    name, day, added = item.get("version"), item.get("date"), item.get("added")
    if not isinstance(name, str) or not isinstance(day, date) or not isinstance(added, dict):
        raise _bad(file, str(item), "version (a text), date (a day) and added (numbers by kind)")
    counts = cast("dict[object, object]", added)
    wrong = [kind for kind, number in counts.items() if kind not in KINDS or not isinstance(number, int)]
    if wrong:
        raise _bad(file, str(wrong[0]), f"a kind of record with a number, in version {name}")
    return Version(name, day, cast("dict[str, int]", added))


def _bad(file: Path, found: str, expected: str) -> BadData:
    return BadData([Fault(str(file), 1, "versions", found, expected)])
