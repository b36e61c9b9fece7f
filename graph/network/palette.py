"""Colours of kinds: Okabe and Ito's, told apart by colour-blind people; kinds that share one differ in their border.

Source: M. Okabe, K. Ito, Color Universal Design (2008).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

BLACK, ORANGE, SKY, GREEN = "#000000", "#E69F00", "#56B4E9", "#009E73"
YELLOW, BLUE, VERMILION, PURPLE = "#F0E442", "#0072B2", "#D55E00", "#CC79A7"
INK, LINE = "#1A1A1A", "#6B6B6B"


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind looks: its colour, the radius of its corners, whether its border is dashed."""

    colour: str
    corner: float = 4
    dashed: bool = False


LOOKS: Final[Mapping[str, Look]] = {
    "zone": Look(GREEN),
    "area": Look(GREEN, 14),
    "zone-class": Look(GREEN, dashed=True),
    "measure": Look(ORANGE),
    "target": Look(ORANGE, dashed=True),
    "instrument": Look(BLUE),
    "report": Look(BLUE, 14),
    "document": Look(BLUE, dashed=True),
    "agreement": Look(VERMILION),
    "organization": Look(PURPLE, 14),
    "event": Look(SKY),
    "topic": Look(YELLOW, 14),
    "indicator": Look(BLACK, 14),
    "observation": Look(BLACK),
}


def tint(colour: str, share: float = 0.18) -> str:
    """A colour mixed with white, so that black words stand on it."""
    parts = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02X}" for part in parts)


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
