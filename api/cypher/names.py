"""The words of Cypher that the guard knows: clauses that it refuses, functions and procedures that it lets through.

Source: the Cypher Manual of Neo4j 5; ``SHOW FUNCTIONS`` and ``SHOW PROCEDURES`` of Neo4j 5.26. Left
out on purpose: ``file`` and ``linenumber`` (of LOAD CSV), ``graph.*`` (other databases); procedures that write, that
tell of the server or its users, or that do something to it (``db.clearQueryCaches``, ``db.stats.*``, which Neo4j counts
as reads); and whatever is an engine's own, since a function of ArcadeDB may run SQL or sleep, and one of a plug-in may
do anything.
"""

from collections.abc import Mapping
from typing import Final


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


_REASONS: Final = (
    ("CREATE INSERT MERGE SET DELETE DETACH NODETACH REMOVE FOREACH", "it writes, and this service only reads"),
    ("DROP ALTER RENAME GRANT DENY REVOKE SHOW TERMINATE", "it is about the server or its schema"),
    ("LOAD USE", "it takes data from elsewhere"),
    ("TRANSACTIONS PERIODIC", "a query has one transaction here"),
    ("CYPHER USING", "options and hints of an engine are not read here"),
    ("PROFILE", "an answer has no profile here; EXPLAIN gives the plan"),
)

REFUSED: Final[Mapping[str, str]] = {word: reason for words, reason in _REASONS for word in words.split()}
"""Words that begin what is refused, wherever they could, and why."""

BEGINNINGS: Final = _words("MATCH OPTIONAL WITH UNWIND CALL RETURN")
"""Words that a query may begin with; others begin commands, or nothing."""

OPERATORS: Final = _words("NOT AND OR XOR IN IS CONTAINS STARTS ENDS MATCH WITH RETURN UNWIND CALL UNION WHERE WHEN")
"""Words that make the tree of a query larger; too many overflow the stack of an engine."""

BEFORE_OPERAND: Final = _words(
    "MATCH OPTIONAL WITH RETURN DISTINCT UNWIND WHERE CALL YIELD UNION ALL AS AND OR XOR NOT IN IS CONTAINS STARTS",
    "ENDS ORDER BY ON SKIP OFFSET LIMIT CASE WHEN THEN ELSE EXPLAIN FILTER LET SEARCH FOR FROM TO VIA",
)
"""Words after which something other than AS is expected, so that AS would be a name there."""

BEFORE_BRACKET: Final = _words(
    "MATCH WHERE WITH RETURN DISTINCT UNWIND CALL AND OR XOR NOT IN CONTAINS BY SKIP OFFSET LIMIT CASE WHEN THEN ELSE",
    "SHORTEST PATH PATHS GROUP GROUPS ANY ALL ELEMENT ELEMENTS BINDINGS RELATIONSHIP RELATIONSHIPS FROM",
)
"""Words that are no function where an opening bracket follows."""

FUNCTIONS: Final = _words(
    "all any exists isempty none single char_length character_length coalesce elementid endnode head id last length",
    "nullif properties randomuuid size startnode timestamp toboolean tobooleanornull tofloat tofloatornull tointeger",
    "tointegerornull type valuetype keys labels nodes range reduce relationships reverse tail tobooleanlist",
    "tofloatlist tointegerlist tostringlist shortestpath allshortestpaths",
    "avg collect count max min percentilecont percentiledisc stdev stdevp sum",
    "abs ceil floor isnan rand round sign e exp log log10 sqrt acos asin atan atan2 cos cot degrees haversin pi",
    "radians sin tan",
    "btrim left lower ltrim normalize replace right rtrim split substring tolower tostring tostringornull toupper",
    "trim upper",
    "date date.realtime date.statement date.transaction date.truncate",
    "datetime datetime.fromepoch datetime.fromepochmillis datetime.realtime datetime.statement datetime.transaction",
    "datetime.truncate",
    "localdatetime localdatetime.realtime localdatetime.statement localdatetime.transaction localdatetime.truncate",
    "localtime localtime.realtime localtime.statement localtime.transaction localtime.truncate",
    "time time.realtime time.statement time.transaction time.truncate",
    "duration duration.between duration.indays duration.inmonths duration.inseconds",
    "point point.distance point.withinbbox vector.similarity.cosine vector.similarity.euclidean",
)
"""Functions, in small letters, as engines do not tell capitals."""

PROCEDURES: Final = _words(
    "db.labels db.relationshiptypes db.propertykeys db.schema.visualization db.schema.nodetypeproperties",
    "db.schema.reltypeproperties db.index.fulltext.querynodes db.index.fulltext.queryrelationships",
    "db.index.fulltext.listavailableanalyzers",
)
"""Procedures, in small letters."""
