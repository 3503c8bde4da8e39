"""The child of `critmin run`: one process that migrates a small Airflow and runs the DAGs in order, no scheduler.

`python -m critmin.orchestration.embedded EVENTS_DESCRIPTOR PLAN` writes one JSON object a line to the descriptor. All
else that Airflow, dbt and Great Expectations print goes to the log that the parent chose.
"""

import gc
import json
import os
import sys
import time
from pathlib import Path
from typing import IO

from critmin.lake.files import Busy, exclusive
from critmin.orchestration.environment import EMBEDDED, home_of
from critmin.orchestration.migrating import migrate
from critmin.settings import PROJECT, Settings, settings


class Events:
    """What the parent hears, as JSON lines."""

    def __init__(self, stream: IO[str]):
        self._stream = stream

    def send(self, event: str, **facts) -> None:
        """Send one event. Raises BrokenPipeError when the parent has gone."""
        self._stream.write(json.dumps({"event": event, **facts}, default=str) + "\n")
        self._stream.flush()


class Reporter:
    """An Airflow listener that turns the life of tasks into events, and remembers what failed."""

    def __init__(self, events: Events):
        self._events = events
        self._started: dict[str, float] = {}

    def running(self, instance) -> None:
        """A task has started."""
        self._started[instance.task_id] = time.monotonic()
        self._events.send("task", dag=instance.dag_id, task=instance.task_id, state="running")

    def ended(self, instance, state: str, **facts) -> None:
        """A task has ended in `state`."""
        seconds = round(time.monotonic() - self._started.get(instance.task_id, time.monotonic()), 3)
        self._events.send("task", dag=instance.dag_id, task=instance.task_id, state=state, seconds=seconds, **facts)


def _listener(reporter: Reporter):
    from airflow.listeners import hookimpl

    from critmin.orchestration.defaults import chain

    class Listener:
        @hookimpl
        def on_task_instance_running(self, previous_state, task_instance):
            reporter.running(task_instance)

        @hookimpl
        def on_task_instance_success(self, previous_state, task_instance):
            reporter.ended(task_instance, "success", returned=task_instance.xcom_pull(task_ids=task_instance.task_id))

        @hookimpl
        def on_task_instance_skipped(self, previous_state, task_instance):
            reporter.ended(task_instance, "skipped")

        @hookimpl
        def on_task_instance_failed(self, previous_state, task_instance, error):
            first = list(chain(error))[-1] if isinstance(error, BaseException) else error
            reporter.ended(
                task_instance,
                "retrying" if str(task_instance.state) == "up_for_retry" else "failed",
                error=str(error),
                kind=type(first).__name__,
            )

    return Listener()


def run(plan: list[tuple[str, dict]], events: Events) -> bool:
    """Run DAGs in order, each to its end, in this process; stops at the first that fails. Whether all went well."""
    from airflow.dag_processing.dagbag import DagBag
    from airflow.sdk.listener import get_listener_manager

    from critmin.orchestration import progress

    get_listener_manager().add_listener(_listener(Reporter(events)))
    progress.listen(lambda what, done, total: events.send("progress", what=what, done=done, total=total))
    bag = DagBag(str(PROJECT / "dags"))
    if bag.import_errors:
        events.send("broken", error="\n".join(f"{path}: {said}" for path, said in bag.import_errors.items()))
        return False
    return all(bag.dags[dag_id].test(run_conf=conf).state == "success" for dag_id, conf in plan)


def _alone(config: Settings, home: Path, events: Events, plan: list[tuple[str, dict]]) -> bool:
    what = f"A run through Airflow ({home})"
    try:
        with exclusive(home / "run.lock", wait_seconds=0, what=what):
            return _migrated(home, events, plan)
    except Busy:
        events.send("waiting", seconds=config.lock_wait_seconds)
    with exclusive(home / "run.lock", wait_seconds=config.lock_wait_seconds, what=what):
        return _migrated(home, events, plan)


def _migrated(home: Path, events: Events, plan: list[tuple[str, dict]]) -> bool:
    started = time.monotonic()
    migrate(home)
    events.send("migrated", seconds=round(time.monotonic() - started, 3))
    return run(plan, events)


def main() -> int:
    """Run the plan that the parent gave; the exit code says whether all went well."""
    config = settings()
    plan = [(step["dag"], step["conf"]) for step in json.loads(sys.argv[2])]
    with os.fdopen(int(sys.argv[1]), "w", encoding="utf-8") as stream:
        events = Events(stream)
        try:
            is_well = _alone(config, home_of(config, EMBEDDED), events, plan)
        except Exception as error:
            events.send("broken", error=str(error), kind=type(error).__name__)
            raise
        events.send("end", is_well=is_well)
    return 0 if is_well else 1


if __name__ == "__main__":
    # Airflow makes millions of lasting objects while it starts: looking through them for garbage costs two seconds.
    gc.set_threshold(50_000, 50, 100)
    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # taking those objects down one by one costs two more
