"""Until when an agreement itself holds, read from the sentences that it rests on."""

from datetime import date

import pytest

from critmin.claims.claim import AgreementClaim, Document
from critmin.claims.context import Context
from critmin.claims.validity import dated

SIGNED = date(2025, 3, 3)


def expiry(sentence: str, signed_on: date | None = SIGNED) -> date | None:
    context = Context.of(Document("d" * 64, sentence, published_on=date(2025, 3, 4)))
    claim = AgreementClaim(context.quote(0), "by_hand", 0.9, signed_on=signed_on, parties=("JPN", "IND"))
    return dated(context, [claim])[0].expires_on


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Japan and India signed a memorandum that is valid until 31 December 2030.", date(2030, 12, 31)),
        ("The agreement between Japan and India remains in force through June 30, 2028.", date(2028, 6, 30)),
        ("The pact between Japan and India on rare earths expires on 1 May 2027.", date(2027, 5, 1)),
        ("The offtake contract of Japan and India runs for five years.", date(2030, 3, 3)),
        ("India and Japan signed the deal, which will run for an initial two years.", date(2027, 3, 3)),
    ],
)
def test_the_last_day_of_an_agreement_is_read(sentence, day):
    assert expiry(sentence) == day


@pytest.mark.parametrize(
    "sentence",
    [
        "Under the deal of Japan and India the tariff on magnets is suspended until 10 November 2026.",
        "Japan and India signed a memorandum and will invest $1bn by 31 December 2030.",
        "The agreement between Japan and India was signed two years ago.",
        "The agreement between Japan and India is valid until 2030.",  # a year alone is no day
    ],
)
def test_what_is_no_last_day_of_an_agreement_gives_none(sentence):
    assert expiry(sentence) is None


def test_a_length_without_a_day_of_signing_gives_no_day():
    assert expiry("The offtake contract of Japan and India runs for five years.", None) is None
