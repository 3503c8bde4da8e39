"""Whose turn it is to ask a host: one request at a time with a pause between, among all processes of the machine."""

import json
import time
from collections.abc import Callable
from pathlib import Path

from critmin.lake import exclusive, write_json

_LONGEST = 3_600.0  # seconds: a later turn than that was written before the machine restarted


class Turns:
    """Turns kept in small files, one per host, under `folder`; a file lock guards each."""

    def __init__(self, folder: Path, *, wait_seconds: float, sleep: Callable[[float], None] = time.sleep):
        self.folder, self.wait_seconds, self.sleep = folder, wait_seconds, sleep

    def take(self, host: str, pause: float) -> None:
        """Wait for our turn to ask `host`; the next one is `pause` seconds later.

        Raises Busy when another process holds the host's file for longer than `wait_seconds`.
        """
        with self._alone(host):
            now = time.monotonic()  # one clock for all processes of the machine, until it restarts
            turn = max(now, self._free_at(host, now))
            self._write(host, turn + pause)
        if turn > now:
            self.sleep(turn - now)

    def hold(self, host: str, seconds: float) -> None:
        """Let nobody ask `host` for `seconds`: it said so itself."""
        with self._alone(host):
            now = time.monotonic()
            self._write(host, max(now + seconds, self._free_at(host, now)))

    def _alone(self, host: str):
        path = self.folder / f"{self._name(host)}.lock"
        return exclusive(path, wait_seconds=self.wait_seconds, what=f"Asking {host}")

    def _free_at(self, host: str, now: float) -> float:
        try:
            free_at = float(json.loads((self.folder / f"{self._name(host)}.json").read_text(encoding="utf-8")))
        except (FileNotFoundError, ValueError, TypeError):
            return now
        return free_at if free_at <= now + _LONGEST else now

    def _write(self, host: str, free_at: float) -> None:
        write_json(self.folder / f"{self._name(host)}.json", free_at)

    @staticmethod
    def _name(host: str) -> str:
        return "".join(c if c.isascii() and (c.isalnum() or c in ".-") else "_" for c in host)[:120]
