"""Land dropped answers and bulk files of the World Bank's WITS, stage them, and let the gate admit tariffs and totals.

TRAINS is loaded country by country all through the year, a year or two after the tariffs applied: once a week, on
Sundays, is often enough to look.
By hand: give `paths` (files or folders) to land those instead of the drop folder.
"""

import pendulum
from airflow.sdk import Param, dag, task

from critmin.orchestration.assets import STAGED_WITS
from critmin.orchestration.defaults import DEFAULTS


@dag(
    schedule="30 4 * * 0",
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
def ingest_wits():
    @task
    def land_files(params=None) -> list[str]:
        from critmin import road

        return road.land("wits", params["paths"])

    @task(outlets=STAGED_WITS)  # the gate announces the assets, not the write
    def stage_and_check() -> list[str]:
        from critmin import road
        from critmin.orchestration import gates, progress

        road.stage("wits", progress.report)
        return gates.admit("wits")

    land_files() >> stage_and_check()


ingest_wits()
