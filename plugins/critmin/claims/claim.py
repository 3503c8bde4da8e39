"""What a claim is: one thing that one document says, in our vocabulary, with the words it rests on.

Every claim satisfies `document.text[quote_start:quote_end] == quote`. What the document does not say is None or ().
Codes are those of the seeds (`terms`, `countries`, `minerals`, `stages`); a firm or agency is `org:NAME`.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import pyarrow as pa

from critmin.lake.files import digest


@dataclass(frozen=True)
class Document:
    """A document as the reader sees it. `text` is what offsets refer to; furniture is blanked, not cut."""

    document_id: str  # sha256 of the page it was read from, or of its own text where a page holds many
    text: str
    title: str | None = None
    published_on: date | None = None
    publisher: str | None = None
    address: str | None = None


@dataclass(frozen=True)
class Quote:
    """The words a claim rests on, and where they stand in `Document.text` (half-open, in characters)."""

    quote: str
    quote_start: int
    quote_end: int


NO_PROMISE = ("project_value", "disbursed")  # natures of sums that nobody still has to pay: no deadline is theirs


@dataclass(frozen=True)
class Amount:
    """A sum tied to an agreement, in full units of `currency` (ISO 4217)."""

    value: Decimal
    currency: str
    qualifier: str = "exactly"  # exactly | at_least | up_to | about
    by: str | None = None  # who pays; None: together, or nobody pays it
    nature: str | None = None  # committed | indicative | ceiling | project_value | disbursed
    instrument: str | None = None
    deadline_on: date | None = None
    quote: Quote | None = None


@dataclass(frozen=True)
class Claim:
    """What all claims share."""

    evidence: Quote
    rule: str  # the rule that read it
    confidence: float  # 0 to 1
    other_evidence: tuple[Quote, ...] = ()  # the same thing said elsewhere in the document


@dataclass(frozen=True)
class AgreementClaim(Claim):
    """A deal of parties that the document names, and what it provides for."""

    kind: str = "framework"
    status: str = "announced"
    parties: tuple[str, ...] = ()
    minerals: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    amounts: tuple[Amount, ...] = ()
    signed_on: date | None = None
    announced_on: date | None = None
    deadline_on: date | None = None  # by when what it promises is due
    deadline_text: str | None = None
    expires_on: date | None = None  # the last day of the agreement itself
    name: str | None = None
    said_by: str | None = None


@dataclass(frozen=True)
class TradeMeasureClaim(Claim):
    """A tariff, control, ban or quota, and how far along it is. A rate is a percentage, points, or a specific duty."""

    measure: str = "tariff"
    imposer: str | None = None
    targets: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    rate: Decimal | None = None
    rate_unit: str | None = None
    rate_rule: str | None = None
    status: str = "announced"
    firmness: str = "announced"
    said_by: str | None = None
    announced_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None


@dataclass(frozen=True)
class DependencyClaim(Claim):
    """Who depends on whom for a mineral, leads in making it, or might step in. Shares are per cent."""

    relation: str = "relies_on"
    dependent: str | None = None
    supplier: str | None = None
    minerals: tuple[str, ...] = ()
    stage: str | None = None
    share_pct: Decimal | None = None
    share_qualifier: str | None = None  # exactly | at_least | up_to | about
    share_of: str | None = None
    rank: int | None = None
    year: int | None = None


@dataclass(frozen=True)
class CheckableClaim(Claim):
    """A count that a document states of facts that the warehouse holds: "its fourth such agreement since 9 October".
    Shares and ranks that it states are dependency claims, and are checked as such."""

    counted: str = "agreements"  # agreements | trade_measures
    counted_kind: str | None = None  # a kind of agreement or measure; None: any
    subject: str | None = None  # whose: a country or bloc
    counterpart: str | None = None  # with or against whom
    minerals: tuple[str, ...] = ()
    stated_count: int = 0
    since_on: date | None = None


@dataclass(frozen=True)
class Claims:
    """All that one document says."""

    agreements: tuple[AgreementClaim, ...] = ()
    trade_measures: tuple[TradeMeasureClaim, ...] = ()
    dependencies: tuple[DependencyClaim, ...] = field(default=())
    checkables: tuple[CheckableClaim, ...] = ()


# -- staged rows -------------------------------------------------------------------------------------------------

RULES, LLM = "rules", "llm"  # the readers
_TEXT, _DAY = pa.string(), pa.date32()
_NAMES = pa.list_(pa.string())
_PLACE = [
    pa.field("claim_key", _TEXT, nullable=False),
    pa.field("document_id", _TEXT, nullable=False),  # dim_articles is found by it and by _retrieval_id
    pa.field("quote", _TEXT, nullable=False),
    pa.field("quote_start", pa.int64(), nullable=False),
    pa.field("quote_end", pa.int64(), nullable=False),
    pa.field("n_quotes", pa.int64(), nullable=False),
    pa.field("rule", _TEXT, nullable=False),
    pa.field("confidence", pa.float64(), nullable=False),
    pa.field("reader", _TEXT, nullable=False),  # rules | llm
    pa.field("reader_version", _TEXT, nullable=False),
]

COLUMNS = {
    "agreements": [
        *_PLACE,
        pa.field("kind", _TEXT),
        pa.field("status", _TEXT),
        pa.field("name", _TEXT),
        pa.field("parties", _NAMES),
        pa.field("minerals", _NAMES),
        pa.field("stages", _NAMES),
        pa.field("instruments", _NAMES),
        pa.field("signed_on", _DAY),
        pa.field("announced_on", _DAY),
        pa.field("deadline_on", _DAY),
        pa.field("deadline_text", _TEXT),
        pa.field("expires_on", _DAY),
        pa.field("said_by", _TEXT),
        pa.field("published_on", _DAY),  # of the document, so that SQL need not join to date a claim
    ],
    # one row per amount, and one per instrument that no amount names
    "commitments": [
        pa.field("claim_key", _TEXT, nullable=False),
        pa.field("commitment_number", pa.int64(), nullable=False),
        pa.field("instrument", _TEXT),
        pa.field("payer", _TEXT),
        pa.field("amount", pa.decimal128(38, 2)),
        pa.field("currency", _TEXT),
        pa.field("amount_qualifier", _TEXT),
        pa.field("amount_nature", _TEXT),
        pa.field("deadline_on", _DAY),
        pa.field("quote", _TEXT, nullable=False),
        pa.field("quote_start", pa.int64(), nullable=False),
        pa.field("quote_end", pa.int64(), nullable=False),
        pa.field("reader", _TEXT, nullable=False),
        pa.field("reader_version", _TEXT, nullable=False),
    ],
    "trade_measures": [
        *_PLACE,
        pa.field("measure", _TEXT),
        pa.field("imposer", _TEXT),
        pa.field("targets", _NAMES),
        pa.field("products", _NAMES),
        pa.field("rate", pa.decimal128(18, 6)),
        pa.field("rate_unit", _TEXT),
        pa.field("rate_rule", _TEXT),
        pa.field("status", _TEXT),
        pa.field("firmness", _TEXT),
        pa.field("said_by", _TEXT),
        pa.field("announced_on", _DAY),
        pa.field("effective_on", _DAY),
        pa.field("expires_on", _DAY),
        pa.field("published_on", _DAY),
    ],
    "dependencies": [
        *_PLACE,
        pa.field("relation", _TEXT),
        pa.field("dependent", _TEXT),
        pa.field("supplier", _TEXT),
        pa.field("minerals", _NAMES),
        pa.field("stage", _TEXT),
        pa.field("share_pct", pa.decimal128(9, 4)),
        pa.field("share_qualifier", _TEXT),
        pa.field("share_of", _TEXT),
        pa.field("rank", pa.int64()),
        pa.field("claim_year", pa.int64()),
        pa.field("published_on", _DAY),
    ],
    "checkables": [
        *_PLACE,
        pa.field("counted", _TEXT),
        pa.field("counted_kind", _TEXT),
        pa.field("subject", _TEXT),
        pa.field("counterpart", _TEXT),
        pa.field("minerals", _NAMES),
        pa.field("stated_count", pa.int64()),
        pa.field("since_on", _DAY),
        pa.field("published_on", _DAY),
    ],
}


def _place(kind: str, claim: Claim, document: Document, grain: tuple, version: str, reader: str) -> dict:
    whose = () if reader == RULES else (reader, claim.rule)  # the same words read by two readers are two claims
    place = (claim.evidence.quote_start, claim.evidence.quote_end)
    key = digest(kind, document.document_id, *place, grain, *whose, length=32)
    return {
        "claim_key": key,
        "document_id": document.document_id,
        "quote": claim.evidence.quote,
        "quote_start": claim.evidence.quote_start,
        "quote_end": claim.evidence.quote_end,
        "n_quotes": 1 + len(claim.other_evidence),
        "rule": claim.rule,
        "confidence": claim.confidence,
        "reader": reader,
        "reader_version": version,
        "published_on": document.published_on,
    }


def staged_rows(claims: Claims, document: Document, version: str, reader: str = RULES) -> dict[str, list[dict]]:
    """Claims as rows of the staged tables (`COLUMNS`), without the provenance that `road` stamps on them.

    A claim's key is a hash of its document, place and grain, so that reading twice gives the same rows.
    """
    out: dict[str, list[dict]] = {name: [] for name in COLUMNS}
    for claim in claims.agreements:
        grain = (sorted(claim.parties), claim.kind, claim.status)
        row = _place("agreement", claim, document, grain, version, reader) | {
            "kind": claim.kind,
            "status": claim.status,
            "name": claim.name,
            "parties": list(claim.parties),
            "minerals": list(claim.minerals),
            "stages": list(claim.stages),
            "instruments": list(claim.instruments),
            "signed_on": claim.signed_on,
            "announced_on": claim.announced_on,
            "deadline_on": claim.deadline_on,
            "deadline_text": claim.deadline_text,
            "expires_on": claim.expires_on,
            "said_by": claim.said_by,
        }
        out["agreements"].append(row)
        out["commitments"].extend(_commitments(claim, row))
    for claim in claims.trade_measures:
        grain = (claim.measure, claim.imposer, sorted(claim.targets), sorted(claim.products), claim.rate, claim.status)
        out["trade_measures"].append(
            _place("trade_measure", claim, document, grain, version, reader)
            | {
                "measure": claim.measure,
                "imposer": claim.imposer,
                "targets": list(claim.targets),
                "products": list(claim.products),
                "rate": claim.rate,
                "rate_unit": claim.rate_unit,
                "rate_rule": claim.rate_rule,
                "status": claim.status,
                "firmness": claim.firmness,
                "said_by": claim.said_by,
                "announced_on": claim.announced_on,
                "effective_on": claim.effective_on,
                "expires_on": claim.expires_on,
            }
        )
    for claim in claims.dependencies:
        grain = (claim.relation, claim.dependent, claim.supplier, sorted(claim.minerals), claim.stage)
        out["dependencies"].append(
            _place("dependency", claim, document, grain, version, reader)
            | {
                "relation": claim.relation,
                "dependent": claim.dependent,
                "supplier": claim.supplier,
                "minerals": list(claim.minerals),
                "stage": claim.stage,
                "share_pct": claim.share_pct,
                "share_qualifier": claim.share_qualifier,
                "share_of": claim.share_of,
                "rank": claim.rank,
                "claim_year": claim.year,
            }
        )
    for claim in claims.checkables:
        grain = (claim.counted, claim.counted_kind, claim.subject, claim.counterpart, claim.stated_count)
        out["checkables"].append(
            _place("checkable", claim, document, grain, version, reader)
            | {
                "counted": claim.counted,
                "counted_kind": claim.counted_kind,
                "subject": claim.subject,
                "counterpart": claim.counterpart,
                "minerals": list(claim.minerals),
                "stated_count": claim.stated_count,
                "since_on": claim.since_on,
            }
        )
    return out


def _commitments(claim: AgreementClaim, row: dict) -> list[dict]:
    promises: list[tuple[str | None, Amount | None]] = [(a.instrument, a) for a in claim.amounts]
    named = {a.instrument for a in claim.amounts}
    promises += [(instrument, None) for instrument in claim.instruments if instrument not in named]
    rows = []
    # A deadline holds for the money promised by it; what projects are worth, or was paid, is no promise. Only where no
    # money is promised does it hold for the tools.
    due = {a for a in claim.amounts if a.nature not in NO_PROMISE}
    for number, (instrument, amount) in enumerate(promises, start=1):
        is_due = amount in due if amount else not due
        place = amount.quote if amount and amount.quote else claim.evidence
        rows.append(
            {
                "claim_key": row["claim_key"],
                "commitment_number": number,
                "instrument": instrument,
                "payer": amount.by if amount else None,
                "amount": amount.value if amount else None,
                "currency": amount.currency if amount else None,
                "amount_qualifier": amount.qualifier if amount else None,
                "amount_nature": amount.nature if amount else None,
                "deadline_on": ((amount and amount.deadline_on) or claim.deadline_on) if is_due else None,
                "quote": place.quote,
                "quote_start": place.quote_start,
                "quote_end": place.quote_end,
                "reader": row["reader"],
                "reader_version": row["reader_version"],
            }
        )
    return rows
