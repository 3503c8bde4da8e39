"""Claims of every kind in any combination, made from a seed: what no careful author would think of writing down."""

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from critmin.claims.claim import AgreementClaim, Amount, DependencyClaim, TradeMeasureClaim
from critmin.vocabulary import terms
from warehouse.staged_rows import StagedDocument, StagedRows

_PAYERS = ["USA", "JPN", "org:Exim"]
# few sets, so that claims meet: two orders, two spellings, one party more, one party only
_PARTY_SETS = [
    ("JPN", "USA"),
    ("USA", "JPN"),
    ("AUS", "JPN", "USA"),
    ("EUU", "USA"),
    ("org:Exim", "org:Example Metals"),
    ("org:EXAMPLE METALS", "org:Ex-Im Bank"),
    ("USA",),
    (),
]
_MINERALS = ["rare_earths", "gallium", "critical_minerals", "helium"]


def many_claims(seed: int, n_documents: int = 120) -> StagedRows:
    """Staged rows of `n_documents` documents with up to seven claims each; some are reprints or later versions."""
    dice = random.Random(seed)
    rows = StagedRows(as_of_date=date(2025, 12, 1))
    for number in range(n_documents):
        print_of = dice.randrange(number + 1) if dice.random() < 0.3 else number
        page = rows.document(
            f"Story {print_of}: it was said. " + ("Again." if dice.random() < 0.5 else "AGAIN"),
            published_on=_day(dice) if dice.random() < 0.8 else None,
            title=f"Headline of the story number {print_of}",
            address=f"https://gazette.example/{print_of % 9}" if dice.random() < 0.7 else None,
            retrieved_at=datetime(2025, 12, 1, tzinfo=UTC) + timedelta(hours=number),
        )
        seen = set()
        for _ in range(dice.randrange(8)):
            claim = dice.choice([_agreement, _agreement, _measure, _measure, _dependency])(dice, page)
            if (identity := _identity(claim)) not in seen:  # a reader tells a thing once for each place
                seen.add(identity)
                rows.claim(page, claim)
    return rows


def _identity(claim) -> tuple:
    if isinstance(claim, AgreementClaim):
        return ("agreement", claim.kind, frozenset(claim.parties))
    if isinstance(claim, TradeMeasureClaim):
        return (claim.measure, claim.imposer, frozenset(claim.targets), frozenset(claim.products), claim.rate)
    return (claim.relation, claim.dependent, claim.supplier, frozenset(claim.minerals), claim.stage)


def _day(dice: random.Random) -> date:
    return date(2025, 9, 1) + timedelta(days=dice.randrange(120))


def _perhaps(dice: random.Random, value):
    return value if dice.random() < 0.5 else None


def _some(dice: random.Random, items: list, most: int = 3) -> tuple:
    return tuple(dice.sample(items, dice.randrange(min(most, len(items)) + 1)))


def _read(dice: random.Random, page: StagedDocument) -> dict:
    return {"evidence": page.quote("it was said"), "rule": "dice", "confidence": round(dice.random(), 2)}


def _term(dice: random.Random, domain: str) -> str:
    return dice.choice(sorted(terms(domain)))


def _agreement(dice: random.Random, page: StagedDocument) -> AgreementClaim:
    return AgreementClaim(
        **_read(dice, page),
        kind=_term(dice, "agreement_kind"),
        status=_term(dice, "agreement_status"),
        parties=dice.choice(_PARTY_SETS),
        minerals=_some(dice, _MINERALS),
        stages=_some(dice, ["mining", "magnets"]),
        instruments=_some(dice, ["loan", "grant"]),
        amounts=tuple(
            Amount(
                Decimal(dice.randrange(1, 3)),
                "USD",
                _term(dice, "amount_qualifier"),
                _perhaps(dice, dice.choice(_PAYERS)),
                _perhaps(dice, _term(dice, "amount_nature")),
                _perhaps(dice, "loan"),
                _perhaps(dice, _day(dice)),
            )
            for _ in range(dice.randrange(3))
        ),
        signed_on=_perhaps(dice, _day(dice)),
        announced_on=_perhaps(dice, _day(dice)),
        deadline_on=_perhaps(dice, _day(dice)),
        name=_perhaps(dice, "The Deal"),
    )


def _measure(dice: random.Random, page: StagedDocument) -> TradeMeasureClaim:
    rate = _perhaps(dice, Decimal(25))
    return TradeMeasureClaim(
        **_read(dice, page),
        measure=dice.choice(["tariff", "export_control"]),
        imposer="CHN" if dice.random() < 0.9 else None,
        targets=dice.choice([("WLD", "USA"), ("USA", "WLD"), ()]),
        products=("rare_earths",) if dice.random() < 0.8 else (),
        rate=rate,
        rate_unit="ad_valorem_pct" if rate else None,
        rate_rule=_perhaps(dice, _term(dice, "rate_rule")),
        status=_term(dice, "measure_status"),
        firmness=dice.choice(["law", "law", _term(dice, "firmness")]),
        announced_on=_perhaps(dice, dice.choice([date(2025, 9, 5), date(2025, 9, 9), date(2025, 11, 1)])),
        effective_on=_perhaps(dice, _day(dice)),
        expires_on=_perhaps(dice, _day(dice)),
    )


def _dependency(dice: random.Random, page: StagedDocument) -> DependencyClaim:
    return DependencyClaim(
        **_read(dice, page),
        relation=_term(dice, "relation"),
        dependent=_perhaps(dice, "JPN"),
        supplier="CHN",
        minerals=_some(dice, _MINERALS),
        stage=_perhaps(dice, "magnets"),
        share_pct=_perhaps(dice, Decimal(dice.randrange(101))),
    )
