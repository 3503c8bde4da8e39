"""Land the US tariff schedule from dropped files, stage it, and let the gate admit lines and rates.

By hand: give `paths` (files or folders) to land those instead of the drop folder.
"""

import pendulum
from airflow.sdk import Param, dag, task

from critmin.orchestration.assets import STAGED_HTS
from critmin.orchestration.defaults import DEFAULTS


@dag(
    schedule="30 4 * * *",
    start_date=pendulum.datetime(2026, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULTS,
    params={
        "paths": Param(None, type=["null", "array"], items={"type": "string"}, description="Empty: the drop folder"),
    },
    tags=["ingest"],
    doc_md=__doc__,
)
def ingest_hts():
    @task
    def land_files(params=None) -> list[str]:
        from critmin import road

        return road.land("hts", params["paths"])

    @task(outlets=STAGED_HTS)  # the gate announces the asset, not the write
    def stage_and_check() -> list[str]:
        from critmin import road
        from critmin.orchestration import gates, progress

        road.stage("hts", progress.report)
        return gates.admit("hts")

    land_files() >> stage_and_check()


ingest_hts()
