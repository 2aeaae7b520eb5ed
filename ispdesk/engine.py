"""The Prefect engine as child processes: a server, a work pool, the deployments of prefect.yaml, one worker.

Prefect is never imported here; it is started. The server answers on this machine only and keeps its own
database under the home, apart from the record's.
"""

import base64
import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from signal import SIGKILL
from typing import Any, Protocol

from ispdesk import keeper, schedules

POOL = "ispdesk"
HOST = "127.0.0.1"
SERVER_DEADLINE = 180.0  # seconds for the server to answer: 10 on an idle machine, above 60 on a busy one
COMMAND_DEADLINE = 300.0  # seconds for the work pool, and for the deployments
STOP_DEADLINE = 9.0  # seconds for a keeper to end what it keeps, a little more than its own ladder


class Say(Protocol):
    """Reports a step: the key of a message and its values."""

    def __call__(self, message_key: str, /, **values: object) -> None:
        """Say it."""


class EngineError(Exception):
    """The engine did not start; the message names the step and the log to read."""


class Engine:
    """One home's server and worker.

    Args:
        home: the installation's directory; `prefect/` and `logs/` are made in it.
        api_port: where the server listens; a free port when None.
        every: replaces every schedule, such as `5s` (ISPDESK_SCHEDULE_EVERY); None keeps prefect.yaml's own.
        env: the environment of the children, and so of every flow run. PREFECT_* in it is dropped.

    """

    def __init__(self, home: Path, api_port: int | None, every: str | None, env: Mapping[str, str]) -> None:
        self.home = home.resolve()
        self.port = api_port or _free_port()
        self._every = every
        self._given = env
        self._kept: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def url(self) -> str:
        """Where the server's pages are."""
        return f"http://{HOST}:{self.port}"

    @property
    def auth(self) -> str:
        """The password of the API, `name:secret`, made on first use and readable by the owner alone."""
        path = self._place / "auth"
        if not path.exists():
            self._place.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh = self._place / f"auth.{os.getpid()}"
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(f"{POOL}:{secrets.token_urlsafe(32)}")
            fresh.replace(path)
        return path.read_text(encoding="ascii")

    def start(self, say: Say) -> None:
        """Start everything, and return when the worker is under way; safe to repeat in the same home.

        Raises:
            EngineError: a step failed. What had been started is ended again.
            ValueError: `every` cannot be read.

        """
        try:
            self._start(say)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End every process that was started, the worker first, so that it can still say goodbye."""
        for name in ("deploy", "worker", "server"):
            kept = self._kept.pop(name, None)
            if kept is not None:
                _end(kept)

    def alive(self) -> bool:
        """Whether both the server and the worker run."""
        return all(name in self._kept and self._kept[name].poll() is None for name in ("server", "worker"))

    def environment(self) -> dict[str, str]:
        """Return the environment of the children."""
        given = {key: value for key, value in self._given.items() if not key.startswith("PREFECT_")}
        path = os.pathsep.join((str(Path(sys.executable).parent), given.get("PATH", os.defpath)))
        return {"ISPDESK_HOME": str(self.home), **given, **self._settings(), "PATH": path}

    def get(self, path: str) -> Any:
        """Return the API's answer to a GET.

        Raises:
            OSError: no answer, or (urllib.error.HTTPError) one that is not 200.

        """
        token = base64.b64encode(self.auth.encode()).decode()
        request = urllib.request.Request(  # noqa: S310 - http to this machine
            f"{self.url}/api{path}", headers={"Authorization": f"Basic {token}"}
        )
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310 - as above
                return json.load(answer)
        except urllib.error.HTTPError as refusal:
            refusal.close()  # it holds the connection
            raise

    @property
    def _place(self) -> Path:
        return self.home / "prefect"

    def _start(self, say: Say) -> None:
        began = time.monotonic()
        self._place.mkdir(mode=0o700, parents=True, exist_ok=True)
        (self.home / "logs").mkdir(exist_ok=True)
        deployed = schedules.write(self._place / "prefect.yaml", self._every)
        say("engine.server", url=self.url, log=self._log("server"))
        self._keep("server", "server", "start", "--host", HOST, "--port", str(self.port))
        self._await_server()
        say("engine.pool", pool=POOL)
        if not self._has_pool():
            self._run("work-pool", "create", POOL, "--type", "process", "--overwrite")
        say("engine.deploy", log=self._log("deploy"))  # before the worker polls: once both stalled a minute
        self._run("--no-prompt", "deploy", "--all", "--prefect-file", str(deployed))
        say("engine.worker", log=self._log("worker"))
        self._keep("worker", "worker", "start", "--pool", POOL, "--type", "process", "--limit", "2")
        if not self.alive():
            raise EngineError(f"The Prefect server or worker ended while starting. Read {self.home / 'logs'}.")
        say("engine.started", url=self.url, seconds=round(time.monotonic() - began, 1))

    def _keep(self, name: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "ispdesk.keeper", str(self._place / f"{name}.lock")]
        with self._log(name).open("ab") as output:
            self._kept[name] = subprocess.Popen(  # noqa: S603 - our own interpreter and arguments
                [*command, sys.executable, "-m", "prefect", *arguments],
                env=self.environment(),
                cwd=self._place,
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        return self._kept[name]

    def _run(self, *arguments: str) -> None:
        kept = self._keep("deploy", *arguments)
        try:
            code = kept.wait(COMMAND_DEADLINE)
        except subprocess.TimeoutExpired:
            code = None
        _end(self._kept.pop("deploy"))
        if code != 0:
            why = f"ended with {code}" if code is not None else f"took more than {COMMAND_DEADLINE:.0f} s"
            raise EngineError(f"`prefect {' '.join(arguments)}` {why}. Read {self._log('deploy')}.")

    def _await_server(self) -> None:
        log = self._log("server")
        deadline = time.monotonic() + SERVER_DEADLINE
        while time.monotonic() < deadline:
            code = self._kept["server"].poll()
            if code is not None:
                raise EngineError(f"The Prefect server ended with {code} while starting. Read {log}.")
            try:
                self.get("/health")
            except (OSError, ValueError):
                time.sleep(0.2)
            else:
                return
        raise EngineError(f"The Prefect server did not answer within {SERVER_DEADLINE:.0f} s. Read {log}.")

    def _has_pool(self) -> bool:
        try:
            self.get(f"/work_pools/{POOL}")
        except OSError:  # an HTTP 404 is one
            return False
        return True

    def _log(self, name: str) -> Path:
        return self.home / "logs" / f"{name}.log"

    def _settings(self) -> dict[str, str]:
        """Return Prefect's settings; each was tried with 3.8.8."""
        return {
            "DO_NOT_TRACK": "1",
            "PREFECT_HOME": str(self._place),
            "PREFECT_API_URL": f"{self.url}/api",
            "PREFECT_API_AUTH_STRING": self.auth,
            "PREFECT_API_REQUEST_TIMEOUT": "60",
            "PREFECT_CLIENT_MAX_RETRIES": "5",
            "PREFECT_CLI_COLORS": "false",
            "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
            "PREFECT_RUNNER_PROCESS_LIMIT": "2",
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "PREFECT_SERVER_API_AUTH_STRING": self.auth,
            "PREFECT_SERVER_API_CORS_ALLOWED_ORIGINS": self.url,
            "PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED": "true",
            "PREFECT_SERVER_API_HOST": HOST,
            "PREFECT_SERVER_API_PORT": str(self.port),
            # Leases kept in memory, as by default, die with the server, and then the slot of a run that was
            # under way stays taken: with CANCEL_NEW its flow did not run again, even after an orderly stop.
            "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
            "PREFECT_SERVER_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{self._place}/prefect.db",
            "PREFECT_SERVER_EPHEMERAL_ENABLED": "false",
            "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
            "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(14 * 24 * 3600),
            "PREFECT_SERVER_SERVICES_LATE_RUNS_AFTER_SECONDS": "180",  # marking many met a locked SQLite
            "PREFECT_TASKS_DEFAULT_PERSIST_RESULT": "false",
            "PREFECT_TASKS_DISABLE_CACHING": "true",
            "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
            "PREFECT_WORKER_QUERY_SECONDS": "5",
            "PREFECT_WORKER_WEBSERVER_HOST": HOST,
        }


def _end(kept: subprocess.Popen[bytes]) -> None:
    """Cut the lifeline of a keeper, and if that does not help, end it and all below it."""
    if kept.stdin is not None:
        kept.stdin.close()
    try:
        kept.wait(STOP_DEADLINE)
    except subprocess.TimeoutExpired:
        keeper.kill([kept.pid, *keeper.descendants(kept.pid)], SIGKILL)
        kept.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
