"""Land dropped tables of the EU's study on critical raw materials, stage them, and let the gate admit supply shares.

The study appears about every three years (2011, 2014, 2017, 2020, 2023); once a month is often enough to look.
By hand: give `paths` (files or folders) to land those instead of the drop folder.
"""

import pendulum
from airflow.sdk import Param, dag, task

from critmin.orchestration.assets import STAGED_EU_CRM_SUPPLY_SHARES
from critmin.orchestration.defaults import DEFAULTS


@dag(
    schedule="45 4 1 * *",
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
def ingest_eu_crm():
    @task
    def land_files(params=None) -> list[str]:
        from critmin import road

        return road.land("eu_crm", params["paths"])

    @task(outlets=[STAGED_EU_CRM_SUPPLY_SHARES])  # the gate announces the asset, not the write
    def stage_and_check() -> list[str]:
        from critmin import road
        from critmin.orchestration import gates, progress

        road.stage("eu_crm", progress.report)
        return gates.admit("eu_crm")

    land_files() >> stage_and_check()


ingest_eu_crm()
