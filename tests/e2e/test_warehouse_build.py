"""dbt as a child process: what it says when it fails, and that it goes when we go."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from critmin import engine, warehouse
from critmin.settings import PROJECT

pytestmark = pytest.mark.slow


def test_a_failed_build_names_the_model_and_the_page_that_helps(root, using):
    config = using()
    path = config.root / "work" / "one" / warehouse.FILE_NAME
    path.parent.mkdir(parents=True)
    with engine.connect(path, config=config) as connection:
        connection.execute("create schema staged")  # and none of the tables that the models read
    seen = []
    with pytest.raises(warehouse.BuildFailed) as failed:
        warehouse.run_dbt(config, path, lambda step, done, total: seen.append((done, total)))
    assert re.search(r"Failure in model stg_\w+", str(failed.value))
    assert "docs/runbooks/dbt.md" in str(failed.value)
    assert seen
    assert all(done <= total for done, total in seen)


def test_dbt_ends_with_its_parent(tmp_path):
    """A parent that is killed leaves no dbt behind."""
    parent = (
        "import time; from pathlib import Path\n"
        "from critmin import warehouse; from critmin.settings import configure\n"
        f"config = configure(data=Path({str(tmp_path)!r}))\n"
        "(config.root / 'work').mkdir(parents=True)\n"
        "child = warehouse._dbt(config, config.root / 'work', 'parse')\n"
        "print(child.pid, flush=True); time.sleep(60)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", parent], stdout=subprocess.PIPE, text=True, cwd=PROJECT)
    child = int(process.stdout.readline())
    time.sleep(1)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            state = Path(f"/proc/{child}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except OSError:
            break
        if state == "Z":
            break
        time.sleep(0.1)
    else:
        pytest.fail("dbt lives on")
