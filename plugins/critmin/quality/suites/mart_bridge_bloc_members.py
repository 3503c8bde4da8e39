"""Is membership plausible on today's rows: the Union has 27 members, without the United Kingdom; the G7 has seven."""

from critmin.quality.measures import Measure, never


def measures() -> list[Measure]:
    return [
        Measure(
            "union_has_27",
            "count(*) filter (where bloc_iso3 = 'EUU' and valid_to is null)",
            "The European Union has 27 members.",
            minimum=27,
            maximum=27,
            column="bloc_iso3",
        ),
        Measure(
            "g7_has_seven",
            "count(*) filter (where bloc_iso3 = 'G7' and valid_to is null)",
            "The G7 has seven members.",
            minimum=7,
            maximum=7,
            column="bloc_iso3",
        ),
        never(
            "who_left_has_left",
            "bloc_iso3 = 'EUU' and member_iso3 = 'GBR' and valid_to is null",
            "The United Kingdom left the Union in 2020.",
            column="valid_to",
        ),
    ]
