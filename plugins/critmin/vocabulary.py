"""The controlled terms in Python, read from the seeds of the dbt project, never restated."""

import csv
from functools import cache

from critmin.settings import PROJECT

SEEDS = PROJECT / "dbt_project" / "seeds"


@cache
def seed(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a seed as text; an empty cell is the empty string, and `NA` stays `NA` (Namibia).

    Raises FileNotFoundError for a seed that does not exist.
    """
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle))


@cache
def terms(domain: str) -> frozenset[str]:
    """The accepted values of one domain of the `terms` seed, e.g. `agreement_kind`.

    Raises KeyError for a domain without terms.
    """
    found = frozenset(row["term"] for row in seed("terms") if row["domain"] == domain)
    if not found:
        raise KeyError(domain)
    return found


@cache
def countries() -> frozenset[str]:
    """Codes of countries, blocs and the world."""
    return frozenset(row["iso3"] for row in seed("countries"))


@cache
def minerals() -> frozenset[str]:
    """Slugs of minerals and groups."""
    return frozenset(row["mineral"] for row in seed("minerals"))


@cache
def stages() -> frozenset[str]:
    """Stages of a supply chain."""
    return frozenset(row["stage"] for row in seed("stages"))
