"""Each live connector under each fault, over real sockets: nothing of it is staged, and the next run is as if none was.

Every answer of the publisher is faulty in the first run, whatever the route.
"""

from contextlib import suppress
from datetime import UTC, date, datetime

import pytest

from critmin import road
from critmin.asking import CannotAsk
from critmin.fetching import FetchError
from critmin.lake import Staged
from critmin.sources import SOURCES, baci_live, comext_live
from standin import StandIn, faulty
from standin.publishers import PUBLISHERS

NOW = datetime(2026, 11, 6, 6, tzinfo=UTC)  # the day after September of the Census Bureau
ASKED = {  # source: first and last day, and settings that keep the question small
    "comtrade": (date(2022, 1, 1), None, {}),
    "census": (date(2026, 9, 1), None, {}),
    "comext": (date(2024, 1, 1), date(2024, 12, 31), {}),
    "baci": (None, None, {}),
    "wits": (date(2024, 1, 1), date(2024, 12, 31), {"wits_reporters": "840 392"}),
    "federal_register": (date(2025, 4, 7), date(2025, 4, 13), {}),
    "hts": (None, None, {}),
    "usgs_mcs": (None, None, {}),
    "eu_crm": (None, None, {}),
    "us_measures": (None, None, {}),
}
STOPPING = {
    "429_without_a_time": ("busy", {}),
    "429_with_a_time": ("busy", {"retry_after": 0}),
    "403_of_a_spent_quota": ("quota", {}),
    "302_to_a_help_page": ("redirect", {"to": "/help.html"}),
    "html_with_status_200": ("consent", {}),
    "nothing_with_status_200": ("empty", {}),
    "cut_off_body": ("cut_off", {}),
    "half_a_body": ("truncated", {}),
    "another_json": ("wrong_type", {}),
    "server_error": ("error", {"status": 500}),
    "slow_drip": ("slow_headers", {"seconds": 0.05}),
}
HARMLESS = {"gzip": ("gzip", {}), "byte_order_mark": ("bom", {})}
NO_TEXT = {  # a zip, and a table in Windows-1252 with its checksum, are bytes: a mark before them is damage
    ("baci", "gzip"),
    ("baci", "byte_order_mark"),
    ("usgs_mcs", "byte_order_mark"),
}


def test_every_live_source_is_asked_under_faults():
    live = {slug for slug, source in SOURCES.items() if source.live}
    assert set(ASKED) == set(PUBLISHERS) == live - {"articles"}


class FaultyStandIn(StandIn):
    """A stand-in whose every answer has a fault while `fault` is set."""

    fault: tuple[str, dict] | None = None

    def answer(self, request):
        good = super().answer(request)
        return faulty(self.fault[0], good, **self.fault[1]) if self.fault else good


@pytest.fixture
def server(monkeypatch, no_backoff):
    monkeypatch.setattr(baci_live, "LONGEST_SECONDS", 1.0)
    monkeypatch.setattr(comext_live, "products_of", lambda period: ("280530", "811292"))
    with FaultyStandIn() as server:
        yield server


@pytest.fixture
def world(request, server, tmp_path, using):
    """`run(folder)` asks the source of the test into a data root of that name and gives its staged rows."""
    slug = request.param
    since, until, small = ASKED[slug]
    there = PUBLISHERS[slug].serve(server)

    def run(folder: str, **changes) -> list[tuple]:
        quick = {"fetch_private_addresses": True, "fetch_delay_seconds": 0, "fetch_seconds": 10}
        using(**{"data": tmp_path / folder, "clock": NOW, **quick, **there, **small, **changes})
        with suppress(CannotAsk, FetchError):
            road.ask(slug, since, until)
        road.stage(slug)
        store = Staged(tmp_path / folder)
        rows = [(b.table, row) for b in store.batches(slug) for row in store.read(b).to_pylist()]
        return sorted(
            (table, str({k: v for k, v in row.items() if not k.startswith("_") or k == "_record"}))
            for table, row in rows
        )

    return run


@pytest.mark.slow
@pytest.mark.parametrize("world", ASKED, indirect=True)
@pytest.mark.parametrize("fault", STOPPING.values(), ids=STOPPING)
def test_a_fault_stages_nothing_and_the_next_run_is_whole(world, server, fault):
    """R1, R2, R3, R7: neither half an answer nor another page is taken for rows, and nothing is taken for asked."""
    clean = world("clean")
    assert clean
    server.fault = fault
    assert world("faulty", fetch_seconds=0.3 if fault[0] == "slow_headers" else 10) == []
    server.fault = None
    assert world("faulty", clock=NOW.replace(hour=23)) == clean


@pytest.mark.parametrize(
    ("world", "fault"), [(s, f) for s in ASKED for f in HARMLESS if (s, f) not in NO_TEXT], indirect=["world"]
)
def test_a_packed_or_marked_answer_says_the_same(world, server, fault):
    clean = world("clean")
    server.fault = HARMLESS[fault]
    assert world("odd") == clean
