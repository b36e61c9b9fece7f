"""SVG → PNG, with a font that has Chinese, so that a machine without fonts draws the same picture."""

from functools import lru_cache
from pathlib import Path

import noto_cjk_sans_otc  # type: ignore[import-untyped]
import vl_convert

SCALE = 2.0


def png(svg: bytes) -> bytes:
    """The picture as PNG, two pixels a point."""
    _fonts()
    return vl_convert.svg_to_png(svg.decode(), scale=SCALE)


@lru_cache(maxsize=1)
def _fonts() -> None:
    vl_convert.register_font_directory(str(Path(str(noto_cjk_sans_otc.FONT_PATH)).parent))
