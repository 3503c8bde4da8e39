"""What every DAG must be before anybody runs it."""

import json
import subprocess
import sys

import pytest

from critmin.orchestration.callbacks import next_command
from critmin.orchestration.pools import DUCKDB_WRITER, POOLS
from critmin.settings import PROJECT
from critmin.tables import sources

pytestmark = pytest.mark.xdist_group("airflow")

DAGS = ["build_warehouse", "extract_claims", *(f"ingest_{slug}" for slug in sorted(sources()))]

PARSE = """
import json, runpy, sys, time
import airflow.sdk, critmin.orchestration.defaults
found = {}
for path in sys.argv[1:]:
    before, started = set(sys.modules), time.perf_counter()
    runpy.run_path(path)
    found[path] = {"seconds": time.perf_counter() - started, "modules": sorted(set(sys.modules) - before)}
print(json.dumps(found))
"""
HEAVY = {"great_expectations", "dbt", "duckdb", "pandas", "pyarrow", "trafilatura", "lxml", "spacy", "critmin.road"}


def tasks(bag):
    return [task for dag in bag.dags.values() for task in dag.tasks]


def test_airflow_reads_every_dag_without_an_error(bag):
    assert bag.import_errors == {}
    assert sorted(bag.dags) == DAGS


def test_every_dag_file_holds_the_dag_of_its_name():
    assert sorted(path.stem for path in (PROJECT / "dags").glob("*.py")) == DAGS


def test_every_registered_source_has_a_dag_and_an_asset_for_each_table(bag):
    from critmin.orchestration.assets import STAGED
    from critmin.tables import staged_schemas

    assert {asset.name for asset in STAGED} == {f"staged_{t}" for t in staged_schemas() if not t.startswith("ops__")}
    outlets = {asset.name for task in tasks(bag) for asset in task.outlets}
    assert outlets == {asset.name for asset in STAGED} | {"published_warehouse"}


def test_dag_files_are_read_fast_and_import_nothing_heavy(airflow_home):
    paths = [str(PROJECT / "dags" / f"{name}.py") for name in DAGS]
    said = subprocess.run([sys.executable, "-c", PARSE, *paths], capture_output=True, text=True, check=True)
    found = json.loads(said.stdout.splitlines()[-1])
    assert sorted(found) == sorted(paths)
    for path, one in found.items():
        assert HEAVY.isdisjoint(one["modules"]), path
        assert one["seconds"] < 1, path


def test_every_task_has_an_owner_a_timeout_and_a_pool_that_exists(bag):
    for task in tasks(bag):
        assert task.owner == "critmin"
        assert task.execution_timeout is not None
        assert task.pool in {*POOLS, "default_pool"}, task


def test_the_pools_are_in_the_database_with_their_slots(airflow_home):
    from airflow.models.pool import Pool
    from airflow.utils.session import create_session

    with create_session() as session:
        found = dict(session.query(Pool.pool, Pool.slots).all())
    assert {name: found.get(name) for name in POOLS} == {name: slots for name, (slots, _) in POOLS.items()}


def test_one_build_runs_at_a_time(bag):
    """R16, R27: one slot, one run; the road's own lock holds where Airflow is not asked."""
    dag = bag.dags["build_warehouse"]
    assert dag.max_active_runs == 1
    assert [task.pool for task in dag.tasks] == [DUCKDB_WRITER]
    assert POOLS[DUCKDB_WRITER][0] == 1


def test_no_dag_catches_up_or_overlaps_with_itself(bag):
    for dag in bag.dags.values():
        assert dag.catchup is False
        assert dag.max_active_runs == 1


def test_no_dag_has_a_cycle(bag):
    for dag in bag.dags.values():
        dag.check_cycle()
        assert len(dag.topological_sort()) == len(dag.tasks)


def test_every_dag_says_what_it_does_and_fits_on_a_page(bag):
    for dag in bag.dags.values():
        assert len(dag.doc_md.strip()) > 60
        lines = (PROJECT / "dags" / f"{dag.dag_id}.py").read_text(encoding="utf-8").splitlines()
        assert len(lines) <= 60


def test_every_task_has_a_command_that_does_its_step_by_hand(bag):
    for dag in bag.dags.values():
        for task in dag.tasks:
            assert next_command(dag.dag_id, task.task_id).startswith("critmin ")


def test_the_commands_that_callbacks_name_exist(bag):
    import typer

    from critmin.cli import app

    known = typer.main.get_command(app).commands
    for dag in bag.dags.values():
        for task in dag.tasks:
            for command in next_command(dag.dag_id, task.task_id).split(" && "):
                assert command.split()[1] in known


def test_claims_are_read_when_documents_are_admitted_and_the_warehouse_follows_every_staged_table(bag):
    from critmin.orchestration.assets import STAGED
    from critmin.tables import DOCUMENTS, document_sources

    def followed(dag_id):
        return {asset.name for asset in bag.dags[dag_id].timetable.asset_condition.objects}

    assert followed("extract_claims") == {f"staged_{slug}__{DOCUMENTS}" for slug in document_sources()}
    assert followed("build_warehouse") == {asset.name for asset in STAGED}
