"""What a gate says: checks, verdicts, examinations. Plain values, so that reading one costs no heavy import."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

import pyarrow as pa

from critmin.lake import QUALITY_RESULTS

CRITICAL = "critical"
WARNING = "warning"


@dataclass(frozen=True)
class CheckResult:
    """One check and its outcome. `observed` is what was found, in words or as a number, shortened."""

    check: str
    column: str | None
    severity: str  # critical | warning
    success: bool
    n_rows: int
    n_unexpected: int
    observed: str = ""
    description: str = ""
    suite: str = ""

    def __str__(self) -> str:
        return f"{self.suite}: {self.check}: {self.observed} ({self.description})"


class Fault(NamedTuple):
    """Why one row cannot be admitted: the rule it broke first, and what it said."""

    rule: str
    reason: str


@dataclass(frozen=True)
class Verdict:
    """The outcome of one suite over one table.

    `bad_rows` maps positions (from 0, in the order of the rows) to the first critical rule that each row broke.
    It is complete unless `is_naming_complete` is false: then more rows were bad than a gate keeps in memory.
    """

    suite: str
    suite_version: str
    results: tuple[CheckResult, ...]
    bad_rows: dict[int, Fault] = field(default_factory=dict)
    is_naming_complete: bool = True
    n_rows: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "results", tuple(replace(r, suite=self.suite) for r in self.results))

    @property
    def failures(self) -> tuple[CheckResult, ...]:
        """The critical checks that failed: what stops the road."""
        return tuple(r for r in self.results if not r.success and r.severity == CRITICAL)

    @property
    def warnings(self) -> tuple[CheckResult, ...]:
        """The checks that failed and stop nothing."""
        return tuple(r for r in self.results if not r.success and r.severity != CRITICAL)

    @property
    def passed(self) -> bool:
        """Whether no critical check failed and at least one check ran."""
        return bool(self.results) and not self.failures

    def with_results(self, *more: CheckResult) -> "Verdict":
        """The same verdict with further checks."""
        return replace(self, results=self.results + more)

    def to_table(self, door: str, table_name: str, batch_id: str, checked_at: datetime) -> pa.Table:
        """The checks as rows of QUALITY_RESULTS."""
        return pa.Table.from_pylist(
            [
                {
                    "door": door,
                    "table_name": table_name,
                    "batch_id": batch_id,
                    "suite": self.suite,
                    "suite_version": self.suite_version,
                    "check_name": r.check,
                    "column_name": r.column,
                    "severity": r.severity,
                    "is_success": r.success,
                    "n_rows": r.n_rows,
                    "n_unexpected": r.n_unexpected,
                    "observed": r.observed,
                    "description": r.description,
                    "checked_at": checked_at,
                }
                for r in self.results
            ],
            schema=QUALITY_RESULTS,
        )


@dataclass(frozen=True)
class Examination:
    """What the staged door decided about one batch.

    `verdict` holds the checks over the rows that go on, the conservation checks among them. `quarantined` has the
    schema QUARANTINE and is empty when the batch was stopped whole; `bad_rows` then says which rows were at fault.
    """

    table_name: str
    verdict: Verdict
    quarantined: pa.Table
    n_rows: int
    bad_rows: dict[int, Fault]
    parts: Callable[[], Iterator[pa.Table]] = field(repr=False)

    @property
    def passed(self) -> bool:
        return self.verdict.passed

    @property
    def results(self) -> tuple[CheckResult, ...]:
        return self.verdict.results

    @property
    def failures(self) -> tuple[CheckResult, ...]:
        return self.verdict.failures

    @property
    def is_whole(self) -> bool:
        """Whether every row goes on, so that the staged file itself may be admitted."""
        return self.passed and not self.bad_rows

    @property
    def n_admitted(self) -> int:
        return self.n_rows - self.quarantined.num_rows if self.passed else 0

    def admitted_parts(self) -> Iterator[pa.Table]:
        """The rows that go on, in their order and a bounded piece at a time; nothing when the batch was stopped."""
        return self.parts() if self.passed else iter(())

    def admitted(self, batch: pa.Table) -> pa.Table:
        """The rows of `batch` (the table that was examined) that go on; none when it was stopped."""
        if not self.passed:
            return batch.slice(0, 0)
        return without(batch, 0, self.bad_rows)

    def to_table(self, batch_id: str, checked_at: datetime) -> pa.Table:
        """The checks as rows of QUALITY_RESULTS, door `staged`."""
        return self.verdict.to_table("staged", self.table_name, batch_id, checked_at)


@dataclass(frozen=True)
class WarehouseVerdict:
    """The outcome of the mart door: a verdict per table, and one more for how it moved since the build before."""

    verdicts: tuple[tuple[str, Verdict], ...]  # table and what was said of it

    @property
    def failures(self) -> tuple[CheckResult, ...]:
        """The critical checks that failed, whichever table they are of."""
        return tuple(r for _, v in self.verdicts for r in v.failures)

    @property
    def warnings(self) -> tuple[str, ...]:
        """One line for each failed check that stops nothing."""
        return tuple(str(r) for _, v in self.verdicts for r in v.warnings)

    @property
    def passed(self) -> bool:
        """Whether something was judged and every table passed."""
        return bool(self.verdicts) and all(v.passed for _, v in self.verdicts)

    def to_table(self, build_id: str, checked_at: datetime) -> pa.Table:
        """All checks as rows of QUALITY_RESULTS, door `mart`."""
        parts = [v.to_table("mart", table, build_id, checked_at) for table, v in self.verdicts]
        return pa.concat_tables([QUALITY_RESULTS.empty_table(), *parts])


def without(piece: pa.Table, start: int, bad: Iterable[int]) -> pa.Table:
    """The rows of a piece, whose first row has position `start`, that are not among the positions `bad`."""
    wrong = [p - start for p in bad if start <= p < start + piece.num_rows]
    if not wrong:
        return piece
    mask = [True] * piece.num_rows
    for place in wrong:
        mask[place] = False
    return piece.filter(pa.array(mask, pa.bool_()))


def shown(value: object, longest: int = 200) -> str:
    """A value as a person may read it in a report, on one line and shortened."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1] + "…"
