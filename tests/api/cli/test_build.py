"""``policygraph build``: what is built, what is found unchanged, and what is refused."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from graph.home import Home
from tests.api.cli.conftest import Cli

HEAVY = ("fastapi", "httpx", "pydantic", "pyoxigraph", "pyshacl", "rdflib", "rich", "uvicorn", "yaml")


@pytest.fixture
def own(data: Path, tmp_path: Path) -> Mapping[str, str]:
    """A copy of the facts and an empty home."""
    shutil.copytree(data, tmp_path / "data")
    return {"POLICYGRAPH_DATA": str(tmp_path / "data"), "POLICYGRAPH_HOME": str(tmp_path / "home")}


def test_a_build_is_told_and_a_second_finds_it_unchanged(cli: Cli, own: Mapping[str, str]) -> None:
    first = cli("build", "--no-shacl", environment=own)
    assert (first.code, first.err.splitlines()[0]) == (0, "reading records")
    assert first.out.startswith("built dataset ")
    assert "instrument 37" in first.out
    second = cli("build", "--no-shacl", "--json", environment=own)
    told = json.loads(second.out)
    assert (second.code, second.err, told["built"], told["counts"]["instrument"]) == (0, "", False, 37)
    assert Home(Path(own["POLICYGRAPH_HOME"])).current().manifest.version == told["version"]
    assert told["version"][:16] in first.out


def test_what_was_built_without_shacl_is_no_unchanged_dataset_for_a_build_with_it(
    cli: Cli, own: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr("loaders.shacl.conforms", lambda quads, _: asked.append(len(quads)))
    cli("build", "--no-shacl", environment=own)
    assert not asked
    second = cli("build", environment=own)
    assert second.err.splitlines()[2] == "validating with SHACL"
    assert second.out.startswith("built dataset ")
    assert cli("build", environment=own).out.startswith("unchanged: dataset ")
    assert cli("build", "--no-shacl", environment=own).out.startswith("unchanged: dataset ")
    assert len(asked) == 1


def test_faults_are_listed_by_file_and_line_and_the_dataset_before_stays(cli: Cli, own: Mapping[str, str]) -> None:
    home = Path(own["POLICYGRAPH_HOME"])
    (home / "datasets" / "before").mkdir(parents=True)
    (home / "datasets" / "before" / "manifest.json").write_text(
        '{"version": "before", "inputs": "", "base": "", "quads": 0, "counts": {}}'
    )
    (home / "current").write_text("before")
    file = Path(own["POLICYGRAPH_DATA"]) / "reference" / "zones.yaml"
    file.write_text(file.read_text("utf-8") + "\n- id: nowhere\n  colour: red\n", "utf-8")
    line = len(file.read_text("utf-8").splitlines())
    ran = cli("build", environment=own)
    assert (ran.code, ran.out) == (1, "")
    faults = [text for text in ran.err.splitlines() if text.startswith("data/")]
    assert any(f"data/reference/zones.yaml:{line}: nowhere colour: found 'red'; expected one of the keys" in fault
               for fault in faults)  # fmt: skip
    assert ran.err.splitlines()[-1] == f"faults: {len(faults)}"
    assert Home(home).current().manifest.version == "before"


def test_faults_are_told_in_chinese_too(cli: Cli, own: Mapping[str, str]) -> None:
    file = Path(own["POLICYGRAPH_DATA"]) / "reference" / "zones.yaml"
    file.write_text(file.read_text("utf-8") + "\n- id: nowhere\n  colour: red\n", "utf-8")
    ran = cli("build", "--lang", "zh", environment=own)
    assert "nowhere colour：发现 'red'；应为 one of the keys" in ran.err


def test_finding_a_dataset_unchanged_imports_nothing_heavy(environment: Mapping[str, str]) -> None:
    """An unchanged build may take 0.3 s beyond Python's own start; each of these takes a good part of that."""
    program = (
        "import sys; from api.cli import run; code = run(['build', '--no-shacl']);"
        f"print([name for name in {HEAVY!r} if name in sys.modules], code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, **environment}, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("unchanged: dataset ")
    assert done.stdout.splitlines()[-1] == "[] 0"
