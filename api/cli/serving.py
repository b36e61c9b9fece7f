"""``policygraph serve``."""

import errno
import gc
import socket
from typing import Annotated

import typer

from api.cli.failures import BadUse, Missing
from api.cli.language import Words
from api.cli.session import session

BACKLOG = 2048


def serve(
    ctx: typer.Context,
    host: Annotated[str | None, typer.Option(help="Address to listen on; else HOST, else 127.0.0.1.")] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Port to listen on, 0 for any free one; else PORT, else 8000.")
    ] = None,
) -> None:
    """Serve the built graph: REST, SPARQL, Cypher and the site."""
    run = session(ctx)
    settings = run.settings()
    if port is None:
        port = settings.port
    listening = _listen(host or settings.host, port, run.say)
    with listening:
        import uvicorn

        from api.app import create_app
        from api.service import open_service

        gc.disable()  # what is read now lives as long as the service: collecting garbage would but walk all of it
        service = open_service(settings)
        app = create_app(service)
        gc.freeze()
        gc.enable()
        run.line(run.say("serving at {address}", address=_address(listening)))
        run.line(run.say("dataset {version}", version=service.catalogue.version[:16]))
        for warning in service.quotes.warnings:
            run.note(warning)
        if not service.quotes.hashes:
            run.note(run.say("without the reports' texts: every quote is null"))
        uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listening])


def _listen(host: str, port: int, say: Words) -> socket.socket:
    """A socket that listens; taken before anything is loaded, so that a port in use is told of at once."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.create_server(address[:2], family=family, backlog=BACKLOG)
        # Connections inherit it. asyncio sets it only on sockets that were made with the protocol's number, and without
        # it an answer that is written in two parts waits 40 ms for the client's delayed acknowledgement of the first.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listening
    except socket.gaierror:
        raise BadUse(say("{host} is no address of this machine", host=host)) from None
    except OSError as error:
        told = {
            errno.EADDRINUSE: say("port {port} of {host} is in use: choose another with --port", host=host, port=port),
            errno.EACCES: say("port {port} of {host} may not be used: choose one above 1023", host=host, port=port),
            errno.EADDRNOTAVAIL: say("{host} is no address of this machine", host=host),
        }
        raise Missing(told.get(error.errno or 0, str(error))) from None


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
