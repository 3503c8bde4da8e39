"""Good staged articles and claims, and for each check of their suites one error that it alone must catch."""

from datetime import date
from decimal import Decimal

from quality.planted import LINEAGE_PLANTS, PAGE, Good

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
    "parties_are_known": {"parties": ["JPN", "ATL"]},
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

STAGED_ARTICLES = {
    ARTICLES.suite: (ARTICLES, ARTICLES_PLANTS | LINEAGE_PLANTS),
    AGREEMENTS.suite: (AGREEMENTS, AGREEMENTS_PLANTS | LINEAGE_PLANTS),
    COMMITMENTS.suite: (COMMITMENTS, COMMITMENTS_PLANTS | LINEAGE_PLANTS),
    MEASURES.suite: (MEASURES, MEASURES_PLANTS | LINEAGE_PLANTS),
    DEPENDENCIES.suite: (DEPENDENCIES, DEPENDENCIES_PLANTS | LINEAGE_PLANTS),
    CHECKABLES.suite: (CHECKABLES, CHECKABLES_PLANTS | LINEAGE_PLANTS),
}
