"""Asking a publisher as a task: the same verb as `critmin ask`, with the DAG's parameters."""

import logging
from collections.abc import Mapping
from datetime import date

log = logging.getLogger(__name__)


def ask(source: str, params: Mapping[str, object]) -> list[str]:
    """Ask `source` what is not on disk between `since` and `until`; returns the ids of the pages that came.

    Nothing is asked when `live` is false, nor while a key is missing (files may be dropped all the same). A spent
    budget ends the task well: the next run goes on. What the network did is tried again by the task's retries, what
    the publisher refused is not.
    """
    from critmin import road
    from critmin.orchestration import progress

    if not params.get("live"):
        return []
    if lack := road.lacking(source):
        log.warning("%s is not asked: %s.", source, lack)
        return []
    asked = road.ask(source, _day(params.get("since")), _day(params.get("until")), progress.report)
    if asked.reason:
        log.warning("%s", asked.reason)
    return asked.retrieval_ids


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None
