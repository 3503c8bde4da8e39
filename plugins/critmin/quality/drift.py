"""Drift: how far a build moved since the one that readers see.

Rows are only ever added upstream, and past years are revised by little, so a table that shrank or a year that lost half
its value is a fault until somebody says that it is meant. What grew only warns. Thresholds:

    rows of a table            fewer by 20 %: warning; by 50 %, or none left: critical; ten times as many: warning
    value of a reporter's year moved by 10 %: warning; lost 50 %: critical
    top supplier's share       moved by 20 percentage points: warning; in a quarter of ten or more markets: critical
"""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from critmin import engine
from critmin.quality.verdicts import CRITICAL, WARNING, CheckResult, Verdict, shown
from critmin.quality.versions import source_version

SUITE = "drift"
FEWER_WARNS, FEWER_STOPS, MORE_WARNS = 0.20, 0.50, 10
VALUE_WARNS, VALUE_STOPS = 0.10, 0.50
SHARE_MOVED, SHARE_STOPS, SHARE_LEAST = 0.20, 0.25, 10
FEW_ROWS = 20  # below this a table may lose rows without more than a warning

# Tables that tell of runs, not of the world: their rows come and go.
OF_RUNS = frozenset({"fct_quality_results", "fct_quarantine", "dim_dates"})

FLOWS, VALUE = "fct_trade_flows", "primary_value"
FLOW_YEAR = "_source, reporter_iso3, flow, trade_year, period_kind, commodity_level"  # what may be added up within
MARKETS, SHARE = "fct_supply_dependencies", "top_supplier_share"
MARKET = "importer_iso3, mineral, stage, trade_year"


def compare(connection: engine.Connection, previous: Path, *, accept: bool = False) -> list[tuple[str, Verdict]]:
    """Compare the warehouse of `connection` with a published file, opened read-only beside it: (table, verdict)."""
    quoted = str(previous).replace("'", "''")
    connection.execute(f"attach '{quoted}' as before (read_only)")
    try:
        now = _tables(connection, None)
        was = _tables(connection, "before")
        found = {table: [_rows(connection, table, table in now)] for table in sorted(was - OF_RUNS)}
        if FLOWS in now & was:
            found[FLOWS].append(_values(connection))
        if MARKETS in now & was:
            found[MARKETS].append(_shares(connection))
    finally:
        connection.execute("detach before")
    version = source_version(Path(__file__))
    return [
        (table, Verdict(SUITE, version, tuple(_softened(r) if accept else r for r in results)))
        for table, results in found.items()
    ]


def _softened(result: CheckResult) -> CheckResult:
    return replace(result, severity=WARNING)


def _tables(connection: engine.Connection, catalogue: str | None) -> set[str]:
    name = "table_catalog = 'before'" if catalogue else "table_catalog = current_database()"
    listed = connection.sql("from information_schema.tables").filter(f"{name} and table_schema = 'marts'")
    return {row[0] for row in listed.project("table_name").fetchall()}


def _was(connection: engine.Connection, table: str) -> Any:
    return connection.sql(f"from before.marts.{engine.identifier(table)}")


def _now(connection: engine.Connection, table: str) -> Any:
    return connection.sql(f"from marts.{engine.identifier(table)}")


def _rows(connection: engine.Connection, table: str, is_there: bool) -> CheckResult:
    was = _was(connection, table).aggregate("count(*)").fetchall()[0][0]
    now = _now(connection, table).aggregate("count(*)").fetchall()[0][0] if is_there else 0
    lost = (was - now) / was if was else 0
    stops = not is_there or (was and not now) or (lost > FEWER_STOPS and was >= FEW_ROWS)
    moved = stops or lost > FEWER_WARNS or (was >= FEW_ROWS and now > MORE_WARNS * was)
    return CheckResult(
        check="rows_since_last_build",
        column=None,
        severity=CRITICAL if stops else WARNING,
        success=not moved,
        n_rows=now,
        n_unexpected=max(was - now, 0) if moved else 0,
        observed=f"{was} before, {now if is_there else 'no table'} now",
        description="A table does not lose its rows.",
    )


def _values(connection: engine.Connection) -> CheckResult:
    """What each reporter's year adds up to, where both builds have it."""

    def measured(relation: Any) -> dict[tuple, Decimal]:
        totals = relation.filter("is_counted").aggregate(f"{FLOW_YEAR}, sum({VALUE}) as value", FLOW_YEAR)
        return {tuple(row[:-1]): row[-1] for row in totals.fetchall() if row[-1]}

    def judged() -> tuple[list[str], bool, int]:
        was, now = measured(_was(connection, FLOWS)), measured(_now(connection, FLOWS))
        moves = {key: float((now.get(key, Decimal(0)) - was[key]) / was[key]) for key in was}
        far = {key: move for key, move in moves.items() if abs(move) > VALUE_WARNS}
        said = [f"{' '.join(str(k) for k in key)} {m:+.0%}" for key, m in sorted(far.items(), key=lambda pair: pair[1])]
        return said, any(move < -VALUE_STOPS for move in far.values()), len(moves)

    return _outcome("value_since_last_build", VALUE, "A reporter's year keeps most of its value.", judged)


def _shares(connection: engine.Connection) -> CheckResult:
    """The top supplier's share of each market that both builds have."""

    def measured(relation: Any) -> dict[tuple, float]:
        known = relation.project(f"{MARKET}, {SHARE}").filter(f"{SHARE} is not null")
        return {tuple(row[:-1]): float(row[-1]) for row in known.fetchall()}

    def judged() -> tuple[list[str], bool, int]:
        was, now = measured(_was(connection, MARKETS)), measured(_now(connection, MARKETS))
        both = was.keys() & now.keys()
        far = sorted((now[key] - was[key], key) for key in both if abs(now[key] - was[key]) > SHARE_MOVED)
        said = [f"{' '.join(str(k) for k in key)} {100 * move:+.0f} pp" for move, key in far]
        return said, len(far) > SHARE_STOPS * len(both) and len(both) >= SHARE_LEAST, len(both)

    return _outcome("top_shares_since_last_build", SHARE, "The top supplier's share of a market moves slowly.", judged)


def _outcome(
    name: str, column: str, description: str, judged: Callable[[], tuple[list[str], bool, int]]
) -> CheckResult:
    """The check that `judged` (what moved too far, whether that stops the build, how many were compared) amounts to.

    A build whose columns differ from the published one's cannot be compared: that is said, as a warning.
    """
    try:
        said, stops, n = judged()
    except engine.Error as error:
        observed = shown(f"not comparable: {str(error).splitlines()[0]}")
        return CheckResult(name, column, WARNING, False, 0, 1, observed, description)
    observed = shown(f"{len(said)} of {n} moved" + (f": {', '.join(said)}" if said else ""))
    return CheckResult(name, column, CRITICAL if stops else WARNING, not said, n, len(said), observed, description)
