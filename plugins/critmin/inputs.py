"""What a build may read: the admitted batches of each table, frozen, and the name that follows from them."""

import hashlib
import json
import re
from collections.abc import Set
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property

from critmin.lake import Admission, Raw, Staged
from critmin.lake.files import digest
from critmin.settings import PROJECT, Settings
from critmin.tables import CLAIMS, claims_versions, parser_versions, reader_of, staged_schemas


@dataclass(frozen=True)
class Input:
    """One admitted file, and the retrievals of it that count (a newer parser may have read the others again)."""

    file: str
    sha256: str
    n_rows: int
    retrieval_ids: tuple[str, ...]
    is_whole: bool


@dataclass(frozen=True)
class Inputs:
    """The frozen inputs of one build."""

    tables: dict[str, tuple[Input, ...]]
    results_files: tuple[str, ...]
    quarantine_files: tuple[str, ...]
    as_known_at: date | None
    as_of_date: date | None
    facts_from: str = "rules"  # the reader whose claims become facts

    def to_json(self) -> dict:
        return json.loads(json.dumps(asdict(self), default=str))

    @cached_property
    def build_id(self) -> str:
        """Hash of inputs, parameters, dbt project, package code and lock: a known id means nothing to do.

        Worked out once: a file that is edited while a build runs must not give the build a second name.
        """
        return digest(self.to_json(), code_sha256(), length=20)


def freeze(settings: Settings) -> Inputs:
    """Decide what today's build reads: admitted batches, for each retrieval the newest parser's.

    Raises NothingAdmitted when no source has an admitted batch.
    """
    raw, staged = Raw(settings.root), Staged(settings.root)
    versions, readers = parser_versions(), claims_versions(settings)
    days = {r.retrieval_id: r.retrieved_at.date() for s in versions if s != CLAIMS for r in raw.retrievals(s)}
    until = settings.as_known_at
    unknown = {i for i, day in days.items() if until and day > until}
    tables: dict[str, tuple[Input, ...]] = {}
    results: list[str] = []
    quarantine: list[str] = []
    seen: set[str] = set()
    for table in sorted(staged_schemas()):
        source = table.split("__")[0]
        if source == "ops":
            continue
        admissions = staged.admissions(table)
        if source == CLAIMS:  # readers stand side by side: each has its own newest
            lines = [([a for a in admissions if reader_of(a.parser_version) == r], v) for r, v in readers.items()]
        else:
            lines = [(admissions, versions[source])]
        chosen = [pair for line, version in lines for pair in newest(line, version, unknown)]
        chosen.sort(key=lambda pair: pair[0].file)
        tables[table] = tuple(item for item, _ in chosen)
        for _, admission in chosen:
            seen.update(i for i in admission.retrieval_ids if i not in unknown)
            results.append(admission.results_file)
            quarantine.extend(admission.quarantine_files)
    for source, version in versions.items():
        for record in staged.stage_records(source):
            known = not set(record["retrieval_ids"]) <= unknown
            today = readers.values() if source == CLAIMS else (version,)
            if record["parser_version"] in today and record["n_rejected"] and known:
                quarantine.append(record["quarantine_file"])
    if not seen:
        if until and unknown:
            raise NothingAdmitted(
                f"Nothing had been retrieved by {until}; `critmin runs` tells when the first step was."
            )
        raise NothingAdmitted(
            "No batch has passed the gate yet: run `critmin run`, or `critmin land SOURCE PATH` first."
        )
    return Inputs(
        tables=tables,
        results_files=tuple(sorted(set(results))),
        quarantine_files=tuple(sorted(set(quarantine))),
        as_known_at=settings.as_known_at,
        as_of_date=settings.as_of_date or max((days[i] for i in seen if i in days), default=until),
        facts_from=settings.facts_from,
    )


class NothingAdmitted(RuntimeError):
    """There is nothing that a build may read."""


def newest(admissions: list[Admission], current: str, unknown: Set[str] = frozenset()) -> list[tuple[Input, Admission]]:
    """For each retrieval the admission of today's parser, else of the version that was admitted last.

    Batches of one table may overlap in their retrievals when parsers changed; each retrieval is taken once, and those
    in `unknown` (retrieved after the day that is asked about) not at all.
    """
    by_rank = sorted(
        admissions,
        key=lambda a: (a.parser_version == current, _order(a.parser_version), a.suite_version, a.batch_id),
        reverse=True,
    )
    taken: set[str] = set(unknown)
    chosen = []
    for admission in by_rank:
        fresh = tuple(i for i in admission.retrieval_ids if i not in taken)
        if not fresh:
            continue
        taken.update(fresh)
        whole = len(fresh) == len(admission.retrieval_ids)
        chosen.append((Input(admission.file, admission.sha256, admission.n_rows, fresh, whole), admission))
    return sorted(chosen, key=lambda pair: pair[0].file)


def _order(version: str) -> tuple[tuple[int, str], ...]:
    """Versions in the order in which they are given out: 1.10 comes after 1.9."""
    return tuple((int(part) if part.isdigit() else -1, part) for part in re.split(r"[.-]", version))


def code_sha256() -> str:
    """Hash of everything that decides what a build holds besides its inputs."""
    files = [PROJECT / "requirements.lock"]
    files += sorted((PROJECT / "plugins" / "critmin").rglob("*.py"))
    project = PROJECT / "dbt_project"
    made = {"target", "logs", "dbt_packages"}
    files += sorted(p for p in project.rglob("*") if p.is_file() and not made & set(p.relative_to(project).parts))
    whole = hashlib.sha256()
    for path in files:
        if path.name.startswith("."):
            continue
        whole.update(str(path.relative_to(PROJECT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()
