"""Duties in odd wordings: each country is weighed as the one who levies or the one who pays; R3."""

from datetime import date

import pytest

from critmin.claims.claim import Document
from critmin.claims.context import Context
from critmin.claims.trade_measures import read

PUBLISHED = date(2025, 11, 20)


def told(text):
    """(measure, imposer, targets, products, rate, status) of a note that says this and no more."""
    document = Document("note", f"Trade note\n\n{text}\n", title="Trade note", published_on=PUBLISHED)
    return [
        (c.measure, c.imposer, c.targets, c.products, None if c.rate is None else int(c.rate), c.status)
        for c in read(Context.of(document))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norwegian buyers of foreign tin have paid a 30% duty since June.",
            ("tariff", "NOR", ("WLD",), ("tin",), 30, "in_force"),
        ),
        (
            "Peruvian exporters to Norway were hit by a 12% levy in August.",
            ("tariff", "NOR", ("PER",), ("all_goods",), 12, "in_force"),
        ),
    ],
)
def test_market_and_goods_tell_who_levies_and_who_pays(text, expected):
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The tariffs have raised costs for Norwegian smelters.",
        "Tin imports saw an 18% increase in volume before the tariff.",
        "The miner pays a royalty of 5% on its tin in Peru.",
    ],
)
def test_costs_moves_of_trade_and_royalties_are_no_duty(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "targets", "status"),
    [
        ("Peru alone was exempted from the Norwegian tin tariff.", ("PER",), "in_force"),
        ("Norway ended Peru's exemption from the tin tariff.", ("PER",), "withdrawn"),
        ("Norway has exempted Peruvian tin from its tariff.", ("PER",), "in_force"),
    ],
)
def test_an_exemption_is_for_whoever_is_spared(text, targets, status):
    (claim,) = [c for c in told(text) if c[0] == "exemption"]
    assert claim[1:3] == ("NOR", targets)
    assert claim[5] == status


def test_so_much_free_of_duty_is_a_tariff_rate_quota():
    (claim,) = told("Norway will charge 50% on tin imports above the quota.")
    assert claim[:2] == ("tariff_rate_quota", "NOR")
    (claim,) = told("Peru's duty-free tin quota for shipments to Norway stays.")
    assert claim[:3] == ("tariff_rate_quota", "NOR", ("PER",))


def test_a_later_day_is_for_the_duty_just_told():
    """ "It will take effect" leaves alone what applies already."""
    text = (
        "Since April, Norway has put a 10% tariff on tin from Peru. It will also charge 20% on zinc from Chile. "
        "The duty will take effect on December 6."
    )
    assert [(c[4], c[5]) for c in told(text)] == [(10, "in_force"), (20, "scheduled")]


def test_the_margins_of_exporters_are_levied_by_who_looks_into_them():
    text = "Norway announced its anti-dumping inquiry into tin from Peru. It found Peruvian dumping margins of 12%."
    assert {c[1:3] for c in told(text)} == {("NOR", ("PER",))}


def test_a_temporary_duty_that_ran_out_is_expired():
    (claim,) = told("In April Norway imposed a 12% temporary tariff on tin from Peru, which expired in November.")
    assert claim[5] == "expired"


def test_changed_rates_in_one_sentence_are_a_duty_each():
    text = "Norwegian tariffs on Peruvian tin (5% to 25%), zinc (0% to 10%) and copper (2% to 8%) are in force."
    assert [(c[1:3], c[3], c[4]) for c in told(text)] == [
        (("NOR", ("PER",)), ("tin",), 25),
        (("NOR", ("PER",)), ("zinc",), 10),
        (("NOR", ("PER",)), ("copper",), 8),
    ]


def test_lines_from_one_rate_to_another_take_what_stands_above_them():
    text = (
        "Norway proposes to raise its duties on goods from Peru:\n\n- Tin ore from 5 percent to 25 percent in 2026;\n"
        "- Battery parts from zero percent to 10 percent in 2027.\n"
    )
    lines = [c for c in told(text) if c[4] is not None]
    assert [(c[1:4], c[4], c[5]) for c in lines] == [
        (("NOR", ("PER",), ("tin",)), 25, "proposed"),
        (("NOR", ("PER",), ("battery_parts",)), 10, "proposed"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Norway imposed a tariff of 20% on tin from Peru, with no exceptions or exemptions.",
        "Norway signed a loan for the tin miner. It secured a waiver of its covenants from the bank in Peru.",
    ],
)
def test_no_exemption_and_one_from_a_covenant_are_none(text):
    assert not [c for c in told(text) if c[0] == "exemption"]


def test_exclusions_that_are_extended_need_no_goods():
    (claim,) = [
        c for c in told("Norway's tariff exclusions for Peru have been extended until May 2026.") if c[0] != "tariff"
    ]
    assert claim[:3] == ("exemption", "NOR", ("PER",))
    assert claim[5] == "extended"


def test_what_another_should_cancel_is_not_cancelled():
    text = 'Norway put a 20% tariff on tin from Peru. "Norway should immediately cancel all tariffs on Peru," it said.'
    assert [c[5] for c in told(text)] == ["in_force"]


@pytest.mark.parametrize(
    ("text", "imposer", "targets", "rate"),
    [
        ("Lima will live with a 20% Norwegian tariff.", "NOR", ("PER",), 20),
        ("Lima answered with a 34% duty on all imports from Norway.", "PER", ("NOR",), 34),
        ("If talks fail, Norway will hit Peruvian goods with a 12% duty.", "NOR", ("PER",), 12),
    ],
)
def test_who_levies_is_who_owns_the_duty_or_else_who_acts(text, imposer, targets, rate):
    (claim,) = told(text)
    assert claim[1:3] == (imposer, targets)
    assert claim[4] == rate


def test_the_title_says_on_whom_the_duties_below_are():
    text = (
        "Norway's tariffs on Peruvian tin\n\nFrom 2026 imports of tin will be subject to a Norwegian tariff of 25%.\n"
    )
    document = Document("note", text, title="Norway's tariffs on Peruvian tin", published_on=PUBLISHED)
    (claim,) = read(Context.of(document))
    assert (claim.imposer, claim.targets) == ("NOR", ("PER",))


def test_an_exemption_that_ended_is_not_the_one_that_was_given():
    text = "Norway exempted tin from its tariffs. It removed the exemption of zinc from the tariffs."
    found = {c[3]: c[5] for c in told(text) if c[0] == "exemption"}
    assert found[("tin",)] != "withdrawn"
    assert found[("zinc",)] == "withdrawn"


def test_rates_of_a_case_are_on_its_goods_and_each_partner_has_its_own():
    text = (
        "Norway said that anti-dumping duties will be applied to tin bars imported from Peru and Chile. "
        "A 14% anti-dumping duty will be applied to imports originating in Peru, and 13% to imports from Chile."
    )
    assert {(c[2], c[3], c[4]) for c in told(text)} == {(("PER",), ("tin",), 14), (("CHL",), ("tin",), 13)}


def test_exemptions_with_a_tariff_are_of_who_levies_it():
    text = "Norway will keep a 19% tariff on exports from Peru - with exemptions for selected goods."
    assert {c[1] for c in told(text)} == {"NOR"}


def test_a_case_against_the_makers_of_a_metal_is_on_it():
    (claim,) = told("Norway imposed anti-dumping duties against some Peruvian tin companies.")
    assert claim[:4] == ("anti_dumping_duty", "NOR", ("PER",), ("tin",))


@pytest.mark.parametrize(
    "text",
    [
        "Peruvian tin smelters are reeling from a 50% tariff imposed by Norway.",
        "Peruvian tin and zinc are already subject to a 50% Norwegian tariff.",
    ],
)
def test_who_reels_from_a_duty_or_is_subject_to_it_pays(text):
    (claim,) = told(text)
    assert claim[1:3] == ("NOR", ("PER",))


def test_a_spared_good_is_not_dutied():
    assert {c[0] for c in told("Peru's tin was exempted from the Norwegian duty.")} == {"exemption"}
