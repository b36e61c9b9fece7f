"""An application on a free port of the loopback interface, and a client of it."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import uvicorn
from fastapi import FastAPI

from tests.servers.loopback import free_port


@contextmanager
def served(app: FastAPI, seconds: float) -> Iterator[httpx.Client]:
    """Serve until the block ends; the client waits ``seconds`` for an answer."""
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=seconds, trust_env=False) as opened:
            yield opened
    finally:
        server.should_exit = True
        thread.join()
