"""Atomic files: written aside, synced, renamed into place; and a lock that dies with its holder."""

import fcntl
import hashlib
import json
import os
import shutil
import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

ROW_GROUP = 128_000


class Busy(RuntimeError):
    """Another run holds the lock and did not let go in time."""


def digest(*parts: object, length: int = 16) -> str:
    """A short, stable name for `parts`: sha256 over their JSON."""
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def sync_folder(folder: Path) -> None:
    """Make renames inside `folder` durable."""
    descriptor = os.open(folder, os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _aside(path: Path) -> Iterator[Path]:
    """A private name beside `path`; renamed onto `path` when the block ends well, removed otherwise."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # A dot in front: no listing and no glob of ours ever takes half a file for a whole one.
    temporary = path.with_name(f".{path.name}.{os.getpid()}.{uuid.uuid4().hex[:8]}")
    try:
        yield temporary
        descriptor = os.open(temporary, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        os.replace(temporary, path)
        sync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def write_bytes(path: Path, content: bytes) -> Path:
    """Write `content` to `path` whole or not at all."""
    with _aside(path) as temporary:
        temporary.write_bytes(content)
    return path


def copy_file(source: Path, path: Path) -> Path:
    """Copy a file to `path` whole or not at all."""
    with _aside(path) as temporary:
        shutil.copyfile(source, temporary)
    return path


def copy_files(copies: dict[Path, Path]) -> None:
    """Copy many files (target: source), each whole or not at all, with one wait for the disk instead of one a file.

    As with one file, nothing has its name before its bytes are on disk; a kill leaves some copied and some not.
    """
    waiting: list[tuple[Path, Path]] = []
    try:
        for path, source in copies.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary = path.with_name(f".{path.name}.{os.getpid()}.{uuid.uuid4().hex[:8]}")
            waiting.append((temporary, path))
            shutil.copyfile(source, temporary)
        os.sync()
        for temporary, path in waiting:
            os.replace(temporary, path)
        for folder in {path.parent for _, path in waiting}:
            sync_folder(folder)
    finally:
        for temporary, _ in waiting:
            temporary.unlink(missing_ok=True)


def move_file(source: Path, path: Path) -> Path:
    """Give a finished file of ours its name, synced; it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(source, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    os.replace(source, path)
    sync_folder(path.parent)
    return path


def write_json(path: Path, value: object) -> Path:
    """Write `value` as JSON to `path` whole or not at all."""
    text = json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False, default=str)
    return write_bytes(path, text.encode() + b"\n")


def write_parquet(path: Path, table: pa.Table) -> Path:
    """Write `table` as one zstd Parquet file, whole or not at all."""
    with _aside(path) as temporary:
        pq.write_table(table, temporary, compression="zstd", row_group_size=ROW_GROUP)
    return path


@contextmanager
def parquet_writer(path: Path, schema: pa.Schema) -> Iterator[pq.ParquetWriter]:
    """A writer of one zstd Parquet file that exists under its name only if the block ends well."""
    with _aside(path) as temporary, pq.ParquetWriter(temporary, schema, compression="zstd") as writer:
        yield writer


def write_parquet_parts(path: Path, schema: pa.Schema, parts: Iterable[pa.Table]) -> Path:
    """Write tables of one schema, one after the other, as one Parquet file; memory holds one part at a time."""
    with parquet_writer(path, schema) as writer:
        for part in parts:
            writer.write_table(part.cast(schema), row_group_size=ROW_GROUP)
    return path


def file_sha256(path: Path) -> str:
    """The sha256 of a file's bytes, read in pieces."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


@contextmanager
def exclusive(path: Path, *, wait_seconds: float, what: str) -> Iterator[None]:
    """Hold `path` as a lock among processes; the kernel lets go when the holder dies.

    Raises Busy when another process still holds it after `wait_seconds`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + wait_seconds
    with path.open("a+") as handle:
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    handle.seek(0)
                    holder = handle.read().strip() or "another process"
                    raise Busy(
                        f"{what} is being done by {holder}; waited {wait_seconds:g} s. "
                        "Run the same command again when it has ended."
                    ) from None
                time.sleep(0.05)
        handle.seek(0)
        handle.truncate()
        handle.write(f"process {os.getpid()}")
        handle.flush()
        yield
