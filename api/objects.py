"""What answers are made of: JSON values as Python has them."""

from collections.abc import Sequence
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | dict[str, Json] | None"
Object: TypeAlias = dict[str, "Json"]
