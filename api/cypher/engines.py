"""Which engine answers Cypher: the Neo4j of the settings, or the embedded one."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from api.cypher.engine import Engine, Server
from api.cypher.sidecar import Sidecar
from api.settings import BadSetting, Settings
from graph.property_graph.model import PropertyGraph

_BOLT: Final = re.compile(r"(bolt|neo4j)(\+s|\+ssc)?://.")


def engine_over(
    settings: Settings, folder: Path, graph: Callable[[], PropertyGraph], *, waiting: float = 8.0
) -> Engine:
    """The engine, not started yet.

    ``folder`` and ``graph``: where the embedded engine keeps what it loads, and what that is; ``waiting``: the seconds
    that a query waits for it to start. Raises BadSetting for an address that is no Neo4j's.
    """
    if settings.neo4j_uri is None:
        return Sidecar(folder, graph, seconds=settings.cypher_seconds, waiting=waiting)
    if not _BOLT.match(settings.neo4j_uri):
        expected = "an address that begins with bolt:// or neo4j://, or +s for TLS"
        raise BadSetting(f"POLICYGRAPH_NEO4J_URI: found {settings.neo4j_uri!r}; expected {expected}")
    return Server(settings.neo4j_uri, settings.neo4j_user, settings.neo4j_password, settings.neo4j_database)
