"""Builds, the pointer that readers follow, rollback, pruning, and the ops file beside it.

A build is a folder `builds/<id>` with one read-only DuckDB file; `current` is a symlink to one of them. The folder is
renamed into place and the symlink swapped, so that a reader sees one whole audited build or another, never a part.
"""

import json
import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from critmin import engine
from critmin.lake import QUALITY_RESULTS, QUARANTINE, Ledger, write_json
from critmin.lake.files import sync_folder
from critmin.settings import Settings
from critmin.warehouse import FILE_NAME

ROLLED_BACK = "rolled_back.json"


class NoBuild(RuntimeError):
    """There is no such build, or none at all yet."""


@dataclass(frozen=True)
class Build:
    """One published build."""

    build_id: str
    published_at: datetime
    is_current: bool
    path: Path
    facts: dict


def builds(settings: Settings) -> list[Build]:
    """All published builds, newest first."""
    live = current_id(settings)
    found = []
    for folder in (settings.root / "builds").glob("*"):
        record = folder / "build.json"
        if record.exists():
            facts = json.loads(record.read_text(encoding="utf-8"))
            moment = datetime.fromisoformat(facts["published_at"])
            found.append(Build(folder.name, moment, folder.name == live, folder / FILE_NAME, facts))
    return sorted(found, key=lambda b: (b.facts.get("number", 0), b.published_at, b.build_id), reverse=True)


def current_id(settings: Settings) -> str | None:
    """The id of the build that readers see, if any."""
    link = settings.root / "current"
    return Path(os.readlink(link)).name if link.is_symlink() else None


def current_path(settings: Settings) -> Path:
    """The file that readers open. Raises NoBuild when nothing has been published."""
    path = settings.root / "current" / FILE_NAME
    if not path.exists():
        raise NoBuild(f"Nothing is published under {settings.root} yet: run `critmin run` (or `make run`) first.")
    return path


def publish(settings: Settings, work: Path, build_id: str, facts: dict) -> Path:
    """Move an audited work folder among the builds; the pointer is not touched.

    The file is made read-only first. Publishing the same id twice keeps the first.
    """
    target = settings.root / "builds" / build_id
    if not (target / "build.json").exists():
        file = work / FILE_NAME
        if file.with_name(f"{FILE_NAME}.wal").exists():
            raise OSError(f"{file} still has a write-ahead log: it was not sealed.")
        number = 1 + max((b.facts.get("number", 0) for b in builds(settings)), default=0)  # clocks may stand still
        write_json(work / "build.json", {"build_id": build_id, "number": number, **facts})
        file.chmod(0o444)
        target.parent.mkdir(parents=True, exist_ok=True)
        os.rename(work, target)
        sync_folder(target.parent)
    return target / FILE_NAME


def point(settings: Settings, build_id: str) -> None:
    """Let readers see a build: one atomic swap of the folder symlink.

    Raises NoBuild when the build is not there.
    """
    if not (settings.root / "builds" / build_id / "build.json").exists():
        raise NoBuild(f"There is no build {build_id}; `critmin runs` lists them.")
    aside = settings.root / f".current.{os.getpid()}"
    aside.unlink(missing_ok=True)
    os.symlink(f"builds/{build_id}", aside)
    os.replace(aside, settings.root / "current")
    sync_folder(settings.root)


def rollback(settings: Settings, build_id: str | None = None) -> str:
    """Point readers at an earlier build (default: the one before). The build left is not published again by itself.

    Raises NoBuild when there is none.
    """
    live = current_id(settings)
    known = builds(settings)
    if build_id is None:
        place = next((i for i, b in enumerate(known) if b.build_id == live), None)
        earlier = [b for b in known[(place or 0) + 1 :] if not b.facts.get("as_known_at")]
        if not earlier:
            raise NoBuild("There is no earlier build to go back to; `critmin runs` lists them.")
        build_id = earlier[0].build_id
    point(settings, build_id)
    write_json(settings.root / "ops" / ROLLED_BACK, {"build_id": live})
    return build_id


def is_rolled_back(settings: Settings, build_id: str) -> bool:
    """Whether somebody went back from this build on purpose."""
    path = settings.root / "ops" / ROLLED_BACK
    return path.exists() and json.loads(path.read_text(encoding="utf-8"))["build_id"] == build_id


def prune(settings: Settings) -> list[str]:
    """Remove the oldest builds beyond the number kept, never the live one; open readers keep what they hold."""
    removed = []
    for build in builds(settings)[settings.keep_builds :]:
        if not build.is_current:
            shutil.rmtree(build.path.parent)
            removed.append(build.build_id)
    return removed


OPS_STEPS = pa.schema(
    [
        ("step", pa.string()),
        ("subject", pa.string()),
        ("started_at", pa.string()),
        ("seconds", pa.float64()),
        ("outcome", pa.string()),
        ("rows_in", pa.int64()),
        ("rows_out", pa.int64()),
        ("rows_quarantined", pa.int64()),
        ("detail", pa.string()),
    ]
)


def publish_ops(settings: Settings) -> Path:
    """Write `ops.duckdb` beside `current`: every step, verdict and quarantined row, failed runs included."""
    aside = settings.root / f".ops.{os.getpid()}.duckdb"
    aside.unlink(missing_ok=True)
    steps = [{name: s.get(name) for name in OPS_STEPS.names} for s in Ledger(settings.root).steps()]
    with engine.connect(aside, config=settings) as connection:
        connection.from_arrow(pa.Table.from_pylist(steps, schema=OPS_STEPS)).create("steps")
        for name, schema in (("verdicts", QUALITY_RESULTS), ("quarantine", QUARANTINE)):
            files = sorted(str(p) for p in (settings.root / "ops" / name).rglob("[!.]*.parquet"))
            if files:
                connection.read_parquet(files, union_by_name=True, hive_partitioning=False).create(name)
            else:
                connection.from_arrow(schema.empty_table()).create(name)
        connection.execute("checkpoint")
    target = settings.root / "ops.duckdb"
    os.replace(aside, target)
    return target
