"""The real data in memory, once for all tests of this folder."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.catalogue import Catalogue
from graph.iris import Iris
from graph.store.memory import MemoryStore
from loaders.build import read_corpus
from loaders.corpus import Corpus, lines


@dataclass(frozen=True, slots=True)
class Real:
    """The corpus of ``data/``, its quads, a store that holds them, and the catalogue read from it."""

    corpus: Corpus
    lines: list[str]
    store: MemoryStore
    catalogue: Catalogue


@pytest.fixture(scope="session")
def real(data: Path) -> Real:
    """Built from ``data/`` without SHACL."""
    corpus, iris = read_corpus(data), Iris()
    written = lines(corpus, iris)
    store = MemoryStore("\n".join(written).encode())
    return Real(corpus, written, store, Catalogue.load(store, iris))
