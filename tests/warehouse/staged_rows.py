"""Staged rows made by hand: documents in our own words and the claims a careful reader finds in them.

    rows = StagedRows()
    page = rows.document("Tokyo and Washington signed ...", published_on=date(2025, 10, 28))
    rows.claim(page, AgreementClaim(evidence=page.quote("signed"), rule="by_hand", confidence=0.9, ...))
    rows.write(folder / "warehouse.duckdb")

`write` makes the file that `critmin build --prepare` makes: schema `staged`, typed, nothing else in it.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa

from critmin import engine
from critmin.claims.claim import (
    AgreementClaim,
    CheckableClaim,
    Claim,
    Claims,
    DependencyClaim,
    Document,
    Quote,
    TradeMeasureClaim,
    staged_rows,
)
from critmin.tables import BUILD_PARAMETERS, staged_schemas

READER = "by-hand"


@dataclass(frozen=True)
class StagedDocument:
    """A document as staged: what the reader sees, and the columns that say where it came from."""

    read: Document
    row: dict

    def quote(self, words: str, occurrence: int = 1) -> Quote:
        """The place of `words` in the text. Raises ValueError when the text does not hold them."""
        start = -1
        for _ in range(occurrence):
            start = self.read.text.index(words, start + 1)
        return Quote(words, start, start + len(words))


@dataclass
class StagedRows:
    """Rows per staged table, in the order in which they were made."""

    tables: dict[str, list[dict]] = field(default_factory=dict)
    as_known_at: date | None = None
    as_of_date: date | None = None
    facts_from: str = "rules"

    def add(self, table: str, row: dict) -> None:
        """One row of any staged table; columns that are left out are null."""
        self.tables.setdefault(table, []).append(row)

    def document(
        self,
        text: str,
        *,
        published_on: date | None = None,
        title: str | None = None,
        publisher: str | None = "Example Gazette",
        address: str | None = None,
        retrieved_at: datetime = datetime(2026, 1, 5, 6, tzinfo=UTC),
        text_status: str = "full",
    ) -> StagedDocument:
        """Stage one document, as dropped or fetched at `retrieved_at`."""
        document_id = hashlib.sha256(text.encode()).hexdigest()
        number = len(self.tables.get("articles__documents", []))
        row = {
            "document_id": document_id,
            "title": title,
            "text": text,
            "publisher": publisher,
            "author": None,
            "language": "en",
            "published_on": published_on,
            "published_on_source": "sidecar" if published_on else None,
            "address": address,
            "doc_format": "txt",
            "n_characters": len(text),
            "text_status": text_status,
            "_source": "articles",
            "_page_url": address or f"file:{document_id[:12]}.txt",
            "_page_sha256": document_id,
            "_retrieved_at": retrieved_at,
            "_retrieval_id": f"{retrieved_at:%Y%m%dT%H%M%S}-{number:04d}",
            "_record": 0,
        }
        self.add("articles__documents", row)
        return StagedDocument(Document(document_id, text, title, published_on, publisher, address), row)

    def claim(self, page: StagedDocument, *claims: Claim, reader: str = "rules") -> None:
        """Stage what a reader finds in a document, in the rows that the road itself would stage."""
        found = Claims(
            agreements=tuple(c for c in claims if isinstance(c, AgreementClaim)),
            trade_measures=tuple(c for c in claims if isinstance(c, TradeMeasureClaim)),
            dependencies=tuple(c for c in claims if isinstance(c, DependencyClaim)),
            checkables=tuple(c for c in claims if isinstance(c, CheckableClaim)),
        )
        lineage = {name: value for name, value in page.row.items() if name.startswith("_")}
        for entity, rows in staged_rows(found, page.read, READER, reader).items():
            for row in rows:
                self.add(f"claims__{entity}", row | lineage)

    def write(self, path: Path) -> Path:
        """A DuckDB file with every staged table, empty ones too."""
        parameters = [{"as_known_at": self.as_known_at, "as_of_date": self.as_of_date, "facts_from": self.facts_from}]
        schemas = staged_schemas() | {"ops__build_parameters": BUILD_PARAMETERS}
        with engine.connect(path) as connection:
            connection.execute("create schema staged")
            for table, schema in schemas.items():
                rows = parameters if table == "ops__build_parameters" else self.tables.get(table, [])
                found = pa.Table.from_pylist(rows, schema=schema)
                connection.from_arrow(found).create(f"staged.{table}")
        return path
