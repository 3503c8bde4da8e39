"""Who gets whose goods where no rule knows the verb: by the words beside each country of a clause."""

import pytest
from reading import read


def told(text):
    found = [c for c in read(text).dependencies if c.rule == "dependency.by_their_roles"]
    return [(c.dependent, c.supplier, c.minerals) for c in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Spanish foundries swear by Namibian zinc.", [("ESP", "NAM", ("zinc",))]),
        ("Nothing beats lithium from Chile in the eyes of Belgian refiners.", [("BEL", "CHL", ("lithium",))]),
        ("Omani chromium has won over Indian mills.", [("IND", "OMN", ("chromium",))]),
    ],
)
def test_a_seller_and_a_buyer_are_known_by_what_stands_beside_them(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Spanish foundries may swear by Namibian zinc.",
        "Spanish foundries compete with Namibian zinc smelters.",
        "Spanish foundries signed a deal on Namibian zinc.",
        "Spanish foundries no longer swear by Namibian zinc.",
        "Spanish zinc and Namibian zinc are alike.",
        "Spanish and Namibian foundries swear by zinc.",
    ],
)
def test_what_is_supposed_denied_agreed_or_told_of_one_side_alone_is_none(text):
    assert told(text) == []
