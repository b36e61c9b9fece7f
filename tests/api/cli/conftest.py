"""The command line run in process over the dataset of the test run, and what came of it."""

import io
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest

from api.cli import run
from api.service import Service, open_service


@dataclass(frozen=True, slots=True)
class Ran:
    """An exit code, and what was written to standard output and standard error."""

    code: int
    out: str
    err: str


class Cli(Protocol):
    """Runs ``policygraph`` with arguments; further environment and standard input by name."""

    def __call__(self, *arguments: str, environment: Mapping[str, str] | None = None, stdin: bytes = b"") -> Ran: ...


@pytest.fixture
def environment(service: Service) -> Mapping[str, str]:
    """The environment of a person who speaks English and has the dataset of this test run."""
    settings = service.settings
    found = {"POLICYGRAPH_HOME": str(settings.home), "POLICYGRAPH_DATA": str(settings.data), "LANG": "en_GB.UTF-8"}
    return found | ({"POLICYGRAPH_SOURCES": str(settings.sources)} if settings.sources else {})


@pytest.fixture
def cli(
    environment: Mapping[str, str],
    service: Service,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., Ran]:
    """Runs the command line in this process, its output no terminal.

    The dataset of the test run is opened once for all runs; any other is opened by the run that asks for it.
    """
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr(
        "api.service.open_service",
        lambda settings: service if settings == service.settings else open_service(settings),
    )
    own = environment

    def ran(*arguments: str, environment: Mapping[str, str] | None = None, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        code = run(arguments, {**own, **(environment or {})})
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return ran


@pytest.fixture
def nothing_built(tmp_path: Path) -> Mapping[str, str]:
    """An environment whose home has no dataset."""
    return {"POLICYGRAPH_HOME": str(tmp_path / "empty")}


@pytest.fixture
def no_texts(tmp_path: Path) -> Mapping[str, str]:
    """An environment whose folder of texts has none."""
    folder = tmp_path / "texts"
    folder.mkdir()
    return {"POLICYGRAPH_SOURCES": str(folder)}
