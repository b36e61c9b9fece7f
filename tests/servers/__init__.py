"""Real SPARQL servers on loopback, for tests and benchmarks: started as child processes, stopped by their pid."""
