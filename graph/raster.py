"""Pictures from SVG, with a font that has Chinese, so that a machine without fonts draws the same one."""

from functools import lru_cache
from importlib.resources import files
from typing import Final

SCALE: Final = 2.0


def png(svg: bytes, scale: float = SCALE) -> bytes:
    """An SVG as PNG, ``scale`` pixels to a unit."""
    import vl_convert  # 90 MB of engine, which only a picture needs

    with_font()
    return vl_convert.svg_to_png(svg.decode(), scale=scale)


@lru_cache(maxsize=1)
def with_font() -> None:
    """Let the engine find the font that comes with the project."""
    import vl_convert

    vl_convert.register_font_directory(str(files("noto_cjk_sans_otc")))
