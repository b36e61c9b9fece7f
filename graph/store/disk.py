"""A dataset in a directory of Oxigraph's own files: written once, then opened read-only by any number of processes."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import pyoxigraph
from pyoxigraph import RdfFormat

from graph.errors import NotBuilt, StoreError
from graph.store.embedded import EmbeddedStore

# A line of canonical N-Quads (RDF 1.2 N-Quads, 4): one space between terms. The group is the triple without its graph.
_QUAD: Final = re.compile(rb"^([^ ]+ [^ ]+ .+) <[^<> ]*> \.$", re.MULTILINE)


def write(directory: Path, nquads: Path) -> None:
    """Load canonical N-Quads into a new directory, with the union as its default graph, compacted and flushed.

    The directory must not be there yet: a load that is killed leaves files that nothing points to, so whoever builds
    writes to a fresh place and switches to it when this returns. Raises StoreError.

    Named graphs and default graph are loaded side by side, which Oxigraph does without Python's lock.
    """
    if directory.exists():
        raise StoreError(f"{directory} is there already")
    quads = nquads.read_bytes()
    try:
        store = pyoxigraph.Store(str(directory))
        with ThreadPoolExecutor(1) as beside:
            named = beside.submit(store.bulk_load, quads, RdfFormat.N_QUADS)
            triples = _QUAD.findall(quads)
            if len(triples) != quads.count(b"\n") + (not quads.endswith(b"\n")):
                named.result()
                raise StoreError(f"{nquads}: a triple is in no named graph, or these are no canonical N-Quads")
            # Lenient, because the other load checks the same terms.
            store.bulk_load(b" .\n".join([*triples, b""]), RdfFormat.N_TRIPLES, lenient=True)
            named.result()
        store.optimize()
        store.flush()
    except (SyntaxError, OSError, ValueError) as error:
        raise StoreError(f"{nquads} cannot be loaded: {error}") from error


class DiskStore(EmbeddedStore):
    """A built directory, opened read-only; it keeps the state it had when it was opened."""

    def __init__(self, directory: Path, version: str) -> None:
        """Open a directory that ``write`` made; ``version`` is what its build recorded. Raises NotBuilt, StoreError."""
        if not (directory / "CURRENT").is_file():
            raise NotBuilt(f"there is no built dataset in {directory}")
        try:
            store = pyoxigraph.Store.read_only(str(directory))
        except (OSError, ValueError) as error:
            raise StoreError(f"{directory} cannot be opened: {error}") from error
        super().__init__(store, version)
