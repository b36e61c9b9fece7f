"""The shapes of the query gallery."""

from pydantic import Field

from api.shapes.common import Ref, Shape, Words


class QueryParameter(Shape):
    """What a question is asked with. ``kinds``: of the entity whose id it is, or ``date`` or ``text`` alone."""

    name: str = Field(examples=["valid_on"])
    kinds: list[str] = Field(examples=[["date"]])
    optional: bool
    label: Words
    example: str | None = Field(examples=["2024-08-31"])


class QueryColumn(Shape):
    """A column of the rows: its name in SPARQL and Cypher, and where a REST answer has it."""

    name: str = Field(examples=["measure"])
    path: str = Field(examples=["items[].measure.id"])


class Query(Ref):
    """A question. ``order``: the columns that the rows of SPARQL and Cypher are ordered by, ``-`` for a falling one."""

    parameters: list[QueryParameter]
    columns: list[QueryColumn]
    order: list[str] = Field(examples=[["measure"]])


class Example(Shape):
    """Values by which the question can be tried; ``empty``: that there are no rows is the answer."""

    values: dict[str, str] = Field(examples=[{"place": "lingang", "valid_on": "2024-08-31"}])
    empty: bool


class InSparql(Shape):
    """The SPARQL form: with its parameters as ``$name``, with the values bound, and a link that runs it."""

    text: str
    ready: str
    href: str


class InCypher(Shape):
    """The Cypher form with its parameters, and a link that runs it."""

    text: str
    parameters: dict[str, str] = Field(examples=[{"place": "lingang", "valid_on_first": "2024-08-31"}])
    href: str


class InRest(Shape):
    """The REST form: a path with holes (RFC 6570), and the call."""

    template: str = Field(examples=["/api/zones/{place}/measures?limit=1000{&valid_on,known_on}"])
    href: str


class OneQuery(Query):
    """A question in its three forms, ready to run with ``values``."""

    values: dict[str, str]
    examples: list[Example]
    sparql: InSparql
    cypher: InCypher
    rest: InRest
