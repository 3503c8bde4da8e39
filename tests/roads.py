"""Walking the road without Airflow, as the DAGs do it with Airflow."""

from pathlib import Path

from critmin import road
from critmin.tables import CLAIMS, sources


def walk(samples: Path) -> road.BuildOutcome:
    """Land, stage, admit, extract and build everything under `samples`."""
    for slug in sources():
        if (samples / slug).is_dir():
            road.land(slug, [str(samples / slug)])
        road.stage(slug)
        road.admit(slug)
    road.extract()
    road.admit(CLAIMS)
    return road.build()
