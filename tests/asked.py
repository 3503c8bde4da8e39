"""An invented publisher and its connector: months of rows, a cap, a list of what there is."""

import json
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from critmin.asking import (
    Judgement,
    Limits,
    Live,
    Question,
    Reply,
    Request,
    Wanted,
    Worth,
    by_count,
    by_status,
    halves,
    read_json,
)
from standin import Answer, StandIn
from standin import Request as Asked

HOST = "toy.example"


@dataclass
class Toy(Live):
    """Asks `/list` for the months there are, then `/rows` for up to three months a call."""

    base: str = f"http://{HOST}"
    cap: int = 6
    key: str | None = None
    calls_per_day: int | None = None
    goods: tuple[str, ...] = ("ga", "ge")

    def limits(self, settings):
        return Limits(pause_seconds=0.0, calls_per_day=self.calls_per_day)

    def questions(self, wanted: Wanted, settings):
        return [Question("list", {}, edition=str(wanted.today), is_page=False)]

    def request(self, question, settings):
        query = "&".join(f"{name}={question.listed(name)}" for name in question.asks)
        return Request(
            f"{self.base}/{question.kind}" + (f"?{query}" if query else ""),
            headers={"X-Key": self.key} if self.key else {},
            secrets={"key": self.key} if self.key else {},
        )

    def judge(self, question, reply: Reply) -> Judgement:
        if judged := by_status(reply):
            return judged
        body, broken = read_json(reply)
        if broken:
            return broken
        if question.kind == "list":
            return Judgement(Worth.WHOLE)
        if not body:
            return Judgement(Worth.EMPTY, n_rows=0)
        return by_count(len(body), cap=self.cap, expected=question.expected)

    def follow(self, question, content, wanted, settings):
        if question.kind != "list":
            return []
        return [
            Question(
                "rows",
                {"month": (month,), "goods": self.goods},
                edition=edition,
                covers=(f"{month}@{edition}",),
            )
            for month, edition in json.loads(content).items()
        ]

    def group(self, questions, settings):
        rows = [q for q in questions if q.kind == "rows"]
        packed = [q for q in questions if q.kind != "rows"]
        for start in range(0, len(rows), 3):
            some = rows[start : start + 3]
            packed.append(
                Question(
                    "rows",
                    {"month": tuple(q.asks["month"][0] for q in some), "goods": self.goods},
                    edition="+".join(q.edition for q in some),
                    covers=tuple(q.covers[0] for q in some),
                )
            )
        return packed

    def split(self, question):
        return halves(question, "month", "goods", covered_by="month")

    def foreseen(self, question, wanted, settings):
        return 4 if question.kind == "list" else 0


@dataclass
class Publisher:
    """What the invented publisher holds: rows by month and good, and the edition of each month."""

    months: dict[str, dict[str, int]]
    cap: int = 6
    editions: dict[str, str] = field(default_factory=dict)

    def serve(self, server: StandIn) -> None:
        """Put its routes into a stand-in."""
        server.routes["/list"] = self.listed
        server.routes["/rows"] = self.rows

    def listed(self, request: Asked) -> Answer:
        return _json({month: self.editions.get(month, "1") for month in self.months})

    def rows(self, request: Asked) -> Answer:
        asked = parse_qs(urlsplit(request.path).query)
        found = [
            {"month": month, "good": good, "n": n}
            for month in asked["month"][0].split(",")
            for good in asked["goods"][0].split(",")
            for n in range(self.months[month].get(good, 0))
        ]
        return _json(found[: self.cap])  # silently


def _json(value: object) -> Answer:
    return Answer(json.dumps(value).encode(), content_type="application/json")
