"""Evidence checked, each piece: against the report's text where that is at hand, and against the lock in any case."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import BadData, Fault
from graph.model import Observation
from loaders.evidence import Resolver, Unresolved
from loaders.located import EvidenceKey, Located, key_of
from loaders.lock import NAME, Lock, LockedPassage, read_lock, write_lock
from loaders.outline import read_source
from loaders.passages import ReportText, report_text
from loaders.records import Loaded
from loaders.text import sha256

RELOCK = "what `policygraph lock` would write"


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence of the record at ``record`` of the loaded ones, the ``number``-th of its list, from 0."""

    record: int
    number: int
    key: EvidenceKey


@dataclass(frozen=True, slots=True)
class Checked:
    """What was checked of one report: its pieces of evidence, and whether the text itself was there to check them."""

    report: str
    evidence: int
    against_text: bool

    def __str__(self) -> str:
        against = (
            "against the text and the lock" if self.against_text else "against the lock only: the text is not here"
        )
        return f"{self.report}: {self.evidence} pieces of evidence, {against}"


@dataclass(frozen=True, slots=True)
class Verified:
    """The outcome: every fault, and what was checked, a report each."""

    faults: tuple[Fault, ...]
    reports: tuple[Checked, ...]


def report_folders(root: Path) -> list[Path]:
    """The folders of ``root`` that hold a report's data."""
    return sorted(file.parent for file in root.glob("*/source.yml"))


def text_of(folder: Path, sources: Path | None) -> ReportText | None:
    """The text of a folder's report, from ``<report>.txt`` in ``sources``; None without one.

    BadData if it is not laid out as ``source.yml`` says, or is another text than that names by its hash.
    """
    source = read_source(folder)
    file = sources / f"{source.id}.txt" if sources else None
    if file is None or not file.is_file():
        return None
    try:
        raw = file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadData([Fault(file.name, 1, "", str(error), "text in UTF-8")]) from None
    if sha256(raw) != source.sha256:
        raise BadData([Fault(file.name, 1, "sha256", sha256(raw), f"{source.sha256}, as source.yml asserts")])
    return report_text(source, raw, file.name)


def evidence_of(loaded: Loaded, report: str) -> Iterator[Piece]:
    """Every piece of evidence that the records of a report name a passage for."""
    for index, record in enumerate(loaded.records):
        if record.source == report:
            for number, evidence in enumerate(record.evidence):
                key = key_of(evidence)
                if key is not None:
                    yield Piece(index, number, key)


def locate(loaded: Loaded, text: ReportText) -> tuple[dict[EvidenceKey, Located], list[Fault]]:
    """The place of each piece of a report's evidence in its text, and a fault for each that has none."""
    resolver = Resolver(text)
    found: dict[EvidenceKey, Located] = {}
    faults: list[Fault] = []
    unfit: dict[EvidenceKey, Unresolved] = {}
    for piece in evidence_of(loaded, text.report):
        if piece.key not in found and piece.key not in unfit:
            try:
                found[piece.key] = resolver.resolve(piece.key)
            except Unresolved as error:
                unfit[piece.key] = error
        misfit = unfit.get(piece.key)
        if misfit is not None:
            way = f"evidence.{piece.number}.{misfit.key}"
            faults.append(loaded.fault(piece.record, way, misfit.found, misfit.expected))
    return found, faults


def locked(text: ReportText, evidence: Mapping[EvidenceKey, Located]) -> Lock:
    """The lock of a report's text and of the evidence located in it."""
    passages = {
        one.id: LockedPassage(
            id=one.id, kind=one.kind, number=one.number, section=one.section, lines=one.where, start=one.start,
            end=one.end, sha256=sha256(one.text), box=one.box, level=one.level, parent=one.parent,
            marked_in=one.marked_in,
        )
        for one in text.passages.values()
    }  # fmt: skip
    return Lock(text.report, text.sha256, text.normalised.segments, passages, evidence)


def lock_all(loaded: Loaded, sources: Path) -> list[Path]:
    """Write the lock of every report; returns the files. BadData, and nothing written, if any evidence does not fit."""
    locks: list[tuple[Path, Lock]] = []
    faults: list[Fault] = []
    for folder in report_folders(loaded.root):
        text = text_of(folder, sources)
        if text is None:
            faults.append(Fault(f"{folder.name}.txt", 1, "", "no such text", f"the report's text in {sources}"))
            continue
        evidence, unfit = locate(loaded, text)
        faults += unfit
        locks.append((folder, locked(text, evidence)))
    if faults:
        raise BadData(faults)
    return [write_lock(folder, lock) for folder, lock in locks]


def verify(loaded: Loaded, sources: Path | None) -> Verified:
    """Check each piece of evidence of all reports; ``sources`` holds the texts, where there are any."""
    faults: list[Fault] = []
    checked: list[Checked] = []
    for folder in report_folders(loaded.root):
        try:
            text = text_of(folder, sources)
            lock = read_lock(folder)
        except BadData as error:
            faults += error.faults
            continue
        pieces = list(evidence_of(loaded, folder.name))
        checked.append(Checked(folder.name, len(pieces), text is not None))
        file = f"{loaded.root.name}/{folder.name}/{NAME}"
        if text is not None:
            evidence, unfit = locate(loaded, text)
            faults += unfit
            faults += _compared(locked(text, evidence), lock, file)
            faults += _printed(loaded, text, evidence)
        faults += _placeless(loaded, folder.name)
        faults += _unlocked(loaded, pieces, lock, file)
    return Verified(tuple(faults), tuple(checked))


def _compared(now: Lock, before: Lock, file: str) -> Iterator[Fault]:
    """Where the lock tells something else than text and evidence do now."""
    if now.sha256 != before.sha256:
        yield Fault(file, 1, "sha256", before.sha256, now.sha256)
    if now.segments != before.segments:
        yield Fault(file, 1, "segments", f"{len(before.segments)} segments", f"{RELOCK}, {len(now.segments)}")
    for id in now.passages.keys() | before.passages.keys():
        if now.passages.get(id) != before.passages.get(id):
            yield Fault(file, 1, f"passages {id}", str(before.passages.get(id)), str(now.passages.get(id)))
    for key in now.evidence.keys() & before.evidence.keys():
        if now.evidence[key] != before.evidence[key]:
            yield Fault(file, 1, f"evidence {_name(key)}", str(before.evidence[key]), str(now.evidence[key]))


def _placeless(loaded: Loaded, report: str) -> Iterator[Fault]:
    """Evidence of a report's records that names no passage of it."""
    for index, record in enumerate(loaded.records):
        for number, evidence in enumerate(record.evidence if record.source == report else ()):
            if evidence.passage is None:
                yield loaded.fault(index, f"evidence.{number}", "no passage", f"a passage of {report}")


def _unlocked(loaded: Loaded, pieces: Sequence[Piece], lock: Lock, file: str) -> Iterator[Fault]:
    """Evidence that the lock lacks, and entries of the lock that no evidence uses."""
    for piece in pieces:
        if piece.key not in lock.evidence:
            where = f"evidence.{piece.number}"
            yield loaded.fault(piece.record, where, f"{_name(piece.key)}, not in {NAME}", "evidence that was locked")
    used = {piece.key for piece in pieces}
    for key in lock.evidence:
        if key not in used:
            yield Fault(file, 1, f"evidence {_name(key)}", "an entry that nothing in data/ uses", RELOCK)


def _printed(loaded: Loaded, text: ReportText, evidence: Mapping[EvidenceKey, Located]) -> Iterator[Fault]:
    """Observations whose value, as printed, is not what the cell prints, or stands in none of their sentences."""
    for index, record in enumerate(loaded.records):
        if record.source != text.report or not isinstance(record, Observation):
            continue
        places = [evidence[key] for key in map(key_of, record.evidence) if key is not None and key in evidence]
        quotes = [text.normalised.text[place.start : place.end] for place in places]
        if record.row is not None and any(quote != record.value_text for quote in quotes):
            yield loaded.fault(index, "value_text", repr(record.value_text), f"{quotes[0]!r}, as the cell prints")
        elif quotes and not any(record.value_text in quote for quote in quotes):
            yield loaded.fault(
                index, "value_text", repr(record.value_text), "words of a sentence that it is taken from"
            )


def _name(key: EvidenceKey) -> str:
    place = f"{key.row}, {key.column}" if key.anchor is None else repr(key.anchor)
    return f"{key.passage} {place}" + (f" no. {key.occurrence}" if key.occurrence else "")
