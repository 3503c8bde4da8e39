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
