"""The gallery of queries: questions that are asked in SPARQL, in Cypher and over REST, with the same rows from each.

A question is two files of one name: ``queries/NAME.rq``, whose header tells all that there is to tell, and
``cypher/NAME.cypher``, its other form. The language of the header is ``docs/queries.md``.
"""
