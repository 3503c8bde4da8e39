"""Each rule of trade measures on sentences of its own; talk that is no measure gives none."""

from datetime import date

import pytest
from reading import measures, read

ALL = ("all_goods",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trump imposed a 10% tariff against China.", [("tariff", "USA", ("CHN",), ALL, 10.0, "in_force")]),
        (
            (
                "President Trump is implementing a 25% additional tariff on imports "
                "from Canada and Mexico and a 10% additional tariff on imports from "
                "China."
            ),
            [
                ("tariff", "USA", ("CAN", "MEX"), ALL, 25.0, "announced"),
                ("tariff", "USA", ("CHN",), ALL, 10.0, "announced"),
            ],
        ),
        (
            "Trump signed an order doubling tariffs on steel and aluminium imports from 25% to 50%.",
            [("tariff", "USA", ("WLD",), ("steel", "aluminum"), 50.0, "announced")],
        ),
        (
            "Washington is no longer considering imposing a 100pc tariff on Chinese goods.",
            [("tariff", "USA", ("CHN",), ALL, 100.0, "withdrawn")],
        ),
        (
            "The US duty on Japanese goods is the higher of the MFN rate or 15pc.",
            [("tariff", "USA", ("JPN",), ALL, 15.0, "in_force")],
        ),
        (
            "Ottawa threatened retaliatory duties against the United States.",
            [("tariff", "CAN", ("USA",), ALL, None, "threatened")],
        ),
        (
            "China's export controls on gallium and germanium remain.",
            [("export_control", "CHN", ("WLD",), ("gallium", "germanium"), None, "in_force")],
        ),
        (
            "China on Tuesday banned exports of gallium to the United States.",
            [("export_ban", "CHN", ("USA",), ("gallium",), None, "in_force")],
        ),
        (
            "Zimbabwe. Exports of unprocessed lithium ore have been banned since 2022.",
            [("export_ban", "ZWE", ("WLD",), ("lithium",), None, "in_force")],
        ),
        (
            "Kinshasa introduced export quotas on cobalt.",
            [("export_quota", "COD", ("WLD",), ("cobalt",), None, "in_force")],
        ),
        (
            "Exporters of graphite will need a permit from Beijing from December 1, 2025 to ship it.",
            [("licensing", "CHN", ("WLD",), ("graphite",), None, "scheduled")],
        ),
        (
            "South Africa's cabinet wants a tax on exports of chrome ore.",
            [("export_tax", "ZAF", ("WLD",), ("chromium",), None, "proposed")],
        ),
        (
            "The Department of Commerce has imposed anti-dumping and countervailing duties on steel products.",
            [
                ("anti_dumping_duty", "USA", ("WLD",), ("steel",), None, "in_force"),
                ("countervailing_duty", "USA", ("WLD",), ("steel",), None, "in_force"),
            ],
        ),
    ],
)
def test_a_rule_reads_its_sentence(text, expected):
    assert measures(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Economists say tariffs on China could hurt growth.",
        "If Beijing were to ban exports of graphite, prices would treble.",
        "The government imposed an export ban on raw human hair.",
        "The annual beef tariff-rate quota is 52,005 tons.",
        "It is the Seaway Tariff of Tolls of Canada.",
        "The duty of care lies with the employer in Germany.",
        "Prices of copper rose 25% in China.",
        "Malaysia promised neither to ban nor to set quotas on its exports of rare earths.",
        "Tariffs are a source of leverage.",
    ],
)
def test_talk_that_is_no_measure_gives_none(text):
    assert measures(text) == []


def test_a_possible_delay_is_a_hedge_and_no_fact():
    (claim,) = read(
        "Beijing is possibly delaying a scheduled 24 percentage point increase "
        "in reciprocal tariffs on US goods scheduled to take effect on 10 November."
    ).trade_measures
    assert (claim.status, claim.rate_unit, claim.effective_on) == ("scheduled", "percentage_points", date(2025, 11, 10))


def test_a_later_sentence_dates_the_measure_before_it():
    (claim,) = read(
        "Trump signed an order raising tariffs on steel to 50%. The measures took effect on Monday."
    ).trade_measures
    assert (claim.effective_on, claim.status) == (date(2025, 10, 27), "in_force")


def test_points_and_rates_of_one_sentence_stay_apart():
    claims = read(
        "China suspended 24 percentage points of its additional duty on US goods, "
        "while retaining the remaining rate of 10 percent on those goods."
    ).trade_measures
    assert [(float(c.rate), c.rate_unit, c.status, c.targets) for c in claims] == [
        (24.0, "percentage_points", "suspended", ("USA",)),
        (10.0, "ad_valorem_pct", "in_force", ("USA",)),
    ]


def test_how_a_rate_stacks_is_kept():
    (claim,) = read("The US put an additional 25% tariff on steel from Brazil.").trade_measures
    assert claim.rate_rule == "additive"


def test_a_table_of_rates_is_read_line_by_line():
    text = (
        "Trump announced new tariffs on goods of many countries on Monday.\n\n- Laos and Myanmar: 40%\n- India: 25%\n"
    )
    found = [(c.imposer, c.targets, float(c.rate)) for c in read(text).trade_measures if c.rate is not None]
    assert found == [("USA", ("LAO", "MMR"), 40.0), ("USA", ("IND",), 25.0)]
