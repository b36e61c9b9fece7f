"""The property graph in a Neo4j server of the user's own: written, compared, and as files for its bulk importer.

Our nodes share the label ``MARKER``; ours are also the relationships of our types between two such nodes. All else in
the database is the user's and is neither changed nor removed. Described for users in ``docs/neo4j.md``.
"""
