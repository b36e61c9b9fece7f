"""The OpenAPI document, asked by schemathesis over a socket: nothing breaks the service, every answer is described."""

import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, TypeAlias

import httpx
import pytest
import schemathesis
import uvicorn
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from hypothesis.strategies import SearchStrategy
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.app import create_app
from api.cypher.arcade_database import installed
from api.service import Service
from tests.absent import absent
from tests.servers.loopback import free_port

Asked: TypeAlias = "schemathesis.Case[Any]"
SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
# What a client can be answered with; 405 to methods that a path does not have.
STATUSES = {200, 304, 307, 308, 400, 404, 405, 406, 413, 415}


@pytest.fixture(scope="module")
def served(service: Service) -> Iterator[str]:
    """The address of the application on loopback."""
    port = free_port()
    config = uvicorn.Config(create_app(service), host="127.0.0.1", port=port, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    _wait_for_cypher(f"http://127.0.0.1:{port}/cypher")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("NO_PROXY", "127.0.0.1")
        yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


def _wait_for_cypher(url: str, seconds: float = 120.0) -> None:
    """Until the embedded engine has started: while it does, an answer is 503."""
    if not installed():
        absent("arcadedb-embedded is not installed: uv sync --extra cypher")
    deadline = time.monotonic() + seconds
    while httpx.get(url, params={"query": "RETURN 1"}, timeout=60, trust_env=False).status_code == 503:
        assert time.monotonic() < deadline


def test_every_answer_is_one_that_the_document_describes(served: str) -> None:
    """Each operation is asked as the document allows, and as it does not."""
    document = schemathesis.openapi.from_url(f"{served}/openapi.json")
    operations = [result.ok() for result in document.get_all_operations() if isinstance(result, Ok)]
    assert len(operations) >= 25
    refused = 0
    for operation in operations:
        ask(operation.as_strategy(generation_mode=GenerationMode.POSITIVE))
        with suppress(Unsatisfiable):  # a path without parameters can be asked in no other way
            ask(operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))
            refused += 1
    assert refused > len(operations) / 2


def ask(cases: SearchStrategy[Asked]) -> None:
    """Send some of the cases, and hold each answer to the document."""

    @settings(max_examples=5, deadline=None, suppress_health_check=SLOW, database=None)
    @given(case=cases)
    def send(case: Asked) -> None:
        response = case.call_and_validate(checks=CHECKS)
        assert response.status_code in STATUSES, f"{case.formatted_path}: {response.status_code}"

    send()
