"""Any dbt command as a data engineer would run it: a child process, its own target folder, its results read back."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from critmin.settings import settings
from critmin.warehouse import DBT_PROJECT


@dataclass(frozen=True)
class DbtRun:
    """What a dbt command left behind: its output, and `target/` with compiled SQL, manifest and results."""

    returncode: int
    output: str
    target: Path

    @property
    def statuses(self) -> dict[str, str]:
        """unique_id -> success, pass, warn, fail, error or skipped."""
        results = json.loads((self.target / "run_results.json").read_text(encoding="utf-8"))["results"]
        return {r["unique_id"]: r["status"] for r in results}

    @property
    def manifest(self) -> dict:
        """dbt's own account of the project."""
        return json.loads((self.target / "manifest.json").read_text(encoding="utf-8"))

    def compiled(self) -> dict[str, str]:
        """Model name -> its compiled SQL."""
        models = [n for n in self.manifest["nodes"].values() if n["resource_type"] == "model"]
        folder = self.target / "compiled" / "critmin"
        return {m["name"]: (folder / m["original_file_path"]).read_text(encoding="utf-8") for m in models}


def dbt(warehouse: Path, *arguments: str) -> DbtRun:
    """`dbt ARGUMENTS` on `warehouse` (a file whose schema `staged` is filled); `target/` comes to lie beside it."""
    target = warehouse.parent / "target"
    command = [sys.executable, "-m", "dbt.cli.main", "--log-level-file", "none", *arguments]
    command += ["--project-dir", str(DBT_PROJECT), "--profiles-dir", str(DBT_PROJECT), "--target-path", str(target)]
    environment = settings().child_environment(
        CRITMIN_WAREHOUSE=str(warehouse), CRITMIN_THREADS="2", DBT_LOG_PATH=str(target / "logs")
    )
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=DBT_PROJECT, check=False)
    return DbtRun(done.returncode, done.stdout + done.stderr, target)
