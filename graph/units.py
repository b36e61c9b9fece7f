"""Units of figures: from the printed unit to its base unit, computed exactly."""

from decimal import Decimal
from typing import Final

from graph.catalogue import Catalogue
from graph.model import Observation

# Base units that have a code of their own: ISO 4217. The others go by their id.
CODES: Final = {"usd": "USD", "cny": "CNY"}


def in_base_unit(catalogue: Catalogue, record: Observation) -> tuple[Decimal | None, str]:
    """The value in the base unit of its unit, computed exactly, and the code of that unit."""
    unit = catalogue.concepts.get(("concept", record.unit))
    base = (unit.base_unit if unit else None) or record.unit
    factor = Decimal(unit.factor) if unit and unit.factor else Decimal(1)
    value = None if record.value is None else record.value * factor
    return value, CODES.get(base, base)
