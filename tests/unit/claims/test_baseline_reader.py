"""The baseline is a fair one: it reads plain sentences as a term matcher can, and ours does better on the samples."""

from benchmarks import baseline_reader
from critmin import gold_sets, scored
from critmin.claims.claim import Document
from critmin.claims.scoring import LISTS
from critmin.settings import settings


def read(text):
    return baseline_reader.read(Document("test", text, title=None, published_on=None))


def test_two_countries_and_a_word_for_an_agreement_are_an_agreement():
    (found,) = read("Japan and Australia signed a memorandum on lithium refining worth $2 billion.")["agreements"]
    assert (found["kind"], found["status"], found["parties"]) == ("mou", "signed", ["JPN", "AUS"])
    assert (found["minerals"], found["amounts"][0]["value"]) == (["lithium"], 2_000_000_000)


def test_a_country_and_a_word_for_a_measure_are_a_measure():
    (found,) = read("The United States has a tariff of 25% on copper from Chile.")["trade_measures"]
    assert (found["measure"], found["imposer"], found["targets"]) == ("tariff", "USA", ["CHL"])
    assert (found["rate"], found["products"]) == (25.0, ["copper"])


def test_a_country_a_mineral_and_a_word_for_dependency_are_a_dependency():
    (found,) = read("Japan depends on China for 60 per cent of its gallium.")["dependencies"]
    assert (found["relation"], found["dependent"], found["supplier"]) == ("relies_on", "JPN", "CHN")
    assert (found["minerals"], found["share_pct"]) == (["gallium"], 60.0)


def test_a_sentence_without_an_event_gives_nothing():
    assert read("Japan and Australia played tennis. Copper is red.") == {name: [] for name in LISTS}


def test_our_reader_scores_higher_on_every_list_of_the_samples():
    samples = gold_sets.known_sets(settings())[0]
    ours, theirs = scored.score(samples), scored.score(samples, baseline_reader.read)
    assert all(ours.lists[name].score > theirs.lists[name].score for name in LISTS)
