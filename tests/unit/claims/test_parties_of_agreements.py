"""Who the parties of agreements are: offices and ministries are their country, firms keep their names."""

import pytest
from reading import agreements, read

from critmin.claims.claim import Document
from critmin.claims.extract import extract

WOLLERT = "org:Wollert Metals"


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (  # a person with an office is the country
            """Chilean President Ana Ruiz and Norwegian Prime Minister Jonas Lund have signed a framework agreement for
            the supply of tin. The agreement with Norwegian Prime Minister Jonas Lund is the first.""",
            {"CHL", "NOR"},
        ),
        (  # a ministry is its country
            "Wollert Metals has struck an alliance with the Norwegian Department of Mines to smelt tin.",
            {WOLLERT, "NOR"},
        ),
        ("In May, Nordic Nickel signed a nickel supply agreement with Wollert Metals.", {"org:Nordic Nickel", WOLLERT}),
        (  # two names with one common first word are two firms
            "The European Investment Bank has agreed to make a €6m (NOK70m) investment in European Lithium's mine.",
            {"org:European Investment Bank", "org:European Lithium"},
        ),
        (  # "the Franco-Belgian group" is the firm before
            "Wollert Metals makes anodes. The Franco-Belgian group signed a tin supply contract with Ostrava Metals.",
            {WOLLERT, "org:Ostrava Metals"},
        ),
        (
            "WOLLERT METALS Wollert Metals signed a tin supply contract with Ostrava Metals.",
            {WOLLERT, "org:Ostrava Metals"},
        ),
        (
            "This week Rare Vein Resources said it had received an expression of interest from Norway for its tin.",
            {"org:Rare Vein Resources", "NOR"},
        ),
    ],
)
def test_parties_are_countries_and_whole_names_of_firms(text, parties):
    assert [p for _, _, p in agreements(text)] == [parties]


@pytest.mark.parametrize(
    "text",
    [
        "Wollert Metals has offered loans worth A$239mn (US$170mn) for tin projects.",  # no country in a currency
        "Deals that set an ex-Chile floor for tin helped Wollert Metals with a $20 million loan for its mine.",
        "Foreign Secretary Una Brandt spoke in Riga. Brandt will unveil the tin strategy with officials.",
    ],
)
def test_what_only_looks_like_a_party_is_none(text):
    assert agreements(text) == []


def test_a_bold_line_is_a_heading_of_its_own():
    text = "**Joint Venture Smelts Tin At Wollert**\nAs of May, Norway buys tin from Peru, the ministry said in a note."
    assert all("Joint Venture" not in d.evidence.quote for d in read(text).dependencies)


def test_whose_list_it_is_deals_with_each_firm_of_its_items():
    text = """Deals of the carmakers:
Hesk Motors:
Feb 20, 2023 - Wollert Metals signed a binding offtake agreement to supply up to 9,000 tonnes of tin.
March 1, 2022 - Ostrava Metals will supply up to 11,000 tonnes of nickel over four years.
Vasko Motors:
May 6, 2022 - Brantol Mining signed a long-term deal to supply nickel from its Peruvian mines."""
    assert [p for _, _, p in agreements(text)] == [
        {"org:Hesk Motors", WOLLERT},
        {"org:Hesk Motors", "org:Ostrava Metals"},
        {"org:Vasko Motors", "org:Brantol Mining"},
    ]


def test_what_is_told_of_each_is_not_told_of_all():
    text = "Norway has memoranda of understanding or framework agreements on tin with Peru, Chile and Ghana."
    assert sorted(map(sorted, (p for _, _, p in agreements(text)))) == [["CHL", "NOR"], ["GHA", "NOR"], ["NOR", "PER"]]


def test_talks_after_a_stake_are_not_its_parties():
    text = "Wollert Metals took a 25% stake in the tin miner Ostrava Metals after years of talks with Ghana."
    assert [p for _, _, p in agreements(text)] == [{WOLLERT, "org:Ostrava Metals"}]


def test_what_a_venture_is_called_owns_none_of_it():
    text = "Wollert Metals and Vasko Mining founded Kolda Tin Smelting, a joint venture in Riga."
    assert all("org:Kolda Tin Smelting" not in p for _, _, p in agreements(text))


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Norway and Chile agreed on Monday to secure a steady supply of tin.", [{"NOR", "CHL"}]),
        (  # whoever leads works with the other, not what is led
            "The fund, set up in May and led by Wollert Metals in partnership with Norway, mines tin.",
            [{WOLLERT, "NOR"}],
        ),
        (  # more papers between the same two
            "Norway and Chile signed a memorandum on tin. Other memoranda call for joint lithium mine exploration.",
            [{"NOR", "CHL"}, {"NOR", "CHL"}],
        ),
        (  # two sums of two kinds from one giver
            """Wollert Metals digs tin. It will secure the rest through $47 million in loans from Norway,
            as well as $21 million in subsidies from Norway.""",
            [{WOLLERT, "NOR"}, {WOLLERT, "NOR"}],
        ),
    ],
)
def test_what_is_settled_without_a_paper_or_once_more(text, parties):
    assert [p for _, _, p in agreements(text)] == parties


def of_page(text: str) -> list[set[str]]:
    """The parties of each agreement of a page, whose first line is its title."""
    return [set(a.parties) for a in extract(Document("page", text, text.split("\n")[0], None)).agreements]


def test_an_item_under_a_country_is_of_that_country_and_whose_list_it_is():
    text = """Fact Sheet: Norway's mineral diplomacy

**Chile**
- The two countries signed a memorandum of understanding on lithium in Bergen.

**Kenya**
- A framework for cooperation on titanium was signed in Nairobi.
"""
    assert of_page(text) == [{"NOR", "CHL"}, {"NOR", "KEN"}]


def test_the_company_is_whose_release_it_is():
    text = """Wollert Metals signs offtake with Hesk Motors

Wollert Metals (the "Company") has entered into a binding offtake agreement with Hesk Motors for its graphite.

The Company has also executed a memorandum of understanding with Vasko Anode for 5,000 tonnes of graphite a year.
"""
    assert of_page(text) == [{WOLLERT, "org:Hesk Motors"}, {WOLLERT, "org:Vasko Anode"}]


def test_a_title_may_be_the_name_of_the_paper():
    text = """Joint Statement of Norway and Peru on Critical Minerals

The two governments met in Bergen. The Participants intend to secure supply chains."""
    assert of_page(text) == [{"NOR", "PER"}]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Norway is lending Wollert Metals C$20 million for its tin mine.", [{"NOR", WOLLERT}]),
        ("EXIM sent Wollert Metals a letter of interest for $45 million for its tin mine.", [{"org:EXIM", WOLLERT}]),
        (
            "The talks follow similar agreements on tin that Norway has concluded with Chile and Ghana.",
            [{"NOR", "CHL"}, {"NOR", "GHA"}],
        ),
    ],
)
def test_who_gets_a_letter_or_a_sum_stands_beside_it(text, parties):
    assert [p for _, _, p in agreements(text)] == parties


def test_what_was_only_wanted_is_none():
    assert agreements("Ministers from Peru and Chile had wanted a joint statement on tin; none came.") == []
