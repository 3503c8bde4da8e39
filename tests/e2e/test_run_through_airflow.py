"""`critmin run`: the whole road through Airflow, again, and killed on the way."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import CLOCK
from critmin import engine
from critmin.settings import PROJECT

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("airflow")]


def start(root: Path, home: Path) -> subprocess.Popen:
    environment = {
        **os.environ,
        "CRITMIN_DATA": str(root),
        "CRITMIN_CLOCK": CLOCK.isoformat(),
        "CRITMIN_AIRFLOW_HOME": str(home),
    }
    command = [sys.executable, "-m", "critmin.cli", "run", "--json"]
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=PROJECT,
        env=environment,
        start_new_session=True,
    )


def finish(process: subprocess.Popen) -> dict:
    said, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors[-3000:]
    return json.loads(said)


def test_a_run_shows_facts_and_a_second_one_finds_nothing_to_do(tmp_path, built):
    first = finish(start(tmp_path / "data", tmp_path / "airflow"))
    assert first["is_new"]
    assert first["agreement"]
    assert first["quote"]["quote"]
    assert first["suppliers"]
    assert {t["state"] for t in first["tasks"]} <= {"success", "skipped"}
    hashes = engine.content_hashes(Path(first["warehouse"]).resolve())
    assert hashes == engine.content_hashes(built / "current" / "warehouse.duckdb")  # Airflow changes nothing
    again = finish(start(tmp_path / "data", tmp_path / "airflow"))
    assert not again["is_new"]
    assert again["build"] == first["build"]


def test_a_run_that_was_killed_three_times_publishes_the_same(tmp_path, built):
    chance = random.Random(7)
    for _ in range(3):
        process = start(tmp_path / "data", tmp_path / "airflow")
        time.sleep(chance.uniform(3, 16))
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    last = finish(start(tmp_path / "data", tmp_path / "airflow"))
    hashes = engine.content_hashes(Path(last["warehouse"]).resolve())
    assert hashes == engine.content_hashes(built / "current" / "warehouse.duckdb")
