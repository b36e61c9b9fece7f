"""What tests of several packages need: the checkout, and the reports' texts where the user has them."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings
from neo4j import Driver

from api.app import create_app
from api.cypher.sidecar import Sidecar
from api.service import Service, open_service
from api.settings import Settings, settings_from
from graph.home import Home
from graph.iris import Iris
from graph.property_graph.projection import property_graph
from loaders.build import build
from tests.absent import absent
from tests.client import Client
from tests.cypher_engines import embedded, small
from tests.servers.neo4j import Neo4j, empty, neo4j

ROOT = Path(__file__).parent.parent
# How long one example takes says more of the machine than of the code.
hypothesis_settings.register_profile("policygraph", deadline=None)
hypothesis_settings.load_profile("policygraph")

_ASKING = {
    "Neo4j": frozenset({"neo4j_server", "neo4j"}),
    "Fuseki": frozenset({"fuseki"}),
    "ArcadeDB": frozenset({"sidecar", "small_sidecar", "arcadedb"}),
}
"""Real servers by the fixtures and the parameters with which a test asks for one."""

_SHARED = frozenset({"Neo4j", "ArcadeDB"})
"""Those that all tests of a run share."""


def _asked(item: pytest.Function) -> frozenset[str]:
    """The real servers that a test asks."""
    values = item.callspec.params.values() if hasattr(item, "callspec") else ()
    named = {*item.fixturenames, *(value for value in values if isinstance(value, str))}
    return frozenset(server for server, names in _ASKING.items() if names & named)


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the groups
def pytest_collection_modifyitems(items: Sequence[pytest.Function]) -> None:
    """Keep a file's tests together where tests run side by side, and all that share a server: it is started once."""
    sharing = {item.path for item in items if _asked(item) & _SHARED}
    for item in items:
        item.user_properties.extend(("server", server) for server in _asked(item))
        group = "servers" if item.path in sharing else item.nodeid.partition("::")[0]
        item.add_marker(pytest.mark.xdist_group(group))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests asked each real server and passed."""
    ran = [report for report in terminalreporter.getreports("passed") if report.when == "call"]
    counts = {server: sum(("server", server) in map(tuple, report.user_properties) for report in ran)
              for server in _ASKING}  # fmt: skip
    if any(counts.values()):
        told = ", ".join(f"{server} {count}" for server, count in counts.items())
        terminalreporter.write_line(f"passed with real servers: {told}")


@pytest.fixture(scope="session")
def data() -> Path:
    """The facts: the folder ``data/`` of the checkout."""
    return ROOT / "data"


@pytest.fixture(scope="session")
def sources() -> Path:
    """The folder with the reports' texts, ``POLICYGRAPH_SOURCES`` or ``../shared/sources`` beside the checkout.

    Without it the test is skipped; on CI (``CI=true``) it fails.
    """
    folder = Path(os.environ.get("POLICYGRAPH_SOURCES") or ROOT.parent / "shared" / "sources")
    if not folder.is_dir():
        absent(f"the reports' texts are not in {folder}")
    return folder


@pytest.fixture(scope="session")
def service(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service over a dataset built from the facts for this run; with quotes where the texts are at hand."""
    home = tmp_path_factory.mktemp("home")
    build(data, Home(home), Iris(), shacl=False)
    found = open_service(Settings(data=data, home=home, sources=settings_from().sources))
    yield found
    found.close()


@pytest.fixture(scope="session")
def client(service: Service) -> Iterator[Client]:
    """Asks the application in process."""
    found = Client(create_app(service))
    yield found
    found.close()


@pytest.fixture(scope="session")
def sidecar(service: Service, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sidecar]:
    """The embedded Cypher engine over the whole graph, started once for the run; not to be harmed."""
    with embedded(tmp_path_factory.mktemp("cypher"), property_graph(service.catalogue)) as engine:
        yield engine


@pytest.fixture(scope="session")
def small_sidecar(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sidecar]:
    """The same over a small graph, with two seconds for a query; not to be harmed."""
    with embedded(tmp_path_factory.mktemp("small"), small(), seconds=2.0) as engine:
        yield engine


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4j]:
    """A real Neo4j, started once for the run; without Java or Maven the test is skipped, on CI it fails."""
    with neo4j(tmp_path_factory.mktemp("neo4j")) as server:
        yield server


@pytest.fixture
def neo4j_driver(neo4j_server: Neo4j) -> Iterator[Driver]:
    """The official driver to that server, whose database is empty as the test begins."""
    with neo4j_server.driver() as driver:
        empty(neo4j_server, driver)
        yield driver
