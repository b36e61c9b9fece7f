"""The page of one entity: what each source says of it with evidence, and what refers to it. Read by the HTML template.

Every fact is ``{"key", "name", "values", "evidence"}``; a value is a ``ref``, a ``date`` with a ``label``, a ``label``,
a ``text`` or ``parts`` (facts of its own). Keys are those of the record, as evidence names them.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final, TypeAlias, cast

import pyoxigraph as ox

from api.present import Json, Object, Presenter, date, label
from api.views import names
from api.views.entities import entity
from graph import export, inferred
from graph.model import AltLabel, Label
from graph.schema import Field, fields_of
from graph.statements import Statement
from graph.store import Bindings, NamedNode, Triple
from graph.store.queries import load as query
from ontology.namespaces import expand, shorten

Terms: TypeAlias = Mapping[str, Label]
"""What each property is called, by its IRI."""

SHOWN: Final = 300
"""Of what refers to an entity by one property at most so many are listed; the number of all is given."""
# Properties of other vocabularies, which the ontology uses and does not name anew.
BORROWED: Final = {
    "rdf:type": ("类别", "type"), "skos:prefLabel": ("名称", "name"), "skos:altLabel": ("别名", "other names"),
    "skos:note": ("注", "note"), "skos:definition": ("定义", "definition"),
    "skos:scopeNote": ("范围说明", "scope note"),
    "skos:inScheme": ("所属词表", "vocabulary"), "skos:topConceptOf": ("词表顶层概念", "top concept of"),
    "skos:broader": ("上位概念", "broader"), "skos:narrower": ("下位概念", "narrower"),
    "skos:related": ("相关概念", "related"), "skos:exactMatch": ("等同概念", "exact match"),
    "skos:closeMatch": ("相近概念", "close match"), "skos:broadMatch": ("上位对应", "broad match"),
    "skos:narrowMatch": ("下位对应", "narrow match"), "skos:relatedMatch": ("相关对应", "related match"),
    "skos:notation": ("代码", "notation"), "dcterms:title": ("题名", "title"),
    "dcterms:publisher": ("发布者", "publisher"), "dcterms:source": ("来源", "source"),
    "org:subOrganizationOf": ("上级机构", "part of"), "rdfs:seeAlso": ("另见", "see also"),
    "pg:dates": ("日期", "dates"), "pg:valid": ("有效期", "validity"),
}  # fmt: skip
# How evidence hangs on facts: shown with the facts themselves, not as something that refers to an entity.
OF_EVIDENCE: Final = ("pg:evidenceOf", "pg:inPassage", "pg:referenceSource", "pg:stepEvidence")


def page(show: Presenter, kind: str, slug: str) -> Object:
    """Everything that the page of an entity shows; UnknownId with near ones if there is no such entity."""
    terms = terms_of(show)
    if (kind, slug) in show.catalogue.statements:
        return {
            **entity(show, kind, slug),
            "label": label(names.name(show, kind, slug)),
            "kind_name": _kind(terms, kind),
            "statements": [_statement(show, said, terms) for said in show.said(kind, slug)],
            "referred_by": referring(show, kind, slug, terms),
        }
    return {
        **names.ref(show, kind, slug),
        "kind_name": _kind(terms, kind),
        "facts": _described(show, kind, slug, terms),
        "referred_by": referring(show, kind, slug, terms),
    }


def terms_of(show: Presenter) -> Terms:
    """The names of all properties and classes, from the ontology in the store."""
    found: dict[str, dict[str | None, str]] = {}
    for row in show.service.store.select(query("terms").text):
        word = row["label"]
        if isinstance(word, ox.Literal):
            found.setdefault(row["term"].value, {})[word.language] = word.value
    named = {term: Label(zh=w["zh-hans"], en=w["en"]) for term, w in found.items() if {"zh-hans", "en"} <= w.keys()}
    return {**named, **{expand(term): Label(zh=zh, en=en) for term, (zh, en) in BORROWED.items()}}


def _kind(terms: Terms, kind: str) -> Object | None:
    """What a kind is called: its class in the ontology."""
    name = "".join(part.capitalize() for part in kind.split("-"))
    plain = {"concept": Label(zh="概念", en="concept"), "topic": Label(zh="议题", en="topic")}
    return label(plain.get(kind) or terms.get(expand(f"pg:{name}")) or Label(zh=kind, en=kind))


def _called(terms: Terms, iri: str) -> Object | None:
    """The name of a property, else its prefixed name."""
    short = shorten(iri) or iri
    return label(terms.get(iri) or Label(zh=short, en=short))


# ---------------------------------------------------------------- statements


def _statement(show: Presenter, said: Statement, terms: Terms) -> Object:
    """What one source says: facts, and its evidence, to which the facts refer by position."""
    return {
        "source": _source(show, said.record.source),
        "facts": list(_facts(show, said, said.record, terms, "")),
        "evidence": show.evidence([said]),
    }


def _source(show: Presenter, slug: str) -> Object:
    found = show.catalogue.references.get(slug)
    if found is None:
        return show.ref("report", slug)
    return {
        **names.ref(show, "reference-source", slug),
        "publisher": found.publisher, "url": found.url, "published": date(found.published), "note": found.note,
    }  # fmt: skip


def _facts(show: Presenter, said: Statement, part: object, terms: Terms, prefix: str) -> Iterable[Object]:
    """The facts of a record, or of a part of it, field by field; a single part is taken apart."""
    for field in fields_of(type(part)):
        value = getattr(part, field.name)
        if value is None or value is False or value == ():
            continue
        key = f"{prefix}{field.name}"
        if field.nested and not field.many and field.shape == "nested":
            yield from _facts(show, said, value, terms, f"{key}.")
            continue
        values = [_value(show, said, field, item, terms) for item in (value if field.many else (value,))]
        given = [item for item in values if item]
        if given:
            yield {
                "key": key,
                "name": _called(terms, expand(field.term)),
                "values": given,
                "evidence": _supporting(said, key),
            }


def _supporting(said: Statement, key: str) -> list[Json]:
    """The positions, from 1, of the evidence that supports a key, a part of it, or all that it is part of."""
    return [
        number
        for number, cited in enumerate(said.cited, 1)
        if any(key == name or name.startswith(f"{key}.") for name in cited.evidence.supports)
    ]


def _value(show: Presenter, said: Statement, field: Field, value: object, terms: Terms) -> Object:
    match value:
        case Label():
            return {"label": label(value)}
        case AltLabel():
            words = [("zh", name) for name in value.zh] + [("en", name) for name in value.en]
            return {"text": " · ".join(dict.fromkeys(name for _, name in words))} if words else {}
        case str() if field.shape == "date":
            return {"date": date(value), "label": label(names.name(show, "date", value.replace("/", "_")))}
        case str() if field.ref:
            return {"ref": _any(show, value, field.ref.kinds)}
        case str() if field.shape == "code" and ("concept", value) in show.catalogue.concepts:
            return {"ref": names.ref(show, "concept", value)}
        case True:
            return {"label": label(Label(zh="是", en="yes"))}
        case int() | Decimal():
            return {"text": f"{value:,}" if field.name == "value" else str(value)}
        case str():
            return {"text": value}
        case _:
            return {"parts": list(_facts(show, said, value, terms, ""))}


def _any(show: Presenter, slug: str, kinds: Sequence[str]) -> Object:
    if "/" in slug:
        kind, _, rest = slug.partition("/")
        return names.ref(show, kind, rest)
    return names.ref(show, show.catalogue.kind_of(slug, kinds) or kinds[0], slug)


# ---------------------------------------------------------------- other entities, from their triples


def _described(show: Presenter, kind: str, slug: str, terms: Terms) -> list[Json]:
    """The facts of what is no record (concepts, places of measures, dates, routes), from the triples about it."""
    iri = show.catalogue.iris.entity(kind, slug)
    own = [
        triple
        for triple in export.describe(show.service.store, show.catalogue.iris, [iri])
        if isinstance(triple.subject, NamedNode) and triple.subject.value == iri
    ]
    if not own:
        raise show.catalogue.unknown(kind, slug)
    found: dict[str, list[Triple]] = {}
    for triple in own:
        found.setdefault(triple.predicate.value, []).append(triple)
    return [
        {
            "key": shorten(predicate) or predicate,
            "name": _called(terms, predicate),
            "values": [_term(show, triple.object, terms) for triple in sorted(triples, key=_chinese_first)],
            "evidence": [],
        }
        for predicate, triples in found.items()
    ]


def _chinese_first(triple: Triple) -> tuple[bool, str]:
    language = triple.object.language if isinstance(triple.object, ox.Literal) else None
    return language == "en", str(triple.object)


def _term(show: Presenter, term: object, terms: Terms) -> Object:
    if isinstance(term, ox.Literal):
        return {"text": term.value, "language": term.language} if term.language else {"text": term.value}
    iri = cast(NamedNode, term).value
    kind_and_slug = show.catalogue.iris.kind_and_slug(iri)
    if kind_and_slug:
        return {"ref": names.ref(show, *kind_and_slug)}
    return {"label": _called(terms, iri), "text": iri} if iri in terms else {"text": shorten(iri) or iri}


# ---------------------------------------------------------------- what refers to it


def referring(show: Presenter, kind: str, slug: str, terms: Terms) -> list[Json]:
    """The entities that name this one, by property: ``{"key", "name", "total", "entities": [ref]}``."""
    iris = show.catalogue.iris
    bindings: Bindings = {
        "entity": NamedNode(iris.entity(kind, slug)),
        "inferred": NamedNode(iris.graph(inferred.GRAPH)),
        "evidence": [NamedNode(expand(name)) for name in OF_EVIDENCE],
    }
    found: dict[str, set[tuple[str, str]]] = {}
    for row in show.service.store.select(query("referring").text, bindings):
        owner = row["measure"] if "measure" in row else row["subject"]
        entity_of = iris.kind_and_slug(owner.value.partition("#")[0])
        if entity_of and entity_of != (kind, slug):
            found.setdefault(row["property"].value, set()).add(entity_of)
    return [
        {
            "key": shorten(predicate) or predicate,
            "name": _called(terms, predicate),
            "total": len(entities),
            "entities": [names.ref(show, *one) for one in sorted(entities)[:SHOWN]],
        }
        for predicate, entities in sorted(found.items())
    ]
