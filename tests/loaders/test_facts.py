"""What the two reports must yield, and that every fact says where it stands."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from graph.model import Area, Document, Evidence, Instrument, Measure, Observation
from graph.schema import kind_of
from loaders.check import SUPPORTED, UNSTATED, given
from loaders.records import Loaded, load


@pytest.fixture(scope="module")
def loaded(data: Path) -> Loaded:
    return load(data)


@pytest.fixture(scope="module")
def inventory(sources: Path) -> dict[str, list[dict[str, object]]]:
    """The checklist beside the sources: what the reports contain, with canonical ids."""
    content: dict[str, list[dict[str, object]]] = yaml.safe_load((sources.parent / "inventory.yaml").read_text("utf-8"))
    return content


def ids(loaded: Loaded, kind: str) -> set[str]:
    return {record.id for record in loaded.records if kind_of(type(record)) == kind}


@pytest.mark.parametrize(
    ("kind", "count"), [("instrument", 37), ("agreement", 19), ("document", 14), ("observation", 674), ("report", 2)]
)
def test_the_reports_yield_as_many_entities_as_they_hold(loaded: Loaded, kind: str, count: int) -> None:
    assert len(ids(loaded, kind)) == count


def test_there_are_399_cells_and_275_figures_in_running_text(loaded: Loaded) -> None:
    observations = [record for record in loaded.records if isinstance(record, Observation)]
    tables = Counter(record.table for record in observations)
    assert tables == {
        "table-1": 30, "table-2": 120, "table-3": 120, "table-4": 36, "table-5": 93, None: 275,
    }  # fmt: skip
    assert Counter(record.source for record in observations if record.table is None) == {
        "mofcom-2024": 171, "mofcom-2021": 104,
    }  # fmt: skip


def test_the_mainland_has_31_provinces(loaded: Loaded) -> None:
    provinces = {record.id for record in loaded.records if isinstance(record, Area) and record.area_class == "province"}
    within = {
        record.id for record in loaded.records if isinstance(record, Area)
        and any(part.place == "china-mainland" for part in record.part_of)
    }  # fmt: skip
    assert len(provinces) == 31
    assert provinces <= within


def test_there_are_as_many_measures_as_expected_of_both_reports(loaded: Loaded) -> None:
    assert 150 <= len(ids(loaded, "measure")) <= 330


def test_a_game_and_publications_are_no_instruments(loaded: Loaded) -> None:
    titles = {record.label.zh for record in loaded.records if isinstance(record, Instrument) and record.label}
    documents = {record.label.zh for record in loaded.records if isinstance(record, Document) and record.label}
    assert not titles & documents
    assert any("黑神话" in title for title in documents)


@pytest.mark.parametrize(
    "section", ["instruments", "agreements", "areas", "zones", "zones_from_reference", "zone_classes"]
)
def test_every_id_of_the_inventory_is_there(
    loaded: Loaded, inventory: dict[str, list[dict[str, object]]], section: str
) -> None:
    kinds = {"instruments": "instrument", "agreements": "agreement", "zone_classes": "zone-class"}
    having = ids(loaded, kinds[section]) if section in kinds else ids(loaded, "zone") | ids(loaded, "area")
    wanted = {str(item["id"]) for item in inventory[section]} - {"provinces"}
    assert wanted <= having


def test_every_date_issuer_count_status_and_place_of_a_report_has_evidence(loaded: Loaded) -> None:
    lacking = []
    for record in loaded.records:
        if not record.source.startswith("mofcom-"):
            continue
        kind = kind_of(type(record))
        named = {name for evidence in record.evidence for name in evidence.supports}
        for item in given(record):
            whole = ".".join(part for part in item.key.split(".") if not part.isdigit())
            first = item.key.split(".")[0]
            if item.field.name not in SUPPORTED or f"{kind}.{item.field.name}" in UNSTATED:
                continue
            if not any(
                name in (whole, first, item.field.name, item.key) or name.startswith(f"{whole}.") for name in named
            ):
                lacking.append((record.source, record.id, item.key))
    assert lacking == []


def test_drafts_plans_and_acts_without_a_place_are_told_apart(loaded: Loaded) -> None:
    measures = [record for record in loaded.records if isinstance(record, Measure)]
    assert {record.status for record in measures} >= {"in_force", "pilot", "planned", "draft"}
    outlook = [
        record for record in measures if record.evidence and all(_in_outlook(record.source, e) for e in record.evidence)
    ]
    assert len(outlook) > 80
    assert {record.status for record in outlook} == {"planned"}


def _in_outlook(source: str, evidence: Evidence) -> bool:
    """Whether evidence stands in the outlook chapter: paragraphs from the chapter's first on."""
    number = (evidence.passage or "p0")[1:]
    first = {"mofcom-2024": 34, "mofcom-2021": 41}[source]
    return (evidence.passage or "").startswith("p") and number.isdigit() and int(number) >= first
