"""Questions of the gallery as answers show them, and as RDF."""

import json
from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import quote

from api.present import Json, Object, label
from graph.catalogue import Catalogue
from graph.gallery.asking import ask
from graph.gallery.question import Question
from graph.quads import EN, ZH
from graph.store import Literal, NamedNode, Triple
from ontology.namespaces import expand

TYPES: Final = ("sh:SPARQLExecutable", "sh:SPARQLSelectExecutable")


def address(root: str, slug: str) -> str:
    """The address of a question under the service's own, which is its IRI too."""
    return f"{root}/api/queries/{slug}"


def query(root: str, question: Question) -> Object:
    """A question with its parameters, each with the value that an example gives it."""
    parameters: list[Json] = [
        {
            "name": item.name, "kinds": list(item.kinds), "optional": item.optional, "label": label(item.label),
            "example": _example(question, item.name),
        }
        for item in question.parameters
    ]  # fmt: skip
    return {
        "id": question.id,
        "kind": "query",
        "iri": address(root, question.id),
        "label": label(question.label),
        "parameters": parameters,
        "columns": [{"name": item.name, "path": item.path} for item in question.columns],
        "order": list(question.order),
    }


def values(question: Question, given: Mapping[str, str]) -> dict[str, str]:
    """The values to ask with: those given, and of the first example what else is needed."""
    needed = {item.name for item in question.parameters if not item.optional}
    return {**{name: text for name, text in question.examples[0].values.items() if name in needed}, **given}


def one(root: str, question: Question, given: Mapping[str, str], catalogue: Catalogue) -> Object:
    """A question in its three forms, open and ready to run; BadParameter for a value that does not fit."""
    asking = values(question, given)
    asked = ask(question, asking, catalogue)
    parameters = json.dumps(dict(asked.parameters), ensure_ascii=False, separators=(",", ":"))
    return {
        **query(root, question),
        "values": dict(asking),
        "examples": [{"values": dict(item.values), "empty": item.empty} for item in question.examples],
        "sparql": {
            "text": question.sparql,
            "ready": asked.sparql,
            "href": f"{root}/sparql?query={_quoted(asked.sparql)}",
        },
        "cypher": {
            "text": asked.cypher,
            "parameters": dict(asked.parameters),
            "href": f"{root}/cypher?query={_quoted(asked.cypher)}&parameters={_quoted(parameters)}",
        },
        "rest": {"template": question.rest, "href": root + asked.rest},
    }


def triples(root: str, asked: Iterable[tuple[Question, Mapping[str, str]]], catalogue: Catalogue) -> list[Triple]:
    """The SPARQL forms as ``sh:SPARQLSelectExecutable`` of SHACL, ready to run, labelled with the question."""
    found: list[Triple] = []
    for question, given in asked:
        subject = NamedNode(address(root, question.id))
        text = ask(question, values(question, given), catalogue).sparql
        found += [Triple(subject, NamedNode(expand("rdf:type")), NamedNode(expand(name))) for name in TYPES]
        found += [
            Triple(subject, NamedNode(expand("rdfs:label")), Literal(words, language=language))
            for words, language in ((question.label.zh, ZH), (question.label.en, EN))
        ]
        found.append(Triple(subject, NamedNode(expand("sh:select")), Literal(text)))
    return sorted(found, key=str)


def _example(question: Question, name: str) -> str | None:
    """A value that some example gives a parameter."""
    return next((item.values[name] for item in question.examples if name in item.values), None)


def _quoted(text: str) -> str:
    return quote(text, safe="")
