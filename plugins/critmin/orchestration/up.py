"""`critmin up`: Airflow with its scheduler and pages on loopback, for one person, until Ctrl-C."""

import json
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from critmin.lake.files import exclusive
from critmin.orchestration.environment import HOST, SERVER, child_environment, home_of
from critmin.orchestration.health import PARTS, statuses
from critmin.orchestration.processes import Guarded
from critmin.settings import PROJECT, Settings, settings

HEALTHY_WITHIN_SECONDS = 240.0
USER = "admin"


class CannotStart(RuntimeError):
    """Airflow could not be started, or ended by itself; the message says why and where the log lies."""


@dataclass(frozen=True)
class Server:
    """A healthy Airflow: where it is and how to log in."""

    address: str
    user: str
    password: str
    log: Path
    seconds: float

    def __str__(self) -> str:
        return "\n".join(
            [
                f"Airflow is healthy after {self.seconds:g} s: {self.address}",
                f"Log in as {self.user} with the password {self.password}",
                f"Its log: {self.log}",
                "Ctrl-C ends it.",
            ]
        )


class _Stop(BaseException):
    """Somebody asked for the end (Ctrl-C, SIGTERM, or the terminal went)."""


def say(text: str) -> None:
    """Print at once, also into a pipe: whoever waits for the login must see it."""
    print(text, flush=True)


def serve(said: Callable[[str], None] = say) -> int:
    """Start Airflow, say the address and the login when every part is healthy, and wait until asked to end.

    Returns 0 after Ctrl-C or SIGTERM. However this ends, none of its processes is left. Raises CannotStart, or
    lake.files.Busy when it already runs.
    """
    config = settings()
    home = home_of(config, SERVER)
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o700)  # the generated password lies here
    with exclusive(home / "up.lock", wait_seconds=0, what="Airflow"), _asked_to_stop():
        try:
            _require_free(config.airflow_port)
            _serve(config, home, said)
        except _Stop:
            said("Airflow has ended; no process is left.")
    return 0


def _serve(config: Settings, home: Path, said: Callable[[str], None]) -> None:
    started = time.monotonic()
    log = home / "logs" / "standalone.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    environment = child_environment(config, SERVER)
    with log.open("wb") as output:
        said("Preparing Airflow's database and pools ...")
        migration = [sys.executable, "-m", "critmin.orchestration.migrating"]
        with _guarded(migration, environment, output) as child:
            if child.wait():
                raise CannotStart(f"Airflow's database could not be made; see {log}")
        said("Starting Airflow ...")
        with _guarded([sys.executable, "-m", "airflow", "standalone"], environment, output) as child:
            _wait_until_healthy(child, config.airflow_port, log)
            password = json.loads((home / "simple_auth_manager_passwords.json.generated").read_text(encoding="utf-8"))[
                USER
            ]
            address = f"http://{HOST}:{config.airflow_port}"
            said(str(Server(address, USER, password, log, round(time.monotonic() - started, 1))))
            code = child.wait()
            raise CannotStart(f"Airflow ended by itself with code {code}; see {log}")


def _wait_until_healthy(child: Guarded, port: int, log: Path) -> None:
    deadline = time.monotonic() + HEALTHY_WITHIN_SECONDS
    found: dict[str, str | None] = {}
    while time.monotonic() < deadline:
        if child.poll() is not None:
            raise CannotStart(f"Airflow ended while it was starting; see {log}")
        found = statuses(HOST, port)
        if found and all(found[part] == "healthy" for part in PARTS):
            return
        time.sleep(0.5)
    raise CannotStart(f"Airflow is not healthy after {HEALTHY_WITHIN_SECONDS:g} s ({found or 'no answer'}); see {log}")


@contextmanager
def _guarded(command: list[str], environment: dict[str, str], output) -> Iterator[Guarded]:
    child = Guarded(command, environment=environment, log=output, cwd=PROJECT, grace_seconds=15)
    try:
        yield child
    finally:
        child.stop()


@contextmanager
def _asked_to_stop() -> Iterator[None]:
    """Turn the signals that ask for an end into _Stop, once: while we are ending, asking again changes nothing."""

    def stop(*_) -> None:
        for number in numbers:
            signal.signal(number, signal.SIG_IGN)
        raise _Stop

    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, stop) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise CannotStart(
                f"Port {port} of {HOST} is taken by another program: end it, or set CRITMIN_AIRFLOW_PORT to another."
            ) from None
