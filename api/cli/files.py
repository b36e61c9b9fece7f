"""A command's answer as a file: complete or not there at all."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from api.cli.failures import BadUse
from api.cli.session import Session


def put(run: Session, output: str, write: Callable[[Path], None]) -> None:
    """Have ``write`` write a file and move it to ``output``, or copy it to standard output where that is ``-``.

    BadUse where the file cannot be written.
    """
    to_file = output != "-"
    try:
        # Written beside its place and moved there whole: what is killed half-way leaves no file that looks complete.
        with TemporaryDirectory(prefix=".policygraph-", dir=Path(output).parent if to_file else None) as folder:
            written = Path(folder) / "dataset"
            write(written)
            if to_file:
                written.replace(output)
            else:
                with written.open("rb") as content:
                    shutil.copyfileobj(content, sys.stdout.buffer)
    except BrokenPipeError:  # whoever read it has enough
        raise
    except OSError as error:
        raise BadUse(run.say("{file} cannot be written: {why}", file=output, why=error.strerror or error)) from None
    if to_file:
        size = Path(output).stat().st_size
        run.note(run.say("written: {file}, {size} MB", file=output, size=f"{size / 1e6:.1f}"))
