"""All that is computed of a dataset's figures, each part once, when it is first asked for."""

from collections.abc import Collection
from functools import cached_property

from graph.catalogue import Catalogue
from graph.statistics.audit import audit
from graph.statistics.check import Check
from graph.statistics.figures import Figures
from graph.statistics.figures import load as load_figures
from graph.statistics.formulas import read
from graph.statistics.members import places
from graph.statistics.reckoning import Reckoner
from graph.statistics.revisions import Revision, revisions
from graph.statistics.series import Series, all_series
from graph.store import Store


class Statistics:
    """The figures of a dataset, and what follows from them."""

    def __init__(self, reckoner: Reckoner) -> None:
        self.reckoner = reckoner

    @classmethod
    def load(cls, catalogue: Catalogue, store: Store, sources: Collection[str] | None = None) -> "Statistics":
        """Read the figures and the formulas from a store; ``sources``: the figures of these reports only."""
        families = {
            concept.id: concept.family
            for concept in catalogue.concepts.values()
            if concept.kind == "indicator" and concept.family
        }
        formulas = read(store, catalogue.iris)
        every = load_figures(catalogue, store)
        figures = every if sources is None else Figures(figure for figure in every if figure.report in sources)
        return cls(Reckoner(figures, formulas, places(catalogue), families))

    @property
    def figures(self) -> Figures:
        return self.reckoner.figures

    @cached_property
    def audit(self) -> tuple[Check, ...]:
        """Every check of the reports' arithmetic."""
        return audit(self.reckoner)

    @cached_property
    def revisions(self) -> tuple[Revision, ...]:
        """Everything that the texts give differently."""
        return revisions(self.reckoner)

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """Every series."""
        return all_series(self.figures, self.reckoner.families)
