"""Who gets whose goods, told by the way the goods take (R10: wording that no rule foresees)."""

import datetime

import pytest

from critmin.claims.claim import Document
from critmin.claims.extract import extract


def told(text: str) -> set[tuple]:
    document = Document(document_id="d", text=text, title=None, published_on=datetime.date(2024, 5, 3))
    return {(c.relation, c.dependent, c.supplier, c.minerals) for c in extract(document).dependencies}


def relied(who: str, supplier: str, mineral: str) -> tuple:
    return ("relies_on", who, supplier, (mineral,))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bolivian tin concentrate feeds smelters in Peru.", relied("PER", "BOL", "tin")),
        ("Kazakh chrome ore rolls by rail to Russia.", relied("RUS", "KAZ", "chromium")),
        ("Iranian antimony finds buyers in Turkey.", relied("TUR", "IRN", "antimony")),
        ("The tin that Myanmar mines is smelted in Yunnan, China.", relied("CHN", "MMR", "tin")),
        ("Exports of Russian palladium to Italy rose by 12 percent in March.", relied("ITA", "RUS", "palladium")),
        ("Zinc is railed from Sweden to smelters in Norway.", relied("NOR", "SWE", "zinc")),
        ("Swedish zinc is refined in Finland.", relied("FIN", "SWE", "zinc")),
        ("The main destination for Turkish borates is Italy.", relied("ITA", "TUR", "boron")),
        ("Norwegian smelters run on Brazilian bauxite.", relied("NOR", "BRA", "aluminum")),
        ("The zinc itself comes to Italy from Peru.", relied("ITA", "PER", "zinc")),
        ("Polish demand for cobalt is covered by Morocco.", relied("POL", "MAR", "cobalt")),
        ("Laos, which ships its potash to Vietnam, was pleased.", relied("VNM", "LAO", "potash")),
    ],
)
def test_the_way_of_the_goods_tells_who_gets_them(text, expected):
    assert expected in told(text)


def test_both_ends_may_be_lists():
    got = told("Peru's zinc is bound for smelters in Spain and Japan.")
    assert {relied("ESP", "PER", "zinc"), relied("JPN", "PER", "zinc")} <= got


def test_what_the_sentence_before_was_dug_goes_on():
    got = told("Mongolia dug 1.2 million tonnes of fluorspar last year. Roughly 70% goes to Japan.")
    assert relied("JPN", "MNG", "fluorspar") in got


@pytest.mark.parametrize(
    "text",
    [
        "Copper concentrate from Panama used to be smelted in Japan.",
        "Tin from hereabouts went to France; men from hereabouts went to Chile.",
        "Peru's zinc reserves might one day be sold to Spain.",
        "Chile's copper mine suffered supply disruptions from Russian attacks.",
    ],
)
def test_what_was_or_may_be_is_no_way_of_goods(text):
    assert not [c for c in told(text) if c[0] == "relies_on"]
