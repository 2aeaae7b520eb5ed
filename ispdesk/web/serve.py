"""Serves the pages of one home on this machine, and stops cleanly on Ctrl-C."""

import gc
import socket
import threading
from collections.abc import Callable

import uvicorn

from ispdesk.bootstrap import App, HomeError
from ispdesk.web.app import build
from ispdesk.web.record import Record

HOST = "127.0.0.1"


def bound(port: int) -> socket.socket:
    """A listening socket on this machine. Raises HomeError where the port is taken; 0 takes a free one."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OverflowError as error:
        listener.close()
        raise HomeError(f"{port} is no port: name one from 1 to 65535, or 0 for a free one.") from error
    except OSError as error:
        listener.close()
        raise HomeError(f"Port {port} is taken: name another with --port, or --port 0 for a free one.") from error
    listener.listen(128)
    return listener


def server(app: App) -> uvicorn.Server:
    """The web server over one home, not yet started."""
    pages_of_home = build(Record(app))
    settle()
    config = uvicorn.Config(
        pages_of_home,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=bool(app.settings.trusted_proxies),
        forwarded_allow_ips=list(app.settings.trusted_proxies),
        timeout_graceful_shutdown=3,
    )
    return uvicorn.Server(config)


def settle() -> None:
    """Leave out of the collector's walks what stays as long as the process: each took a quarter of a second."""
    gc.collect()
    gc.freeze()


def port_of(listener: socket.socket) -> int:
    """The port on which a socket listens."""
    return int(listener.getsockname()[1])


def pages(app: App, listener: socket.socket, say: Callable[[str], None]) -> None:
    """Serve until Ctrl-C."""
    say(f"Pages: http://{HOST}:{port_of(listener)}/   (Ctrl-C stops)")
    server(app).run(sockets=[listener])


class Background:
    """The web server in a thread of its own, for `up`, which has other things to watch."""

    def __init__(self, app: App, port: int) -> None:
        self._listener = bound(port)
        self.port = port_of(self._listener)
        self._server = server(app)
        self._server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]  # signals are `up`'s
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._listener]}, daemon=True)

    def start(self) -> None:
        """Answer from now on."""
        self._thread.start()

    def alive(self) -> bool:
        """Whether it still serves."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """Stop, letting answers under way finish."""
        self._server.should_exit = True
        self._thread.join(timeout=5)
