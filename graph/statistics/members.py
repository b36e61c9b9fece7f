"""Whose figures a group's figure adds up: the rows above it, the members the ontology names, the provinces within."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from graph.catalogue import Catalogue
from graph.model import Area
from graph.statistics.figures import About, Figure, Figures
from graph.statistics.formulas import Formulas

LEAF: Final = "province"
PARTS: Final = ("region", "province")
SINGLE: Final = frozenset({"country", "economy", "province", "special-administrative-region", "city"})
GROUP_SIZE: Final = "group-size"
"""The indicator that says how many members of a ranked list a text takes."""

Way = Literal["rows", "members", "hosts", "largest", "provinces", "regions"]


@dataclass(frozen=True, slots=True)
class Places:
    """``classes``: area → its class; ``within``: place → the places wholly in it; ``hosts``: class → provinces."""

    classes: Mapping[str, str] = field(default_factory=dict)
    within: Mapping[str, frozenset[str]] = field(default_factory=dict)
    hosts: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def of_class(self, place: str, wanted: str) -> frozenset[str]:
        """The areas of a class that lie in a place, itself included."""
        return frozenset(one for one in {place, *self.within.get(place, ())} if self.classes.get(one) == wanted)


@dataclass(frozen=True, slots=True)
class Group:
    """The figures that together make up a group's, and how they were found."""

    way: Way
    figures: tuple[Figure, ...]


def places(catalogue: Catalogue) -> Places:
    """What the records say of areas: their classes, what lies in what, and around members of classes of zones."""
    territory = catalogue.world.territory
    classes = {
        slug: record.area_class
        for (kind, slug), said in catalogue.statements.items()
        if kind == "area"
        for record in (statement.record for statement in said)
        if isinstance(record, Area) and record.area_class
    }
    hosts: dict[str, set[str]] = {}
    for place in territory.places:
        around = {above for above in territory.up(place) if classes.get(above) == LEAF}
        for edge in territory.classes(place):
            hosts.setdefault(edge.high, set()).update(around)
    within = {place: frozenset(territory.down(place)) - {place} for place in territory.places}
    return Places(classes, within, {high: frozenset(found) for high, found in hosts.items()})


class Members:
    """Finds the figures that a figure of a group or a larger place adds up."""

    def __init__(self, figures: Figures, formulas: Formulas, known: Places) -> None:
        self._figures = figures
        self._formulas = formulas
        self._places = known

    def groups(self, like: Figure, indicator: str | None = None) -> Iterator[Group]:
        """Every way in which figures of the report of ``like`` make up the level of its area; none is a likely answer.

        ``indicator``: the level's, where it is not that of ``like``.
        """
        seen: set[frozenset[str]] = set()
        for group in self._groups(like, indicator or like.indicator):
            known = frozenset(figure.id for figure in group.figures)
            if known not in seen:
                seen.add(known)
                yield group

    def _groups(self, like: Figure, indicator: str) -> Iterator[Group]:
        if (rows := self._rows_above(like)) and indicator == like.indicator:
            yield Group("rows", rows)
        for way, names in self._named(like):
            found = [self._figures.find(like, indicator, self._put(like, name), like.period) for name in names]
            if found and all(found):
                yield Group(way, tuple(figure for figure in found if figure))
        if largest := self._largest(like, indicator):
            yield Group("largest", largest)
        if regions := self._regions(like, indicator):
            yield Group("regions", regions)

    def _group_of(self, like: Figure) -> str | None:
        """The place that is the group: the other side of a flow where there is one, else the area."""
        return like.about.counterpart or like.about.area

    def _put(self, like: Figure, member: str) -> About:
        """What ``like`` is about, with a member in the place of its group."""
        group = self._group_of(like)
        area, counterpart = (member if name == group else name for name in like.about[1:])
        return About(f"area/{member}", area, counterpart)

    def _named(self, like: Figure) -> Iterator[tuple[Way, Iterable[str]]]:
        """The members that are known by name, by way of finding them."""
        group = self._group_of(like) or ""
        yield "members", self._formulas.members.get(group, ())
        if group in self._formulas.hosts:
            yield "hosts", sorted(self._places.hosts.get(self._formulas.hosts[group], ()))
        if self._places.classes.get(group) != LEAF:
            yield "provinces", sorted(self._places.of_class(group, LEAF))

    def _rows_above(self, like: Figure) -> tuple[Figure, ...]:
        """The single economies above the row of a sum, in its column."""
        if not like.table or self._places.classes.get(like.area or "") != "group" or like.type != "level":
            return ()
        return tuple(
            figure
            for figure in self._figures
            if (figure.report, figure.table, figure.column) == (like.report, like.table, like.column)
            and figure.place < like.place and figure.interval and self._places.classes.get(figure.area or "") in SINGLE
        )  # fmt: skip

    def _largest(self, like: Figure, indicator: str) -> tuple[Figure, ...]:
        """As many of the largest as the text says that the list has, if figures of so many are there."""
        group = self._group_of(like) or ""
        sizes = [
            figure
            for figure in self._figures
            if figure.indicator == GROUP_SIZE and figure.area == group and figure.report == like.report
        ]
        if not sizes or sizes[0].printed is None or not like.period:
            return ()
        size = int(sizes[0].printed)
        found = self.ranked(like, indicator)
        return found[:size] if len(found) >= size else ()

    def ranked(self, like: Figure, indicator: str, within: str | None = None) -> tuple[Figure, ...]:
        """The levels of single economies (of provinces in ``within``) of the report and period of ``like``, falling."""
        allowed = self._places.of_class(within, LEAF) if within else None
        best: dict[About, Figure] = {}
        for figure in self._figures:
            if (figure.indicator, figure.type, figure.period) != (indicator, "level", like.period):
                continue
            single = (
                self._places.classes.get(figure.area or "") in SINGLE if allowed is None else figure.area in allowed
            )
            if single and figure.about.counterpart is None:
                known = self._figures.find(like, indicator, figure.about, like.period)
                if known:
                    best[figure.about] = known
        return tuple(sorted(best.values(), key=lambda figure: (-(figure.value or 0), figure.place)))

    def _regions(self, like: Figure, indicator: str) -> tuple[Figure, ...]:
        """Regions of the area that share no province and together have them all."""
        area = like.area or ""
        whole = self._places.of_class(area, LEAF)
        if not whole or like.about.counterpart:
            return ()
        found = [
            (leaves, figure)
            for place in sorted(self._places.within.get(area, ()))
            if self._places.classes.get(place) == "region" and (leaves := self._places.of_class(place, LEAF))
            if (figure := self._figures.find(like, indicator, About(f"area/{place}", place), like.period))
        ]
        covered = [leaf for leaves, _ in found for leaf in leaves]
        if len(covered) == len(set(covered)) and set(covered) == set(whole) and len(found) > 1:
            return tuple(figure for _, figure in found)
        return ()
