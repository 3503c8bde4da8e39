"""The gate as a task: a failed gate is final, and only what was admitted is announced."""

from airflow.sdk import get_current_context
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException


def admit(source: str) -> list[str]:
    """Judge what is not yet admitted of a source (or of `claims`); returns the batches admitted.

    Raises AirflowFailException when the gate stopped something (a retry would judge the same rows), and
    AirflowSkipException when there was nothing to admit, so that no asset moves and no build is started. A second
    try never skips: the first may have been killed between admitting and announcing.
    """
    from critmin import road

    try:
        admitted = road.admit(source)
    except road.GateStopped as stopped:
        raise AirflowFailException(str(stopped)) from stopped
    if not admitted and get_current_context()["ti"].try_number < 2:
        raise AirflowSkipException(f"Nothing of {source} waits at the gate.")
    return admitted


def build(progress) -> dict[str, str | bool]:
    """Build and publish the warehouse; returns the outcome in plain values.

    Raises AirflowFailException when the mart gate stopped the build, and AirflowSkipException while no batch has been
    admitted: a scheduler that starts before the first file has come is not at fault.
    """
    from critmin import road
    from critmin.inputs import NothingAdmitted

    try:
        outcome = road.build(progress)
    except NothingAdmitted as nothing:
        raise AirflowSkipException(str(nothing)) from nothing
    except road.GateStopped as stopped:
        raise AirflowFailException(str(stopped)) from stopped
    return {"build_id": outcome.build_id, "is_new": outcome.is_new, "is_published": outcome.is_published}
