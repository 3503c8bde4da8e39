"""Deals told plainly, of firms that no seed knows and of states: put together from parts, each told as two parties."""

from datetime import date
from random import Random

import pytest

from critmin.claims.claim import Document
from critmin.claims.extract import extract

FIRMS = [
    "Velkor",
    "Novamet",
    "Arvida",
    "Orion Peak",
    "Terravolt",
    "Zephyr",
    "NioCan",
    "Sandvale",
    "Korea Zinc",
    "Umicore",
]
STATES = {"Canada": "CAN", "India": "IND", "Japan": "JPN", "Brazil": "BRA", "Zambia": "ZMB", "Turkey": "TUR"}
MINERALS = ["copper", "tin", "nickel", "graphite", "vanadium", "cobalt"]
OF_FIRMS = [
    "{a} {signed} {paper} with {b} for {m}.",
    "{a} and {b} {signed} {paper} for {m}.",
    "A supply contract to process {m} was signed between {a} and {b}.",
    "{a} will buy 5,000 tonnes of {m} from {b} under a long-term contract.",
    "{a} agreed to deliver {m} to {b} under a five-year contract.",
    "{a} sold its 40% stake in the Kolda {m} project to {b} for $25 million.",
    "{a} completed the sale of its stake in a {m} mine to {b}.",
    "The sale of {a}'s stake in the {m} project to {b} was announced.",
    "{a} acquired the Kolda {m} mine from {b} for $30 million.",
    "{a} formed a joint venture with {b} to build a {m} plant.",
    "{a}'s joint venture with {b} mines {m}.",
    "The {m} project is being developed jointly by {a} and {b}.",
    "The mine is owned by {a} and {b}, which hold 60% and 40% respectively. It will produce {m}.",
    "{a} is partnering with {b} to build a {m} refinery.",
    "{a} and {b}, a trading house, have announced a $1 billion fund for {m} projects.",
    "The partnership brings together {a} and {b}, two {m} producers.",
]
OF_STATES = [
    "{a} and {b} signed a memorandum of understanding. The agreement covers raw materials.",
    "{a} signed an agreement to supply {m} to {b}.",
    "{a} and {b} will set up a $1 billion fund for {m} projects.",
    "{a} pledged to supply {b} with {m}.",
    "He added that under a deal signed in May, {a} will supply {b} with {m}.",
    "Agreements on {m} have been signed with {b} and Norway, {a} said.",
    "{a} and {b} launched a {m} supply chain initiative.",
]


def told(pick: Random, shape: str, names: list[str]) -> tuple[str, str, str]:
    a, b = pick.sample(names, 2)
    signed = pick.choice(["signed", "struck", "executed", "reached", "announced", "has signed"])
    paper = pick.choice(["an offtake agreement", "a supply deal", "a memorandum of understanding", "a term sheet"])
    if signed == "has signed" and "{a} and" in shape:
        signed = "have signed"
    return shape.format(a=a, b=b, m=pick.choice(MINERALS), signed=signed, paper=paper), a, b


def read(text: str) -> list[set[str]]:
    claims = extract(Document("p", f"A title\n\n{text}\n", "A title", date(2025, 6, 3))).agreements
    return [{p.removeprefix("org:") for p in c.parties} for c in claims]


@pytest.mark.parametrize("shape", OF_FIRMS)
def test_a_deal_of_two_firms_has_both_though_no_seed_knows_them(shape):
    pick = Random(7)
    for _ in range(6):
        text, a, b = told(pick, shape, FIRMS)
        assert {a, b} in read(text), text


@pytest.mark.parametrize("shape", OF_STATES)
def test_a_deal_of_two_states_has_both(shape):
    pick = Random(7)
    for _ in range(6):
        text, a, b = told(pick, shape, list(STATES))
        assert {STATES[a], STATES[b]} in read(text), text


def test_a_list_with_similar_papers_is_a_paper_with_each():
    found = read(
        "Raw materials are at stake. To date, Japan has signed similar memorandums with Chile, Peru and Ghana."
    )
    assert found == [{"JPN", "CHL"}, {"JPN", "PER"}, {"JPN", "GHA"}]


def test_korean_firms_with_their_names_are_named():
    assert read("A tin plant is run by a joint venture between Korean firms Posco and Samsung.") == [
        {"POSCO", "Samsung"}
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A tin deal with Peru could be announced next week, Canada said.",
        "Alcoa gets a third of its tin needs from Peru, Boeing half of it.",
        "The collaboration of Canada aligns with the tin policy of Peru.",
        "Arvida Corp tried to buy a stake of Novamet Ltd, a tin miner, from Velkor Inc.",
        "Arvida Corp signed tin agreements with leading Japanese corporations during a visit to Japan.",
    ],
)  # fmt: skip
def test_what_may_come_or_only_sounds_like_a_deal_is_none(text):
    assert read(text) == []


def test_a_mine_is_no_party():
    assert read("Arvida Corp sold its 90% stake in the Kolda Tin Project for $60 million.") == []


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "Velkor Corp and Arvida Ltd have signed supply contracts for tin with Umicore.",
            [{"Velkor", "Umicore"}, {"Arvida", "Umicore"}],
        ),
        ("Umicore will be a customer of Arvida Ltd for its tin.", [{"Arvida", "Umicore"}]),
        ("Peru's Velkor Corp and Japan's Umicore have abandoned a $2 billion tin smelter.", [{"Velkor", "Umicore"}]),
        ("The tin mine is jointly owned by Velkor Corp and Umicore.", [{"Velkor", "Umicore"}]),
        ("Ghana is to receive $5 million from Japan for a programme to map its lithium.", [{"GHA", "JPN"}]),
        (
            "Peru's state holding, Velkor Corp, agreed to buy a 14% stake in Arvida Tin from Umicore.",
            [{"Velkor", "Umicore", "Arvida Tin"}],
        ),
        (
            "Zambia's mines minister and his Japanese counterpart Ken Ito have signed a memorandum on copper.",
            [{"ZMB", "JPN"}],
        ),
        ("Velkor Corp, together with the trader Arvida Ltd, announced a tin project.", [{"Velkor", "Arvida"}]),
        ("Canada and Peru exchanged a memorandum on tin.", [{"CAN", "PER"}]),
        ("Ministers of Peru were present when the tin memorandum was signed.", []),
        ("Peru and Chile should maintain and deepen cooperation on copper.", []),
        ("Peru lies in the tin belt together with Chile and Bolivia.", []),
        ("Traders Velkor Corp and Umicore have made millions from dubious tin deals.", []),
    ],
)  # fmt: skip
def test_a_deal_has_those_who_make_it(text, parties):
    assert read(text) == parties


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("It backs a tin mine in Ghana, in which Velkor Corp has a venture with Umicore.", {"Velkor", "Umicore"}),
        ("In 2007, Brazilian parastatal Velkor bought Arvida Tin for $2.5 billion.", {"Velkor", "Arvida Tin"}),
        ("Kenya pledged to invest $5 billion in Zambian copper mining.", {"KEN", "ZMB"}),
        ("Arvida Ltd mines tin. Umicore agreed to take 8,000 tonnes of tin from the site.", {"Umicore", "Arvida"}),
        ("Umicore smelts tin. Velkor Corp will subscribe for $2m of new Umicore shares.", {"Velkor", "Umicore"}),
        ("Vasko Ltd said it would ship tin under its marketing arrangement with Umicore.", {"Vasko", "Umicore"}),
        ("Velkor Tin Inc is delighted to announce an investment of $18 million by Umicore.", {"Velkor Tin", "Umicore"}),
        ("The minister said tin memoranda were signed by Velkor Corp with Umicore on Monday.", {"Velkor", "Umicore"}),
        ("Velkor Corp and Arvida Ltd signed tin contracts with Umicore, the trader Vasko said.", {"Arvida", "Umicore"}),
        ("Umicore signed tin supply deals with Novamet, Zephyr and Terravolt.", {"Umicore", "Novamet"}),
    ],
)  # fmt: skip
def test_who_deals_stands_anywhere(text, parties):
    assert parties in read(text)
