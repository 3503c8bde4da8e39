"""Are the codes plausible: some hundreds in each of the seven editions, none of which holds half the periodic table."""

from critmin.quality.measures import Measure, between


def measures() -> list[Measure]:
    return [
        Measure(
            "editions_are_all_there",
            "count(distinct hs_edition)",
            "The HS was written seven times, 1992 to 2022.",
            minimum=7,
            column="hs_edition",
        ),
        Measure(
            "codes_are_hundreds",
            "count(distinct hs6)",
            "The concordance names some hundred codes.",
            minimum=200,
            maximum=2000,
            column="hs6",
        ),
        between("n_minerals", 1, 40, "A code holds a mineral, and a basket not every one."),
    ]
