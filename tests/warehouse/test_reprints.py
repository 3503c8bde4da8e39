"""One text in many papers is one source: reworded, cut and grown prints fold, another story of the event does not."""

from datetime import date, timedelta

import pytest

from warehouse.dbt_runs import read, run_dbt
from warehouse.staged_rows import StagedRows

pytestmark = pytest.mark.slow
DAY = date(2025, 10, 28)
WIRE = (
    "Tokyo and Washington put their names to a framework on critical minerals on Tuesday, the first of its kind "
    "between the two allies. Under the paper both governments promise to find money for mines and refineries "
    "within six months, to watch over sales of mines to outsiders, and to hold talks every half year. Officials "
    "said that the first list of projects would name a gallium plant in the north and two separation works for "
    "heavy rare earths. China mines about seventy per cent of the world's rare earths and refines nearly all of "
    "the heavy ones, which go into magnets for cars and wind turbines. Makers of magnets in Nagoya welcomed the "
    "paper but asked for contracts with a floor price. Traders in Rotterdam said that prices of dysprosium had "
    "hardly moved after the news. A ministry official told reporters that stocks would be built up jointly, and "
    "that a working group would meet before the end of the year. The opposition in parliament called the promise "
    "vague and asked who would pay when prices fall again."
)
REWORDED = (  # by another desk: a word changed here and there, a new first sentence
    "Another paper was signed in Akasaka. Tokyo and Washington put their signatures to a framework on critical "
    "minerals this Tuesday, the first of its kind between both allies. Under the text the two governments promise "
    "to find money for mines and smelters within six months, to watch over sales of mines to foreigners, and to "
    "hold talks every half year. Officials say that the first list of projects will name a gallium plant in the "
    "north and two separation works for heavy rare earths. China digs about 70 per cent of the world's rare "
    "earths and refines nearly all of the heavy ones, which go into magnets for cars and turbines. Magnet makers "
    "in Nagoya welcomed the paper but want contracts with a floor price. Dealers in Rotterdam said prices of "
    "dysprosium had hardly moved after the news."
)
OTHER = (  # the same event, told by somebody who was there
    "A handshake, two flags and a stack of folders: that was the ceremony in the Akasaka palace this week. Japan "
    "and the United States agreed to work together on rare earths and other critical minerals, and both sides "
    "hope that it loosens the grip of Beijing. Diplomats who took part describe long nights over the list of "
    "projects. In the end a gallium plant made it onto the list, a copper smelter did not. For carmakers the "
    "question is whether the magnets arrive before their stocks run out in spring. An adviser of the prime "
    "minister spoke of a beginning and no more. Whoever wants cheaper dysprosium has to wait until separation "
    "works stand in Kyushu, which takes three years. American officials spoke of loans and of guarantees, and of "
    "a fast track for permits. The money is to flow within half a year. Nobody would say how much it is."
)
ABOUT = (  # what a firm prints under everything
    " About Example Lithium. Example Lithium is a developer of brine and hard rock projects on three continents "
    "and supplies makers of batteries under long contracts. The company is listed in Toronto and employs four "
    "hundred people. Statements in this release that look ahead are subject to risks that may make results differ "
    "from what is expected, and the company is under no duty to bring them up to date. For more information call "
    "the investor relations desk or visit the company's pages, where filings of the last ten years and "
    "photographs for the press can be found as well."
)
DRILLING = (
    "Example Lithium drilled forty metres of spodumene at its Quebec claims, with grades above one per cent from the "
    "surface down. Four rigs turned all summer, and assays of nine further holes are still with the laboratory. The "
    "geologists see the body open towards the lake and want to test it from the ice in February." + ABOUT
)
LOAN = (
    "Example Lithium has drawn a first loan of nine million dollars for the pilot works near Salta. A bank of "
    "the province lends it for eight years, with two years in which nothing is paid back. Pumps and ponds are ordered, "
    "and the first carbonate is due in a year from now if permits come in time." + ABOUT
)


@pytest.fixture(scope="module")
def prints(tmp_path_factory):
    """The documents by name, and the built file."""
    rows = StagedRows(as_of_date=date(2026, 2, 1))
    keys = {}

    def paper(name: str, text: str, publisher: str | None, days: int = 0) -> None:
        page = rows.document(text, published_on=DAY + timedelta(days), publisher=publisher, title=f"{name} 1")
        keys[page.read.document_id] = name

    paper("wire", WIRE, "Example Wire")
    paper("reworded", REWORDED, "Example Gazette", 1)
    paper("cut", " ".join(WIRE.split()[:60]) + ".", "Example Metals Daily", 2)
    paper("grown", "It rained all day. " + WIRE + " " + OTHER, "Example Weekly", 3)
    paper("other", OTHER, "Example Times", 1)
    paper("much later", WIRE.replace("Tuesday", "that Tuesday"), "Example Almanac", 60)
    paper("drilling", DRILLING, "Example Lithium", 1)
    paper("loan", LOAN, "Example Lithium", 2)
    paper("drilling elsewhere", DRILLING.replace("forty", "40"), "Example Mining News", 2)
    paper("loan elsewhere", LOAN.replace("eight years", "8 years"), "Example Ledger", 4)
    paper("unknown paper", LOAN.replace("nine", "9"), None, 3)
    paper("unknown paper, cut", " ".join(WIRE.split()[5:80]), None, 3)
    path = run_dbt(rows, tmp_path_factory.mktemp("prints"), "--select", "+dim_articles", "+mart_article_overlaps")
    articles = read(path, "select * from dim_articles")
    names = {a["article_key"]: keys[a["document_id"]] for a in articles}
    return {
        "of": {names[a["article_key"]]: names.get(a["duplicate_of_key"]) for a in articles},
        "rule": {names[a["article_key"]]: (a["reprint_rule"], a["reprint_overlap"]) for a in articles},
        "pairs": {
            (names[p["earlier_article_key"]], names[p["later_article_key"]]): p
            for p in read(path, "select * from mart_article_overlaps")
        },
    }


@pytest.mark.parametrize("name", ["reworded", "cut", "grown"])
def test_a_reworded_a_cut_and_a_grown_print_of_the_wire_are_one_source(prints, name):
    assert prints["of"][name] == "wire"
    rule, overlap = prints["rule"][name]
    assert rule == "overlap"
    assert overlap >= 0.3
    pair = prints["pairs"]["wire", name]
    assert (pair["is_folded"], round(overlap, 4)) == (True, pair["overlap"])  # the score can be looked up


def test_two_stories_about_one_event_are_two_sources(prints):
    assert prints["of"]["other"] is None
    assert ("wire", "other") not in prints["pairs"]  # they share less than 15 per cent


def test_the_same_words_two_months_later_are_told_apart_and_listed(prints):
    assert prints["of"]["much later"] is None
    assert prints["pairs"]["wire", "much later"]["verdict"] == "too_far_apart"


def test_what_a_firm_prints_under_everything_makes_no_reprint_of_its_releases(prints):
    assert prints["of"]["drilling"] is None
    assert prints["of"]["loan"] is None
    assert prints["pairs"]["drilling", "loan"]["verdict"] == "same_publisher"
    assert prints["of"]["loan elsewhere"] == "loan"  # and not the other release, although the end is the same
    assert prints["pairs"]["drilling", "loan elsewhere"]["verdict"] == "other_opening"
    assert prints["of"]["drilling elsewhere"] == "drilling"


def test_where_the_publisher_is_not_known_more_is_asked(prints):
    assert prints["of"]["unknown paper"] == "loan"
    assert prints["of"]["unknown paper, cut"] == "wire"
