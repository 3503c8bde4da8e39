"""Money, rates and dates in the forms that people write, by property where a form can be generated."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from critmin.claims import amounts, dates, rates

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2039, 12, 28))
NUMBERS = st.decimals(min_value="0.1", max_value="999.9", places=1)


@given(
    NUMBERS,
    st.sampled_from(
        [("$", "USD"), ("US$", "USD"), ("A$", "AUD"), ("C$", "CAD"), ("€", "EUR"), ("£", "GBP"), ("¥", "JPY")]
    ),
    st.sampled_from(
        [("m", 6), ("mn", 6), (" million", 6), ("bn", 9), (" billion", 9), ("-billion", 9), (" trillion", 12)]
    ),
)
def test_a_sum_is_read_in_full_units(number, symbol, scale):
    found = amounts.find(f"They will invest {symbol[0]}{number}{scale[0]} in the mine.")
    assert [(m.value, m.currency) for m in found] == [(number.scaleb(scale[1]), symbol[1])]


@pytest.mark.parametrize(
    ("text", "value", "currency", "qualifier"),
    [
        ("at least $3bn each for mines", "3E9", "USD", "at_least"),
        ("up to ¥390bn of loans", "390E9", "JPY", "up_to"),
        ("almost $1 trillion", "1E12", "USD", "about"),
        ("a value of 3.2 billion USD", "3.2E9", "USD", "exactly"),
        ("more than 500 million euros", "5E8", "EUR", "at_least"),
        ("Rs 20 crore", "2E8", "INR", "exactly"),
        ("worth USD 65 per kilogram", "65", "USD", "exactly"),
    ],
)
def test_a_sum_keeps_its_qualifier(text, value, currency, qualifier):
    (money,) = amounts.find(text)
    assert (money.value, money.currency, money.qualifier) == (Decimal(value), currency, qualifier)


def test_a_sum_in_brackets_in_another_currency_is_not_counted_twice():
    assert [m.currency for m in amounts.find("puts $2.6bn (£1.9bn) into it")] == ["USD"]


def test_a_weight_in_pounds_is_no_money():
    assert amounts.find("12,500 pounds of cheese") == []


@given(NUMBERS, st.sampled_from(["%", "pc", " per cent", " percent", " pct", " %"]))
def test_a_rate_is_read_in_each_spelling(number, unit):
    (rate,) = rates.find(f"a tariff of {number}{unit} on steel")
    assert (rate.value, rate.unit) == (number, "ad_valorem_pct")


@given(st.integers(1, 99), st.sampled_from([" percentage points", " percentage-point", "-percentage-point", " pp"]))
def test_percentage_points_are_no_percentage(number, unit):
    (rate,) = rates.find(f"an increase of {number}{unit} in duties")
    assert (rate.value, rate.unit) == (number, "percentage_points")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("from 25% to 50%", [25, 50]),
        ("from 8.15% to 12.75%", [Decimal("8.15"), Decimal("12.75")]),
        ("between 12% and 31% of output", [None]),
        ("15-20%", [None]),
        ("ranging from 6.6pc to 721pc", [None]),
        ("some two-thirds of their ore", [Decimal("66.7")]),
        ("three quarters of the world's total", [75]),
        ("ninety per cent of it", [90]),
        ("from 2027 and 30% from 2028", [30]),
    ],
)
def test_ranges_and_words_become_figures(text, values):
    assert [r.value for r in rates.find(text)] == values


@given(DAYS)
def test_a_full_date_is_read_in_each_form(day):
    forms = [
        day.isoformat(),
        f"{day.day} {day:%B} {day.year}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day:02}.{day.month:02}.{day.year}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}/{day.month:02}/{day.day:02}",
    ]
    for form in forms:
        assert [w.day for w in dates.find(f"It was signed on {form} in Tokyo", None)] == [day], form


@given(DAYS, st.integers(-150, 150))
def test_a_day_without_a_year_is_the_one_nearest_the_document(published, shift):
    day = published + timedelta(days=shift)
    if (day.month, day.day) != (2, 29):
        (found,) = dates.find(f"They met on {day.day} {day:%B}.", published)
        assert found.day == day


@given(DAYS, st.sampled_from(["Monday", "Wednesday", "Friday", "Sunday"]))
def test_a_weekday_is_in_the_week_that_ends_with_the_document(published, name):
    (found,) = dates.find(f"It was announced on {name}.", published)
    assert found.day <= published
    assert (published - found.day).days < 7
    assert f"{found.day:%A}" == name


@pytest.mark.parametrize("words", ["28 October", "on Wednesday", "today", "yesterday"])
def test_without_a_document_date_nothing_is_guessed(words):
    assert [w.day for w in dates.find(f"It was signed {words} in Tokyo", None)] == [None]


@pytest.mark.parametrize("words", ["October 2025", "in 2025", "next month", "last year"])
def test_a_month_alone_is_no_day(words):
    assert [w.day for w in dates.find(f"It was signed {words}", date(2025, 10, 28))] == [None]


def test_a_deadline_counts_from_the_signing():
    words, day = dates.deadline("mines within three months of the deal", date(2025, 10, 28))
    assert (words, day) == ("within three months of the deal", date(2026, 1, 28))
    assert dates.deadline("over the next three months", None) == ("over the next three months", None)


@given(DAYS, st.integers(1, 24))
def test_months_are_added_without_leaving_the_month(day, count):
    later = dates.add(day, count, "month")
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == count
    assert later.day <= day.day
