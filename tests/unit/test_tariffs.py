"""Adding up a day: what counts without a claim, what a claim changes, and what is never added."""

from decimal import Decimal

from critmin.tariffs import totals


def rate(rate_basis: str, added: str | None, **more) -> dict:
    return {
        "rate_basis": rate_basis,
        "legal_basis": more.pop("law", rate_basis),
        "programme": None,
        "applies_when": "always",
        "added_pp": None if added is None else Decimal(added),
        "not_added_because": None,
        "content_of": None,
        "specific_unit": None,
    } | more


MFN = rate("mfn_applied", "2.1")


def summed(rates: list[dict]) -> dict:
    return {t["claimed"]: t["total_pp"] for t in totals(rates)}


def test_additional_duties_come_on_top_of_the_general_rate():
    assert summed([MFN, rate("additional", "20"), rate("additional", "125")]) == {None: Decimal("147.1")}


def test_a_preference_stands_in_the_place_of_the_general_rate_and_not_of_additional_duties():
    """The naive reader takes `Free (KR)` for the end of it, or adds it to the general rate."""
    korea = rate("preference", "0", programme="KR", applies_when="if_claimed:KR")
    assert summed([MFN, korea, rate("additional", "25")]) == {None: Decimal("27.1"), "KR": Decimal(25)}


def test_a_duty_may_spare_those_who_claim_a_programme_also_where_the_line_is_free_for_all():
    free = rate("mfn_applied", "0")
    fentanyl = rate("additional", "25", applies_when="unless_claimed:S")
    metal = rate("additional", "50", applies_when="if_claimed:S")
    assert summed([free, fentanyl]) == {None: Decimal(25), "S": Decimal(0)}
    assert summed([free, fentanyl, metal]) == {None: Decimal(25), "S": Decimal(50)}
    plus = rate("preference", "0", programme="S+", applies_when="if_claimed:S+")
    assert summed([MFN, plus, fentanyl])["S+"] == Decimal(0)


def test_what_is_no_percentage_of_the_value_leaves_no_sum_and_says_why():
    tungsten = rate("mfn_applied", None, not_added_because="rate_on_content", content_of="tungsten")
    [total] = totals([tungsten, rate("additional", "25", law="section_301")])
    assert total["total_pp"] is None
    assert total["at_least_pp"] == Decimal(25)
    assert total["not_added"] == ["mfn_applied: it falls on the content of tungsten, which the value does not tell"]


def test_a_day_without_a_rate_of_the_schedule_has_no_sum():
    [total] = totals([rate("additional", "25")])
    assert total["total_pp"] is None
    assert "schedule" in total["not_added"][0]
