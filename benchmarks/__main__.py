"""``python -m benchmarks``: measure everything in one run and print it; ``--write`` puts it into docs/benchmarks.md."""

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.asking import FULL, QUICK
from benchmarks.building import builds
from benchmarks.faces import Asking
from benchmarks.report import replace, written
from graph.home import Home

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"


def main() -> None:
    """Build into a folder of its own, serve that, and measure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the tables into docs/benchmarks.md")
    parser.add_argument("--quick", action="store_true", help="a short run, to see that it works")
    options = parser.parse_args()
    if options.write and options.quick:
        parser.error("a short run is not for the record: --write or --quick")
    with tempfile.TemporaryDirectory(prefix="policygraph-bench-") as folder:
        home = Path(folder) / "home"
        print("building", file=sys.stderr)
        built = builds(home, 3 if options.quick else 9)
        dataset = Home(home).current()
        print("asking", file=sys.stderr)
        served = Asking(home, dataset, Path(folder) / "servers", QUICK if options.quick else FULL).everyone()
        tables = written(dataset.manifest, built, served)
    print(tables)
    if options.write:
        replace(PAGE, tables)


if __name__ == "__main__":
    main()
