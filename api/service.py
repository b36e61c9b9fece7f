"""What a running service holds: the store, the catalogue read from it, the quotes, and remembered answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock as Mutex
from typing import TYPE_CHECKING

from api.objects import Object
from api.remembered import Remembered
from api.settings import Settings
from graph.catalogue import Catalogue
from graph.home import Home
from graph.iris import Iris
from graph.reached import Reached, reached
from graph.store import Store
from graph.store.disk import DiskStore
from graph.store.remote import RemoteStore
from graph.zone_measures import Item
from loaders.left_out import LeftOut, left_out
from loaders.lock import read_lock
from loaders.quotes import Quotes
from loaders.verify import report_folders

if TYPE_CHECKING:
    from graph.search import Search
    from graph.statistics.dataset import Statistics


@dataclass(slots=True)
class Service:
    """Everything a request needs. The dataset never changes while a service runs, so what is read is kept.

    ``folder``: the dataset's, None for a remote endpoint. What answers are put together from is kept by ``id``, since
    what it is made of lasts as long as the service. ``evidence``: of a statement, what supports these of its keys, as
    answers show it under these names. ``items``: a measure that applies by these ways, as answers show it.
    """

    settings: Settings
    store: Store
    catalogue: Catalogue
    quotes: Quotes
    remembered: Remembered = field(default_factory=Remembered)
    left_out: Mapping[str, tuple[LeftOut, ...]] = field(default_factory=dict)
    objects: dict[tuple[str, str], Object] = field(default_factory=dict)
    items: dict[tuple[int, tuple[int, ...], str], tuple[Item, Object]] = field(default_factory=dict)
    evidence: dict[tuple[int, tuple[str, ...] | None, int], list[Object]] = field(default_factory=dict)
    _reached: dict[str, tuple[Reached, ...]] = field(default_factory=dict)
    folder: Path | None = None
    closing: list[Callable[[], None]] = field(default_factory=list)
    _search: "Search | None" = None
    _statistics: "dict[frozenset[str], Statistics]" = field(default_factory=dict)
    _mutex: Mutex = field(default_factory=Mutex)

    def reached(self, place: str) -> tuple[Reached, ...]:
        """Every way in which a measure reaches a place, read from the store once."""
        with self._mutex:
            if place not in self._reached:
                self._reached[place] = reached(self.store, self.catalogue, place)
            return self._reached[place]

    def search(self) -> "Search":
        """Search over the dataset and the quotes; the index is opened when it is first asked for."""
        from graph.search import Search  # dictionaries of characters and words, which most commands do not need

        with self._mutex:
            if self._search is None:
                self._search = Search(self.catalogue, self.folder, self.quotes.quote)
            return self._search

    def statistics(self, sources: frozenset[str]) -> "Statistics":
        """What follows from the figures of these sources: audit, revisions, series; computed when first asked for."""
        from graph.statistics.dataset import Statistics

        with self._mutex:
            if sources not in self._statistics:
                self._statistics[sources] = Statistics.load(self.catalogue, self.store, sources)
            return self._statistics[sources]

    def close(self) -> None:
        """Let go of the store, the index, and what else was opened over them (``closing``)."""
        for close in self.closing:
            close()
        self.store.close()
        if self._search is not None:
            self._search.close()


def open_service(settings: Settings) -> Service:
    """Open the current dataset (or the remote endpoint) and read what every answer needs. NotBuilt, StoreError."""
    iris = Iris(settings.base)
    store: Store
    folder: Path | None = None
    if settings.endpoint:
        store = RemoteStore(settings.endpoint)
    else:
        dataset = Home(settings.home).current()
        iris, folder = Iris(dataset.manifest.base), dataset.folder
        store = DiskStore(dataset.store, dataset.manifest.version)
    locks = [read_lock(folder) for folder in report_folders(settings.data)]
    quotes = Quotes(settings.sources, locks)
    catalogue = Catalogue.load(store, iris)
    return Service(settings, store, catalogue, quotes, left_out=left_out(settings.data), folder=folder)
