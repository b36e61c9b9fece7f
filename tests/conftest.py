"""What tests of several packages need: the checkout, and the reports' texts where the user has them."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


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
        missing = f"the reports' texts are not in {folder}"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    return folder
