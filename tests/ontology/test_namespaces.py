"""The namespace table and the files that it finds."""

import pytest

from ontology.namespaces import DATA_FILES, NAMESPACES, PG, data_files, expand, resource, shorten


def test_a_prefixed_name_is_expanded() -> None:
    assert expand("skos:prefLabel") == "http://www.w3.org/2004/02/skos/core#prefLabel"
    assert expand("pg:issuerCount") == f"{PG}issuerCount"


def test_a_prefix_that_is_not_in_the_table_is_an_error() -> None:
    with pytest.raises(KeyError):
        expand("nowhere:term")


@pytest.mark.parametrize("prefix", NAMESPACES)
def test_shortening_undoes_expanding(prefix: str) -> None:
    assert shorten(expand(f"{prefix}:x")) == f"{prefix}:x"


def test_the_longest_namespace_wins() -> None:
    assert shorten("http://www.w3.org/ns/prov#Entity") == "prov:Entity"
    assert shorten("urn:elsewhere") is None


def test_every_file_of_the_ontology_is_there_with_turtle_in_it() -> None:
    assert [file.name for file in data_files()] == list(DATA_FILES)
    for file in data_files():
        assert file.read_text("utf-8").startswith("PREFIX ")
    assert resource("shapes.ttl").is_file()
