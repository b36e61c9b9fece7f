"""What the network holds of the facts, and which part of it is selected."""

import pytest

from graph.catalogue import Catalogue
from graph.dates import parse_query
from graph.network import Asked, Network, network, select
from graph.network.asking import focus_of, kinds_of
from graph.network.model import link_values
from graph.network.relations import KINDS, NAMES
from tests.graph.conftest import Real


def types(found: Network, source: str, target: str) -> set[str]:
    return {link.type for link in found.links if (link.source, link.target) == (source, target)}


def test_every_entity_is_a_node_once_and_every_link_has_both_ends(whole: Network, real: Real) -> None:
    ids = [node.id for node in whole.nodes]
    assert len(ids) == len(set(ids))
    of_kinds = {f"{kind}/{slug}" for kind, slug in real.catalogue.statements if kind in KINDS}
    assert of_kinds <= set(ids)
    assert {end for link in whole.links for end in (link.source, link.target)} <= set(ids)
    assert len({link.id for link in whole.links}) == len(whole.links)
    assert {link.type for link in whole.links} <= set(NAMES)


def test_every_reference_of_a_record_is_a_relationship(whole: Network, real: Real) -> None:
    catalogue: Catalogue = real.catalogue
    assert types(whole, "zone/lingang", "zone/shanghai-ftz") == {"part_of"}
    assert {link.record for link in whole.links if link.type == "participates_in"} == {
        ("participation", slug) for slug in catalogue.ids("participation")
    }
    assert {link.record for link in whole.links if link.type == "member_of"} == {
        ("designation", slug) for slug in catalogue.ids("designation")
    }


def test_every_relationship_that_is_stated_names_its_source_and_passages(whole: Network) -> None:
    stated = [link for link in whole.links if link.type != "broader"]
    assert stated
    assert not [link.id for link in stated if not link.sources]
    assert not [link.id for link in stated if not link.evidence]


def test_drafts_and_plans_never_apply(whole: Network) -> None:
    for link in whole.links:
        if link.type in ("applies_to", "meant_for"):
            assert (link.attributes["status"] in ("draft", "planned")) == (link.type == "meant_for")


def test_reach_adds_what_a_zone_has_by_class_and_containment(real: Real, whole: Network) -> None:
    reached = network(real.catalogue, reach=True)
    to = [link for link in reached.links if link.target == "zone/lingang" and link.type == "applies_to"]
    assert {link.attributes["basis"] for link in to} == {"designated", "class", "inherited", "partial"}
    assert len(reached.links) > len(whole.links)
    assert reached.nodes == whole.nodes


def test_a_focus_has_what_is_within_its_depth_and_nothing_else(whole: Network) -> None:
    alone, near, far = (select(whole, Asked(("zone/lingang",), depth)) for depth in (0, 1, 2))
    assert [node.id for node in alone.nodes] == ["zone/lingang"]
    beside = {link.source for link in near.links} | {link.target for link in near.links}
    assert {node.id for node in near.nodes} == beside
    assert {node.id for node in near.nodes} < {node.id for node in far.nodes}


def test_kinds_leave_out_what_is_of_no_such_kind_but_never_the_focus(whole: Network) -> None:
    found = select(whole, Asked(("agreement/depa",), kinds=("area",)))
    assert {node.kind for node in found.nodes} == {"agreement", "area"}
    assert {link.type for link in found.links} == {"participates_in"}


def test_a_day_leaves_what_held_and_says_how_surely(whole: Network) -> None:
    before, on, after = (
        select(whole, Asked(("agreement/depa",), kinds=("area",), valid_on=parse_query(day)))
        for day in ("2020", "2022-08", "2023")
    )
    statuses = [
        {str(link.attributes["status"]) for link in found.links if link.source == "area/china"}
        for found in (before, on, after)
    ]
    assert statuses == [set(), {"applied", "in_accession"}, {"in_accession"}]
    assert {link.attributes["certainty"] for link in on.links if link.source == "area/china"} == {"possible"}
    assert {link.attributes["certainty"] for link in after.links} == {"certain"}


def test_only_what_was_known_then_is_there(real: Real, whole: Network) -> None:
    then = network(real.catalogue, parse_query("2023-06"))
    assert {source for link in then.links for source in link.sources}.isdisjoint({"mofcom-2024"})
    assert len(then.nodes) < len(whole.nodes)


def test_bounds_of_a_relationship_are_among_its_values(whole: Network) -> None:
    joined = next(link for link in whole.links if link.type == "member_of" and link.during.from_earliest)
    assert link_values(joined)["from_earliest"] == joined.during.from_earliest.isoformat()  # type: ignore[union-attr]


def test_ids_may_name_their_kind_and_unknown_ones_are_told_with_near_ones(real: Real) -> None:
    from graph.errors import BadParameter

    assert focus_of(real.catalogue, "lingang, agreement/depa") == ("zone/lingang", "agreement/depa")
    with pytest.raises(BadParameter) as unknown:
        focus_of(real.catalogue, "lingan")
    assert "lingang" in unknown.value.near
    with pytest.raises(BadParameter):
        kinds_of("zone,planet")
    assert kinds_of("all") == KINDS
