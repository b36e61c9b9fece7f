"""The process that the embedded Cypher engine runs in: ArcadeDB's server on a copy of a database, speaking Bolt.

Run as ``python -P -m api.cypher.sidecar_process SETTINGS`` in a working directory of its own, where all that it writes
goes. It writes one line of JSON to its standard output: that it is ready, with the port on 127.0.0.1 and the one user
there is, made for this run and with the right to read alone; or that it failed, and why. It ends when its input ends,
and takes its working directory along: so none outlives the service that started it.
"""

import json
import os
import secrets
import shutil
import sys
import threading
import time
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import Final

from api.sparql.confine import no_core_files, no_sockets

DATABASE: Final = "policygraph"
"""The name of the one database, for sessions."""

WORKING: Final = "policygraph-cypher-"
"""How the name of a working directory begins: no other directory is ever removed."""

STOPPING: Final = 1.0
"""Seconds after its time limit at which a query that has not stopped by itself is told to stop."""

ENDING: Final = 3.0
"""Seconds after its time limit at which the process ends with a query that nothing else stops."""

_HOST: Final = "127.0.0.1"
_TICK: Final = 0.25

FLAGS: Final = (
    "-XX:+UseSerialGC",  # the smallest in memory and the quickest to start
    "-XX:-UsePerfData",  # no file in the system's temporary directory
    "-XX:+DisableAttachMechanism",
    "-XX:+ExitOnOutOfMemoryError",  # a server that has run out of memory answers no more: end, and be replaced
    # Ten times the usual numbers: while it starts, the optimising compiler takes half a second and gains nothing.
    "-XX:Tier4InvocationThreshold=50000",
    "-XX:Tier4MinInvocationThreshold=6000",
    "-XX:Tier4CompileThreshold=150000",
    "-XX:Tier4BackEdgeThreshold=400000",
    "-Xrs",  # a signal to end ends the process at once
    "-Djava.io.tmpdir=.",
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the process is started with: the loaded database, the heap (``512m``), the seconds that a query may take."""

    database: str
    heap: str
    seconds: float

    def argument(self) -> str:
        """As the process reads it."""
        return json.dumps(asdict(self))


def main() -> None:
    """Serve until the input ends."""
    settings = Settings(**json.loads(sys.argv[1]))
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever else is printed is no answer
    threading.Thread(target=_end_with_the_input, daemon=True).start()
    no_core_files()
    try:
        server = _Server(settings)
        said = {"status": "ready", **server.ready()}
        no_sockets()  # for good: it accepts connections and opens none
        print(json.dumps(said), file=answers, flush=True)
        while True:
            time.sleep(_TICK)
            server.end_what_is_late()
    except Exception as error:  # of Java or of Python: all the same to the service, which shows it and tries again
        print(json.dumps({"status": "failed", "message": f"{type(error).__name__}: {error}"}), file=answers, flush=True)
        _end(1)


def _end_with_the_input() -> None:
    while os.read(0, 4096):
        pass
    _end(0)


def _end(code: int) -> None:
    if Path.cwd().name.startswith(WORKING):
        shutil.rmtree(Path.cwd(), ignore_errors=True)
    os._exit(code)


class _Server:
    """ArcadeDB's server, started; Java's objects stay within."""

    def __init__(self, settings: Settings) -> None:
        self._seconds = settings.seconds
        # JPype takes numpy along where it is installed, which is a tenth of the start and of no use here.
        sys.modules["numpy"] = None  # type: ignore[assignment]
        shutil.copytree(settings.database, Path("databases") / DATABASE)
        _write_groups(Path("config"))
        import_module("arcadedb_embedded.jvm").start_jvm(heap_size=settings.heap, jvm_args=FLAGS)
        self._class = import_module("jpype").JClass
        _configure(self._class("com.arcadedb.GlobalConfiguration"), settings)
        self._java = self._class("com.arcadedb.server.ArcadeDBServer")(
            self._class("com.arcadedb.ContextConfiguration")()
        )
        self._java.start()
        self._java.getDatabase(DATABASE)
        self._forget()

    def ready(self) -> dict[str, object]:
        """Let in one reader and nobody else, close the HTTP interface; where and as whom to connect."""
        security, user, password = self._java.getSecurity(), f"reader-{secrets.token_hex(8)}", secrets.token_urlsafe(32)
        described = {
            "name": user,
            "password": str(security.encodePassword(password)),
            "databases": {DATABASE: ["reader"]},
        }
        security.createUser(self._class("com.arcadedb.serializer.json.JSONObject")(json.dumps(described)))
        security.dropUser("root")
        self._java.getHttpServer().stopService()
        return {"port": self._port(), "user": user, "password": password}

    def end_what_is_late(self) -> None:
        """Tell queries that are past their time to stop; with one that does not, end the process."""
        for query in list(self._java.getRunningQueries().getRunning()):
            late = int(query.getElapsedMillis()) / 1000 - self._seconds
            if late > ENDING:
                os._exit(4)  # the service, which sees it end, removes the working directory
            if late > STOPPING:
                query.terminate("the time limit")

    def _forget(self) -> None:
        """Take away what writes, what runs a text as a query, and what sleeps, which no time limit ends."""
        procedures = self._class("com.arcadedb.query.opencypher.procedures.CypherProcedureRegistry")
        for procedure in list(procedures.getAllProcedures()):
            if procedure.isWriteProcedure():
                procedures.unregister(procedure.getName())
        self._class("com.arcadedb.function.CypherFunctionRegistry").unregister("util.sleep")

    def _port(self) -> int:
        listener = self._class("com.arcadedb.bolt.BoltNetworkListener")
        threads = self._class("java.lang.Thread").getAllStackTraces().keySet()
        return next(int(thread.getPort()) for thread in threads if isinstance(thread, listener))


def _write_groups(folder: Path) -> None:
    """The one group: it reads records, and nothing limits its results or says that they are all."""
    reader = {
        "access": [],
        "resultSetLimit": -1,  # a limit here cuts results short without a word
        "readTimeout": -1,
        "types": {"*": {"access": ["readRecord"]}},
    }
    folder.mkdir()
    (folder / "server-groups.json").write_text(
        json.dumps({"version": 1, "databases": {"*": {"groups": {"reader": reader}}}}), "utf-8"
    )


def _configure(options: object, settings: Settings) -> None:
    """Set what holds for the whole virtual machine: the server's own configuration does not bind all of it."""
    values: dict[str, object] = {
        "SERVER_MODE": "development",  # in production it keeps the reasons of errors to itself
        "SERVER_ROOT_PATH": str(Path.cwd()),
        "SERVER_LOGS_DIRECTORY": str(Path.cwd() / "log"),
        "SERVER_ROOT_PASSWORD": secrets.token_urlsafe(32),
        "SERVER_SECURITY_SALT_ITERATIONS": 1,  # many make guesses dear, and nobody guesses 256 random bits
        "SERVER_PLUGINS": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "SERVER_METRICS": False,
        "BACKUP_ENABLED": False,
        "POLYGLOT_ENGINE_ENABLED": False,
        "BOLT_HOST": _HOST,
        "BOLT_PORT": 0,  # any that is free: no other process can take it in between
        "SERVER_HTTP_INCOMING_HOST": _HOST,
        "SERVER_HTTP_INCOMING_PORT": "0",
        "OPENCYPHER_LOAD_CSV_ALLOW_FILE_URLS": False,
        "OPENCYPHER_LOAD_CSV_ALLOW_REMOTE_URLS": False,
        "QUERY_MAX_CONCURRENT": 0,  # a query that runs out of memory keeps its slot for ever
        "COMMAND_TIMEOUT": int(settings.seconds * 1000),
    }
    of = getattr(options, "valueOf")  # noqa: B009 - a Java class
    for name, value in values.items():
        of(name).setValue(value)


if __name__ == "__main__":
    main()
