"""The budget of a host among processes."""

import subprocess
import sys

TAKE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from critmin.asking import Budget, BudgetSpent

budget, n = Budget(Path(sys.argv[1]), "a.example", 40, wait_seconds=30), 0
try:
    while True:
        budget.take(datetime(2026, 11, 1, tzinfo=UTC))
        n += 1
except BudgetSpent:
    print(n)
"""


def test_two_runs_at_once_share_one_budget(tmp_path):
    """R3: forty calls, whoever makes them."""
    command = [sys.executable, "-c", TAKE, str(tmp_path)]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    taken = [int(run.communicate(timeout=60)[0]) for run in runs]
    assert sum(taken) == 40
