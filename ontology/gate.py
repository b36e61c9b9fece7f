"""The gate that the ontology's files pass before they are committed: ``python -m ontology.gate [--fix] [QUERY …]``.

Each file in its canonical form, every IRI defined, one label and definition a language, no shape broken. ``--fix``
writes the canonical form and the context; the rest is for a person. Exit status 0 when nothing is wrong, else 1.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph
from rdflib.namespace import RDF

from ontology import checks
from ontology.canonical import canonical
from ontology.completion import complete
from ontology.context import context
from ontology.namespaces import CONTEXT, DATA_FILES, ONTOLOGY_SHAPES, SHAPES

FOLDER = Path(__file__).parent
QUERIES = FOLDER.parent / "graph" / "queries"


@dataclass(frozen=True, slots=True)
class Files:
    """The ontology as read from a folder: text and graph of each Turtle file, by name."""

    folder: Path
    texts: dict[str, str]
    graphs: dict[str, Graph]

    def union(self) -> Graph:
        """All that the store holds of the ontology, as one graph."""
        whole = Graph(bind_namespaces="none")
        for name in DATA_FILES:
            for triple in self.graphs[name]:
                whole.add(triple)
        return whole


def read(folder: Path) -> Files:
    """Read every Turtle file of the ontology."""
    texts = {name: (folder / name).read_text("utf-8") for name in (*DATA_FILES, SHAPES, ONTOLOGY_SHAPES)}
    graphs = {name: Graph(bind_namespaces="none").parse(data=text, format="turtle") for name, text in texts.items()}
    return Files(folder, texts, graphs)


def expected(files: Files) -> Iterator[tuple[str, str]]:
    """Each file that is written by rule, with the text that it must have."""
    for name, graph in files.graphs.items():
        yield name, canonical(complete(graph) if name in DATA_FILES else graph)
    yield CONTEXT, context(files.graphs["policygraph.ttl"])


def problems(files: Files, queries: Sequence[Path]) -> Iterator[str]:
    """Every fault, as ``file: what is wrong``."""
    for name, text in expected(files):
        path = files.folder / name
        if not path.is_file() or path.read_text("utf-8") != text:
            yield f"{name}: not in its canonical form; `python -m ontology.gate --fix` writes it"
    defined = frozenset(str(subject) for graph in files.graphs.values() for subject in graph.subjects(RDF.type))
    for name, graph in files.graphs.items():
        used = checks.iris(graph)
        found = [*checks.undefined(used, defined), *checks.unknown_standard_terms(used)]
        if name in DATA_FILES:
            found += checks.blank_nodes(graph)
        yield from (f"{name}: {line}" for line in found)
    for query in queries:
        used = checks.iris_of_query(query.read_text("utf-8"))
        found = [*checks.undefined(used, defined), *checks.unknown_standard_terms(used)]
        yield from (f"{query.name}: {line}" for line in found)
    whole = files.union()
    yield from checks.described_twice(files.graphs)
    yield from checks.same_label(whole)
    yield from checks.local_name_differs(whole)
    yield from checks.breaking_shapes(whole, files.graphs[ONTOLOGY_SHAPES])


def fix(files: Files) -> list[str]:
    """Write each file in its canonical form; the names of those that changed."""
    changed = []
    for name, text in expected(files):
        path = files.folder / name
        if not path.is_file() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            changed.append(name)
    return changed


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the gate from the command line; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m ontology.gate", description="Check the ontology's own files.")
    parser.add_argument("--fix", action="store_true", help="write the canonical form of every file first")
    parser.add_argument("queries", nargs="*", type=Path, help="SPARQL files whose terms must be defined")
    options = parser.parse_args(arguments)
    if options.fix:
        for name in fix(read(FOLDER)):
            print(f"wrote {name}")
    found = sorted(problems(read(FOLDER), options.queries or sorted(QUERIES.rglob("*.rq"))))
    for line in found:
        print(line, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
