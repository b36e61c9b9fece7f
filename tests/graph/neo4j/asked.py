"""Questions put to a server directly."""

from collections.abc import Callable
from typing import cast

from neo4j import READ_ACCESS, Driver, Query, Session


def rows(driver: Driver, query: str, **values: object) -> list[list[object]]:
    """The rows that a query answers with."""
    text = cast(Callable[[str], Query], Query)(query)  # the driver's types take only text that stands in code
    found = driver.execute_query(text, parameters_=dict(values), database_="neo4j").records
    return [cast("list[object]", record.values()) for record in found]


class ReadOnly:
    """A driver whose sessions have READ access: whatever is written through it, the server refuses."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def session(self, database: str) -> Session:
        """A session that may only read."""
        return self._driver.session(database=database, default_access_mode=READ_ACCESS)


def read_only(driver: Driver) -> Driver:
    """The driver as one that may only read."""
    return cast(Driver, ReadOnly(driver))
