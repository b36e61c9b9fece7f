"""Batches written to a server: all in one transaction, or each in its own by several sessions at a time."""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeAlias

from neo4j import Driver, ManagedTransaction

from graph.neo4j.batches import Batch

SESSIONS: Final = 2
"""How many sessions write at a time: while the server works on one batch, the next is packed and sent."""

Advance: TypeAlias = Callable[[int], None]
"""Hears that so many more rows are written."""


def write_in(transaction: ManagedTransaction, batches: Iterable[Batch], advance: Advance) -> None:
    """Write batches in one transaction."""
    for batch in batches:
        transaction.run(batch.text, rows=batch.rows).consume()
        advance(len(batch.rows))


def write_apart(driver: Driver, database: str, batches: Iterable[Batch], advance: Advance) -> None:
    """Write each batch in a transaction of its own, several at a time; the first that fails stops all."""
    waiting, lock, stopped = iter(batches), threading.Lock(), threading.Event()

    def following() -> Batch | None:
        with lock:
            return None if stopped.is_set() else next(waiting, None)

    def work(_: int) -> None:
        try:
            with driver.session(database=database) as session:
                while batch := following():
                    session.execute_write(_one, batch)
                    with lock:
                        advance(len(batch.rows))
        finally:
            stopped.set()  # there is nothing left, or this session failed

    with ThreadPoolExecutor(SESSIONS) as pool:
        try:
            for _ in pool.map(work, range(SESSIONS)):
                pass
        finally:
            stopped.set()


def _one(transaction: ManagedTransaction, batch: Batch) -> None:
    transaction.run(batch.text, rows=batch.rows).consume()
