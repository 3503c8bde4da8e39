"""Raw pages and retrievals."""

from datetime import timedelta

import pytest

from conftest import CLOCK
from critmin.lake import Raw, Retrieval


def look(raw: Raw, content: bytes, hours: int = 0, address: str = "https://example.org/a", **more) -> Retrieval:
    moment = CLOCK + timedelta(hours=hours)
    return Retrieval("toy", address, "a.json", "http", moment, raw.keep(content), len(content), status=200, **more)


def test_the_same_bytes_are_kept_once_and_each_look_is_recorded(tmp_path):
    raw = Raw(tmp_path)
    looks = [look(raw, b"one"), look(raw, b"one", hours=1, is_unchanged=True)]
    raw.append(looks[:1])
    raw.append(looks[1:])
    assert raw.retrievals("toy") == looks
    kept = [p for p in raw.folder.rglob("*") if p.is_file() and "retrievals" not in p.parts]
    assert len(kept) == 1
    assert raw.latest("toy")["https://example.org/a"] == looks[1]


def test_appending_the_same_look_twice_records_it_once(tmp_path):
    raw = Raw(tmp_path)
    one = look(raw, b"one")
    raw.append([one])
    raw.append([one])
    assert raw.retrievals("toy") == [one]


def test_bytes_that_changed_on_disk_are_noticed(tmp_path):
    raw = Raw(tmp_path)
    one = look(raw, b"one")
    raw.path(one.sha256).write_bytes(b"two")
    with pytest.raises(OSError, match="does not hold the bytes its name says"):
        raw.page(one)


def test_a_large_file_is_kept_without_being_read_whole(tmp_path):
    raw = Raw(tmp_path / "data")
    big = tmp_path / "big.csv"
    big.write_bytes(b"x" * 5_000_000)
    sha256, size = raw.keep_file(big)
    assert size == 5_000_000
    assert raw.path(sha256).stat().st_size == size


def test_the_same_look_told_again_as_unchanged_still_counts_as_the_one_that_brought_the_bytes(tmp_path):
    """A land call that was killed after its record and run again, by a clock that stands still."""
    raw = Raw(tmp_path)
    brought, again = look(raw, b"one"), look(raw, b"one", is_unchanged=True)
    for order in ([brought, again], [again, brought]):
        for record in order:
            raw.append([record])
        assert raw.retrievals("toy") == [brought]
