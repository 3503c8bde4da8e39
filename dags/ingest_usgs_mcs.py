"""Land dropped USGS Mineral Commodity Summaries, stage them, and let the gate admit statistics.

By hand: give `paths` (files or folders) to land those instead of the drop folder.
"""

import pendulum
from airflow.sdk import Param, dag, task

from critmin.orchestration.assets import STAGED_USGS_MCS_STATISTICS
from critmin.orchestration.defaults import DEFAULTS


@dag(
    schedule="15 4 * * *",
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
def ingest_usgs_mcs():
    @task
    def land_files(params=None) -> list[str]:
        from critmin import road

        return road.land("usgs_mcs", params["paths"])

    @task(outlets=[STAGED_USGS_MCS_STATISTICS])  # the gate announces the asset, not the write
    def stage_and_check() -> list[str]:
        from critmin import road
        from critmin.orchestration import gates, progress

        road.stage("usgs_mcs", progress.report)
        return gates.admit("usgs_mcs")

    land_files() >> stage_and_check()


ingest_usgs_mcs()
