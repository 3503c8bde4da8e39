"""Contradictions: what a row says against itself or against the vocabulary, told by one SQL expression a rule.

The expression gives a text that shows what is wrong, and null where nothing is. The gate asks Great Expectations that
the derived column `<column>.<rule>` be null; the text becomes the reason of a quarantined row.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from critmin.quality.measures import text, texts
from critmin.quality.verdicts import CRITICAL


@dataclass(frozen=True)
class Contradiction:
    """One rule that a row can break. `mostly` is the share of rows that must keep it (for a warning)."""

    column: str
    rule: str
    sql: str
    description: str
    severity: str = CRITICAL
    mostly: float = 1

    @property
    def derived(self) -> str:
        """The name of the column that tells."""
        return f"{self.column}.{self.rule}"

    def expectation(self) -> Any:
        """The same as an expectation of Great Expectations."""
        import great_expectations.expectations as gxe

        return gxe.ExpectColumnValuesToBeNull(
            column=self.derived,
            mostly=self.mostly,
            severity=self.severity,
            description=self.description,
            meta={"rule": f"{self.column}_{self.rule}"},
        )


def whole(pattern: str) -> str:
    """`pattern` so that it must match a whole text. `$` would let a line break through, in Python and in pandas."""
    return rf"^(?:{pattern})\Z"


def telling(condition: str, *shown: str) -> str:
    """SQL: the values of the columns `shown` where `condition` is true, else null."""
    cells = ", ".join(f"coalesce(cast({c} as varchar), 'null')" for c in shown)
    return f"case when {condition} then concat_ws(' | ', {cells}) end"


def unknown_items(column: str, values: Iterable[str], *, organisations: bool = False) -> str:
    """SQL: the items of a list column that are not among `values`, null when there is none.

    With `organisations`, `org:NAME` is known too.
    """
    named = " or starts_with(item, 'org:') and length(item) > 4" if organisations else ""
    unknown = f"list_filter({column}, lambda item: not coalesce(item in ({texts(values)}){named}, false))"
    return f"nullif(array_to_string(list_transform({unknown}, lambda item: coalesce(item, 'null')), ', '), '')"


def unknown_code(column: str, values: Iterable[str], *, organisations: bool = False) -> str:
    """SQL: a code that is not among `values` (nor, with `organisations`, an `org:NAME`), else null."""
    named = f" and not (starts_with({column}, 'org:') and length({column}) > 4)" if organisations else ""
    return f"case when {column} not in ({texts(values)}){named} then {column} end"


def unlike(column: str, pattern: str) -> str:
    """SQL: the items of a list column that do not match the whole of `pattern` (RE2), null when all do."""
    unlike_it = f"list_filter({column}, lambda item: not coalesce(regexp_full_match(item, {text(pattern)}), false))"
    return f"nullif(array_to_string(list_transform({unlike_it}, lambda item: coalesce(item, 'null')), ', '), '')"


def doubled(column: str) -> str:
    """SQL: the items of a list column when one of them is there twice, else null."""
    return f"case when len({column}) > len(list_distinct({column})) then array_to_string({column}, ', ') end"
