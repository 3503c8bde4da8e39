"""What is denied makes no fact: neither ... nor, has not imposed, no duty on; what was not lifted is still there."""

import pytest
from reading import read


@pytest.mark.parametrize(
    "sentence",
    [
        "Neither Chile nor Peru produces cobalt.",
        "Neither Japan nor Korea depends on China for gallium.",
        "Neither Norway nor Finland relies on Russian nickel.",
        "Neither Japan nor India has banned exports of gallium.",
    ],
)
def test_neither_nor_makes_no_fact(sentence):
    claims = read(sentence)
    assert not claims.dependencies
    assert not claims.trade_measures


def test_the_same_without_it_does():
    assert read("Japan and Korea depend on China for gallium.").dependencies
    assert read("India has banned exports of gallium.").trade_measures


@pytest.mark.parametrize(
    "sentence",
    [
        "Canada has not imposed tariffs on Chilean copper.",
        "Canada hasn't introduced a duty on Chilean copper.",
        "Canada never levied tariffs on Chilean copper.",
        "No Canadian tariffs have been imposed on Chilean copper.",
        "There is no Canadian tariff on Chilean copper.",
        "Neither Canada nor Mexico has imposed tariffs on Chilean copper.",
    ],
)
def test_a_duty_that_was_not_set_makes_no_fact(sentence):
    assert not read(sentence).trade_measures


def test_another_duty_of_the_sentence_is_still_read():
    said = "Canada did not impose tariffs on copper on Monday, and it raised its duty on Chinese steel to 50%."
    assert 50 in {claim.rate for claim in read(said).trade_measures}


def test_a_duty_that_was_not_lifted_is_in_force():
    (claim,) = read("Canada has not lifted its 25% tariff on Chilean copper.").trade_measures
    assert (claim.status, claim.rate) == ("in_force", 25)


@pytest.mark.parametrize(
    "sentence",
    [
        "Canada and Japan denied that they had signed a critical minerals agreement.",
        "It is untrue that China banned exports of antimony.",
        "China denied that it had banned exports of antimony.",
    ],
)
def test_a_report_that_is_denied_makes_no_fact(sentence):
    claims = read(sentence)
    assert not claims.agreements
    assert not claims.trade_measures


@pytest.mark.parametrize(
    "sentence",
    [
        "Canada has not taxed copper, but raised the duty on Chinese steel to 50%.",
        "Canada raised the duty on Chinese steel to 50%, but has not imposed tariffs on copper.",
    ],
)
def test_a_denial_holds_for_its_own_clause(sentence):
    assert [(claim.products, claim.rate) for claim in read(sentence).trade_measures] == [(("steel",), 50)]


def test_what_is_lifted_beside_what_is_not_is_lifted():
    said = "Canada lifted its ban on exports of zinc but has not lifted its ban on exports of tin."
    assert {(claim.products, claim.status) for claim in read(said).trade_measures} == {
        (("zinc",), "withdrawn"),
        (("tin",), "in_force"),
    }
