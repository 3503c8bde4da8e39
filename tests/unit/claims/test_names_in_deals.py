"""Names that stand in deals and are no party, or are one under another form: offices, ventures, agencies."""

import pytest

from critmin.claims.claim import Document
from critmin.claims.extract import extract


def deals(text, title=""):
    """The party lists of the agreements that a text tells."""
    document = Document("text.txt", f"{title}\n\n{text}" if title else text, title=title)
    return [sorted(a.parties) for a in extract(document).agreements]


def test_a_head_of_government_whom_no_seed_knows_stands_for_the_country():
    text = "Chile's President Ana Lopes and Norwegian Prime Minister Kari Berg have signed an agreement on manganese."
    assert deals(text) == [["CHL", "NOR"]]


def test_a_department_is_its_country():
    assert deals("Wollert Minerals has struck an alliance with the US Department of Energy on tungsten.") == [
        ["USA", "org:Wollert Minerals"]
    ]


def test_a_minister_who_is_told_by_surname_is_no_firm():
    text = (
        "Foreign Secretary Ana Lopes hosts five ministers. Lopes will unveil the cobalt deal with Zambian Foreign "
        "Minister Mulambo Haimbe."
    )
    assert not any(p == "org:Lopes" for parties in deals(text) for p in parties)


def test_a_firm_may_open_with_a_region_or_with_what_it_digs():
    text = "The bank KfW has agreed to make a €4m ($4.4m) investment in the explorer Nordic Metals for a nickel mine."
    assert deals(text) == [["org:KfW", "org:Nordic Metals"]]
    text = "Rare Metal Resources (RMR) signed an offtake agreement with Umicore for its niobium."
    assert deals(text) == [["org:Rare Metal Resources", "org:Umicore"]]


@pytest.mark.parametrize(
    "text",
    [
        "Umicore has a joint venture, Kaltmetall, with Vale to refine nickel.",
        "The joint venture between Umicore and Vale, called Kaltmetall Werke, was set up in Ghana to refine nickel.",
    ],
)
def test_what_a_venture_is_called_is_not_one_of_its_owners(text):
    assert deals(text) == [["org:Umicore", "org:Vale"]]


def test_they_are_the_two_firms_of_the_sentence_before():
    text = "Umicore has bought cobalt from Glencore since 2009. In 2015, they signed an agreement on refining cobalt."
    assert ["org:Glencore", "org:Umicore"] in deals(text)


def test_partners_that_nobody_names_make_no_deal_of_those_who_seek_them():
    assert not deals("Buyers such as Brazil and Ghana struck deals with other suppliers of potash.")


def test_partners_are_told_after_what_they_are():
    text = "Norway has signed agreements with three countries, including Chile, Ghana and Zambia, on manganese."
    assert deals(text) == [["CHL", "NOR"], ["GHA", "NOR"], ["NOR", "ZMB"]]


def test_the_owners_of_a_venture_stand_in_brackets():
    text = "The Kolda joint venture (Umicore and Glencore) has mined cobalt in Zambia since 2012."
    assert deals(text) == [["org:Glencore", "org:Umicore"]]


def test_whose_picture_it_is_tells_of_no_loan():
    assert not deals("Credit: Umicore A tin works of Glencore in Bolivia that feeds a smelter of Vale.")


def test_countries_of_deals_are_told_in_a_list():
    text = (
        "Several states have entered into agreements with Norway on tungsten. Countries involved in the deals include "
        "Chile, Ghana and Peru, a spokesman said."
    )
    assert deals(text)[-3:] == [["CHL", "NOR"], ["GHA", "NOR"], ["NOR", "PER"]]


def test_who_joins_an_alliance_deals_with_it():
    text = "Chile has officially joined the European Raw Materials Alliance."
    assert deals(text) == [["CHL", "org:European Raw Materials Alliance"]]


def test_an_alliance_is_of_those_who_stand_behind_it():
    text = "Norway also works through the Bergen alliance (Norway, Chile, Ghana) to supply tungsten."
    assert ["CHL", "GHA", "NOR"] in deals(text)


@pytest.mark.parametrize(
    "text",
    [
        "Chile and Peru together account for a third of the world's copper production.",
        "Norway fears for its tin, according to a study carried out in cooperation with Umicore.",
    ],
)
def test_sums_and_studies_are_no_deals(text):
    assert not deals(text)


def test_who_sells_a_stake_in_a_venture_forms_none():
    text = "Umicore agreed to sell its stake in the cobalt joint venture to Glencore."
    assert {a.kind for a in extract(Document("text.txt", text)).agreements} == {"equity_stake"}


def test_money_for_the_project_goes_to_the_firm_whose_project_it_is():
    text = "Wollert Minerals is building a tungsten mine. Norway agreed to invest €90 million into the project."
    assert deals(text) == [["NOR", "org:Wollert Minerals"]]


def test_a_paper_in_front_is_of_those_who_act_after_it():
    text = (
        "Norway and Ghana met in Oslo. Under a new Memorandum of Cooperation, the two countries will speed up "
        "the joint mining of manganese."
    )
    assert deals(text) == [["GHA", "NOR"]]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (  # a loan agreement is a paper like any other
            "The bank KfW has concluded a $90 million loan agreement with Wollert Minerals for its copper mine.",
            ["org:KfW", "org:Wollert Minerals"],
        ),
        (  # the unit, not its country
            "Umicore has signed an agreement with the Chilean unit of Glencore for a cobalt smelter.",
            ["org:Glencore", "org:Umicore"],
        ),
        (  # with both
            "Umicore is in talks with Vale and Glencore to buy nickel ore.",
            ["org:Glencore", "org:Umicore", "org:Vale"],
        ),
        (  # whose state-owned utility the other is
            "Cameco has entered into a supply contract with Fennovoima, Finland's nuclear energy utility, for uranium.",
            ["org:Cameco", "org:Fennovoima"],
        ),
        (  # what stands before the name tells who it is
            "A deal was struck between the national tin company, Enami, and Glencore to deliver tin.",
            ["org:ENAMI", "org:Glencore"],
        ),
    ],
)
def test_whom_a_paper_is_with(text, parties):
    assert deals(text) == [parties]


def test_raw_material_agreements_are_of_minerals():
    text = "Norway, for example, has signed raw material agreements with Chile, Ghana and Zambia."
    assert deals(text) == [["CHL", "NOR"], ["GHA", "NOR"], ["NOR", "ZMB"]]


def test_an_agency_s_loan_is_not_told_of_its_country_too():
    text = (
        "Minister Ana Ito of Australia has announced that the Northern Australia Infrastructure Facility will provide "
        "a loan of up to $50 million to help Wollert Minerals expand its manganese mine."
    )
    assert deals(text) == [["org:Northern Australia Infrastructure Facility", "org:Wollert Minerals"]]


def test_initials_stand_for_the_firm_that_introduces_them():
    text = "Ostrava Battery Metals (OBM) makes cathodes. In May, OBM signed an offtake agreement with Vale for nickel."
    assert deals(text) == [["org:Ostrava Battery Metals", "org:Vale"]]


def test_the_bank_is_the_bank():
    text = (
        "Wollert Minerals has had a letter of interest from EXIM for its tin mine. The bank has also offered up to $25 "
        "million in support for Ostrava Metals, which digs tin."
    )
    assert ["org:EXIM", "org:Ostrava Metals"] in deals(text)


def test_pounds_of_a_metal_are_no_money():
    text = "Cameco signed a contract with Vale worth $35 million for 7.1 million pounds of uranium."
    sums = [a.value for d in extract(Document("text.txt", text)).agreements for a in d.amounts]
    assert sums == [35_000_000]


def test_the_german_firm_is_the_one_whose_home_is_there():
    text = "Bosch has reserved most of the magnets, Neo Metals said after signing a memorandum with the German firm."
    assert deals(text) == [["org:Bosch", "org:Neo Metals"]]


def test_two_governments_deal_in_the_minerals_of_the_sentence_before():
    text = "Partnerships on critical minerals grow in number. One is the agreement between Norway and Ghana."
    assert deals(text) == [["GHA", "NOR"]]


def test_goods_that_a_country_ships_find_no_buyer_by_themselves():
    text = "Umicore refines cobalt. Ghana, meanwhile, shipped its first cobalt under a new programme."
    assert not deals(text)
