"""The ops ledger: verdicts, quarantined rows, and what each step of each run did, failed ones included."""

import json
import os
import uuid
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from critmin.lake.files import write_json, write_parquet

QUARANTINE = pa.schema(
    [
        ("source", pa.string()),
        ("table_name", pa.string()),  # <source>__<entities>
        ("batch_id", pa.string()),
        ("door", pa.string()),  # parse | staged
        ("rule", pa.string()),
        ("reason", pa.string()),
        ("content", pa.string()),  # the record as it came, shortened to 2,000 characters
        ("value", pa.decimal128(38, 6)),  # the conserved amount, where the table has one
        ("n_records", pa.int64()),  # how many records the row stands for (a whole page may hold many); 0 = unknown
        ("_page_url", pa.string()),
        ("_page_sha256", pa.string()),
        ("_retrieved_at", pa.timestamp("us", tz="UTC")),
        ("_retrieval_id", pa.string()),
        ("_record", pa.int64()),  # -1: the whole page
    ]
)

QUALITY_RESULTS = pa.schema(
    [
        ("door", pa.string()),  # staged | mart
        ("table_name", pa.string()),
        ("batch_id", pa.string()),  # the build's id at the mart door
        ("suite", pa.string()),
        ("suite_version", pa.string()),
        ("check_name", pa.string()),
        ("column_name", pa.string()),
        ("severity", pa.string()),  # critical | warning
        ("is_success", pa.bool_()),
        ("n_rows", pa.int64()),
        ("n_unexpected", pa.int64()),
        ("observed", pa.string()),
        ("description", pa.string()),
        ("checked_at", pa.timestamp("us", tz="UTC")),
    ]
)


class Ledger:
    """`ops/verdicts`, `ops/quarantine` and `ops/steps` under the data root."""

    def __init__(self, root: Path):
        self.root = root
        self.folder = root / "ops"

    def write_results(self, name: str, results: pa.Table) -> str:
        """Keep the outcome of a gate, whatever it was; returns the file relative to the data root."""
        path = write_parquet(self.folder / "verdicts" / f"{name}.parquet", results.cast(QUALITY_RESULTS))
        return str(path.relative_to(self.root))

    def write_quarantine(self, name: str, rows: pa.Table) -> str:
        """Keep the rows that a gate turned away; returns the file relative to the data root."""
        path = write_parquet(self.folder / "quarantine" / f"{name}.parquet", rows.cast(QUARANTINE))
        return str(path.relative_to(self.root))

    def append_step(self, step: str, started_at: datetime, **facts: object) -> None:
        """Append what one step did: its subject, outcome, rows in and out, seconds, bytes."""
        record = {"step": step, "started_at": started_at.isoformat(), "pid": os.getpid(), **facts}
        name = f"{started_at:%Y%m%dT%H%M%S%f}-{step}-{uuid.uuid4().hex[:8]}.json"
        write_json(self.folder / "steps" / name, record)

    def steps(self, limit: int | None = None) -> list[dict]:
        """What the steps did, newest first."""
        paths = sorted((self.folder / "steps").glob("*.json"), reverse=True)[:limit]
        return [json.loads(p.read_text(encoding="utf-8")) for p in paths]
