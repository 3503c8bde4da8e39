"""Folders of trade tables as people keep them: many small files, each shape that UN Comtrade's tables are passed on in.

One reporter a shape, so that one warehouse shows them all. Every table says the same shares in its own way: `truth`.
"""

import csv
import gzip
import io
import json
import zipfile
from pathlib import Path

YEAR = 2023
CODES = ("250410", "260300", "283691")
PARTNERS = {  # 899 is nobody's
    156: "CHN", 152: "CHL", 710: "ZAF", 36: "AUS", 643: "RUS", 124: "CAN", 76: "BRA", 792: "TUR", 360: "IDN",
    604: "PER", 894: "ZMB", 899: "",
}  # fmt: skip
VALUES = (600, 150, 80, 40, 30, 24, 16, 16, 8, 8, 8)  # of 1000 with nobody's, dealt anew for each code
NOBODYS = 20
REPORTERS = {
    "world": 842, "no_world": 392, "top_and_world": 410, "flows": 251, "months": 826, "classic": 699,
    "classic_json": 528, "answers": 380, "editions": 724, "breakdown": 56, "parts": 752, "repeated": 203,
    "spreadsheet": 616, "utf_16": 246, "packed": 40, "archive": 620, "came_home": 208,
}  # fmt: skip
ISO3 = {
    842: "USA", 392: "JPN", 410: "KOR", 251: "FRA", 826: "GBR", 699: "IND", 528: "NLD", 380: "ITA", 724: "ESP", 
    56: "BEL", 752: "SWE", 203: "CZE", 616: "POL", 246: "FIN", 40: "AUT", 620: "PRT", 208: "DNK",
}  # fmt: skip
CLASSIC = {
    "Classification": "classificationCode", "Year": "refYear", "Period": "period", "Aggregate Level": "aggrLevel",
    "Trade Flow Code": "flow", "Trade Flow": "flowDesc", "Reporter Code": "reporterCode", "Reporter": "reporterDesc",
    "Reporter ISO": "reporterISO", "Partner Code": "partnerCode", "Partner": "partnerDesc", "Partner ISO": "partnerISO",
    "2nd Partner Code": "", "Commodity Code": "cmdCode", "Commodity": "cmdDesc", "Qty Unit Code": "qtyUnitCode",
    "Qty Unit": "qtyUnitAbbr", "Qty": "qty", "Netweight (kg)": "netWgt", "Gross weight (kg)": "",
    "Trade Value (US$)": "primaryValue", "CIF Trade Value (US$)": "", "FOB Trade Value (US$)": "", "Flag": "",
}  # fmt: skip
LEGACY_JSON = {
    "pfCode": "classificationCode", "yr": "refYear", "period": "period", "aggrLevel": "aggrLevel", "rgCode": "flow",
    "rgDesc": "flowDesc", "rtCode": "reporterCode", "rtTitle": "reporterDesc", "rt3ISO": "reporterISO",
    "ptCode": "partnerCode", "ptTitle": "partnerDesc", "pt3ISO": "partnerISO", "ptCode2": "", "cmdCode": "cmdCode",
    "cmdDescE": "cmdDesc", "qtCode": "qtyUnitCode", "TradeQuantity": "qty", "NetWeight": "netWgt",
    "TradeValue": "primaryValue",
}  # fmt: skip
FLOWS = {"M": ("Import", 1), "X": ("Export", 2), "RX": ("Re-Export", 3)}


def truth(reporter: int) -> dict[tuple[str, str], float]:
    """(code, supplier) -> share of the reporter's imports; what nobody is named for is `unidentified`."""
    return {
        (code, PARTNERS[partner] or "unidentified"): value / 1000
        for code in CODES
        for partner, value in dealt(reporter, code).items()
    }


def dealt(reporter: int, code: str) -> dict[int, int]:
    """Partner -> value of one table."""
    turn = (reporter + int(code)) % len(VALUES)
    return dict(zip(PARTNERS, (*VALUES[turn:], *VALUES[:turn], NOBODYS), strict=True))


def record(reporter: int, code: str, partner: int, value: float, flow: str = "M", **more) -> dict:
    """One record by the names of today's API."""
    made = {
        "typeCode": "C", "freqCode": "A", "refYear": YEAR, "refMonth": 52, "period": YEAR, "reporterCode": reporter,
        "reporterISO": ISO3[reporter], "reporterDesc": "A reporter", "flowCode": flow, "flowDesc": FLOWS[flow][0],
        "partnerCode": partner, "partnerISO": PARTNERS.get(partner) or "W00", "partnerDesc": "A partner, named",
        "partner2Code": 0, "classificationCode": "H6", "isOriginalClassification": "True", "cmdCode": code,
        "cmdDesc": 'Minéraux, "natural"', "aggrLevel": 6, "customsCode": "C00", "mosCode": 0, "motCode": 0,
        "qtyUnitCode": 8, "qtyUnitAbbr": "kg", "qty": value / 4, "netWgt": value / 4, "isNetWgtEstimated": "False",
        "cifvalue": value if flow == "M" else "", "fobvalue": "" if flow == "M" else value, "primaryValue": value,
        "legacyEstimationFlag": 0, "isReported": "False", "isAggregate": "True",
    }  # fmt: skip
    return made | more


def table(rows: list[dict], names: dict[str, str] | None = None, **how) -> str:
    """Records as CSV; `names` says which of today's names stands under each name of the file."""
    lines = io.StringIO()
    names = names or {name: name for name in rows[0]}
    writer = csv.writer(lines, lineterminator="\n", **how)
    writer.writerow(names)
    for row in rows:
        writer.writerow([_under(row, ours) for ours in names.values()])
    return lines.getvalue()


def _under(row: dict, ours: str) -> object:
    return FLOWS[row["flowCode"]][1] if ours == "flow" else row[ours] if ours else ""


def write(folder: Path) -> int:
    """Write one table for each reporter and code, in the reporter's shape; returns the number of files."""
    for shape, reporter in REPORTERS.items():
        for place, code in enumerate(CODES):
            rows = [record(reporter, code, p, v) for p, v in dealt(reporter, code).items()]
            total = record(reporter, code, 0, 1000)
            for name, content in _files(shape, place, code, rows, total):
                path = folder / shape / str(YEAR) / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content.encode() if isinstance(content, str) else content)
    (folder / "world" / "nothing.csv").write_bytes(b"")
    (folder / "world" / "refused.csv").write_text("<html><body>Request URL Too Long</body></html>", encoding="utf-8")
    return sum(1 for p in folder.rglob("*") if p.is_file())


def _files(shape: str, place: int, code: str, rows: list[dict], total: dict) -> list[tuple[str, str | bytes]]:
    reporter, name, both = total["reporterCode"], f"{code}.csv", [total, *rows]
    if shape == "world":
        return [(name, "\ufeff" + table(both))]
    if shape == "top_and_world":
        return [(name, table([total, *sorted(rows, key=lambda r: -r["primaryValue"])[:3]]))]
    if shape == "flows":
        others = [record(reporter, code, 156, 900, "X"), record(reporter, code, 0, 900, "X")]
        return [(name, table([*both, *others, record(reporter, code, 36, 70, "RX")]))]
    if shape == "months":
        months = [(m, {"freqCode": "M", "refMonth": m, "period": f"{YEAR}{m:02}"}) for m in range(1, 13)]
        return [
            (f"{m:02}_{name}", table([r | said | {"primaryValue": r["primaryValue"] / 8} for r in both]))
            for m, said in months
        ]
    if shape == "classic":
        text = table([r | {"classificationCode": "H5"} for r in both], CLASSIC, quoting=csv.QUOTE_ALL)
        return [(name, text.encode("latin-1"))]
    if shape == "classic_json":
        said = [{theirs: _under(r, ours) or None for theirs, ours in LEGACY_JSON.items()} for r in rows]
        held = {"status": {"name": "Ok", "value": 0}, "message": None, "count": {"value": len(said)}}
        return [(f"{code}.json", json.dumps({"validation": held, "dataset": said}))]
    if shape == "answers":
        nameless = dict.fromkeys(("reporterISO", "reporterDesc", "partnerISO", "partnerDesc", "flowDesc"))
        body = {"elapsedTime": "0.1 secs", "count": len(both), "data": [r | nameless for r in both], "error": ""}
        return [(f"{code}.json", json.dumps(body))]
    if shape == "editions":  # the weight's older names too
        weight = ("netWgt", "netWeight", "NetWeight")[place]
        names = {weight if n == "netWgt" else n: n for n in rows[0]}
        return [(name, table([r | {"classificationCode": f"H{4 + place}"} for r in rows], names))]
    if shape == "breakdown":
        more = [r | {"motCode": 2100} for r in rows] + [r | {"customsCode": "C01"} for r in rows]
        return [(name, table([*both, *more, *(r | {"partner2Code": 528} for r in rows)]))]
    if shape == "parts":
        halves = [r | {"partner2Code": p, "primaryValue": r["primaryValue"] / 2} for r in rows for p in (36, 528)]
        return [(name, table(halves))]
    if shape == "repeated":
        return [(name, table(rows)), (f"copy of {name}", table(rows)), (f"twice {name}", table(rows + rows))]
    if shape == "spreadsheet":
        codes = ("reporterCode", "partnerCode", "partner2Code", "cmdCode", "period")
        spoilt = [r | {c: f"{r[c]}.0" for c in codes} | {"primaryValue": f"{r['primaryValue'] * 1000:,}"} for r in rows]
        return [(name, table(spoilt, delimiter=";"))]
    if shape == "packed":
        return [(f"{name}.gz", gzip.compress(table(rows).encode()))]
    if shape == "archive":
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as archive:
            archive.writestr(f"inner/{name}", table(rows))
        return [(f"{code}.zip", held.getvalue())]
    if shape == "came_home":  # the total holds what came home; no country supplied that
        home = record(reporter, code, reporter, 500)
        return [(name, table([total | {"primaryValue": 1500}, home, *rows]))]
    return [(name, table(rows).encode("utf-16") if shape == "utf_16" else table(rows))]
