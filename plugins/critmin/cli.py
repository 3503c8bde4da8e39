"""`critmin`: the road, the warehouse and where each fact comes from, at the command line.

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 a gate stopped the road, 4 another run is at it.
"""

import json
import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from critmin import questions, shown
from critmin.questions import Json
from critmin.settings import configure, settings

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="An open data warehouse of critical-minerals trade and policy.",
)

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
    shown.rows(rows, as_json)


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
    shown.said({"source": source, "retrievals": len(ids)}, as_json, f"next: critmin stage {source}")


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
    shown.said(told, as_json, f"next: critmin ask {source}" if told["calls"] else f"next: critmin stage {source}")


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
        "not_there_yet": asked.n_later or None,
        "wait_until": asked.until,
        "said": asked.reason or None,
    }
    shown.said(facts, as_json, f"next: critmin stage {source}")


def _days(since: datetime | None, until: datetime | None) -> tuple[date | None, date | None]:
    return since.date() if since else None, until.date() if until else None


@app.command()
def stage(source: str, as_json: Json = False) -> None:
    """Read the pages that have landed into typed batches; bad records go to quarantine with their reason."""
    from critmin import road

    with shown.Steps(quiet=as_json) as progress:
        batches = road.stage(source, progress)
    said = "nothing to stage" if not batches else None
    shown.said({"source": source, "batches": batches, "said": said}, as_json, f"next: critmin check {source}")


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
        shown.said({"batches": batches}, as_json, "next: critmin check claims")
        return
    from critmin.reading import read_files

    if out is None:
        raise typer.BadParameter("--out DIR says where the JSON files go")
    with shown.Steps(quiet=as_json) as progress:
        counts, failed = read_files(paths, out, progress)
    shown.rows(counts, as_json)
    for path, reason in failed:
        shown.errors.print(f"[red]not read[/] {path}: {reason}")
    if failed:
        raise typer.Exit(1)


@app.command()
def score(
    gold: Annotated[Path | None, typer.Option(help="Folder of gold readings, STEM.json; none: the project's.")] = None,
    articles: Annotated[Path | None, typer.Option(help="Folder of their documents; none: the gold's own.")] = None,
    errors: Annotated[int, typer.Option(min=0, help="Show this many of the worst errors of each list.")] = 0,
    reader: Annotated[
        str, typer.Option(help="Whose reading: rules, llm, or rules-llm for one beside the other.")
    ] = "rules",
    as_json: Json = False,
) -> None:
    """Score a reader of articles against readings made by hand; held documents give totals alone."""
    from critmin import gold_sets, scored

    if articles and not gold:
        raise typer.BadParameter("--articles needs --gold DIR, the readings to compare with")
    sets = [gold_sets.GoldSet(gold.name, articles or gold, gold)] if gold else gold_sets.known_sets(settings())
    readers = scored.readers(reader, settings())
    with shown.Steps(quiet=as_json) as progress:
        scores = [
            scored.score(each if len(readers) == 1 else replace(each, name=f"{each.name}, {name}"), read, progress)
            for each in sets
            for name, read in readers.items()
        ]
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
    shown.rows(verdicts(settings(), source), as_json)
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
        shown.said({"path": str(path)}, as_json, "next: cd dbt_project && dbt build")
        return
    with shown.Steps(quiet=as_json) as progress:
        outcome = road.build(progress, accept_drift)
    shown.said(
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

    shown.said({"current": road.publish(build_id)}, as_json)


@app.command()
def rollback(build_id: Annotated[str | None, typer.Argument()] = None, as_json: Json = False) -> None:
    """Point readers at the build before this one (or at BUILD_ID)."""
    from critmin import road

    shown.said({"current": road.rollback(build_id)}, as_json, "next: critmin runs")


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


for _ask in (
    *(questions.show, questions.tariff, questions.mirror, questions.changes, questions.query),
    *(questions.trace, questions.explain),
):
    app.command()(_ask)


@app.command()
def docs(as_json: Json = False) -> None:
    """Write the Data Docs (what each gate checked and found) as pages, and say where."""
    from critmin.quality.data_docs import build as build_docs

    shown.said({"path": str(build_docs(settings().root))}, as_json)


def main() -> None:
    """Run the command line; known faults become one clear message and an exit code."""
    from critmin.admitting import GateStopped
    from critmin.asking import CannotAsk
    from critmin.claims.llm.reader import ModelUnavailable, NoModel
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
                *(CannotStart, CannotAsk, FetchError, NotLive, NoModel, ModelUnavailable),
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
