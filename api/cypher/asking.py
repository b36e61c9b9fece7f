"""Asking an engine one query over the driver: read access, a time limit, so many rows and no more."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

import neo4j
from neo4j import READ_ACCESS, RoutingControl
from neo4j.exceptions import BrokenRecordError, DriverError, Neo4jError

from api.cypher.engine import Access, opened
from api.cypher.faults import fault
from api.cypher.values import Ends, plain, unknown_ends
from api.objects import Json
from graph.errors import PolicyGraphError

_FETCH: Final = 1_000
_ENDS: Final = (
    "UNWIND $ids AS element MATCH (n) WHERE elementId(n) = element RETURN element, labels(n) AS labels, n.id AS id"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a query as JSON; whether there are more; its plan, where only that was asked for."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Json]]
    truncated: bool
    plan: Json = None


@dataclass(slots=True)
class Asking:
    """One connection to an engine, kept from query to query; made anew where the engine has moved."""

    seconds: float
    rows: int
    _access: Access | None = None
    _driver: neo4j.Driver | None = field(default=None, repr=False)

    def ask(self, access: Access, query: str, parameters: Mapping[str, object]) -> Answer:
        """Put a query that the guard let through.

        Raises BadQuery, QueryRefused, QueryTimeout, QueryFailed and, where the engine cannot be reached or the
        connection breaks, EngineUnavailable.
        """
        try:
            columns, rows, plan = self._fetched(self._connected(access), access.database, query, parameters)
            truncated = len(rows) > self.rows
            del rows[self.rows :]
            ends = self._ends(self._connected(access), access.database, rows)
            return Answer(columns, [[plain(value, ends) for value in row] for row in rows], truncated, plain(plan, {}))
        except PolicyGraphError:
            self.close()
            raise
        except (Neo4jError, DriverError, OSError, RecursionError) as error:
            told = fault(error, query, self.seconds)
            if not isinstance(error, Neo4jError | BrokenRecordError):
                self.close()
            raise told from error

    def close(self) -> None:
        """Let go of the connection; what is under way on it is not waited for."""
        ending, self._driver = self._driver, None
        if ending is not None:
            with suppress(DriverError, OSError):
                ending.close()

    def _connected(self, access: Access) -> neo4j.Driver:
        if self._driver is None or self._access != access:
            self.close()
            self._access, self._driver = access, opened(access)
        return self._driver

    def _fetched(
        self, driver: neo4j.Driver, database: str, query: str, parameters: Mapping[str, object]
    ) -> tuple[Sequence[str], list[list[object]], object]:
        session = driver.session(database=database, default_access_mode=READ_ACCESS, fetch_size=_FETCH)
        try:
            transaction = session.begin_transaction(timeout=self.seconds)
            # The driver's types take only text that stands in code; the guard has read this one.
            result = transaction.run(query, dict(parameters))  # pyright: ignore[reportArgumentType]
            columns = result.keys()
            rows: list[list[object]] = [record.values() for record in islice(result, self.rows + 1)]
            if len(rows) > self.rows:
                # The rest is neither asked for nor, without the connection, discarded: ArcadeDB would compute it.
                self.close()
                return columns, rows, None
            plan = result.consume().plan
            transaction.rollback()
            return columns, rows, plan
        finally:
            with suppress(DriverError, Neo4jError, OSError):
                session.close()

    def _ends(self, driver: neo4j.Driver, database: str, rows: Sequence[Sequence[object]]) -> Ends:
        """Of the nodes that relationships begin and end at and that are not in the answer, labels and id."""
        unknown = sorted({found for row in rows for value in row for found in unknown_ends(value)})
        if not unknown:
            return {}
        records = driver.execute_query(
            _ENDS, {"ids": unknown}, database_=database, routing_=RoutingControl.READ
        ).records
        return {
            str(record["element"]): {"labels": sorted(record["labels"]), "id": plain(record["id"], {})}
            for record in records
        }
