"""Ask everyone the three questions, one engine after the other; ``--write`` puts the tables into docs/benchmarks.md."""

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.asking import FULL, QUICK
from benchmarks.cypher.measuring import everyone
from benchmarks.cypher.tables import BEGIN, written
from benchmarks.report import replace

PAGE = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"

parser = argparse.ArgumentParser(prog="python -m benchmarks.cypher", description=__doc__)
parser.add_argument("--write", action="store_true", help="write the tables into docs/benchmarks.md")
parser.add_argument("--quick", action="store_true", help="a short run, to see that it works")
options = parser.parse_args()
with tempfile.TemporaryDirectory(prefix="policygraph-bench-") as folder:
    tables = written(everyone(Path(folder), QUICK if options.quick else FULL))
print(tables)
if options.write and not options.quick:
    replace(PAGE, tables, BEGIN)
elif options.write:
    sys.exit("a short run is not for the record: --write or --quick")
