"""Airflow's own database and pools for a local home, made once per version of Airflow.

`python -m critmin.orchestration.migrating` does it for the home that AIRFLOW_HOME names in its environment.
"""

import json
from pathlib import Path

from critmin.lake.files import exclusive, write_bytes


def migrate(home: Path) -> None:
    """Make Airflow's database and pools in `home`, unless this version of Airflow made them before.

    A file beside the database says that it was made to the end: without it, the database (which holds nothing but the
    history of runs) is made anew. Raises lake.files.Busy when another process has been making it for two minutes.
    """
    from critmin.orchestration.pools import POOLS, create_pools

    database, made = home / "airflow.db", home / "made_by"
    with exclusive(home / "migrate.lock", wait_seconds=120, what="Airflow's migration"):
        from airflow import __version__

        stamp = json.dumps([__version__, POOLS]).encode()
        if database.exists() and made.exists() and made.read_bytes() == stamp:
            return
        if not made.exists():
            database.unlink(missing_ok=True)
        from airflow.utils.db import initdb

        initdb()
        create_pools()
        write_bytes(made, stamp)


if __name__ == "__main__":
    from airflow.configuration import AIRFLOW_HOME

    migrate(Path(AIRFLOW_HOME))
