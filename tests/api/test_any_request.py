"""No request of any text is answered with a 500: a client's mistake is named as one."""

from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from api.objects import Object
from tests.client import Client, objects, one, texts

PATHS = (
    "/api/reports", "/api/coverage", "/api/zones", "/api/measures", "/api/instruments", "/api/agreements",
    "/api/organizations", "/api/topics", "/api/indicators", "/api/documents", "/api/targets",
    "/api/zones/lingang/measures", "/api/zones/lingang", "/api/measures/pipl-processing-rules",
    "/api/measures/vats-foreign-equity-cap-removal/zones", "/api/instruments/pipl", "/api/agreements/depa",
    "/api/agreements/depa/participation", "/api/topics/tax", "/api/reports/mofcom-2024",
)  # fmt: skip
VALUES = st.text(max_size=12) | st.sampled_from([
    "", "0000", "0001", "9999", "9999-12-31", "2024-02-30", "2024-W05", "..", "2023/2024", "-1", "1e3", "9" * 21, "%",
    "%00", "\x00", "\u202e", "null", "true", "lingang", "depa", "tax", "ftz", "draft", "csv", "a" * 2000, "𠮷",
])  # fmt: skip


def parameters(client: Client, path: str) -> list[str]:
    """The names of the query parameters of a path, as OpenAPI has them."""
    document = client.answer("/openapi.json")
    paths = document["paths"]
    assert isinstance(paths, dict)
    template = next(name for name in paths if _fits(name, path))
    return [str(one(item, "name")) for item in objects(paths[template], "get.parameters[]") if item["in"] == "query"]


def _fits(template: str, path: str) -> bool:
    parts, wanted = path.split("/"), template.split("/")
    return len(parts) == len(wanted) and all(
        part == name or name.startswith("{") for part, name in zip(parts, wanted, strict=True)
    )


@given(data=st.data(), path=st.sampled_from(PATHS))
def test_any_values_of_parameters_are_answered_or_refused_by_name(
    client: Client, data: st.DataObject, path: str
) -> None:
    names = parameters(client, path)
    assert "known_on" in names
    asked = data.draw(st.dictionaries(st.sampled_from([*names, "unknown"]), VALUES, min_size=1, max_size=3))
    response = client.get(str(client.url(path, asked)))
    assert response.status_code in (200, 400, 404, 406), response.text
    if response.status_code == 400:
        problem: Object = response.json()
        assert texts(problem, "name")[0] in asked


@given(path=st.sampled_from(PATHS), slug=st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_id_in_the_path_is_answered_or_not_found(client: Client, path: str, slug: str) -> None:
    response = client.get(f"{path.rsplit('/', 1)[0]}/{quote(slug, safe='')}")
    assert response.status_code in (200, 307, 404), response.text
