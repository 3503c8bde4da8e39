"""Is the concordance plausible: most minerals have codes, baskets are many but not all, and known codes stand right."""

from critmin.quality.measures import Measure, rarely


def measures() -> list[Measure]:
    return [
        Measure(
            "minerals_are_many",
            "count(distinct mineral)",
            "Most of the vocabulary's minerals have a code.",
            minimum=50,
            column="mineral",
        ),
        Measure(
            "known_codes_stand",
            "count(distinct hs6) filter (where (hs6, mineral) in (('284690', 'rare_earths'), ('250410', 'graphite'),"
            " ('283691', 'lithium'), ('850511', 'rare_earths'), ('260500', 'cobalt')))",
            "Rare-earth compounds, flake graphite, lithium carbonate, magnets and cobalt ore are mapped as everywhere.",
            minimum=5,
            maximum=5,
            column="hs6",
        ),
        rarely(
            "codes_of_their_own_exist",
            "is_basket",
            "If nearly every code is a basket, nothing can be measured.",
            at_most=0.9,
            column="is_basket",
        ),
    ]
