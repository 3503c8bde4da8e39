"""How good staged rows look, and the errors of provenance that every staged suite must catch.

The rows of each table and the errors planted in them stand in the rooms `planted_*`. A plant is a change of one row
(or, for a share that must be exceeded, of every row): column -> value.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow as pa

PAGE = "a" * 64
RETRIEVED_AT = datetime(2026, 11, 1, 6, tzinfo=UTC)
N = 60  # enough that one bad row stays below every share that a warning allows

_TYPES = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    Decimal: pa.decimal128(24, 6),
    date: pa.date32(),
    list: pa.list_(pa.string()),
}


@dataclass
class Good:
    """How a good row of one table looks: `row(i)` gives the i-th, `kinds` the types of its columns."""

    suite: str
    kinds: dict[str, type]
    example: dict
    varied: dict = field(default_factory=dict)  # column -> function of the row's number

    def table(self, n: int = N, changed: dict | None = None, everywhere: bool = False) -> pa.Table:
        """n good rows, the first (or every one) with `changed`."""
        return self.rows([changed or {} if everywhere or i == 0 else {} for i in range(n)])

    def rows(self, changes: list[dict]) -> pa.Table:
        """One row for each of `changes`: a good row with that change."""
        rows = []
        for i, change in enumerate(changes):
            row = dict.fromkeys(self.kinds) | self.example | {c: make(i) for c, make in self.varied.items()}
            rows.append(row | _provenance(self.suite, i) | change)
        fields = [(c, _TYPES[kind]) for c, kind in self.kinds.items()]
        return pa.Table.from_pylist(rows, schema=pa.schema(fields + _LINEAGE))


_LINEAGE = [
    ("_source", pa.string()),
    ("_page_url", pa.string()),
    ("_page_sha256", pa.string()),
    ("_retrieved_at", pa.timestamp("us", tz="UTC")),
    ("_retrieval_id", pa.string()),
    ("_record", pa.int64()),
]


def _provenance(suite: str, i: int) -> dict:
    source = suite.removeprefix("staged_").split("__")[0]
    return {
        "_source": "articles" if source == "claims" else source,
        "_page_url": f"file:{i}" if suite.endswith("documents") else "file:page",  # documents differ in their address
        "_page_sha256": PAGE,
        "_retrieved_at": RETRIEVED_AT,
        "_retrieval_id": "r1",
        "_record": i,
    }


LINEAGE_PLANTS = {
    "_source_is_present": {"_source": None},
    "_source_is_known": {"_source": "somebody"},
    "_page_url_is_present": {"_page_url": None},
    "_page_sha256_has_its_form": {"_page_sha256": "A" * 64},
    "_page_sha256_is_present": {"_page_sha256": None},
    "_retrieved_at_is_present": {"_retrieved_at": None},
    "_retrieval_id_is_present": {"_retrieval_id": None},
    "_record_is_present": {"_record": None},
    "_record_is_in_range": {"_record": -1},
}
