"""Talk is never stored as law: conditions, calls, questions and possibilities."""

import pytest
from reading import read


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("If talks fail, Norway will impose a tariff of 20% on tin from Peru.", "threatened"),
        ("Unless it gives way, Norway will impose a tariff of 20% on tin from Peru.", "threatened"),
        ("Norway called for a ban on exports of niobium.", "proposed"),
        ("Norway imposed a tariff of 20% on tin from Peru.", "in_force"),
    ],
)
def test_a_condition_is_a_threat_and_a_call_a_proposal(text, status):
    (claim,) = read(text).trade_measures
    assert claim.status == status
    assert (claim.firmness == "law") == (status == "in_force")


@pytest.mark.parametrize(
    "text",
    [
        "Will Norway and Peru sign a memorandum on tin?",
        "A possible memorandum between Norway and Peru on tin was the talk of the town.",
    ],
)
def test_what_may_be_signed_is_no_agreement(text):
    assert read(text).agreements == ()
