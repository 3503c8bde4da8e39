"""The road, verb by verb: land, stage, extract, admit, build, publish. What the DAGs and the CLI both call.

Every verb can be killed at any point and run again, twice at once too: files are named by what they were made from,
written whole or not at all, and one run at a time holds a source or the build.
"""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from critmin.admitting import GateStopped, admit_source
from critmin.inputs import Inputs, freeze
from critmin.lake import Ledger, Raw, Staged, exclusive
from critmin.settings import Settings, settings
from critmin.sources import Source
from critmin.tables import CLAIMS, DOCUMENTS, claims_versions, document_sources, parser_versions, sources

if TYPE_CHECKING:
    from critmin.asking import Asked, Plan

Progress = Callable[[str, int, int], None]

KEPT_IN_WORK = frozenset({"dbt", "dev", "locks", "hosts"})


class UnknownSource(ValueError):
    """No source has this slug."""


def source_of(slug: str) -> Source:
    """A registered source. Raises UnknownSource, naming those that exist."""
    known = sources()
    if slug not in known:
        raise UnknownSource(f"There is no source {slug!r}; there are {', '.join(sorted(known))}.")
    return known[slug]


@contextmanager
def _alone(config: Settings, what: str) -> Iterator[None]:
    path = config.root / "work" / "locks" / f"{what}.lock"
    with exclusive(path, wait_seconds=config.lock_wait_seconds, what=f"{what} under {config.root}"):
        yield


@contextmanager
def _step(config: Settings, name: str, subject: str) -> Iterator[dict]:
    """Write into the ledger what the block did, also when it fails; the block fills in its counts."""
    started, clock = config.now(), time.monotonic()
    facts: dict = {"subject": subject, "outcome": "failed"}
    try:
        yield facts
        facts["outcome"] = facts.pop("said", "done")
    except BaseException as error:
        facts["detail"] = f"{type(error).__name__}: {error}"[:2000]
        raise
    finally:
        facts.pop("said", None)
        Ledger(config.root).append_step(name, started, seconds=round(time.monotonic() - clock, 3), **facts)


def land(slug: str, paths: list[str] | None = None) -> list[str]:
    """Land dropped files (default: the source's drop folder); returns the ids of the retrievals.

    Raises UnknownSource, or landing.CannotLand before anything has landed.
    """
    from critmin import landing

    config, source = settings(), source_of(slug)
    if paths is None:
        folder = config.drop_root / slug
        if not landing.holds_any(source, folder):
            return []  # nobody has dropped anything: no reason for a scheduled run to fail
        paths = [str(folder)]
    dropped = landing.find(source, paths)
    with _alone(config, f"land-{slug}"), _step(config, "land", slug) as facts:
        raw = Raw(config.root)
        records = landing.retrievals(source, dropped, raw, config.now())
        raw.append(records)
        unchanged = sum(r.is_unchanged for r in records)
        facts.update(rows_in=len(records), rows_out=len(records) - unchanged, said="done" if records else "nothing")
    return [r.retrieval_id for r in records]


def land_feeds() -> list[str]:
    """Fetch the configured feeds and the pages they name; returns the ids of the retrievals."""
    from critmin.sources.feeds import land_feeds as fetch

    config = settings()
    with _alone(config, "land-articles"), _step(config, "land", "articles (feeds)") as facts:
        records = fetch(config, Raw(config.root))  # appends each look as it comes: a kill loses none
        unchanged = sum(r.is_unchanged for r in records)
        facts.update(rows_in=len(records), rows_out=len(records) - unchanged)
    return [r.retrieval_id for r in records]


class NotLive(ValueError):
    """A source that asks nobody: its files are dropped."""


def _walk(slug: str, since: date | None, until: date | None):
    """A live source, its connector and what is wanted of it. Raises UnknownSource, NotLive."""
    from critmin.asking import Wanted

    source = source_of(slug)
    if source.live is None:
        live = ", ".join(sorted(s.slug for s in sources().values() if s.live)) or "none yet"
        raise NotLive(f"{slug} is not asked live; drop its files: critmin land {slug} PATH. Live are: {live}.")
    return source, source.live, Wanted(settings().now().date(), since, until)


def lacking(slug: str) -> str | None:
    """What must be set before a live source can be asked, such as a key; None when nothing is. Raises NotLive."""
    _, live, _ = _walk(slug, None, None)
    return live.missing(settings())


def plan(slug: str, since: date | None = None, until: date | None = None) -> "Plan":
    """What `ask` would do now: calls, time, what is on disk. Asks nothing. Raises UnknownSource, NotLive, CannotAsk."""
    from critmin import asking

    source, live, wanted = _walk(slug, since, until)
    return asking.plan(source.slug, live, wanted, settings(), Raw(settings().root))


def ask(slug: str, since: date | None = None, until: date | None = None, progress: Progress | None = None) -> "Asked":
    """Ask a publisher what is not on disk, within its daily budget; what came waits for `stage`.

    Stops early, without an error, when the budget is spent (`until` of the outcome). Raises UnknownSource, NotLive,
    asking.CannotAsk, fetching.FetchError, or lake.files.Busy.
    """
    from critmin import asking
    from critmin.fetching import Fetcher

    source, live, wanted = _walk(slug, since, until)
    config = settings()
    raw = Raw(config.root)
    with _alone(config, f"ask-{slug}"), _step(config, "ask", slug) as facts:
        asked = asking.ask(
            slug, live, wanted, config, raw, Fetcher(config, raw), licence=source.licence, progress=progress
        )
        asked.retrieval_ids += _pages_in_archives(source, raw)
        facts.update(rows_in=asked.n_asked, rows_out=len(asked.retrieval_ids))
        facts["said"] = "waiting" if asked.until else "done" if asked.n_asked else "nothing"
        if asked.reason:
            facts["detail"] = asked.reason
    return asked


def _pages_in_archives(source: Source, raw: Raw) -> list[str]:
    """Record the files inside archives that came as answers, once each, also when a run was killed before it."""
    from critmin import landing
    from critmin.asking import steps_of

    looks = raw.retrievals(steps_of(source.slug))
    came = [r for r in looks if (r.metadata.get("question") or {}).get("kind") == "archive"]
    records = landing.from_archives(source, came, raw)
    raw.append(records)
    return [r.retrieval_id for r in records]


def stage(slug: str, progress: Progress | None = None) -> list[str]:
    """Stage every retrieval that today's parser has not staged; returns the names of the new batches."""
    from critmin import staging

    config, source = settings(), source_of(slug)
    with _alone(config, f"stage-{slug}"), _step(config, "stage", slug) as facts:
        raw, staged = Raw(config.root), Staged(config.root)
        batches = []
        for group in staging.groups(source, staging.pending(source, raw, staged)):
            batches += staging.stage_group(source, group, raw, staged, progress)
        facts.update(
            rows_in=sum(b.n_records for b in batches),
            rows_out=sum(b.n_rows for b in batches),
            rows_quarantined=sum(b.n_rejected for b in batches),
            said="done" if batches else "nothing",
        )
    return [f"{b.table}/{b.batch_id}" for b in batches]


def extract(progress: Progress | None = None) -> list[str]:
    """Read the claims of admitted documents that today's readers have not read; returns the names of the new batches.

    The rules read first. A second reader that cannot be reached keeps nobody waiting: the step tells it, and the next
    run asks again. Raises claims.llm.reader.NoModel when one is wanted that cannot be had.
    """
    from critmin import extraction
    from critmin.claims.claim import LLM
    from critmin.claims.llm.reader import ModelUnavailable
    from critmin.inputs import newest

    config = settings()
    with _alone(config, "extract"), _step(config, "extract", CLAIMS) as facts:
        staged, versions = Staged(config.root), parser_versions()
        readers = claims_versions(config)
        reads = {r: extraction.by_llm(config) if r == LLM else extraction.by_rules for r in readers}
        batches = []
        try:
            for reader, version in readers.items():
                for slug in document_sources():
                    for _, admission in newest(staged.admissions(f"{slug}__{DOCUMENTS}"), versions[slug]):
                        if not set(admission.retrieval_ids) <= staged.staged_ids(CLAIMS, version):
                            batches += extraction.extract_batch(
                                admission, version, staged, progress, reader, reads[reader]
                            )
        except ModelUnavailable as error:
            facts["detail"] = f"the second reader: {error}"[:2000]
        facts.update(rows_out=sum(b.n_rows for b in batches), said="done" if batches else "nothing")
    return [f"{b.table}/{b.batch_id}" for b in batches]


def admit(slug: str) -> list[str]:
    """Judge every batch of a source (or of `claims`) that has no admission yet; returns the names admitted.

    Raises GateStopped, after all were judged, when a critical check failed.
    """
    config = settings()
    if slug != CLAIMS:
        source_of(slug)
    with _alone(config, f"admit-{slug}"), _step(config, "admit", slug) as facts:
        return admit_source(config, slug, facts)


@dataclass(frozen=True)
class BuildOutcome:
    """What `build` did: a new build, or nothing because its inputs were built before."""

    build_id: str
    path: Path
    is_new: bool
    is_published: bool
    said: str
    n_checks: int = 0
    warnings: tuple[str, ...] = ()


def build(progress: Progress | None = None, accept_drift: bool = False) -> BuildOutcome:
    """Freeze the inputs, build them privately, judge the result, and publish it if it passed.

    `accept_drift` publishes although much moved since the last build: for changes that are meant.

    Raises inputs.NothingAdmitted, warehouse.BuildFailed, GateStopped, or lake.files.Busy.
    """
    from critmin import publishing

    config = settings()
    with _alone(config, "build"), _step(config, "build", "warehouse") as facts:
        inputs = freeze(config)
        build_id = inputs.build_id
        facts["detail"] = build_id
        target = config.root / "builds" / build_id
        is_new = not (target / "build.json").exists()
        _sweep(config)
        n_checks, warnings = _make(config, inputs, progress, accept_drift) if is_new else (0, ())
        is_past = inputs.as_known_at is not None
        already = publishing.current_id(config) == build_id
        held_back = is_past or publishing.is_rolled_back(config, build_id)
        if not held_back and not already:
            publishing.point(config, build_id)
        if is_new:
            publishing.prune(config)
        if not is_new and (already or held_back):
            said = "nothing to do: these inputs were built before"
        elif is_past:
            said = f"built as known at {inputs.as_known_at}; readers keep the present build"
        else:
            said = "published"
        facts["said"] = "done" if is_new else "nothing"
    publishing.publish_ops(config)
    return BuildOutcome(
        build_id, target / "warehouse.duckdb", is_new, not held_back and not already, said, n_checks, warnings
    )


def _make(
    config: Settings, inputs: Inputs, progress: Progress | None, accept_drift: bool
) -> tuple[int, tuple[str, ...]]:
    """Build, judge, seal and move one new build; readers do not see it yet."""
    from critmin import publishing, warehouse
    from critmin.quality import gate

    # A folder of its own per attempt: a dbt whose parent was killed cannot write into the next attempt's file.
    work = config.root / "work" / f"{inputs.build_id}.{os.getpid()}"
    path = warehouse.prepare(config, inputs, work)
    dbt = warehouse.run_dbt(config, path, progress)
    live = config.root / "current" / warehouse.FILE_NAME
    previous = live if live.exists() and not inputs.as_known_at else None
    verdict = gate.judge_warehouse(path, previous=previous, accept_drift=accept_drift)
    results = verdict.to_table(build_id=inputs.build_id, checked_at=config.now())
    Ledger(config.root).write_results(f"mart/{inputs.build_id}", results)
    if not verdict.passed:
        raise GateStopped("The mart gate stopped the build; nothing was published.", verdict.failures)
    warehouse.append_results(path, results, config)
    warehouse.seal(path, config)
    facts = {
        "published_at": config.now().isoformat(),
        "as_known_at": inputs.as_known_at and inputs.as_known_at.isoformat(),
        "as_of_date": inputs.as_of_date and inputs.as_of_date.isoformat(),
        "n_dbt_nodes": dbt.n_nodes,
        "n_checks": results.num_rows,
    }
    publishing.publish(config, work, inputs.build_id, facts)
    return results.num_rows, (*dbt.warnings, *verdict.warnings)


def _sweep(config: Settings) -> None:
    """Remove what killed builds left in the work folder (the build lock is held: nobody is using it)."""
    work = config.root / "work"
    for folder in work.iterdir():
        if folder.is_dir() and folder.name not in KEPT_IN_WORK:
            shutil.rmtree(folder)


def prepare() -> Path:
    """For data engineers: a private file `work/dev/warehouse.duckdb` with the staged views, for plain `dbt build`."""
    from critmin import warehouse

    config = settings()
    with _alone(config, "prepare"):
        return warehouse.prepare(config, freeze(config), config.root / "work" / "dev")


def rollback(build_id: str | None = None) -> str:
    """Point readers at an earlier build; returns its id. Raises publishing.NoBuild."""
    from critmin import publishing

    config = settings()
    with _alone(config, "build"), _step(config, "rollback", build_id or "previous") as facts:
        chosen = publishing.rollback(config, build_id)
        facts["detail"] = chosen
    publishing.publish_ops(config)
    return chosen


def publish(build_id: str) -> str:
    """Point readers at a build and forget that it was rolled back. Raises publishing.NoBuild."""
    from critmin import publishing

    config = settings()
    with _alone(config, "build"), _step(config, "publish", build_id):
        publishing.point(config, build_id)
        (config.root / "ops" / publishing.ROLLED_BACK).unlink(missing_ok=True)
    publishing.publish_ops(config)
    return build_id
