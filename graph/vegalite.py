"""Vega-Lite charts drawn by the server: a spec as SVG, with a font that has Chinese on any machine."""

import json
import re
from collections.abc import Mapping
from typing import Final

from graph.raster import with_font

SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.json"
VERSION: Final = "6.4"
MEDIA: Final = "application/vnd.vegalite.v6+json"
FONT: Final = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif"
"""The font that a picture is measured with, then those that a reader's machine may have in its place."""
WIDE: Final = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_PIECE: Final = re.compile(rf"(?:[“‘（《]*(?:[{WIDE}]|[^\s{WIDE}“‘（《]+)|[“‘（《]+|\s+)[，。、；：？！）》”’]*\s*")


def svg(spec: Mapping[str, object]) -> bytes:
    """A spec as SVG. Nothing is fetched: a spec whose data lie elsewhere is refused."""
    import vl_convert  # 90 MB of engine, which only a picture needs

    with_font()
    drawn = vl_convert.vegalite_to_svg(json.dumps(spec, ensure_ascii=False), vl_version=VERSION, allowed_base_urls=[])
    return drawn.encode()


def lines(text: str, cells: int) -> list[str]:
    """A title or note in lines of so many cells, as SVG breaks none itself; a Chinese character takes two cells.

    No line begins with a closing mark, and no word of Latin letters is broken.
    """
    found, line = [], ""
    for piece in _PIECE.findall(text):
        if line and _cells(line) + _cells(piece.rstrip()) > cells:
            found.append(line.rstrip())
            line = ""
        line += piece
    return [*found, line.rstrip()] if line else found


def _cells(text: str) -> int:
    return sum(2 if ord(character) >= 0x2E80 else 1 for character in text)
