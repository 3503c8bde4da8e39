"""Offices and their holders stand for their country, however the two are put beside each other."""

import pytest
from reading import read

BOTH = {"PER", "GHA"}


@pytest.mark.parametrize(
    "who",
    [
        "Ana Lopes, Minister of Energy, Mines and Water of Peru, and Kofi Owusu, Minister of Lands of Ghana,",
        "Ana Lopes, Minister of Trade of the Republic of Peru, and Ghana's lands minister Kofi Owusu",
        "The Minister of Trade of Peru, Ana Lopes, and the Minister of Lands of Ghana, Kofi Owusu,",
        "Minister of Energy and Mines of Peru Ana Lopes and Ghanaian Lands Minister Kofi Owusu",
        "Ana Lopes, Peru's trade minister, and Kofi Owusu, the president of Ghana,",
        "Peruvian trade minister Ana Lopes and her Ghanaian counterpart Kofi Owusu",
        "The Ministry of Mines of Peru and the Ministry of Lands of Ghana",
    ],
)
def test_who_holds_an_office_acts_for_the_country(who):
    (claim,) = read(f"{who} signed a memorandum of understanding on lithium on Monday.").agreements
    assert set(claim.parties) == BOTH


def test_a_person_without_an_office_is_no_country():
    (claim,) = read("Ana Lopes, a geologist in Ghana, said Peru and Chile signed a pact on lithium.").agreements
    assert set(claim.parties) == {"PER", "CHL"}
