"""Settings: one frozen object, from ``POLICYGRAPH_*`` in the environment; the command line may override."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from graph.errors import PolicyGraphError
from graph.iris import CANONICAL_BASE

CHECKOUT: Final = Path(__file__).resolve().parent.parent


class BadSetting(PolicyGraphError):
    """A setting that cannot be used."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are and how far a request may go.

    ``data``: the facts. ``home``: built datasets. ``sources``: the reports' texts, None without. ``endpoint``: a remote
    SPARQL endpoint in place of the built store. ``query_seconds``, ``query_rows``: limits of ``/sparql``; ``workers``:
    how many queries are answered at once. ``neo4j_…``: a Neo4j to ask Cypher of in place of the embedded engine.
    ``cypher_seconds``, ``cypher_rows``: limits of ``/cypher``.
    """

    data: Path = CHECKOUT / "data"
    home: Path = CHECKOUT / ".policygraph"
    sources: Path | None = None
    base: str = CANONICAL_BASE
    endpoint: str | None = None
    host: str = "127.0.0.1"
    port: int = 8000
    query_seconds: float = 10.0
    query_rows: int = 100_000
    workers: int = 2
    neo4j_uri: str | None = None
    neo4j_user: str = "neo4j"
    neo4j_password: str = field(default="", repr=False)
    neo4j_database: str = "neo4j"
    cypher_seconds: float = 10.0
    cypher_rows: int = 10_000


def settings_from(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the environment; BadSetting names the variable, what was found and what was expected."""
    default = Settings()

    def path(name: str, otherwise: Path) -> Path:
        value = environment.get(f"POLICYGRAPH_{name}")
        return Path(value).expanduser().resolve() if value else otherwise

    return Settings(
        data=path("DATA", default.data),
        home=path("HOME", default.home),
        sources=_sources(environment),
        base=_base(environment),
        endpoint=environment.get("POLICYGRAPH_ENDPOINT") or None,
        host=environment.get("POLICYGRAPH_HOST") or environment.get("HOST") or default.host,
        port=int(_number(environment, "PORT", default.port)),
        query_seconds=_number(environment, "QUERY_SECONDS", default.query_seconds),
        query_rows=int(_number(environment, "QUERY_ROWS", default.query_rows)),
        workers=int(_number(environment, "WORKERS", default.workers)),
        neo4j_uri=environment.get("POLICYGRAPH_NEO4J_URI") or None,
        neo4j_user=environment.get("POLICYGRAPH_NEO4J_USER") or default.neo4j_user,
        neo4j_password=environment.get("POLICYGRAPH_NEO4J_PASSWORD", ""),
        neo4j_database=environment.get("POLICYGRAPH_NEO4J_DATABASE") or default.neo4j_database,
        cypher_seconds=_number(environment, "CYPHER_SECONDS", default.cypher_seconds),
        cypher_rows=int(_number(environment, "CYPHER_ROWS", default.cypher_rows)),
    )


def _sources(environment: Mapping[str, str]) -> Path | None:
    """The folder of the reports' texts: as set, else ``../shared/sources`` beside the checkout, else none."""
    if value := environment.get("POLICYGRAPH_SOURCES"):
        folder = Path(value).expanduser().resolve()
        if not folder.is_dir():
            raise BadSetting(f"POLICYGRAPH_SOURCES: {folder} is no folder; expected one with <report id>.txt in it")
        return folder
    beside = (CHECKOUT.parent / "shared" / "sources").resolve()
    return beside if beside.is_dir() else None


def _base(environment: Mapping[str, str]) -> str:
    base = environment.get("POLICYGRAPH_BASE_IRI") or CANONICAL_BASE
    if not base.startswith(("http://", "https://")) or not base.endswith("/"):
        raise BadSetting(f"POLICYGRAPH_BASE_IRI: found {base!r}; expected an http(s) IRI that ends with a slash")
    return base


def _number(environment: Mapping[str, str], name: str, otherwise: float) -> float:
    text = environment.get(f"POLICYGRAPH_{name}") or (environment.get(name) if name == "PORT" else None)
    if not text:
        return otherwise
    try:
        value = float(text)
    except ValueError:
        raise BadSetting(f"POLICYGRAPH_{name}: found {text!r}; expected a number") from None
    if value <= 0:
        raise BadSetting(f"POLICYGRAPH_{name}: found {text!r}; expected a number above 0")
    return value
