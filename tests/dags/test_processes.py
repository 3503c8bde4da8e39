"""Children that cannot be left behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil

from critmin.orchestration.processes import Guarded
from critmin.settings import settings

# A parent with a grandchild in a process group of its own, deaf to SIGTERM: as bad as Airflow's tasks can be.
FAMILY = """
import os, signal, subprocess, sys, time
deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(600)"
child = subprocess.Popen([sys.executable, "-c", deaf], stdout=subprocess.PIPE, process_group=0)
child.stdout.readline()
open(sys.argv[1], "w").write(f"{os.getpid()} {child.pid}")
time.sleep(600)
"""

LEAVES = """
import subprocess, sys
left = subprocess.Popen(["sleep", "600"])
open("{path}", "w").write(str(left.pid))
sys.exit(7)
"""
PARENT = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import test_processes as tests
tests.guarded([sys.executable, "-c", tests.FAMILY, sys.argv[2]], Path(sys.argv[3])).wait()
"""


def guarded(command: list[str], folder: Path) -> Guarded:
    with (folder / "log").open("wb") as log:
        return Guarded(command, environment=settings().child_environment(), log=log, cwd=folder, grace_seconds=1)


def family(path: Path) -> list[int]:
    deadline = time.monotonic() + 20
    while not (path.exists() and path.read_text().strip()):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return [int(pid) for pid in path.read_text().split()]


def gone(pids: list[int], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while any(psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE for pid in pids):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def test_a_command_that_ends_gives_its_code_and_what_it_left_is_ended(tmp_path):
    leaves = LEAVES.format(path=tmp_path / "pid")
    child = guarded([sys.executable, "-c", leaves], tmp_path)
    assert child.wait() == 7
    assert gone(family(tmp_path / "pid"), 1)


def test_stopping_ends_even_a_grandchild_that_is_deaf_to_sigterm(tmp_path):
    child = guarded([sys.executable, "-c", FAMILY, str(tmp_path / "pids")], tmp_path)
    pids = family(tmp_path / "pids")
    child.stop()
    assert gone(pids, 0.5)


def test_a_parent_killed_with_kill_9_leaves_no_process_behind(tmp_path):
    """R27: no zombie writer goes on behind our back."""
    arguments = [str(Path(__file__).parent), str(tmp_path / "pids"), str(tmp_path)]
    parent = subprocess.Popen([sys.executable, "-c", PARENT, *arguments])
    pids = family(tmp_path / "pids")
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    assert gone(pids, 10)
