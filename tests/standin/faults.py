"""The faults that publishers' servers show, by name, each made from a good answer."""

import gzip
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from standin.server import Answer


def _busy(good: Answer, status: int = 429, retry_after: str | int | None = None) -> Answer:
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    return Answer(b"Too many requests", status, "text/plain", headers)


def _busy_until(good: Answer, seconds: int = 3, status: int = 503) -> Answer:
    """`Retry-After` as a date, and the server's own clock beside it, which may be wrong by years."""
    now = datetime(2020, 1, 1, tzinfo=UTC)
    headers = {"Retry-After": format_datetime(now + timedelta(seconds=seconds), usegmt=True)}
    return Answer(b"Back soon", status, "text/plain", {**headers, "Date": format_datetime(now, usegmt=True)})


def _bomb(good: Answer, n_bytes: int = 30_000_000) -> Answer:
    body = gzip.compress(b"\x00" * n_bytes, compresslevel=6, mtime=0)
    return Answer(body, headers={"Content-Encoding": "gzip"})


FAULTS = {
    "busy": _busy,
    "busy_until": _busy_until,
    "error": lambda good, status=500: Answer(b"<title>Error</title>", status),
    "empty": lambda good: replace(good, body=b"", etag=None),
    "truncated": lambda good: replace(good, body=good.body[: len(good.body) // 2], etag=None),
    "wrong_type": lambda good: Answer(b'{"error": "not what you asked for"}', content_type="application/json"),
    "no_content": lambda good: Answer(status=204, content_type=None),
    "redirect": lambda good, to="/", status=302: Answer(status=status, headers={"Location": to}),
    "slow": lambda good, seconds=0.02: replace(good, manner="drip", drip_seconds=seconds, etag=None),
    "slow_headers": lambda good, seconds=0.02: Answer(manner="drip_headers", drip_seconds=seconds),
    "cut_off": lambda good: replace(good, manner="cut_off", etag=None),
    "bomb": _bomb,
    "huge": lambda good, n_bytes=50_000_000: Answer(manner="zeros", n_zeros=n_bytes),
    "consent": lambda good: Answer(b"<html><title>Before you continue</title><body>We use cookies.</body></html>"),
    "script_shell": lambda good: Answer(
        b"<html><title>News</title><body><div id=app></div><script src=app.js></script></body></html>"
    ),
}


def faulty(fault: str, good: Answer, **details) -> Answer:
    """`good` with a fault. Raises KeyError, with the list of what there is, for one that is not known."""
    if fault not in FAULTS:
        raise KeyError(f"no fault {fault!r}; there are {', '.join(sorted(FAULTS))}")
    return FAULTS[fault](good, **details)
