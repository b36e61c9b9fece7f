"""``evidence.lock.json``: where every piece of a report's evidence stands, with hashes and without the report's words.

With it the graph is built, and evidence checked, where the report's text is not at hand; with the text it proves that
nothing has moved. The file is sorted, one entry a line, and depends on nothing but the text and the evidence.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import NotRequired, TypedDict

import orjson

from graph.errors import BadData, Fault
from loaders.located import EvidenceKey, Located
from loaders.text import Segment

NAME = "evidence.lock.json"
Row = dict[str, str | int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedPassage:
    """A passage without its text: ``lines`` as a person cites them (``46+50``), ``sha256`` of its text."""

    id: str
    kind: str
    number: int
    section: str | None = None
    lines: str
    start: int
    end: int
    sha256: str
    box: str | None = None
    level: int = 0
    parent: str | None = None
    marked_in: str | None = None


@dataclass(frozen=True, slots=True)
class Lock:
    """All of a lock file. ``sha256`` is of the report's raw text, ``segments`` make the normalised text of it."""

    report: str
    sha256: str
    segments: tuple[Segment, ...]
    passages: Mapping[str, LockedPassage] = field(repr=False)
    evidence: Mapping[EvidenceKey, Located] = field(repr=False)


def read_lock(folder: Path) -> Lock:
    """The lock of the report whose data is in ``folder``; BadData if there is none or it cannot be read."""
    file = folder / NAME
    name = f"{folder.parent.name}/{folder.name}/{NAME}"
    try:
        content = orjson.loads(file.read_bytes())
        passages = {row["id"]: LockedPassage(**row) for row in content["passages"]}
        return Lock(
            report=content["report"],
            sha256=content["sha256"],
            segments=tuple(Segment(*numbers) for numbers in content["segments"]),
            passages=passages,
            evidence=dict(_entry(row, passages) for row in content["evidence"]),
        )
    except FileNotFoundError:
        raise BadData([Fault(name, 1, "", "no such file", "the lock that `policygraph lock` writes")]) from None
    except (ValueError, KeyError, TypeError) as error:
        found = f"{type(error).__name__} {error}"
        raise BadData([Fault(name, 1, "", found, "the lock as `policygraph lock` writes it")]) from None


def write_lock(folder: Path, lock: Lock) -> Path:
    """Write ``lock`` into ``folder``, all or nothing; the same lock gives the same bytes. Returns the file."""
    head = {"report": lock.report, "sha256": lock.sha256, "segments": [[*_numbers(one)] for one in lock.segments]}
    passages = [_stated(asdict(one)) for one in lock.passages.values()]
    evidence = [_row(key, place) for key, place in sorted(lock.evidence.items(), key=_rank)]
    text = ",\n".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in head.items())
    text = f'{{\n{text},\n"passages": {_lines(passages)},\n"evidence": {_lines(evidence)}\n}}\n'
    file = folder / NAME
    draft = file.with_suffix(".draft")
    draft.write_text(text, "utf-8")
    draft.replace(file)
    return file


class _Entry(TypedDict):
    passage: str
    anchor: NotRequired[str]
    occurrence: NotRequired[int]
    row: NotRequired[str]
    column: NotRequired[str]
    start: int
    end: int
    sha256: str
    anchor_start: int
    anchor_end: int


def _entry(row: _Entry, passages: Mapping[str, LockedPassage]) -> tuple[EvidenceKey, Located]:
    id = row["passage"]
    key = EvidenceKey(id, row.get("anchor"), row.get("occurrence"), row.get("row"), row.get("column"))
    section = passages[id].section
    return key, Located(id, section, row["start"], row["end"], row["sha256"], row["anchor_start"], row["anchor_end"])


def _row(key: EvidenceKey, place: Located) -> Row:
    row: Row = {
        **key._asdict(), "start": place.start, "end": place.end, "sha256": place.sha256,
        "anchor_start": place.anchor_start, "anchor_end": place.anchor_end,
    }  # fmt: skip
    return _stated(row)


def _rank(item: tuple[EvidenceKey, Located]) -> tuple[int, int, int, str]:
    """The order of entries: as the anchors stand in the text; the longer one first where two begin together."""
    key, place = item
    return place.anchor_start, -place.anchor_end, key.occurrence or 0, key.passage


def _stated(row: Row) -> Row:
    """The row without what it does not state; level 0 is no heading's."""
    return {key: value for key, value in row.items() if value is not None and (key != "level" or value)}


def _numbers(segment: Segment) -> tuple[int, int, int]:
    return segment.start, segment.raw, segment.length


def _lines(rows: Iterable[Row]) -> str:
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]"
