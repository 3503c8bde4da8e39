"""How things look: tables and bars for people, JSON for machines."""

import json
import sys
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

WIDTH_OF_A_FILE = 110  # where output goes to a pipe or a file, nobody's window says how wide it may be

console = Console(highlight=False, width=None if sys.stdout.isatty() else WIDTH_OF_A_FILE)
errors = Console(stderr=True, highlight=False, soft_wrap=True)


def plain(value: object) -> object:
    """A value as JSON says it: whole decimals as integers, other decimals as numbers, dates as ISO 8601."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set):
        return [plain(v) for v in value]
    return value


def as_json(value: object) -> None:
    """Print `value` as JSON on standard output, and nothing else."""
    json.dump(plain(value), sys.stdout, indent=1, ensure_ascii=False, default=str)
    sys.stdout.write("\n")


def text(value: object) -> str:
    """A value as a table cell: thousands separated, missing values empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, Decimal):
        shown = f"{value:,.2f}".rstrip("0").rstrip(".")
        return shown or "0"
    if isinstance(value, float):
        return f"{value:,.3f}".rstrip("0").rstrip(".")
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return str(value)


def table(rows: Iterable[dict], title: str | None = None, columns: list[str] | None = None) -> Table:
    """Rows as a table; numbers to the right."""
    rows = list(rows)
    names = columns or (list(rows[0]) if rows else [])
    shown = Table(title=title, title_justify="left", title_style="bold", header_style="bold", box=None, pad_edge=False)
    for name in names:
        numeric = any(
            isinstance(r.get(name), int | float | Decimal) and not isinstance(r.get(name), bool) for r in rows
        )
        shown.add_column(name.replace("_", " "), justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        shown.add_row(*[_cell(name, row.get(name)) for name in names])
    return shown


def _cell(name: str, value: object) -> str:
    """A cell; years are not written as 2,024."""
    return str(value) if name.strip().endswith("year") and value is not None else text(value)


def bars(rows: Iterable[dict], label: str, value: str, width: int = 40) -> Table:
    """A bar chart: one bar a row, `value` a share between 0 and 1."""
    shown = Table(box=None, show_header=False, pad_edge=False)
    for row in rows:
        part = float(row[value] or 0)
        eighths = round(part * width * 8)
        bar = "█" * (eighths // 8) + ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")[eighths % 8]
        shown.add_row(str(row[label]), f"[cyan]{bar}[/]", f"{100 * part:.1f} %")
    return shown


def rows(found: list[dict], for_machines: bool) -> None:
    """Print rows as a table, or as JSON for machines."""
    if for_machines:
        as_json(found)
    elif found:
        console.print(table(found))
    else:
        console.print("nothing")


def said(facts: dict, for_machines: bool, then: str | None = None) -> None:
    """Print the outcome of a command, a line a fact, and what to do next; or JSON for machines."""
    if for_machines:
        as_json(facts)
        return
    for name, value in facts.items():
        if value not in (None, [], ()):
            words = "\n  ".join(["", *value]) if isinstance(value, list) else text(value)
            console.print(f"[bold]{name.replace('_', ' ')}[/]: {words}")
    if then:
        console.print(then, style="dim")


class Steps:
    """Progress on long work: one line a step on a terminal, silent elsewhere and under `--json`."""

    def __init__(self, quiet: bool = False):
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        self.progress = Progress(*columns, console=errors, transient=True, disable=quiet or not errors.is_terminal)
        self.tasks: dict[str, object] = {}

    def __enter__(self) -> "Steps":
        self.progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.progress.stop()

    def __call__(self, step: str, done: int, total: int) -> None:
        if step not in self.tasks:
            self.tasks[step] = self.progress.add_task(step, total=total)
        self.progress.update(self.tasks[step], completed=done, total=total)
