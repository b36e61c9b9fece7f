"""Neo4j's community edition: jars from Maven, kept in ``.tools/``; a server on loopback, and its own bulk importer."""

import secrets
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from neo4j import Driver, GraphDatabase

from tests.servers.loopback import free_port, running, tool
from tests.servers.maven import kept
from tests.servers.versions import NEO4J

_POM = Path(__file__).with_suffix(".pom.xml")
_OPEN = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in ("java.nio", "java.io", "sun.nio.ch")]
_SETTINGS = """\
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
server.memory.pagecache.size={cache}
server.default_listen_address=127.0.0.1
dbms.usage_report.enabled=false
internal.server.bolt.connection_shutdown_wait_time=100ms
internal.server.bolt.thread_pool_shutdown_wait_time=100ms
"""


@dataclass(frozen=True, slots=True)
class Neo4j:
    """A running server: its Bolt address, a user who may do everything, the database, its folder and its pid."""

    uri: str
    user: str
    password: str
    database: str
    home: Path
    pid: int

    def driver(self) -> Driver:
        """The official driver, connected as that user; to be closed."""
        return GraphDatabase.driver(self.uri, auth=(self.user, self.password), notifications_min_severity="OFF")


def jars() -> Path:
    """The folder of the server's jars."""
    goal = ("dependency:copy-dependencies", "-DincludeScope=runtime")
    return kept(f"neo4j-{NEO4J}", "-f", str(_POM), *goal, f"-Dneo4j.version={NEO4J}")


def prepared(home: Path, cache: str = "64m") -> int:
    """A folder for a server, with its settings; the port of its Bolt address."""
    port = free_port()
    (home / "conf").mkdir(parents=True)
    (home / "conf" / "neo4j.conf").write_text(_SETTINGS.format(port=port, cache=cache))
    return port


def admin(home: Path, *arguments: str) -> str:
    """Run Neo4j's own ``neo4j-admin`` on a prepared folder whose server does not run; what it printed."""
    command = [tool("java"), "-Xmx512m", "-XX:TieredStopAtLevel=1", "-cp", f"{jars()}/*", "org.neo4j.cli.AdminTool"]
    place = {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    done = subprocess.run(
        [*command, *arguments], cwd=home, env=place, capture_output=True, text=True, timeout=300, check=False
    )
    if done.returncode:
        raise RuntimeError(f"neo4j-admin {' '.join(arguments[:3])}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


@contextmanager
def started(
    home: Path, port: int, *, heap: str = "768m", jvm: tuple[str, ...] = ("-XX:TieredStopAtLevel=1",)
) -> Iterator[Neo4j]:
    """A server on a prepared folder, whether or not something was imported into it; stopped by its pid."""
    password = secrets.token_hex(12)
    admin(home, "dbms", "set-initial-password", password)
    command = [tool("java"), f"-Xmx{heap}", *jvm, *_OPEN, "-cp", f"{jars()}/*", "org.neo4j.server.CommunityEntryPoint"]
    place = [f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    with running([*command, *place], lambda: _listens(port), home) as pid:
        server = Neo4j(f"bolt://127.0.0.1:{port}", "neo4j", password, "neo4j", home, pid)
        with server.driver() as driver:
            driver.verify_connectivity()
        yield server


@contextmanager
def neo4j(home: Path, *, heap: str = "768m") -> Iterator[Neo4j]:
    """An empty server in ``home``. Without Java or Maven the test is skipped; on CI it fails."""
    tool("java")
    with started(home, prepared(home), heap=heap) as server:
        yield server


def empty(server: Neo4j, driver: Driver) -> None:
    """Take everything out of the database: nodes, relationships, constraints, indexes."""
    driver.execute_query("MATCH (n) DETACH DELETE n", database_=server.database)
    for record in driver.execute_query("SHOW CONSTRAINTS YIELD name", database_=server.database).records:
        driver.execute_query("DROP CONSTRAINT $name", name=record["name"], database_=server.database)
    own = "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'"
    for record in driver.execute_query(own, database_=server.database).records:
        driver.execute_query("DROP INDEX $name", name=record["name"], database_=server.database)


def _listens(port: int) -> bool:
    """Whether the Bolt address takes connections, which it does once the databases are open."""
    with socket.socket() as probe:
        probe.settimeout(1.0)
        return probe.connect_ex(("127.0.0.1", port)) == 0
