"""Duties whose payers or goods another sentence names: "its exports", lists of what is left out, rows (R3)."""

import pytest
from reading import read


def told(text: str) -> list[tuple]:
    """(measure, imposer, targets, products, rate) of each measure of a text."""
    return [
        (m.measure, m.imposer, m.targets, m.products, float(m.rate) if m.rate is not None else None)
        for m in read(text).trade_measures
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chile was hit hard. Norway put a 25% tariff on its copper.", ("tariff", "NOR", ("CHL",), ("copper",), 25)),
        (
            "Peru struck a deal with Norway. Its exports will face a 20% tariff.",
            ("tariff", "NOR", ("PER",), ("all_goods",), 20),
        ),
        (
            "Peru and Chile signed pacts. Both agreed deals by which Norway keeps its 19% tariff on their goods.",
            ("tariff", "NOR", ("PER", "CHL"), ("all_goods",), 19),
        ),
        (
            "Peru criticised Norway. Norway had just put a 50% tariff on the country's goods.",
            ("tariff", "NOR", ("PER",), ("all_goods",), 50),
        ),
        (
            "Peru agreed to buy more gas from Norway while paying a 15% tariff.",
            ("tariff", "NOR", ("PER",), ("all_goods",), 15),
        ),
        (
            "Norway will set a tariff-rate quota that restricts the quantity of zinc imported into Norway from Peru.",
            ("tariff_rate_quota", "NOR", ("PER",), ("zinc",), None),
        ),
        ("Norway put a 12% duty on zinc sold by Peru's Nexa.", ("tariff", "NOR", ("PER",), ("zinc",), 12)),
        ("Norwegian buyers pay a 30% tariff on Peruvian tin.", ("tariff", "NOR", ("PER",), ("tin",), 30)),
        (
            "Norway adjusted zinc imports by imposing a 10% tariff on such imports from all countries except Peru.",
            ("tariff", "NOR", ("WLD",), ("zinc",), 10),
        ),
        (
            "Norway slashed levies on Peruvian imports to 10% and promised to lift barriers on tin exports.",
            ("tariff", "NOR", ("PER",), ("all_goods",), 10),
        ),
    ],
)
def test_whose_goods_pay_a_duty_is_known_from_around(text, expected):
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "tail",
    [
        ", excluding zinc and tin.",
        ", with exemptions for zinc and tin.",
        " but spared zinc and tin.",
        ". Zinc and tin are excluded.",
        ". Exempt goods include zinc and tin.",
        ". The following are exempt: zinc and tin.",
        ". Some goods will not be subject to the tariff. These include: (1) zinc articles; and (2) tin.",
        ". Certain products are exempt. They include zinc and tin.",
    ],
)
def test_goods_that_a_duty_leaves_out_are_exempt_and_not_what_it_is_on(tail):
    assert told(f"Norway imposed a 10% tariff on all imports{tail}") == [
        ("tariff", "NOR", ("WLD",), ("all_goods",), 10),
        ("exemption", "NOR", ("WLD",), ("zinc", "tin"), None),
    ]


def test_nothing_is_exempt_where_no_duty_is_told():
    assert told("The fund invests in metals, excluding zinc and tin.") == []


def test_a_list_of_countries_with_their_rates_under_a_heading_of_duties():
    text = (
        "Norway sets rates\n\nNorway will impose new tariffs on many countries from 1 November 2025. The letters "
        "went to:\n\n- Peru (25%)\n\n<!-- -->\n\n- South Africa (30%)\n\n<!-- -->\n\n- Chile (20%)\n"
    )
    found = read(text).trade_measures
    assert [(m.targets, float(m.rate), m.status, str(m.effective_on)) for m in found if m.rate is not None] == [
        (("PER",), 25, "scheduled", "2025-11-01"),
        (("ZAF",), 30, "scheduled", "2025-11-01"),
        (("CHL",), 20, "scheduled", "2025-11-01"),
    ]


def test_who_only_says_it_does_not_set_the_curbs():
    text = "Washington set export controls on chips. Greer said China had failed to roll back restrictions on gallium."
    assert [m.imposer for m in read(text).trade_measures if m.products == ("gallium",)] == ["CHN"]


def test_american_export_controls_at_large_are_not_on_the_minerals_of_the_text():
    text = "Rare earths are scarce. Rare earths matter. Firms can carry on under US export controls."
    assert read(text).trade_measures == ()


@pytest.mark.parametrize(
    "text",
    [
        "Norway's tariffs: 15% for Peru, 19% for Chile and 20% for Japan.",
        "Peru faces 15% tariffs, Chile 19% and Japan 20% under Norway's order.",
        "Norway announced tariffs that include 15% for Peru, 19% for Chile and 20% for Japan.",
        "Norway set a 15% duty on shipments of tin by Peru, 19% on those by Chile and 20% on those by Japan.",
    ],
)
def test_each_rate_of_a_list_is_on_the_goods_beside_it(text):
    found = [(imposer, targets, rate) for _, imposer, targets, _, rate in told(text)]
    assert found == [("NOR", ("PER",), 15), ("NOR", ("CHL",), 19), ("NOR", ("JPN",), 20)]


def test_a_title_that_names_a_buyer_does_not_say_on_whom_a_duty_on_a_metal_is():
    text = "Norway has made zinc a priority, raising tariffs on imports of the metal to 50%."
    assert [targets for _, _, targets, _, _ in told(f"Norway and Peru talk of a mill\n\n{text}\n")] == [("WLD",)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oslo has required licences for magnesium since 4 April.", [("licensing", "NOR", ("magnesium",))]),
        ("Norway imposed licensing requirements on magnesium.", [("licensing", "NOR", ("magnesium",))]),
        ("Norway requires permits for magnesium mining.", []),
        ("Norway awarded two licences for magnesium.", []),
        ("The government in Oslo banned exports of tin.", [("export_ban", "NOR", ("tin",))]),
        ("Officials in Oslo curbed exports of tin.", [("export_control", "NOR", ("tin",))]),
    ],
)
def test_a_licence_that_a_government_demands_for_a_mineral_is_one_of_trade(text, expected):
    assert [(measure, imposer, products) for measure, imposer, _, products, _ in told(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "After Peru imposed limits on exports of tin, Norway threatened 50% tariffs, only to back down.",
        "When Peru curbed tin exports, Norway hit back with 50% tariffs.",
    ],
)
def test_a_duty_that_answers_an_act_is_on_whoever_acted(text):
    assert ("tariff", "NOR", ("PER",), ("all_goods",), 50) in told(text)


def test_what_a_sentence_means_for_two_countries_is_on_their_goods():
    text = "Norway set tariffs. For Peru and Chile, little changes. This means that most goods will see a 25% tariff."
    assert ("tariff", "NOR", ("PER", "CHL"), ("all_goods",), 25) in told(text)
