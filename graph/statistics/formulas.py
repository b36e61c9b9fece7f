"""How figures are made of figures, as the ontology says: sums, differences, shares; and who is in a statistical group.

Source: ``ontology/formulas.ttl``; the class of zones of a group and the provinces around its members from the records.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from graph.iris import Iris
from graph.store import Store
from graph.store.queries import load as query
from ontology.namespaces import expand

NAMES: Final = (
    "addend", "minuend", "subtrahend", "numerator", "denominator", "denominatorPlace", "groupMember", "groupOfHosts",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ratio:
    """A share: figure of ``part`` over figure of ``whole``; of ``place`` where that is not the share's own area."""

    part: str
    whole: str
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Formulas:
    """``sums``: indicator → its addends; ``differences``: indicator → minuend and subtrahend; ``ratios``: its parts.

    ``members``: group → the places its figures take in; ``hosts``: group → the class whose members' provinces they are.
    """

    sums: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    differences: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    ratios: Mapping[str, Ratio] = field(default_factory=dict)
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hosts: Mapping[str, str] = field(default_factory=dict)


def read(store: Store, iris: Iris) -> Formulas:
    """The formulas that a store holds."""
    names = {expand(f"pg:{name}"): name for name in NAMES}
    stated: dict[str, dict[str, list[str]]] = {name: {} for name in NAMES}
    for row in store.select(query("formulas").text, {}):
        name = names[row["property"].value]
        stated[name].setdefault(iris.slug(row["made"].value), []).append(iris.slug(row["of"].value))
    return formulas(stated)


def formulas(stated: Mapping[str, Mapping[str, Sequence[str]]]) -> Formulas:
    """Formulas from what is stated: name of a property → id → ids. What lacks an operand is left out."""
    one = {name: {made: of[0] for made, of in stated.get(name, {}).items()} for name in NAMES}
    places = one["denominatorPlace"]
    return Formulas(
        {made: tuple(sorted(of)) for made, of in stated.get("addend", {}).items() if len(of) > 1},
        {made: (of, one["subtrahend"][made]) for made, of in one["minuend"].items() if made in one["subtrahend"]},
        {
            made: Ratio(of, one["denominator"][made], places.get(made))
            for made, of in one["numerator"].items()
            if made in one["denominator"]
        },
        {made: tuple(sorted(of)) for made, of in stated.get("groupMember", {}).items()},
        one["groupOfHosts"],
    )
