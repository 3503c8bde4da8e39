"""The calendar for a person: what lies ahead, nearest first, then what has passed, latest first."""

from critmin import shown
from critmin.reading import ask
from critmin.settings import Settings

CALENDAR = """
select falls_on, days_to_go, entry, calendar_state as state, firmness, label, n_documents, fact_table,
    fact_key, _claim_key as claim_key, state_on
from mart_calendar
order by days_to_go < 0, abs(days_to_go), falls_on, entry, fact_table, fact_key
"""
SHOWN = ("falls_on", "days_to_go", "entry", "state", "firmness", "label")


def calendar(settings: Settings, limit: int | None = None) -> list[dict]:
    """The rows of `mart_calendar`, ahead and nearest first; each names its fact and the claim that gives the day.

    Raises publishing.NoBuild when nothing is published.
    """
    return ask(settings, CALENDAR)[:limit]


def show_calendar(rows: list[dict]) -> None:
    """Print the calendar, and the command that opens its first fact at its words."""
    if not rows:
        shown.console.print("no document gives a deadline, an expiry or a day of effect")
        return
    title = f"On {rows[0]['state_on']}"
    lines = [{name: row[name] for name in SHOWN} | {"entry": row["entry"].replace("_", " ")} for row in rows]
    shown.console.print(shown.table(lines, title))
    first = rows[0]
    shown.console.print(f"next: critmin trace {first['fact_table']} {first['fact_key'][:12]}", style="dim")
