"""Where the wall time of `make run` goes (a fresh data root, bundled samples).

Beside it: the same verbs without Airflow, and what an analyst would write in an afternoon with pandas: read the same
customs files, map codes to minerals, compute supplier shares, write Parquet. The script reads no articles,
checks nothing, keeps no history and traces nothing.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from critmin.settings import PROJECT, settings

WALK = """
import sys
from pathlib import Path
sys.path.insert(0, "tests")
from roads import walk
walk(Path(sys.argv[1]))
"""

PANDAS = """
import gzip, io, json, sys
from pathlib import Path
import pandas as pd
samples, out = Path(sys.argv[1]), Path(sys.argv[2])
parts = []
for path in sorted((samples / "census").rglob("*")):
    if path.name.endswith((".json", ".json.gz")):
        raw = gzip.open(path).read() if path.suffix == ".gz" else path.read_bytes()
        head, *rows = json.loads(raw)
        frame = pd.DataFrame(rows, columns=head)
        frame = frame.loc[:, ~frame.columns.duplicated()]
        parts.append(frame[["CTY_NAME", "I_COMMODITY", "CON_VAL_YR"]])
    elif path.suffix == ".parquet":
        parts.append(pd.read_parquet(path)[["CTY_NAME", "I_COMMODITY", "CON_VAL_YR"]])
flows = pd.concat(parts)
flows["value"] = pd.to_numeric(flows["CON_VAL_YR"], errors="coerce")
flows["hs6"] = flows["I_COMMODITY"].str[:6]
codes = pd.read_csv("dbt_project/seeds/hs6_minerals.csv", dtype=str, keep_default_na=False)
joined = flows.merge(codes[["hs6", "mineral", "stage"]], on="hs6")
shares = joined.groupby(["mineral", "stage", "CTY_NAME"], as_index=False)["value"].sum()
shares["part"] = shares["value"] / shares.groupby(["mineral", "stage"])["value"].transform("sum")
shares.to_parquet(out / "shares.parquet")
"""


def _seconds(command: list[str], data: Path) -> float:
    environment = settings().child_environment(CRITMIN_DATA=str(data))
    start = time.perf_counter()
    done = subprocess.run(command, env=environment, cwd=PROJECT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[1:3]} failed:\n{done.stderr[-2000:]}")
    return time.perf_counter() - start


def measure() -> list[dict]:
    """Time the three ways once each, then name the steps of the first."""
    samples = str(settings().samples_root)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        with_airflow = _seconds([sys.executable, "-m", "critmin.cli", "run", "--json"], root / "a")
        again = _seconds([sys.executable, "-m", "critmin.cli", "run", "--json"], root / "a")
        without = _seconds([sys.executable, "-c", WALK, samples], root / "b")
        script = _seconds([sys.executable, "-c", PANDAS, samples, folder], root / "c")
        steps = [json.loads(p.read_text()) for p in sorted((root / "a" / "ops" / "steps").glob("*.json"))]
    rows = [
        {"what": "make run, first time", "seconds": round(with_airflow, 1), "against_pandas": _x(with_airflow, script)},
        {"what": "make run, nothing to do", "seconds": round(again, 1), "against_pandas": _x(again, script)},
        {"what": "the same verbs without Airflow", "seconds": round(without, 1), "against_pandas": _x(without, script)},
        {"what": "pandas script (shares only)", "seconds": round(script, 1), "against_pandas": _x(script, script)},
    ]
    done = [s for s in steps if s["outcome"] != "nothing"]
    rows += [{"what": f"  of it: {s['step']} {s['subject']}", "seconds": round(s["seconds"], 1)} for s in done]
    inside = sum(s["seconds"] for s in done)
    rows.append({"what": "  of it: Airflow, imports, printing", "seconds": round(with_airflow - inside, 1)})
    return rows


def _x(seconds: float, base: float) -> str:
    return f"{seconds / base:.1f}x"
