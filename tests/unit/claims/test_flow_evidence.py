"""Who gets a mineral from whom, told by where it moves: the roles of the countries around a word of trade."""

import pytest
from reading import dependencies


def told(text: str) -> set[tuple]:
    return {(r, d, s, m) for r, d, s, m, _, _, _ in dependencies(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tin and tungsten are trucked from Rwanda's Rutongo pit to smelters in Malaysia and Thailand.",
            {("MYS", "RWA"), ("THA", "RWA")},
        ),
        ("Ghanaian bauxite feeds mills in Greece.", {("GRC", "GHA")}),
        ("Kenyan titanium now rolls by rail to Egypt.", {("EGY", "KEN")}),
        ("Polish demand for antimony is covered by Tajikistan and Bolivia.", {("POL", "TJK"), ("POL", "BOL")}),
        ("Laotian-origin tin is what Danish steel works buy.", {("DNK", "LAO")}),
    ],
)
def test_what_stands_beside_a_country_tells_whether_it_sells_or_buys(text, expected):
    assert {(d, s) for r, d, s, _ in told(text) if r == "relies_on"} == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ghana would like its bauxite to feed mills in Greece.",
        "Ghana banned exports of bauxite to Greece.",
        "Ghana's minister travelled to Greece to talk about bauxite.",
        "Greek investors sent money to Ghana for a bauxite mine.",
        "No Ghanaian bauxite is sold to Greece, nor was it ever.",
    ],
)
def test_wishes_bans_visits_and_money_are_no_flow(text):
    assert not {t for t in told(text) if t[0] == "relies_on"}
