"""What a test needs and the machine lacks: a reason to skip, and on CI, where nothing may be lacking, to fail."""

import os
from typing import NoReturn

import pytest


def absent(reason: str) -> NoReturn:
    """Skip the test that needs what is absent; on CI (``CI=true``), fail it."""
    if os.environ.get("CI", "").lower() in ("true", "1"):
        pytest.fail(reason)
    pytest.skip(reason)
