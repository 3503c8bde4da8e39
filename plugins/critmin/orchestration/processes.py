"""Children that cannot be left behind: a guard that ends a whole session of processes when its parent goes.

Airflow starts processes that outlive a signal to their parent, each task in a process group of its own. So a child is
started through a guard in a new session; when the guard's standard input closes (its parent wants the end, or died,
even by `kill -9`), the guard ends every process of that session, first politely, then for certain.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO


class Guarded:
    """A command under a guard. `stop` (or the end of this process) ends it and all that it started."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        environment: dict[str, str],
        log: IO[bytes],
        cwd: Path,
        grace_seconds: float,
        events: int | None = None,
    ):
        """Start `command` with output to `log`; `events` is a descriptor that it inherits.

        `grace_seconds` is the time that its processes have to end politely.
        """
        self._guard = subprocess.Popen(
            [sys.executable, "-m", "critmin.orchestration.processes", str(grace_seconds), *command],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=environment,
            cwd=cwd,
            start_new_session=True,  # so that a Ctrl-C in the terminal reaches us alone, and we decide
            pass_fds=() if events is None else (events,),
        )

    def poll(self) -> int | None:
        """The command's exit code, or None while it runs."""
        return self._guard.poll()

    def wait(self) -> int:
        """Wait for the command to end by itself; returns its exit code."""
        return self._guard.wait()

    def stop(self) -> None:
        """End the command and everything that it started; returns when all are gone."""
        if self._guard.stdin and not self._guard.stdin.closed:
            self._guard.stdin.close()
        self._guard.wait()


def session_members() -> list[int]:
    """The other processes of this process's session."""
    import psutil

    mine, session = os.getpid(), os.getsid(0)
    members = []
    for pid in psutil.pids():
        try:
            if pid != mine and os.getsid(pid) == session and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
                members.append(pid)
        except (ProcessLookupError, PermissionError, psutil.NoSuchProcess):
            continue  # it ended meanwhile, or is somebody else's
    return members


def end_session(grace_seconds: float) -> None:
    """End every other process of this session: SIGTERM, then SIGKILL for those still there after the grace."""
    deadline = time.monotonic() + grace_seconds
    politely = True
    while members := session_members():
        if politely or time.monotonic() > deadline:
            number = signal.SIGTERM if politely else signal.SIGKILL
            for pid in members:
                try:
                    os.kill(pid, number)
                except ProcessLookupError:
                    continue
            politely = False
        time.sleep(0.1)


def _guard(grace_seconds: float, command: Sequence[str]) -> int:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: None)  # the guard goes last; SIG_IGN would be inherited by the command
    inherited = [int(name) for name in os.listdir("/dev/fd") if int(name) > 2]
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, pass_fds=[f for f in inherited if _is_open(f)])
    parent_is_gone = threading.Event()

    def watch() -> None:
        while os.read(0, 1024):
            continue
        parent_is_gone.set()

    threading.Thread(target=watch, daemon=True).start()
    while child.poll() is None and not parent_is_gone.wait(0.05):
        continue
    end_session(grace_seconds)
    return child.wait()


def _is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(_guard(float(sys.argv[1]), sys.argv[2:]) & 0xFF)
