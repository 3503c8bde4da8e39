"""One private DuckDB file: the staged views over frozen inputs, and dbt as a child process."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from critmin import engine
from critmin.inputs import Input, Inputs
from critmin.lake import Staged, write_json
from critmin.settings import PROJECT, Settings
from critmin.tables import BUILD_PARAMETERS, staged_schemas

DBT_PROJECT = PROJECT / "dbt_project"
FILE_NAME = "warehouse.duckdb"  # never changes: DuckDB names the catalogue after it
STAGED = "staged"

Progress = Callable[[str, int, int], None]


class BuildFailed(RuntimeError):
    """dbt ended with an error; the message names the models or tests that failed."""


@dataclass(frozen=True)
class DbtResult:
    """How many nodes ran, and which only warned."""

    n_nodes: int
    warnings: tuple[str, ...]


def prepare(settings: Settings, inputs: Inputs, folder: Path) -> Path:
    """Make `folder/warehouse.duckdb` with nothing in it but typed views (schema `staged`) over the inputs.

    Also writes `folder/inputs.json`. Raises OSError when an input is not the file that was admitted.
    """
    folder.mkdir(parents=True, exist_ok=True)
    write_json(folder / "inputs.json", inputs.to_json())
    path = folder / FILE_NAME
    for leftover in folder.glob(f"{FILE_NAME}*"):
        leftover.unlink()
    staged = Staged(settings.root)
    with engine.connect(path, config=settings) as connection:
        connection.execute("create schema staged")
        connection.execute("use staged")  # a relation's view takes a bare name only
        for table, schema in staged_schemas().items():
            if table == "ops__quality_results":
                files = list(inputs.results_files)
            elif table == "ops__quarantine":
                files = list(inputs.quarantine_files)
            else:
                _claim_inputs(connection, staged, table, schema, inputs.tables.get(table, ()))
                continue
            _view(connection, table, schema, [settings.root / f for f in files])
        parameters = pa.Table.from_pylist(
            [{"as_known_at": inputs.as_known_at, "as_of_date": inputs.as_of_date}], schema=BUILD_PARAMETERS
        )
        connection.from_arrow(parameters).create("ops__build_parameters")
    return path


def _claim_inputs(
    connection: engine.Connection, staged: Staged, table: str, schema: pa.Schema, inputs: tuple[Input, ...]
) -> None:
    """The view (or, where a newer parser took over part of a batch, the table) of one staged table."""
    paths = [staged.verified(i) for i in inputs]
    if all(i.is_whole for i in inputs):
        _view(connection, table, schema, paths)
        return
    parts = []
    for item, path in zip(inputs, paths, strict=True):
        rows = pq.read_table(path, partitioning=None)
        parts.append(rows.filter(pc.is_in(rows["_retrieval_id"], pa.array(item.retrieval_ids))))
    connection.from_arrow(pa.concat_tables(parts).select(schema.names)).create(table)


def _view(connection: engine.Connection, table: str, schema: pa.Schema, paths: list[Path]) -> None:
    """A view over Parquet files, or an empty typed table when there is none."""
    if paths:
        relation = connection.read_parquet([str(p) for p in paths], union_by_name=True, hive_partitioning=False)
        relation.select(*[engine.column(name) for name in schema.names]).create_view(table)
    else:
        connection.from_arrow(schema.empty_table()).create(table)


def run_dbt(settings: Settings, path: Path, progress: Progress | None = None) -> DbtResult:
    """One `dbt build` on the private file, in a process of its own.

    Unit tests and the tests of seeds are about our code, not about what arrived: they belong to the test suite.

    Raises BuildFailed with the failed nodes' names and messages.
    """
    target = settings.root / "work" / "dbt"  # kept between builds: dbt reuses what it parsed
    target.mkdir(parents=True, exist_ok=True)
    arguments = [
        sys.executable, "-m", "critmin.dbt_child",
        "--log-format", "json", "--log-level", "info", "--log-level-file", "none",
        "build", "--project-dir", str(DBT_PROJECT), "--profiles-dir", str(DBT_PROJECT), "--target-path", str(target),
        "--threads", str(settings.threads),
        "--exclude-resource-type", "unit_test", "--exclude", "path:seeds,resource_type:test",
    ]  # fmt: skip
    environment = settings.child_environment(
        # a bare name: the same in every attempt, or dbt would parse the whole project anew
        CRITMIN_WAREHOUSE=path.name,
        CRITMIN_THREADS=str(settings.threads),
        DBT_LOG_PATH=str(target / "logs"),
    )
    problems: list[str] = []
    n_nodes = 0
    last_lines: list[str] = []
    with subprocess.Popen(
        arguments,
        stdin=subprocess.PIPE,  # held open: when this process goes, however it goes, dbt goes too
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
        cwd=path.parent,
    ) as child:
        for line in child.stdout or ():
            event = _event(line)
            told = line if event is None else event.get("info", {}).get("msg", "")
            last_lines = [*last_lines[-19:], told.rstrip()]
            if event is None:
                continue
            name, data = event.get("info", {}).get("name"), event.get("data", {})
            if name in {"LogModelResult", "LogTestResult", "LogSeedResult", "LogSnapshotResult", "LogNodeResult"}:
                n_nodes += 1
                if progress:
                    progress("dbt build", int(data.get("index") or n_nodes), int(data.get("total") or n_nodes))
            elif event.get("info", {}).get("level") == "error" and event["info"].get("msg", "").strip():
                problems.append(event["info"]["msg"].strip())
    if child.returncode:
        said = "\n".join(problems) or "\n".join(last_lines)
        raise BuildFailed(f"dbt build failed on {path}:\n{said}\nTo look into it: see docs/runbooks/dbt.md")
    return DbtResult(n_nodes, _warnings(target / "run_results.json"))


def _event(line: str) -> dict | None:
    try:
        event = json.loads(line)
    except json.JSONDecodeError:
        return None
    return event if isinstance(event, dict) else None


def _warnings(path: Path) -> tuple[str, ...]:
    if not path.exists():
        return ()
    results = json.loads(path.read_text(encoding="utf-8"))["results"]
    return tuple(sorted(r["unique_id"] for r in results if r["status"] == "warn"))


def seal(path: Path, settings: Settings) -> None:
    """Drop what only the build needed (staged views and everything that reads them), and write the file out whole."""
    with engine.connect(path, config=settings) as connection:
        views = connection.execute(
            "select schema_name, view_name from duckdb_views() where not internal and schema_name <> 'staged'"
        ).fetchall()
        for schema, view in views:
            connection.execute(f"drop view {engine.identifier(schema)}.{engine.identifier(view)}")
        connection.execute("drop schema staged cascade")
        connection.execute("checkpoint")


def append_results(path: Path, results: pa.Table, settings: Settings) -> None:
    """Add the mart gate's own verdict to the build that it judged; doing it twice adds it once.

    The rows name no batch: in the ledger that is the build's id, and a build does not hold its own name.
    """
    with engine.connect(path, config=settings) as connection:
        table = connection.table("marts.fct_quality_results")
        kinds = dict(zip(table.columns, table.types, strict=True))
        given = set(results.schema.names) - {"batch_id"}
        rows = connection.from_arrow(results).select(
            *[(engine.column(n) if n in given else engine.null()).cast(kind).alias(n) for n, kind in kinds.items()]
        )
        connection.execute("delete from marts.fct_quality_results where door = 'mart'")
        rows.insert_into("marts.fct_quality_results")
