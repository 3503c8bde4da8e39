"""Land dropped pages and issues of the Federal Register, stage them, and let the gate admit notices and their texts.

An issue appears on each federal working day at 8:45 in Washington, which is 12:45 or 13:45 UTC.
By hand: give `paths` (files or folders) to land those instead of the drop folder.
"""

import pendulum
from airflow.sdk import Param, dag, task

from critmin.orchestration.assets import STAGED_FEDERAL_REGISTER
from critmin.orchestration.defaults import DEFAULTS


@dag(
    schedule="30 14 * * 1-5",
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
def ingest_federal_register():
    @task
    def land_files(params=None) -> list[str]:
        from critmin import road

        return road.land("federal_register", params["paths"])

    @task(outlets=STAGED_FEDERAL_REGISTER)  # the gate announces the assets, not the write
    def stage_and_check() -> list[str]:
        from critmin import road
        from critmin.orchestration import gates, progress

        road.stage("federal_register", progress.report)
        return gates.admit("federal_register")

    land_files() >> stage_and_check()


ingest_federal_register()
