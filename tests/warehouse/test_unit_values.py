"""Dollars per kilogram in the small world made by hand: flagged, never repaired, and never of what goods contain."""

import pytest

from warehouse.test_measured_by_hand import ask

pytestmark = pytest.mark.slow


def test_tonnes_written_as_kilograms_are_flagged_and_an_estimated_weight_makes_no_unit_value(by_hand):
    """R5: 14 dollars a kilogram is plausible, 0.014 is not; 1,400 from an estimate says nothing."""
    rows = ask(
        by_hand,
        "select partner_iso3, unit_value_usd_per_gross_kg as unit_value, unit_value_flag, net_weight_kg "
        "from marts.fct_trade_flows where hs6 = '283691' and reporter_iso3 = 'KOR'",
    )
    assert {r["partner_iso3"]: (r["unit_value"], r["unit_value_flag"]) for r in rows} == {
        "CHL": (14.0, "within_bounds"),
        "CHN": (0.014, "below_bounds"),
        "ARG": (None, "no_reported_weight"),
    }
    assert {r["net_weight_kg"] for r in rows} == {1_000, 1_000_000, 10}  # nothing is repaired


def test_value_is_never_divided_by_kilograms_of_content(by_hand):
    """R5: 9,000 dollars of ore with 600 kg of tungsten in it are not 15 dollars a kilogram of ore."""
    [ore] = ask(by_hand, "select * from marts.fct_trade_flows where commodity_code = '2611006000'")
    assert (ore["net_weight_status"], ore["net_weight_kg"]) == ("other_unit", None)
    assert (ore["unit_value_usd_per_gross_kg"], ore["unit_value_flag"]) == (None, "no_reported_weight")


def test_prices_bound_a_code_where_they_are_published(by_hand):
    [bounds] = ask(by_hand, "select * from marts.dim_unit_value_bounds where hs6 = '283691' and trade_year = 2024")
    assert (bounds["low_usd_per_gross_kg"], bounds["high_usd_per_gross_kg"]) == (1.01, 711.0)
    assert (bounds["bounds_basis"], bounds["n_flows"]) == ("published_prices", 2)
