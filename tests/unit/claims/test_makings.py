"""Who makes a mineral, told without a rank (R10)."""

import datetime

import pytest

from critmin.claims.claim import Document
from critmin.claims.extract import extract


def told(text: str) -> set[tuple]:
    document = Document(document_id="d", text=text, title=None, published_on=datetime.date(2024, 5, 3))
    return {(c.relation, c.supplier) for c in extract(document).dependencies}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gallium is also made in Japan and Russia.", {("producer", "JPN"), ("producer", "RUS")}),
        ("Vanadium is produced in only two countries: China and Brazil.", {("producer", "CHN"), ("producer", "BRA")}),
        ("Rutile comes mainly from Sierra Leone and Kenya.", {("producer", "SLE"), ("producer", "KEN")}),
        ("Oman is the only other country that turns out gallium in volume.", {("producer", "OMN")}),
        ("Peruvian and Mexican mines yield most of the silver.", {("producer", "PER"), ("producer", "MEX")}),
        ("Few besides China refine graphite, and few countries mine it: Japan and Oman do.",
         {("producer", "JPN"), ("producer", "OMN")}),
        ("Most of the world's ferronickel is Indonesian.", {("dominates", "IDN")}),
        ("Tungsten is smelted almost exclusively in China and, to some extent, in Austria.",
         {("dominates", "CHN"), ("producer", "AUT")}),
        ("Only Brazil and Canada produce niobium in quantity.", {("producer", "BRA"), ("producer", "CAN")}),
    ],
)  # fmt: skip
def test_makers_without_a_rank_are_read(text, expected):
    assert told(text) >= expected


@pytest.mark.parametrize(
    "text",
    [
        "Tin could one day be mined in Spain.",
        "Gallium was once made in Hungary.",
        "Few countries import graphite: Japan and Oman do some.",
    ],
)
def test_what_may_be_or_was_made_is_no_maker(text):
    assert not told(text)
