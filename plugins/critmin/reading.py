"""Reading: articles into claims files, and the published warehouse by table or by SQL (read-only)."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from critmin import engine
from critmin.claims.claim import Document
from critmin.landing import Dropped, find
from critmin.publishing import NoBuild, current_path
from critmin.settings import Settings

Progress = Callable[[str, int, int], None]


class CannotRead(ValueError):
    """A table, statement or file that cannot be read; the message says what to do."""


@dataclass(frozen=True)
class Opened:
    """A file that should hold an article: its document, or the reason why there is none."""

    name: str  # without endings
    document: Document | None
    reason: str = ""


def find_files(paths: list[Path]) -> list[Dropped]:
    """The articles under `paths` (files or folders). Raises landing.CannotLand when a path is not an article."""
    from critmin.road import source_of

    return find(source_of("articles"), [str(p) for p in paths])


def open_file(each: Dropped) -> Opened:
    """An article on disk as the reader of claims sees it, its sidecar heeded; nothing lands."""
    from critmin.extraction import document
    from critmin.lake import BadPage, Page, Retrieval
    from critmin.road import source_of
    from critmin.settings import settings

    source = source_of("articles")
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
        (row,) = source.parse(Page(content, look)).tables["documents"].to_pylist()
    except BadPage as error:
        return Opened(_stem(each), None, str(error))
    return Opened(_stem(each), document(row))


def _stem(each: Dropped) -> str:
    return Path(each.name).name.removesuffix(".gz").rsplit(".", 1)[0]


def read_files(paths: list[Path], out: Path, progress: Progress) -> tuple[list[dict], list[tuple[Path, str]]]:
    """Read claims out of files; writes `out/<name>.json` for each (gold schema plus quotes and offsets).

    Returns a row of counts a document, and the files that could not be read with the reason.
    Raises CannotRead or landing.CannotLand when a path is not an article.
    """
    from critmin.claims.extract import extract
    from critmin.claims.gold import to_gold
    from critmin.lake import write_json

    dropped = find_files(paths)
    names = [_stem(each) for each in dropped]
    twice = sorted({n for n in names if names.count(n) > 1})
    if twice:
        raise CannotRead(f"Two documents would both be written to {twice[0]}.json; read them into different folders.")
    counts, failed = [], []
    for number, each in enumerate(dropped, start=1):
        opened = open_file(each)
        if opened.document is None:
            failed.append((each.path, opened.reason))
            continue
        gold = to_gold(extract(opened.document), opened.document)
        write_json(out / f"{opened.name}.json", {"case": opened.name, **gold})
        counts.append({"document": opened.name, **{k: len(v) for k, v in gold.items() if isinstance(v, list)}})
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


def ask(settings: Settings, sql: str, build_id: str | None = None, parameters: list | None = None) -> list[dict]:
    """Run one read-only statement on a published build, with `marts` as the default schema.

    `parameters` stand for the `?` of a statement. Raises CannotRead with the engine's message.
    """
    return _ask(settings, sql, build_id, parameters).to_pylist()


def _ask(settings: Settings, sql: str, build_id: str | None, parameters: list | None = None) -> pa.Table:
    with engine.connect(_build_path(settings, build_id), read_only=True, config=settings) as connection:
        connection.execute("use marts")
        # a reader's SQL may read the warehouse, never this machine's files
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
        try:
            return engine.arrow(connection, sql, parameters)
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
