"""The bundled articles and their gold are what samples/README.md says they are."""

import itertools
from urllib.parse import urlsplit

import feedparser
import pytest
import yaml

import goldset
from critmin.claims.scoring import LISTS, is_near_miss
from critmin.settings import PROJECT

ARTICLES = PROJECT / "samples" / "articles"
GOLD = PROJECT / "samples" / "gold"
FEEDS = PROJECT / "samples" / "feeds"
PAGES = goldset.pages(ARTICLES)
SIDECARS = sorted(ARTICLES.glob("*.meta.yml"))


def by_name(path):
    return path.name


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_a_gold_reading_rests_on_words_of_its_page_and_uses_our_codes(page):
    assert goldset.faults(goldset.gold_of(page, GOLD), goldset.plain_text(page)) == []


def test_every_page_has_a_gold_reading_and_every_gold_reading_a_page():
    assert [page.stem for page in PAGES] == sorted(path.stem for path in GOLD.glob("*.json"))
    for page in PAGES:
        gold = goldset.gold_of(page, GOLD)
        assert (gold["case"], gold["source_file"]) == (page.stem, f"samples/articles/{page.name}")
        assert gold["title"] in goldset.plain_text(page)


def test_the_sample_is_large_and_varied_enough_and_still_small_on_disk():
    golds = [goldset.gold_of(page, GOLD) for page in PAGES]
    near_misses = [gold for gold in golds if is_near_miss(gold)]
    assert len(golds) - len(near_misses) >= 25
    assert len(near_misses) >= 6
    assert all(gold["doc_type"] == "negative" for gold in near_misses)
    assert {gold["doc_type"] for gold in golds} >= {
        "news",
        "government",
        "trade_press",
        "think_tank",
        "company_release",
    }
    assert {page.suffix for page in PAGES} == set(goldset.FORMATS)
    assert all(sum(len(gold[name]) for gold in golds) >= 25 for name in LISTS)
    assert sum(path.stat().st_size for path in ARTICLES.iterdir()) < 400_000


def test_pages_that_state_facts_say_where_the_facts_come_from():
    for page in PAGES:
        gold = goldset.gold_of(page, GOLD)
        for origin in gold["facts_from"]:
            assert set(origin) == {"organisation", "title", "date"}
            assert all(origin.values())
        assert gold["facts_from"] or is_near_miss(gold), page.name


def test_no_two_pages_share_twelve_words_in_a_row():
    runs = {page.name: goldset.runs_of_words(goldset.plain_text(page), 12) for page in PAGES}
    shared = {
        (one, other): " ".join(sorted(runs[one] & runs[other])[0])
        for one, other in itertools.combinations(runs, 2)
        if runs[one] & runs[other]
    }
    assert shared == {}


@pytest.mark.parametrize("sidecar", SIDECARS, ids=by_name)
def test_a_sidecar_stands_beside_its_page_and_holds_known_fields(sidecar):
    page = sidecar.with_name(sidecar.name.removesuffix(".meta.yml"))
    assert page in PAGES
    fields = yaml.safe_load(sidecar.read_text(encoding="utf-8"))
    assert set(fields) <= {"address", "publisher", "published_on", "author", "licence", "title"}
    gold = goldset.gold_of(page, GOLD)
    assert fields.get("address", gold["url"]) == gold["url"]
    assert str(fields.get("published_on", gold["published_on"])) == gold["published_on"]


def test_about_half_of_the_pages_have_a_sidecar():
    assert 0.4 <= len(SIDECARS) / len(PAGES) <= 0.6


def test_addresses_are_invented_ones():
    for page in PAGES:
        address = goldset.gold_of(page, GOLD)["url"]
        assert address is None or urlsplit(address).hostname.endswith(".example.org"), page.name


@pytest.mark.parametrize("name", ["rss.xml", "atom.xml"])
def test_a_feed_is_well_formed_and_names_pages_among_the_articles(name):
    feed = feedparser.parse((FEEDS / name).read_bytes())
    assert not feed.bozo
    assert len(feed.entries) >= 3
    for entry in feed.entries:
        address = urlsplit(entry.link)
        assert (address.scheme, address.hostname) == ("http", "feeds.example.org")
        page = ARTICLES / address.path.removeprefix("/pages/")
        assert page in PAGES
        assert goldset.gold_of(page, GOLD)["title"] == entry.title


def test_the_check_of_gold_finds_planted_errors():
    page = PAGES[0]
    gold, text = goldset.gold_of(page, GOLD), goldset.plain_text(page)
    gold["published_on"] = "2025-10"
    measure = gold["trade_measures"][0]
    measure["evidence"] = "Nobody wrote this."
    measure["targets"] = ["CHINA"]
    measure["announced_on"] = "July 2025"
    measure["colour"] = "red"
    found = "\n".join(goldset.faults(gold, text))
    for planted in ("published_on 2025-10", "Nobody wrote this.", "CHINA", "July 2025", "stray key colour"):
        assert planted in found
