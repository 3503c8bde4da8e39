"""The fetcher against a stand-in server: retries, waits, conditional requests, robots.txt, secrets, turns."""

import hashlib
import itertools
import subprocess
import sys
import time

import pytest

from critmin.fetching import TRIES, BadStatus, Fetcher, Refused, Unreachable
from critmin.fetching.turns import Turns
from critmin.lake import Raw
from critmin.settings import Settings
from standin import PUBLIC, Answer, Doors, StandIn, faulty

PAGE = Answer(b"<html><body><p>Arcadia and Borduria signed.</p></body></html>", etag='"v1"')


@pytest.fixture
def settings(tmp_path):
    return Settings(data=tmp_path, fetch_private_addresses=False, fetch_delay_seconds=0, fetch_seconds=5)


@pytest.fixture
def world(settings):
    """A server, its doors, and a fetcher that knows `news.example` at a public address."""
    with StandIn({"/page": PAGE}) as server:
        doors = Doors(server, {"news.example": [PUBLIC], "other.example": [PUBLIC]})
        yield server, doors, Fetcher(settings, Raw(settings.root), **doors.all())


def fetch(fetcher, path="/page", **more):
    return fetcher.fetch(f"http://news.example{path}", source="articles", **more)


def test_a_page_is_kept_by_its_sha256_with_what_the_server_said(world, settings):
    _, _, fetcher = world
    content, retrieval = fetch(fetcher, licence="CC BY 4.0", metadata={"feed": "http://news.example/feed"})
    assert content == PAGE.body
    assert retrieval.sha256 == hashlib.sha256(content).hexdigest()
    assert Raw(settings.root).page(retrieval).content == content
    assert (retrieval.address, retrieval.name, retrieval.method) == ("http://news.example/page", "page", "http")
    assert (retrieval.status, retrieval.n_bytes, retrieval.licence) == (200, len(content), "CC BY 4.0")
    assert retrieval.metadata == {"feed": "http://news.example/feed", "etag": '"v1"'}
    assert not retrieval.is_unchanged


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_a_busy_host_is_asked_again_until_it_answers(world, status):
    server, doors, fetcher = world
    server.routes["/page"] = [faulty("busy", PAGE, status=status), faulty("busy", PAGE, status=status), PAGE]
    content, _ = fetch(fetcher)
    assert content == PAGE.body
    assert len(server.asked("/page")) == 3
    assert len(doors.slept) == 2
    assert doors.slept[0] <= 1
    assert doors.slept[1] <= 2


def test_a_host_that_stays_busy_is_left_alone_after_five_tries(world):
    server, _, fetcher = world
    server.routes["/page"] = faulty("busy", PAGE, status=503)
    with pytest.raises(Unreachable) as caught:
        fetch(fetcher)
    assert len(server.asked("/page")) == TRIES
    error = caught.value
    assert (error.host, error.status) == ("news.example", 503)
    assert "is busy or broken (status 503)" in str(error)
    assert error.next_step in str(error)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_an_error_that_asking_again_does_not_mend_is_not_asked_again(world, status):
    server, doors, fetcher = world
    server.routes["/page"] = faulty("error", PAGE, status=status)
    with pytest.raises(BadStatus) as caught:
        fetch(fetcher)
    assert caught.value.status == status
    assert len(server.asked("/page")) == 1
    assert doors.slept == []


def test_an_answer_without_content_is_no_page(world):
    server, _, fetcher = world
    server.routes["/page"] = faulty("no_content", PAGE)
    with pytest.raises(BadStatus, match="no content"):
        fetch(fetcher)


@pytest.mark.parametrize("fault", ["cut_off"])
def test_a_body_that_breaks_off_is_asked_for_again_and_never_kept_half(world, fault):
    server, _, fetcher = world
    server.routes["/page"] = [faulty(fault, PAGE), PAGE]
    content, _ = fetch(fetcher)
    assert content == PAGE.body
    assert len(server.asked("/page")) == 2


# -- Retry-After ---------------------------------------------------------------------------------------------------


def test_retry_after_in_seconds_wins_over_our_own_wait(world):
    """R3."""
    server, doors, fetcher = world
    server.routes["/page"] = [faulty("busy", PAGE, retry_after=7), PAGE]
    fetch(fetcher)
    assert 7 <= doors.slept[0] <= 7.7


def test_retry_after_as_a_date_is_told_by_the_servers_own_clock(world):
    server, doors, fetcher = world
    server.routes["/page"] = [faulty("busy_until", PAGE, seconds=9), PAGE]  # its clock stands in 2020
    fetch(fetcher)
    assert 9 <= doors.slept[0] <= 9.9


def test_a_host_that_asks_for_an_hour_is_left_until_the_next_run(world):
    server, doors, fetcher = world
    server.routes["/page"] = [faulty("busy", PAGE, retry_after=3600), PAGE]
    with pytest.raises(Unreachable, match="asks to wait 3600 s") as caught:
        fetch(fetcher)
    assert caught.value.after == 3600
    assert len(server.asked("/page")) == 1
    assert doors.slept == []


def test_what_a_host_asks_us_to_wait_holds_for_the_next_fetcher_too(world, settings):
    """R3: kept on disk, so other processes see it."""
    server, _, fetcher = world
    server.routes["/page"] = faulty("busy", PAGE, retry_after=90)
    with pytest.raises(Unreachable):
        fetch(fetcher)
    server.routes["/page"] = PAGE
    doors = Doors(server, {"news.example": [PUBLIC], "other.example": [PUBLIC]})
    second = Fetcher(settings, Raw(settings.root), **doors.all())
    second.fetch("http://other.example/page", source="articles")
    assert doors.slept == []
    fetch(second)
    assert doors.slept[0] > 80


@pytest.mark.parametrize("nonsense", ["soon", "-5", "Tue, 99 Foo", ""])
def test_a_retry_after_that_cannot_be_read_is_ignored(world, nonsense):
    server, doors, fetcher = world
    server.routes["/page"] = [faulty("busy", PAGE, retry_after=nonsense), PAGE]
    fetch(fetcher)
    assert doors.slept[0] <= 1


# -- unchanged -----------------------------------------------------------------------------------------------------


def test_a_page_that_did_not_change_is_not_sent_again(world):
    server, _, fetcher = world
    server.routes["/page"] = Answer(b"<p>one</p>", etag='"v1"', last_modified="Tue, 28 Oct 2025 10:00:00 GMT")
    _, first = fetch(fetcher, metadata={"feed": "a"})
    content, second = fetch(fetcher, previous=first, metadata={"feed_digest": "b"})
    assert content is None
    assert (second.status, second.is_unchanged) == (304, True)
    assert (second.sha256, second.n_bytes, second.content_type) == (first.sha256, first.n_bytes, first.content_type)
    assert second.metadata == {**first.metadata, "feed_digest": "b"}
    asked = server.asked("/page")[-1].headers
    assert asked["if-none-match"] == '"v1"'
    assert asked["if-modified-since"] == "Tue, 28 Oct 2025 10:00:00 GMT"


def test_a_page_whose_bytes_we_lost_is_asked_for_whole(world, settings):
    server, _, fetcher = world
    _, first = fetch(fetcher)
    Raw(settings.root).path(first.sha256).unlink()
    content, _ = fetch(fetcher, previous=first)
    assert content == PAGE.body
    assert "if-none-match" not in server.asked("/page")[-1].headers


def test_the_same_bytes_sent_again_are_unchanged(world):
    server, _, fetcher = world
    server.routes["/page"] = Answer(b"<p>same</p>")
    _, first = fetch(fetcher)
    content, second = fetch(fetcher, previous=first)
    assert content == b"<p>same</p>"
    assert second.is_unchanged
    server.routes["/page"] = Answer(b"<p>other</p>")
    assert not fetch(fetcher, previous=second)[1].is_unchanged


def test_a_304_that_we_did_not_ask_for_is_an_error(world):
    server, _, fetcher = world
    server.routes["/page"] = Answer(status=304)
    with pytest.raises(BadStatus, match="never had"):
        fetch(fetcher)


# -- robots.txt ----------------------------------------------------------------------------------------------------


def test_a_page_closed_to_robots_is_not_asked_for(world):
    server, _, fetcher = world
    server.routes["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /closed/", content_type="text/plain")
    server.routes["/closed/page"] = PAGE
    with pytest.raises(Refused, match=r"robots\.txt"):
        fetch(fetcher, "/closed/page")
    assert server.asked("/closed/page") == []
    fetch(fetcher)
    assert len(server.asked("/robots.txt")) == 1


def test_rules_for_our_name_count_more_than_those_for_all(world):
    server, _, fetcher = world
    server.routes["/robots.txt"] = Answer(b"User-agent: critmin\nAllow: /\n\nUser-agent: *\nDisallow: /")
    assert fetch(fetcher)[0] == PAGE.body
    assert server.asked("/page")[0].headers["user-agent"].startswith("critmin/")


def test_while_robots_txt_is_broken_nothing_else_is_asked(world):
    server, _, fetcher = world
    server.routes["/robots.txt"] = faulty("error", PAGE, status=503)
    with pytest.raises(Unreachable, match="what robots may read"):
        fetch(fetcher)
    assert server.asked("/page") == []


def test_a_redirect_into_a_closed_part_is_not_followed(world):
    server, _, fetcher = world
    server.routes["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /closed/")
    server.routes["/page"] = faulty("redirect", PAGE, to="/closed/page")
    with pytest.raises(Refused):
        fetch(fetcher)
    assert server.asked("/closed/page") == []


def test_the_crawl_delay_of_a_host_is_kept(world):
    server, doors, fetcher = world
    server.routes["/robots.txt"] = Answer(b"User-agent: *\nCrawl-delay: 4\nAllow: /")
    fetch(fetcher)
    fetch(fetcher)
    assert 3 < doors.slept[-1] <= 4


# -- turns ---------------------------------------------------------------------------------------------------------


def test_two_processes_take_turns_at_one_host(tmp_path):
    """R3: the pause is kept across processes."""
    script = (
        "import sys, time\nfrom pathlib import Path\nfrom critmin.fetching.turns import Turns\n"
        "turns = Turns(Path(sys.argv[1]), wait_seconds=5)\n"
        "for _ in range(3):\n    turns.take('news.example', 0.15)\n    print(time.monotonic())\n"
    )
    runs = [
        subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    moments = sorted(float(line) for run in runs for line in run.communicate(timeout=20)[0].split())
    assert len(moments) == 6
    # The first is at once; the others wait for the one before, give or take the scheduler.
    assert all(later - sooner > 0.1 for sooner, later in itertools.pairwise(moments))


def test_one_host_does_not_wait_for_another(tmp_path):
    slept = []
    turns = Turns(tmp_path, wait_seconds=1, sleep=slept.append)
    turns.take("a.example", 60)
    turns.take("b.example", 60)
    assert slept == []
    turns.take("a.example", 60)
    assert len(slept) == 1


def test_a_turn_left_over_from_before_a_restart_is_forgotten(tmp_path):
    slept = []
    turns = Turns(tmp_path, wait_seconds=1, sleep=slept.append)
    turns.hold("a.example", 1)
    (tmp_path / "a.example.json").write_text(str(time.monotonic() + 10_000_000))
    turns.take("a.example", 1)
    assert slept == []


# -- secrets -------------------------------------------------------------------------------------------------------


def test_a_key_reaches_the_server_and_nothing_else(world, settings, caplog):
    server, _, fetcher = world
    server.routes["/api"] = PAGE
    _, retrieval = fetch(fetcher, "/api?year=2025&key=hush-1&subscription-key=hush-2&access_token=hush-3")
    assert "hush-1" in server.requests[-1].path
    assert retrieval.address == "http://news.example/api?year=2025"
    raw = Raw(settings.root)
    raw.append([retrieval])
    server.routes["/api"] = faulty("error", PAGE, status=403)
    with pytest.raises(BadStatus) as caught:
        fetch(fetcher, "/api?apikey=hush-4")
    server.routes["/api"] = faulty("redirect", PAGE, to="/api?token=hush-5")
    with pytest.raises(Refused) as looped:
        fetch(fetcher, "/api?apikey=hush-6")
    written = "".join(p.read_text("utf-8", "replace") for p in settings.root.rglob("*") if p.is_file())
    assert "hush" not in "".join(
        [str(caught.value), repr(looped.value), written, caplog.text, str(retrieval.to_json())]
    )


def test_credentials_in_an_address_are_refused_and_not_repeated(world):
    server, _, fetcher = world
    with pytest.raises(Refused) as caught:
        fetcher.fetch("http://user:hush@news.example/page", source="articles")
    assert "hush" not in str(caught.value)
    assert server.requests == []
