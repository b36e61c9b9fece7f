"""The servers' versions, pinned in this one place."""

from typing import Final

FUSEKI: Final = "5.6.0"
"""Apache Jena Fuseki, from Maven. The oxigraph server's version is that of its package in ``uv.lock``."""
