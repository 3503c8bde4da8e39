"""What the warehouse learned since a day: `mart_changes` for a person, each line with the command that opens it."""

from collections import Counter
from datetime import date

from rich.text import Text

from critmin import shown
from critmin.reading import ask
from critmin.settings import Settings

CHANGES = """
select learned_on, change_kind, label, from_value, to_value, unit, fact_table, fact_key, _claim_key as claim_key,
    _page_sha256 as page_sha256
from mart_changes
where learned_on >= ?
order by learned_on, change_kind, label, fact_key
"""
MOST_SHOWN = 40  # lines of one kind for a person; --json gives all


def changes_since(settings: Settings, since: date) -> list[dict]:
    """What was learned on `since` or later, in the order in which it was; `trace` is the command that opens it.

    Raises publishing.NoBuild when nothing is published.
    """
    return [
        row | {"trace": f"critmin trace {row['fact_table']} {row['fact_key']}"}
        for row in ask(settings, CHANGES, parameters=[since])
    ]


def show_changes(found: list[dict], since: date) -> None:
    """Print what was learned: a heading a kind, a line a thing, under it the command that opens it."""
    if not found:
        shown.console.print(f"nothing was learned since {since}")
        return
    for kind, n in Counter(row["change_kind"] for row in found).items():
        shown.console.print(Text(f"{kind.replace('_', ' ')}: {n:,}", style="bold"))
        rows = [row for row in found if row["change_kind"] == kind]
        for row in rows[:MOST_SHOWN]:
            shown.console.print(Text(f"  {row['learned_on']}  {said(row)}"), soft_wrap=True)
            shown.console.print(Text(f"              {row['trace']}", style="dim"), soft_wrap=True)
        if n > MOST_SHOWN:
            shown.console.print(Text(f"  and {n - MOST_SHOWN:,} more: --json lists them", style="dim"))


def said(row: dict) -> str:
    """One change in words; a revised figure with both its values."""
    if row["change_kind"] not in ("revised_figure", "new_agreement_step", "other_signing_day", "other_end"):
        return row["label"]
    return f"{row['label']}: {row['from_value']} -> {row['to_value']} {row['unit'] or ''}".rstrip()
