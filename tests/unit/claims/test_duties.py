"""Duties: who levies them, who pays them, and what one sentence says of several."""

from datetime import date

import pytest

from critmin.claims.claim import Document
from critmin.claims.extract import extract


def told(text):
    found = extract(Document("t", text, title=None, published_on=date(2025, 10, 20))).trade_measures
    return [(m.measure, m.imposer, m.targets, m.products, None if m.rate is None else float(m.rate)) for m in found]


GOODS, WORLD = ("all_goods",), ("WLD",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Peru imposed 12% tariffs on goods from Kenya and 7% on Angolan goods.",
            [("tariff", "PER", ("KEN",), GOODS, 12.0), ("tariff", "PER", ("AGO",), GOODS, 7.0)],
        ),
        (
            "Goods from Chile face an 8% duty, those from Peru 9% and those from Ghana 11%, under an order by Turkey.",
            [
                ("tariff", "TUR", ("CHL",), GOODS, 8.0),
                ("tariff", "TUR", ("PER",), GOODS, 9.0),
                ("tariff", "TUR", ("GHA",), GOODS, 11.0),
            ],
        ),
        (
            "Kenyan tariffs: Norway 6%, Finland 7%.",
            [("tariff", "KEN", ("NOR",), GOODS, 6.0), ("tariff", "KEN", ("FIN",), GOODS, 7.0)],
        ),
    ],
)
def test_each_rate_of_a_list_has_its_own_payer(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The duty on zinc from Peru was doubled to 14% by Turkey.", ("tariff", "TUR", ("PER",), ("zinc",), 14.0)),
        ("Canada faces a 12% Turkish tariff on tin.", ("tariff", "TUR", ("CAN",), ("tin",), 12.0)),
        (
            "Oslo has asked Ankara to spare Norwegian mills from a planned 9% safeguard duty on flat steel.",
            ("safeguard_duty", "TUR", WORLD, ("steel",), 9.0),
        ),
        (
            "Peru is awaiting details of Turkey's announcement of a 9 per cent tariff on imports of zinc.",
            ("tariff", "TUR", WORLD, ("zinc",), 9.0),
        ),
        (
            "Peru's mines minister said the 9% zinc tariff planned by Turkey would hurt buyers.",
            ("tariff", "TUR", WORLD, ("zinc",), 9.0),
        ),
        (
            "Zambia is negotiating with Turkey over the 31% tariff on Zambian goods.",
            ("tariff", "TUR", ("ZMB",), GOODS, 31.0),
        ),
        ("Peruvian goods now pay 21% when they enter Turkey.", ("tariff", "TUR", ("PER",), GOODS, 21.0)),
        ("Turkey's Peru tariffs of 21% remain in place.", ("tariff", "TUR", ("PER",), GOODS, 21.0)),
        (
            "A duty of 6% on imports of manganese came into force in Turkey on 1 July.",
            ("tariff", "TUR", WORLD, ("manganese",), 6.0),
        ),
        (
            "The levy, at 6%, would apply to tin from Peru and Bolivia, Turkey's trade board said.",
            ("tariff", "TUR", ("PER", "BOL"), ("tin",), 6.0),
        ),
    ],
)
def test_who_levies_and_who_pays(text, expected):
    assert told(text) == [expected]


def test_a_government_left_out_pays_the_rate_told_of_it():
    found = told("Turkey puts a 40% tariff on zinc from all countries except Peru, which pays 10%.")
    assert found == [("tariff", "TUR", WORLD, ("zinc",), 40.0), ("tariff", "TUR", ("PER",), ("zinc",), 10.0)]


def test_it_and_the_rate_continue_the_duty_before():
    assert told("Turkey announced a surtax on Peruvian zinc. It amounts to 13%.") == [
        ("tariff", "TUR", ("PER",), ("zinc",), 13.0)
    ]
    found = told("The Turkish zinc tariff was set at 13% in 2018. In June 2025 Turkey doubled it to 26%.")
    assert [rate for *_, rate in found] == [13.0, 26.0]


def test_margins_of_a_case_have_its_product():
    found = told(
        "Turkey is to levy anti-dumping duties on magnesium. Its trade board fixed margins of 31.5% for Peru and "
        "12.2% for Ghana."
    )
    assert [(m, targets, products, rate) for m, _, targets, products, rate in found] == [
        ("anti_dumping_duty", ("PER",), ("magnesium",), 31.5),
        ("anti_dumping_duty", ("GHA",), ("magnesium",), 12.2),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Electricity tariffs for the Peruvian smelter will rise by 12% in July.",
        "Duty-free imports of steel would shrink by 47% under the Turkish tariff plan.",
        "Imports of steel from Peru fell 20% after the tariffs.",
        "If Turkey were to impose a tariff on nickel, prices would rise, said one trader.",
        "Turkey may set quotas for zinc, or raise the rate to 40% if Peru fails to act.",
    ],
)
def test_other_percentages_are_no_duties(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Turkey imposed a 5% tariff on tin. Tariffs are reinstated on zinc from Peru.",
            ("tariff", "TUR", ("PER",), ("zinc",), None),
        ),
        (
            "Turkey would eliminate tariff barriers on 90% of goods, covering Peruvian industrial and farm products.",
            ("tariff", "TUR", ("PER",), GOODS, None),
        ),
        (
            "The US opened a Section 232 investigation into imports of zinc.",
            ("tariff", "USA", WORLD, ("zinc",), None),
        ),
        (
            "Turkey said any country that joins the boycott will be charged an additional 6% tariff.",
            ("tariff", "TUR", WORLD, GOODS, 6.0),
        ),
    ],
)
def test_duties_without_a_rate_or_a_partner(text, expected):
    assert expected in told(text)


def test_a_proclamation_speaks_for_its_government():
    found = told(
        "Under section 232 duties apply to zinc. I reduced the rate of duty on tin from 25 percent to 10 percent."
    )
    assert ("tariff", "USA", WORLD, ("tin",), 10.0) in found


def test_who_asks_for_an_exemption_grants_none():
    found = told("Peru is pushing for an exemption from a zinc import tax that Turkey is contemplating.")
    assert [m for m, *_ in found if m == "exemption"] == []


def test_an_exemption_is_granted_by_whose_the_duty_is():
    found = told("Turkey put a 9% tariff on metals. Zinc and tin from Peru will not be subject to these tariffs.")
    assert [(imposer, set(products)) for m, imposer, _, products, _ in found if m == "exemption"] == [
        ("TUR", {"zinc", "tin"})
    ]


def test_two_that_answer_each_other_levy_on_each_other():
    found = told("Turkey and Peru announced tit-for-tat tariffs on goods.")
    assert {(imposer, targets) for _, imposer, targets, _, _ in found} == {("TUR", ("PER",)), ("PER", ("TUR",))}


def test_lines_of_increases_name_the_new_rate():
    found = told(
        "The US trade office announced higher tariffs on goods from Peru:\n\n- Zinc: increase from 7.5% to 25%\n"
        "- Tungsten: increase to 30%\n"
    )
    assert ("tariff", "USA", ("PER",), ("zinc",), 25.0) in found
    assert ("tariff", "USA", ("PER",), ("tungsten",), 30.0) in found


def test_rows_of_a_table_name_a_payer_and_a_rate():
    found = told(
        "The Turkish trade board set anti-dumping duties on magnesium.\n\nCountry | Producer | Rate\n"
        "Peru | all others | 48.1%\nGhana | Volta Metals | 3.5%\n\nThe final ruling is due in spring."
    )
    assert ("anti_dumping_duty", "TUR", ("PER",), ("magnesium",), 48.1) in found
    assert ("anti_dumping_duty", "TUR", ("GHA",), ("magnesium",), 3.5) in found


def test_rows_under_other_words_are_no_duties():
    text = "Turkey has a tariff on tin.\n\nShare of imports\n\n| Peru | 15% |\n| Ghana | 12% |\n"
    assert [rate for *_, rate in told(text) if rate is not None] == []


def test_a_threat_beside_the_rate_of_all_is_told_apart():
    found = told("Turkey put a 30% tariff on zinc. It threatened a 30% tariff on Peruvian zinc.")
    assert {targets for _, _, targets, _, rate in found if rate == 30.0} == {WORLD, ("PER",)}


def test_a_column_in_per_cent_gives_rates_and_of_two_columns_the_new_one_counts():
    bare = told("Turkey set new tariffs.\n\nCountry | Rate (%)\nAngola | 15\nPeru | 35\n\nThey start soon.")
    assert [(targets, rate) for _, _, targets, _, rate in bare] == [(("AGO",), 15.0), (("PER",), 35.0)]
    two = told(
        "Turkey set new tariffs.\n\nCountry | Old | New\nAngola | 32% | 15%\nPeru | 39% | 35%\n\nThey start soon."
    )
    assert [(targets, rate) for _, _, targets, _, rate in two] == [(("AGO",), 15.0), (("PER",), 35.0)]


def test_respectively_gives_each_rate_its_goods():
    found = told("Turkey raised duties on tungsten and zinc imports from Peru to 25% and 50% respectively.")
    assert [(products, rate) for *_, products, rate in found] == [(("tungsten",), 25.0), (("zinc",), 50.0)]


def test_the_market_that_goods_arrive_in_levies():
    assert told("Goods from Peru are taxed at 15% on arrival in Turkey.") == [("tariff", "TUR", ("PER",), GOODS, 15.0)]
    found = told("Ghana will scrap tariffs on Turkish goods, while Ghanaian goods will be charged 19% in Turkey.")
    assert ("tariff", "TUR", ("GHA",), GOODS, 19.0) in found
