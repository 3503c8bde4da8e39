"""Whose measure a sentence tells, and on whose goods: who is spared, whose market, whose neighbour (R3)."""

from datetime import date

import pytest

from critmin.claims.claim import Document
from critmin.claims.context import Context
from critmin.claims.trade_measures import read

PUBLISHED = date(2025, 11, 20)
WLD = ("WLD",)


def told(text):
    """(measure, imposer, targets, products, status) of a note that says this and no more."""
    document = Document("note", f"Trade note\n\n{text}\n", title="Trade note", published_on=PUBLISHED)
    return [(c.measure, c.imposer, c.targets, c.products, c.status) for c in read(Context.of(document))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Chile has secured a tariff exemption for its exports of zinc to Norway.",
            [("exemption", "NOR", ("CHL",), ("zinc",), "in_force")],
        ),
        (
            "Refined tin would not face the new duty, the Norwegian government said.",
            [("exemption", "NOR", WLD, ("tin",), "in_force")],
        ),
        (
            "Norway agreed with Peru and Chile to remove the tariffs on zinc and tin imports from those countries.",
            [("tariff", "NOR", ("PER", "CHL"), ("zinc", "tin"), "withdrawn")],
        ),
        (
            "Norway's reluctance to exempt Peru from the 50% tariffs that Norway put on zinc is a hurdle.",
            [("tariff", "NOR", WLD, ("zinc",), "in_force")],
        ),
        (
            "Trump met his guests. They spoke of a 10% tariff he imposed on imports of most Peruvian goods.",
            [("tariff", "USA", ("PER",), ("all_goods",), "in_force")],
        ),
        (
            "Zinc products arriving on Norwegian shores from Peru remain subject to a 25% import tax.",
            [("tariff", "NOR", ("PER",), ("zinc",), "in_force")],
        ),
        (
            "Norway has already imposed a 10% tariff on most products.",
            [("tariff", "NOR", WLD, ("all_goods",), "in_force")],
        ),
        (
            "Norway put a 25% tariff on imported zinc. Norway raised the tariffs on Peruvian zinc.",
            [("tariff", "NOR", WLD, ("zinc",), "in_force"), ("tariff", "NOR", ("PER",), ("zinc",), "in_force")],
        ),
        (
            "Norway's order ends the exemptions from the tariffs on zinc by Peru, Chile and Japan.",
            [("exemption", "NOR", ("PER", "CHL", "JPN"), ("zinc",), "withdrawn")],
        ),
        (
            "Norway's tariffs on zinc have sharpened the focus on Peruvian exports.",
            [("tariff", "NOR", WLD, ("zinc",), "in_force")],
        ),
        (
            "Norway will drop its own tariffs and non-tariff barriers on Chilean goods.",
            [("tariff", "NOR", ("CHL",), ("all_goods",), "withdrawn")],
        ),
    ],
)
def test_a_duty_has_its_levier_and_its_payers(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norway tightened its sanctions on Bolivia to ban tin exports completely.",
            [("import_ban", "NOR", ("BOL",), ("tin",), "in_force")],
        ),
        (
            "Norway set a complete ban on tin that is produced in Bolivia.",
            [("import_ban", "NOR", ("BOL",), ("tin",), "in_force")],
        ),
        (
            "Peru's new curbs on tin exports start in May. The curbs are similar to those in place for zinc and lead.",
            [
                ("export_control", "PER", WLD, ("tin",), "in_force"),
                ("export_control", "PER", WLD, ("zinc", "lead"), "in_force"),
            ],
        ),
        (
            "Peru signed a ban on imports of Bolivian tin to Peru, in a bid to weaken La Paz in Chile.",
            [("import_ban", "PER", ("BOL",), ("tin",), "in_force")],
        ),
        (
            "Japan, which buys zinc from Peru, has looked elsewhere since its neighbour held back shipments of tin.",
            [("export_ban", "PER", WLD, ("tin",), "in_force")],
        ),
        (
            "Peru stands firm. The paper profiles four of Japan's responses to the tin export ban of Peru.",
            [("export_ban", "PER", WLD, ("tin",), "in_force")],
        ),
        (
            "Peru introduced an export ban on tin that specifically targeted Chile.",
            [("export_ban", "PER", ("CHL",), ("tin",), "in_force")],
        ),
        (
            "Peru has had long-standing and varying restrictions affecting tin exports, Norway said.",
            [("export_control", "PER", WLD, ("tin",), "in_force")],
        ),
        (
            '"Peru has long had curbs on tin exports," Norway said, adding that a zinc export ban was in place.',
            [
                ("export_control", "PER", WLD, ("tin",), "in_force"),
                ("export_ban", "PER", WLD, ("zinc",), "in_force"),
            ],
        ),
    ],
)
def test_a_ban_has_its_government_and_its_market(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Peru agreed to refrain from banning exports of tin to Norway.",
        "Peru agreed to refrain from banning or imposing quotas on exports of tin.",
        "Boldex Tin secured a waiver for default events under its loan after trade with Peru and its tin exports fell.",
        "The deal gives Peruvian miners full tariff- and quota-free access to the Norwegian market.",
        "Norway's rules govern zinc subject to existing antidumping or countervailing duty orders.",
        "Peru cannot export its way to recovery; tin is cheap.",
        "Peruvian zinc production constraints are evident, with higher zinc imports required.",
        "Peru makes tin. The council also decided to ban the import of chicken meat from May.",
        "A regulatory cleanup curtailed exports of tin from Bolivia.",
        "The plan is to ease supply constraints for tin in Bolivia.",
        "Despite sanctions, Bolivian tin is crucial for Norway's industry.",
    ],
)
def test_what_is_forgone_or_on_other_goods_is_no_measure(text):
    assert told(text) == []
