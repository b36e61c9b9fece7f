"""Three faces, one answer: every question of the gallery, asked of every engine in its language, has the same rows.

``make faces`` prints the table: for each question and its values the rows that each face gives.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
import yaml

from api.cypher.sidecar import Sidecar
from api.service import Service
from graph.gallery.asking import Asked, ask, filled
from graph.gallery.question import Example, Question
from graph.gallery.reading import ids, load
from graph.neo4j.syncing import sync
from graph.property_graph.projection import property_graph
from graph.store.memory import MemoryStore
from graph.store.remote import RemoteStore
from tests.absent import absent
from tests.client import Client
from tests.faces import Face, Row, cypher, in_order, rest, sparql
from tests.servers.fuseki import fuseki
from tests.servers.neo4j import Neo4j, empty
from tests.test_questions import FILE

CASES: Final = [(load(name), example) for name in ids() for example in load(name).examples]
OTHERS: Final = ("memory", "fuseki", "arcadedb", "neo4j", "rest")

# Competency questions that no gallery question asks with the same call, with those that read the same facts.
READ_BY: Final[Mapping[str, tuple[str, ...]]] = {
    "q12": ("places-named-by-instrument",),
    "q23": ("printings-of-figure",),  # the difference and its class are computed
    "q24": ("instruments-new-in-report", "agreements-no-longer-named"),  # what changed is computed
}
NO_READ: Final[Mapping[str, str]] = {"q25": "a ranking of search", "q28": "an unknown id", "q29": "a bad date"}


@dataclass(slots=True)
class Table:
    """What each face gave: question and values → face → rows; the rows of the first face are what all must give."""

    expected: dict[str, list[Row]] = field(default_factory=dict)
    found: dict[str, dict[str, str]] = field(default_factory=dict)

    def write(self) -> str:
        """A line for each question and its values, with the number of rows of each face."""
        faces = ("pyoxigraph", *OTHERS)
        lines = [" | ".join(("question", *faces))]
        for case, cells in self.found.items():
            lines.append(" | ".join((case, *(cells.get(face, "–") for face in faces))))
        return "\n".join(lines)


@pytest.fixture(scope="module")
def table() -> Iterator[Table]:
    """Filled as the tests run, and printed after the last (pytest shows it with ``-s``)."""
    found = Table()
    yield found
    print(f"\n{found.write()}")


@pytest.fixture(scope="module")
def pyoxigraph(service: Service) -> Face:
    """The store that the service answers from."""
    return sparql(service.store, service.catalogue.iris)


def nquads(service: Service) -> bytes:
    """What the service's dataset was built from."""
    assert service.folder is not None
    return (service.folder / "dataset.nq").read_bytes()


@pytest.fixture(scope="module")
def memory(service: Service) -> Face:
    """The same quads in memory."""
    return sparql(MemoryStore(nquads(service)), service.catalogue.iris)


@pytest.fixture(scope="module", name="fuseki")
def fuseki_face(service: Service, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Face]:
    """A real Fuseki with the same quads."""
    with fuseki(tmp_path_factory.mktemp("fuseki"), nquads(service), heap="1g") as url:
        store = RemoteStore(url, seconds=60.0)
        yield sparql(store, service.catalogue.iris)
        store.close()


@pytest.fixture(scope="module")
def arcadedb(sidecar: Sidecar) -> Face:
    """The embedded engine over the projection."""
    return cypher(sidecar.driver, sidecar.database)


@pytest.fixture(scope="module")
def neo4j(service: Service, neo4j_server: Neo4j) -> Iterator[Face]:
    """A real Neo4j that the projection was synced into."""
    with neo4j_server.driver() as driver:
        empty(neo4j_server, driver)
        sync(driver, property_graph(service.catalogue), neo4j_server.database)
        yield cypher(lambda: driver, neo4j_server.database)


@pytest.fixture(scope="module", name="rest")
def rest_face(client: Client) -> Face:
    """The service in process."""
    return rest(client)


def name_of(question: Question, example: Example) -> str:
    """A question with its values as one name."""
    return " ".join([question.id, *example.values.values()])


NAMED: Final = [pytest.param(*case, id=name_of(*case)) for case in CASES]


def asked_of(service: Service, question: Question, example: Example) -> Asked:
    """The question with the example's values."""
    return ask(question, example.values, service.catalogue)


@pytest.mark.parametrize(("question", "example"), NAMED)
def test_a_question_has_rows_in_the_order_that_its_header_tells(
    question: Question, example: Example, service: Service, pyoxigraph: Face, table: Table
) -> None:
    found = pyoxigraph(question, asked_of(service, question, example))
    case = name_of(question, example)
    table.expected[case] = found
    table.found[case] = {"pyoxigraph": str(len(found))}
    assert found == in_order(found, question)
    assert bool(found) is not example.empty


@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize(("question", "example"), NAMED)
def test_every_face_gives_the_same_rows(
    other: str,
    question: Question,
    example: Example,
    service: Service,
    pyoxigraph: Face,
    table: Table,
    request: pytest.FixtureRequest,
) -> None:
    face: Face = request.getfixturevalue(other)
    asked, case = asked_of(service, question, example), name_of(question, example)
    expected = table.expected.get(case)
    if expected is None:  # this test was picked alone
        expected = pyoxigraph(question, asked)
    found = face(question, asked)
    if other == "rest":  # which has an order of its own
        found = in_order(sorted(found, key=repr), question)
        expected = in_order(sorted(expected, key=repr), question)
    table.found.setdefault(case, {})[other] = str(len(found)) if found == expected else f"{len(found)} DIFFER"
    assert found == expected


Call = tuple[str, frozenset[tuple[str, str]]]


def call(url: str) -> Call:
    """A REST call as what it asks: without the order of its parameters, the length of its page, and explanations."""
    parts = urlsplit(url)
    asked = (pair for pair in parse_qsl(parts.query) if pair[0] not in ("limit", "explain"))
    return unquote(parts.path), frozenset(asked)


def test_every_competency_question_that_reads_the_graph_is_in_the_gallery() -> None:
    if not FILE.is_file():
        absent(f"the questions are not in {FILE}")
    calls = {call(filled(question.rest, example.values)) for question, example in CASES}
    questions = yaml.safe_load(FILE.read_text("utf-8"))
    others = {str(item["id"]) for item in questions if call(str(item["request"])) not in calls}
    assert others == {*READ_BY, *NO_READ}
    assert {name for names in READ_BY.values() for name in names} <= set(ids())
