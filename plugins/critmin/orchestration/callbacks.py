"""What happens when a task has failed for good: the log ends with the command to type next."""

import logging

log = logging.getLogger(__name__)

COMMANDS = {  # task: the same step without Airflow; {source} is taken from the DAG's name
    "land_files": "critmin land {source} PATH...",
    "ask_publisher": "critmin ask {source}",
    "land_feeds": "critmin land articles --feeds",
    "stage_and_check": "critmin stage {source} && critmin check {source}",
    "extract_and_check": "critmin extract && critmin check claims",
    "build": "critmin build",
}


def next_command(dag_id: str, task_id: str) -> str:
    """The command that does a task's step again by hand, with its own error in the terminal."""
    return COMMANDS[task_id].format(source=dag_id.removeprefix("ingest_"))


def log_next_command(context) -> None:
    """Airflow's failure callback: say what failed and what to do."""
    instance = context["task_instance"]
    log.error(
        "%s.%s failed: %s\nLook: critmin runs    Again, by hand: %s",
        instance.dag_id,
        instance.task_id,
        context.get("exception"),
        next_command(instance.dag_id, instance.task_id),
    )
