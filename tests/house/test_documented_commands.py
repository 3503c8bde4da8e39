"""Every command in the documentation runs, as it stands there.

Blocks fenced as `sh` are run in order by a shell on a copy of the sample warehouse; `KEY` becomes a key of the table
that is traced. `make` targets are looked up in the Makefile; what they do is tested elsewhere (tests/e2e, tests/dags).
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from critmin import engine
from critmin.settings import PROJECT

PAGES = [PROJECT / "README.md", PROJECT / "CONTRIBUTING.md", *sorted((PROJECT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```sh\n(.*?)^```", flags=re.M | re.S)
# Started and stopped by tests of their own: they run for long, or need a network or a container engine.
ELSEWHERE = re.compile(
    r"^(make |critmin (run|up)\b|git clone|docker |source \.venv|cd critmin$|python -m (standin|benchmarks)|#)|--feeds"
)


def blocks() -> list[tuple[str, str]]:
    """Each block of commands with the place where it stands."""
    found = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for match in BLOCK.finditer(text):
            line = text[: match.start()].count("\n") + 1
            found.append((f"{page.relative_to(PROJECT)}:{line}", match.group(1)))
    return found


def runnable(block: str) -> list[str]:
    return [line for line in block.splitlines() if line.strip() and not ELSEWHERE.search(line)]


BLOCKS = blocks()


def test_there_are_commands_to_run():
    assert sum(bool(runnable(block)) for _, block in BLOCKS) >= 3


@pytest.fixture(scope="module")
def copy(built, tmp_path_factory) -> Path:
    """A data root that the commands may change."""
    target = tmp_path_factory.mktemp("documented") / "data"
    shutil.copytree(built, target, symlinks=True)
    return target


@pytest.mark.slow
@pytest.mark.xdist_group("documented")
@pytest.mark.parametrize(("place", "block"), [(p, b) for p, b in BLOCKS if runnable(b)], ids=lambda v: v[:40])
def test_a_documented_block_runs(place, block, copy, tmp_path):
    script = "\n".join(["set -eu", *[_with_key(line, copy) for line in runnable(block)]])
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "CRITMIN_DATA": str(copy),
        "CRITMIN_WAREHOUSE": str(copy / "work" / "dev" / "warehouse.duckdb"),
        "DBT_TARGET_PATH": str(tmp_path / "target"),
        "DBT_LOG_PATH": str(tmp_path / "logs"),
    }
    done = subprocess.run(
        ["bash", "-c", script], cwd=PROJECT, env=environment, capture_output=True, text=True, check=False, timeout=900
    )
    assert done.returncode == 0, f"{place}\n{script}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"


def _with_key(line: str, root: Path) -> str:
    match = re.search(r"critmin trace (\w+) KEY", line)
    if not match:
        return line
    table = match.group(1)
    with engine.connect(root / "current" / "warehouse.duckdb", read_only=True) as connection:
        relation = connection.table(f"marts.{table}")
        name = next(c for c in relation.columns if c.endswith("_key"))
        key = relation.select(engine.column(name)).limit(1).fetchall()[0][0]
    return line.replace("KEY", key)


def test_every_documented_make_target_exists():
    targets = set(re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), flags=re.M))
    named = {m for page in PAGES for m in re.findall(r"(?:`|^)make ([a-z-]+)", page.read_text("utf-8"), flags=re.M)}
    assert named
    assert named <= targets
