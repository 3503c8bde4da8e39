"""What a USGS cell says: tokens, bounds, ranges and marks become value, bound and flag, and never a guess."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from critmin.sources.usgs_values import FLAGS, Value, country_name, note_for_year, read_value, years

NUMBERS = st.decimals(min_value=0, max_value=10**15, places=2)


@pytest.mark.parametrize(
    ("text", "flag", "value", "low", "high"),
    [
        ("1,234", "reported", 1234, None, None),
        ("68\xa0", "reported", 68, None, None),
        ("-4", "reported", -4, None, None),
        ("−88", "reported", -88, None, None),
        ("e400", "estimated", 400, None, None),
        ("400e", "estimated", 400, None, None),
        ("—", "zero", 0, None, None),
        ("0", "zero", 0, None, None),
        ("W", "withheld", None, None, None),
        ("    NA", "not_available", None, None, None),
        ("na", "not_available", None, None, None),
        ("E", "net_exporter", None, None, None),
        (">50", "bound", None, 50, None),
        ("> 17,000,000", "bound", None, 17000000, None),
        ("<25", "bound", None, None, 25),
        ("50–300", "range", None, 50, 300),
        ("10,000 - 15,000", "range", None, 10000, 15000),
        ("Large", "word", None, None, None),
        ("XX", "word", None, None, None),
        ("Variable, depending on size, type, and quality", "word", None, None, None),
        ("", "ambiguous", None, None, None),
        ("  \xa0", "ambiguous", None, None, None),
        ("Less than ½ unit.", "small", 0, 0, Decimal("0.5")),
        ("Less than 1/2 unit.", "small", 0, 0, Decimal("0.5")),
        ("?1", "damaged", None, None, None),
        ("2,429=", "damaged", None, None, None),
        ("1e5", "damaged", None, None, None),
        ("12,34", "damaged", None, None, None),
        ("300–50", "damaged", None, None, None),
        ("50300 t", "damaged", None, None, None),
        ("1" * 19, "damaged", None, None, None),
        ("0.0000001", "damaged", None, None, None),
    ],
)
def test_every_token_of_the_publisher_has_one_meaning(text, flag, value, low, high):
    assert read_value(text) == Value(flag, value, low, high)


def test_a_net_exporter_is_neither_zero_nor_an_estimate():
    assert read_value("E", is_estimated=True) == Value("net_exporter")


def test_a_plain_number_of_an_estimated_column_is_estimated_and_a_bound_stays_a_bound():
    assert read_value("750", is_estimated=True) == Value("estimated", Decimal(750))
    assert read_value(">50", is_estimated=True) == Value("bound", low=Decimal(50))


@pytest.mark.parametrize(
    ("notes", "unit", "expected"),
    [
        ("Estimated. -- Less than ½ unit.", "metric tons", Value("small", Decimal(0), Decimal(0), Decimal("0.5"))),
        ("Less than ½unit.", "thousand metric tons", Value("small", Decimal(0), Decimal(0), Decimal("0.5"))),
        ("Less than 500 carats.", "million carats", Value("small", Decimal(0), Decimal(0), Decimal("0.0005"))),
        ("Less than 100,000 tons.", "million metric tons", Value("small", Decimal(0), Decimal(0), Decimal("0.1"))),
        ("Included in “World total.”", "metric tons", Value("word")),  # a footnote's mark: the figure is not given
        ("", "metric tons", Value("word")),
    ],
)
def test_the_mark_s_is_small_only_where_the_notes_give_its_bound(notes, unit, expected):
    assert read_value("s", notes, unit) == expected


def test_less_than_so_many_tons_is_a_bound_in_the_columns_unit():
    assert read_value("Less than 50,000\xa0tons", unit="mmt") == Value("bound", high=Decimal("0.05"))


@given(st.text(), st.text(max_size=30), st.text(max_size=10), st.booleans())
def test_no_text_breaks_the_reader_and_numbers_and_flags_keep_to_each_other(text, notes, unit, is_estimated):
    found = read_value(text, notes, unit, is_estimated)
    assert found.flag in FLAGS
    assert (found.value is not None) == (found.flag in ("reported", "estimated", "zero", "small"))
    if found.flag in ("withheld", "not_available", "net_exporter", "word", "ambiguous", "damaged"):
        assert (found.low, found.high) == (None, None)
    if found.low is not None and found.high is not None:
        assert found.low <= found.high


@given(NUMBERS)
def test_a_number_printed_with_commas_comes_back_exactly(number):
    found = read_value(f"{number:,}")
    assert found.value == number
    assert found.flag == ("reported" if number else "zero")


@given(NUMBERS, NUMBERS, st.sampled_from(["–", "-", " - ", " – "]))
def test_a_range_keeps_both_ends(one, other, dash):
    low, high = sorted([one, other])
    assert read_value(f"{low:,}{dash}{high:,}") == Value("range", low=low, high=high)


@given(NUMBERS, st.sampled_from("<>"))
def test_a_bound_has_one_side_and_no_value(number, side):
    found = read_value(f"{side}{number}")
    assert (found.low if side == ">" else found.high) == number
    assert (found.high if side == ">" else found.low) is None


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("World total (rounded) 10", "World total (rounded)"),
        ("China3 ", "China"),
        ("United\xa0States", "United States"),
        ("Canada ", "Canada"),
        ("Korea, Republic of", "Korea, Republic of"),
    ],
)
def test_a_footnotes_number_and_odd_blanks_are_no_part_of_a_country(printed, name):
    assert country_name(printed) == name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2024", (2024, 2024)),
        ("2021–24", (2021, 2024)),
        ("2020-2023", (2020, 2023)),
        ("2024_estimated", (2024, 2024)),
        ("", None),
        ("12024", None),
        ("2024–20", None),
    ],
)
def test_years_are_read_from_their_text(text, found):
    assert years(text) == found


@pytest.mark.parametrize(
    ("notes", "year", "token"),
    [
        ("W for 23-24", 2023, "W"),
        ("W for 23-24", 2024, "W"),
        ("W for 23-24", 2025, ""),
        ("na for 2023", 2023, "na"),
        ("na for 2023", 2024, ""),
        ("NA (Reserve data is thousand metric tons).", 2024, "NA"),
        ("Moderate to Large", 2024, "Moderate to Large"),
        ("Included in World total", 2024, ""),
        ("estimated 2023", 2023, ""),
    ],
)
def test_a_note_speaks_for_a_blank_only_where_it_names_the_reason(notes, year, token):
    assert note_for_year(notes, year) == token
