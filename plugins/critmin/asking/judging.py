"""Judging answers: status, then content type, then body. What publishers share; each adds its own body's rules."""

import json
import re

from critmin.asking.questions import Judgement, Worth
from critmin.fetching import Reply

_QUOTA = re.compile(r"quota|call volume|too many requests|rate limit", re.IGNORECASE)
_LEFT = re.compile(r"(\d{1,3}):(\d\d):(\d\d)")  # as in: will be replenished in 03:14:17
_SHOWN = 160
_DAY = 86_400.0


def by_status(reply: Reply) -> Judgement | None:
    """What status and content type say already; None when the body must be read.

    A redirect is a refusal (services send it to a help page when the key is missing), and so is an HTML page with
    status 200. A 403 that speaks of a quota is a wait, any other is a refusal (the body is read).
    """
    text = shown(reply)
    if reply.status == 429:
        return Judgement(Worth.WAIT, f"too many requests: {text}", after=reply.after)
    if reply.status == 403 and (_QUOTA.search(text) or reply.after):
        return Judgement(Worth.WAIT, f"the quota is spent: {text}", after=reply.after or _said_left(text) or _DAY)
    if reply.status in (401, 403, 407):
        return Judgement(Worth.REFUSED, f"asks for a key that is valid: {text}", is_final=True)
    if 300 <= reply.status < 400 and reply.status != 304:
        target = reply.headers.get("location", "nowhere").partition("?")[0]
        return Judgement(Worth.REFUSED, f"redirects to {target[:_SHOWN]} instead of answering", is_final=True)
    if reply.status in (413, 414):
        return Judgement(Worth.SPLIT, f"the question is too large: {text}")
    if reply.status in (200, 203) and is_html(reply):
        return Judgement(Worth.AGAIN, f"an HTML page came with status 200: {text}")
    if reply.status not in (200, 203, 204, 304):
        return Judgement(Worth.REFUSED, f"status {reply.status}: {text}")
    return None


def by_count(n_rows: int, *, cap: int | None, expected: int | None) -> Judgement:
    """Whether a list of rows is whole: never when it is as long as the cap, or shorter than the publisher's count."""
    if cap is not None and n_rows >= cap:
        return Judgement(Worth.SPLIT, f"{n_rows:,} rows are the most that one answer holds", n_rows)
    if expected is not None and n_rows < expected:
        return Judgement(Worth.SPLIT, f"{n_rows:,} rows came where the publisher counts {expected:,}", n_rows)
    return Judgement(Worth.WHOLE, n_rows=n_rows)


def read_json(reply: Reply) -> tuple[object, Judgement | None]:
    """The body as JSON (a byte-order mark is no part of it), or what it is worth when it is none."""
    try:
        return json.loads(reply.content.decode("utf-8-sig")), None
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        return None, Judgement(Worth.AGAIN, f"the body is cut off or no JSON ({error}): {shown(reply)}")


def is_html(reply: Reply) -> bool:
    """Whether a page for people came: by its beginning, whatever it says of itself."""
    start = reply.content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<title"))


def shown(reply: Reply) -> str:
    """The beginning of a body for a message, on one line."""
    text = reply.content[:2_000].decode("utf-8", errors="replace")
    return " ".join(re.sub(r"<[^<>]{0,300}>", " ", text).split())[:_SHOWN] or "(no body)"


def _said_left(text: str) -> float | None:
    found = _LEFT.search(text)
    return int(found[1]) * 3_600.0 + int(found[2]) * 60 + int(found[3]) if found else None
