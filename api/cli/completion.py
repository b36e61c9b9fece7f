"""Ids offered by shell completion, read off the data files line by line: a shell waits for the answer at every tab."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import typer

from api.settings import settings_from
from graph.errors import PolicyGraphError

ID: Final = re.compile(r"- id: ([^\s#]+)")
_KINDS: Final = {
    "instruments": "instrument", "agreements": "agreement", "participations": "participation", "zones": "zone",
    "areas": "area", "zone-classes": "zone-class", "designations": "designation", "measures": "measure",
    "targets": "target", "events": "event", "organizations": "organization", "documents": "document",
    "observations": "observation", "reports": "report",
}  # fmt: skip


def places(ctx: typer.Context, args: list[str], incomplete: str) -> list[str]:
    """Ids of zones and areas."""
    return _ids(incomplete, "zones", "areas")


def classes(ctx: typer.Context, args: list[str], incomplete: str) -> list[str]:
    """Ids of classes of zones."""
    return _ids(incomplete, "zone-classes")


def agreements(ctx: typer.Context, args: list[str], incomplete: str) -> list[str]:
    """Ids of agreements."""
    return _ids(incomplete, "agreements")


def reports(ctx: typer.Context, args: list[str], incomplete: str) -> list[str]:
    """Ids of reports: their folders."""
    return sorted(file.parent.name for file in _data().glob("*/source.yml") if file.parent.name.startswith(incomplete))


def kinds(ctx: typer.Context, args: list[str], incomplete: str) -> list[str]:
    """Kinds of entities."""
    return sorted(kind for kind in _KINDS.values() if kind.startswith(incomplete))


def entities(ctx: typer.Context, args: list[str], incomplete: str) -> list[str]:
    """``kind/``, ids, and ids with their kind where only one kind is meant: a shell goes on after a single answer."""
    kind, slash, begun = incomplete.partition("/")
    names = {known: name for name, known in _KINDS.items() if (known == kind if slash else known.startswith(kind))}
    found = [] if slash or not incomplete else _ids(incomplete, *_KINDS)
    if len(names) == 1:
        ((known, name),) = names.items()
        return [*found, *(f"{known}/{slug}" for slug in _ids(begun, name))]
    return [*(f"{known}/" for known in names), *found]


def _ids(incomplete: str, *names: str) -> list[str]:
    found = {slug for name in names for file in _files(name) for slug in ID.findall(file.read_text("utf-8"))}
    return sorted(slug for slug in found if slug.startswith(incomplete))


def _files(name: str) -> Iterator[Path]:
    data = _data()
    yield from data.glob(f"*/{name}.yaml")
    yield from data.glob(f"*/{name}/*.yaml")


def _data() -> Path:
    try:
        return settings_from().data
    except PolicyGraphError:  # a setting that cannot be used is told of by the command itself
        return settings_from({}).data
