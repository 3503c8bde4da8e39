"""Are the rules of additional duties whole: each with its law, and none beginning before the first of them, in 2018."""

from critmin.quality.measures import Measure, between, has_rows, known, matches, never, present


def measures() -> list[Measure]:
    return [
        has_rows(100),
        *present("citation", "legal_basis", "origin_iso3"),
        known("firmness", ("law", "pointer"), "two degrees"),
        matches("heading", "99[0-9]{2}[.][0-9]{2}(?:[.][0-9]{2})?", "A heading of chapter 99, dotted."),
        between("ad_valorem_pct", 0, 200, "No additional duty is above 200 per cent."),
        never(
            "rules_are_of_these_years",
            "valid_from < date '2018-03-23' or valid_from > date '2035-01-01'",
            "Additional duties are followed from 23 March 2018 on.",
            column="valid_from",
        ),
    ]
