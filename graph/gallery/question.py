"""What a question of the gallery is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.gallery.paths import Column
from graph.model import Label


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question is asked with. ``kinds``: of the entity whose id it is, or ``date`` or ``text`` alone."""

    name: str
    kinds: tuple[str, ...]
    optional: bool
    label: Label

    @property
    def ends(self) -> Sequence[str]:
        """The names by which SPARQL and Cypher know it: a date by its first and its last day."""
        return (f"{self.name}_first", f"{self.name}_last") if self.kinds == ("date",) else (self.name,)


@dataclass(frozen=True, slots=True)
class Example:
    """Values by which a question can be tried; ``empty``: its answer then has no rows, and that is the answer."""

    values: Mapping[str, str]
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its three texts, whose parameters are open, and values by which it can be tried.

    ``rest`` is a path with holes in the manner of RFC 6570. ``columns`` name what a row holds, in SPARQL and in Cypher,
    and where the REST answer has it. ``order``: the columns by which rows are in order, ``-`` before one that falls;
    what is null comes first.
    """

    id: str
    label: Label
    parameters: tuple[Parameter, ...]
    examples: tuple[Example, ...]
    sparql: str
    cypher: str
    rest: str
    columns: tuple[Column, ...]
    order: tuple[str, ...]
