"""Builds, the pointer, rollback, pruning and readers that hold on."""

from datetime import timedelta

import pytest

from conftest import CLOCK
from critmin import engine, publishing
from critmin.warehouse import FILE_NAME


def make(settings, name, number=1, hours=0, **facts):
    work = settings.root / "work" / name
    work.mkdir(parents=True)
    with engine.connect(work / FILE_NAME, config=settings) as connection:
        connection.execute("create schema marts")
        connection.execute("create table marts.fct_numbers as select ? as n", [number])
        connection.execute("checkpoint")
    facts = {"published_at": (CLOCK + timedelta(hours=hours)).isoformat(), **facts}
    return publishing.publish(settings, work, name, facts)


def read(path):
    with engine.connect(path, read_only=True) as connection:
        return connection.execute("select n from marts.fct_numbers").fetchone()[0]


def test_a_published_build_is_seen_only_once_the_pointer_moves(root, using):
    settings = using()
    make(settings, "one")
    with pytest.raises(publishing.NoBuild, match="Nothing is published"):
        publishing.current_path(settings)
    publishing.point(settings, "one")
    assert read(publishing.current_path(settings)) == 1


def test_a_reader_keeps_the_old_build_a_new_one_gets_the_new_and_the_writer_meets_no_lock(root, using):
    """R20: lock clashes between readers and the writer."""
    settings = using()
    make(settings, "one", 1)
    publishing.point(settings, "one")
    with engine.connect(publishing.current_path(settings), read_only=True) as reader:
        make(settings, "two", 2, hours=1)
        publishing.point(settings, "two")
        assert reader.execute("select n from marts.fct_numbers").fetchone() == (1,)
        assert read(publishing.current_path(settings)) == 2


def test_the_published_file_cannot_be_written(root, using):
    settings = using()
    path = make(settings, "one")
    assert path.stat().st_mode & 0o222 == 0


def test_rollback_goes_one_back_and_remembers_what_was_left(root, using):
    settings = using()
    for hours, name in enumerate(("one", "two")):
        make(settings, name, hours, hours=hours)
    publishing.point(settings, "two")
    assert publishing.rollback(settings) == "one"
    assert publishing.current_id(settings) == "one"
    assert publishing.is_rolled_back(settings, "two")
    assert not publishing.is_rolled_back(settings, "one")
    with pytest.raises(publishing.NoBuild, match="no earlier build"):
        publishing.rollback(settings)


def test_a_build_of_the_past_is_never_what_rollback_goes_to(root, using):
    settings = using()
    make(settings, "one", hours=0)
    make(settings, "past", hours=1, as_known_at="2025-10-31")
    make(settings, "two", hours=2)
    publishing.point(settings, "two")
    assert publishing.rollback(settings) == "one"


def test_pruning_keeps_the_newest_and_the_live_one(root, using):
    settings = using(keep_builds=2)
    for hours, name in enumerate("abcd"):
        make(settings, name, hours=hours)
    publishing.point(settings, "a")
    assert sorted(publishing.prune(settings)) == ["b"]
    assert sorted(b.build_id for b in publishing.builds(settings)) == ["a", "c", "d"]


def test_publishing_the_same_build_twice_keeps_the_first(root, using):
    settings = using()
    first = make(settings, "one", 1)
    assert make(settings, "one", 2) == first
    assert read(first) == 1


def test_an_unsealed_file_is_not_published(root, using):
    settings = using()
    work = settings.root / "work" / "one"
    work.mkdir(parents=True)
    (work / FILE_NAME).touch()
    (work / f"{FILE_NAME}.wal").touch()
    with pytest.raises(OSError, match="write-ahead log"):
        publishing.publish(settings, work, "one", {"published_at": CLOCK.isoformat()})


def test_an_unknown_build_is_a_clear_error(root, using):
    with pytest.raises(publishing.NoBuild, match="critmin runs"):
        publishing.point(using(), "nowhere")


def test_the_ops_file_holds_failed_steps_too(root, using):
    from critmin.lake import Ledger

    settings = using()
    Ledger(settings.root).append_step("stage", CLOCK, subject="toy", outcome="failed", detail="BadPage: x", seconds=0.1)
    path = publishing.publish_ops(settings)
    with engine.connect(path, read_only=True) as connection:
        rows = engine.rows(connection, "select step, outcome, detail from steps")
    assert rows == [{"step": "stage", "outcome": "failed", "detail": "BadPage: x"}]
