"""Asking for the US tariff schedule: which release is current, then the headings of our minerals, chapter by chapter.

Release       `currentRelease` names it; only the current one is served. The same name may be posted again with other
              bytes, so a release is looked at once a month until the next one comes.
Range         `exportList` gives the lines between two headings, without a count. An answer that lacks a heading that
              was asked for is never taken as whole: it is split, heading by heading, until none is missing.
"""

import re

from critmin.asking import (
    Judgement,
    Limits,
    Live,
    Question,
    Reply,
    Request,
    Wanted,
    Worth,
    by_status,
    halves,
    read_json,
)
from critmin.settings import Settings
from critmin.vocabulary import seed

EDITION = "H6"  # headings of older editions of the HS are no longer in the schedule
CALLS_PER_DAY = 500  # ours: the publisher gives no number


class HtsLive(Live):
    """The connector of the tariff schedule; it needs no key."""

    def limits(self, settings: Settings) -> Limits:
        """A call in two seconds: the host refuses what looks like a robot."""
        return Limits(pause_seconds=2.0, calls_per_day=CALLS_PER_DAY)

    def questions(self, wanted: Wanted, settings: Settings) -> list[Question]:
        """The current release, asked once a day."""
        return [Question("release", {}, edition=wanted.today.isoformat(), is_page=False)]

    def request(self, question: Question, settings: Settings) -> Request:
        """The range ends at the heading after the last one, so that it holds whether or not its end is included."""
        base = settings.hts_address.rstrip("/")
        if question.kind == "release":
            return Request(f"{base}/currentRelease")
        headings = question.asks["heading"]
        after = f"{int(headings[-1]) + 1:04}"
        return Request(f"{base}/exportList?from={headings[0]}&to={after}&format=JSON&styles=false")

    def judge(self, question: Question, reply: Reply) -> Judgement:
        """Status, then body: a release with a name; every heading that was asked for, with a line below it."""
        if judged := by_status(reply):
            return judged
        body, broken = read_json(reply)
        if broken:
            return broken
        if question.kind == "release":
            return Judgement(Worth.WHOLE) if _release(body) else Judgement(Worth.REFUSED, "no release is named")
        if not isinstance(body, list) or not all(isinstance(row, dict) for row in body):
            return Judgement(Worth.AGAIN, "the answer is no array of lines")
        digits = [re.sub(r"[^0-9]", "", str(row.get("htsno") or "")) for row in body]
        found = {code[:4] for code in digits if len(code) >= 8}
        missing = [heading for heading in question.asks["heading"] if heading not in found]
        if not missing:
            return Judgement(Worth.WHOLE, n_rows=len(body))
        told = f"no line came for heading {', '.join(missing)}"
        alone = len(question.asks["heading"]) == 1
        return Judgement(Worth.REFUSED if alone else Worth.SPLIT, told, len(body))

    def follow(self, question: Question, content: bytes, wanted: Wanted, settings: Settings) -> list[Question]:
        """A release leads to one range a chapter."""
        if question.kind != "release":
            return []
        body, _ = read_json(Reply("", 200, {}, content))
        edition = f"{_release(body)}@{wanted.today:%Y-%m}"
        return [Question("range", {"heading": tuple(some)}, edition) for some in _chapters()]

    def split(self, question: Question) -> list[Question]:
        """By heading."""
        return halves(question, "heading")

    def foreseen(self, question: Question, wanted: Wanted, settings: Settings) -> int:
        """A call a chapter."""
        return len(_chapters()) if question.kind == "release" else 0


LIVE = HtsLive()


def _release(body: object) -> str:
    return str(body.get("name") or "") if isinstance(body, dict) else ""


def _chapters() -> list[list[str]]:
    """The headings of the codes that hold a mineral today, by chapter."""
    rows = seed("hs6_minerals")
    headings = sorted({row["hs6"][:4] for row in rows if EDITION in row["hs_editions"].split(";")})
    chapters: dict[str, list[str]] = {}
    for heading in headings:
        chapters.setdefault(heading[:2], []).append(heading)
    return list(chapters.values())
