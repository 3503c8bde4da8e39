"""Measures told in ways that no rule foresees are found by weighing evidence: R3 (one measure, many wordings)."""

from datetime import date

import pytest

from critmin.claims.claim import Document
from critmin.claims.context import Context
from critmin.claims.trade_measures import read

PUBLISHED = date(2025, 11, 20)
WLD = ("WLD",)


def told(text):
    """(measure, imposer, targets, products, status) of a note that says this and no more."""
    document = Document("note", f"Trade note\n\n{text}\n", title="Trade note", published_on=PUBLISHED)
    return [(c.measure, c.imposer, c.targets, c.products, c.status) for c in read(Context.of(document))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bolivia has pulled the plug on sales of raw zinc abroad.", ("export_ban", "BOL", WLD, ("zinc",), "in_force")),
        ("No unprocessed tin may leave Peru any more.", ("export_ban", "PER", WLD, ("tin",), "in_force")),
        ("Ghana no longer lets raw bauxite out of the country.", ("export_ban", "GHA", WLD, ("aluminum",), "in_force")),
        (
            "Tungsten has been off limits to Peruvian exporters since January.",
            ("export_ban", "PER", WLD, ("tungsten",), "in_force"),
        ),
        ("Laos rations its tin exports.", ("export_quota", "LAO", WLD, ("tin",), "in_force")),
        ("Norway outlawed Turkish chrome.", ("import_ban", "NOR", ("TUR",), ("chromium",), "in_force")),
        (
            "Utilities in Norway have been barred from buying Kazakh uranium since August.",
            ("import_ban", "NOR", ("KAZ",), ("uranium",), "in_force"),
        ),
        (
            "Peru obliges miners to smelt their zinc at home.",
            ("processing_requirement", "PER", WLD, ("zinc",), "in_force"),
        ),
        (
            "In May the president ordered a Section 232 investigation of processed titanium.",
            ("tariff", "USA", WLD, ("titanium",), "proposed"),
        ),
        (
            "The Commerce Department will examine whether Kazakh titanium is unfairly subsidised.",
            ("countervailing_duty", "USA", ("KAZ",), ("titanium",), "proposed"),
        ),
        (
            "Norway found that zinc from Peru is sold in Norway below fair value.",
            ("anti_dumping_duty", "NOR", ("PER",), ("zinc",), "announced"),
        ),
        ("Britain will bring in a carbon border tax on tin.", ("tariff", "GBR", WLD, ("tin",), "in_force")),
    ],
)
def test_what_is_done_a_trade_a_government_and_goods_make_a_measure(text, expected):
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "A strike halted tin shipments from the port in Peru.",
        "A firm in Peru stopped exports of tin after the flood.",
        "The Norwegian miner stopped work after authorities in Peru blocked its exports of tin.",
        "A trader in Peru is awaiting an export permit for its tin.",
        "Small amounts of the banned tin may be shipped from Peru after approval.",
        "The law allows the president of Peru to impose tariffs on tin.",
        "Orvel controls the miner Quorvel Mining Ltd, which exports tin from Peru.",
        "Countries have restricted exports of tin for years.",
        "Rumours of a Peruvian export ban on tin lifted shares.",
        "Analysts say Peru should ban exports of raw tin.",
        "Tin buyers would suffer if Peru placed tariffs on tin.",
        "The world can no longer depend on Peru for its tin.",
        "Steelmakers are urging the government to impose duties on tin from Peru.",
    ],
)
def test_mishaps_talk_and_nobody_in_particular_make_none(text):
    assert told(text) == []


def test_what_a_rule_has_read_already_is_not_read_again():
    text = "Peru banned exports of raw tin. Traders say that no raw tin may leave Peru."
    assert [c[0] for c in told(text)] == ["export_ban"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Peru has suspended planned zinc export controls for 12 months.", "suspended"),
        ("Peru's export controls on zinc were put on hold.", "suspended"),
        ("Peru's export controls on zinc will apply from December 5.", "scheduled"),
    ],
)
def test_controls_on_hold_or_to_come_are_not_in_force(text, status):
    assert [c[4] for c in told(text)] == [status]


def test_a_package_of_steps_is_set_by_who_unveils_it():
    text = (
        "Peru unveiled a series of steps against new Norwegian tariffs, including curbs on the export of tin and zinc."
    )
    assert [c for c in told(text) if c[0] == "export_control"] == [
        ("export_control", "PER", WLD, ("tin", "zinc"), "announced")
    ]
    assert all(c[3] == ("all_goods",) for c in told(text) if c[0] == "tariff")


def test_bans_at_large_are_on_what_they_included():
    text = "They fall short of the mineral export bans that Peru imposed on Norway in May, which included tin and zinc."
    assert told(text) == [("export_ban", "PER", ("NOR",), ("tin", "zinc"), "in_force")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Norwegian defence ministry prohibited its contractors from purchasing tungsten mined in Peru.",
            ("sourcing_restriction", "NOR", ("PER",), ("tungsten",), "in_force"),
        ),
    ],
)
def test_purchases_of_the_state(text, expected):
    assert expected in told(text)


def test_a_promise_to_impose_no_quota_is_none():
    assert told("Peru agreed not to impose bans or quotas on exports of tin to Norway.") == []
