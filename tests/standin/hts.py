"""The US tariff schedule, invented: the current release and ranges of headings, cut silently on demand."""

import json
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from critmin.sources.hts_live import _chapters
from standin.server import Answer, Request, StandIn


@dataclass
class Hts:
    """A schedule with one line a heading at `rate`; an answer holds `cap` lines and says nothing of the rest."""

    release: str = "2026HTSRev19"
    rate: str = "2.1%"
    cap: int = 10_000

    def serve(self, server: StandIn) -> None:
        """Put the service into a stand-in."""
        server.routes["/currentRelease"] = lambda request: _json({"name": self.release})
        server.routes["/exportList"] = self.lines

    def lines(self, request: Request) -> Answer:
        """The lines between two headings, the last one left out."""
        asked = parse_qs(urlsplit(request.path).query)
        first, last = asked["from"][0], asked["to"][0]
        rows = [
            {"htsno": f"{heading}.10.00", "indent": "0", "description": "A line", "superior": None, "units": ["kg"],
             "general": self.rate, "special": "Free (KR)", "other": "25%", "footnotes": []}
            for heading in sorted({h for chapter in _chapters() for h in chapter})
            if first <= heading < last
        ]  # fmt: skip
        return _json(rows[: self.cap])


def _json(value: object) -> Answer:
    return Answer(json.dumps(value).encode(), content_type="application/json")
