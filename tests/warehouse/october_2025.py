"""October 2025 in nine short documents of our own: four agreements, three measures, who depends on whom.

Each case of resolution is in it: the same deal told by several papers, a reprint, a corrected page, a deal that is only
mentioned later, a promise with a deadline, a curb that was announced, applied and then shelved, a threat given up.
"""

from datetime import UTC, date, datetime
from decimal import Decimal

from critmin.claims.claim import AgreementClaim, Amount, DependencyClaim, TradeMeasureClaim
from warehouse.staged_rows import StagedDocument, StagedRows

TOKYO_STORY = (
    "Tokyo, 28 October 2025. Japan and the United States signed a framework on critical minerals and rare earths. "
    "It covers mining, separation and magnets, with loans and guarantees. Last week Australia and the United States "
    "each pledged at least $1bn within six months. China still dominates rare earths, and Washington is no longer "
    "considering a 100pc tariff on Chinese goods. Japan relies on foreign rare earths. China tightened its export "
    "controls on rare earths on 9 October."
)


def _sure(page: StagedDocument, words: str, confidence: float = 0.9) -> dict:
    return {"evidence": page.quote(words), "rule": "by_hand", "confidence": confidence}


def october_2025() -> StagedRows:
    """The staged rows, with 1 February 2026 as the day on which things are due."""
    rows = StagedRows(as_of_date=date(2026, 2, 1))
    _tokyo(rows)
    _other_papers_on_tokyo(rows)
    _australia(rows)
    _controls(rows)
    _firms(rows)
    return rows


def _tokyo_claims(page: StagedDocument) -> tuple:
    japan = AgreementClaim(
        **_sure(page, "Japan and the United States signed a framework"),
        kind="framework",
        status="signed",
        parties=("JPN", "USA"),
        minerals=("critical_minerals", "rare_earths"),
        stages=("mining", "separation", "magnets"),
        instruments=("loan", "guarantee"),
        signed_on=date(2025, 10, 28),
    )
    australia = AgreementClaim(
        **_sure(page, "Australia and the United States each pledged at least $1bn", 0.8),
        kind="investment",
        status="signed",
        parties=("AUS", "USA"),
        minerals=("critical_minerals",),
        instruments=("joint_investment",),
        amounts=tuple(
            Amount(Decimal(10**9), "USD", "at_least", by, "committed", "joint_investment", date(2026, 4, 20))
            for by in ("USA", "AUS")
        ),
    )
    return (
        japan,
        australia,
        TradeMeasureClaim(
            **_sure(page, "no longer considering a 100pc tariff on Chinese goods"),
            measure="tariff",
            imposer="USA",
            targets=("CHN",),
            products=("all_goods",),
            rate=Decimal(100),
            rate_unit="ad_valorem_pct",
            status="withdrawn",
            firmness="considered",
        ),
        TradeMeasureClaim(
            **_sure(page, "China tightened its export controls on rare earths on 9 October"),
            measure="export_control",
            imposer="CHN",
            targets=("WLD",),
            products=("rare_earths",),
            status="in_force",
            firmness="law",
            announced_on=date(2025, 10, 9),
        ),
        DependencyClaim(
            **_sure(page, "China still dominates rare earths"),
            relation="dominates",
            supplier="CHN",
            minerals=("rare_earths",),
        ),
        DependencyClaim(
            **_sure(page, "Japan relies on foreign rare earths"),
            relation="relies_on",
            dependent="JPN",
            minerals=("rare_earths",),
        ),
    )


def _tokyo(rows: StagedRows) -> None:
    first = rows.document(
        TOKYO_STORY,
        title="Two capitals sign on critical minerals",
        published_on=date(2025, 10, 28),
        address="https://gazette.example/tokyo",
    )
    rows.claim(first, *_tokyo_claims(first))
    again = rows.document(  # the same words in another paper, with other line breaks
        TOKYO_STORY.replace(". ", ".\n"),
        title="Minerals pact signed in Tokyo by two leaders",
        published_on=date(2025, 10, 29),
        publisher="Example Courier",
        address="https://courier.example/tokyo",
    )
    rows.claim(again, *_tokyo_claims(again))


def _other_papers_on_tokyo(rows: StagedRows) -> None:
    factsheet = rows.document(
        "On 27 October the leaders of Japan and the US concluded a memorandum on rare earths. Recycling is part of it.",
        title="Fact sheet: a memorandum on rare earths",
        published_on=date(2025, 10, 30),
        publisher="Ministry of Example",
        address="https://ministry.example/fact-sheet",
    )
    rows.claim(
        factsheet,
        AgreementClaim(
            **_sure(factsheet, "concluded a memorandum on rare earths", 0.7),
            kind="mou",
            status="signed",
            parties=("USA", "JPN"),
            minerals=("rare_earths",),
            stages=("recycling",),
            signed_on=date(2025, 10, 27),
        ),
    )
    retrospect = rows.document(
        "A year of deals: the Japanese-American minerals framework is in force, its critics say, on paper only.",
        title="A year of deals, looked back upon",
        published_on=date(2026, 1, 3),
        address="https://gazette.example/retrospect",
    )
    rows.claim(
        retrospect,
        AgreementClaim(
            **_sure(retrospect, "Japanese-American minerals framework is in force", 0.6),
            kind="framework",
            status="in_force",
            parties=("JPN", "USA"),
            minerals=("critical_minerals",),
        ),
    )


def _australia(rows: StagedRows) -> None:
    for text, day in (
        ("Canberra and Washington signed on 20 October an accord on antimony.", 5),
        ("Canberra and Washington signed on 20 October an accord on gallium.", 6),
    ):
        page = rows.document(  # the page was corrected on the next day: the first version no longer counts
            text,
            title="Canberra and Washington sign an accord",
            published_on=date(2025, 10, 21),
            address="https://gazette.example/canberra",
            retrieved_at=datetime(2026, 1, day, 6, tzinfo=UTC),
        )
        rows.claim(
            page,
            AgreementClaim(
                **_sure(page, "Canberra and Washington signed"),
                kind="framework",
                status="signed",
                parties=("AUS", "USA"),
                minerals=("antimony",) if "antimony" in text else ("gallium",),
                signed_on=date(2025, 10, 20),
            ),
        )


def _controls(rows: StagedRows) -> None:
    shelved = rows.document(
        "Beijing shelved its rare-earth curbs of 9 October today, until 10 November 2026; it may yet revive them.",
        title="Rare-earth curbs are shelved for a year",
        published_on=date(2025, 11, 7),
        address="https://gazette.example/shelved",
    )
    curbs = {
        "measure": "export_control",
        "imposer": "CHN",
        "targets": ("WLD",),
        "products": ("rare_earths",),
        "announced_on": date(2025, 10, 9),
    }
    rows.claim(
        shelved,
        TradeMeasureClaim(
            **_sure(shelved, "Beijing shelved its rare-earth curbs of 9 October today"),
            **curbs,
            status="suspended",
            firmness="law",
            effective_on=date(2025, 11, 7),
            expires_on=date(2026, 11, 10),
        ),
        TradeMeasureClaim(
            **_sure(shelved, "it may yet revive them", 0.5), **curbs, status="reinstated", firmness="hedged"
        ),
    )
    threat = rows.document(
        "Washington threatened a 100pc tariff on all Chinese goods.",
        title="A tariff of one hundred per cent is threatened",
        published_on=date(2025, 10, 10),
        address="https://gazette.example/threat",
    )
    rows.claim(
        threat,
        TradeMeasureClaim(
            **_sure(threat, "threatened a 100pc tariff"),
            measure="tariff",
            imposer="USA",
            targets=("CHN",),
            products=("all_goods",),
            rate=Decimal(100),
            rate_unit="ad_valorem_pct",
            status="threatened",
            firmness="threatened",
        ),
    )


def _firms(rows: StagedRows) -> None:
    letter = rows.document(
        "Exim's letter of interest offers the miner Example Metals up to $300mn in loans by 15 January 2026.",
        title="A letter of interest for a rare-earth miner",
        published_on=date(2025, 12, 1),
        address="https://gazette.example/letter",
    )
    rows.claim(
        letter,
        AgreementClaim(
            **_sure(letter, "Exim's letter of interest"),
            kind="mou",
            status="announced",
            parties=("org:Exim", "org:Example Metals"),
            minerals=("rare_earths",),
            instruments=("loan",),
            amounts=(
                Amount(Decimal(300_000_000), "USD", "up_to", "org:Ex-Im Bank", "indicative", "loan", date(2026, 1, 15)),
            ),
        ),
    )
