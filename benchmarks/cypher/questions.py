"""Three questions in both languages: a look-up, three hops, and which measures apply to a zone on a day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode

from benchmarks.question import QUERIES, ever_other
from graph.catalogue import Catalogue
from graph.gallery.asking import ask
from graph.gallery.reading import load
from graph.store.binding import bind

LOOK_UP: Final = "look-up"
THREE_HOPS: Final = "three hops"
ZONE: Final = "zone question"
NAMES: Final = (LOOK_UP, THREE_HOPS, ZONE)


@dataclass(frozen=True, slots=True)
class Both:
    """One question with its values in both languages, ready to be sent."""

    sparql: str
    cypher: str
    parameters: Mapping[str, str]


def questions(name: str, catalogue: Catalogue, zones: tuple[str, ...]) -> Iterator[Both]:
    """Questions of a name, without end; those of zones come back only when every zone has been asked about."""
    match name:
        case "look-up":
            for measure in cycle(catalogue.ids("measure")):
                yield _pair(name, "measure", catalogue.iris.entity("measure", measure), measure)
        case "three hops":
            for zone in cycle(zones):
                yield _pair("three-hops", "place", catalogue.iris.entity("zone", zone), zone)
        case _:
            kept = load("measures-at-place")
            for question in ever_other(zones):
                asked = ask(kept, {"place": question.place, "valid_on": question.day.isoformat()}, catalogue)
                yield Both(asked.sparql, asked.cypher, asked.parameters)


def _pair(file: str, parameter: str, iri: str, slug: str) -> Both:
    text = bind(_text(f"{file}.rq"), {parameter: NamedNode(iri)})
    return Both(text, _text(f"{file}.cypher"), {parameter: slug})


def _text(name: str) -> str:
    return Path(QUERIES / name).read_text("utf-8")
