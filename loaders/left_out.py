"""What a report says that the graph leaves out on purpose: the remarks ``left_out`` of its ``source.yml``."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from graph.model import Label
from loaders.files import read
from loaders.verify import report_folders


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A remark on some passages (ids within their report): what of them is not taken, in our words."""

    passages: tuple[str, ...]
    what: Label


def left_out(data: Path) -> dict[str, tuple[LeftOut, ...]]:
    """The remarks of every report of a data folder, by report; pydantic's ValidationError if one has other keys."""
    adapter = TypeAdapter(tuple[LeftOut, ...])
    found: dict[str, tuple[LeftOut, ...]] = {}
    for folder in report_folders(data):
        source = read(folder / "source.yml")
        remarks = source.get("left_out", []) if isinstance(source, dict) else []
        found[folder.name] = adapter.validate_python(remarks)
    return found
