"""The layout and the pictures: stable, without overlap, harmless, legible."""

import math
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest

from graph.network import Asked, Network, select
from graph.network.layout import LAYERED, Box, layout
from graph.network.palette import LOOKS
from graph.network.picture import svg
from graph.network.points import points
from graph.network.relations import KIND_NAMES, KINDS
from graph.network.wording import width
from graph.raster import png

PICTURES = [
    ("zone/lingang", 1), ("zone/lingang", 2), ("agreement/depa", 1), ("agreement/cptpp", 1), ("instrument/pipl", 1),
    ("zone/shanghai-ftz", 1), ("zone/hainan-ftp", 1), ("zone/beijing-digital-trade-port", 1),
]  # fmt: skip
SVG = "{http://www.w3.org/2000/svg}"


def apart(one: Box, other: Box) -> bool:
    return (
        abs(one.x - other.x) >= (one.width + other.width) / 2 or abs(one.y - other.y) >= (one.height + other.height) / 2
    )


@pytest.mark.parametrize(("focus", "depth"), PICTURES)
def test_no_two_boxes_of_a_picture_overlap(whole: Network, focus: str, depth: int) -> None:
    part = select(whole, Asked((focus,), depth))
    assert 3 <= len(part.nodes) <= 60
    boxes = layout(part).boxes
    assert [(a, b) for (a, one), (b, other) in combinations(boxes.items(), 2) if not apart(one, other)] == []


@pytest.mark.parametrize(("focus", "depth"), PICTURES)
def test_no_caption_of_a_relationship_lies_on_a_box(whole: Network, focus: str, depth: int) -> None:
    placed = layout(select(whole, Asked((focus,), depth)))
    for key, curve in placed.curves.items():
        assert curve.label
        x, y = curve.label
        on = [box for box in placed.boxes.values()
              if abs(box.x - x) < box.width / 2 and abs(box.y - y) < box.height / 2]  # fmt: skip
        assert not on, key


def test_the_same_graph_has_the_same_layout(part: Network, policies: Network) -> None:
    for found in (part, policies):
        assert layout(found) == layout(Network(tuple(found.nodes), tuple(found.links)))


def test_a_node_more_does_not_turn_the_whole_round(policies: Network) -> None:
    without = Network(
        tuple(node for node in policies.nodes if node.id != "zone/lingang"),
        tuple(link for link in policies.links if "zone/lingang" not in (link.source, link.target)),
    )
    before, after = layout(without).boxes, layout(policies).boxes
    turned = turn({key: (before[key], after[key]) for key in before})
    assert abs(turned) < 15


def test_a_node_more_leaves_the_columns_of_a_small_picture(whole: Network, part: Network) -> None:
    more = next(node for node in whole.nodes if node.id == "topic/tax")
    link = replace(part.links[0], type="about", source="zone/lingang", target="topic/tax")
    grown = Network((*part.nodes, more), (*part.links, link))
    before, after = layout(part).boxes, layout(grown).boxes
    assert sorted(before, key=lambda key: (round(before[key].x), before[key].y)) == sorted(
        before, key=lambda key: (round(after[key].x), after[key].y)
    )


def turn(pairs: dict[str, tuple[Box, Box]]) -> float:
    """The rotation, in degrees, that best takes the first places to the second (Kabsch, in the plane)."""
    count = len(pairs)
    mean = [sum(getattr(pair[side], axis) for pair in pairs.values()) / count for side in (0, 1) for axis in "xy"]
    sine = cosine = 0.0
    for one, other in pairs.values():
        ax, ay, bx, by = one.x - mean[0], one.y - mean[1], other.x - mean[2], other.y - mean[3]
        cosine += ax * bx + ay * by
        sine += ax * by - ay * bx
    return math.degrees(math.atan2(sine, cosine))


def test_a_picture_has_names_in_both_languages_and_a_legend(part: Network) -> None:
    document = ElementTree.fromstring(svg(part, "临港"))
    words = "".join("".join(text.itertext()) for text in document.iter(f"{SVG}text"))
    lingang = next(node for node in part.nodes if node.id == "zone/lingang")
    assert lingang.label.zh in words
    assert lingang.label.en.split()[0] in words
    for kind in {node.kind for node in part.nodes}:
        assert KIND_NAMES[kind].zh in words
    groups = [group for group in document.iter(f"{SVG}g") if (group.get("class") or "").startswith("node")]
    assert [group.get("id") for group in groups] == [node.id for node in part.nodes]


def test_names_in_a_picture_are_words_and_never_markup(hostile: Network) -> None:
    document = ElementTree.fromstring(svg(hostile, '<script>alert("1")</script>'))
    assert not list(document.iter(f"{SVG}script"))
    for element in document.iter():
        assert not [name for name in element.attrib if name.lower().startswith("on") or name.endswith("href")]
    assert "<script>" in "".join(document.itertext())


def test_too_many_nodes_for_boxes_are_points_with_names_that_do_not_meet(policies: Network) -> None:
    assert len(policies.nodes) > LAYERED
    document = ElementTree.fromstring(svg(policies, focus=["zone/lingang"]))
    groups = [group for group in document.iter(f"{SVG}g") if (group.get("class") or "").startswith("node")]
    assert {group.get("id") for group in groups} == {node.id for node in policies.nodes}
    links = [path for path in document.iter(f"{SVG}path") if (path.get("class") or "").startswith("link")]
    assert len(links) == len(policies.links)
    names = [text for text in document.iter(f"{SVG}text") if text.get("text-anchor") == "middle"]
    assert len(names) > 50
    assert "上海自由贸易试验区临港新片区" in {text.text for text in names}
    boxes = [room(text) for text in names]
    assert all(apart(one, other) for one, other in combinations(boxes, 2))
    wide, high = (float(str(document.get(name))) for name in ("width", "height"))
    assert all(box.width / 2 < box.x < wide - box.width / 2 and box.height / 2 < box.y < high for box in boxes)


def room(text: ElementTree.Element) -> Box:
    """What a name takes, rather too little than too much."""
    size = float(str(text.get("font-size")))
    x, y = (float(str(text.get(name))) for name in "xy")
    return Box(x, y - size * 0.4, width(text.text or "") * size * 0.95, size)


def test_names_of_points_are_words_and_never_markup(hostile: Network) -> None:
    placed = {node.id: Box(number, number, 8, 8) for number, node in enumerate(hostile.nodes)}
    drawn = "".join(points(hostile, placed, ()))
    document = ElementTree.fromstring(f"<svg>{drawn}</svg>")
    assert {element.tag for element in document.iter()} <= {"svg", "g", "path", "rect", "text", "title"}


def test_png_is_a_picture_of_the_drawing_twice_as_large(part: Network) -> None:
    drawn = svg(part)
    content = png(drawn)
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    size = int.from_bytes(content[16:20]), int.from_bytes(content[20:24])
    document = ElementTree.fromstring(drawn)
    assert size == tuple(2 * int(str(document.get(name))) for name in ("width", "height"))


def test_kinds_of_one_colour_differ_in_their_border() -> None:
    assert set(LOOKS) == set(KINDS)
    assert len(set(LOOKS.values())) == len(KINDS)
