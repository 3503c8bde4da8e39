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
        ("Peruvian exporters have won half of the Laotian market for tin.", ("relies_on", "LAO", "PER")),
    ],
)
def test_plain_verbs_of_having_and_needing_are_read(text, expected):
    assert expected in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "No tin is mined in Laos.",
        "Peru's share of world tin output will climb to 60%.",
        "Norway voted on Monday. Peru is the main market for cars.",
    ],
)
def test_what_is_none_or_only_ahead_is_not_told(text):
    assert not told(text)
