"""A dataset held in memory, read from N-Quads: for tests, small tools and questions to a file."""

import hashlib

import pyoxigraph
from pyoxigraph import RdfFormat

from graph.errors import StoreError
from graph.store.embedded import EmbeddedStore, unite


class MemoryStore(EmbeddedStore):
    """A dataset in memory. ``version`` is the SHA-256 of the N-Quads given."""

    def __init__(self, nquads: bytes) -> None:
        """Read UTF-8 N-Quads; raise StoreError if they cannot be read or a triple is in no named graph."""
        store = pyoxigraph.Store()
        try:
            store.bulk_load(nquads, RdfFormat.N_QUADS)
        except (SyntaxError, OSError, ValueError) as error:
            raise StoreError(f"the N-Quads cannot be read: {error}") from error
        unite(store)
        super().__init__(store, hashlib.sha256(nquads).hexdigest())
