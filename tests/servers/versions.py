"""The servers' versions, pinned in this one place."""

from typing import Final

FUSEKI: Final = "5.6.0"
"""Apache Jena Fuseki, from Maven. The oxigraph server's version is that of its package in ``uv.lock``."""

NEO4J: Final = "5.26.20"
"""Neo4j's community edition, from Maven: the long-term line, which runs on Java 17; later lines want Java 21."""
