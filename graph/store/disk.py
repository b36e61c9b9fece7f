"""A dataset in a directory of Oxigraph's own files: written once, then opened read-only by any number of processes."""

from pathlib import Path

import pyoxigraph
from pyoxigraph import RdfFormat

from graph.errors import NotBuilt, StoreError
from graph.store.embedded import EmbeddedStore, unite


def write(directory: Path, nquads: Path) -> None:
    """Load a file of N-Quads into a new directory, with the union as its default graph, compacted and flushed.

    The directory must not be there yet: a load that is killed leaves files that nothing points to, so whoever builds
    writes to a fresh place and switches to it when this returns. Raises StoreError.
    """
    if directory.exists():
        raise StoreError(f"{directory} is there already")
    try:
        store = pyoxigraph.Store(str(directory))
        store.bulk_load(path=str(nquads), format=RdfFormat.N_QUADS)
        unite(store)
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
