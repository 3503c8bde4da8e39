"""The calls that a host allows in 24 hours, kept on disk: a restart forgets nothing, and all processes share it."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from critmin.lake import exclusive, write_json

WINDOW = timedelta(hours=24)


class BudgetSpent(RuntimeError):
    """No call is left for now. `until` is when the next one may be made."""

    def __init__(self, host: str, until: datetime, reason: str):
        self.host, self.until, self.reason = host, until, reason
        super().__init__(f"{host}: {reason}; go on after {until:%Y-%m-%d %H:%M} UTC with the same command.")


class Budget:
    """Calls to one host in any 24 hours, in a small file under `folder`; a file lock guards it.

    A sliding window, because publishers do not say when their day begins. Calls count when they are made, whatever
    comes back: rejected ones spend quota too.
    """

    def __init__(self, folder: Path, host: str, calls_per_day: int | None, *, wait_seconds: float):
        self.host, self.calls_per_day, self.wait_seconds = host, calls_per_day, wait_seconds
        name = "".join(c if c.isascii() and (c.isalnum() or c in ".-") else "_" for c in host)[:120]
        self._path = folder / f"{name}.calls.json"

    def take(self, now: datetime) -> None:
        """Count one call. Raises BudgetSpent when none is left, or while the host has asked us to wait."""
        with self._alone():
            calls, until = self._read(now)
            if until and until > now:
                raise BudgetSpent(self.host, until, "the publisher asked us to wait")
            if self.calls_per_day is not None and len(calls) >= self.calls_per_day:
                free_at = calls[-self.calls_per_day] + WINDOW
                raise BudgetSpent(self.host, free_at, f"{len(calls)} calls were made in 24 hours, the most is that")
            self._write([*calls, now], None)

    def hold(self, now: datetime, seconds: float) -> datetime:
        """Let nobody call for `seconds`: the host said so. Returns when that ends."""
        with self._alone():
            calls, until = self._read(now)
            until = max(until or now, now + timedelta(seconds=seconds))
            self._write(calls, until)
        return until

    def left(self, now: datetime) -> int | None:
        """Calls that may still be made now; None when no number is published."""
        calls, until = self._read(now)
        if until and until > now:
            return 0
        return None if self.calls_per_day is None else max(0, self.calls_per_day - len(calls))

    def _alone(self):
        return exclusive(
            self._path.with_suffix(".lock"), wait_seconds=self.wait_seconds, what=f"The budget of {self.host}"
        )

    def _read(self, now: datetime) -> tuple[list[datetime], datetime | None]:
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
            calls = [datetime.fromisoformat(t).astimezone(UTC) for t in kept["calls"]]
            until = datetime.fromisoformat(kept["until"]).astimezone(UTC) if kept["until"] else None
        except FileNotFoundError:
            return [], None
        return sorted(t for t in calls if t > now - WINDOW), until

    def _write(self, calls: list[datetime], until: datetime | None) -> None:
        write_json(self._path, {"calls": [t.isoformat() for t in calls], "until": until.isoformat() if until else None})
