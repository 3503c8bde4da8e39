"""`critmin`: the road, the warehouse and where each fact comes from, at the command line.

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 a gate stopped the road, 4 another run is at it.
"""

import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from critmin import shown
from critmin.settings import configure, settings

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="An open data warehouse of critical-minerals trade and policy.",
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else, on standard output.")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])]


@app.command()
def run(as_json: Json = False) -> None:
    """Run the whole road through Airflow on the bundled samples, and show what came out."""
    from critmin import summary
    from critmin.orchestration.run import run_road
    from critmin.warehouse import parsing_ahead

    with parsing_ahead(settings()), shown.Steps(quiet=as_json) as progress:
        report = run_road(sample_paths(), None if as_json else lambda event: _tell(event, progress))
    summary.show(report, as_json=as_json)


def _tell(event, progress: shown.Steps) -> None:
    """Show one event of a run through Airflow: bars on a terminal, a line for each ended task."""
    if event.what == "progress":
        progress(event.name, event.done, event.total)
    elif event.what == "waiting":
        shown.errors.print(f"another run is at it; waiting up to {event.seconds:g} s")
    elif event.what == "task" and event.state == "running":
        progress(f"{event.dag} · {event.name}", 0, 1)
    elif event.what == "task":
        progress(f"{event.dag} · {event.name}", 1, 1)
        said = {"success": "done", "skipped": "nothing to do"}.get(event.state, event.state)
        shown.errors.print(f"{event.dag:18} {event.name:18} {said:14} {event.seconds or 0:6.1f} s", style="dim")


def sample_paths() -> dict[str, list[str]]:
    """The bundled input: one folder a source."""
    from critmin.tables import sources

    return {slug: [str(settings().samples_root / slug)] for slug in sources()}


@app.command()
def up() -> None:
    """Start Airflow on this machine only (loopback) and print the login; Ctrl-C stops all of it."""
    from critmin.orchestration.up import serve

    raise typer.Exit(serve())


@app.command()
def sources(as_json: Json = False) -> None:
    """List the sources: publisher, licence, what has landed, what waits."""
    from critmin import staging
    from critmin.lake import Raw, Staged
    from critmin.tables import sources as registry

    raw, staged = Raw(settings().root), Staged(settings().root)
    rows = []
    for source in registry().values():
        looks = raw.retrievals(source.slug)
        rows.append(
            {
                "source": source.slug,
                "title": source.title,
                "publisher": source.publisher,
                "licence": source.licence,
                "reads": " ".join(source.suffixes),
                "is_live": source.live is not None,
                "retrievals": len(looks),
                "not_staged": len(staging.pending(source, raw, staged)),
                "newest": max((r.retrieved_at for r in looks), default=None),
            }
        )
    _print(rows, as_json)


@app.command()
def land(
    source: Annotated[str, typer.Argument(help="A source's slug; `critmin sources` lists them.")],
    paths: Annotated[list[str] | None, typer.Argument(help="Files or folders; none: the source's drop folder.")] = None,
    feeds: Annotated[bool, typer.Option("--feeds", help="Fetch the configured feeds (articles only).")] = False,
    as_json: Json = False,
) -> None:
    """Take files that a publisher made (or fetch feeds) into the raw store, byte for byte."""
    from critmin import road

    ids = road.land_feeds() if feeds and source == "articles" else road.land(source, paths)
    _said({"source": source, "retrievals": len(ids)}, as_json, f"next: critmin stage {source}")


@app.command()
def plan(
    source: Annotated[str, typer.Argument(help="A live source; `critmin sources` says which are.")],
    since: Day = None,
    until: Day = None,
    as_json: Json = False,
) -> None:
    """Say what asking a publisher would take: calls, time, days of its budget, what is on disk. Asks nothing."""
    from critmin import road

    told = road.plan(source, *_days(since, until)).to_json()
    _said(told, as_json, f"next: critmin ask {source}" if told["calls"] else f"next: critmin stage {source}")


@app.command()
def ask(
    source: Annotated[str, typer.Argument(help="A live source; `critmin sources` says which are.")],
    since: Day = None,
    until: Day = None,
    as_json: Json = False,
) -> None:
    """Ask a publisher what is not on disk yet, politely and within its daily budget; goes on where it stopped."""
    from critmin import road

    with shown.Steps(quiet=as_json) as progress:
        asked = road.ask(source, *_days(since, until), progress)
    facts = {
        "source": source,
        "asked": asked.n_asked,
        "pages": len(asked.retrieval_ids),
        "wait_until": asked.until,
        "said": asked.reason or None,
    }
    _said(facts, as_json, f"next: critmin stage {source}")


def _days(since: datetime | None, until: datetime | None) -> tuple[date | None, date | None]:
    return since.date() if since else None, until.date() if until else None


@app.command()
def stage(source: str, as_json: Json = False) -> None:
    """Read the pages that have landed into typed batches; bad records go to quarantine with their reason."""
    from critmin import road

    with shown.Steps(quiet=as_json) as progress:
        batches = road.stage(source, progress)
    said = "nothing to stage" if not batches else None
    _said({"source": source, "batches": batches, "said": said}, as_json, f"next: critmin check {source}")


@app.command()
def extract(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Articles to read (.txt, .md, .html, folders); none: the admitted ones.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for one JSON a document (needs PATHS).")] = None,
    as_json: Json = False,
) -> None:
    """Read agreements, trade measures and dependencies out of articles, each with its quote."""
    if not paths:
        from critmin import road

        with shown.Steps(quiet=as_json) as progress:
            batches = road.extract(progress)
        _said({"batches": batches}, as_json, "next: critmin check claims")
        return
    from critmin.reading import read_files

    if out is None:
        raise typer.BadParameter("--out DIR says where the JSON files go")
    with shown.Steps(quiet=as_json) as progress:
        counts, failed = read_files(paths, out, progress)
    _print(counts, as_json)
    for path, reason in failed:
        shown.errors.print(f"[red]not read[/] {path}: {reason}")
    if failed:
        raise typer.Exit(1)


@app.command()
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
        _said({"path": str(html)}, as_json)
    elif as_json:
        shown.as_json(as_facts(found))
    else:
        show_explained(found)


@app.command()
def score(
    gold: Annotated[Path | None, typer.Option(help="Folder of gold readings, STEM.json; none: the project's.")] = None,
    articles: Annotated[Path | None, typer.Option(help="Folder of their documents; none: the gold's own.")] = None,
    errors: Annotated[int, typer.Option(min=0, help="Show this many of the worst errors of each list.")] = 0,
    as_json: Json = False,
) -> None:
    """Score the reader of articles against readings made by hand; held documents give totals alone."""
    from critmin import scored

    if articles and not gold:
        raise typer.BadParameter("--articles needs --gold DIR, the readings to compare with")
    sets = [scored.GoldSet(gold.name, articles or gold, gold)] if gold else scored.known_sets(settings())
    with shown.Steps(quiet=as_json) as progress:
        scores = [scored.score(each, progress=progress) for each in sets]
    if as_json:
        shown.as_json([scored.as_facts(each, errors) for each in scores])
    else:
        scored.show(scores, errors)


@app.command()
def check(
    source: Annotated[str | None, typer.Argument(help="A source or `claims`; none: all.")] = None,
    as_json: Json = False,
) -> None:
    """Judge staged batches that were not judged yet, and list the verdicts."""
    from critmin import road
    from critmin.reading import verdicts
    from critmin.tables import CLAIMS
    from critmin.tables import sources as registry

    stopped = []
    for slug in [source] if source else [*registry(), CLAIMS]:
        try:
            road.admit(slug)
        except road.GateStopped as error:
            stopped.append(error)
    _print(verdicts(settings(), source), as_json)
    if stopped:
        raise road.GateStopped(
            "The gate stopped at least one batch.", [failure for error in stopped for failure in error.failures]
        )


@app.command()
def build(
    prepare: Annotated[bool, typer.Option("--prepare", help="Only lay out a file for plain `dbt build`.")] = False,
    as_known_at: Day = None,
    as_of: Day = None,
    accept_drift: Annotated[
        bool, typer.Option("--accept-drift", help="Publish although much moved since the last build.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Build the warehouse from what the gates admitted, judge it, and publish it."""
    from critmin import road

    if as_known_at:
        configure(as_known_at=as_known_at.date())
    if as_of:
        configure(as_of_date=as_of.date())
    if prepare:
        path = road.prepare()
        _said({"path": str(path)}, as_json, "next: cd dbt_project && dbt build")
        return
    with shown.Steps(quiet=as_json) as progress:
        outcome = road.build(progress, accept_drift)
    _said(
        {
            "build": outcome.build_id,
            "said": outcome.said,
            "path": str(outcome.path),
            "checks": outcome.n_checks,
            "warnings": list(outcome.warnings),
        },
        as_json,
        "next: critmin show",
    )


@app.command()
def publish(build_id: str, as_json: Json = False) -> None:
    """Point readers at a build by its id."""
    from critmin import road

    _said({"current": road.publish(build_id)}, as_json)


@app.command()
def rollback(build_id: Annotated[str | None, typer.Argument()] = None, as_json: Json = False) -> None:
    """Point readers at the build before this one (or at BUILD_ID)."""
    from critmin import road

    _said({"current": road.rollback(build_id)}, as_json, "next: critmin runs")


@app.command()
def runs(
    steps: Annotated[int, typer.Option(help="How many of the last steps to list.")] = 15, as_json: Json = False
) -> None:
    """List the builds that readers can be pointed at, and the last steps of all runs."""
    from critmin.lake import Ledger
    from critmin.publishing import builds

    known = [
        {
            "build": b.build_id,
            "published_at": b.published_at,
            "current": b.is_current,
            "as_known_at": b.facts.get("as_known_at"),
            "as_of_date": b.facts.get("as_of_date"),
            "checks": b.facts.get("n_checks"),
        }
        for b in builds(settings())
    ]
    names = ("started_at", "step", "subject", "outcome", "rows_in", "rows_out", "rows_quarantined", "seconds", "detail")
    last = [{name: s.get(name) for name in names} for s in Ledger(settings().root).steps(steps)]
    if as_json:
        shown.as_json({"builds": known, "steps": last})
        return
    shown.console.print(shown.table(known, "Builds"))
    shown.console.print(shown.table([{**s, "started_at": s["started_at"][:19]} for s in last], "Last steps"))


@app.command()
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
    _print(list_tables(settings()) if table is None else read_table(settings(), table, limit), as_json)


@app.command()
def changes(
    since: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The first day, e.g. 2026-10-01 (UTC).")],
    as_json: Json = False,
) -> None:
    """Say what the warehouse learned since a day: new facts, revised figures, promises that became overdue."""
    from critmin.changes import changes_since, show_changes

    found = changes_since(settings(), since.date())
    shown.as_json(found) if as_json else show_changes(found, since.date())


@app.command()
def query(
    sql: Annotated[str, typer.Argument(help="One statement; it can read the published warehouse and nothing else.")],
    build_id: Annotated[str | None, typer.Option("--build", help="Another build than the current one.")] = None,
    as_json: Json = False,
) -> None:
    """Ask the published warehouse a question in SQL."""
    from critmin.reading import ask

    _print(ask(settings(), sql, build_id), as_json)


@app.command()
def trace(table: str, key: str, as_json: Json = False) -> None:
    """Open a fact at its source: the sentence of an article, or the page and record of a number."""
    from critmin.tracing import show_trace, trace_fact

    found = trace_fact(settings(), table, key)
    if as_json:
        shown.as_json(found)
    else:
        show_trace(found)


@app.command()
def docs(as_json: Json = False) -> None:
    """Write the Data Docs (what each gate checked and found) as pages, and say where."""
    from critmin.quality.data_docs import build as build_docs

    _said({"path": str(build_docs(settings().root))}, as_json)


def _print(rows: list[dict], as_json: bool) -> None:
    if as_json:
        shown.as_json(rows)
    elif rows:
        shown.console.print(shown.table(rows))
    else:
        shown.console.print("nothing")


def _said(facts: dict, as_json: bool, then: str | None = None) -> None:
    if as_json:
        shown.as_json(facts)
        return
    for name, value in facts.items():
        if value not in (None, [], ()):
            words = "\n  ".join(["", *value]) if isinstance(value, list) else shown.text(value)
            shown.console.print(f"[bold]{name.replace('_', ' ')}[/]: {words}")
    if then:
        shown.console.print(then, style="dim")


def main() -> None:
    """Run the command line; known faults become one clear message and an exit code."""
    from critmin.admitting import GateStopped
    from critmin.asking import CannotAsk
    from critmin.fetching import FetchError
    from critmin.inputs import NothingAdmitted
    from critmin.lake.files import Busy
    from critmin.landing import CannotLand
    from critmin.orchestration.run import RoadStopped
    from critmin.orchestration.up import CannotStart
    from critmin.publishing import NoBuild
    from critmin.reading import CannotRead
    from critmin.road import NotLive, UnknownSource
    from critmin.warehouse import BuildFailed

    codes = {
        GateStopped: 3,
        Busy: 4,
        **dict.fromkeys(
            (
                *(NothingAdmitted, CannotLand, NoBuild, CannotRead, UnknownSource, BuildFailed, RoadStopped),
                *(CannotStart, CannotAsk, FetchError, NotLive),
            ),
            1,
        ),
    }
    try:
        app(standalone_mode=True)
    except tuple(codes) as error:
        kind = getattr(error, "kind", type(error).__name__)  # a run through Airflow names the fault of its task
        code = next((c for k, c in codes.items() if k.__name__ == kind), 1)
        if "--json" in sys.argv:
            json.dump({"error": kind, "message": str(error)}, sys.stdout)
            sys.stdout.write("\n")
        shown.errors.print(f"critmin: {error}", style="red", markup=False)
        sys.exit(code)


if __name__ == "__main__":
    main()
