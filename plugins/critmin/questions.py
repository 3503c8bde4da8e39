"""The commands that ask and change nothing: tables, the calendar, what was learned, SQL, traces, how a text is read."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from critmin import shown
from critmin.settings import settings

Json = Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else, on standard output.")]


def explain(
    path: Annotated[Path, typer.Argument(help="One article: .txt, .md or .html.")],
    html: Annotated[Path | None, typer.Option("--html", help="Write a page that a browser opens, here.")] = None,
    as_json: Json = False,
) -> None:
    """Show how a document is read: sentences, mentions, claims with their rules, and what was left and why."""
    from critmin.explaining import as_facts, explain_file, show_explained
    from critmin.explaining_page import page
    from critmin.lake import write_bytes

    found = explain_file(path)
    if html:
        write_bytes(html, page(found).encode("utf-8", "backslashreplace"))
        shown.said({"path": str(html)}, as_json)
    elif as_json:
        shown.as_json(as_facts(found))
    else:
        show_explained(found)


def show(
    table: Annotated[
        str | None,
        typer.Argument(help="A table, e.g. fct_agreements; `calendar`: days ahead; none: all with their rows."),
    ] = None,
    limit: int = 20,
    as_json: Json = False,
) -> None:
    """Show the published tables, the first rows of one, or the calendar of deadlines, expiries and days of effect."""
    from critmin.deadlines import calendar, show_calendar
    from critmin.reading import list_tables, read_table

    if table == "calendar":
        rows = calendar(settings(), limit)
        shown.as_json(rows) if as_json else show_calendar(rows)
        return
    shown.rows(list_tables(settings()) if table is None else read_table(settings(), table, limit), as_json)


def tariff(
    line: Annotated[str, typer.Argument(help="A US tariff line of 8 or 10 digits, e.g. 8505.11.0070.")],
    origin: Annotated[str, typer.Option(help="Country of origin, three letters: CHN.")],
    on: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The day of entry, e.g. 2025-04-15.")],
    as_json: Json = False,
) -> None:
    """Say what applied on a day: each duty on a line and origin with its law, and the sum where one can be made."""
    from critmin.tariffs import show_tariff, tariff_on

    found = tariff_on(settings(), line, origin, on.date())
    shown.as_json(found) if as_json else show_tariff(found)


def mirror(
    hs6: Annotated[str, typer.Argument(help="An HS6 code, e.g. 8505.11.")],
    importer: Annotated[str | None, typer.Option(help="Who bought, three letters: USA.")] = None,
    exporter: Annotated[str | None, typer.Option(help="Who sold, three letters: CHN.")] = None,
    year: Annotated[int | None, typer.Option(help="One year, e.g. 2024.")] = None,
    as_json: Json = False,
) -> None:
    """Show what importer and exporter each reported of the same trade, side by side with the gap."""
    from critmin.mirrors import mirrors, show_mirrors

    found = mirrors(settings(), hs6, importer, exporter, year)
    shown.as_json(found) if as_json else show_mirrors(found, hs6)


def changes(
    since: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The first day, e.g. 2026-10-01 (UTC).")],
    as_json: Json = False,
) -> None:
    """Say what the warehouse learned since a day: new facts, revised figures, promises that became overdue."""
    from critmin.changes import changes_since, show_changes

    found = changes_since(settings(), since.date())
    shown.as_json(found) if as_json else show_changes(found, since.date())


def query(
    sql: Annotated[str, typer.Argument(help="One statement; it can read the published warehouse and nothing else.")],
    build_id: Annotated[str | None, typer.Option("--build", help="Another build than the current one.")] = None,
    as_json: Json = False,
) -> None:
    """Ask the published warehouse a question in SQL."""
    from critmin.reading import ask

    shown.rows(ask(settings(), sql, build_id), as_json)


def trace(table: str, key: str, as_json: Json = False) -> None:
    """Open a fact at its source: the sentence of an article, or the page and record of a number."""
    from critmin.tracing import show_trace, trace_fact

    found = trace_fact(settings(), table, key)
    if as_json:
        shown.as_json(found)
    else:
        show_trace(found)
