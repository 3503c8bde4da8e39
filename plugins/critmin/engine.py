"""The one owner of DuckDB: connections, their settings, Arrow in and out.

Beware  One process may not hold a file read-write and read-only at once; readers open published builds only.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from critmin.settings import Settings, settings

Connection = duckdb.DuckDBPyConnection
Error = duckdb.Error


@contextmanager
def connect(
    path: Path | str = ":memory:", *, read_only: bool = False, config: Settings | None = None
) -> Iterator[Connection]:
    """A connection in UTC, bounded in threads and memory, that never reaches for the network.

    Raises duckdb.IOException when another process holds `path` read-write.
    """
    wanted = config or settings()
    connection = duckdb.connect(
        str(path),
        read_only=read_only,
        config={
            "threads": wanted.threads,
            "memory_limit": wanted.memory_limit,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        },
    )
    try:
        connection.execute("set TimeZone = 'UTC'")  # known only once the built-in ICU extension is loaded
        yield connection
    finally:
        connection.close()


def table_names(connection: Connection, schema: str = "marts") -> list[str]:
    """The tables and views of a schema, in order."""
    rows = connection.execute(
        "select table_name from information_schema.tables where table_schema = ? order by 1", [schema]
    ).fetchall()
    return [name for (name,) in rows]


def identifier(name: str) -> str:
    """`name` quoted as an SQL identifier (for names that come from a catalogue, never from a reader)."""
    return '"' + name.replace('"', '""') + '"'


def arrow(connection: Connection, sql: str, parameters: list | None = None) -> pa.Table:
    """The result of one statement as an Arrow table."""
    return connection.execute(sql, parameters or []).to_arrow_table()


def rows(connection: Connection, sql: str, parameters: list | None = None) -> list[dict]:
    """The result of one statement as dictionaries, for small results."""
    return arrow(connection, sql, parameters).to_pylist()


def column(name: str) -> duckdb.Expression:
    """A column of a relation, for projections that are built without SQL text."""
    return duckdb.ColumnExpression(name)


def null() -> duckdb.Expression:
    """A null, for projections that are built without SQL text."""
    return duckdb.ConstantExpression(None)


# Columns that say when or how a run happened, not what the warehouse holds.
RUN_COLUMNS = frozenset({"checked_at", "build_id", "seconds"})


def content_hashes(path: Path, schema: str = "marts") -> dict[str, str]:
    """Per table, a hash of its rows that does not depend on their order, on threads or on run timestamps.

    Each row becomes text, md5 of it a number, and the numbers are added up, so that a doubled row counts twice.
    """
    call, constant = duckdb.FunctionExpression, duckdb.ConstantExpression
    found = {}
    with connect(path, read_only=True) as connection:
        for table in table_names(connection, schema):
            relation = connection.table(f"{schema}.{table}")
            texts = [column(n).cast("varchar") for n in sorted(set(relation.columns) - RUN_COLUMNS)]
            cells = [duckdb.CoalesceOperator(text, constant("\x01")) for text in texts]
            # 60 bits of md5 a row: their sum stays far inside a HUGEINT
            number = call("md5_number_lower", call("concat_ws", constant("\x1f"), *cells))
            rows = relation.select(call("mod", number, constant(2**60)).cast("hugeint").alias("n"))
            n_rows, total = rows.aggregate("count(*), coalesce(sum(n), 0)").fetchall()[0]
            found[table] = f"{n_rows}:{total:x}"
    return found


def starts_with(name: str, beginning: str) -> duckdb.Expression:
    """Whether a column's text begins with `beginning`."""
    return duckdb.FunctionExpression("starts_with", column(name), duckdb.ConstantExpression(beginning))


def is_in(name: str, values: list) -> duckdb.Expression:
    """Whether a column's value is one of `values` (never, for none)."""
    if not values:
        return duckdb.ConstantExpression(False)
    return column(name).isin(*[duckdb.ConstantExpression(v) for v in values])
