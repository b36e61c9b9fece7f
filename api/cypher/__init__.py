"""Cypher over the graph: a guard on the text, an engine that is asked through the Neo4j driver, and the HTTP face."""
