"""Suites: one module per table and door, `<door>_<table>`; found by name, loaded when used.

A suite module may offer
    expectations()    row-wise Great Expectations expectations, a fresh list each time: judged piece by piece
    contradictions()  `Contradiction`s: row-wise rules over several columns or over lists, told by SQL
    GRAIN             columns that no two rows may share
    measures()        `Measure`s: aggregates over the whole table, each with its bounds
At least one of them must give something.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

from critmin.quality.contradictions import Contradiction
from critmin.quality.measures import Measure
from critmin.quality.versions import source_version
from critmin.vocabulary import SEEDS

FOLDER = Path(__file__).parent
_JUDGES = ("claim_rules", "contradictions", "gate", "judging", "measures", "provenance", "reading")
_VOCABULARY = ("countries", "minerals", "stages", "terms")


class UnknownSuite(LookupError):
    """No suite has that name: a table that nobody judges must not pass (R28)."""


@dataclass(frozen=True)
class Suite:
    """One suite as the gate uses it."""

    name: str
    version: str
    asked: Callable[[], list]
    contradictions: Callable[[], list[Contradiction]]
    measures: Callable[[], list[Measure]]
    grain: tuple[str, ...] = ()

    @property
    def derived(self) -> dict[str, str]:
        """The columns that contradictions are told in: name → SQL."""
        return {c.derived: c.sql for c in self.contradictions()}

    def expectations(self) -> list:
        """All row-wise checks as fresh expectations."""
        return [*self.asked(), *(c.expectation() for c in self.contradictions())]


def names(door: str = "") -> list[str]:
    """The names of all suites, or of those of one door (`staged`, `staging`, `intermediate`, `mart`)."""
    return sorted(p.stem for p in FOLDER.glob(f"{door}_*.py" if door else "[!_]*.py") if p.stem != "__init__")


@cache
def version(name: str) -> str:
    """Names what a suite asks today: its source, the rooms that judge, and the terms it compares with.

    Raises UnknownSuite.
    """
    path = FOLDER / f"{name}.py"
    if not path.exists():
        raise UnknownSuite(f"There is no suite {name}: write plugins/critmin/quality/suites/{name}.py.")
    parts = [path, *(FOLDER.parent / f"{room}.py" for room in _JUDGES)]
    parts += [SEEDS / f"{seed}.csv" for seed in _VOCABULARY]
    return source_version(*parts)


def load(name: str) -> Suite:
    """The suite of that name.

    Raises UnknownSuite.
    """
    found = version(name)
    module = import_module(f"{__name__}.{name}")
    return Suite(
        name=name,
        version=found,
        asked=getattr(module, "expectations", list),
        contradictions=getattr(module, "contradictions", list),
        measures=getattr(module, "measures", list),
        grain=tuple(getattr(module, "GRAIN", ())),
    )
