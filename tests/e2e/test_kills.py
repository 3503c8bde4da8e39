"""Kill -9 at any moment, then run again: the same published content as a quiet run (R17, R24, R25, R27)."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from critmin import engine
from critmin.settings import PROJECT

CHILD = Path(__file__).with_name("killed.py")
KILLS_BY_STEP, KILLS_BY_TIME = 36, 14

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("kills")]


def run(data: Path, samples: Path, how: str, number: float) -> subprocess.CompletedProcess:
    command = [sys.executable, str(CHILD), str(data), str(samples), how, str(number)]
    return subprocess.run(command, capture_output=True, text=True, cwd=PROJECT, timeout=300, check=False)


def published(data: Path) -> dict[str, str]:
    return engine.content_hashes(data / "current" / "warehouse.duckdb")


def test_fifty_kills_leave_the_same_content_as_a_quiet_run(few_samples, tmp_path):
    quiet = run(tmp_path / "quiet", few_samples, "quiet", 0)
    assert quiet.returncode == 0, quiet.stderr
    expected = published(tmp_path / "quiet")
    chance = random.Random(20251028)
    killed = 0
    data = tmp_path / "killed-0"
    plan = [("step", chance.randint(1, 160)) for _ in range(KILLS_BY_STEP)]
    plan += [("time", round(chance.uniform(0.4, 9.0), 2)) for _ in range(KILLS_BY_TIME)]
    chance.shuffle(plan)
    for number, (how, when) in enumerate(plan):
        again = run(data, few_samples, how, when)
        killed += again.returncode == -9
        assert again.returncode in (0, -9), again.stderr
        current = data / "current" / "warehouse.duckdb"
        if current.exists():  # whatever readers can see is whole
            assert published(data) == expected
        if again.returncode == 0 or number % 7 == 6:
            # from the start again, so that early steps are killed too
            last = run(data, few_samples, "quiet", 0)
            assert last.returncode == 0, last.stderr
            assert published(data) == expected
            data = tmp_path / f"killed-{number + 1}"
    assert killed >= 30
