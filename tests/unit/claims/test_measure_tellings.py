"""Measures told without their own noun, over several sentences or as lines of a list."""

from datetime import date

import pytest

from critmin.claims.claim import Document
from critmin.claims.context import Context
from critmin.claims.trade_measures import read

PUBLISHED = date(2025, 11, 20)
ALL = ("all_goods",)


def told(text):
    """(measure, imposer, targets, products, rate, status) of a note that says this and no more."""
    document = Document("note", f"Trade note\n\n{text}\n", title="Trade note", published_on=PUBLISHED)
    found = read(Context.of(document))
    for claim in found:
        place = claim.evidence
        assert document.text[place.quote_start : place.quote_end] == place.quote
    return [
        (c.measure, c.imposer, c.targets, c.products, None if c.rate is None else float(c.rate), c.status)
        for c in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Namibia's parliament passed a law that forbids sending lithium ore abroad.",
            ("export_ban", "NAM", ("WLD",), ("lithium",), None, "in_force"),
        ),
        (
            "Guinea told miners that bauxite cannot be shipped raw.",
            ("export_ban", "GIN", ("WLD",), ("aluminum",), None, "in_force"),
        ),
        (
            "Gabon will no longer allow manganese to leave as ore from 1 January 2029.",
            ("export_ban", "GAB", ("WLD",), ("manganese",), None, "scheduled"),
        ),
        (
            "China stopped approving exports of gallium to Japan.",
            ("export_ban", "CHN", ("JPN",), ("gallium",), None, "in_force"),
        ),
        (
            "Exporters of tungsten now have to show Beijing a permit.",
            ("licensing", "CHN", ("WLD",), ("tungsten",), None, "in_force"),
        ),
        (
            "Beijing added bismuth to its control list on Tuesday.",
            ("export_control", "CHN", ("WLD",), ("bismuth",), None, "in_force"),
        ),
        (
            "Australian arms makers may not use Chinese tungsten from 1 January 2027.",
            ("sourcing_restriction", "AUS", ("CHN",), ("tungsten",), None, "scheduled"),
        ),
        (
            "Zambia levies 30 per cent on shipments of raw copper abroad.",
            ("export_tax", "ZMB", ("WLD",), ("copper",), 30.0, "in_force"),
        ),
        (
            "South Korea's steel is subject to a 45% Indian tariff.",
            ("tariff", "IND", ("KOR",), ("steel",), 45.0, "in_force"),
        ),
        (
            "Zinc dross is not covered by the Indian duty.",
            ("exemption", "IND", ("WLD",), ("zinc",), None, "in_force"),
        ),
        (
            "Brussels fixed a definitive anti-dumping duty of 31 per cent on Chinese tungsten carbide.",
            ("anti_dumping_duty", "EUU", ("CHN",), ("tungsten",), 31.0, "in_force"),
        ),
    ],
)
def test_a_measure_is_read_where_a_verb_tells_it(text, expected):
    assert told(text) == [expected]


def test_its_rate_is_that_of_the_country_the_sentence_before_opens_with():
    found = told("Canada charges 40 per cent on steel from India. Norway is treated apart. Its rate is 15 per cent.")
    assert ("tariff", "CAN", ("NOR",), ("steel",), 15.0, "in_force") in found


def test_lines_of_a_list_take_their_imposer_and_day_from_above():
    found = told(
        "India set new duties. They apply from 1 December 2025.\n\n- Laos and Nepal: 12%\n- Everyone else: 5%\n"
        "- Peru: ordinary duty is topped up to 9%"
    )
    rows = [(targets, rate, status) for _, imposer, targets, _, rate, status in found if imposer == "IND"]
    assert (("LAO", "NPL"), 12.0, "scheduled") in rows
    assert (("PER",), 9.0, "scheduled") in rows


def test_a_second_rate_differs_from_the_first_in_what_is_said_of_it():
    found = told("From 1 January 2026 tin from Bolivia pays 30pc and some zinc 10pc, the Indian trade office settled.")
    assert [(imposer, products, rate) for _, imposer, _, products, rate, _ in found] == [
        ("IND", ("tin",), 30.0),
        ("IND", ("zinc",), 10.0),
    ]


def test_the_same_treatment_is_the_measure_before_on_another_good():
    found = told("Indonesia bans exports of nickel ore. Tin got the same treatment.")
    assert [(measure, products) for measure, _, _, products, _, _ in found] == [
        ("export_ban", ("nickel",)),
        ("export_ban", ("tin",)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "If Chile forbids shipping lithium abroad, prices will rise.",
        "Analysts fear that Peru will no longer allow copper to leave.",
        "The firm pays 25 per cent income tax on copper from Peru.",
        "Nickel from Canada made up 40 per cent of sales.",
        "Is it true that tin may not leave Bolivia?",
    ],
)
def test_what_only_sounds_like_a_measure_gives_none(text):
    assert told(text) == []
