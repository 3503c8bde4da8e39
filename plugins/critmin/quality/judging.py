"""Great Expectations at work: row-wise expectations over pieces of a table, and measures over a one-row frame.

Whether a check succeeded is decided here from what GX counted, never from its overall flag: a failed warning makes
that flag false too, and a piece of a table says nothing about the share that `mostly` allows for the whole.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from critmin.quality.measures import Measure
from critmin.quality.verdicts import CRITICAL, WARNING, CheckResult, Fault, shown
from critmin.settings import settings

MOST_NAMED = 100_000  # bad rows kept by position; beyond it a batch is bad beyond repair anyway
_EXAMPLES = 5

_SHORT = {  # what a rule is called in reports and in quarantine: <column>_<this>
    "expect_column_values_to_match_regex": "has_its_form",
    "expect_column_values_to_not_match_regex": "is_clean",
    "expect_column_values_to_be_in_set": "is_known",
    "expect_column_values_to_not_be_null": "is_present",
    "expect_column_values_to_be_null": "is_absent",
    "expect_column_values_to_be_between": "is_in_range",
    "expect_column_value_lengths_to_be_between": "has_its_length",
    "expect_column_value_lengths_to_equal": "has_its_length",
}
_NOT_ROW_WISE = {  # judged in a window of rows, so a piece of a table cannot answer
    "expect_column_values_to_be_unique",
    "expect_column_values_to_be_increasing",
    "expect_column_values_to_be_decreasing",
    "expect_compound_columns_to_be_unique",
    "expect_multicolumn_values_to_be_unique",
}


class NotRowWise(TypeError):
    """An expectation that a single row cannot answer: make it a Measure, or the suite's GRAIN."""


@cache
def _batches():
    """The one batch definition of this process: GX keeps what it is given, so it is given as little as possible."""
    settings()  # switches the telemetry of libraries off before GX is imported
    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    import great_expectations as gx
    from great_expectations.data_context.types.base import DataContextConfig, InMemoryStoreBackendDefaults

    # the default would leave a folder for its own Data Docs in /tmp, for every process
    in_memory = DataContextConfig(store_backend_defaults=InMemoryStoreBackendDefaults(init_temp_docs_sites=False))
    context = gx.get_context(mode="ephemeral", project_config=in_memory)
    context.variables.progress_bars = {"globally": False}
    context.enable_analytics(False)
    asset = context.data_sources.add_pandas("frames").add_dataframe_asset("piece")
    return asset.add_batch_definition_whole_dataframe("whole")


def rule_name(expectation: Any) -> str:
    """What a check is called: its `meta["rule"]`, or its column and what is asked of it."""
    if expectation.meta and "rule" in expectation.meta:
        return expectation.meta["rule"]
    kind = expectation.expectation_type
    column = column_of(expectation)
    short = _SHORT.get(kind, kind.removeprefix("expect_"))
    return f"{column}_{short}" if column else short


def column_of(expectation: Any) -> str | None:
    """The column an expectation speaks of first; `parties` for the derived column `parties.are_known`."""
    named = getattr(expectation, "column", None) or getattr(expectation, "column_A", None)
    return named.partition(".")[0] if named else None


def columns_of(expectations: Iterable[Any]) -> list[str]:
    """All columns that expectations name, once each, in order."""
    found: dict[str, None] = {}
    for e in expectations:
        named = [getattr(e, n, None) for n in ("column", "column_A", "column_B")]
        for name in [n for n in named if n] + list(getattr(e, "column_list", None) or []):
            found[name] = None
    return list(found)


@dataclass
class Tally:
    """What one expectation counted over the pieces seen so far."""

    expectation: Any
    n_rows: int = 0
    n_judged: int = 0  # rows that held something to judge
    n_unexpected: int = 0
    examples: list[Any] = field(default_factory=list)
    error: str | None = None

    def result(self) -> CheckResult:
        """The outcome over all pieces."""
        e = self.expectation
        allowed = (1 - float(getattr(e, "mostly", 1) or 0)) * self.n_judged
        success = self.error is None and self.n_unexpected <= allowed + 1e-9
        if self.error:
            observed = self.error
        elif self.n_unexpected:
            some = ", ".join(dict.fromkeys(shown(x, 60) for x in self.examples))
            observed = f"{self.n_unexpected} of {self.n_rows} rows" + (f", e.g. {some}" if some else "")
        else:
            observed = f"{self.n_rows} rows"
        return CheckResult(
            check=rule_name(e),
            column=column_of(e),
            severity=_severity(e.severity),
            success=success,
            n_rows=self.n_rows,
            n_unexpected=self.n_unexpected,
            observed=shown(observed),
            description=e.description or "",
        )


def _severity(value: Any) -> str:
    return CRITICAL if getattr(value, "value", value) == CRITICAL else WARNING


class RowWise:
    """Row-wise expectations over the pieces of one table."""

    def __init__(self, expectations: list[Any]):
        self.tallies: dict[str, Tally] = {}
        self.bad_rows: dict[int, Fault] = {}
        self.is_naming_complete = True
        for e in expectations:
            name = rule_name(e)
            if name in self.tallies:
                raise ValueError(f"two checks are called {name}: give one of them meta={{'rule': ...}}")
            if e.expectation_type in _NOT_ROW_WISE or not hasattr(e, "mostly"):
                raise NotRowWise(f"{e.expectation_type} cannot be judged row by row: make it a Measure or the GRAIN")
            e.meta = {**(e.meta or {}), "rule": name}
            self.tallies[name] = Tally(e)
        self._suite: Any = None

    def look(self, frame: Any) -> None:
        """Judge one piece: a pandas frame whose index holds the positions of its rows."""
        batches = _batches()
        import great_expectations as gx

        if self._suite is None:
            self._suite = gx.ExpectationSuite(name="suite", expectations=[t.expectation for t in self.tallies.values()])
        for tally in self.tallies.values():
            tally.n_rows += len(frame)
        try:
            outcome = batches.get_batch({"dataframe": frame}).validate(
                self._suite, result_format={"result_format": "COMPLETE", "partial_unexpected_count": _EXAMPLES}
            )
        except Exception as error:  # whatever breaks inside a check is a failed check, never a passed one
            for tally in self.tallies.values():
                tally.error = f"{type(error).__name__}: {error}"
            return
        told = set()
        for single in outcome.results:
            name = single.expectation_config.meta["rule"]
            told.add(name)
            self._count(self.tallies[name], single)
        for name in self.tallies.keys() - told:
            self.tallies[name].error = "Great Expectations returned no result for this check."

    def _count(self, tally: Tally, single: Any) -> None:
        found = single.result or {}
        raised = _raised(single.exception_info)
        if raised or "unexpected_count" not in found:
            tally.error = raised or "Great Expectations counted nothing for this check."
            return
        tally.n_judged += found["element_count"] - (found.get("missing_count") or 0)
        n = found["unexpected_count"]
        if not n:
            return
        tally.n_unexpected += n
        values = found.get("unexpected_list") or []
        positions = found.get("unexpected_index_list") or []
        tally.examples += [_plain(v) for v in values[: _EXAMPLES - len(tally.examples)]]
        if _severity(tally.expectation.severity) != CRITICAL or float(tally.expectation.mostly or 0) < 1:
            return
        if len(positions) != n:
            self.is_naming_complete = False
        for i, position in enumerate(positions):
            if len(self.bad_rows) >= MOST_NAMED:
                self.is_naming_complete = False
                return
            reason = tally.expectation.description or tally.expectation.expectation_type
            value = shown(_plain(values[i])) if i < len(values) else "null"
            self.bad_rows.setdefault(int(position), Fault(rule_name(tally.expectation), f"{reason} Found: {value}"))


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value


def _raised(info: Any) -> str | None:
    """The message of an exception inside a check: GX reports one flat record, or one per metric."""
    if not isinstance(info, dict):
        return None
    if "raised_exception" in info:
        return str(info.get("exception_message") or "an exception") if info["raised_exception"] else None
    said = [_raised(i) if isinstance(i, dict) else getattr(i, "exception_message", None) for i in info.values()]
    return next((str(s) for s in said if s), None)


def judge_measures(measures: list[Measure], values: dict[str, float | str | None], n_rows: int) -> list[CheckResult]:
    """Judge measured values against their bounds, all in one frame.

    A text in `values` is the error that computing the measure raised.
    """
    if not measures:
        return []
    if len({m.name for m in measures}) != len(measures):
        twice = sorted({m.name for m in measures if sum(o.name == m.name for o in measures) > 1})
        raise ValueError(f"two measures are called {', '.join(twice)}")
    batches = _batches()
    import great_expectations as gx
    import great_expectations.expectations as gxe
    import pandas as pd

    numbers = {n: None if isinstance(v, str) else v for n, v in values.items()}
    frame = pd.DataFrame({m.name: [numbers.get(m.name)] for m in measures}, dtype="float64")
    suite = gx.ExpectationSuite(
        name="measures",
        expectations=[
            gxe.ExpectColumnMaxToBeBetween(
                column=m.name, min_value=m.minimum, max_value=m.maximum, meta={"rule": m.name}, severity=m.severity
            )
            for m in measures
        ],
    )
    try:
        outcome = batches.get_batch({"dataframe": frame}).validate(suite, result_format="BASIC")
        by_rule = {r.expectation_config.meta["rule"]: r for r in outcome.results}
    except Exception as error:  # whatever breaks inside a check is a failed check, never a passed one
        by_rule, values = {}, {m.name: f"{type(error).__name__}: {error}" for m in measures}
    return [_measured(m, by_rule.get(m.name), values.get(m.name), n_rows) for m in measures]


def _measured(measure: Measure, single: Any, value: float | str | None, n_rows: int) -> CheckResult:
    raised = value if isinstance(value, str) else _raised(getattr(single, "exception_info", None))
    if raised or single is None:
        success, observed = False, raised or "Great Expectations returned no result for this check."
    elif value is None:
        success, observed = measure.may_be_null, "no value"
    else:
        success, observed = bool(single.success), f"{value:.12g}"
    counted = measure.minimum is None and measure.maximum == 0 and isinstance(value, (int, float))
    return CheckResult(
        check=measure.name,
        column=measure.column,
        severity=measure.severity,
        success=success,
        n_rows=n_rows,
        n_unexpected=0 if success else int(value) if counted and value is not None else 1,
        observed=shown(observed),
        description=measure.description,
    )
