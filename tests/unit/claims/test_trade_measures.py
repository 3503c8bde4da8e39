"""Each rule of trade measures on sentences of its own; talk that is no measure gives none."""

from datetime import date

import pytest
from reading import measures, read

ALL = ("all_goods",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Modi put a 12% tariff on goods from Vietnam.", [("tariff", "IND", ("VNM",), ALL, 12.0, "in_force")]),
        (
            (
                "President Lula will put a 22% extra duty on goods from Peru and Chile "
                "and an 11% extra duty on goods from Vietnam."
            ),
            [
                ("tariff", "BRA", ("PER", "CHL"), ALL, 22.0, "announced"),
                ("tariff", "BRA", ("VNM",), ALL, 11.0, "announced"),
            ],
        ),
        (
            "Modi signed an order raising duties on copper and tin from 5% to 15%.",
            [("tariff", "IND", ("WLD",), ("copper", "tin"), 15.0, "announced")],
        ),
        (
            "Ottawa is no longer planning an 80pc tariff on Russian goods.",
            [("tariff", "CAN", ("RUS",), ALL, 80.0, "withdrawn")],
        ),
        (
            "The EU charges Korean goods the higher of 12pc and the MFN rate.",
            [("tariff", "EUU", ("KOR",), ALL, 12.0, "in_force")],
        ),
        (
            "Delhi threatened retaliatory tariffs against Australia.",
            [("tariff", "IND", ("AUS",), ALL, None, "threatened")],
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
            "Harare introduced export quotas on chromium.",
            [("export_quota", "ZWE", ("WLD",), ("chromium",), None, "in_force")],
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
            "The US keeps anti-dumping and countervailing duties on tin rods.",
            [
                ("anti_dumping_duty", "USA", ("WLD",), ("tin",), None, "in_force"),
                ("countervailing_duty", "USA", ("WLD",), ("tin",), None, "in_force"),
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
        "The cabinet decided on an export ban for raw wool.",
        "A tariff-rate quota for cheese opens in Oslo.",
        "The canal publishes its Tariff of Tolls in Panama.",
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
        "Ottawa may be delaying a 14 percentage point increase in its tariffs on US "
        "goods, which is due to take effect on 20 November."
    ).trade_measures
    assert (claim.status, claim.rate_unit, claim.effective_on) == ("scheduled", "percentage_points", date(2025, 11, 20))


def test_a_later_sentence_dates_the_measure_before_it():
    (claim,) = read(
        "Trump signed an order raising tariffs on steel to 50%. The measures took effect on Monday."
    ).trade_measures
    assert (claim.effective_on, claim.status) == (date(2025, 10, 27), "in_force")


def test_points_and_rates_of_one_sentence_stay_apart():
    claims = read(
        "Brazil suspended 14 percentage points of its extra duty on US goods, while keeping "
        "the remaining rate of 6 percent on those goods."
    ).trade_measures
    assert [(float(c.rate), c.rate_unit, c.status, c.targets) for c in claims] == [
        (14.0, "percentage_points", "suspended", ("USA",)),
        (6.0, "ad_valorem_pct", "in_force", ("USA",)),
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


def test_days_of_a_period_of_review_are_no_days_of_a_duty():
    """A notice about the trade of a year that has passed: nothing begins or expires on the days of that year."""
    notice = (
        "The United States imposes an antidumping duty of 163% on silicomanganese from Ukraine with respect to the "
        "period of review (POR), August 1, 2014, through July 31, 2015."
    )
    found = read(notice, date(2016, 4, 15)).trade_measures
    assert found
    days = {d for c in found for d in (c.announced_on, c.effective_on, c.expires_on) if d}
    assert not days & {date(2014, 8, 1), date(2015, 7, 31)}
    duty = read("The duty of 163% on silicomanganese from Ukraine holds until July 31, 2027.", date(2026, 4, 15))
    assert [c.expires_on for c in duty.trade_measures] in ([], [date(2027, 7, 31)])
