"""What the catalogue reads of the vocabularies."""

from tests.graph.conftest import Real


def test_a_word_of_two_vocabularies_is_in_both(real: Real) -> None:
    """``draft`` is a status of a measure and a reason why it does not apply."""
    assert {"status", "reason"} <= set(real.catalogue.concepts["concept", "draft"].schemes)


def test_every_concept_is_in_a_scheme(real: Real) -> None:
    assert [term.id for term in real.catalogue.concepts.values() if not term.schemes] == []
