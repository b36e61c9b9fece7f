"""Texts that write, reach out or act on the server, in every way we know. ``URL`` stands for who listens."""

from collections.abc import Mapping
from typing import Final

from hypothesis import strategies as st

WRITES: Final = (
    "CREATE (:Intruder)",
    "create (n:Intruder {id: 'x'}) return n",
    "MATCH (n:Zone) SET n.x = 'x'",
    "MATCH (n:Zone) SET n += {label_zh: 'x'}",
    "MATCH (n:Zone) SET n = {}",
    "MATCH (n:Zone) SET n:Intruder",
    "MATCH (n:Zone) SET n IS Intruder",
    "MATCH (n:Zone) SET n[$key] = 1",
    "MATCH ()-[r]->() SET r.key = 'x'",
    "MATCH (n:Zone) REMOVE n.label_zh",
    "MATCH (n:Zone) REMOVE n:Zone",
    "MATCH ()-[r]->() DELETE r",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n:Intruder) NODETACH DELETE n",
    "MERGE (n:Intruder {id: 'x'}) RETURN n",
    "MERGE (n:Zone {id: 'zone-0'}) ON MATCH SET n.label_zh = 'x'",
    "MERGE (n:Intruder {id: 'x'}) ON CREATE SET n.label_zh = 'x'",
    "MATCH (a:Zone), (b:Area) MERGE (a)-[:INTRUDES]->(b)",
    "MATCH (a:Zone), (b:Area) CREATE p = (a)-[:INTRUDES]->(b) RETURN p",
    "INSERT (:Intruder {id: 'x'})",
    "FOREACH (i IN range(1, 3) | CREATE (:Intruder {i: i}))",
    "MATCH (n:Zone) FOREACH (x IN [n] | SET x.label_zh = 'x')",
    "UNWIND [1, 2] AS i CREATE (:Intruder {i: i})",
    "WITH 1 AS x CREATE (:Intruder) RETURN x",
    "MATCH (n:Zone) WITH * SET n.x = 'x'",
    "CREATE (:Intruder) RETURN 1 AS x UNION RETURN 2 AS x",
    "RETURN 2 AS x UNION CREATE (:Intruder) RETURN 1 AS x",
    "CALL { CREATE (:Intruder) }",
    "CALL () { CREATE (:Intruder) }",
    "MATCH (n:Zone) CALL { WITH n SET n.x = 'x' } RETURN n",
    "MATCH (n:Zone) CALL (n) { DETACH DELETE n } RETURN 1",
    "MATCH (n:Zone) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF 1 ROW",
    "CALL { CREATE (:Intruder) } IN 2 CONCURRENT TRANSACTIONS",
    "MATCH (n:Zone) WHERE EXISTS { CREATE (:Intruder) } RETURN n",
    "RETURN COLLECT { MERGE (n:Intruder) RETURN n } AS x",
    "EXPLAIN CREATE (:Intruder)",
    "PROFILE CREATE (:Intruder)",
    "CYPHER 5 CREATE (:Intruder)",
    "CYPHER runtime = slotted MATCH (n:Zone) SET n.x = 'x'",
    "RETURN 1; CREATE (:Intruder)",
    # hidden from a careless reader
    "MATCH (n:Zone)/**/SET/* RETURN */n.x/**/=/**/'x'",
    "MATCH (n:Zone) // RETURN n\nSET n.x = 'x'",
    "MATCH (n:Zone) // '\nSET n.x = 'x' // '",
    "MATCH (n:Zone) /* ' */ SET n.x = 'x' /* ' */",
    "MATCH (n:Zone)\u00a0SET\u3000n.x\u2003=\u2028'x'",
    "MATCH (n:Zone)\x0bSeT\x0cn.x\x1f='x'",
    "MATCH (n:Zone) WHERE n.id <> '\\'' SET n.x = 'x'",
    'MATCH (n:Zone) WHERE n.id <> "\'" SET n.x = "\'"',
    "MATCH (n:Zone) WHERE n.`a``b` IS NULL SET n.x = 'x'",
    "MATCH (n:Zone) \\u0053ET n.x = 'x'",
    "MATCH (n:Zone) WHERE n.id <> '\\u0027 SET n.x = 'x' // '",
    "MATCH (n:Zone) WHERE n.id <> '\\u005c' + ' SET n.x = 1 //'",
    "MATCH (n:Zone) WHERE n.`a\\u0060 IS NULL SET n.x = 'x' //` IS NULL",
    "MATCH (x$:Zone) WITH x$ SET x$.x = 'x'",
    "MATCH (as:Zone) WITH as SET as.x = 'x'",
    "MATCH (as:Zone) USING SCAN as:Zone SET as.x = 'x'",
    "MATCH (as:Zone)-->(:Area) USING JOIN ON as SET as.x = 'x'",
    "MATCH (n:Zone) WHERE n.number IS :: INTEGER! SET n.x = 'x'",
    "MATCH (n:Zone) WHERE n.number IS NOT :: LIST<INTEGER> SET n.x = 'x'",
    "MATCH (n:Zone) WITH n, 1 AS set SET n.x = 'x'",
    "MATCH (n:Zone) WITH n ORDER BY n.id DESC SET n.x = 'x'",
    "MATCH (n:Zone) WITH n LIMIT 1 SET n.x = 'x'",
    "MATCH (n:Zone) WHERE n:% SET n.x = 'x'",
    "MATCH (n:Zone) ((a)-->(b))+ SET n.x = 'x'",
)
"""Of the data: the engine itself must refuse them or do nothing."""

COMMENTS: Final = (
    "MATCH (n:Zone) /* \\u002a/ SET n.x = 'x' /* */ RETURN n",
    "MATCH (n:Zone) // \\u000a SET n.x = 'x'\nRETURN n",
    "MATCH (n:Zone) /* \\u002a\\u002f SET n.x = 'x' */ RETURN n",
)
"""Reads for most readers, and writes for one that resolves escapes in comments."""

SCHEMA: Final = (
    "CREATE INDEX intruder FOR (n:Zone) ON (n.label_zh)",
    "CREATE TEXT INDEX intruder IF NOT EXISTS FOR (n:Zone) ON (n.label_zh)",
    "CREATE FULLTEXT INDEX intruder FOR (n:Zone) ON EACH [n.label_zh]",
    "CREATE CONSTRAINT intruder FOR (n:Zone) REQUIRE n.label_zh IS UNIQUE",
    "DROP INDEX intruder IF EXISTS",
    "DROP CONSTRAINT intruder IF EXISTS",
    "CALL db.createLabel('Intruder')",
    "CALL db.createProperty('intruder')",
    "CALL db.createRelationshipType('INTRUDES')",
    "CALL `db`.`createLabel`('Intruder')",
    "CALL db . /* */ createLabel('Intruder')",
    "CALL db.create.setNodeVectorProperty(null, 'x', [1.0])",
    "MATCH (n:Zone) CALL db.create.setNodeVectorProperty(n, 'x', [1.0]) RETURN n",
    "CALL db.index.vector.createNodeIndex('intruder', 'Zone', 'x', 2, 'cosine')",
)
"""Of the schema: the same."""

SERVER: Final = (
    "CREATE DATABASE intruder",
    "CREATE OR REPLACE DATABASE neo4j",
    "DROP DATABASE neo4j",
    "START DATABASE neo4j",
    "STOP DATABASE neo4j",
    "CREATE USER intruder SET PASSWORD 'intruder123'",
    "ALTER USER neo4j SET PASSWORD 'intruder123'",
    "ALTER CURRENT USER SET PASSWORD FROM 'x' TO 'intruder123'",
    "RENAME USER neo4j TO intruder",
    "DROP USER neo4j",
    "GRANT ROLE admin TO intruder",
    "DENY READ {*} ON GRAPH * TO admin",
    "REVOKE ROLE admin FROM neo4j",
    "SHOW USERS",
    "SHOW SETTINGS YIELD name, value",
    "SHOW TRANSACTIONS YIELD transactionId",
    "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
    "CALL dbms.listConfig()",
    "CALL dbms.components()",
    "CALL dbms.listConnections()",
    "CALL dbms.killConnection('bolt-0')",
    "CALL dbms.queryJmx('*:*')",
    "CALL dbms.upgrade()",
    "CALL db.clearQueryCaches()",
    "CALL db.prepareForReplanning(1)",
    "CALL db.resampleOutdatedIndexes()",
    "CALL db.stats.clear('QUERIES')",
    "CALL db.stats.collect('QUERIES', {durationSeconds: 1})",
    "CALL tx.setMetaData({intruder: 1})",
    "USE system SHOW DATABASES",
    "USE neo4j MATCH (n) RETURN n",
    "USE graph.byName('neo4j') MATCH (n) RETURN n",
    "CALL { USE neo4j MATCH (n) RETURN n } RETURN n",
    "RETURN graph.names()",
    "RETURN file()",
    "RETURN linenumber()",
)
"""Of the server, its users or other databases; some are allowed to a user of Neo4j who only reads."""

PLUGINS: Final = (
    "CALL apoc.create.node(['Intruder'], {})",
    "CALL apoc.cypher.doIt('CREATE (:Intruder)', {})",
    "CALL apoc.cypher.runWrite('CREATE (:Intruder)', {})",
    "CALL apoc.periodic.commit('CREATE (:Intruder) RETURN 0', {})",
    "CALL apoc.refactor.mergeNodes([], {})",
    "CALL apoc.trigger.add('x', 'CREATE (:Intruder)', {})",
    "CALL apoc.load.json('URL')",
    "CALL apoc.load.jdbc('URL', 'x')",
    "CALL apoc.import.csv([{fileName: 'URL'}], [], {})",
    "CALL apoc.export.csv.all('/tmp/intruder.csv', {})",
    "RETURN apoc.load.json('URL')",
    "RETURN `apoc.load.json`('URL')",
    "RETURN apoc . load . json('URL')",
    "RETURN [x IN [1] | apoc.cypher.runFirstColumnSingle('CREATE (n:Intruder) RETURN n', {})]",
    "RETURN {call: apoc.load.json('URL')}",
    "MATCH (n {id: apoc.load.json('URL')}) RETURN n",
    "WITH 1 AS call RETURN call, apoc.load.json('URL')",
    "CALL gds.graph.project('x', '*', '*')",
    "CALL genai.vector.encodeBatch(['x'], 'OpenAI', {token: 'x'})",
    "RETURN genai.vector.encode('x', 'OpenAI', {token: 'x'})",
    "RETURN ai.text.embed('x', 'openai', {token: 'x'})",
    # ArcadeDB's own
    "CALL merge.node(['Intruder'], {id: 'x'}, {}, {})",
    "CALL refactor.mergeNodes([])",
    "MATCH (n:Zone) CALL refactor.cloneNodesWithRelationships([n]) YIELD output RETURN output",
    "CALL do.when(true, 'CREATE (:Intruder)', '', {})",
    "CALL db.migrateLegacyTemporals()",
    "CALL algo.pagerank({})",
    "CALL sql('DELETE FROM Zone')",
    "RETURN util.sleep(1)",
    "RETURN sysdate()",
    "RETURN uuid()",
    "RETURN text.random(3)",
    "MATCH (n:Zone) RETURN out(n)",
    "RETURN eval('1 + 1')",
    "RETURN promql('x')",
    "RETURN searchIndex('Zone[id]', 'x')",
)
"""Procedures and functions of plug-ins and of one engine: an engine without them knows nothing of them."""

OUTSIDE: Final = (
    "LOAD CSV FROM 'URL' AS line RETURN line",
    "load csv with headers from 'URL' as line return line",
    "LOAD CSV FROM $url AS line FIELDTERMINATOR ';' RETURN line",
    "UNWIND [$url] AS u LOAD CSV FROM u AS line RETURN line",
    "CALL { LOAD CSV FROM $url AS line RETURN line } RETURN line",
    "MATCH (n:Zone) CALL (n) { LOAD CSV FROM $url AS line RETURN count(*) AS c } RETURN c",
    "MATCH (n:Zone) WHERE EXISTS { LOAD CSV FROM $url AS line RETURN line } RETURN n",
    "RETURN COLLECT { LOAD CSV FROM $url AS line RETURN line } AS lines",
    "LOAD/**/CSV/* */FROM/**/'URL'AS line RETURN line",
    "LOAD\u00a0CSV\u3000FROM\u2003$url AS line RETURN line",
    "LOA\\u0044 CSV FROM $url AS line RETURN line",
    "RETURN 1 AS line UNION LOAD CSV FROM $url AS line RETURN line",
    "EXPLAIN LOAD CSV FROM $url AS line RETURN line",
    "CYPHER 5 LOAD CSV FROM $url AS line RETURN line",
    "USING PERIODIC COMMIT LOAD CSV FROM $url AS line RETURN line",
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "LOAD CSV FROM 'ftp://127.0.0.1:9/x' AS line RETURN line",
)
"""What Neo4j fetches for a user who only reads."""

ATTACKS: Final[Mapping[str, tuple[str, ...]]] = {
    "writes": WRITES, "schema": SCHEMA, "server": SERVER, "plugins": PLUGINS, "outside": OUTSIDE,
}  # fmt: skip
EVERY: Final = tuple(text for texts in ATTACKS.values() for text in texts)

BEGINNINGS: Final = st.sampled_from([
    "MATCH (n)", "MATCH (as)", "MATCH (n:Zone)-->(m)", "MATCH (n) WITH n AS as", "MATCH (n), (as)", "MATCH (n) WHERE",
    "MATCH (n) WITH n, n AS in", "MATCH (n) WITH *, 1 AS as", "MATCH (n) WITH n", "MATCH (n) RETURN", "MATCH (x$)",
    "MATCH (n) WITH n ORDER BY", "MATCH (n) WHERE n.x IS ::", "MATCH (n) CALL db.labels() YIELD label", "MATCH",
    "MATCH (n) WITH DISTINCT n,", "MATCH (n) UNWIND",
])  # fmt: skip
"""How a text may begin that has a clause which writes somewhere in it."""

_WORDS: Final = (
    "IN IS NOT NULL ON BY OR AND CASE WHEN THEN ELSE END WITH RETURN WHERE MATCH UNWIND YIELD LIMIT SKIP DESC DISTINCT "
    "ALL ANY UNION EXISTS TYPED STARTS ENDS TRUE INTEGER NORMALIZED FINISH n m as set x$"
)
PIECES: Final = st.sampled_from([
    *(["AS"] * 8), *_WORDS.split(), "*", "+", "-", "/", "^", "=", "<>", "<", ">", ">=", "=~", ":", ":L", "|", "&", "!",
    "%", "(", ")", "[", "]", "{", "}", ",", ".", "..", "1", "'a'", "$key", "`as`", "n.as", "(n)", "count(*)", "-->(m)",
    "INTEGER!", "LIST<INTEGER>", "LIST<INTEGER NOT NULL>", "'\\u0027", "/*", "*/", "//", "\n", "`", "'",
])  # fmt: skip
"""What may stand around that clause."""

CLAUSES: Final = st.sampled_from([
    "SET n.y = 1", "SET n:K", "SET as.y = 1", "SET x$.y = 1", "CREATE (:K)", "MERGE (:K)", "DETACH DELETE n",
    "REMOVE n.id", "FOREACH (i IN [1] | CREATE (:K))", "SET n += {a: 2}", "CALL { CREATE (:K) }", "INSERT (:K)",
    "CREATE p = (:K)", "CALL db.createLabel('Intruder')", "SET `n`.y = 1",
])  # fmt: skip
