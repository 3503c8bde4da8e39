"""Claims as JSON in the schema of gold annotations, so that a score can be taken of them."""

from datetime import date
from decimal import Decimal

from critmin.claims.claim import Amount, Claim, Claims, Document


def to_gold(claims: Claims, document: Document) -> dict:
    """One document's claims: numbers as JSON numbers, dates as ISO text, what is not stated as None or []."""
    return {
        "case": document.document_id,
        "title": document.title,
        "published_on": _plain(document.published_on),
        "agreements": [
            {
                "name": c.name,
                "kind": c.kind,
                "status": c.status,
                "signed_on": _plain(c.signed_on),
                "parties": list(c.parties),
                "minerals": list(c.minerals),
                "stages": list(c.stages),
                "instruments": list(c.instruments),
                "amounts": [_amount(a) for a in c.amounts],
                "announced_on": _plain(c.announced_on),
                "deadline_on": _plain(c.deadline_on),
                "deadline_text": c.deadline_text,
                "said_by": c.said_by,
                **_evidence(c),
            }
            for c in claims.agreements
        ],
        "trade_measures": [
            {
                "measure": c.measure,
                "imposer": c.imposer,
                "targets": list(c.targets),
                "products": list(c.products),
                "rate": _plain(c.rate),
                "rate_unit": c.rate_unit,
                "rate_rule": c.rate_rule,
                "status": c.status,
                "firmness": c.firmness,
                "said_by": c.said_by,
                "announced_on": _plain(c.announced_on),
                "effective_on": _plain(c.effective_on),
                "expires_on": _plain(c.expires_on),
                **_evidence(c),
            }
            for c in claims.trade_measures
        ],
        "dependencies": [
            {
                "dependent": c.dependent,
                "supplier": c.supplier,
                "minerals": list(c.minerals),
                "stage": c.stage,
                "relation": c.relation,
                "share_pct": _plain(c.share_pct),
                "share_qualifier": c.share_qualifier,
                "share_of": c.share_of,
                "rank": c.rank,
                "year": c.year,
                **_evidence(c),
            }
            for c in claims.dependencies
        ],
    }


def _evidence(claim: Claim) -> dict:
    place = claim.evidence
    return {
        "evidence": place.quote,
        "quote": place.quote,
        "quote_start": place.quote_start,
        "quote_end": place.quote_end,
        "other_quotes": [
            {"quote": q.quote, "quote_start": q.quote_start, "quote_end": q.quote_end} for q in claim.other_evidence
        ],
        "rule": claim.rule,
        "confidence": claim.confidence,
    }


def _amount(amount: Amount) -> dict:
    return {
        "value": _plain(amount.value),
        "currency": amount.currency,
        "qualifier": amount.qualifier,
        "by": amount.by,
        "nature": amount.nature,
        "instrument": amount.instrument,
        "deadline_on": _plain(amount.deadline_on),
    }


def _plain(value: date | Decimal | None) -> str | int | float | None:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if value else None
