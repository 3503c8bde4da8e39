"""The registry of sources: one line per publisher. A new source starts here (see CONTRIBUTING)."""

from collections.abc import Callable
from dataclasses import dataclass

import pyarrow as pa

from critmin.lake import Page, Parsed


@dataclass(frozen=True)
class Source:
    """One publisher or product.

    `entities` maps each staged entity to its schema (columns in the publisher's codes, then PROVENANCE).
    `parse` is pure: no network, clock or disk. It raises BadPage (or SchemaDrift) for a page that cannot be read
    and puts single bad records into `Parsed.rejected`. `version` changes whenever `parse` would read differently.
    `conserved` names, per entity, the decimal column whose sum must survive each step.
    `suffixes` are the endings of files that people drop (each may be followed by `.gz`).
    """

    slug: str
    title: str
    publisher: str
    licence: str
    homepage: str
    entities: dict[str, pa.Schema]
    parse: Callable[[Page], Parsed]
    version: str
    suffixes: tuple[str, ...]
    conserved: dict[str, str]


def _registry() -> dict[str, Source]:
    from critmin.sources import articles, census, usgs_mcs

    return {s.slug: s for s in (articles.SOURCE, census.SOURCE, usgs_mcs.SOURCE)}


def __getattr__(name: str):  # SOURCES is made on first use: the modules import this one
    if name == "SOURCES":
        globals()["SOURCES"] = _registry()
        return globals()["SOURCES"]
    raise AttributeError(name)
