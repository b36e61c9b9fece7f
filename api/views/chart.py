"""Series as a Vega-Lite chart: a panel a type and base unit, a line a vintage, broken where the series breaks."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from api.objects import Json, Object
from api.present import Presenter
from api.views import series as views
from api.views.dots import Axis, Dot, Language, axis, dots, rows
from graph.model import Label
from graph.network.palette import BLACK, BLUE, GREEN, ORANGE, PURPLE, SKY, VERMILION
from graph.statistics.series import Series
from graph.vegalite import FONT, SCHEMA, lines

COLOURS: Final = (BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY, BLACK)
MARKS: Final = ("circle", "square", "diamond", "triangle-up", "triangle-down", "cross", "triangle-right")
HEIGHT: Final = 260
YEAR: Final = 66
NARROWEST, WIDEST = 460, 1100
DARK: Final = "#222222"
PANELS: Final = 6
NOTES: Final = 5
PIXELS: Final = {"title": 7.5, "subtitle": 6.0}
"""The width of a Latin letter; a Chinese character takes two."""
WORDS: Final = {
    "unit": Label(zh="单位：", en="Unit: "),
    "colon": Label(zh="：", en=": "),
    "source": Label(zh="数据来源：", en="Source: "),
    "undated": Label(zh="未注日期的数据 {} 条，未画出", en="{} undated figures are not drawn"),
    "lines": Label(zh="另有 {} 条线未画出，请缩小范围", en="{} more lines are not drawn: narrow the filters"),
    "more": Label(
        zh="另有 {} 组序列未画出，请缩小范围", en="{} more groups of series are not drawn: narrow the filters"
    ),
    "none": Label(
        zh="没有符合全部条件的序列：已检索 {} 组序列。",
        en="No series matches all the filters: {} series were searched.",
    ),
    "forecast": Label(zh="空心为预测值", en="hollow: forecast"),
}


def spec(show: Presenter, found: Sequence[Series], language: Language, reason: str) -> Object:
    """The Vega-Lite spec of series; of none, one that says why: ``reason``."""
    if not found:
        return _empty(reason)
    groups = [list(group) for _, group in groupby(sorted(found, key=_panel), _panel)]
    panels: list[Json] = [_drawn(show, group, language) for group in groups[:PANELS]]
    top: Object = {"$schema": SCHEMA, "background": "white", "padding": 12, "config": _config()}
    if len(groups) > PANELS:
        top["title"] = {"text": _say("more", language).format(len(groups) - PANELS), "fontSize": 12}
    apart: Object = {"scale": dict.fromkeys(("color", "shape", "size"), "independent")}
    return {**top, "vconcat": panels, "spacing": 28, "resolve": apart}


def empty(language: Language, searched: int) -> str:
    """What a chart without series says."""
    return _say("none", language).format(searched)


def _say(name: str, language: Language) -> str:
    return str(getattr(WORDS[name], language))


def _panel(one: Series) -> tuple[bool, str, str]:
    """Series of one type and base unit stand in one panel; levels first."""
    return one.type != "level", one.type, one.base_unit


def _config() -> Object:
    return {
        "font": FONT,
        "axis": {"labelFontSize": 11, "titleFontSize": 11, "gridColor": "#e6e6e6"},
        "legend": {"orient": "bottom", "direction": "vertical", "labelLimit": 0, "labelFontSize": 11, "title": None},
        "title": {
            "anchor": "start", "frame": "group", "fontSize": 14, "subtitleFontSize": 11, "subtitleColor": "#444",
            "subtitlePadding": 4,
        },
        "view": {"stroke": None},
    }  # fmt: skip


def _empty(reason: str) -> Object:
    said: list[Json] = [*lines(reason, int(NARROWEST / PIXELS["title"]))]
    return {
        "$schema": SCHEMA,
        "background": "white",
        "padding": 12,
        "width": NARROWEST,
        "height": 60 + 16 * len(said),
        "data": {"values": [{"text": said}]},
        "mark": {"type": "text", "fontSize": 13, "color": "#444"},
        "encoding": {"text": {"field": "text"}},
        "config": {"font": FONT, "view": {"stroke": "#ccc"}},
    }


def _drawn(show: Presenter, group: Sequence[Series], language: Language) -> Object:
    """One panel: title and notes, the axes, the layers. Without a dated figure it is its title and notes alone."""
    finest = min(group, key=lambda one: (one.factor, one.unit))
    every = [dot for one in group for dot in dots(show, one, language, factor=finest.factor, several=len(group) > 1)]
    named = _telling(every)
    shown = [dot for dot in every if dot.line in named]
    if not shown:
        heading = _heading(show, group, language, finest, every, NARROWEST)
        return {
            "title": heading,
            "data": {"values": [{}]},
            "mark": {"type": "text", "text": ""},
            "width": NARROWEST,
            "height": 8,
        }
    first, last = min(dot.x for dot in shown), max(dot.end or dot.x for dot in shown)
    width = min(WIDEST, max(NARROWEST, int((last - first + 1) * YEAR)))
    along = axis([dot.y for dot in shown], HEIGHT, ranked=group[0].type == "rank")
    unit = getattr(show.catalogue.label("concept", finest.unit), language)
    x: Object = {
        "field": "x", "type": "quantitative",
        "scale": {"domain": [first - 0.5, last + 0.5], "nice": False, "zero": False},
        "axis": {"values": [*range(int(first), int(last) + 1)], "format": "d", "title": None, "grid": False},
    }  # fmt: skip
    return {
        "title": _heading(show, group, language, finest, every, width),
        "width": width,
        "height": HEIGHT,
        "data": {"values": rows(shown, along, named, width / (last - first + 1))},
        "layer": _layers(x, _upright(along, unit), named),
    }


def _telling(every: Sequence[Dot]) -> list[str]:
    """The lines with the most points, of those the highest: as many as there are colours, in the series’ order."""
    points: dict[str, list[Dot]] = {}
    for dot in every:
        points.setdefault(dot.line, []).append(dot)
    best = sorted(points, key=lambda line: (-len(points[line]), -max(dot.y for dot in points[line])))[: len(COLOURS)]
    return [line for line in points if line in best]


def _upright(along: Axis, unit: str) -> Object:
    domain: list[Json] = [float(along.low), float(along.high)]
    return {
        "field": "y", "type": "quantitative",
        "scale": {"domain": domain, "nice": False, "zero": False, "reverse": along.falling},
        "axis": {"title": unit, "tickCount": 5},
    }  # fmt: skip


def _layers(x: Object, y: Object, named: Sequence[str]) -> list[Json]:
    """Lines of each stretch, bars of intervals, points, and the values beside them with a white edge."""
    line: Object = {"field": "line", "type": "nominal", "sort": None}
    colour: Object = {**line, "scale": {"domain": [*named], "range": [*COLOURS[: len(named)]]}}
    shape: Object = {**line, "scale": {"domain": [*named], "range": [*MARKS[: len(named)]]}}
    size: Object = {"field": "size", "type": "quantitative", "scale": None, "legend": None}
    tooltip: list[Json] = [{"field": name, "type": "nominal"} for name in ("line", "period", "printed", "observation")]
    points: Object = {"x": x, "y": y, "color": colour, "shape": shape, "size": size, "tooltip": tooltip}
    lined: Object = {"x": x, "y": y, "color": colour, "detail": {"field": "run"}}
    spanned: Object = {"x": x, "x2": {"field": "end"}, "y": y, "color": colour}
    point: Object = {"type": "point", "opacity": 1, "strokeWidth": 1.5}
    return [
        _layer("datum.end === null", {"type": "line", "strokeWidth": 2}, lined),
        _layer("datum.end !== null", {"type": "rule", "strokeWidth": 3}, spanned),
        _layer("datum.end === null && datum.status !== 'forecast'", {**point, "filled": True}, points),
        _layer("datum.end === null && datum.status === 'forecast'", {**point, "fill": "white"}, points),
        *_labels(x, y, named),
    ]


def _labels(x: Object, y: Object, named: Sequence[str]) -> list[Json]:
    """The values by their points, in a dark shade of their line's colour, on a white edge that parts them from it."""
    label: Object = {"x": {**x, "field": "label_x"}, "y": {**y, "field": "label_y"}, "text": {"field": "label"}}
    text: Object = {"type": "text", "fontSize": 10, "baseline": "middle"}
    white: Object = {"color": "white", "stroke": "white", "strokeWidth": 3}
    chosen: list[Json] = [
        {"test": {"field": "line", "equal": line}, "value": _dark(colour)}
        for line, colour in zip(named, COLOURS, strict=False)
    ]
    shade: Object = {"color": {"condition": chosen, "value": DARK}} if len(named) > 1 else {"color": {"value": DARK}}
    places = (("!datum.beside", "center"), ("datum.beside", "left"))
    return [
        _layer(wanted, {**text, **look, "align": align}, {**label, **encoding})
        for look, encoding in ((white, {}), ({}, shade))
        for wanted, align in places
    ]


def _dark(colour: str) -> str:
    """A shade of a colour in which small words can be read on white."""
    return "#" + "".join(f"{int(int(colour[n : n + 2], 16) * 0.55):02X}" for n in (1, 3, 5))


def _layer(wanted: str, mark: Object, encoding: Object) -> Object:
    return {"transform": [{"filter": wanted}], "mark": mark, "encoding": encoding}


def _heading(
    show: Presenter, group: Sequence[Series], language: Language, finest: Series, drawn: Sequence[Dot], width: int
) -> Object:
    """Titles of the series; then unit, reports, why lines break and what is not drawn, each on lines of its own."""

    def words(label: Label) -> str:
        return str(getattr(label, language))

    titles = list(dict.fromkeys(words(views.title(show, one)) for one in group))
    title = " / ".join(titles[:3]) + (" …" if len(titles) > 3 else "")
    reports = dict.fromkeys(vintage.report for one in group for vintage in one.vintages)
    notes = dict.fromkeys(
        words(views.note(show, one, broken))
        if broken.kind == "definition" or len(titles) == 1
        else f"{words(views.title(show, one))}{_say('colon', language)}{words(views.note(show, one, broken))}"
        for one in group
        for broken in one.breaks
    )
    points = [point for one in group for vintage in one.vintages for point in vintage.points]
    undated = sum(1 for point in points if point.figure.value is not None) - len(drawn)
    left = len({dot.line for dot in drawn}) - len(COLOURS)
    texts = [
        f"{_say('unit', language)}{words(show.catalogue.label('concept', finest.unit))}",
        f"{_say('source', language)}{'; '.join(words(show.catalogue.label('report', report)) for report in reports)}",
        *list(notes)[:NOTES],
        *([_say("undated", language).format(undated)] if undated else []),
        *([_say("lines", language).format(left)] if left > 0 else []),
        *([_say("forecast", language)] if any(dot.point.figure.status == "forecast" for dot in drawn) else []),
    ]
    small: list[Json] = [line for text in texts for line in lines(text, int(width / PIXELS["subtitle"]))]
    return {"text": [*lines(title, int(width / PIXELS["title"]))], "subtitle": small}
