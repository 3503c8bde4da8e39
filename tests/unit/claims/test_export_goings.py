"""What the law does with goods that go out, told without the noun of a measure, in our own words."""

from datetime import date

import pytest

from critmin.claims.claim import Document
from critmin.claims.extract import extract

WLD = ("WLD",)


def told(text: str) -> list[tuple]:
    """(measure, imposer, targets, products, rate, status) of what a text tells, read on 20 October 2025."""
    claims = extract(Document(document_id="test", text=text, title=None, published_on=date(2025, 10, 20)))
    return [
        (m.measure, m.imposer, m.targets, m.products, None if m.rate is None else float(m.rate), m.status)
        for m in claims.trade_measures
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Raw chrome ore may no longer leave Albania.", ("export_ban", "ALB", WLD, ("chromium",), None, "in_force")),
        (
            "Bolivia will let 40,000 tonnes of lithium leave the country next year.",
            ("export_quota", "BOL", WLD, ("lithium",), None, "scheduled"),
        ),
        (
            "Under the order, no tin concentrate may cross the Rwandan border without a permit.",
            ("licensing", "RWA", WLD, ("tin",), None, "in_force"),
        ),
        (
            "Exporting unprocessed manganese is now illegal in Ghana.",
            ("export_ban", "GHA", WLD, ("manganese",), None, "in_force"),
        ),
        (
            "Since March 2024, sellers of Vietnamese tungsten abroad have had to apply to the ministry of industry.",
            ("licensing", "VNM", WLD, ("tungsten",), None, "in_force"),
        ),
        (
            "Mongolian miners will pay 5% on copper sent abroad.",
            ("export_tax", "MNG", WLD, ("copper",), 5.0, "announced"),
        ),
        (
            "Tin concentrate shipped from Malaysia is taxed at 3 percent.",
            ("export_tax", "MYS", WLD, ("tin",), 3.0, "in_force"),
        ),
        (
            "Bismuth and tellurium join the list of goods whose export from Kazakhstan requires permission.",
            ("licensing", "KAZ", WLD, ("bismuth", "tellurium"), None, "in_force"),
        ),
    ],
)
def test_what_goods_may_do_tells_the_measure(text, expected):
    """R3: a ban, a quota, a licence and a tax are read from what the goods may do, and from what it costs."""
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "turn", ["puts an end to", "does away with", "called a halt to", "shut the door on", "pulled the plug on"]
)
def test_a_turn_of_several_words_stops_exports(turn):
    """R3: each is a row of the seed."""
    assert told(f"Nigeria {turn} shipments of raw lithium.")[0][:4] == ("export_ban", "NGA", WLD, ("lithium",))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Laos let its moratorium on tin exports run out in May.", "expired"),
        ("No manganese ore may leave Gabon from 2029.", "announced"),
        ("Norway wants to cap exports of nickel.", "proposed"),
        ("Guinea has again allowed exports of bauxite.", "withdrawn"),
        ("The EU's planned export levy on copper scrap worries smelters.", "announced"),
    ],
)
def test_the_status_follows_the_verb_and_the_year(text, status):
    """R3: what ran out, is wanted, is allowed again or begins in a later year is not in force."""
    assert [m[-1] for m in told(text)] == [status]


def test_a_quota_on_what_comes_in_is_one_on_imports():
    """R3: the goods of another country that importers get a share of."""
    text = "Turkey leaves importers a quota of 90,000 tonnes of Russian nickel."
    assert told(text) == [("import_quota", "TUR", ("RUS",), ("nickel",), None, "in_force")]


@pytest.mark.parametrize(
    "text",
    [
        "India's smelters want the government to curb zinc exports.",
        "The Philippines has no plan to ban nickel ore exports.",
        "Orvel can choose to sell up to 300 tonnes of tin.",
        "Miners in Guinea may export as much bauxite as they like.",
        "Orvel will pay royalties of 4% on copper, most of which it ships abroad.",
    ],
)
def test_a_wish_a_denied_plan_and_a_firms_own_sales_are_no_measure(text):
    """R3: nothing is set by a government here."""
    assert told(text) == []
