"""One warehouse built by plain dbt from rows made by hand, shared by the tests of this folder."""

import os
import shutil
from pathlib import Path

import pytest

from critmin.lake import exclusive
from warehouse.measured_2024 import measured_rows
from warehouse.plain_dbt import DbtRun, dbt
from warehouse.staged_rows import StagedRows


@pytest.fixture(scope="session")
def by_hand(tmp_path_factory) -> Path:
    """The folder of `warehouse.duckdb`, built with every data test and unit test of the project, and of `target/`."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    folder = shared / "by_hand"
    with exclusive(shared / "by_hand.lock", wait_seconds=900, what="the warehouse made by hand"):
        if not (folder / "output.txt").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            run = dbt(measured_rows(StagedRows()).write(folder / "warehouse.duckdb"), "build")
            (folder / "output.txt").write_text(f"{run.returncode}\n{run.output}", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def by_hand_run(by_hand) -> DbtRun:
    """What dbt said when it built `by_hand`."""
    code, _, output = (by_hand / "output.txt").read_text(encoding="utf-8").partition("\n")
    return DbtRun(int(code), output, by_hand / "target")
