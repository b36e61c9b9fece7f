"""``data/`` → a built dataset: read, check, write quads, validate, load, and only then switch."""

import gc
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from graph.errors import BadData, Fault
from graph.home import Dataset, Home, Manifest
from graph.inferred import GRAPH
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


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for garbage: a build makes millions of objects and hardly a cycle, and looking took a sixth of it."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@_uncollected()
def build(
    data: Path, home: Home, iris: Iris, *, shacl: bool = True, force: bool = False, progress: Progress = lambda _: None
) -> Built:
    """Build the dataset and make it current; BadData with every fault, and nothing changed, if the data do not fit."""
    inputs = fingerprint(data, iris)
    current = None if force else unchanged(home, inputs, validated=shacl)
    if current:
        return Built(current, fresh=False)
    progress("reading records")
    corpus = read_corpus(data)
    progress(f"writing the quads of {len(corpus.loaded.records)} records")
    found = lines(corpus, iris)
    written = "\n".join([*found, ""]).encode()
    if shacl:
        progress("validating with SHACL")
        from loaders.shacl import conforms  # pyshacl and rdflib take longer to import than a build without them

        conforms(written, iris)
    version = hashlib.sha256(written).hexdigest()
    folder = home.begin()
    progress("loading the store, indexing for search")
    (folder / "dataset.nq").write_bytes(written)
    with ThreadPoolExecutor(1) as beside:  # Oxigraph loads without Python's lock, the index is made with it
        loading = beside.submit(write, folder / "store", folder / "dataset.nq")
        _index(folder, found, version, iris)
        loading.result()
    manifest = Manifest(version, inputs, iris.base, len(found), counts(corpus), shacl)
    return Built(home.finish(folder, manifest), fresh=True)


def _index(folder: Path, found: Iterable[str], version: str, iris: Iris) -> None:
    """Write the search index beside the store, from the same quads: all but what is inferred of them."""
    from graph.catalogue import Catalogue  # as for SHACL: what an unchanged build never needs
    from graph.search.index import write as index

    inferred = f" <{iris.graph(GRAPH)}> ."
    stated = "\n".join(line for line in found if not line.endswith(inferred))
    quads = (
        (quad.graph_name.value, quad.subject.value, quad.predicate.value, quad.object)
        for quad in ox.parse(stated, ox.RdfFormat.N_QUADS)
    )
    index(folder, Catalogue(quads, iris, version))


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
