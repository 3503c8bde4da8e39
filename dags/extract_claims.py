"""Read what admitted articles and notices say (agreements, promises, measures, dependencies); the gate admits claims.

Runs when the gate has admitted documents; a second run over the same documents finds nothing to read.
"""

import pendulum
from airflow.sdk import AssetAny, dag, task

from critmin.orchestration.assets import STAGED_ARTICLES_DOCUMENTS, STAGED_CLAIMS, STAGED_FEDERAL_REGISTER_DOCUMENTS
from critmin.orchestration.defaults import DEFAULTS


@dag(
    schedule=AssetAny(STAGED_ARTICLES_DOCUMENTS, STAGED_FEDERAL_REGISTER_DOCUMENTS),
    start_date=pendulum.datetime(2026, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULTS,
    tags=["claims"],
    doc_md=__doc__,
)
def extract_claims():
    @task(outlets=STAGED_CLAIMS)  # the gate announces the assets, not the write
    def extract_and_check() -> list[str]:
        from critmin import road
        from critmin.orchestration import gates, progress

        road.extract(progress.report)
        return gates.admit("claims")

    extract_and_check()


extract_claims()
