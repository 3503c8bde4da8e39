"""The lake: raw pages and their retrievals, staged batches, admissions, the ops ledger.

Nothing here is edited or deleted by a run. Each write goes aside, is synced and renamed into place, and is
named by what it was made from, so that doing it twice (or twice at once) gives the same files.
"""

from critmin.lake.errors import BadPage, SchemaDrift
from critmin.lake.files import exclusive, write_bytes, write_json, write_parquet, write_parquet_parts
from critmin.lake.ops import QUALITY_RESULTS, QUARANTINE, Ledger
from critmin.lake.raw import Page, Raw, Retrieval, StoredPage
from critmin.lake.staged import (
    PROVENANCE,
    Admission,
    Batch,
    Parsed,
    Rejected,
    Staged,
    stamp,
)

__all__ = [
    "PROVENANCE",
    "QUALITY_RESULTS",
    "QUARANTINE",
    "Admission",
    "BadPage",
    "Batch",
    "Ledger",
    "Page",
    "Parsed",
    "Raw",
    "Rejected",
    "Retrieval",
    "SchemaDrift",
    "Staged",
    "StoredPage",
    "exclusive",
    "stamp",
    "write_bytes",
    "write_json",
    "write_parquet",
    "write_parquet_parts",
]
