"""Measures: aggregates that one SQL scan computes over a whole table, each with the bounds it must keep.

A measure becomes one column of a one-row frame that Great Expectations judges, so that the cost of a check does not
grow with the table. A measure without a value (an aggregate over nothing) fails: no number is no proof.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from critmin.quality.verdicts import CRITICAL, WARNING


@dataclass(frozen=True)
class Measure:
    """One aggregate and its bounds (both included). `sql` is a constant of ours, never a reader's text.

    With `each` and `by`, `sql` aggregates over groups: `each` is computed per group of the columns `by` and called `v`.
    """

    name: str
    sql: str
    description: str
    minimum: float | None = None
    maximum: float | None = None
    column: str | None = None
    severity: str = CRITICAL
    may_be_null: bool = False
    each: str = ""
    by: str = ""

    def __post_init__(self) -> None:
        if self.minimum is None and self.maximum is None:
            raise ValueError(f"{self.name}: a measure without a bound checks nothing")


def text(value: str) -> str:
    """`value` as an SQL text literal."""
    return "'" + value.replace("'", "''") + "'"


def texts(values: Iterable[str]) -> str:
    """`values` as the inside of an SQL list or `in (...)`, in order."""
    return ", ".join(text(v) for v in sorted(values))


def never(
    name: str, condition: str, description: str, *, column: str | None = None, severity: str = CRITICAL
) -> Measure:
    """No row for which `condition` is true (an unknown truth does not count)."""
    return Measure(
        name, f"count(*) filter (where {condition})", description, maximum=0, column=column, severity=severity
    )


def rarely(name: str, condition: str, description: str, *, at_most: float, column: str | None = None) -> Measure:
    """At most a share `at_most` (0 to 1) of the rows for which `condition` is true; only a warning."""
    sql = f"coalesce(count(*) filter (where {condition}) / nullif(count(*), 0), 0)"
    return Measure(name, sql, description, maximum=at_most, column=column, severity=WARNING)


def has_rows(minimum: int = 1, *, severity: str = CRITICAL) -> Measure:
    """At least `minimum` rows: an empty table passes every other check (R28)."""
    return Measure("has_rows", "count(*)", f"At least {minimum} rows.", minimum=minimum, severity=severity)


def unique(*columns: str) -> Measure:
    """No two rows share `columns` (nulls are alike)."""
    sql = f"count(*) - count(distinct row({', '.join(columns)}))"
    said = f"One row per {', '.join(columns)}."
    return Measure("grain_is_unique", sql, said, maximum=0, column=columns[0] if len(columns) == 1 else None)


def present(*columns: str) -> list[Measure]:
    """No null, and no empty text, in `columns`."""
    return [
        never(f"{c}_is_present", f"{c} is null or cast({c} as varchar) = ''", f"{c} is never null or empty.", column=c)
        for c in columns
    ]


def known(column: str, values: Iterable[str], what: str) -> Measure:
    """Every value of `column` that is not null is one of `values`."""
    return never(
        f"{column}_is_known", f"{column} not in ({texts(values)})", f"{column} is one of the {what}.", column=column
    )


def between(
    column: str, low: float | None, high: float | None, description: str, *, severity: str = CRITICAL
) -> Measure:
    """Every value of `column` that is not null lies in [low, high]; a bound that is None is open."""
    beyond = [f"{column} < {low}"] if low is not None else []
    beyond += [f"{column} > {high}"] if high is not None else []
    name = f"{column}_is_in_range"
    return never(name, " or ".join(beyond), description, column=column, severity=severity)


def matches(column: str, pattern: str, description: str) -> Measure:
    """Every value of `column` that is not null matches the whole of `pattern` (RE2)."""
    condition = f"not regexp_full_match({column}, {text(pattern)})"
    return never(f"{column}_has_its_form", condition, description, column=column)


def ordered(earlier: str, later: str, description: str, *, strictly: bool = False) -> Measure:
    """`later` is not before `earlier` wherever both are known."""
    condition = f"{later} {'<=' if strictly else '<'} {earlier}"
    return never(f"{earlier}_before_{later}", condition, description, column=later)


def typical(
    name: str,
    sql: str,
    description: str,
    *,
    minimum: float | None = None,
    maximum: float | None = None,
    column: str | None = None,
) -> Measure:
    """A plausible value of an aggregate: outside its bounds a warning; an empty table says nothing."""
    asked = f"case when count(*) > 0 then {sql} end"
    return Measure(name, asked, description, minimum, maximum, column, WARNING, may_be_null=True)


def per_group(name: str, each: str, by: str, condition: str, description: str, *, column: str | None = None) -> Measure:
    """No group (of the columns `by`) for whose aggregate `each`, called v, `condition` is true."""
    return Measure(
        name, f"count(*) filter (where {condition})", description, maximum=0, column=column, each=each, by=by
    )


def mostly_per_group(
    name: str, each: str, by: str, condition: str, description: str, *, at_most: float, column: str | None = None
) -> Measure:
    """At most a share `at_most` (0 to 1) of the groups for which `condition` on v is true; only a warning."""
    share = rarely(name, condition, description, at_most=at_most, column=column)
    return replace(share, each=each, by=by)
