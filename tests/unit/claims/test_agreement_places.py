"""Where the parties of a deal stand: in what a sentence opens with, in shares and tonnes, in names that hold others."""

import pytest
from reading import agreements, read

TWO = {"org:Wollert Metals", "org:Ostrava Metals"}


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Under a tin deal struck in May, Norway will help Ghana to smelt the ore.", {"NOR", "GHA"}),
        ("Two months after agreeing a pact on tin, Norway and Ghana have named no mine.", {"NOR", "GHA"}),
        ("In a tin memorandum signed in May, Wollert Metals and Ostrava Metals set out terms.", TWO),
        ("Norway signed a new agreement with Ghana on tin.", {"NOR", "GHA"}),
        ("Norway's Premier Ola Berg and President Kofi Addo of Ghana signed a pact on tin.", {"NOR", "GHA"}),
        ("The Norwegian step came after Europe's richest economy signed a tin pact with Ghana.", {"NOR", "GHA"}),
        ("Norway signed a tin pact with Peru-based Wollert Metals.", {"NOR", "org:Wollert Metals"}),
    ],
)
def test_parties_of_a_paper_stand_in_many_places(text, parties):
    assert [p for _, _, p in agreements(text)] == [parties]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Wollert Metals has taken 9.9% of tin miner Ostrava Metals, paying $3 million.", "equity_stake"),
        ("Wollert Metals and Ostrava Metals will merge on equal terms, the tin miners said.", "equity_stake"),
        ("Output at the tin mine, owned 60:40 by Wollert Metals and Ostrava Metals, rose.", "joint_venture"),
        ("Wollert Metals has lined up Ostrava Metals for 9,000 tonnes of tin a year.", "supply_contract"),
        ("Wollert Metals is to take 9,000 tonnes of tin a year from Ostrava Metals.", "supply_contract"),
        ("Wollert Metals has agreed with Ostrava Metals on tin worth $9 million.", "supply_contract"),
        ("Wollert Metals, Ostrava Metals' largest shareholder, wants more of the tin.", "equity_stake"),
    ],
)
def test_shares_and_tonnes_tell_of_a_deal(text, kind):
    assert [(k, p) for k, _, p in agreements(text)] == [(kind, TWO)]


@pytest.mark.parametrize(
    "text",
    [
        "Norway hopes for a similar tin agreement with Ghana.",
        "Norway weighs whether to act on tin, whether through renewed dialogue with Ghana or alone.",
        "Norway signed its first tin deals with Chinese firms.",  # nobody named
    ],
)
def test_hopes_and_nameless_firms_make_no_deal(text):
    assert agreements(text) == []


def test_a_contract_of_miners_counts_though_it_names_no_mineral():
    claims = read("Wollert Mining signed an offtake agreement with Ostrava Smelting for concentrate.")
    assert [(c.kind, c.minerals) for c in claims.agreements] == [("offtake", ())]
    assert not read("Wollert Foods signed a contract with Ostrava Bakeries Ltd for bread.").agreements


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The tin smelter is a joint venture between Wollert Metals and Ostrava Metals.", "in_force"),
        ("The firms plan a joint venture between Wollert Metals and Ostrava Metals on tin.", "announced"),
        ("The tin deal between Wollert Metals and Ostrava Metals was approved.", "agreed"),
        ("Wollert Metals smelts tin under a 2012 agreement with Ostrava Metals.", "in_force"),
        ("The tin agreement between Wollert Metals and Ostrava Metals has not advanced.", "terminated"),
    ],
)
def test_how_far_a_deal_has_come(text, status):
    assert [s for _, s, _ in agreements(text)] == [status]


def test_items_of_a_list_are_of_the_firm_that_lists_them():
    text = (
        "Wollert Metals, a tin miner, told of its year in a letter.\n\n"
        "* An offtake agreement with Ostrava Metals for 20,000 tonnes of tin concentrate.\n"
        "* An updated agreement with Vasko Smelting: faster delivery of tin ore.\n"
    )
    found = [set(c.parties) for c in read(text).agreements]
    assert found == [TWO, {"org:Wollert Metals", "org:Vasko Smelting"}]


def test_a_loan_for_a_mine_told_again_is_one_loan():
    text = (
        "Norges Bank has offered a loan of $20 million to Wollert Metals to fund the Kolda Resources tin mine. "
        "The Norges Bank loan to Kolda Resources covers half of the cost."
    )
    assert [set(c.parties) for c in read(text).agreements] == [{"org:Norges Bank", "org:Wollert Metals"}]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Wollert Metals will buy all of the mine's tin, Ostrava Metals told the exchange.", "offtake"),
        ("Wollert Metals will sell its Kolda tin mine to Ostrava Metals for a dollar.", "equity_stake"),
        ("Wollert Metals and Ostrava Metals jointly own the Kolda tin mine.", "joint_venture"),
        ("Wollert Metals holds the Kolda tin mine together with Ostrava Metals.", "joint_venture"),
        ("Wollert Metals and Ostrava Metals will build a tin smelter in Riga.", "partnership"),
    ],
)
def test_owners_builders_and_speakers_are_parties(text, kind):
    assert [(k, p) for k, _, p in agreements(text)] == [(kind, TWO)]


def test_talks_between_two_on_a_paper_are_of_those_two():
    text = "Negotiations between Norway and Ghana on a trade agreement resume in May. Tin duties are open."
    assert agreements(text) == [("trade_agreement", "under_negotiation", {"NOR", "GHA"})]


def test_who_buys_pays_and_two_names_that_merge_are_firms():
    claim = read("Wollert Metals bought its 10% of tin miner Ostrava Metals for $25 million.").agreements[0]
    assert [(a.by, int(a.value)) for a in claim.amounts] == [("org:Wollert Metals", 25_000_000)]
    assert claim.status == "in_force"
    found = read("The tin miners Vasko and Tarvik have merged, and Vasko and Tarvik merged for $9 million.").agreements
    assert [set(c.parties) for c in found] == [{"org:Vasko", "org:Tarvik"}]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Wollert Metals cancelled a $9 million tin deal with Ostrava Metals.", "supply_contract"),
        ("Wollert Metals signed a tin agreement with Ostrava Metals to fund drilling.", "investment"),
        ("Wollert Metals signed a tin deal with Ostrava Metals to acquire its plant.", "equity_stake"),
    ],
)
def test_a_bare_deal_of_two_firms_is_of_goods_unless_it_says_otherwise(text, kind):
    assert [k for k, _, _ in agreements(text)] == [kind]
