"""The mart door: one pass over a built warehouse, opened read-only, before readers may see it.

Each table of the layers staging, intermediate and marts that has a suite is measured by one SQL scan; Great
Expectations judges the one-row frames. A suite without its table fails. A mart without a suite is a warning here and an
error of the house's tests.
"""

from pathlib import Path

from critmin import engine
from critmin.quality import drift, judging, reading, suites
from critmin.quality.verdicts import CRITICAL, WARNING, CheckResult, Verdict, WarehouseVerdict, shown

DOORS = {"staging": "staging", "intermediate": "intermediate", "mart": "marts"}  # door of the suites: schema


def judge_warehouse(path: Path, previous: Path | None = None, *, accept_drift: bool = False) -> WarehouseVerdict:
    """Judge a built warehouse file; `previous` is the published file to compare with, if there is one.

    With `accept_drift`, a move since the last build that would stop it is only a warning: for the day on which the
    change is meant. Raises engine.Error when a file cannot be opened.
    """
    verdicts: list[tuple[str, Verdict]] = []
    with reading.spilling(path, read_only=True) as connection:
        for door, schema in DOORS.items():
            there = set(engine.table_names(connection, schema))
            asked = {name.removeprefix(f"{door}_"): name for name in suites.names(door)}
            verdicts += [
                (table, judge_table(connection, schema, table) if table in asked else _unguarded(table))
                for table in sorted(there)
                if table in asked or door == "mart"
            ]
            verdicts += [(table, _missing(asked[table], schema)) for table in sorted(asked.keys() - there)]
        if previous is not None:
            verdicts += drift.compare(connection, previous, accept=accept_drift)
    return WarehouseVerdict(tuple(verdicts))


def judge_table(connection: engine.Connection, schema: str, table: str) -> Verdict:
    """Judge one table or view of a warehouse by its suite.

    Raises UnknownSuite.
    """
    door = next(door for door, name in DOORS.items() if name == schema)
    suite = suites.load(f"{door}_{table}")
    relation = connection.sql(f"from {engine.identifier(schema)}.{engine.identifier(table)}")  # `table` finds no views
    rows = reading.Rows(connection, relation, suite.derived)
    n_rows = rows.count()
    asked = suite.measures()
    results = judging.judge_measures(asked, rows.measured(asked), n_rows)
    expectations = suite.expectations()
    if expectations:
        numbered = relation.project(f"*, row_number() over () - 1 as {reading.POSITION}")
        row_wise = judging.RowWise(expectations)
        for frame in reading.Rows(connection, numbered, suite.derived).frames(judging.columns_of(expectations)):
            row_wise.look(frame)
        results += [t.result() for t in row_wise.tallies.values()]
    if not results:
        results = [CheckResult("has_checks", None, CRITICAL, False, n_rows, 1, "0 checks", "A suite checks something.")]
    return Verdict(suite.name, suite.version, tuple(results), n_rows=n_rows)


def _missing(name: str, schema: str) -> Verdict:
    said = "The table that the suite judges was built."
    found = shown(f"no table in schema {schema}")
    return Verdict(name, suites.version(name), (CheckResult("table_exists", None, CRITICAL, False, 0, 1, found, said),))


def _unguarded(table: str) -> Verdict:
    said = "Every public table has a suite."
    return Verdict("none", "", (CheckResult("has_suite", None, WARNING, False, 0, 1, f"no suite mart_{table}", said),))
