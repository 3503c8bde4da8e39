"""What applied on a day, on the published sample: worked by hand from the orders, each a trap for a plain reader."""

from datetime import date
from decimal import Decimal

import pytest

from critmin.reading import CannotRead, ask
from critmin.tariffs import show_tariff, tariff_on

pytestmark = pytest.mark.slow


def total(warehouse, line: str, origin: str, day: str, claimed: str | None = None) -> Decimal | None:
    found = tariff_on(warehouse, line, origin, date.fromisoformat(day))
    return next(t["total_pp"] for t in found["totals"] if t["claimed"] == claimed)


@pytest.mark.parametrize(
    ("day", "points"),
    [
        ("2025-02-03", "2.1"),  # the day before the first duty
        ("2025-02-04", "12.1"),  # 2.1 + 10
        ("2025-03-04", "22.1"),  # 2.1 + 20
        ("2025-04-05", "32.1"),  # + 10 for all
        ("2025-04-08", "32.1"),  # 34 % was announced for the 9th and never came
        ("2025-04-09", "106.1"),  # 2.1 + 20 + 84
        ("2025-04-10", "147.1"),  # 2.1 + 20 + 125
        ("2025-05-13", "147.1"),
        ("2025-05-14", "32.1"),  # the truce: 2.1 + 20 + 10
        ("2025-10-15", "32.1"),  # the list of revisions says that the cut came today
        ("2025-11-09", "32.1"),
        ("2025-11-10", "22.1"),  # the order: 2.1 + 10 + 10
        ("2026-01-01", "47.1"),  # section 301 on magnets begins: + 25
    ],
)
def test_magnets_of_china_day_by_day(warehouse, day, points):
    """Taking the days of the list of revisions, or exempting what an undated list names, gives other numbers."""
    assert total(warehouse, "8505.11.0070", "CHN", day) == Decimal(points)


def test_an_exemption_of_ten_digits_frees_that_line_and_not_its_neighbours(warehouse):
    """Sintered neodymium magnets are free of the section 122 surcharge; samarium-cobalt ones pay it."""
    assert total(warehouse, "8505.11.0070", "CHN", "2026-03-01") == Decimal("27.1")
    assert total(warehouse, "8505.11.0050", "CHN", "2026-03-01") == Decimal("37.1")


def test_gallium_is_exempt_from_reciprocal_duty_and_not_from_the_others(warehouse):
    """3 + 25 (list 3, 10 until 9 May 2019) + 20; the heading's footnote tells of section 301 alone."""
    assert total(warehouse, "8112.92.1000", "CHN", "2025-04-15") == Decimal(48)
    assert total(warehouse, "8112.92.1000", "JPN", "2025-09-01") == Decimal(3)
    before = tariff_on(warehouse, "81129210", "CHN", date(2019, 5, 9))
    assert [r["ad_valorem_pct"] for r in before["rates"] if r["legal_basis"] == "section_301"] == [Decimal(10)]


def test_lithium_carbonate_of_chile_may_come_in_free_and_that_of_argentina_not(warehouse):
    """GSP lapsed in 2020: `Free (A,...)` in the schedule gives Argentina nothing."""
    assert total(warehouse, "2836.91.0050", "CHL", "2025-04-15") == Decimal("3.7")
    assert total(warehouse, "2836.91.0050", "CHL", "2025-04-15", "CL") == Decimal(0)
    argentina = tariff_on(warehouse, "2836.91.0050", "ARG", date(2025, 4, 15))
    assert [t["claimed"] for t in argentina["totals"]] == [None]


def test_a_rate_on_content_is_never_added_to_points_of_the_value(warehouse):
    """37.5 cents per kilogram of tungsten content is neither 37.5 % nor nothing."""
    found = tariff_on(warehouse, "2611.00.6000", "CHN", date(2025, 4, 15))
    [unclaimed] = found["totals"]
    assert unclaimed["total_pp"] is None
    assert unclaimed["at_least_pp"] == Decimal(45)  # 20 + 25
    [schedule] = [r for r in found["rates"] if r["rate_basis"] == "mfn_applied"]
    assert (schedule["specific_usd"], schedule["specific_unit"], schedule["content_of"]) == (
        Decimal("0.375"), "kg", "tungsten",
    )  # fmt: skip


def test_an_all_in_floor_fills_up_and_does_not_come_on_top(warehouse):
    """15 % all-in on the Union: 15 on a line at 2.1 %, where a plain reader adds 17.1; one day in April it was 22.1."""
    assert total(warehouse, "8505110050", "DEU", "2025-09-01") == Decimal(15)
    assert total(warehouse, "8505110050", "DEU", "2025-04-09") == Decimal("22.1")
    assert total(warehouse, "8505110050", "DEU", "2025-04-10") == Decimal("12.1")


def test_column_2_stands_in_the_place_of_mfn_and_a_gap_is_said(warehouse):
    found = tariff_on(warehouse, "28369100", "RUS", date(2025, 4, 15))
    assert [r["rate_basis"] for r in found["rates"] if r["rate_basis"] != "additional"] == ["column_2"]
    assert found["totals"][0]["total_pp"] is None
    assert total(warehouse, "28369100", "BLR", "2025-04-15") == Decimal(25)
    assert total(warehouse, "28369100", "RUS", "2022-04-08") == Decimal("3.7")


def test_a_day_beyond_what_our_files_tell_has_no_sum(warehouse):
    """A silent MFN rate after the surcharge ended would pass for the whole."""
    assert total(warehouse, "28369100", "CHL", "2026-07-23") == Decimal("3.7")
    assert total(warehouse, "28369100", "CHL", "2026-07-24") is None


def test_a_list_that_never_took_effect_adds_nothing(warehouse):
    """Section 301 list 4B was suspended for good before it began."""
    [found] = ask(
        warehouse,
        "select count(*) as n from fct_tariff_rates as rates join dim_tariff_rules as rules using (tariff_rule_key)"
        " where rules.scope_list = 's301_list_4b'",
    )
    assert found["n"] == 0


def test_a_line_that_is_not_followed_is_an_error_and_not_free(warehouse):
    with pytest.raises(CannotRead, match="no US tariff line"):
        tariff_on(warehouse, "8703.22.01", "CHN", date(2025, 4, 15))
    with pytest.raises(CannotRead, match="Lines below it: 81129"):
        tariff_on(warehouse, "8112.92", "CHN", date(2025, 4, 15))
    with pytest.raises(CannotRead, match="no country"):
        tariff_on(warehouse, "81129210", "XXX", date(2025, 4, 15))
    with pytest.raises(CannotRead, match="8 or 10 digits"):
        tariff_on(warehouse, "8112'; drop", "CHN", date(2025, 4, 15))


def test_a_person_sees_each_law_and_the_sum(warehouse, capsys):
    show_tariff(tariff_on(warehouse, "8505.11.0070", "CHN", date(2025, 4, 15)))
    said = capsys.readouterr().out
    assert "90 FR 15625" in said
    assert "147.1 %" in said


def test_customs_took_what_our_rates_ask(warehouse):
    """R9: our duties beside those that customs calculated; nearly nothing was taken that no rate of ours asks for."""
    rows = ask(warehouse, "select check_status, count(*) as n from mart_tariff_duty_checks group by check_status")
    found = {r["check_status"]: r["n"] for r in rows}
    judged = sum(found.get(s, 0) for s in ("agrees", "between", "above", "below"))
    assert judged > 1500
    assert found.get("above", 0) <= 0.01 * judged
    assert (found["agrees"] + found["between"]) / judged > 0.9


def test_what_was_announced_and_never_became_law_is_no_rule(warehouse):
    rows = ask(
        warehouse,
        """
        select links.match_status, measures.rate, rules.ad_valorem_pct
        from bridge_trade_measure_tariff_rules as links
        join fct_trade_measures as measures using (trade_measure_key)
        left join dim_tariff_rules as rules using (tariff_rule_key)
        where measures.imposer = 'USA' and measures.targets_text = 'CHN' and measures.products_text = 'all_goods'
        """,
    )
    said = {(r["match_status"], int(r["rate"]), int(r["ad_valorem_pct"] or 0)) for r in rows}
    assert ("date_agrees", 34, 84) in said
    assert ("agrees", 10, 10) in said
    assert ("no_rule", 100, 0) in said
