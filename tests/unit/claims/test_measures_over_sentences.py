"""Trade measures told over several sentences: what one leaves open, another says."""

from datetime import date

import pytest
from reading import read


def told(text: str, published_on: date = date(2025, 10, 20)) -> list[tuple]:
    """(measure, imposer, targets, products, status, effective_on) of each measure of a text."""
    return [
        (m.measure, m.imposer, m.targets, m.products, m.status, str(m.effective_on or ""))
        for m in read(text, published_on).trade_measures
    ]


def test_a_permit_that_sellers_need_from_a_day_dates_the_control_before():
    found = told("On 14 October Vietnam's trade ministry put tungsten under export control. Exporters need a "
                 "permit from 3 November.")  # fmt: skip
    assert found == [("export_control", "VNM", ("WLD",), ("tungsten",), "scheduled", "2025-11-03")]


def test_licences_are_of_exports_where_the_sentence_before_tells_of_their_control():
    found = told("Vietnam lifted its export controls on tin. The permits that Vietnam introduced in May for "
                 "bismuth are still needed.")  # fmt: skip
    assert ("licensing", "VNM", ("WLD",), ("bismuth",), "in_force", "") in found


def test_a_duty_on_top_of_a_dumping_duty_is_of_the_same_case():
    found = told("Canada on Friday set an anti-dumping duty of 40% on silicon from Brazil. It comes on top of "
                 "countervailing duties set in March.")  # fmt: skip
    assert ("countervailing_duty", "CAN", ("BRA",), ("silicon",), "in_force", "") in found


def test_the_tonnes_of_a_year_to_come_are_a_quota_of_their_own():
    found = told("Bolivia ended its ban on tin exports. For the rest of 2025 exporters may ship 900 t. For 2026 the "
                 "cap is 4,000 t, and it may change.")  # fmt: skip
    assert [(measure, status) for measure, *_, status, _ in found] == [
        ("export_ban", "withdrawn"),
        ("export_quota", "in_force"),
        ("export_quota", "scheduled"),
    ]


def test_a_notice_covers_every_good_of_its_list():
    found = told("Vietnam put tungsten under export control. A second notice covers tin and artificial graphite.")
    assert ("tin", "graphite") in [products for _, _, _, products, _, _ in found]


@pytest.mark.parametrize(
    "text",
    ["The mine needs a licence for lithium from Chile.", "For 2026 the cap is 4,000 t of dust a year."],
)
def test_licences_and_caps_of_other_things_are_no_measures(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("next_one", "expected"),
    [
        ("Peru did the same in 2022.", "in_force"),
        ("Peru followed suit a year later.", "in_force"),
        ("Peru introduced a similar ban in May.", "in_force"),
        ("Peru has its own ban.", "in_force"),
        ("So has Peru.", "in_force"),
        ("Peru plans to do the same.", "announced"),
        ("Peru is considering a similar ban.", "proposed"),
    ],
)
def test_a_country_that_does_as_another_did_has_that_measure_too(next_one, expected):
    found = told(f"Bolivia banned tin exports in 2021. {next_one}")
    assert ("export_ban", "PER", ("WLD",), ("tin",), expected, "") in found


@pytest.mark.parametrize(
    "next_one", ["Peru did well in 2022.", "Peru followed the talks.", "Peru did not do the same."]
)
def test_a_country_that_does_something_else_has_no_measure(next_one):
    assert len(told(f"Bolivia banned tin exports in 2021. {next_one}")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Bolivia banned exports of tin ore in 2020, followed by zinc in 2023.",
        "Bolivia has banned exports of tin ore since 2020 and zinc exports since 2023.",
        "Bolivia banned exports of tin in 2020. Zinc followed in 2023.",
        "Bolivia banned exports of tin in 2020. It added zinc in 2023.",
        "Bolivia banned exports of tin in 2020. A similar ban on zinc took effect in 2023.",
    ],
)
def test_goods_that_come_under_a_measure_later_have_one_of_their_own(text):
    assert [(products, imposer) for _, imposer, _, products, *_ in told(text)] == [
        (("tin",), "BOL"),
        (("zinc",), "BOL"),
    ]


def test_a_seller_named_last_sets_what_its_relative_clause_tells():
    found = told("Norway buys its tin from Bolivia, which in May put tin and zinc under export controls.")
    assert [(measure, imposer) for measure, imposer, *_ in found] == [("export_control", "BOL")]
