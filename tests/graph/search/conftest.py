"""Search over the real data: without the reports' texts, and with them where they are at hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.search import Search
from loaders.lock import read_lock
from loaders.quotes import Quotes
from loaders.verify import report_folders
from tests.graph.conftest import Real


def nothing(report: str, start: int, end: int) -> None:
    """The words of a report that is not here."""


@pytest.fixture(scope="session")
def search(real: Real) -> Iterator[Search]:
    """Over what is in the graph."""
    found = Search(real.catalogue, None, nothing)
    yield found
    found.close()


@pytest.fixture(scope="session")
def quoting(real: Real, data: Path, sources: Path) -> Iterator[Search]:
    """Over the graph and the reports' texts."""
    quotes = Quotes(sources, [read_lock(folder) for folder in report_folders(data)])
    assert quotes.hashes
    found = Search(real.catalogue, None, quotes.quote)
    yield found
    found.close()
