"""``data/`` → a built dataset: read, check, write quads, validate, load, and only then switch."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from graph.errors import BadData, Fault
from graph.home import Dataset, Home, Manifest
from graph.iris import Iris
from graph.schema import kind_of
from graph.store.disk import write
from loaders.check import check
from loaders.corpus import Corpus, lines
from loaders.inputs import fingerprint, unchanged
from loaders.lock import Lock, read_lock
from loaders.records import Loaded, load
from loaders.verify import evidence_of, report_folders
from loaders.vocabulary import ontology_triples, vocabulary

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What ``build`` did: the dataset, and whether it was made now or found as it should be."""

    dataset: Dataset
    fresh: bool


def build(
    data: Path, home: Home, iris: Iris, *, shacl: bool = True, force: bool = False, progress: Progress = lambda _: None
) -> Built:
    """Build the dataset and make it current; BadData with every fault, and nothing changed, if the data do not fit."""
    inputs = fingerprint(data, iris)
    if not force and (current := unchanged(home, inputs)):
        return Built(current, fresh=False)
    progress("reading records")
    corpus = read_corpus(data)
    progress(f"writing the quads of {len(corpus.loaded.records)} records")
    written = "\n".join(lines(corpus, iris)).encode() + b"\n"
    if shacl:
        progress("validating with SHACL")
        from loaders.shacl import conforms  # pyshacl and rdflib take longer to import than a build without them

        conforms(written, iris)
    folder = home.begin()
    progress("loading the store")
    (folder / "dataset.nq").write_bytes(written)
    write(folder / "store", folder / "dataset.nq")
    manifest = Manifest(
        version=hashlib.sha256(written).hexdigest(),
        inputs=inputs,
        base=iris.base,
        quads=written.count(b"\n"),
        counts=counts(corpus),
    )
    dataset = home.finish(folder, manifest)
    progress("indexing for search")
    _index(dataset, iris)
    return Built(dataset, fresh=True)


def _index(dataset: Dataset, iris: Iris) -> None:
    """Write the search index beside the store; a service that is asked before it is there makes its own in memory.

    After the switch, because a dataset that was built before keeps its folder, whatever code had indexed it.
    """
    from graph.catalogue import Catalogue  # as for SHACL: what an unchanged build never needs
    from graph.search.index import write as index
    from graph.store.disk import DiskStore

    with closing(DiskStore(dataset.store, dataset.manifest.version)) as store:
        index(dataset.folder, Catalogue.load(store, iris))


def read_corpus(data: Path) -> Corpus:
    """All records, checked, with the locks of the reports and the ontology."""
    loaded = load(data)
    triples = ontology_triples()
    locks = {folder.name: read_lock(folder) for folder in report_folders(data)}
    faults = [*check(loaded, vocabulary(triples)), *_unlocked(loaded, locks)]
    if faults:
        raise BadData(faults)
    return Corpus(loaded, locks, triples)


def _unlocked(loaded: Loaded, locks: Mapping[str, Lock]) -> Iterator[Fault]:
    """Evidence that no lock places: the build has no text, so the lock must know it."""
    for report, lock in locks.items():
        for piece in evidence_of(loaded, report):
            if piece.key not in lock.evidence:
                key = f"evidence.{piece.number}"
                yield loaded.fault(piece.record, key, "evidence that is not locked", "a run of `policygraph lock`")


def counts(corpus: Corpus) -> dict[str, int]:
    """Entities by kind."""
    entities = {(kind_of(type(record)), record.id) for record in corpus.loaded.records}
    return dict(sorted(Counter(kind for kind, _ in entities).items()))
