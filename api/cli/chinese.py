"""What the command line says, in Chinese: the English in the code → its translation. A test finds what is missing."""

from collections.abc import Mapping
from typing import Final

CHINESE: Final[Mapping[str, str]] = {}
