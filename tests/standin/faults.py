"""The faults that publishers' servers show, by name, each made from a good answer."""

import gzip
import json
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


def _gzip(good: Answer) -> Answer:
    body = gzip.compress(good.body, mtime=0)
    return replace(good, body=body, headers={**good.headers, "Content-Encoding": "gzip"}, etag=None)


def _quota(good: Answer, left: str = "03:14:17", retry_after: int | None = None) -> Answer:
    """A quota that is spent, as an API gateway tells it: 403, and the time in the text."""
    said = f"Out of call volume quota. Quota will be replenished in {left}."
    body = json.dumps({"statusCode": 403, "message": said}).encode()
    return Answer(body, 403, "application/json", {} if retry_after is None else {"Retry-After": str(retry_after)})


def _rows_of(body: object) -> list:
    return body["data"] if isinstance(body, dict) else body


def _cut_rows(good: Answer, n: int = 1) -> Answer:
    """Only the first rows (under `data`, or of a list), without a word about it: counts are cut too."""
    body = json.loads(good.body)
    rows = _rows_of(body)
    del rows[n + (0 if isinstance(body, dict) else 1) :]  # a list begins with its header
    if isinstance(body, dict) and "count" in body:
        body["count"] = len(rows)
    return replace(good, body=json.dumps(body).encode(), etag=None)


def _renamed(good: Answer, old: str = "primaryValue", new: str = "valueOfGoods") -> Answer:
    """Another schema from one page to the next."""
    return replace(good, body=good.body.replace(f'"{old}"'.encode(), f'"{new}"'.encode()), etag=None)


FAULTS = {
    "busy": _busy,
    "busy_until": _busy_until,
    "error": lambda good, status=500: Answer(b"<title>Error</title>", status),
    "empty": lambda good: replace(good, body=b"", etag=None),
    "truncated": lambda good: replace(good, body=good.body[: len(good.body) // 2], etag=None),
    "wrong_type": lambda good: Answer(b'{"error": "not what you asked for"}', content_type="application/json"),
    "no_content": lambda good: Answer(status=204, content_type=None),
    "gzip": _gzip,
    "bom": lambda good: replace(good, body=b"\xef\xbb\xbf" + good.body, etag=None),
    "quota": _quota,
    "no_rows": lambda good: _cut_rows(good, n=0),
    "cut_rows": _cut_rows,
    "renamed": _renamed,
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
