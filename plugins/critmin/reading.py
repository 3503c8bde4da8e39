"""Reading: articles into claims files, and the published warehouse by table or by SQL (read-only)."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa

from critmin import engine
from critmin.publishing import NoBuild, current_path
from critmin.settings import Settings

Progress = Callable[[str, int, int], None]


class CannotRead(ValueError):
    """A table, statement or file that cannot be read; the message says what to do."""


def read_files(paths: list[Path], out: Path, progress: Progress) -> tuple[list[dict], list[tuple[Path, str]]]:
    """Read claims out of files; writes `out/<name>.json` for each (gold schema plus quotes and offsets).

    Returns a row of counts a document, and the files that could not be read with the reason.
    Raises CannotRead or landing.CannotLand when a path is not an article.
    """
    from critmin import landing
    from critmin.claims.extract import extract
    from critmin.claims.gold import to_gold
    from critmin.extraction import document
    from critmin.lake import BadPage, Page, Retrieval, write_json
    from critmin.road import source_of
    from critmin.settings import settings

    source = source_of("articles")
    dropped = landing.find(source, [str(p) for p in paths])
    names = [Path(d.name).name.removesuffix(".gz").rsplit(".", 1)[0] for d in dropped]
    twice = sorted({n for n in names if names.count(n) > 1})
    if twice:
        raise CannotRead(f"Two documents would both be written to {twice[0]}.json; read them into different folders.")
    counts, failed = [], []
    for number, (each, name) in enumerate(zip(dropped, names, strict=True), start=1):
        content = each.path.read_bytes()
        look = Retrieval(
            source=source.slug,
            address=str(each.sidecar.get("address") or f"file:{each.name}"),
            name=each.name,
            method="file",
            retrieved_at=settings().now(),
            sha256=hashlib.sha256(content).hexdigest(),
            n_bytes=len(content),
            metadata=each.sidecar,
        )
        try:
            rows = source.parse(Page(content, look)).tables["documents"].to_pylist()
        except BadPage as error:
            failed.append((each.path, str(error)))
            continue
        for row in rows:
            read = document(row)
            gold = to_gold(extract(read), read)
            write_json(out / f"{name}.json", {"case": name, **gold})
            counts.append({"document": name, **{k: len(v) for k, v in gold.items() if isinstance(v, list)}})
        progress("read", number, len(dropped))
    return counts, failed


def verdicts(settings: Settings, source: str | None = None) -> list[dict]:
    """The newest verdict on each table: checks, failures and warnings, from the ops ledger."""
    files = sorted(str(p) for p in (settings.root / "ops" / "verdicts").rglob("[!.]*.parquet"))
    if not files:
        return []
    with engine.connect(config=settings) as connection:
        connection.read_parquet(files, union_by_name=True, hive_partitioning=False).create_view("verdicts")
        return engine.rows(
            connection,
            """
            select table_name, batch_id, max(checked_at) as checked_at, count(*) as checks,
                count(*) filter (where not is_success and severity = 'critical') as critical,
                count(*) filter (where not is_success and severity = 'warning') as warnings,
                string_agg(check_name, ', ' order by check_name) filter (where not is_success) as failed_checks
            from verdicts
            where ? is null or table_name like ? || '\\_\\_%' escape '\\'
            group by table_name, batch_id
            order by checked_at desc, table_name, batch_id
            """,
            [source, source],
        )


def _build_path(settings: Settings, build_id: str | None) -> Path:
    if build_id is None:
        return current_path(settings)
    path = settings.root / "builds" / Path(build_id).name / "warehouse.duckdb"
    if not path.exists():
        raise NoBuild(f"There is no build {build_id}; `critmin runs` lists them.")
    return path


def ask(settings: Settings, sql: str, build_id: str | None = None) -> list[dict]:
    """Run one read-only statement on a published build, with `marts` as the default schema.

    Raises CannotRead with the engine's message.
    """
    return _ask(settings, sql, build_id).to_pylist()


def _ask(settings: Settings, sql: str, build_id: str | None) -> pa.Table:
    with engine.connect(_build_path(settings, build_id), read_only=True, config=settings) as connection:
        connection.execute("use marts")
        # a reader's SQL may read the warehouse, never this machine's files
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
        try:
            return engine.arrow(connection, sql)
        except engine.Error as error:
            raise CannotRead(f"{error}\n`critmin show` lists the tables, `critmin show TABLE` their columns.") from None


def list_tables(settings: Settings) -> list[dict]:
    """The published tables with their rows."""
    with engine.connect(current_path(settings), read_only=True, config=settings) as connection:
        found = []
        for name in engine.table_names(connection):
            n_rows = connection.table(f"marts.{name}").aggregate("count(*)").fetchall()[0][0]
            found.append({"table": name, "rows": n_rows})
        return found


def read_table(settings: Settings, table: str, limit: int | None = None) -> list[dict]:
    """The first rows of a published table. Raises CannotRead for a table that is not there."""
    with engine.connect(current_path(settings), read_only=True, config=settings) as connection:
        if table not in engine.table_names(connection):
            raise CannotRead(f"There is no table {table}; `critmin show` lists them.")
        relation = connection.table(f"marts.{table}")
        return (relation.limit(limit) if limit is not None else relation).to_arrow_table().to_pylist()
