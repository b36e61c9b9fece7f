"""What the catalogue reads of the vocabularies."""

from tests.graph.conftest import Real

SCHEMES = "SELECT ?scheme { ?scheme a <http://www.w3.org/2004/02/skos/core#ConceptScheme> }"


def test_a_word_of_two_vocabularies_is_in_both(real: Real) -> None:
    """``draft`` is a status of a measure and a reason why it does not apply."""
    assert {"status", "reason"} <= set(real.catalogue.concepts["concept", "draft"].schemes)


def test_every_concept_is_in_a_scheme_or_is_one(real: Real) -> None:
    schemes = {real.catalogue.iris.slug(row["scheme"].value) for row in real.store.select(SCHEMES)}
    assert {term.id for term in real.catalogue.concepts.values() if not term.schemes} == schemes
