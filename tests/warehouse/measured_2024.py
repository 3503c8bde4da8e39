"""A small world of trade, by hand, in which each naive way of adding up gives another answer.

2846100010 in 2024   China 60 (after 60 and 70 in earlier retrievals), Japan 20, Germany 16, Atlantis 2, which no list
                     knows; beside them the European Union 16 and Asia 80, and the publisher's own total of 100
2504101000 in 2022   the European Union 100 and China 50, and Slovakia 8, which is inside the Union
8112921000 in 2023   South Africa 5 and Namibia 7 and nobody else: two partners are not the world
8505110070 in 2024   January to March only, as months of 10 and as year to date

Two customs offices on one trade, told to UN Comtrade:
250490 in 2024       Korea bought for 70 and 40 (CIF, two customs procedures with their total of 110) from Germany,
                     which sold for 100 (FOB); Korea's total of 130 and 20 from areas not elsewhere specified stand
                     beside them
811292 in 2022       Japan, in HS 2022, bought 60 of it and 40 of what has left the code since; Germany, still in
                     HS 2017, sold 95 of the whole

Weights, on which unit values rest (lithium carbonate is plausible from 1.01 to 711 dollars a kilogram):
283691 in 2024       Korea bought 1,000 kg from Chile for 14,000; a million kg from China for 14,000, since somebody
                     wrote tonnes as kilograms; and 10 kg from Argentina for 14,000, a weight that was estimated
2611006000 in 2024   the USA bought tungsten ore from Portugal, counted in kilograms of tungsten
"""

from datetime import UTC, datetime
from decimal import Decimal

from warehouse.staged_rows import StagedRows

CHINA, JAPAN, GERMANY, SLOVAKIA = ("5700", "CHINA"), ("5880", "JAPAN"), ("4280", "GERMANY"), ("4359", "SLOVAKIA")
PORTUGAL = ("4710", "PORTUGAL")
SOUTH_AFRICA, NAMIBIA = ("7910", "SOUTH AFRICA"), ("7920", "NAMIBIA")
UNION, ASIA, WORLD = ("0003", "EUROPEAN UNION"), ("5XXX", "ASIA"), ("-", "TOTAL FOR ALL COUNTRIES")
ATLANTIS = ("9999", "ATLANTIS")


def measured_rows(rows: StagedRows) -> StagedRows:
    """`rows` with the flows of this small world added."""
    cerium = "2846100010"
    for month, value in ((1, 60), (2, 70), (3, 60)):
        _flow(rows, cerium, CHINA, value, page=f"cerium-{month}", retrieved=datetime(2025, month, 10, tzinfo=UTC))
    for partner, value in (
        (JAPAN, 20), (GERMANY, 16), (ATLANTIS, 2), (UNION, 16), (ASIA, 80), (WORLD, 100),
    ):  # fmt: skip
        _flow(rows, cerium, partner, value, page="cerium-3", retrieved=datetime(2025, 3, 10, tzinfo=UTC))
    for partner, value in ((UNION, 100), (CHINA, 50), (SLOVAKIA, 8)):
        _flow(rows, "2504101000", partner, value, period="2022", page="graphite", wire_form="parquet")
    for partner, value in ((SOUTH_AFRICA, 5), (NAMIBIA, 7)):
        _flow(rows, "8112921000", (None, partner[1].title()), value, period="2023", page="gallium")
    for month in ("2024-01", "2024-02", "2024-03"):
        _flow(rows, "8505110070", CHINA, 10, period=month, kind="month", page="magnets")
    _flow(rows, "8505110070", CHINA, 30, period="2024-03", kind="year_to_date", page="magnets")
    _told(rows, "410", "M", "276", "250490", "H6", 110, weight=49)
    for procedure, value in (("C04", 70), ("C01", 40)):
        _told(rows, "410", "M", "276", "250490", "H6", value, procedure=procedure)
    _told(rows, "410", "M", "0", "250490", "H6", 130)
    _told(rows, "410", "M", "899", "250490", "H6", 20)
    _told(rows, "276", "X", "410", "250490", "H6", 100, weight=48)
    for code, value in (("811292", 60), ("811231", 30), ("811241", 10)):
        _told(rows, "392", "M", "276", code, "H6", value, period="2022")
    _told(rows, "276", "X", "392", "811292", "H5", 95, period="2022")
    _told(rows, "410", "M", "152", "283691", "H6", 14_000, weight=1_000)
    _told(rows, "410", "M", "156", "283691", "H6", 14_000, weight=1_000_000)
    _told(rows, "410", "M", "32", "283691", "H6", 14_000, weight=10, is_estimated=True)
    _flow(rows, "2611006000", PORTUGAL, 9_000, page="tungsten", quantity=600, unit="W KG")
    return rows


def _told(
    rows: StagedRows,
    reporter: str,
    flow: str,
    partner: str,
    code: str,
    edition: str,
    value: int,
    *,
    weight: int | None = None,
    period: str = "2024",
    procedure: str = "C00",
    is_estimated: bool = False,
) -> None:
    rows.add(
        "comtrade__trade_flows",
        {
            "type_code": "C",
            "freq_code": "A",
            "period": period,
            "reporter_code": reporter,
            "flow_code": flow,
            "partner_code": partner,
            "partner2_code": "0",
            "customs_code": procedure,
            "mot_code": "0",
            "mos_code": "0",
            "classification_code": edition,
            "is_original_classification": True,
            "commodity_code": code,
            "net_weight": Decimal(weight) if weight else None,
            "is_net_weight_estimated": is_estimated,
            "cif_value": Decimal(value) if flow == "M" else None,
            "fob_value": Decimal(value) if flow == "X" else None,
            "primary_value": Decimal(value),
            "partner_scope": "not_stated",
            "wire_form": "api_json",
            "_source": "comtrade",
            "_page_url": f"file:told-{reporter}-{period}",
            "_page_sha256": f"told-{reporter}-{period}",
            "_retrieved_at": datetime(2025, 3, 20, tzinfo=UTC),
            "_retrieval_id": f"told-{reporter}-{period}",
            "_record": len(rows.tables.get("comtrade__trade_flows", [])),
        },
    )


def _flow(
    rows: StagedRows,
    code: str,
    partner: tuple[str | None, str],
    value: int,
    *,
    page: str,
    period: str = "2024",
    kind: str = "year",
    wire_form: str = "api_json",
    retrieved: datetime = datetime(2025, 3, 20, tzinfo=UTC),
    quantity: int | None = None,
    unit: str | None = None,
) -> None:
    rows.add(
        "census__trade_flows",
        {
            "flow": "import",
            "commodity_code": code,
            "commodity_level": "HS10",
            "country_code": partner[0],
            "country_name": partner[1],
            "period": period,
            "period_kind": kind,
            "consumption_value_usd": Decimal(value),
            "primary_value_usd": Decimal(value),
            "quantity_1": Decimal(quantity) if quantity else None,
            "unit_1": unit,
            "wire_form": wire_form,
            "_source": "census",
            "_page_url": f"file:{page}",
            "_page_sha256": page,
            "_retrieved_at": retrieved,
            "_retrieval_id": f"{page}-{retrieved:%Y%m%d}",
            "_record": len(rows.tables.get("census__trade_flows", [])),
        },
    )
