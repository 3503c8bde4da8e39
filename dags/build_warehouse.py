"""Freeze what the gates admitted, build it privately with one `dbt build`, judge the result, publish it.

Runs when any staged table has moved, and once a day in case an announcement was lost: inputs that were built before
cost a second and change nothing.
"""

import pendulum
from airflow.sdk import AssetAny, AssetOrTimeSchedule, CronTriggerTimetable, dag, task

from critmin.orchestration.assets import PUBLISHED_WAREHOUSE, STAGED
from critmin.orchestration.defaults import DEFAULTS
from critmin.orchestration.pools import DUCKDB_WRITER


@dag(
    schedule=AssetOrTimeSchedule(timetable=CronTriggerTimetable("0 5 * * *", timezone="UTC"), assets=AssetAny(*STAGED)),
    start_date=pendulum.datetime(2026, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULTS,
    tags=["warehouse"],
    doc_md=__doc__,
)
def build_warehouse():
    @task(pool=DUCKDB_WRITER, outlets=[PUBLISHED_WAREHOUSE])
    def build(outlet_events=None) -> dict[str, str | bool]:
        from critmin.orchestration import gates, progress

        outcome = gates.build(progress.report)
        outlet_events[PUBLISHED_WAREHOUSE].extra = outcome
        return outcome

    build()


build_warehouse()
