"""What a question costs in SPARQL and in Cypher, of each engine with the same facts.

Run as ``python -m benchmarks.cypher``.
"""
