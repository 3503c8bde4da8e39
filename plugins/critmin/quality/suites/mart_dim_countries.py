"""Is the list of countries plausible: about 250, one world, and Namibia among them, whose two letters are NA (R10)."""

from critmin.quality.measures import Measure, never


def measures() -> list[Measure]:
    return [
        Measure(
            "countries_are_all_there",
            "count(*) filter (where country_kind = 'country')",
            "ISO 3166 has about 250 countries and areas.",
            minimum=240,
            maximum=260,
        ),
        Measure(
            "world_is_one",
            "count(*) filter (where country_kind = 'world')",
            "There is one world.",
            minimum=1,
            maximum=1,
        ),
        Measure(
            "namibia_is_there",
            "count(*) filter (where iso3 = 'NAM' and iso2 = 'NA')",
            "Namibia's code NA is no missing value.",
            minimum=1,
            column="iso2",
        ),
        never(
            "iso3_has_its_form",
            "country_kind = 'country' and not regexp_full_match(iso3, '[A-Z]{3}')",
            "A country has three letters.",
            column="iso3",
        ),
    ]
