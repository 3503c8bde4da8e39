"""The walk over a connector's questions, against an invented publisher over real sockets."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from asked import HOST, Publisher, Toy
from critmin import asking
from critmin.asking import BudgetSpent, CannotAsk, Wanted
from critmin.fetching import Fetcher, TooSlow, Unreachable
from critmin.lake import Raw
from critmin.settings import Settings
from standin import PUBLIC, Answer, Doors, StandIn, faulty

WANTED = Wanted(date(2026, 11, 1))
CLOCK = datetime(2026, 11, 1, 6, tzinfo=UTC)


class World:
    """A publisher, its stand-in and a data root; each `ask` is a run of its own, as after a restart."""

    def __init__(self, server, root):
        self.server = server
        self.settings = Settings(data=root, fetch_delay_seconds=0, fetch_seconds=5, clock=CLOCK)
        self.raw = Raw(self.settings.root)
        self.doors = Doors(server, {HOST: [PUBLIC]})

    def ask(self, live, settings=None):
        settings = settings or self.settings
        fetcher = Fetcher(settings, self.raw, **self.doors.all())
        return asking.ask("toy", live, WANTED, settings, self.raw, fetcher)

    def plan(self, live):
        return asking.plan("toy", live, WANTED, self.settings, self.raw)

    def asked(self):
        return [r.path for r in self.server.requests]

    def rows(self):
        """All rows on disk, from the pages that would be staged."""
        pages = [self.raw.page(r).content for r in self.raw.retrievals("toy")]
        return sorted((row["month"], row["good"], row["n"]) for page in pages for row in json.loads(page))


@pytest.fixture
def world(tmp_path):
    with StandIn() as server:
        yield World(server, tmp_path)


def expected(months):
    return sorted((m, good, n) for m, goods in months.items() for good, most in goods.items() for n in range(most))


def test_everything_is_asked_once_and_a_second_run_asks_nothing(world):
    months = {f"2024-0{n}": {"ga": 1, "ge": 0} for n in range(1, 6)}
    Publisher(months).serve(world.server)
    asked = world.ask(Toy())
    assert world.asked() == [
        "/list",
        "/rows?month=2024-01,2024-02,2024-03&goods=ga,ge",
        "/rows?month=2024-04,2024-05&goods=ga,ge",
    ]
    assert (asked.n_asked, len(asked.retrieval_ids)) == (3, 2)
    assert world.rows() == expected(months)
    assert world.ask(Toy()).n_asked == 0
    assert len(world.asked()) == 3


def test_an_answer_as_long_as_the_cap_is_split_by_time_then_by_product_until_whole(world):
    """R1: six rows are the most; eleven stand in three months, five in each good of the second."""
    months = {"2024-01": {"ga": 1}, "2024-02": {"ga": 5, "ge": 4}, "2024-03": {"ge": 1}}
    Publisher(months).serve(world.server)
    world.ask(Toy())
    assert world.rows() == expected(months)
    assert world.asked()[-2:] == ["/rows?month=2024-02&goods=ge", "/rows?month=2024-03&goods=ga,ge"]
    before = len(world.asked())
    assert world.ask(Toy()).n_asked == 0  # the capped answers are on disk too, and are not asked for again
    assert len(world.asked()) == before


def test_a_capped_answer_is_never_staged(world):
    Publisher({"2024-01": {"ga": 5, "ge": 4}}).serve(world.server)
    world.ask(Toy())
    assert [r.metadata["n_rows"] for r in world.raw.retrievals("toy")] == [5, 4]
    assert [r.metadata["worth"] for r in world.raw.retrievals("toy_steps")] == ["whole", "split"]


def test_an_atom_that_is_capped_stops_with_its_name(world):
    """R1."""
    Publisher({"2024-01": {"ga": 7}}).serve(world.server)
    with pytest.raises(CannotAsk, match=r"month 2024-01, goods ga.*cannot be had whole: 6 rows are the most"):
        world.ask(Toy())
    assert world.rows() == []


@pytest.mark.parametrize("n_answers", range(1, 8))
def test_a_run_that_is_killed_goes_on_where_it_stopped(world, n_answers, tmp_path):
    """R25: the answer and the fact that it was asked are one record."""
    months = {"2024-01": {"ga": 5, "ge": 4}, "2024-02": {"ga": 1}, "2024-03": {"ge": 2}, "2024-04": {"ge": 2}}
    Publisher(months).serve(world.server)
    calls = []

    class Killed(BaseException):
        pass

    class Dying(Toy):
        def judge(self, question, reply):
            calls.append(question)
            if len(calls) == n_answers:
                raise Killed
            return super().judge(question, reply)

    with pytest.raises(Killed):
        world.ask(Dying())
    in_flight = world.asked()[-1]
    world.ask(Toy())
    assert world.rows() == expected(months)
    again = [path for path in set(world.asked()) if world.asked().count(path) > 1]
    assert set(again) <= {in_flight}  # only the answer that nobody kept


def test_a_new_edition_is_asked_for_alone(world):
    months = {f"2024-0{n}": {"ga": 1} for n in range(1, 7)}
    publisher = Publisher(months)
    publisher.serve(world.server)
    world.ask(Toy())
    publisher.editions["2024-05"] = "2"
    months["2024-05"] = {"ga": 2}
    before = len(world.asked())

    class Tomorrow(Toy):
        def questions(self, wanted, settings):
            return super().questions(Wanted(wanted.today + timedelta(days=1)), settings)

    world.ask(Tomorrow())
    assert world.asked()[before:] == ["/list", "/rows?month=2024-05&goods=ga,ge"]


def test_a_plan_asks_nothing_and_says_what_is_open_and_what_is_on_disk(world):
    Publisher({f"2024-0{n}": {"ga": 1} for n in range(1, 6)}).serve(world.server)
    first = world.plan(Toy(calls_per_day=2))
    assert (first.calls, first.foreseen, first.on_disk, first.days) == (1, 4, 0, 3)
    assert world.asked() == []
    asked = world.ask(Toy(calls_per_day=2))
    assert asked.until == CLOCK + timedelta(hours=24)
    then = world.plan(Toy(calls_per_day=2))
    assert (then.calls, then.foreseen, then.on_disk, then.calls_left_now) == (1, 0, 4, 0)
    assert then.first == ("rows (month 2024-04 2024-05, goods ga ge)",)


def test_the_budget_of_a_day_survives_a_restart(world):
    """R3."""
    Publisher({f"2024-0{n}": {"ga": 1} for n in range(1, 6)}).serve(world.server)
    live = Toy(calls_per_day=2)
    assert world.ask(live).n_asked == 2
    assert world.ask(live).n_asked == 0
    assert len(world.asked()) == 2
    tomorrow = world.settings.model_copy(update={"clock": CLOCK + timedelta(hours=24, seconds=1)})
    assert world.ask(live, tomorrow).until is None
    assert len(world.asked()) == 3


def test_retries_spend_the_budget_too(world):
    publisher = Publisher({"2024-01": {"ga": 1}})
    publisher.serve(world.server)
    world.server.routes["/list"] = [faulty("busy", Answer(), retry_after=1)] * 2 + [publisher.listed(None)]
    assert world.ask(Toy(calls_per_day=3)).until
    assert world.asked() == ["/list"] * 3


def test_a_quota_that_is_spent_stops_the_run_until_the_hour_it_names(world):
    Publisher({"2024-01": {"ga": 1}}).serve(world.server)
    body = b'{"statusCode":403,"message":"Out of call volume quota. Quota will be replenished in 03:14:17."}'
    good = world.server.routes["/rows"]
    world.server.routes["/rows"] = Answer(body, 403, "application/json")
    asked = world.ask(Toy())
    assert asked.until == CLOCK + timedelta(hours=3, minutes=14, seconds=17)
    assert world.ask(Toy()).n_asked == 0  # nobody asks before that, another process neither
    assert len(world.asked()) == 2
    world.server.routes["/rows"] = good
    later = world.settings.model_copy(update={"clock": asked.until + timedelta(seconds=1)})
    assert world.ask(Toy(), later).until is None
    assert world.rows() == [("2024-01", "ga", 0)]


def test_retry_after_of_an_hour_is_kept_for_the_next_run(world):
    Publisher({"2024-01": {"ga": 1}}).serve(world.server)
    world.server.routes["/rows"] = faulty("busy", Answer(), retry_after=3600)
    assert world.ask(Toy()).until == CLOCK + timedelta(hours=1)
    assert world.asked() == ["/list", "/rows?month=2024-01&goods=ga,ge"]


def test_a_host_that_stays_busy_without_saying_for_how_long_is_a_fault_of_the_network(world):
    world.server.routes["/list"] = faulty("busy", Answer())
    with pytest.raises(Unreachable):
        world.ask(Toy())
    assert len(world.asked()) == 5


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(status=302, headers={"Location": "/help.html?key=K"}), "redirects to /help.html instead of answering"),
        (Answer(b"<html><title>Help</title></html>"), "an HTML page came with status 200: Help"),
        (Answer(b"unknown variable 'X'", 400, "text/plain"), "status 400: unknown variable 'X'"),
        (Answer(b'{"message":"Access denied"}', 401), "asks for a key that is valid"),
        (Answer(b'[{"month": "2024-', content_type="application/json"), "cut off or no JSON"),
    ],
)
def test_an_answer_that_is_none_is_told_as_what_it_is_and_not_kept(world, answer, said):
    Publisher({"2024-01": {"ga": 1}}).serve(world.server)
    world.server.routes["/rows"] = answer
    with pytest.raises(CannotAsk, match=said):
        world.ask(Toy())
    assert world.raw.retrievals("toy") == []
    assert len(world.asked()) <= 4


def test_an_answer_that_is_too_large_to_be_held_is_asked_for_in_parts(world):
    months = {"2024-01": {"ga": 1}, "2024-02": {"ga": 1}, "2024-03": {"ge": 2}}
    publisher = Publisher(months)
    publisher.serve(world.server)
    world.server.routes["/rows?month=2024-01,2024-02,2024-03&goods=ga,ge"] = faulty("bomb", Answer())

    class Narrow(Toy):
        def limits(self, settings):
            return asking.Limits(pause_seconds=0.0, most_bytes=100_000)

    world.ask(Narrow())
    assert world.rows() == expected(months)
    assert world.ask(Narrow()).n_asked == 0


def test_an_answer_that_drips_is_left_and_nothing_of_it_is_kept(world):
    publisher = Publisher({"2024-01": {"ga": 5}})
    publisher.serve(world.server)
    good = publisher.rows
    world.server.routes["/rows"] = lambda request: faulty("slow", good(request), seconds=0.2)
    world.settings = world.settings.model_copy(update={"fetch_seconds": 0.5})
    with pytest.raises(TooSlow):
        world.ask(Toy())
    assert world.raw.retrievals("toy") == []
    world.server.routes["/rows"] = good
    assert world.ask(Toy()).n_asked == 1


def test_one_bad_answer_stops_no_other(world):
    months = {f"2024-0{n}": {"ga": 1} for n in range(1, 8)}
    publisher = Publisher(months)
    publisher.serve(world.server)
    world.server.routes["/rows?month=2024-04,2024-05,2024-06&goods=ga,ge"] = Answer(b"odd", 400)
    with pytest.raises(CannotAsk, match="1 of 4 questions"):
        world.ask(Toy())
    assert [m for m, _, _ in world.rows()] == ["2024-01", "2024-02", "2024-03", "2024-07"]
    del world.server.routes["/rows?month=2024-04,2024-05,2024-06&goods=ga,ge"]
    assert world.ask(Toy()).n_asked == 1
    assert world.rows() == expected(months)


def test_a_broken_answer_is_asked_for_again_at_once(world):
    publisher = Publisher({"2024-01": {"ga": 1}})
    publisher.serve(world.server)
    good = publisher.listed(None)
    world.server.routes["/list"] = [faulty("truncated", good), faulty("cut_off", good), good]
    assert world.ask(Toy()).n_asked == 2
    assert world.rows() == [("2024-01", "ga", 0)]


def test_a_key_is_sent_and_stands_nowhere_else(world, caplog):
    """Neither on disk, nor in logs, nor in errors."""
    key = "k3y-0f-a-pers0n"
    Publisher({"2024-01": {"ga": 1}, "2024-02": {"ga": 1}}).serve(world.server)
    world.ask(Toy(key=key))
    assert {r.headers["x-key"] for r in world.server.requests} == {key}
    assert all(f"key={key}" in path for path in world.asked())
    world.server.routes["/list"] = Answer(b"no", 503)
    world.settings = world.settings.model_copy(update={"clock": CLOCK + timedelta(days=1)})
    with pytest.raises(Unreachable) as caught:
        asking.ask(
            "toy",
            Toy(key=key),
            Wanted(date(2026, 11, 2)),
            world.settings,
            world.raw,
            Fetcher(world.settings, world.raw, **world.doors.all()),
        )
    assert key not in str(caught.value) + repr(caught.value) + caplog.text
    files = [p for p in world.settings.root.rglob("*") if p.is_file()]
    assert files
    assert [p for p in files if key.encode() in p.read_bytes()] == []


def test_a_secret_whose_name_does_not_say_so_is_not_sent(world):
    class Careless(Toy):
        def request(self, question, settings):
            return asking.Request(f"http://{HOST}/list", secrets={"q": "hidden"})

    with pytest.raises(ValueError, match="a secret would be shown"):
        world.ask(Careless())
    assert world.asked() == []


def test_budgets_of_two_hosts_are_two(tmp_path):
    one = asking.Budget(tmp_path, "a.example", 1, wait_seconds=1)
    other = asking.Budget(tmp_path, "b.example", 1, wait_seconds=1)
    one.take(CLOCK)
    other.take(CLOCK)
    with pytest.raises(BudgetSpent, match=r"a\.example: 1 calls were made in 24 hours"):
        one.take(CLOCK + timedelta(hours=23))
    one.take(CLOCK + timedelta(hours=24))
