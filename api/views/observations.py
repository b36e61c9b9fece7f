"""Observations: one printing of one figure, in the unit as printed and in a base unit."""

from decimal import Decimal
from typing import Final

from api.present import Object, Presenter, date, label
from api.views import names
from graph.model import Observation
from graph.statements import Statement
from graph.units import in_base_unit

LARGEST: Final = 2**63 - 1


def observation(show: Presenter, said: Statement) -> Object:
    """One observation with its evidence; ``value`` None where the source prints none."""
    record = said.record
    if not isinstance(record, Observation):
        raise TypeError(f"{record.id} is no observation")
    base, base_unit = in_base_unit(show.catalogue, record)
    return {
        **show.ref("observation", record.id),
        "label": label(names.observation(show, record)),
        "indicator": show.ref("indicator", record.indicator),
        "subject": show.any_ref(record.subject),
        "area": show.place(record.area) if record.area else None,
        "counterpart": show.place(record.counterpart) if record.counterpart else None,
        "period": date(record.period),
        "value": number(record.value),
        "value_text": record.value_text,
        "unit": show.concept(record.unit),
        "value_base": number(base),
        "unit_base": base_unit,
        "type": record.type,
        "status": record.status,
        "qualifier": record.qualifier,
        "report": record.source,
        "table": record.table,
        "row": record.row,
        "column": record.column,
        "source_organization": show.ref("organization", record.source_organization)
        if record.source_organization
        else None,
        "note": label(record.note),
        "evidence": show.evidence([said]),
    }


def number(value: Decimal | None) -> int | float | None:
    """A decimal as JSON has it: whole numbers as integers, others as the float whose text is the decimal's own.

    Beyond 64 bits JSON libraries disagree on integers, so there a float stands.
    """
    if value is None:
        return None
    whole = value.to_integral_value()
    return int(whole) if whole == value and abs(whole) <= LARGEST else float(value)
