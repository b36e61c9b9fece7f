"""The example in docs/exports.md runs as it stands, on the dataset of the test run."""

import re
from pathlib import Path

import networkx as nx
import pytest

from api.service import Service
from tests.conftest import ROOT

DOCUMENT = ROOT / "docs" / "exports.md"


def test_the_python_example_gives_the_measures_of_lingang(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    example = re.search(r"```python\n(.*?)```", Path(DOCUMENT).read_text("utf-8"), re.DOTALL)
    assert example
    monkeypatch.setattr("api.settings.settings_from", lambda: service.settings)
    found: dict[str, object] = {}
    exec(example[1], found)
    graph, measures = found["graph"], found["measures"]
    assert isinstance(graph, nx.MultiDiGraph)
    assert "zone/shanghai-ftz" in graph
    assert isinstance(measures, list)
    assert len(measures) >= 5
    assert all(status in ("in_force", "pilot", "ended", "unknown") and cited for _, status, cited in measures)


def test_every_format_and_parameter_is_told() -> None:
    from graph.formats import FORMATS

    text = DOCUMENT.read_text("utf-8")
    for name in (*FORMATS, "focus", "depth", "kinds", "valid_on", "known_on", "reach"):
        assert f"`{name}`" in text
