"""Answering strangers' queries from a remote endpoint: the same surface as the pool of processes, forwarded."""

from api.sparql.workers import Limits, Question
from graph.errors import StoreError
from graph.store.remote import RemoteStore


class EndpointWorkers:
    """Forwards each query, which the guard let through, to the endpoint of a remote store.

    Time is bounded by the store's own ``seconds``. ``close`` leaves the store open: it belongs to the service.
    """

    def __init__(self, store: RemoteStore, *, size: int = 8, limits: Limits | None = None) -> None:
        self._store = store
        self._size = size
        self._limits = limits or Limits()

    @property
    def size(self) -> int:
        return self._size

    @property
    def limits(self) -> Limits:
        return self._limits

    def answer(self, question: Question) -> bytes:
        dataset = {
            name: graphs
            for name, graphs in (
                ("default-graph-uri", question.default_graphs),
                ("named-graph-uri", question.named_graphs),
            )
            if graphs
        }
        sent = self._store.send(question.query, question.media_type, dataset, self._limits.answer)
        if _kind(sent.media) != _kind(question.media_type):
            raise StoreError(f"the endpoint sent {sent.media or 'no type'} where {question.media_type} was asked")
        return sent.body

    def close(self) -> None:
        """Nothing is held here."""


def _kind(media: str) -> str:
    """What a media type is underneath: ``json`` for application/json and for application/sparql-results+json."""
    return media.rpartition("/")[2].rpartition("+")[2]
