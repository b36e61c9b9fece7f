"""``data/`` → records: every file read, every key checked, every fault with its file and line.

A report's folder holds what that report says; ``reference/`` holds facts from outside, each naming its own source.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from graph.errors import BadData, Fault
from graph.model import (
    Agreement,
    Area,
    Designation,
    Document,
    Event,
    Evidence,
    Instrument,
    Measure,
    Observation,
    Organization,
    Participation,
    Record,
    ReferenceSource,
    Report,
    Target,
    Zone,
    ZoneClass,
)  # fmt: skip
from graph.schema import fields_of
from loaders.files import Unreadable, Value, canonical_keys, line_of, read
from loaders.tables import Table, expand_tables

REFERENCE = "reference"
TABLES = "tables.yaml"

FILES: dict[str, type[Record]] = {
    "instruments": Instrument, "agreements": Agreement, "participations": Participation, "zones": Zone, "areas": Area,
    "zone-classes": ZoneClass, "designations": Designation, "measures": Measure, "targets": Target, "events": Event,
    "organizations": Organization, "documents": Document, "observations": Observation, "reports": Report,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands: file and the way of keys to it."""

    file: Path
    keys: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """All records of a data folder, the reference sources, the tables of reports, and where each record stands.

    ``origins`` runs along ``records``.
    """

    root: Path
    records: tuple[Record, ...]
    origins: tuple[Place, ...]
    sources: tuple[ReferenceSource, ...]
    tables: tuple[Table, ...] = ()

    def fault(self, index: int, key: str, found: str, expected: str) -> Fault:
        """A fault of the record at ``index``, with the line of ``key`` in it (``dates.published`` style)."""
        origin = self.origins[index]
        way = tuple(int(part) if part.isdigit() else part for part in key.split(".")) if key else ()
        return _fault(
            self.root, origin.file, (*origin.keys, *way), f"{self.records[index].id} {key}".strip(), found, expected
        )


def _fault(root: Path, file: Path, keys: tuple[str | int, ...], key: str, found: str, expected: str) -> Fault:
    return Fault(str(file.relative_to(root.parent)), line_of(file, keys), key, found, expected)


@lru_cache(maxsize=1)
def _adapters() -> dict[type[Record], TypeAdapter[Record]]:
    return {cls: TypeAdapter(cls) for cls in FILES.values()}


def load(root: Path) -> Loaded:
    """Read every source folder under ``root``; raise BadData with all faults if anything does not fit."""
    records: list[Record] = []
    origins: list[Place] = []
    tables: list[Table] = []
    faults: list[Fault] = []
    sources = _reference_sources(root, faults)
    for folder in sorted(path for path in root.iterdir() if path.is_dir()):
        for file, cls in _files(folder):
            try:
                content = canonical_keys(read(file))
            except Unreadable as error:
                faults.append(Fault(str(file.relative_to(root.parent)), error.line, "", str(error), "YAML"))
                continue
            if file.name == TABLES:
                tables += _tables(root, file, folder.name, content, faults)
            for keys, raw in _raw_records(root, file, cls, content, faults):
                record = _record(root, Place(file, keys), cls, raw, folder.name, faults)
                if record is not None:
                    records.append(record)
                    origins.append(Place(file, keys))
    if faults:
        raise BadData(faults)
    return Loaded(root, tuple(records), tuple(origins), sources, tuple(tables))


def _files(folder: Path) -> Iterator[tuple[Path, type[Record]]]:
    """The files of a source folder with the kind of record they hold: ``measures.yaml`` or ``measures/*.yaml``."""
    if (folder / "source.yml").exists():
        yield folder / "source.yml", Report
    for name, cls in FILES.items():
        single = folder / f"{name}.yaml"
        for file in [single] if single.exists() else sorted((folder / name).glob("*.yaml")):
            yield file, cls
    if (folder / TABLES).exists():
        yield folder / TABLES, Observation


def _raw_records(
    root: Path, file: Path, cls: type[Record], content: Value, faults: list[Fault]
) -> Iterator[tuple[tuple[str | int, ...], dict[str, Value]]]:
    if cls is Report and isinstance(content, dict):
        known = {item.name for item in fields(Report)}
        yield (), {key: value for key, value in content.items() if key in known}
        return
    if not isinstance(content, list):
        faults.append(_fault(root, file, (), "", type(content).__name__, "a list of records"))
        return
    for index, item in enumerate(content):
        if not isinstance(item, dict):
            faults.append(_fault(root, file, (index,), "", repr(item), "a record with keys"))
        elif file.name == TABLES:
            yield from expand_tables(index, item)
        else:
            yield (index,), item


def _tables(root: Path, file: Path, report: str, content: Value, faults: list[Fault]) -> Iterator[Table]:
    """The tables themselves, without their cells."""
    adapter = TypeAdapter(Table)
    for index, item in enumerate(content if isinstance(content, list) else ()):
        if not isinstance(item, dict):
            continue
        try:
            yield adapter.validate_python({"report": report, **{key: item.get(key) for key in ("id", "label", "note")}})
        except ValidationError as error:
            for problem in error.errors(include_url=False, include_context=False):
                way, key = problem["loc"], ".".join(map(str, problem["loc"]))
                faults.append(_fault(root, file, (index, *way), key, repr(problem["input"]), problem["msg"]))


def _record(
    root: Path, origin: Place, cls: type[Record], raw: dict[str, Value], folder: str, faults: list[Fault]
) -> Record | None:
    if folder == REFERENCE:
        evidence: Value = [{"supports": [key for key in raw if key not in ("id", "source")]}]
        raw = {**raw, "evidence": evidence}
    else:
        raw = {**raw, "source": folder}
    try:
        return _adapters()[cls].validate_python(_spelled_out(raw))
    except ValidationError as error:
        for problem in error.errors(include_url=False, include_context=False):
            way = tuple(part for part in problem["loc"])
            found = "nothing" if problem["type"] == "missing" else repr(problem["input"])
            key = f"{raw.get('id', '?')} {'.'.join(map(str, way))}"
            expected = _expected(cls, way) if problem["type"] in EXTRA else problem["msg"]
            faults.append(_fault(root, origin.file, (*origin.keys, *way), key, found, expected))
        return None


EXTRA = {"extra_forbidden", "unexpected_keyword_argument"}


def _expected(cls: type[Record], way: Sequence[int | str]) -> str:
    """The keys there are, where an unknown one stands at the end of ``way``."""
    here: type | None = cls
    for part in way[:-1]:
        if isinstance(part, str) and here is not None:
            here = next((field.nested for field in fields_of(here) if field.name == part), None)
    names = [field.name for field in fields_of(here)] if here else [item.name for item in fields(Evidence)]
    return f"one of the keys {', '.join(names)}"


def _spelled_out(raw: dict[str, Value]) -> dict[str, Value]:
    """Short forms in full: ``part_of: [shanghai]`` is a containment with no dates; one name is a list of one."""
    parts = raw.get("part_of")
    if isinstance(parts, list):
        raw = {**raw, "part_of": [{"place": part} if isinstance(part, str) else part for part in parts]}
    return raw


def _reference_sources(root: Path, faults: list[Fault]) -> tuple[ReferenceSource, ...]:
    file = root / REFERENCE / "sources.yml"
    if not file.exists():
        return ()
    adapter = TypeAdapter(list[ReferenceSource])
    try:
        return tuple(adapter.validate_python(read(file)))
    except ValidationError as error:
        for problem in error.errors(include_url=False, include_context=False):
            faults.append(
                _fault(root, file, problem["loc"], str(problem["loc"]), repr(problem["input"]), problem["msg"])
            )
        return ()
    except Unreadable as error:
        faults.append(Fault(str(file.relative_to(root.parent)), error.line, "", str(error), "YAML"))
        return ()


def by_source(records: Iterable[Record]) -> dict[str, list[Record]]:
    """Records grouped by the source whose statements they are."""
    grouped: dict[str, list[Record]] = {}
    for record in records:
        grouped.setdefault(record.source, []).append(record)
    return grouped
