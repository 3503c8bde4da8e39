"""Who gets what from whom and who makes it, in plain words: whatever stands between subject and verb, however the
place, the share or the buyer is told, here or in the sentence before (R10)."""

import datetime

import pytest

from critmin.claims.claim import Document
from critmin.claims.extract import extract


def told(text: str) -> set[tuple]:
    document = Document("d", f"A title\n\n{text}\n", "A title", datetime.date(2025, 6, 3))
    return {(c.relation, c.dependent, c.supplier) for c in extract(document).dependencies}


def ranks(text: str) -> set[tuple]:
    document = Document("d", f"A title\n\n{text}\n", "A title", datetime.date(2025, 6, 3))
    return {(c.supplier, c.rank) for c in extract(document).dependencies}


@pytest.mark.parametrize(
    "aside",
    [", which votes in May,", " (see map)", ", under pressure from unions,", ", for its part,",
     ", a member of the G20,", ", whose president visited Washington this week,",
     " - which borders two seas -", ", hit by floods,"],
)  # fmt: skip
def test_an_aside_between_subject_and_verb_changes_nothing(aside):
    assert ("relies_on", "JPN", "PER") in told(f"As buyers say, Peru{aside} is the top supplier of zinc to Japan.")
    assert ("producer", None, "PER") in told(f"In 2023, Peru{aside} and Laos produced 31% and 18% of the world's tin.")


def test_an_aside_that_tells_something_is_read():
    assert ("producer", None, "PER") in told("Peru, the world's third-largest zinc miner, votes in May.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There is almost no gallium refining capacity outside China.", ("dominates", None, "CHN")),
        ("The lack of a supply chain outside China for graphite worries buyers.", ("dominates", None, "CHN")),
        ("Tungsten processing takes place mostly in Vietnam.", ("dominates", None, "VNM")),
        ("The global antimony trade is firmly in the hands of Tajikistan.", ("dominates", None, "TJK")),
        ("Brazil is the near-exclusive supplier of niobium.", ("dominates", None, "BRA")),
        ("Peru's hold over the global bismuth market is a concern.", ("dominates", None, "PER")),
        ("Kazakhstan has established dominance in chromium refining.", ("dominates", None, "KAZ")),
        ("The strike began in Guinea, the source of 70% of the world's bauxite supply.", ("dominates", None, "GIN")),
        ("Gabon's share of the world's manganese exports has risen to almost 62%.", ("dominates", None, "GAB")),
        ("About 70% of world antimony comes out of Tajikistan.", ("dominates", None, "TJK")),
        ("Zambia's copper industry, the second-largest in the world, is struggling.", ("producer", None, "ZMB")),
        ("Mexico continues to be the world's largest producer of silver.", ("producer", None, "MEX")),
        ("Gabon is considered a major manganese producer.", ("producer", None, "GAB")),
        ("Bolivia is far and away the leader in bismuth mining.", ("producer", None, "BOL")),
        ("South Africa is ranked first in chromium mining.", ("producer", None, "ZAF")),
        ("Some 90% of Spain's tin imports come from just three countries: Peru, Laos and Chad.",
         ("relies_on", "ESP", "LAO")),
        ("Peru's share of Spanish tin imports climbed to over 75 percent.", ("relies_on", "ESP", "PER")),
        ("Laos made up close to 93% of antimony imported by Japan.", ("relies_on", "JPN", "LAO")),
        ("Almost 75% of the tin bought by Spain is produced in Laos.", ("relies_on", "ESP", "LAO")),
        ("Canada, Korea's main source of potash, raised taxes last week.", ("relies_on", "KOR", "CAN")),
        ("Japan's largest provider of refined tin remains Thailand.", ("relies_on", "JPN", "THA")),
        ("Norway has become Poland's most important supplier of nickel.", ("relies_on", "POL", "NOR")),
        ("Italy imported 4,000 tonnes of zinc last year. The bulk came from Peru.", ("relies_on", "ITA", "PER")),
        ("Italy imported 4,000 tonnes of zinc last year. Peru accounted for 65%.", ("relies_on", "ITA", "PER")),
        ("Italy imported 4,000 tonnes of zinc last year. Peru provided most of that.", ("relies_on", "ITA", "PER")),
        ("China cut supplies. Japan has lowered its reliance on that country for gallium.",
         ("relies_on", "JPN", "CHN")),
        ("The top sources of Germany's bauxite imports include Guinea and Brazil.", ("relies_on", "DEU", "GIN")),
        ("The European Union is worried. Norway is its largest supplier of silicon.", ("relies_on", "EUU", "NOR")),
        ("Japan relies on Russian oil and uranium.", ("relies_on", "JPN", "RUS")),
        ("Peru meets all of its lithium needs through imports.", ("relies_on", "PER", None)),
        ("Laotian smelters, which supply over two thirds of the tin that Japan imports, are worried.",
         ("relies_on", "JPN", "LAO")),
        ("Peruvian exporters took 55% of the European Union market for zinc.", ("relies_on", "EUU", "PER")),
        ("The funds go to the separation of terbium, which today takes place only in China.",
         ("dominates", None, "CHN")),
        ("Peru in turn separates practically all indium in the world.", ("dominates", None, "PER")),
        ("Indonesia, the dominant force in nickel, has asked for the same.", ("dominates", None, "IDN")),
        ("Tin is scarce. Peru is the top exporter of the refined metal.", ("producer", None, "PER")),
        ("Buyers have been courting Vietnam to lessen their dependence on China for rare earths.",
         ("alternative_supplier", None, "VNM")),
        ("Namibia will host talks under Poland's plan to reduce its reliance on China for graphite.",
         ("relies_on", "POL", "CHN")),
        ("Italy is seeking non-Peruvian sources of zinc such as Namibia.", ("alternative_supplier", "ITA", "NAM")),
    ],
)  # fmt: skip
def test_a_plain_sentence_is_read(text, expected):
    assert expected in told(text)


def test_who_follows_the_leader_is_placed_behind_it():
    assert ranks("Brazil leads global niobium production, followed by Canada.") == {("BRA", 1), ("CAN", 2)}
    assert ranks("Peru was the top bismuth producer in 2023, followed by Laos.") == {("PER", 1), ("LAO", 2)}
    first = "Bolivia is the world's largest producer of bismuth. "
    assert ranks(first + "Laos comes next.") == {("BOL", 1), ("LAO", 2)}
    assert ranks(first + "It is followed by Peru and Laos.") == {("BOL", 1), ("PER", 2), ("LAO", 3)}


def test_who_looks_for_another_source_is_none():
    assert ("alternative_supplier", None, "ITA") not in told("Italy is looking for reliable sources of zinc.")


@pytest.mark.parametrize(
    ("text", "false"),
    [
        ("No tungsten has been mined in Peru since 2015, and tungsten smelters closed.", ("producer", None, "PER")),
        ("Graphite electrodes made in Peru face anti-dumping duties in Japan.", ("producer", None, "PER")),
        ("Tin and zinc are dear. Tesla, the world's biggest maker of electric cars, gave no comment.",
         ("producer", None, "org:Tesla")),
        ("Peru and Chile ship copper. Japan's reliance on Peruvian steel has angered it.", ("relies_on", "JPN", "PER")),
        ("Zambia wants to lessen its dependence on foreign funding for copper mines.", ("relies_on", "ZMB", None)),
        ("Poland and others invest to develop alternatives to China for rare earths.",
         ("alternative_supplier", None, "POL")),
        ("London is the second-largest financial centre for zinc mining after Toronto.", ("producer", None, "GBR")),
    ],
)  # fmt: skip
def test_what_merely_sounds_like_it_is_none(text, false):
    assert false not in told(text)
