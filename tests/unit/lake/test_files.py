"""Atomic files and locks."""

import multiprocessing
import os
import time

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from critmin.lake import exclusive, write_bytes, write_parquet
from critmin.lake.files import Busy, digest


def test_a_writer_that_dies_leaves_no_half_file_under_the_name(tmp_path, monkeypatch):
    """R24: half-written Parquet after a crash."""
    path = tmp_path / "rows.parquet"
    write_parquet(path, pa.table({"n": [1, 2]}))

    def die(*_):
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", die)
    with pytest.raises(OSError, match="disk full"):
        write_parquet(path, pa.table({"n": [9]}))
    assert pq.read_table(path)["n"].to_pylist() == [1, 2]
    assert [p.name for p in tmp_path.iterdir()] == ["rows.parquet"]


def test_writing_twice_gives_the_same_bytes(tmp_path):
    table = pa.table({"n": list(range(1000)), "t": [str(i) for i in range(1000)]})
    one, two = write_parquet(tmp_path / "a", table), write_parquet(tmp_path / "b", table)
    assert one.read_bytes() == two.read_bytes()


def _hold(path, ready):
    with exclusive(path, wait_seconds=0, what="the test"):
        ready.set()
        time.sleep(60)


def test_a_second_holder_is_told_who_holds_the_lock_and_a_dead_one_lets_go(tmp_path):
    ready = multiprocessing.Event()
    holder = multiprocessing.Process(target=_hold, args=(tmp_path / "lock", ready))
    holder.start()
    assert ready.wait(20)
    with (
        pytest.raises(Busy, match=f"the build is being done by process {holder.pid}"),
        exclusive(tmp_path / "lock", wait_seconds=0.1, what="the build"),
    ):
        pass
    holder.kill()
    holder.join()
    with exclusive(tmp_path / "lock", wait_seconds=5, what="the build"):
        held = True
    assert held


def test_the_name_of_parts_tells_none_from_empty_and_keeps_their_borders():
    assert digest("a", "b") != digest("ab")
    assert digest(None) != digest("")
    assert digest(["a"], "b") == digest(["a"], "b")


def test_a_write_makes_its_folders(tmp_path):
    assert write_bytes(tmp_path / "x" / "y", b"z").read_bytes() == b"z"
