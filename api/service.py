"""What a running service holds: the store, the catalogue read from it, the quotes, and remembered answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock as Mutex

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
from loaders.left_out import LeftOut, left_out
from loaders.lock import read_lock
from loaders.quotes import Quotes
from loaders.verify import report_folders


@dataclass(slots=True)
class Service:
    """Everything a request needs. The dataset never changes while a service runs, so what is read is kept."""

    settings: Settings
    store: Store
    catalogue: Catalogue
    quotes: Quotes
    remembered: Remembered = field(default_factory=Remembered)
    left_out: Mapping[str, tuple[LeftOut, ...]] = field(default_factory=dict)
    objects: dict[tuple[str, str], Object] = field(default_factory=dict)
    _reached: dict[str, tuple[Reached, ...]] = field(default_factory=dict)
    _mutex: Mutex = field(default_factory=Mutex)

    def reached(self, place: str) -> tuple[Reached, ...]:
        """Every way in which a measure reaches a place, read from the store once."""
        with self._mutex:
            if place not in self._reached:
                self._reached[place] = reached(self.store, self.catalogue, place)
            return self._reached[place]

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()


def open_service(settings: Settings) -> Service:
    """Open the current dataset (or the remote endpoint) and read what every answer needs. NotBuilt, StoreError."""
    iris = Iris(settings.base)
    store: Store
    if settings.endpoint:
        store = RemoteStore(settings.endpoint)
    else:
        dataset = Home(settings.home).current()
        iris = Iris(dataset.manifest.base)
        store = DiskStore(dataset.store, dataset.manifest.version)
    locks = [read_lock(folder) for folder in report_folders(settings.data)]
    quotes = Quotes(settings.sources, locks)
    return Service(settings, store, Catalogue.load(store, iris), quotes, left_out=left_out(settings.data))
