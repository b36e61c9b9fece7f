"""How facts look in an answer: references, labels, dates, evidence. The shapes that every endpoint shares."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from typing import Final

from api.objects import Json as Json
from api.objects import Object as Object
from api.service import Service
from graph.dates import EdtfDate, parse
from graph.errors import NotKnownThen
from graph.model import Date, Dates, Evidence, Label, Validity
from graph.schema import fields_of
from graph.statements import Cited, Statement


def label(words: Label | None) -> Object | None:
    """``{"zh", "en"}``; ``en_official`` only where the English is the issuer's own."""
    if words is None:
        return None
    found: Object = {"zh": words.zh, "en": words.en}
    return {**found, "en_official": True} if words.en_official else found


def date(value: Date | EdtfDate | None) -> Object | None:
    """``{"edtf", "earliest", "latest", "precision"}``; None for a date that no source gives."""
    if value is None:
        return None
    day = parse(value) if isinstance(value, str) else value
    return {
        "edtf": day.edtf,
        "earliest": day.earliest.isoformat() if day.earliest else None,
        "latest": day.latest.isoformat() if day.latest else None,
        "precision": day.precision,
    }


class Presenter:
    """Presents entities of a service as they were known on a day."""

    def __init__(self, service: Service, known_on: EdtfDate | None = None) -> None:
        self.service = service
        self.catalogue = service.catalogue
        self.known_on = known_on
        self.sources = self.catalogue.known(known_on)
        self._citing: dict[tuple[str, str], dict[str, list[str]]] = {}

    def known_entity(self, kind: str, slug: str) -> tuple[Statement, ...]:
        """What the sources published by then say of an entity; NotKnownThen if none of them names it."""
        found = self.said(kind, slug)
        if self.known_on and not any(self._tells(statement) for statement in found):
            raise NotKnownThen(kind, slug, self.known_on.edtf)
        return found

    def ids(self, kind: str) -> list[str]:
        """The ids of the entities of a kind that were known then, in order."""
        return [slug for slug in self.catalogue.ids(kind) if any(map(self._tells, self.said(kind, slug)))]

    def _tells(self, statement: Statement) -> bool:
        """Whether a statement says more than a name: a name in common use does not make its bearer known."""
        record = statement.record
        if record.source not in self.catalogue.references:
            return True
        return any(
            getattr(record, field.name) not in NOTHING
            for field in fields_of(type(record))
            if field.name not in ("label", "alt", "note")
        )

    def names(self, kind: str, slug: str, field: str) -> set[str]:
        """The ids (or codes) that the sources known then give in ``field`` (``issuers.id`` for a part)."""
        way = field.split(".")
        return {name for statement in self.said(kind, slug) for name in _names(statement.record, way)}

    def citing(self, kind: str, field: str) -> dict[str, list[str]]:
        """For each id named in ``field`` (``relations.target`` for a part) by entities of ``kind``: their ids."""
        if (kind, field) not in self._citing:
            found: dict[str, list[str]] = {}
            for slug in self.ids(kind):
                for target in self.names(kind, slug, field):
                    found.setdefault(target, []).append(slug)
            self._citing[kind, field] = found
        return self._citing[kind, field]

    def said(self, kind: str, slug: str) -> tuple[Statement, ...]:
        """What the sources published by then say of an entity; UnknownId if no source ever names it."""
        return self.known(self.catalogue.entity(kind, slug))

    def known(self, statements: Iterable[Statement]) -> tuple[Statement, ...]:
        """Those statements that had been published."""
        return tuple(statement for statement in statements if statement.record.source in self.sources)

    def ref(self, kind: str, slug: str) -> Object:
        """``{"id", "kind", "iri", "label"}`` of an entity or concept."""
        iri = self.catalogue.iris.entity(kind, slug)
        return {"id": slug, "kind": kind, "iri": iri, "label": label(self.catalogue.label(kind, slug))}

    def refs(self, kind: str, slugs: Iterable[str]) -> list[Json]:
        """References to several entities of one kind, each once."""
        return [self.ref(kind, slug) for slug in dict.fromkeys(slugs)]

    def any_ref(self, slug: str, *kinds: str) -> Object:
        """A reference to the first of ``kinds`` that has this id; ``kind/slug`` names its own."""
        if "/" in slug:
            kind, _, slug = slug.partition("/")
            return self.ref(kind, slug)
        return self.ref(self.catalogue.kind_of(slug, kinds) or kinds[0], slug)

    def place(self, slug: str) -> Object:
        """A reference to a zone or area."""
        return self.any_ref(slug, "zone", "area")

    def concept(self, slug: str | None) -> Object | None:
        """A reference to a concept; None for none."""
        return self.ref("concept", slug) if slug else None

    def evidence(
        self, statements: Iterable[Statement], keys: Iterable[str] | None = None, names: Mapping[str, str] | None = None
    ) -> list[Json]:
        """The evidence of statements, all of it or what supports one of ``keys`` (or a part of one).

        ``names``: what the keys of the records are called in an object with keys of its own, a mapping that lasts (see
        ``api.views.supported``); what carries none of that object's keys is left out.
        """
        wanted = tuple(keys) if keys is not None else None
        return [piece for statement in statements for piece in self._evidence(statement, wanted, names)]

    def _evidence(
        self, statement: Statement, wanted: tuple[str, ...] | None, names: Mapping[str, str] | None
    ) -> list[Object]:
        """The evidence of one statement, the same in every answer and so made once."""
        kept, key = self.service.evidence, (id(statement), wanted, id(names))
        if key not in kept:
            pieces = [
                self._cited(statement, cited, names)
                for cited in statement.cited
                if wanted is None or _supports(cited.evidence, wanted)
            ]
            kept[key] = [piece for piece in pieces if piece["for"]]
        return kept[key]

    def _cited(self, statement: Statement, cited: Cited, names: Mapping[str, str] | None) -> Object:
        evidence, where, source = cited.evidence, cited.location, statement.record.source
        if evidence.passage is None:
            found = self.catalogue.references[source]
            origin: Object = {
                "id": found.id, "title": found.title, "publisher": found.publisher, "url": found.url,
                "published": date(found.published), "note": found.note,
            }  # fmt: skip
            return {"source": origin, "for": _shown_keys(_given(statement, evidence), names)}
        passage = f"{source}-{evidence.passage}"
        place = self.catalogue.passages.get(passage)
        shown: Object = {
            "report": source,
            "passage": passage,
            "section": place.section if place else None,
            "anchor": evidence.anchor,
            "start": where.start if where else None,
            "end": where.end if where else None,
            "sha256": where.sha256 if where else None,
            "quote": self.service.quotes.quote(source, where.start, where.end) if where else None,
            "for": _shown_keys(evidence.supports, names),
        }
        if evidence.row is not None:
            shown["row"], shown["column"] = evidence.row, evidence.column
            shown["anchor"] = shown["quote"]
        return shown


def _names(part: object, way: Sequence[str]) -> Iterator[str]:
    """The ids that stand at the end of a way of fields, through lists and parts."""
    if isinstance(part, tuple):
        for item in part:
            yield from _names(item, way)
    elif isinstance(part, str):
        yield part
    elif is_dataclass(part) and way:
        yield from _names(getattr(part, way[0]), way[1:])


def _supports(evidence: Evidence, keys: Sequence[str]) -> bool:
    """Whether evidence is for one of the keys, for a part of one, or for what one is a part of."""
    pairs = ((name, key) for name in evidence.supports for key in keys)
    return any(name == key or name.startswith(f"{key}.") or key.startswith(f"{name}.") for name, key in pairs)


NOTHING: Final = (None, (), Dates(), Validity())
# Keys of records that have another name in an answer.
SHOWN: Final = {
    "part_of": "parents",
    "area_class": "classes",
    "zone_class": "class",
    "valid.since": "valid.from",
    "valid.until": "valid.to",
    "issuer_as_printed": "issuer",
}


def _shown_keys(keys: Iterable[str], names: Mapping[str, str] | None) -> list[Json]:
    """The keys that evidence supports, by their names in answers, each once.

    Without a name of its own a part of a key has its whole's, and a whole the one of all others, ``""``.
    """
    shown = [SHOWN.get(key, key) for key in keys]
    if names is None:
        return list(dict.fromkeys(shown))
    found = (names.get(key, names.get(key.split(".")[0], names.get(""))) for key in shown)
    return list(dict.fromkeys(name for name in found if name))


def _given(statement: Statement, evidence: Evidence) -> Iterable[str]:
    """The keys that a reference source supports, as far as they are keys of the record."""
    names = {field.name for field in fields_of(type(statement.record))}
    return (name for name in evidence.supports if name.split(".")[0] in names)
