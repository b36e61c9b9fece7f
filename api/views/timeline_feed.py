"""The timeline as an Atom feed (RFC 4287): what is new and what changed, by version of the data.

Every date of the feed is that of a released version; when an act took place stands in the entry's words.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, cast
from xml.etree import ElementTree

from api.objects import Json, Object
from api.views import names
from api.views.calendar import precision
from api.views.timeline_chart import LANES
from graph.dates import parse
from graph.iris import Iris
from graph.network.cleaning import xml_text
from loaders.versions import Dated

ATOM: Final = "application/atom+xml"
NAMESPACE: Final = "http://www.w3.org/2005/Atom"
LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
TITLE: Final = "政策与规则时间线 / Timeline of policies and rules"
SUBTITLE: Final = "依数据版本列出新增与变更的条目 / Entries new and changed, by version of the data"
STATUS: Final = {
    "done": ("已发生", "done"), "planned": ("计划", "planned"), "draft": ("征求意见", "draft for comment"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of itself: its lasting IRI, where it was asked for, its filters, the data's date and IRIs."""

    id: str
    address: str
    filters: Sequence[tuple[str, str]]
    updated: date
    iris: Iris


def feed(answer: Object, about: Feed, dates: Callable[[Object], Dated]) -> bytes:
    """The entries of a timeline's answer as Atom, in its order. ``dates`` tells an entry's published and updated."""
    root = ElementTree.Element("feed", {"xmlns": NAMESPACE, LANG: "zh"})
    _text(root, "id", about.id)
    filters = ", ".join(f"{name}={value}" for name, value in about.filters)
    _text(root, "title", f"{TITLE} ({filters})" if filters else TITLE)
    _text(root, "subtitle", SUBTITLE)
    _text(root, "updated", _midnight(about.updated))
    _text(ElementTree.SubElement(root, "author"), "name", "policygraph")
    _text(root, "generator", "policygraph")
    _link(root, "self", about.address)
    if answer["next"]:
        _link(root, "next", str(answer["next"]))
    for item in _objects(answer["items"]):
        _entry(root, item, dates(item), about.iris)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _entry(root: ElementTree.Element, item: Object, when: Dated, iris: Iris) -> None:
    made = ElementTree.SubElement(root, "entry")
    label, about = cast(Object, item["label"]), cast(Object, item["entity"])
    _text(made, "id", str(item["iri"]))
    _text(made, "title", f"{label['zh']} / {label['en']}")
    _text(made, "published", _midnight(when.published))
    _text(made, "updated", _midnight(when.updated))
    _text(made, "summary", _summary(item))
    _link(made, "alternate", str(item["iri"]))
    if about["iri"] != item["iri"]:
        _link(made, "related", str(about["iri"]))
    for address in dict.fromkeys(_sources(_objects(item["evidence"]), iris)):
        _link(made, "via", address)
    lane = str(item["lane"])
    ElementTree.SubElement(made, "category", {"term": lane, "label": LANES.get(lane, lane)})


def _summary(item: Object) -> str:
    """The date in words, how exact it is, and whether the act is done; a line a language."""
    begins, ends = cast(Object, item["date"]), cast("Object | None", item["end"])
    words = names.period(parse(f"{begins['edtf']}/{ends['edtf']}" if ends else str(begins["edtf"])))
    exact, status = precision(begins, ends), str(item["status"])
    done = STATUS.get(status, (status, status))
    return f"{words.zh}（{exact[0]}；{done[0]}）\n{words.en} ({exact[1]}; {done[1]})"


def _sources(evidence: Iterable[Object], iris: Iris) -> Iterable[str]:
    """Where the words stand that an entry rests on: a report's passage, or the page of another source."""
    for piece in evidence:
        source = cast("Object | None", piece.get("source"))
        if piece.get("passage"):
            yield iris.entity("passage", str(piece["passage"]))
        elif source and source.get("url"):
            yield str(source["url"])


def _midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _text(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = xml_text(text)


def _link(parent: ElementTree.Element, relation: str, address: str) -> None:
    ElementTree.SubElement(parent, "link", {"rel": relation, "href": xml_text(address)})


def _objects(value: Json) -> Sequence[Object]:
    return cast("Sequence[Object]", value)
