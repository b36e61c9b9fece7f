"""What tests of several packages need: the checkout, and the reports' texts where the user has them."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from api.app import create_app
from api.service import Service, open_service
from api.settings import Settings, settings_from
from graph.home import Home
from graph.iris import Iris
from loaders.build import build
from tests.absent import absent
from tests.client import Client

ROOT = Path(__file__).parent.parent
# How long one example takes says more of the machine than of the code.
hypothesis_settings.register_profile("policygraph", deadline=None)
hypothesis_settings.load_profile("policygraph")


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
