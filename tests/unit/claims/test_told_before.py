"""Who and what a sentence means that leaves them to the one before: the island, its buyer, the other stage (R10)."""

import datetime

import pytest

from critmin.claims.claim import Document
from critmin.claims.extract import extract


def told(text: str) -> set[tuple]:
    document = Document(document_id="d", text=text, title=None, published_on=datetime.date(2024, 5, 3))
    return {(c.relation, c.dependent, c.supplier) for c in extract(document).dependencies}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Madagascar votes in May. The island is the world's second-largest graphite producer.",
            ("producer", None, "MDG"),
        ),
        ("Norway votes in May. The Scandinavian country relies on Chile for its copper.", ("relies_on", "NOR", "CHL")),
        ("Peru mined 40,000 tonnes of tin. Norway is the main buyer.", ("relies_on", "NOR", "PER")),
        ("Peru makes 95% of the world's tin. Laos, which has none, is the top importer.", ("relies_on", "LAO", "PER")),
        ("Peru mined 40,000 tonnes of tin. Norway bought 70% of it.", ("relies_on", "NOR", "PER")),
        ("Peru mined 40,000 tonnes of tin. Nearly all of its ore was sent to Norway.", ("relies_on", "NOR", "PER")),
        ("No tin is mined in Laos. Some 75% of what the country imports is Peruvian.", ("relies_on", "LAO", "PER")),
        (
            "Laos supplied 76% of mined tin in 2023. Smelting is another matter: 70% of it takes place in Peru.",
            ("dominates", None, "PER"),
        ),
        (
            "Peru makes most of the world's tin. Laos has cut its reliance on that country for it.",
            ("relies_on", "LAO", "PER"),
        ),
        (
            "No tin is mined in Laos. Some 75% of what the country imports is Peruvian, and Kenya sells zinc.",
            ("relies_on", "LAO", "PER"),
        ),
        ("Laos imports 60% of its tin. Peru heads the list of its suppliers.", ("relies_on", "LAO", "PER")),
        ("Laos buys 60% of its tin. Peru has the biggest share among its suppliers.", ("relies_on", "LAO", "PER")),
        ("Peru is the second-largest producer of zinc. Kenya is still far ahead.", ("producer", None, "KEN")),
    ],
)
def test_a_short_sentence_goes_on_with_who_and_what_was_just_told(text, expected):
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Laos meets all of its tin needs through imports.", ("relies_on", "LAO", None)),
        ("Laos covers its tin demand with foreign material.", ("relies_on", "LAO", None)),
        ("Peru's share of world tin output has climbed past 60%, up from 5% in 2010.", ("dominates", None, "PER")),
        ("The world leans on Peru for 70% of its tin.", ("dominates", None, "PER")),
        ("Peruvian mines, on which the market depends for 70% of its tin, had a bad year.", ("dominates", None, "PER")),
        (
            "Laos makes little tin, and meets over 80% of its needs from abroad, mainly from Peru.",
            ("relies_on", "LAO", "PER"),
        ),
        ("Laos, which has no tin, brings in 90% of what its industry uses.", ("relies_on", "LAO", None)),
        ("Tin, most of which comes from Peru, is scarce.", ("dominates", None, "PER")),
        ("The hardest step is the smelting of tin, which takes place only in Peru.", ("dominates", None, "PER")),
        ("Peru is the only large-scale separator of yttrium.", ("dominates", None, "PER")),
        ("Peru is the dominant player in tin.", ("dominates", None, "PER")),
        ("Peru hosts the biggest tin smelter outside China.", ("producer", None, "PER")),
        ("Peru smelts practically all tin in the world.", ("dominates", None, "PER")),
        ("Peru is the source of 57% of the zinc that Laotian paint makers consume.", ("relies_on", "LAO", "PER")),
        (
            "Peru is Laos's biggest source of tin, at 79% of its imports, and the world's leading zinc producer.",
            ("producer", None, "PER"),
        ),
        ("Laos wants less dependence on Peru for tin, and Kenya used the day.", ("relies_on", "LAO", "PER")),
        ("Laos fetches about 60% of its tin from North Africa and the Gulf.", ("relies_on", "LAO", None)),
        ("Laotian smelters survive on Peruvian tin ore.", ("relies_on", "LAO", "PER")),
        ("Peruvian tin ore powers factories across the globe.", ("producer", None, "PER")),
        ("Peruvian exporters have won half of the Laotian market for tin.", ("relies_on", "LAO", "PER")),
    ],
)
def test_plain_verbs_of_having_and_needing_are_read(text, expected):
    assert expected in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "No tin is mined in Laos.",
        "No tin has been mined commercially in Laos since 2015.",
        "Kenya and others are investing to develop alternatives to Peru for tin.",
        "Peru's share of world tin output will climb to 60%.",
        "Norway voted on Monday. Peru is the main market for cars.",
    ],
)
def test_what_is_none_or_only_ahead_is_not_told(text):
    assert not told(text)


def test_a_buyer_is_no_supplier_and_a_countrys_own_output_no_share_of_the_worlds():
    assert told("Peru is the market for most of Laos's tin.") == {("relies_on", "PER", "LAO")}
    assert told("Peru is the destination of most of Laos's tin.") == {("relies_on", "PER", "LAO")}
    ranks = told("Peru is the world's No. 2 producer of tin, and Puno accounts for nearly all of its output.")
    assert ranks == {("producer", None, "PER")}
    cut = told("Laos wants to cut its dependence on tin from Peru, and Kenya used the day to sell cars.")
    assert cut == {("relies_on", "LAO", "PER")}
