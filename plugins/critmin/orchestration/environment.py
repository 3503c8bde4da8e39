"""What Airflow is told, once: used by `critmin run`, `critmin up` and the tests."""

from pathlib import Path

from critmin.settings import PROJECT, Settings

HOST = "127.0.0.1"  # never another: the local Airflow is for the person at this machine

# Two homes, because a scheduler would take over the runs of a one-process Airflow that shares its database.
EMBEDDED = "embedded"
SERVER = "server"


def home_of(settings: Settings, which: str) -> Path:
    """The folder of the embedded or of the server Airflow."""
    return settings.airflow_root / which


def airflow_environment(settings: Settings, which: str = EMBEDDED) -> dict[str, str]:
    """The variables of a local Airflow. Paths are absolute, taken when this is called and written nowhere."""
    home, port = home_of(settings, which), settings.airflow_port
    return {
        "AIRFLOW_HOME": str(home),
        "AIRFLOW_CONFIG": str(home / "airflow.cfg"),
        "AIRFLOW__CORE__DAGS_FOLDER": str(PROJECT / "dags"),
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(PROJECT / "plugins"),
        "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__PARALLELISM": "4",  # the default of 32 keeps 32 idle processes
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",  # a paused DAG would break the chain of assets
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "False",
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"http://{HOST}:{port}/execution/",  # must follow the port
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home / 'airflow.db'}",
        "AIRFLOW__LOGGING__BASE_LOG_FOLDER": str(home / "logs"),
        "AIRFLOW__DAG_PROCESSOR__PRINT_STATS_INTERVAL": "0",
        "AIRFLOW__API__HOST": HOST,
        "AIRFLOW__API__PORT": str(port),
        "AIRFLOW__API__WORKERS": "1",
        "AIRFLOW__API__BASE_URL": f"http://{HOST}:{port}",
    }


def child_environment(settings: Settings, which: str = EMBEDDED) -> dict[str, str]:
    """The whole environment of a child that is Airflow. Airflow settings of the caller are left out:

    a person with another Airflow in their shell must not have its database migrated or its DAGs run by ours.
    """
    return settings.child_environment(without="AIRFLOW__", **airflow_environment(settings, which))
