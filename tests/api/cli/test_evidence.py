"""``verify``, ``lock`` and ``passages``: with the reports' texts and without."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.api.cli.conftest import Cli

REPORTS = ("mofcom-2021", "mofcom-2024")


@pytest.fixture
def own(data: Path, tmp_path: Path) -> Mapping[str, str]:
    """A copy of the facts."""
    shutil.copytree(data, tmp_path / "data")
    return {"POLICYGRAPH_DATA": str(tmp_path / "data")}


def test_verify_tells_for_each_report_how_much_was_found_in_text_and_lock(cli: Cli, sources: Path) -> None:
    ran = cli("verify")
    told = json.loads(cli("verify", "--json").out)
    assert (ran.code, ran.err, told["faults"]) == (0, "", [])
    assert [one["report"] for one in told["reports"]] == list(REPORTS)
    assert ran.out.splitlines() == [
        f"{told['records']} records",
        *(
            f"{one['report']}: {one['evidence']} pieces of evidence found in the text and in the lock"
            for one in told["reports"]
        ),
        "no faults",
    ]


def test_verify_without_the_texts_checks_against_the_lock_and_says_so(cli: Cli, no_texts: Mapping[str, str]) -> None:
    ran = cli("verify", environment=no_texts)
    assert ran.code == 0
    assert [line.partition("evidence ")[2] for line in ran.out.splitlines()[1:-1]] == [
        "found in the lock; the text is not here"
    ] * 2


def test_verify_of_one_report_leaves_out_the_others(cli: Cli, no_texts: Mapping[str, str]) -> None:
    told = json.loads(cli("verify", "--report", "mofcom-2021", "--json", environment=no_texts).out)
    assert [one["report"] for one in told["reports"]] == ["mofcom-2021"]
    assert told["records"] < json.loads(cli("verify", "--json", environment=no_texts).out)["records"]


def test_verify_lists_every_fault_and_fails(cli: Cli, own: Mapping[str, str], no_texts: Mapping[str, str]) -> None:
    file = Path(own["POLICYGRAPH_DATA"]) / "mofcom-2024" / "zones.yaml"
    text = file.read_text("utf-8")
    wanted = "{passage: p22, anchor: 中国（上海）自由贸易试验区,"
    assert wanted in text
    file.write_text(text.replace(wanted, "{passage: p22, anchor: 上海自由贸易试验区之名,", 1), "utf-8")
    line = next(number for number, row in enumerate(text.splitlines(), 1) if wanted in row)
    ran = cli("verify", environment={**own, **no_texts})
    assert ran.code == 1
    assert f"data/mofcom-2024/zones.yaml:{line}: shanghai-ftz evidence.0: found p22 '上海自由贸易试验区之名'" in ran.err
    assert "mofcom-2024: " in ran.out
    assert "pieces of evidence checked against the lock" in ran.out
    assert ran.err.splitlines()[-1].startswith("faults: ")
    other = cli("verify", "--report", "mofcom-2021", environment={**own, **no_texts})
    assert (other.code, other.err) == (0, "")


def test_lock_writes_what_is_committed(cli: Cli, own: Mapping[str, str], data: Path, sources: Path) -> None:
    ran = cli("lock", environment=own)
    assert (ran.code, ran.out.count("written: ")) == (0, 2)
    for report in REPORTS:
        file = Path(report) / "evidence.lock.json"
        assert (Path(own["POLICYGRAPH_DATA"]) / file).read_bytes() == (data / file).read_bytes()


def test_lock_without_the_texts_says_what_it_needs(
    cli: Cli, own: Mapping[str, str], no_texts: Mapping[str, str]
) -> None:
    before = {file: file.read_bytes() for file in Path(own["POLICYGRAPH_DATA"]).glob("*/evidence.lock.json")}
    ran = cli("lock", environment={**own, **no_texts})
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == (
        "the reports' texts are needed: set POLICYGRAPH_SOURCES to a folder with mofcom-2021.txt, mofcom-2024.txt\n"
    )
    assert {file: file.read_bytes() for file in before} == before


def test_passages_stand_with_their_places_and_words(cli: Cli, sources: Path) -> None:
    told = json.loads(cli("passages", "mofcom-2024", "--json").out)
    by_id = {one["id"]: one for one in told}
    text = cli("passages", "mofcom-2024").out.splitlines()
    one = by_id["p21"]
    head = text.index(f"p21  in {one['section']}  lines {one['lines']}, characters {one['start']}–{one['end']}")
    assert text[head + 1] == f"  {one['text']}"
    assert one["end"] - one["start"] == len(one["text"])


def test_passages_without_the_text_are_places_alone(cli: Cli, no_texts: Mapping[str, str]) -> None:
    ran = cli("passages", "mofcom-2021", environment=no_texts)
    told = json.loads(cli("passages", "mofcom-2021", "--json", environment=no_texts).out)
    assert len(ran.out.splitlines()) == len(told) > 50
    assert {one["text"] for one in told} == {None}
    assert "set POLICYGRAPH_SOURCES to a folder with mofcom-2021.txt" in ran.err


def test_a_report_that_is_not_there_is_told_with_near_ones(cli: Cli) -> None:
    for command in (("passages", "mofcom-2023"), ("verify", "--report", "mofcom-2023")):
        ran = cli(*command)
        assert (ran.code, ran.out) == (2, "")
        assert "no report has the id mofcom-2023; did you mean mofcom-202" in ran.err
