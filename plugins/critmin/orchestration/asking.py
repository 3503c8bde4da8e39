"""Asking a publisher as a task: the same verb as `critmin ask`, with the DAG's parameters."""

import logging
from collections.abc import Mapping
from datetime import date

from airflow.sdk import get_current_context

log = logging.getLogger(__name__)


def ask(source: str, params: Mapping[str, object]) -> list[str]:
    """Ask `source` what is not on disk between `since` and `until`; returns the ids of the pages that came.

    Without `since` and `until`, a run of a backfill (Airflow's own) asks for its own day, any other for the
    connector's habit. Nothing is asked when `live` is false, nor while a key is missing (files may be dropped all the
    same). A spent budget ends the task well: the next run goes on. What the network did is tried again by the task's
    retries, what the publisher refused is not.
    """
    from critmin import road
    from critmin.orchestration import progress

    if not params.get("live"):
        return []
    since, until = _days(params)
    if lack := road.lacking(source):
        log.warning("%s is not asked: %s.", source, lack)
        return []
    asked = road.ask(source, since, until, progress.report)
    if asked.reason:
        log.warning("%s", asked.reason)
    return asked.retrieval_ids


def _days(params: Mapping[str, object]) -> tuple[date | None, date | None]:
    """The days of the parameters; for a run of one of Airflow's backfills, its own day (or interval).

    A backfill over five years is then asked for year by year or month by month, as the publisher counts, and never
    twice, however many of its runs lie in one year or month.
    """
    since, until = _day(params.get("since")), _day(params.get("until"))
    if since or until:
        return since, until
    run = get_current_context()["dag_run"]
    if str(getattr(run.run_type, "value", run.run_type)) != "backfill":
        return None, None
    first = run.data_interval_start or run.logical_date
    last = run.data_interval_end or run.logical_date
    return first.date(), last.date()


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None
