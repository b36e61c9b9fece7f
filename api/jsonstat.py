"""Observations as JSON-stat 2.0: one sparse data set of the figures of an answer.

A figure that is printed twice has two cells, told apart by the dimension ``printing``. What an answer does not give of
a figure (its counterpart, its period) is the category ``_``. Source: json-stat.org, JSON-stat 2.0 format.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, Literal

from api.objects import Json, Object

MEDIA: Final = "application/vnd.jsonstat+json"
NONE: Final = "_"
Language = Literal["zh", "en"]
NAMES: Final[Mapping[str, Mapping[Language, str]]] = {
    "measure": {"zh": "指标", "en": "Measure"},
    "place": {"zh": "地区或对象", "en": "Area or subject"},
    "counterpart": {"zh": "对方", "en": "Counterpart"},
    "period": {"zh": "时间", "en": "Period"},
    "report": {"zh": "报告", "en": "Report"},
    "printing": {"zh": "第几次印出", "en": "Printing"},
}
UNSTATED: Final[Mapping[Language, str]] = {"zh": "未述", "en": "unspecified"}
ROLE: Final[Object] = {"metric": ["measure"], "geo": ["place"], "time": ["period"]}


def dataset(answer: Object, language: Language, words: Callable[[str, str], Object | None]) -> Object:
    """The JSON-stat data set of a list of observations; ``words`` gives the label of a kind and id."""
    listed = answer["items"]
    items = [item for item in listed if isinstance(item, dict)] if isinstance(listed, Sequence) else []
    cells, printings = _cells(items)
    dimensions = {name: list(dict.fromkeys(cell[number] for cell in cells)) for number, name in enumerate(NAMES)}
    dimensions["period"].sort()
    dimensions["printing"] = [str(number) for number in range(1, printings + 1)]
    sizes = [len(found) for found in dimensions.values()]
    at = [_index(cell, list(dimensions.values()), sizes) for cell in cells]
    labels = _labels(items, language, words)
    found: Object = {
        "version": "2.0",
        "class": "dataset",
        "label": {"zh": "数字贸易报告所载数据", "en": "Figures of the reports on digital trade"}[language],
        "source": "; ".join(labels["report"].values()),
        "note": [_note(answer, language)],
        "id": list(dimensions),
        "size": sizes,
        "role": ROLE,
        "dimension": {
            name: _dimension(name, found, labels.get(name, {}), language, items) for name, found in dimensions.items()
        },
        "value": {str(place): item["value"] for place, item in zip(at, items, strict=True)},
        "status": {str(place): item["status"] for place, item in zip(at, items, strict=True)},
        "extension": {"observation": {str(place): item["id"] for place, item in zip(at, items, strict=True)}},
    }
    if following := answer.get("next"):
        found["link"] = {"next": [{"type": MEDIA, "href": following}]}
    return found


def _note(answer: Object, language: Language) -> str:
    """How many figures there are beside those given, and why there are none."""
    if reason := answer.get("reason"):
        return str(reason["detail"]) if isinstance(reason, dict) else ""
    listed = answer["items"]
    given = len(listed) if isinstance(listed, Sequence) else 0
    text = {
        "zh": "此处 {given} 条，共 {total} 条；每条为一次印出",
        "en": "{given} of {total} figures, each as printed once",
    }
    return text[language].format(given=given, total=answer["total"])


def _ref(value: Json) -> Object:
    return value if isinstance(value, dict) else {}


def _id(value: Json, key: str = "id") -> str:
    return str(_ref(value).get(key) or NONE)


def _measure(item: Object) -> str:
    return f"{_id(item['indicator'])}.{item['type']}.{_id(item['unit'])}"


def _cells(items: Iterable[Object]) -> tuple[list[tuple[str, ...]], int]:
    """The category of each observation in each dimension, and how often the most frequent figure is printed."""
    seen: dict[tuple[str, ...], int] = {}
    cells: list[tuple[str, ...]] = []
    for item in items:
        place = _id(item["area"]) if item["area"] else _id(item["subject"])
        figure = (_measure(item), place, _id(item["counterpart"]), _id(item["period"], "edtf"), str(item["report"]))
        seen[figure] = seen.get(figure, 0) + 1
        cells.append((*figure, str(seen[figure])))
    return cells, max(seen.values(), default=0)


def _index(cell: Sequence[str], dimensions: Sequence[Sequence[str]], sizes: Sequence[int]) -> int:
    """The position of a cell in row-major order, as JSON-stat numbers them."""
    place = 0
    for category, categories, size in zip(cell, dimensions, sizes, strict=True):
        place = place * size + categories.index(category)
    return place


def _labels(
    items: Iterable[Object], language: Language, words: Callable[[str, str], Object | None]
) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {name: {NONE: UNSTATED[language]} for name in NAMES}
    found["report"] = {}
    for item in items:
        kind = _ref(words("concept", str(item["type"]))).get(language) or item["type"]
        unit = _word(item["unit"], language)
        found["measure"][_measure(item)] = f"{_word(item['indicator'], language)} ({kind}, {unit})"
        place = item["area"] or item["subject"]
        found["place"][_id(place)] = _word(place, language)
        if item["counterpart"]:
            found["counterpart"][_id(item["counterpart"])] = _word(item["counterpart"], language)
        report = str(item["report"])
        found["report"][report] = str(_ref(words("report", report)).get(language) or report)
    return found


def _word(ref: Json, language: Language) -> str:
    return str(_ref(_ref(ref).get("label")).get(language) or "")


def _dimension(
    name: str, categories: Sequence[str], labels: Mapping[str, str], language: Language, items: Iterable[Object]
) -> Object:
    category: Object = {
        "index": list(categories),
        "label": {slug: labels.get(slug, slug) for slug in categories},
    }
    if name == "measure":
        units: dict[str, Object] = {}
        for item in items:
            unit = units.setdefault(_measure(item), {"label": _word(item["unit"], language), "decimals": 0})
            unit["decimals"] = max(_decimals(unit["decimals"]), _digits(item["value"]))
        category["unit"] = {slug: units[slug] for slug in categories}
    return {"label": NAMES[name][language], "category": category}


def _decimals(value: Json) -> int:
    return value if isinstance(value, int) else 0


def _digits(value: Json) -> int:
    """The digits after the point of a number as JSON writes it."""
    return len(str(value).partition(".")[2]) if isinstance(value, float) else 0
