"""Good staged rows, and for every check of every staged suite one error that it alone must catch.

A plant is a change of one row (or, for a share that must be exceeded, of every row): column -> value.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow as pa

PAGE = "a" * 64
RETRIEVED_AT = datetime(2026, 11, 1, 6, tzinfo=UTC)
N = 60  # enough that one bad row stays below every share that a warning allows

_TYPES = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    Decimal: pa.decimal128(24, 6),
    date: pa.date32(),
    list: pa.list_(pa.string()),
}


@dataclass
class Good:
    """How a good row of one table looks: `row(i)` gives the i-th, `kinds` the types of its columns."""

    suite: str
    kinds: dict[str, type]
    example: dict
    varied: dict = field(default_factory=dict)  # column -> function of the row's number

    def table(self, n: int = N, changed: dict | None = None, everywhere: bool = False) -> pa.Table:
        """n good rows, the first (or every one) with `changed`."""
        return self.rows([changed or {} if everywhere or i == 0 else {} for i in range(n)])

    def rows(self, changes: list[dict]) -> pa.Table:
        """One row for each of `changes`: a good row with that change."""
        rows = []
        for i, change in enumerate(changes):
            row = dict.fromkeys(self.kinds) | self.example | {c: make(i) for c, make in self.varied.items()}
            rows.append(row | _provenance(self.suite, i) | change)
        fields = [(c, _TYPES[kind]) for c, kind in self.kinds.items()]
        return pa.Table.from_pylist(rows, schema=pa.schema(fields + _LINEAGE))


_LINEAGE = [
    ("_source", pa.string()),
    ("_page_url", pa.string()),
    ("_page_sha256", pa.string()),
    ("_retrieved_at", pa.timestamp("us", tz="UTC")),
    ("_retrieval_id", pa.string()),
    ("_record", pa.int64()),
]


def _provenance(suite: str, i: int) -> dict:
    source = suite.removeprefix("staged_").split("__")[0]
    return {
        "_source": "articles" if source == "claims" else source,
        "_page_url": f"file:{i}" if suite.endswith("documents") else "file:page",  # documents differ in their address
        "_page_sha256": PAGE,
        "_retrieved_at": RETRIEVED_AT,
        "_retrieval_id": "r1",
        "_record": i,
    }


LINEAGE_PLANTS = {
    "_source_is_present": {"_source": None},
    "_source_is_known": {"_source": "somebody"},
    "_page_url_is_present": {"_page_url": None},
    "_page_sha256_has_its_form": {"_page_sha256": "A" * 64},
    "_page_sha256_is_present": {"_page_sha256": None},
    "_retrieved_at_is_present": {"_retrieved_at": None},
    "_retrieval_id_is_present": {"_retrieval_id": None},
    "_record_is_present": {"_record": None},
    "_record_is_in_range": {"_record": -1},
}

CENSUS = Good(
    "staged_census__trade_flows",
    {
        "flow": str,
        "commodity_code": str,
        "commodity_level": str,
        "commodity_name": str,
        "country_code": str,
        "country_name": str,
        "district": str,
        "period": str,
        "period_kind": str,
        "general_value_usd": Decimal,
        "consumption_value_usd": Decimal,
        "fas_value_usd": Decimal,
        "primary_value_usd": Decimal,
        "calculated_duty_usd": Decimal,
        "quantity_1": Decimal,
        "unit_1": str,
    },
    {
        "flow": "import",
        "commodity_level": "HS10",
        "country_code": "5700",
        "country_name": "CHINA",
        "period": "2024",
        "period_kind": "year",
        "general_value_usd": Decimal("12.50"),
        "consumption_value_usd": Decimal("12.50"),
        "primary_value_usd": Decimal("12.50"),
        "calculated_duty_usd": Decimal("0.30"),
        "quantity_1": Decimal(3),
        "unit_1": "KG",
    },
    {"commodity_code": lambda i: f"28053000{i:02}"},
)
CENSUS_PLANTS = {
    "flow_is_present": {"flow": None},
    "flow_is_known": {"flow": "transit"},
    "fas_value_usd_is_of_exports": {"flow": "export"},
    "fas_value_usd_is_in_range": {"flow": "export", "fas_value_usd": Decimal(-1)},
    "commodity_code_is_present": {"commodity_code": None},
    "commodity_code_has_its_form": {"commodity_code": "28469"},
    "commodity_level_is_present": {"commodity_level": None},
    "commodity_level_is_known": {"commodity_level": "HS5"},
    "commodity_level_fits_the_code": {"commodity_level": "HS6"},
    "country_code_has_its_form": {"country_code": "57OO"},
    "country_name_or_code_is_given": {"country_code": None, "country_name": None},
    "period_is_present": {"period": None},
    "period_has_its_form": {"period": "2024-13"},
    "period_had_begun": {"period": "2027"},
    "period_kind_is_present": {"period_kind": None},
    "period_kind_is_known": {"period_kind": "week", "period": "2024-06"},
    "period_kind_fits_the_period": {"period_kind": "month"},
    "primary_value_usd_is_present": {"primary_value_usd": None},
    "general_value_usd_is_in_range": {"general_value_usd": Decimal(-1)},
    "consumption_value_usd_is_in_range": {"consumption_value_usd": Decimal("1e14")},
    "primary_value_usd_is_in_range": {"primary_value_usd": Decimal(-1)},
    "calculated_duty_usd_is_in_range": {"calculated_duty_usd": Decimal(-1)},
    "quantity_1_is_in_range": {"quantity_1": Decimal(-3)},
    "unit_1_is_given": {"unit_1": None},
    "duty_is_below_value": ("everywhere", {"calculated_duty_usd": Decimal(99)}),
    "total_value_is_positive": ("everywhere", {"primary_value_usd": Decimal(0), "calculated_duty_usd": Decimal(0)}),
    "grain_is_unique": {"commodity_code": "2805300001"},
}

COMTRADE = Good(
    "staged_comtrade__trade_flows",
    {
        "type_code": str,
        "freq_code": str,
        "period": str,
        "reporter_code": str,
        "reporter_iso": str,
        "flow_code": str,
        "flow_name": str,
        "partner_code": str,
        "partner_iso": str,
        "partner2_code": str,
        "customs_code": str,
        "mot_code": str,
        "mos_code": str,
        "classification_code": str,
        "commodity_code": str,
        "aggregate_level": str,
        "qty": Decimal,
        "qty_unit_code": str,
        "alt_qty": Decimal,
        "net_weight": Decimal,
        "gross_weight": Decimal,
        "cif_value": Decimal,
        "fob_value": Decimal,
        "primary_value": Decimal,
        "wire_form": str,
    },
    {
        "type_code": "C",
        "freq_code": "A",
        "period": "2023",
        "reporter_code": "392",
        "flow_code": "M",
        "partner2_code": "0",
        "customs_code": "C00",
        "mot_code": "0",
        "mos_code": "0",
        "classification_code": "H6",
        "commodity_code": "280530",
        "qty": Decimal(3),
        "qty_unit_code": "8",
        "net_weight": Decimal(3),
        "cif_value": Decimal("12.50"),
        "primary_value": Decimal("12.50"),
        "wire_form": "api_json",
    },
    {"partner_code": lambda i: f"{100 + i}"},
)
COMTRADE_PLANTS = {
    "commodity_code_is_present": {"commodity_code": None},
    "commodity_code_has_its_form": {"commodity_code": "28-469"},
    "commodity_code_has_an_even_length": {"commodity_code": "28469"},
    "aggregate_level_fits_the_code": {"aggregate_level": "4"},
    "period_is_present": {"period": None},
    "period_has_its_form": {"period": "2023-13"},
    "period_had_begun": {"period": "1961"},
    "wire_form_is_present": {"wire_form": None},
    "primary_value_is_present": ("everywhere", {"primary_value": None}),
    "type_code_is_known": {"type_code": "S"},
    "freq_code_is_known": {"freq_code": "Q"},
    "reporter_code_has_its_form": {"reporter_code": "JPN"},
    "partner_code_has_its_form": {"partner_code": "-1"},
    "partner2_code_has_its_form": {"partner2_code": "all"},
    "flow_code_has_its_form": {"flow_code": "-1"},
    "classification_code_has_its_form": {"classification_code": "X9"},
    "primary_value_is_in_range": {"primary_value": Decimal(-1)},
    "cif_value_is_in_range": {"cif_value": Decimal(-1)},
    "fob_value_is_in_range": {"fob_value": Decimal(-1), "cif_value": None},
    "qty_is_in_range": {"qty": Decimal(-3)},
    "alt_qty_is_in_range": {"alt_qty": Decimal(-3)},
    "net_weight_is_in_range": {"net_weight": Decimal(-3)},
    "gross_weight_is_in_range": {"gross_weight": Decimal(-3)},
    "primary_value_is_one_of_its_two": {"primary_value": Decimal(11), "fob_value": Decimal(12)},
    "net_weight_is_given_where_the_quantity_is": {"qty": Decimal(3000)},
    "total_value_is_positive": ("everywhere", {"primary_value": Decimal(0)}),
    "grain_is_unique": {"partner_code": "101"},
}

USGS = Good(
    "staged_usgs_mcs__statistics",
    {
        "edition": int,
        "chapter": str,
        "commodity": str,
        "country": str,
        "statistic": str,
        "detail": str,
        "unit": str,
        "year_text": str,
        "first_year": int,
        "last_year": int,
        "value_text": str,
        "value": Decimal,
        "value_low": Decimal,
        "value_high": Decimal,
        "flag": str,
        "rank": int,
        "sheet": str,
    },
    {
        "edition": 2026,
        "commodity": "Gallium",
        "country": "China",
        "statistic": "production",
        "unit": "kilograms",
        "year_text": "2024",
        "first_year": 2024,
        "last_year": 2024,
        "value_text": "750",
        "value": Decimal(750),
        "flag": "reported",
        "sheet": "World Production",
    },
    {"detail": lambda i: f"form {i}"},
)
_BLANK = {"value": None, "value_text": "x"}
USGS_PLANTS = {
    **{f"{c}_is_present": {c: None} for c in ("edition", "commodity", "country", "statistic", "flag", "sheet")},
    "year_text_is_present": {"year_text": None},
    "edition_is_in_range": {"edition": 20260},
    "statistic_has_its_form": {"statistic": "Production"},
    "flag_is_known": {"flag": "guessed"},
    "first_year_is_in_range": {"first_year": 24, "last_year": 24},
    "rank_is_in_range": {"rank": 0},
    "unit_is_present": ("everywhere", {"unit": None}),
    "value_fits_its_flag": _BLANK,
    "value_is_not_guessed": {"flag": "withheld", "value_text": "W"},
    "value_low_fits_its_flag": _BLANK | {"flag": "bound"},
    "value_low_is_below_value_high": _BLANK | {"flag": "range", "value_low": Decimal(9), "value_high": Decimal(3)},
    "last_year_follows_first_year": {"last_year": 2023},
    "last_year_is_before_its_edition": {"last_year": 2027},
    "value_is_a_percentage": {"statistic": "net_import_reliance", "unit": "percent"},
    "value_is_not_negative": {"value": Decimal(-750)},
    "value_is_seldom_negative": ("everywhere", {"statistic": "export", "value": Decimal(-4)}),
    "statements_are_unique": {"detail": "form 1"},
    "numbers_are_common": ("everywhere", _BLANK | {"flag": "withheld"}),
    "grain_is_unique": {"detail": "form 1", "_record": 1},
}

ARTICLES = Good(
    "staged_articles__documents",
    {
        "document_id": str,
        "title": str,
        "text": str,
        "language": str,
        "published_on": date,
        "published_on_source": str,
        "doc_format": str,
        "n_characters": int,
        "text_status": str,
    },
    {
        "document_id": PAGE,
        "title": "A deal",
        "text": "Two countries signed a framework on rare earths.",
        "language": "en",
        "published_on": date(2025, 10, 28),
        "published_on_source": "text",
        "doc_format": "txt",
        "n_characters": 48,
        "text_status": "full",
    },
)
ARTICLES_PLANTS = {
    "document_id_is_present": {"document_id": None},
    "document_id_has_its_form": {"document_id": "x" * 64},
    "document_id_is_its_page": {"document_id": "b" * 64},
    "text_is_present": {"text": None},
    "doc_format_is_present": {"doc_format": None},
    "doc_format_is_known": {"doc_format": "pdf"},
    "n_characters_is_present": {"n_characters": None},
    "n_characters_is_in_range": {"text": "Share", "n_characters": 5},
    "n_characters_counts_the_text": {"n_characters": 47},
    "text_status_is_present": {"text_status": None},
    "text_status_is_known": {"text_status": "half"},
    "language_has_its_form": {"language": "English"},
    "published_on_source_is_known": {"published_on_source": "guess"},
    "published_on_is_plausible": {"published_on": date(2028, 10, 25)},
    "published_on_tells_its_source": {"published_on_source": None},
    "published_on_is_present": ("everywhere", {"published_on": None, "published_on_source": None}),
    "title_is_present": ("everywhere", {"title": None}),
    "text_is_free_of_markup": (
        "everywhere",
        {"text": "Two countries <p>signed a framework on rare earths", "n_characters": 50},
    ),
    "text_is_free_of_damage": ("everywhere", {"text": "Two countries signed a fr�mework on rare earths."}),
    "texts_are_full": ("everywhere", {"text_status": "partial"}),
    "grain_is_unique": {"_page_url": "file:1"},
}

_QUOTE = "signed a framework"
_PLACE = {
    "document_id": PAGE,
    "quote": _QUOTE,
    "quote_start": 14,
    "quote_end": 14 + len(_QUOTE),
    "n_quotes": 1,
    "rule": "signed",
    "confidence": 0.9,
    "reader": "rules",
    "reader_version": "1",
}
_PLACE_KINDS = {
    "claim_key": str,
    "document_id": str,
    "quote": str,
    "quote_start": int,
    "quote_end": int,
    "n_quotes": int,
    "rule": str,
    "confidence": float,
    "reader": str,
    "reader_version": str,
}
_KEYS = {"claim_key": lambda i: f"{i:032x}"}
_PLACE_PLANTS = {
    "claim_key_is_present": {"claim_key": None},
    "claim_key_has_its_form": {"claim_key": "key"},
    "document_id_is_present": {"document_id": None},
    "document_id_is_its_page": {"document_id": "b" * 64},
    "rule_is_present": {"rule": None},
    "confidence_is_present": {"confidence": None},
    "confidence_is_in_range": {"confidence": 1.2},
    "reader_is_present": {"reader": None},
    "reader_is_known": {"reader": "a neighbour"},
    "reader_version_is_present": {"reader_version": None},
    "n_quotes_is_in_range": {"n_quotes": 0},
    "quote_fits_its_place": {"quote_end": 15},
    "grain_is_unique": {"claim_key": f"{1:032x}", "confidence": 0.5},
}
# A missing quote or place breaks two rules at once, and both say so.
QUOTE_PLANTS = {f"{c}_is_present": {c: None} for c in ("quote", "quote_start", "quote_end")}

AGREEMENTS = Good(
    "staged_claims__agreements",
    _PLACE_KINDS
    | {"kind": str, "status": str, "parties": list, "minerals": list, "stages": list, "instruments": list}
    | {"signed_on": date, "announced_on": date, "deadline_on": date, "expires_on": date, "said_by": str},
    _PLACE
    | {"kind": "framework", "status": "signed", "parties": ["JPN", "org:Lynas"], "minerals": ["rare_earths"]}
    | {"stages": ["mining"], "instruments": ["loan"], "signed_on": date(2025, 10, 28), "said_by": "JPN"}
    | {"announced_on": date(2025, 10, 28), "deadline_on": date(2026, 4, 28), "expires_on": date(2030, 10, 28)},
    _KEYS,
)
AGREEMENTS_PLANTS = _PLACE_PLANTS | {
    "kind_is_present": {"kind": None},
    "kind_is_known": {"kind": "handshake"},
    "status_is_present": {"status": None},
    "status_is_known": {"status": "dreamt"},
    "parties_are_known": {"parties": ["JPN", "XXX"]},
    "parties_are_named_once": {"parties": ["JPN", "JPN"]},
    "parties_are_two_or_more": ("everywhere", {"parties": ["JPN"]}),
    "minerals_are_known": {"minerals": ["unobtainium"]},
    "stages_are_known": {"stages": ["dreaming"]},
    "instruments_are_known": {"instruments": ["prayer"]},
    "said_by_is_known": {"said_by": "a neighbour"},
    "signed_on_is_plausible": {"signed_on": date(1825, 10, 28)},
    "announced_on_is_plausible": {"announced_on": date(1825, 10, 28)},
    "deadline_on_is_plausible": {"deadline_on": date(2226, 4, 28)},
    "announced_on_is_past": ("everywhere", {"announced_on": date(2027, 10, 28)}),
    "deadline_on_follows_signed_on": {"deadline_on": date(2024, 4, 28)},
    "expires_on_is_plausible": {"expires_on": date(2226, 4, 28)},
    "expires_on_follows_signed_on": {"expires_on": date(2024, 4, 28)},
}

COMMITMENTS = Good(
    "staged_claims__commitments",
    {"claim_key": str, "commitment_number": int, "instrument": str, "payer": str, "amount": Decimal, "currency": str}
    | {"amount_qualifier": str, "amount_nature": str, "deadline_on": date, "quote": str, "quote_start": int}
    | {"quote_end": int, "reader_version": str},
    {"commitment_number": 1, "instrument": "loan", "payer": "USA", "amount": Decimal(10**9), "currency": "USD"}
    | {"amount_qualifier": "at_least", "amount_nature": "committed", "deadline_on": date(2026, 4, 28)}
    | {c: _PLACE[c] for c in ("quote", "quote_start", "quote_end", "reader_version")},
    _KEYS,
)
COMMITMENTS_PLANTS = {
    "claim_key_is_present": {"claim_key": None},
    "claim_key_has_its_form": {"claim_key": "key"},
    "commitment_number_is_present": {"commitment_number": None},
    "commitment_number_is_in_range": {"commitment_number": 0},
    "reader_version_is_present": {"reader_version": None},
    "amount_is_in_range": {"amount": Decimal(0)},
    "instrument_is_known": {"instrument": "prayer"},
    "amount_qualifier_is_known": {"amount_qualifier": "roughly"},
    "amount_nature_is_known": {"amount_nature": "dreamt"},
    "currency_is_known": {"currency": "US$"},
    "payer_is_known": {"payer": "both"},
    "amount_has_its_currency": {"currency": None},
    "instrument_or_amount_is_given": {"instrument": None, "amount": None, "currency": None, "amount_qualifier": None},
    "deadline_on_is_plausible": {"deadline_on": date(2226, 4, 28)},
    "quote_fits_its_place": {"quote_start": 3},
    "grain_is_unique": {"claim_key": f"{1:032x}", "payer": "JPN"},
}

MEASURES = Good(
    "staged_claims__trade_measures",
    _PLACE_KINDS
    | {"measure": str, "imposer": str, "targets": list, "products": list, "rate": Decimal, "rate_unit": str}
    | {"rate_rule": str, "status": str, "firmness": str, "said_by": str, "announced_on": date}
    | {"effective_on": date, "expires_on": date},
    _PLACE
    | {"measure": "tariff", "imposer": "USA", "targets": ["CHN"], "products": ["all_goods"], "rate": Decimal(24)}
    | {"rate_unit": "percentage_points", "rate_rule": "additive", "status": "scheduled", "firmness": "scheduled"}
    | {"said_by": "USA", "announced_on": date(2025, 10, 9), "effective_on": date(2025, 11, 10)}
    | {"expires_on": date(2026, 11, 10)},
    _KEYS,
)
MEASURES_PLANTS = _PLACE_PLANTS | {
    "measure_is_present": {"measure": None},
    "measure_is_known": {"measure": "boycott"},
    "status_is_present": {"status": None},
    "status_is_known": {"status": "dreamt"},
    "firmness_is_present": {"firmness": None},
    "firmness_is_known": {"firmness": "sure"},
    "rate_unit_is_known": {"rate_unit": "per_cent"},
    "rate_rule_is_known": {"rate_rule": "rule"},
    "rate_is_in_range": {"rate": Decimal(-1)},
    "imposer_is_known": {"imposer": "Washington"},
    "imposer_is_no_target": {"targets": ["USA"]},
    "targets_are_known": {"targets": ["China"]},
    "targets_are_named_once": {"targets": ["CHN", "CHN"]},
    "products_have_their_form": {"products": ["All goods"]},
    "rate_has_its_unit": {"rate_unit": None},
    "rate_is_plausible": {"rate": Decimal(2400)},
    "said_by_is_known": {"said_by": "a neighbour"},
    "announced_on_is_plausible": {"announced_on": date(1825, 10, 9)},
    "effective_on_is_plausible": {"effective_on": date(1825, 10, 9)},
    "expires_on_is_plausible": {"expires_on": date(2226, 10, 9)},
    "announced_on_is_past": ("everywhere", {"announced_on": date(2027, 10, 28)}),
    "expires_on_follows_effective_on": {"expires_on": date(2025, 11, 9)},
}

DEPENDENCIES = Good(
    "staged_claims__dependencies",
    _PLACE_KINDS
    | {"relation": str, "dependent": str, "supplier": str, "minerals": list, "stage": str, "share_pct": Decimal}
    | {"share_qualifier": str, "share_of": str, "rank": int, "claim_year": int},
    _PLACE
    | {"relation": "relies_on", "dependent": "JPN", "supplier": "CHN", "minerals": ["gallium"], "stage": "metal"}
    | {"share_pct": Decimal(70), "share_qualifier": "about", "share_of": "importer_imports", "rank": 1}
    | {"claim_year": 2024},
    _KEYS,
)
DEPENDENCIES_PLANTS = _PLACE_PLANTS | {
    "relation_is_present": {"relation": None},
    "relation_is_known": {"relation": "likes"},
    "stage_is_known": {"stage": "dreaming"},
    "share_pct_is_in_range": {"share_pct": Decimal(170)},
    "share_qualifier_is_known": {"share_qualifier": "roughly"},
    "share_of_is_known": {"share_of": "everything"},
    "rank_is_in_range": {"rank": 0},
    "claim_year_is_in_range": {"claim_year": 24},
    "dependent_is_known": {"dependent": "the West"},
    "supplier_is_known": {"supplier": "allies"},
    "minerals_are_known": {"minerals": ["unobtainium"]},
    "minerals_are_given": ("everywhere", {"minerals": []}),
    "supplier_or_dependent_is_given": {"supplier": None, "dependent": None},
    "supplier_is_not_the_dependent": {"supplier": "JPN"},
    "share_qualifier_has_its_share": {"share_pct": None},
}

CHECKABLES = Good(
    "staged_claims__checkables",
    _PLACE_KINDS
    | {"counted": str, "counted_kind": str, "subject": str, "counterpart": str, "minerals": list}
    | {"stated_count": int, "since_on": date, "published_on": date},
    _PLACE
    | {"counted": "agreements", "counted_kind": "mou", "subject": "USA", "counterpart": "JPN", "minerals": ["gallium"]}
    | {"stated_count": 4, "since_on": date(2025, 10, 9), "published_on": date(2025, 11, 20)},
    _KEYS,
)
CHECKABLES_PLANTS = _PLACE_PLANTS | {
    "counted_is_present": {"counted": None},
    "counted_is_known": {"counted": "handshakes"},
    "counted_kind_is_known": {"counted_kind": "handshake"},
    "stated_count_is_present": {"stated_count": None},
    "stated_count_is_in_range": {"stated_count": 1},
    "subject_is_present": {"subject": None},
    "subject_is_known": {"subject": "Washington"},
    "counterpart_is_known": {"counterpart": "Tokyo"},
    "counterpart_is_not_the_subject": {"counterpart": "USA"},
    "minerals_are_known": {"minerals": ["unobtainium"]},
    "since_on_is_plausible": {"since_on": date(1825, 10, 9)},
    "since_on_is_before_the_document": {"since_on": date(2025, 12, 9)},
}

EU_CRM = Good(
    "staged_eu_crm__supply_shares",
    {
        "scope": str,
        "edition": int,
        "material": str,
        "stage_code": str,
        "country": str,
        "share_text": str,
        "share_pct": Decimal,
        "share_low_pct": Decimal,
        "share_high_pct": Decimal,
        "flag": str,
        "trade_parameter": Decimal,
    },
    {
        "scope": "world",
        "edition": 2023,
        "material": "Cobalt",
        "stage_code": "E",
        "share_text": "1%",
        "share_pct": Decimal(1),
        "flag": "reported",
        "trade_parameter": Decimal(1),
    },
    {"country": lambda i: f"Country {i}"},
)
EU_CRM_PLANTS = {
    "scope_is_present": {"scope": None},
    "scope_is_known": {"scope": "moon"},
    "material_is_present": {"material": None},
    "stage_code_is_present": {"stage_code": None},
    "stage_code_is_known": {"stage_code": "R"},
    "country_is_present": {"country": None},
    "country_is_a_country": {"country": "World"},
    "flag_is_present": {"flag": None, "share_pct": None},
    "flag_is_known": {"flag": "guessed", "share_pct": None},
    "edition_is_in_range": {"edition": 202},
    "share_pct_is_in_range": {"share_pct": Decimal(-1)},
    "share_low_pct_is_in_range": {"share_pct": None, "flag": "bound", "share_low_pct": Decimal(-1)},
    "share_high_pct_is_in_range": {"share_pct": None, "flag": "bound", "share_high_pct": Decimal(101)},
    "share_pct_fits_its_flag": {"flag": "not_available"},
    "share_low_pct_fits_its_flag": {"share_low_pct": Decimal(0)},
    "trade_parameter_is_in_range": {"trade_parameter": Decimal(800)},
    "lists_are_no_more_than_all": ("everywhere", {"share_pct": Decimal(2)}),
    "units_are_given": ("everywhere", {"flag": "no_unit", "share_pct": None}),
    "grain_is_unique": {"country": "Country 1"},
}

STAGED = {
    COMTRADE.suite: (COMTRADE, COMTRADE_PLANTS | LINEAGE_PLANTS),
    CENSUS.suite: (CENSUS, CENSUS_PLANTS | LINEAGE_PLANTS),
    USGS.suite: (USGS, USGS_PLANTS | LINEAGE_PLANTS),
    ARTICLES.suite: (ARTICLES, ARTICLES_PLANTS | LINEAGE_PLANTS),
    EU_CRM.suite: (EU_CRM, EU_CRM_PLANTS | LINEAGE_PLANTS),
    AGREEMENTS.suite: (AGREEMENTS, AGREEMENTS_PLANTS | LINEAGE_PLANTS),
    COMMITMENTS.suite: (COMMITMENTS, COMMITMENTS_PLANTS | LINEAGE_PLANTS),
    MEASURES.suite: (MEASURES, MEASURES_PLANTS | LINEAGE_PLANTS),
    DEPENDENCIES.suite: (DEPENDENCIES, DEPENDENCIES_PLANTS | LINEAGE_PLANTS),
    CHECKABLES.suite: (CHECKABLES, CHECKABLES_PLANTS | LINEAGE_PLANTS),
}


def flows(n=100, **bad):
    """n good flows; `bad` maps a row's number, as r<number>, to what is changed in it."""
    rows = CENSUS.table(n=n).to_pylist()
    for i, row in enumerate(rows):
        row["commodity_code"] = f"{i:010}"
        row["primary_value_usd"] = Decimal(i) / 100 + 1
    for name, change in bad.items():
        rows[int(name[1:])] |= change
    return pa.Table.from_pylist(rows, schema=CENSUS.table(n=0).schema)
