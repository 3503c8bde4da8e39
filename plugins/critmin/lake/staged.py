"""Staged batches: one immutable Parquet file per table and stage call, and the admissions of the gate.

A stage call is committed by one record, `staged/<source>/_stages/<id>.json`, written last: it names the files, their
rows, values and hashes, the retrievals they were made from, and how many records went in, out and to quarantine.
Folders are never listed to find data; only what a record names exists.
"""

import json
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from critmin.lake.errors import BadPage, SchemaDrift
from critmin.lake.files import ROW_GROUP, digest, file_sha256, parquet_writer, write_json
from critmin.lake.ops import QUARANTINE
from critmin.lake.raw import Page, Retrieval, StoredPage

PROVENANCE = [
    pa.field("_source", pa.string(), nullable=False),
    pa.field("_page_url", pa.string(), nullable=False),
    pa.field("_page_sha256", pa.string(), nullable=False),
    pa.field("_retrieved_at", pa.timestamp("us", tz="UTC"), nullable=False),
    pa.field("_retrieval_id", pa.string(), nullable=False),
    pa.field("_record", pa.int64(), nullable=False),  # position of the record in its page, from 0
]


@dataclass(frozen=True)
class Rejected:
    """One record kept out: where it stood, which rule it broke, why, and what it said.

    `table` is the table it would have gone to; `value` its amount, where the table has one to conserve.
    """

    table: str
    record: int
    rule: str
    reason: str
    content: str
    value: Decimal | None = None


@dataclass
class Parsed:
    """What `parse` made of one page: rows per entity, and the records kept out.

    `n_records` counts, per entity, what the page held: rows out + records rejected must equal it.
    `value_in` is the sum of the conserved value over all records of the entity that could be read as a number.
    """

    tables: dict[str, pa.Table]
    n_records: dict[str, int]
    rejected: list[Rejected] = field(default_factory=list)
    value_in: dict[str, Decimal] = field(default_factory=dict)


def stamp(columns: dict[str, list], records: list[int], page: Page | StoredPage, schema: pa.Schema) -> pa.Table:
    """Type `columns` by `schema` and stamp each row with where it came from.

    `records` are the positions of the rows in the page. Raises pa.ArrowInvalid where a value does not fit its type.
    """
    n = len(records)
    retrieval = page.retrieval
    lineage = {
        "_source": [retrieval.source] * n,
        "_page_url": [retrieval.address] * n,
        "_page_sha256": [retrieval.sha256] * n,
        "_retrieved_at": [retrieval.retrieved_at] * n,
        "_retrieval_id": [retrieval.retrieval_id] * n,
        "_record": records,
    }
    everything = {**columns, **lineage}
    return pa.table([pa.array(everything[f.name], type=f.type) for f in schema], schema=schema)


@dataclass(frozen=True)
class Batch:
    """One staged file as its stage record names it. `file` is relative to the data root."""

    table: str  # <source>__<entities>
    batch_id: str
    file: str
    n_rows: int
    sha256: str
    n_records: int
    n_rejected: int
    value_in: str | None = None
    parser_version: str = ""
    retrieval_ids: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, record: dict) -> "Batch":
        return cls(**{**record, "retrieval_ids": tuple(record["retrieval_ids"])})


@dataclass(frozen=True)
class Admission:
    """The gate's word that a batch may be read: the file with the rows that passed."""

    table: str
    batch_id: str
    file: str
    n_rows: int
    n_quarantined: int
    suite_version: str
    sha256: str
    results_file: str
    quarantine_files: tuple[str, ...]
    parser_version: str
    retrieval_ids: tuple[str, ...]

    @classmethod
    def from_json(cls, record: dict) -> "Admission":
        return cls(
            **{
                **record,
                "quarantine_files": tuple(record["quarantine_files"]),
                "retrieval_ids": tuple(record["retrieval_ids"]),
            }
        )


def _add(tally: dict, counts: dict) -> None:
    """Add one part's counts to the tally of its table; a value stays null until some part has one."""
    for name in ("n_rows", "n_records", "n_rejected"):
        tally[name] += counts[name]
    if counts.get("value_in") is not None:
        tally["value_in"] = (tally["value_in"] or Decimal(0)) + counts["value_in"]


class Staged:
    """`staged/<source>/<entities>/<batch>.parquet`, stage records and admissions under the data root."""

    def __init__(self, root: Path):
        self.root = root
        self.folder = root / "staged"

    # -- staging ---------------------------------------------------------------------------------------------

    def stage_records(self, source: str) -> list[dict]:
        """The committed stage calls of a source."""
        paths = sorted((self.folder / source / "_stages").glob("*.json"))
        return [json.loads(p.read_text(encoding="utf-8")) for p in paths]

    def staged_ids(self, source: str, parser_version: str) -> set[str]:
        """The retrievals (or, for claims, the batches) that a parser's version has staged."""
        done = [r for r in self.stage_records(source) if r["parser_version"] == parser_version]
        return {i for record in done for i in record["retrieval_ids"]}

    def commit(
        self,
        source: str,
        parser_version: str,
        retrieval_ids: list[str],
        tables: dict[str, pa.Table],
        counts: dict[str, dict],
        rejected: pa.Table,
    ) -> list[Batch]:
        """Write the tables of one stage call and then the record that makes them exist.

        `counts[entity]` holds `n_records`, `n_rejected`, `value_in`. An entity without rows and records is left out.
        """
        whole = (tables, counts, rejected)
        schemas = {entity: table.schema for entity, table in tables.items()}
        return self.commit_parts(source, parser_version, retrieval_ids, schemas, [whole])

    def commit_parts(
        self,
        source: str,
        parser_version: str,
        retrieval_ids: list[str],
        schemas: dict[str, pa.Schema],
        parts: Iterable[tuple[dict[str, pa.Table], dict[str, dict], pa.Table]],
    ) -> list[Batch]:
        """The same for parts that come one after the other: (tables, counts, rejected) as `commit` takes them.

        Memory holds one part at a time. Nothing exists before all parts came: an error among them leaves no trace.
        """
        stage_id = digest(sorted(retrieval_ids), parser_version)
        quarantine = self.root / "ops" / "quarantine" / source / f"{stage_id}.parquet"
        tallies: dict[str, dict] = {}
        n_rejected = 0
        with ExitStack() as stack:
            writers: dict[str, pq.ParquetWriter] = {}
            kept_out = stack.enter_context(parquet_writer(quarantine, QUARANTINE))
            for tables, counts, rejected in parts:
                for entity, table in sorted(tables.items()):
                    if not table.num_rows and not counts[entity]["n_records"]:
                        continue
                    if entity not in writers:
                        path = self.folder / source / entity / f"{stage_id}.parquet"
                        writers[entity] = stack.enter_context(parquet_writer(path, schemas[entity]))
                        tallies[entity] = {"path": path, "n_rows": 0, "n_records": 0, "n_rejected": 0, "value_in": None}
                    writers[entity].write_table(table, row_group_size=ROW_GROUP)
                    _add(tallies[entity], {**counts[entity], "n_rows": table.num_rows})
                kept_out.write_table(rejected)
                n_rejected += rejected.num_rows
        batches = [
            Batch(
                table=f"{source}__{entity}",
                batch_id=stage_id,
                file=str(tally["path"].relative_to(self.root)),
                n_rows=tally["n_rows"],
                sha256=file_sha256(tally["path"]),
                n_records=tally["n_records"],
                n_rejected=tally["n_rejected"],
                value_in=None if tally["value_in"] is None else str(tally["value_in"]),
                parser_version=parser_version,
                retrieval_ids=tuple(sorted(retrieval_ids)),
            )
            for entity, tally in sorted(tallies.items())
        ]
        write_json(
            self.folder / source / "_stages" / f"{stage_id}.json",
            {
                "source": source,
                "stage_id": stage_id,
                "parser_version": parser_version,
                "retrieval_ids": sorted(retrieval_ids),
                "batches": [asdict(b) for b in batches],
                "quarantine_file": str(quarantine.relative_to(self.root)),
                "n_rejected": n_rejected,
            },
        )
        return batches

    def batches(self, source: str) -> list[Batch]:
        """All batches that stage records of a source name."""
        return [Batch.from_json(b) for record in self.stage_records(source) for b in record["batches"]]

    def read(self, batch: Batch | Admission) -> pa.Table:
        """A batch's rows, after its footer, row count and hash were compared with the record.

        Raises OSError when the file is not the one the record speaks of.
        """
        path = self.verified(batch)
        return pq.read_table(path, partitioning=None)

    def verified(self, batch: Batch | Admission) -> Path:
        """The path of a batch whose bytes are those that its record names."""
        path = self.root / batch.file
        if not path.exists() or file_sha256(path) != batch.sha256:
            raise OSError(
                f"{path} is missing or not the file that was staged; "
                f"delete its stage record and run `critmin stage {batch.table.split('__')[0]}` again."
            )
        return path

    # -- admissions ------------------------------------------------------------------------------------------

    def _admission_path(self, table: str, batch_id: str, suite_version: str) -> Path:
        return self.folder / "_admissions" / table / f"{batch_id}.{suite_version}.json"

    def admission(self, batch: Batch, suite_version: str) -> Admission | None:
        """The admission of a batch under a suite's version, if there is one."""
        path = self._admission_path(batch.table, batch.batch_id, suite_version)
        return Admission.from_json(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None

    def admit(self, admission: Admission) -> None:
        """Write the record that lets a build read the batch."""
        write_json(
            self._admission_path(admission.table, admission.batch_id, admission.suite_version), asdict(admission)
        )

    def admissions(self, table: str) -> list[Admission]:
        """All admissions of a table, every suite version."""
        paths = sorted((self.folder / "_admissions" / table).glob("*.json"))
        return [Admission.from_json(json.loads(p.read_text(encoding="utf-8"))) for p in paths]


__all__ = [
    "PROVENANCE",
    "Admission",
    "BadPage",
    "Batch",
    "Page",
    "Parsed",
    "Rejected",
    "Retrieval",
    "SchemaDrift",
    "Staged",
    "stamp",
]
