"""Evidence says what it supports by keys of the object that it stands in, whatever that object is put together from."""

from collections.abc import Iterator

import pytest

from api.objects import Json, Object
from tests.client import Client

ANSWERS = (
    "/api/zones?class=institutional-opening-pilot",
    "/api/zones/lingang/measures?valid_on=2024-08-31&limit=1000",
    "/api/zones/hainan-ftp/measures?valid_on=2024-08-31&limit=1000",
    "/api/zones/zhongguancun-software-park/measures?valid_on=2024-08-31&limit=1000",
    "/api/measures/vats-foreign-equity-cap-removal/zones?valid_on=2024-08-31",
    "/api/measures?limit=1000",
    "/api/instruments?limit=1000",
    "/api/agreements/rcep/participation?limit=1000",
    "/api/timeline?limit=1000",
    "/api/statistics?limit=1000",
)


@pytest.mark.parametrize("url", ANSWERS)
def test_evidence_names_keys_of_its_object(client: Client, url: str) -> None:
    found = list(cited(client.answer(url)))
    assert found
    assert [(key, sorted(owner)) for owner, key in found if not has(owner, key)] == []


def test_a_beginning_rests_on_evidence_of_the_date_that_it_has(client: Client) -> None:
    answer = client.answer("/api/zones/lingang/measures?valid_on=2024-08-31&limit=1000")
    items = answer["items"]
    assert isinstance(items, list)
    dated = [
        item for item in items if isinstance(item, dict) and basis_of(item) in ("published", "adopted", "in_force")
    ]
    assert dated
    assert [item["measure"] for item in dated if "valid.from" not in {key for _, key in own(item)}] == []


def test_an_empty_list_of_a_class_says_that_its_members_are_not_listed(client: Client) -> None:
    assert client.answer("/api/zones?class=culture-export-base")["reason"] == {
        "code": "class_not_enumerated",
        "detail": "No source in the graph lists the members of this class.",
    }


def basis_of(item: Object) -> Json:
    """What the beginning of an item's validity rests on."""
    valid = item["valid"]
    assert isinstance(valid, dict)
    return valid["from_basis"]


def cited(part: Json) -> Iterator[tuple[Object, str]]:
    """Every object with evidence, and each key that a piece of it names."""
    if isinstance(part, dict):
        yield from own(part)
        for inner in part.values():
            yield from cited(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from cited(inner)


def own(owner: Object) -> Iterator[tuple[Object, str]]:
    """An object with the keys that its own evidence names."""
    pieces = owner.get("evidence")
    for piece in pieces if isinstance(pieces, list) else ():
        assert isinstance(piece, dict)
        names = piece["for"]
        assert isinstance(names, list)
        assert names, piece
        yield from ((owner, str(name)) for name in names)


def has(part: Json, key: str) -> bool:
    """Whether a dotted key leads to a place in an object; in a list of parts, in one of them."""
    first, _, rest = key.partition(".")
    if isinstance(part, list):
        return not part or any(has(inner, key) for inner in part)
    if not isinstance(part, dict):
        return part is None
    return first in part and (not rest or has(part[first], rest))
