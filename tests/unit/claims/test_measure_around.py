"""What a sentence leaves open is told around it: by the headline, by the sentence before, over a list (R3)."""

from datetime import date

import pytest

from critmin.claims.claim import Document
from critmin.claims.context import Context
from critmin.claims.trade_measures import read

WLD = ("WLD",)


def told(text, title="Trade note"):
    """(measure, imposer, targets, products, rate) of a note under a headline."""
    document = Document("note", f"{title}\n\n{text}\n", title=title, published_on=date(2025, 11, 20))
    return [
        (c.measure, c.imposer, c.targets, c.products, None if c.rate is None else float(c.rate))
        for c in read(Context.of(document))
    ]


def test_a_headline_alone_tells_a_measure():
    assert told("Traders in Rotterdam took the news calmly.", "Peru bans exports of raw tin") == [
        ("export_ban", "PER", WLD, ("tin",), None)
    ]


def test_a_headline_tells_nothing_that_the_text_tells_better():
    found = told("Norway on Monday put a duty of 12% on Chilean lithium.", "Norway slaps tariff on metals")
    assert found == [("tariff", "NOR", ("CHL",), ("lithium",), 12.0)]


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (
            "Norwegian tariffs in brief",
            "- Zinc and lead (Peru): 14%\n- Tin products (Bolivia): 6%",
            [("NOR", ("PER",), 14.0), ("NOR", ("BOL",), 6.0)],
        ),
        ("Norwegian tariffs in brief", "Zinc and tin: 14%. Tungsten: 6%.", [("NOR", WLD, 14.0), ("NOR", WLD, 6.0)]),
    ],
)
def test_a_list_of_rates_is_of_whoever_its_headline_names(title, text, expected):
    assert [(imposer, targets, rate) for _, imposer, targets, _, rate in told(text, title)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The new rate for Peruvian goods is 23 per cent. Oslo had talked of twelve.",
            ("tariff", "NOR", ("PER",), 23.0),
        ),
        (
            "Chilean tin is no different: it will face 11% from May, Norway's trade ministry said.",
            ("tariff", "NOR", ("CHL",), 11.0),
        ),
        ("In retaliation Ottawa put 17 per cent on $3bn of Peruvian goods.", ("tariff", "CAN", ("PER",), 17.0)),
    ],
)
def test_a_rate_without_the_noun_of_a_duty_is_one_where_it_is_paid(text, expected):
    assert [(m, i, t, r) for m, i, t, _, r in told(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Imports of zinc from Peru fell 20% after the tariffs.",
        "Norway and Chile have boosted trade in lithium by 65 per cent.",
        "Norway stressed that there is no export ban on its nickel scrap.",
        "Peru has sworn off export bans on tin.",
    ],
)
def test_moves_of_trade_and_measures_that_are_not_there_make_no_record(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ghana's mines minister stopped all mineral exports on Friday.", ("export_ban", "GHA", WLD)),
        (
            "Bolivia will stop selling refined tin to Peruvian smelters, the cabinet decreed.",
            ("export_ban", "BOL", ("PER",)),
        ),
        (
            "Under Norway's new order, exporting magnesium requires written permission of the ministry.",
            ("licensing", "NOR", WLD),
        ),
        ("Norway's ban on Turkish goods, zinc included, was dropped in May.", ("import_ban", "NOR", ("TUR",))),
        ("Norway has put antimony on its control list.", ("export_control", "NOR", WLD)),
    ],
)
def test_ordinary_words_for_stopping_and_licensing_are_read(text, expected):
    assert [(m, i, t) for m, i, t, _, _ in told(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The justices held that the government cannot use IEEPA to impose tariffs.",
            [("tariff", "USA", WLD, "annulled")],
        ),
        (
            "The ruling does not affect duties under Section 232 on zinc.",
            [("tariff", "USA", WLD, "in_force")],
        ),
        (
            "The court struck down the tariffs imposed under IEEPA, but Section 301 duties on Chinese tin stay.",
            [("tariff", "USA", WLD, "annulled"), ("tariff", "USA", ("CHN",), "in_force")],
        ),
        (
            "After years of sanctions, Norway is allowing Norwegian farms to once again buy potash from Belarus.",
            [("import_ban", "NOR", ("BLR",), "withdrawn")],
        ),
        ("Norway has not lifted its sanctions on Belarusian potash.", [("import_ban", "NOR", ("BLR",), "in_force")]),
        (
            "President Trump announced a deal with Peru, in which Peru agreed to invest $5bn and pay an 8% tariff.",
            [("tariff", "USA", ("PER",), "announced")],
        ),
        (
            "China agreed to suspend for one year the wider tungsten export controls.",
            [("export_control", "CHN", WLD, "suspended")],
        ),
        ("Norway gained from Beijing\u0e42s curbs on tungsten.", [("export_control", "CHN", WLD, "in_force")]),
    ],
)
def test_courts_sanctions_and_payers(text, expected):
    document = Document("note", text, published_on=date(2025, 11, 20))
    assert [(c.measure, c.imposer, c.targets, c.status) for c in read(Context.of(document))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The governments of Peru and Bolivia have banned exports of tin.",
            [("export_ban", "PER", WLD), ("export_ban", "BOL", WLD)],
        ),
        (
            "Norway will ban the export of magnesium and other materials with military applications to Chile.",
            [("export_ban", "NOR", ("CHL",))],
        ),
        (
            "Norway announced that Peru will resume exports of tin to Chilean users under general licences.",
            [("licensing", "PER", WLD)],
        ),
        ("The suspension of tin and other mining operations in Peru hit Chile.", []),
        ("Peru's tin exports were halted after rebels took the mines.", []),
    ],
)
def test_who_acts_and_whom_it_hits(text, expected):
    assert [(m, i, t) for m, i, t, _, _ in told(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The 6% tariff that Norway placed on Chilean imports was doubled to 12%.",
            [("tariff", "NOR", ("CHL",), 12.0)],
        ),
        (
            "Norway imposed a 9% tariff on Peruvian goods and restricted exports of magnesium.",
            [("tariff", "NOR", ("PER",), 9.0), ("export_control", "NOR", WLD, None)],
        ),
    ],
)
def test_old_rates_and_measures_beside_a_duty_are_kept_apart(text, expected):
    assert [(m, i, t, r) for m, i, t, _, r in told(text)] == expected


def test_a_rate_between_two_governments_is_on_the_other():
    assert told(
        "Norway will halve its medicine-related tariffs from 20% to 10%.", "Norway and Chile agree on a truce"
    ) == [("tariff", "NOR", ("CHL",), ("all_goods",), 10.0)]


def test_the_tariff_line_of_a_data_sheet_is_of_the_survey_that_publishes_it():
    title = "Tin in short: figures of the U.S. Geological Survey"
    found = told(
        "India and Peru make most of the tin.\n\nTariffs: Vary, e.g., 5% on tin metal, 2.5% on zinc compounds.", title
    )
    assert [(m, who, goods, rate) for m, who, _, goods, rate in found] == [
        ("tariff", "USA", ("tin",), 5.0),
        ("tariff", "USA", ("zinc",), 2.5),
    ]
