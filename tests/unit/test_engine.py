"""Content hashes and connections."""

import duckdb
import pytest

from critmin import engine


def write(path, *statements, threads=2):
    path.unlink(missing_ok=True)
    connection = duckdb.connect(str(path), config={"threads": threads})
    connection.execute("create schema marts")
    for statement in statements:
        connection.execute(statement)
    connection.close()
    return engine.content_hashes(path)


TABLE = "create table marts.t as select i as n, cast(i as decimal(18, 2)) / 7 as d, null as e from range(5000) t(i)"


def test_the_hash_does_not_depend_on_order_threads_or_when_it_was_checked(tmp_path):
    one = write(tmp_path / "a.duckdb", TABLE, "alter table marts.t add column checked_at timestamp default now()")
    two = write(tmp_path / "b.duckdb", TABLE + " order by i desc", threads=1)
    assert one == two


@pytest.mark.parametrize(
    "change",
    [
        "update marts.t set n = n + 1 where n = 17",
        "update marts.t set e = 0 where n = 17",
        "insert into marts.t select * from marts.t where n = 17",
        "delete from marts.t where n = 17",
    ],
)
def test_the_hash_sees_a_changed_a_doubled_and_a_lost_row(tmp_path, change):
    assert write(tmp_path / "a.duckdb", TABLE) != write(tmp_path / "b.duckdb", TABLE, change)


def test_a_null_and_an_empty_text_are_not_the_same(tmp_path):
    one = write(tmp_path / "a.duckdb", "create table marts.t as select '' as a, null as b")
    two = write(tmp_path / "b.duckdb", "create table marts.t as select null as a, '' as b")
    assert one != two


def test_time_is_utc_whatever_the_machine_says(monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    with engine.connect() as connection:
        assert connection.execute("select current_setting('TimeZone')").fetchone() == ("UTC",)
