"""The US Census Bureau, invented: keys that are missed, months that are not out, questions that are too large."""

import json
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from standin.server import Answer, Request, StandIn

KEY = "standin-census-key"
PATHS = {name: f"/data/timeseries/intltrade/{name}/hs" for name in ("imports", "exports")}
CODES = {"imports": "I_COMMODITY", "exports": "E_COMMODITY"}
COUNTRIES = {"5700": "CHINA", "7920": "NAMIBIA", "5880": "JAPAN"}


@dataclass
class Census:
    """What the invented Bureau holds: (direction, month, HS10, country) -> dollars of that month.

    `most_headings` is how many wildcards a question may have before it is too large.
    """

    values: dict[tuple[str, str, str, str], int] = field(default_factory=dict)
    key: str = KEY
    most_headings: int = 1_000

    def serve(self, server: StandIn) -> None:
        """Put the service into a stand-in, with the pages for people about keys."""
        for name, path in PATHS.items():
            server.routes[path] = lambda request, name=name: self.answer(name, request)
        for page in ("missing_key", "invalid_key"):
            server.routes[f"/data/{page}.html"] = Answer(f"<html><title>{page}</title></html>".encode())

    def answer(self, direction: str, request: Request) -> Answer:
        """One question, answered as the Bureau does."""
        asked = parse_qs(urlsplit(request.path).query)
        key = asked.get("key", [""])[-1]
        if key != self.key:
            page = "invalid_key" if key else "missing_key"
            headers = {"Location": f"/data/{page}.html", "X-DataWebAPI-KeyError": "1"}
            return Answer(status=302, headers=headers, content_type=None)
        if "time" not in asked:
            return _text(400, "error: missing required variable/predicate: time")
        names = asked.get("get", [""])[0].split(",")
        unknown = [n for n in names if not self._is_known(direction, n)]
        if unknown or len(names) > 50:
            return _text(400, f"error: unknown variable '{unknown[0] if unknown else names[50]}'")
        code = CODES[direction]
        patterns = [p.removesuffix("*") for each in asked.get(code, []) for p in each.split(",")]
        if len(patterns) > self.most_headings:
            return _text(
                500, "There was an error while running your query.  We've logged the error and we'll correct it."
            )
        month = asked["time"][0]
        rows = self._rows(direction, month, patterns)
        if not rows:
            return Answer(status=204, content_type=None)
        header = [*names, "COMM_LVL", "SUMMARY_LVL", "time", code]  # a name twice: asked for and filtered by
        table = [header]
        for hs10, country, of_month, to_date in rows:
            cells = {
                "CTY_CODE": country,
                "CTY_NAME": COUNTRIES.get(country, "TOTAL FOR ALL COUNTRIES" if country == "-" else None),
                code: hs10,
                f"{code}_SDESC": f"LINE {hs10}",
                "UNIT_QY1": "KG",
            }
            for name in names:
                if name.endswith(("_MO", "_YR")):
                    amount = of_month if name.endswith("_MO") else to_date
                    cells[name] = str(amount // 10 if name.startswith(("CAL_DUT", "CON_QY1", "QTY")) else amount)
                elif name.endswith("_FLAG"):
                    cells[name] = None
            table.append([cells.get(name) for name in names] + ["HS10", "DET", month, hs10])
        return Answer(json.dumps(table).encode(), content_type="application/json;charset=utf-8")

    def _is_known(self, direction: str, name: str) -> bool:
        stems = ("CON_", "GEN_", "CAL_DUT", "I_COMM") if direction == "imports" else ("ALL_VAL", "QTY_1", "E_COMM")
        return name.startswith((*stems, "CTY_", "UNIT_"))

    def _rows(self, direction: str, month: str, patterns: list[str]) -> list[tuple[str, str, int, int]]:
        found: dict[tuple[str, str], list[int]] = {}
        for (way, when, hs10, country), value in sorted(self.values.items()):
            is_asked = way == direction and any(hs10.startswith(p) for p in patterns)
            if not is_asked or not (month[:4] <= when <= month):
                continue
            for each in (country, "-"):
                sums = found.setdefault((hs10, each), [0, 0])
                sums[0] += value if when == month else 0
                sums[1] += value
        is_out = any(when == month for _, when, *_ in self.values)
        return [(hs10, country, *sums) for (hs10, country), sums in found.items()] if is_out else []


def _text(status: int, message: str) -> Answer:
    return Answer(message.encode(), status, "text/plain;charset=utf-8")


def playground() -> Census:
    """A small world by hand: graphite and gallium, two months."""
    return Census(
        {
            ("imports", month, hs10, country): value
            for month, factor in (("2026-08", 1), ("2026-09", 2))
            for hs10, country, value in (
                ("2504101000", "5700", 900_000 * factor),
                ("8112921000", "5880", 400_000 * factor),
                ("8112921000", "5700", 100_000 * factor),
            )
        }
        | {("exports", "2026-09", "2504105000", "7920"): 5_000}
    )
