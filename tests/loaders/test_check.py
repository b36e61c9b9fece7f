"""Faults of the data: each with file, line, key, what was found and what was expected."""

from pathlib import Path

import pytest

from graph.errors import BadData, Fault
from loaders.check import check
from loaders.records import load
from loaders.vocabulary import Vocabulary

VOCABULARY = Vocabulary(
    {"instrument-type": frozenset({"notice", "plan"}), "action": frozenset({"permit"})}, frozenset({"tax"}), frozenset()
)
NOTICE = """
- id: notice
  label: {zh: 通知, en: Notice}
  type: notice
  dates: {published: 2024-05}
  evidence:
    - {passage: p1, anchor: 2024年5月, for: [dates.published]}
"""


def faults(tmp_path: Path, **files: str) -> list[Fault]:
    """The faults of a data folder with one report, whose files are given by name."""
    folder = tmp_path / "data" / "report-1"
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / f"{name.replace('_', '-')}.yaml").write_text(text, "utf-8")
    try:
        return check(load(tmp_path / "data"), VOCABULARY)
    except BadData as error:
        return list(error.faults)


def test_data_that_fit_have_no_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, instruments=NOTICE) == []


@pytest.mark.parametrize(
    ("change", "line", "found", "expected"),
    [
        (("type: notice", "type: notise"), 4, "'notise'", "near: notice"),
        (("type: notice", "typ: notice"), 4, "'notice'", "one of the keys"),
        (("published: 2024-05", "published: 2024-13"), 5, "'2024-13'", "a day of the calendar"),
        (("for: [dates.published]", "for: [dates.adopted]"), 5, "no evidence", "evidence with `for:"),
        (("for: [dates.published]", "for: [date]"), 7, "'date'", "a key of the record"),
        (("anchor: 2024年5月, ", ""), 7, "an incomplete locator", "a passage and an anchor"),
        (("2024年5月", "二" * 31), 7, "an anchor of 31 characters", "at most 30"),
        (("  label: {zh: 通知, en: Notice}\n", ""), 2, "0 different labels", "one label"),
        (("label: {zh: 通知, en: Notice}", "label: {zh: 通知}"), 3, "nothing", "Field required"),
    ],
)
def test_what_does_not_fit_is_told_where_it_stands(
    tmp_path: Path, change: tuple[str, str], line: int, found: str, expected: str
) -> None:
    told = faults(tmp_path, instruments=NOTICE.replace(*change))
    assert any(
        (fault.file, fault.line) == ("data/report-1/instruments.yaml", line)
        and found in fault.found
        and expected in fault.expected
        for fault in told
    ), [str(fault) for fault in told]


def test_an_unknown_id_names_near_ones(tmp_path: Path) -> None:
    measure = """
- id: m
  label: {zh: 措施, en: Measure}
  action: permit
  instrument: notcie
  status: in_force
  evidence:
    - {passage: p1, anchor: 措施, for: [status]}
"""
    (fault,) = faults(tmp_path, instruments=NOTICE, measures=measure)
    assert str(fault) == (
        "data/report-1/measures.yaml:5: m instrument: found 'notcie'; expected a known instrument id; near: notice"
    )


def test_a_place_and_a_class_at_once_are_refused(tmp_path: Path) -> None:
    measure = """
- id: m
  label: {zh: 措施, en: Measure}
  applies_to:
    - {place: here, class: ftz}
  evidence:
    - {passage: p1, anchor: 措施, for: [applies_to]}
"""
    zones = "- {id: here, label: {zh: 此, en: Here}, evidence: [{passage: p1, anchor: 此, for: [label]}]}\n"
    classes = "- {id: ftz, label: {zh: 类, en: Class}, evidence: [{passage: p1, anchor: 类, for: [label]}]}\n"
    (fault,) = faults(tmp_path, measures=measure, zones=zones, zone_classes=classes)
    assert (fault.line, fault.expected) == (5, "exactly one of place and class")


def test_the_same_id_twice_in_a_source_is_refused(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, instruments=NOTICE + NOTICE.lstrip("\n"))
    assert fault.expected == "one instrument of this id in a source"


def test_what_is_no_yaml_is_told_with_its_line(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, instruments="- id: a\n  label: {zh: [\n")
    assert fault.file == "data/report-1/instruments.yaml"
    assert fault.expected == "YAML"


def test_two_labels_for_one_entity_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "data" / "report-2"
    other.mkdir(parents=True)
    (other / "instruments.yaml").write_text(NOTICE.replace("en: Notice", "en: Circular"), "utf-8")
    (fault,) = faults(tmp_path, instruments=NOTICE)
    assert fault.found == "2 different labels"
