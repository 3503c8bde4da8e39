"""The reader on a few words, for the tests of claims."""

from datetime import date

from critmin.claims.claim import Claims, Document
from critmin.claims.extract import extract

TUESDAY = date(2025, 10, 28)


def read(text: str, on: date | None = TUESDAY, title: str | None = None) -> Claims:
    """The claims of a text that was published on a day."""
    return extract(Document("test", text, title=title, published_on=on))


def agreements(text: str, on: date | None = TUESDAY) -> list[tuple]:
    """(kind, status, parties) of each agreement."""
    return [(c.kind, c.status, set(c.parties)) for c in read(text, on).agreements]


def measures(text: str, on: date | None = TUESDAY) -> list[tuple]:
    """(measure, imposer, targets, products, rate, status) of each trade measure."""
    return [
        (c.measure, c.imposer, c.targets, c.products, None if c.rate is None else float(c.rate), c.status)
        for c in read(text, on).trade_measures
    ]


def dependencies(text: str, on: date | None = TUESDAY) -> list[tuple]:
    """(relation, dependent, supplier, minerals, stage, share, rank) of each dependency."""
    return [
        (
            c.relation,
            c.dependent,
            c.supplier,
            c.minerals,
            c.stage,
            None if c.share_pct is None else float(c.share_pct),
            c.rank,
        )
        for c in read(text, on).dependencies
    ]
