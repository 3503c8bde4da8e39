"""What a sentence about duties and bans means without naming it: R3 (one measure, many wordings)."""

from datetime import date

import pytest

from critmin.claims.claim import Document
from critmin.claims.context import Context
from critmin.claims.trade_measures import read

PUBLISHED = date(2025, 11, 20)
WLD = ("WLD",)


def told(text, title="Trade note"):
    """(measure, imposer, targets, products, rate, status) of a note that says this and no more."""
    document = Document("note", f"{title}\n\n{text}\n", title=title, published_on=PUBLISHED)
    return [
        (c.measure, c.imposer, c.targets, c.products, None if c.rate is None else float(c.rate), c.status)
        for c in read(Context.of(document))
    ]


def test_those_countries_are_the_ones_named_before():
    text = "In a deal with Peru and Chile, Norway agreed to remove its tariffs on tin from those countries."
    assert ("tariff", "NOR", ("PER", "CHL"), ("tin",), None, "withdrawn") in told(text)


@pytest.mark.parametrize("verb", ["leading", "prompting", "forcing"])
def test_whoever_is_led_to_set_a_duty_sets_it(verb):
    text = (
        f"Cheap Chinese exports of zinc rose, {verb} countries such as Peru and Chile to introduce anti-dumping duties."
    )
    assert [(m, i, t) for m, i, t, *_ in told(text)] == [
        ("anti_dumping_duty", "PER", ("CHN",)),
        ("anti_dumping_duty", "CHL", ("CHN",)),
    ]


def test_what_a_duty_brings_about_is_not_what_it_is_on():
    (found,) = told("Canada's tariffs on zinc have raised scrutiny of Peruvian exports.")
    assert found[:4] == ("tariff", "CAN", WLD, ("zinc",))


def test_a_roll_of_those_spared_does_not_set_the_duty():
    text = "Japan rescinds certain exemptions from the duties on zinc articles by Chile, Peru, Norway, and Finland."
    assert told(text) == [("exemption", "JPN", ("CHL", "PER", "NOR", "FIN"), ("zinc",), None, "withdrawn")]


@pytest.mark.parametrize(
    "text",
    [
        "If imports of zinc surge, Norway may again impose tariffs on those products.",
        "Zinc from Peru is not subject to Norwegian duties for now, analysts noted.",
    ],
)
def test_what_might_be_and_what_spares_is_no_duty(text):
    assert not [m for m in told(text) if m[0] == "tariff"]


def test_a_rate_in_whose_lieu_another_comes_is_old():
    text = "Norway said the duty on Peruvian zinc shall be reduced to 10 percent in lieu of 25 percent."
    assert [m[4] for m in told(text)] == [10.0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norway will limit tariff-free zinc imports. Anything above that quota will face a 40 percent tariff.",
            ("tariff_rate_quota", "NOR", WLD, ("zinc",), 40.0, "announced"),
        ),
        (
            "Canada is proposing to cut tariff-free quotas for zinc imports by 40%.",
            ("tariff_rate_quota", "CAN", WLD, ("zinc",), None, "proposed"),
        ),
        (
            "Britain introduced a duty-free quota for Turkish zinc.",
            ("tariff_rate_quota", "GBR", ("TUR",), ("zinc",), None, "in_force"),
        ),
    ],
)
def test_duty_free_volumes_are_tariff_rate_quotas(text, expected):
    assert told(text) == [expected]


def test_copper_that_will_not_face_a_duty_is_exempt():
    text = "Norway put a 50% tariff on copper. The government confirmed that raw copper would not face the new duty."
    assert ("exemption", "NOR", WLD, ("copper",), None, "in_force") in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Norway put a 50% tariff on zinc. Its reluctance to exempt Peru from the tariff delays a deal.",
        "Norway put a 50% tariff on zinc. Peru's exemption from the duty is vital for its smelters.",
        "Norway put a 50% tariff on zinc. Talks are expected to allow imports of zinc from Peru to remain stable.",
    ],
)
def test_an_exemption_that_nobody_has_is_none(text):
    assert not [m for m in told(text) if m[0] == "exemption"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norway tightened sanctions on Belarus to ban tin exports completely.",
            ("import_ban", "NOR", ("BLR",), ("tin",), None, "in_force"),
        ),
        (
            "Norway banned imports of Russian nickel. The ban on nickel is to hurt the war effort.",
            ("import_ban", "NOR", ("RUS",), ("nickel",), None, "in_force"),
        ),
        (
            "Norway set an annual cap on the amount of tin that can still be imported from Peru.",
            ("import_quota", "NOR", ("PER",), ("tin",), None, "in_force"),
        ),
        (
            "Peru imposes a quota on the amount of tin that can be exported each year.",
            ("export_quota", "PER", WLD, ("tin",), None, "in_force"),
        ),
    ],
)
def test_a_ban_says_which_way_its_goods_go(text, expected):
    assert told(text) == [expected]


def test_threats_that_are_not_carried_out_are_withdrawn():
    text = "Norway said it would not follow through on its threat to double tariffs on Peruvian zinc."
    assert [(m[0], m[1], m[2], m[5]) for m in told(text)] == [("tariff", "NOR", ("PER",), "withdrawn")]


@pytest.mark.parametrize(
    ("text", "imposer"),
    [
        ("The Union's step is partly a response to Norway, which sharply raised tariffs on zinc.", "NOR"),
        ("Norway rejected Peru's complaint and doubled its tariffs on zinc.", "NOR"),
        ("The tariffs Norway has imposed on zinc hurt Peru.", "NOR"),
    ],
)
def test_who_sets_a_duty_in_a_clause_of_its_own(text, imposer):
    assert {m[1] for m in told(text)} == {imposer}


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Norway has imposed a 10% tariff on most products.", WLD),
        ("Norway imposed a 10% tariff on goods from countries around the world.", WLD),
        ("Zinc arriving on Norwegian shores from Peru is subject to a 10% import tax.", ("PER",)),
        ("Raw ore is exempt from a 10% tariff Norway imposed on imports of most Peruvian products.", ("PER",)),
        ("Zinc from Peru pays a 10% Norwegian duty, which may double if no deal is implemented.", ("PER",)),
    ],
)
def test_on_whose_goods_a_rate_is(text, targets):
    assert ("tariff", "NOR", targets, 10.0) in [(m[0], m[1], m[2], m[4]) for m in told(text)]


def test_a_duty_ends_where_another_measure_begins():
    text = "Norway threatened 100% tariffs on Peruvian goods and export restrictions on software."
    assert told(text) == [("tariff", "NOR", ("PER",), ("all_goods",), 100.0, "threatened")]


def test_goods_under_dumping_orders_at_large_are_no_case():
    assert not told("The rules do not touch goods from Peru that are subject to Norwegian anti-dumping duty orders.")


def test_one_order_is_kept_and_the_same_order_on_another_is_revoked():
    text = "Norway keeps its anti-dumping duty over zinc from Peru, but would revoke the same order on zinc from Chile."
    assert [(m[0], m[2], m[5]) for m in told(text)] == [
        ("anti_dumping_duty", ("PER",), "in_force"),
        ("anti_dumping_duty", ("CHL",), "withdrawn"),
    ]


def test_a_duty_that_follows_an_annulled_one_is_another():
    text = "The court annulled Norway's emergency tariffs. Norway then imposed a 15% tariff on all countries."
    assert [(m[4], m[5]) for m in told(text)] == [(None, "annulled"), (15.0, "in_force")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Peru has imposed strict controls and quotas for the export of tin.",
            {("export_control", "PER", WLD), ("export_quota", "PER", WLD)},
        ),
        ("Peru imposed an export ban on tin that specifically targeted Norway.", {("export_ban", "PER", ("NOR",))}),
        ("Peru suspended its new export rules for tin.", {("export_control", "PER", WLD)}),
        ('"Peru has had varying restrictions affecting tin exports," Norway said.', {("export_control", "PER", WLD)}),
        ("Peru wrote new rules for tin miners.", set()),
    ],
)
def test_joined_nouns_aims_and_owners_of_export_measures(text, expected):
    assert {m[:3] for m in told(text)} == expected
