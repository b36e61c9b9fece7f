"""What was measured as Markdown: one table a question, the rate beside that of Neo4j itself, and the memory."""

from collections.abc import Iterator
from typing import Final

from benchmarks.asking import CONNECTIONS
from benchmarks.cypher.measuring import Run
from benchmarks.cypher.questions import NAMES
from benchmarks.machine import described
from benchmarks.report import MB, table

BEGIN: Final = "<!-- cypher: written by python -m benchmarks.cypher --write -->"
PEER: Final = "Neo4j, Bolt"


def written(run: Run) -> str:
    """All tables of one run."""
    manifest = run.dataset.manifest
    head = f"Machine: {described()}. Dataset `{manifest.version[:16]}`. All in one run, one engine after the other."
    return "\n\n".join([head, *_questions(run), *_memory(run), *(f"Not measured: {reason}." for reason in run.absent)])


def _questions(run: Run) -> Iterator[str]:
    for name in NAMES:
        asked = [row for row in run.rows if row.question == name]
        peer = next((row.per_second for row in asked if row.who == PEER), None)
        lines = [
            (
                row.who, row.language, f"{row.latency.median * 1000:.2f}", f"{row.latency.percentile(0.99) * 1000:.1f}",
                f"{row.per_second:,.0f}", f"{row.per_second / peer:.2f}" if peer else "–",
            )
            for row in asked
        ]  # fmt: skip
        yield f"**{name[0].upper()}{name[1:]}**"
        yield table(("asked", "language", "p50, ms", "p99, ms", f"answers/s over {CONNECTIONS}", "× Neo4j"), lines)


def _memory(run: Run) -> Iterator[str]:
    yield "**Memory** after the questions"
    yield table(("", "resident, MB"), [(who, f"{size / MB:,.0f}") for who, size in run.memory])
