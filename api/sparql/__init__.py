"""The SPARQL 1.1 Protocol over the graph: a guard on the text, workers that can be killed, and the HTTP face."""
