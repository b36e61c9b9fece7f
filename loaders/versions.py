"""The released versions of the data, from ``data/versions.yml``: the dates that feeds and calendars carry.

A feed must not change because a clock did; so what is new and when stands in a file beside the facts.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, cast

import yaml

from graph.errors import BadData, Fault
from graph.model import KINDS

LISTS: Final = ("added", "changed", "removed")


@dataclass(frozen=True, slots=True)
class Version:
    """One released version: its name, its date, and how many entities of each kind it has.

    ``added``, ``changed`` and ``removed`` are ids of entities (``id`` or ``kind/id``) or of entries of the timeline,
    against the version before. The first version names none: all of it is new.
    """

    id: str
    date: date
    counts: Mapping[str, int]
    added: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Dated:
    """The dates of the version that brought something and of the last one that changed it."""

    published: date
    updated: date


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
    if found and (found[0].added or found[0].changed or found[0].removed):
        raise _bad(file, f"ids in version {found[0].id}", "no ids in the first version: all of it is new")
    return found


def dated(released: Iterable[Version], names: Collection[str], first: date) -> Dated:
    """When what goes by any of ``names`` was added and last added or changed; ``first`` where no version names it."""
    published = updated = first
    for version in released:
        if not version.added.isdisjoint(names):
            published = updated = version.date
        elif not version.changed.isdisjoint(names):
            updated = version.date
    return Dated(published, updated)


def _version(file: Path, item: dict[str, object]) -> Version:
    name, day, counts = item.get("version"), item.get("date"), item.get("counts")
    if not isinstance(name, str) or not isinstance(day, date) or not isinstance(counts, dict):
        raise _bad(file, str(item), "version (a text), date (a day) and counts (numbers by kind)")
    numbers = cast("dict[object, object]", counts)
    wrong = [kind for kind, number in numbers.items() if kind not in KINDS or not isinstance(number, int)]
    if wrong:
        raise _bad(file, str(wrong[0]), f"a kind of record with a number, in version {name}")
    added, changed, removed = (_ids(file, name, key, item.get(key) or []) for key in LISTS)
    return Version(name, day, cast("dict[str, int]", counts), added, changed, removed)


def _ids(file: Path, version: str, key: str, listed: object) -> frozenset[str]:
    ids = cast("list[object]", listed) if isinstance(listed, list) else [listed]
    if not isinstance(listed, list) or not all(isinstance(one, str) for one in ids):
        raise _bad(file, str(listed), f"a list of ids under {key}, in version {version}")
    return frozenset(str(one) for one in ids)


def _bad(file: Path, found: str, expected: str) -> BadData:
    return BadData([Fault(str(file), 1, "versions", found, expected)])
