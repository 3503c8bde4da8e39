"""The gates. `judge` asks one suite about one table; `examine` decides what of a staged batch a build may read.

Critical stops, a warning is recorded. An exception inside a check is a failed check, no check at all is a failure
(R28), a table without a suite is an error. What cannot be believed goes to quarantine with its rule and reason if
it is little; else the batch is stopped whole. Rows and value in = out + quarantined is itself a check.
"""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import pyarrow as pa

from critmin.lake import QUARANTINE
from critmin.quality import judging, reading, suites
from critmin.quality.measures import has_rows
from critmin.quality.suites import UnknownSuite
from critmin.quality.verdicts import (
    CRITICAL,
    WARNING,
    CheckResult,
    Examination,
    Fault,
    Verdict,
    WarehouseVerdict,
    shown,
    without,
)
from critmin.quality.warehouse_door import judge_warehouse
from critmin.settings import settings

__all__ = [
    "CheckResult",
    "Examination",
    "Fault",
    "UnknownSuite",
    "Verdict",
    "WarehouseVerdict",
    "conservation",
    "examine",
    "judge",
    "judge_warehouse",
    "orphans",
    "quotes_hold",
    "suite_version",
]

SMALLEST_BASE = 20  # the limit counts a smaller batch as this large, so that one bad row in six does not stop five
LONGEST_CONTENT = 2_000


def suite_version(suite_name: str) -> str:
    """What a suite asks today, as a short name: a batch is admitted under it. Costs no heavy import.

    Raises UnknownSuite.
    """
    return suites.version(suite_name)


def judge(suite_name: str, rows: Any) -> Verdict:
    """Ask one suite about a table: a pandas frame, an Arrow table or the path of a Parquet file.

    Memory does not grow with the table. Raises UnknownSuite.
    """
    suite = suites.load(suite_name)
    with reading.opened(rows, suite.derived) as opened:
        return _judge(suite, opened)


def _judge(suite: suites.Suite, rows: reading.Rows, known_bad: Mapping[int, tuple[str, str]] | None = None) -> Verdict:
    n_rows = rows.count()
    row_wise = judging.RowWise(suite.expectations())
    if row_wise.tallies:
        for frame in rows.frames(judging.columns_of(t.expectation for t in row_wise.tallies.values())):
            row_wise.look(frame)
    asked = suite.measures()
    if not row_wise.tallies and not asked:
        nothing = CheckResult("has_checks", None, CRITICAL, False, n_rows, 1, "0 checks", "A suite checks something.")
        return Verdict(suite.name, suite.version, (nothing,), n_rows=n_rows)
    if all(m.name != "has_rows" for m in asked):
        asked = [has_rows(), *asked]
    results = judging.judge_measures(asked, rows.measured(asked), n_rows)
    results += [t.result() for t in row_wise.tallies.values()]
    bad_rows = dict(row_wise.bad_rows)
    if suite.grain:
        result, repeats = _grain(suite.grain, rows, n_rows)
        results.append(result)
        bad_rows = {**repeats, **bad_rows}
    bad_rows |= {p: Fault(*fault) for p, fault in (known_bad or {}).items() if p not in bad_rows}
    complete = row_wise.is_naming_complete and len(bad_rows) < judging.MOST_NAMED
    return Verdict(suite.name, suite.version, tuple(results), dict(sorted(bad_rows.items())), complete, n_rows)


def _grain(grain: tuple[str, ...], rows: reading.Rows, n_rows: int) -> tuple[CheckResult, dict[int, Fault]]:
    from critmin import engine

    said = f"One row per {', '.join(grain)}."
    try:
        n, bad, examples = rows.repeated(grain)
    except engine.Error as error:
        observed = shown(f"{type(error).__name__}: {error}")
        return CheckResult("grain_is_unique", None, CRITICAL, False, n_rows, 1, observed, said), {}
    observed = f"{n} of {n_rows} rows, e.g. {'; '.join(examples)}" if n else f"{n_rows} rows"
    return CheckResult("grain_is_unique", None, CRITICAL, n == 0, n_rows, n, shown(observed), said), bad


def examine(
    rows: Any,
    table_name: str,
    conserved: str | None = None,
    quarantine_limit: float | None = None,
    *,
    known_bad: Mapping[int, tuple[str, str]] | None = None,
    batch_id: str = "",
) -> Examination:
    """Decide what of a staged batch (an Arrow table or the path of its Parquet file) a build may read.

    `conserved` names the decimal column whose sum must survive. `quarantine_limit` is the share of rows that may be
    taken out (default: the setting). `known_bad` maps positions to (rule, reason) where the caller found a row
    wanting, such as a claim whose quote does not hold. Raises UnknownSuite.
    """
    limit = settings().quarantine_limit if quarantine_limit is None else quarantine_limit
    suite = suites.load(f"staged_{table_name}")
    with reading.opened(rows, suite.derived) as opened:
        verdict = _judge(suite, opened, known_bad)
        bad = verdict.bad_rows
        allowed = int(limit * max(verdict.n_rows, SMALLEST_BASE) + 1e-9)
        if not verdict.is_naming_complete or len(bad) > allowed:
            verdict = verdict.with_results(_too_many(verdict, allowed))
        elif bad:
            verdict = _judge(suite, opened.without(list(bad)))
        value_in = opened.total(conserved) if conserved else None
        n_rows = opened.count()
    if not verdict.passed:
        return Examination(table_name, verdict, QUARANTINE.empty_table(), n_rows, bad, lambda: iter(()))
    quarantined = _quarantine(rows, bad, table_name, batch_id, conserved)
    out_rows, out_value = 0, Decimal(0)
    for part in _kept(rows, bad):
        out_rows += part.num_rows
        out_value += reading.exact_sum(part, conserved) if conserved else 0
    checks = [_taken_out(bad, n_rows)] if bad else []
    checks += conservation(
        "gate",
        rows=(n_rows, out_rows, quarantined.num_rows),
        value=(value_in, out_value, reading.exact_sum(quarantined, "value")) if conserved else None,
    )
    return Examination(table_name, verdict.with_results(*checks), quarantined, n_rows, bad, lambda: _kept(rows, bad))


def conservation(
    step: str, *, rows: tuple[int, int, int], value: tuple[Decimal, Decimal, Decimal] | None = None
) -> list[CheckResult]:
    """In = out + kept out, exactly, for one step: its rows and, where the table has one, its value.

    `rows` and `value` are (in, out, kept out).
    """
    tallies = [("rows_conserved", rows)] + ([("value_conserved", value)] if value else [])
    results = []
    for name, (came, went, kept) in tallies:
        lost = came - went - kept
        results.append(
            CheckResult(
                check=name,
                column=None,
                severity=CRITICAL,
                success=lost == 0,
                n_rows=rows[0],
                n_unexpected=0 if lost == 0 else 1,
                observed=f"{came} in = {went} out + {kept} kept out" + (f" + {lost} lost" if lost else ""),
                description=f"Nothing is lost or made up at the step '{step}'.",
            )
        )
    return results


def quotes_hold(claims: pa.Table, texts: Mapping[str, str]) -> list[int]:
    """Positions of claims whose quote does not stand in its document at the place they give.

    `texts` maps document ids to their texts; commitments are found by the page they were read from. An unknown
    document counts as a quote that does not hold.
    """
    key = "document_id" if "document_id" in claims.schema.names else "_page_sha256"
    places = claims.select([key, "quote", "quote_start", "quote_end"]).to_pylist()
    return [
        i
        for i, place in enumerate(places)
        if place[key] not in texts or texts[place[key]][place["quote_start"] : place["quote_end"]] != place["quote"]
    ]


def orphans(commitments: pa.Table, claim_keys: set[str]) -> list[int]:
    """Positions of commitments whose agreement was not admitted."""
    return [i for i, key in enumerate(commitments["claim_key"].to_pylist()) if key not in claim_keys]


def _too_many(verdict: Verdict, allowed: int) -> CheckResult:
    n = len(verdict.bad_rows)
    return CheckResult(
        check="bad_rows_are_few",
        column=None,
        severity=CRITICAL,
        success=False,
        n_rows=verdict.n_rows,
        n_unexpected=n,
        observed=f"{n}{'' if verdict.is_naming_complete else ' or more'} of {verdict.n_rows} rows, at most {allowed}",
        description="A batch is stopped whole when more of its rows are bad than may be quarantined.",
    )


def _taken_out(bad: Mapping[int, Fault], n_rows: int) -> CheckResult:
    counts: dict[str, int] = {}
    for fault in bad.values():
        counts[fault.rule] = counts.get(fault.rule, 0) + 1
    said = ", ".join(f"{rule} {n}" for rule, n in sorted(counts.items()))
    return CheckResult(
        check="rows_quarantined",
        column=None,
        severity=WARNING,
        success=False,
        n_rows=n_rows,
        n_unexpected=len(bad),
        observed=shown(f"{len(bad)} of {n_rows} rows: {said}"),
        description="Rows that broke a critical rule were kept out; the rest goes on.",
    )


def _kept(rows: Any, bad: Mapping[int, Fault]) -> Iterator[pa.Table]:
    for start, piece in reading.pieces(rows):
        yield without(piece, start, bad)


def _quarantine(rows: Any, bad: Mapping[int, Fault], table_name: str, batch_id: str, conserved: str | None) -> pa.Table:
    out = []
    for start, piece in reading.pieces(rows) if bad else ():
        wrong = [p for p in bad if start <= p < start + piece.num_rows]
        for position, row in zip(
            wrong, piece.take(pa.array([p - start for p in wrong], pa.int64())).to_pylist(), strict=True
        ):
            content = {k: v for k, v in row.items() if not k.startswith("_") and v is not None}
            out.append(
                {name: row.get(name) for name in QUARANTINE.names if name.startswith("_")}
                | {
                    "source": table_name.partition("__")[0],
                    "table_name": table_name,
                    "batch_id": batch_id,
                    "door": "staged",
                    "rule": bad[position].rule,
                    "reason": bad[position].reason[:LONGEST_CONTENT],
                    "content": json.dumps(content, ensure_ascii=False, default=str)[:LONGEST_CONTENT],
                    "value": row[conserved] if conserved else None,
                    "n_records": 1,
                }
            )
    return pa.Table.from_pylist(out, schema=QUARANTINE)
