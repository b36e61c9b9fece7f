"""The process that puts strangers' queries to a Cypher engine, one at a time, over one connection; killed without harm.

Run as ``python -m api.cypher.worker SETTINGS``; how it is asked and answers stands in ``api.processes``. A process of
its own, since an engine may send more than memory holds in a single value (``RETURN range(1, 1000000000)``), the driver
reads all of it however late it is, and while it does no other thread of a Python process gets far.
"""

import json
import sys

from api.cypher.question import Settings


def main() -> None:
    """Answer until the input ends."""
    # The driver imports these where they are installed, for results as data frames, and takes seconds over it.
    for name in ("numpy", "pandas", "pyarrow"):
        sys.modules[name] = None  # type: ignore[assignment]
    from api.cypher.answering import serve

    serve(Settings(**json.loads(sys.argv[1])))


if __name__ == "__main__":
    main()
