"""Data Docs: what each gate checked and found, as pages that need no network.

Great Expectations renders the page of a verdict; the verdicts are read from the ops ledger (`ops/verdicts`), failed
ones included, so nothing else has to be kept for this. Its pages fetch styles, scripts and a logo from other people's
servers: those references are taken out, and a small stylesheet of ours stands in. What is lost by that: sorting and
filtering in the browser, folding sections, icons and the dark theme. The index is ours, because theirs is drawn by a
script and stays empty without one.
"""

import html
import re
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from critmin.lake import QUALITY_RESULTS, write_bytes
from critmin.quality.verdicts import CRITICAL

KEPT = 20  # newest verdicts shown of one table
STYLESHEET = """body { font-family: system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; color: #222; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
th, td { border-bottom: 1px solid #ddd; padding: .35rem .6rem; text-align: left; vertical-align: top; }
th { background: #f4f4f4; }
a { color: #075985; }
.passed { color: #15803d; } .failed { color: #b91c1c; font-weight: 600; } .warned { color: #a16207; }
.mb-2 { margin-bottom: .5rem; }
"""


class Shown(NamedTuple):
    """One verdict as the index shows it."""

    door: str
    table_name: str
    batch_id: str
    checked_at: datetime
    rows: list[dict[str, Any]]

    @property
    def file(self) -> str:
        """The name of its page."""
        return re.sub(r"[^A-Za-z0-9_.-]", "_", f"{self.door}-{self.table_name}-{self.batch_id}") + ".html"

    @property
    def failed(self) -> list[dict[str, Any]]:
        return [r for r in self.rows if not r["is_success"]]

    @property
    def outcome(self) -> str:
        if any(r["severity"] == CRITICAL for r in self.failed):
            return "failed"
        return "warned" if self.failed else "passed"


def build(root: Path) -> Path:
    """Write the pages of the newest verdicts under `root`/ops/data_docs; returns the index.

    An empty ledger gives an index that says so.
    """
    folder = root / "ops" / "data_docs"
    verdicts = newest(root / "ops" / "verdicts")
    for verdict in verdicts:
        write_bytes(folder / verdict.file, _page(verdict).encode())
    write_bytes(folder / "critmin.css", STYLESHEET.encode())
    index = write_bytes(folder / "index.html", _index(verdicts).encode())
    current = {verdict.file for verdict in verdicts} | {"index.html", "critmin.css"}
    for page in folder.iterdir():
        if page.name not in current:
            page.unlink()
    return index


def newest(folder: Path) -> list[Shown]:
    """The newest verdicts of each table, failed and warned ones first."""
    groups: dict[tuple, list[dict[str, Any]]] = {}
    for path in sorted(folder.rglob("*.parquet")):
        if path.name.startswith("."):
            continue
        table: pa.Table = pq.read_table(path, partitioning=None).cast(QUALITY_RESULTS)
        for row in table.to_pylist():
            key = (row["door"], row["table_name"], row["batch_id"], row["checked_at"])
            groups.setdefault(key, []).append(row)
    shown: list[Shown] = []
    seen: dict[tuple[str, str], int] = {}
    pages: set[str] = set()
    for key in sorted(groups, key=lambda k: (k[3], k[2]), reverse=True):
        verdict = Shown(*key, groups[key])
        place = key[:2]
        if seen.get(place, 0) < (1 if verdict.door == "mart" else KEPT) and verdict.file not in pages:
            seen[place] = seen.get(place, 0) + 1
            pages.add(verdict.file)
            shown.append(verdict)
    order = {"failed": 0, "warned": 1, "passed": 2}
    return sorted(shown, key=lambda v: (order[v.outcome], v.door, v.table_name, v.batch_id))


def _page(verdict: Shown) -> str:
    """One verdict, rendered by Great Expectations."""
    from great_expectations.render.renderer import ValidationResultsPageRenderer
    from great_expectations.render.view import DefaultJinjaPageView

    document = ValidationResultsPageRenderer(run_info_at_end=True).render(_as_validation(verdict))
    return _offline(DefaultJinjaPageView().render(document), verdict)


def _as_validation(verdict: Shown) -> Any:
    """The verdict as Great Expectations knows one, each check with its own description and outcome."""
    from critmin.settings import settings

    settings()  # switches the telemetry of libraries off before GX is imported
    from great_expectations.core.expectation_validation_result import (
        ExpectationSuiteValidationResult,
        ExpectationValidationResult,
    )
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

    results = []
    for row in sorted(verdict.rows, key=lambda r: (r["is_success"], r["severity"], r["check_name"])):
        # the renderer escapes nothing, and what was found may be the words of a page from anywhere
        row = {name: html.escape(value) if isinstance(value, str) else value for name, value in row.items()}
        column = row["column_name"]
        configuration = ExpectationConfiguration(
            # a shape that the renderer knows: the description says what was asked, `observed` what was found
            type="expect_column_max_to_be_between" if column else "expect_table_row_count_to_be_between",
            kwargs={"min_value": 0} | ({"column": column} if column else {}),
            description=f"{row['check_name']} ({row['severity']}): {row['description']}",
            severity=row["severity"],
        )
        results.append(
            ExpectationValidationResult(
                success=row["is_success"],
                expectation_config=configuration,
                result={"observed_value": row["observed"] or ("as asked" if row["is_success"] else "not as asked")},
                exception_info={"raised_exception": False, "exception_message": None, "exception_traceback": None},
                meta={},
            )
        )
    n, failed = len(verdict.rows), len(verdict.failed)
    return ExpectationSuiteValidationResult(
        success=verdict.outcome != "failed",
        results=results,
        suite_name=html.escape(", ".join(sorted({r["suite"] for r in verdict.rows}))),
        statistics={
            "evaluated_expectations": n,
            "successful_expectations": n - failed,
            "unsuccessful_expectations": failed,
            "success_percent": 100 * (n - failed) / n,
        },
        meta={
            "run_id": {"run_name": html.escape(verdict.batch_id), "run_time": verdict.checked_at.isoformat()},
            "batch_spec": {
                "data_asset_name": html.escape(verdict.table_name),
                "door": verdict.door,
                "rows": _n_rows(verdict),
            },
        },
    )


def _n_rows(verdict: Shown) -> int:
    return max(r["n_rows"] for r in verdict.rows)


def _offline(page: str, verdict: Shown) -> str:
    """The page without scripts and without anything that another server would have to give."""
    import lxml.html

    document = lxml.html.fromstring(page)
    for element in document.xpath("//script | //link | //footer | //img | //nav | //button | //style"):
        element.drop_tree()
    for element in document.xpath(
        "//*[contains(@class, 'ge-walkthrough-modal') or contains(@class, 'modal') or contains(@class, 'sticky')"
        " or contains(@class, 'sidebar') or .//a[contains(@href, 'greatexpectations.io')][not(.//table)]]"
    ):
        if element.getparent() is not None and element.tag not in {"html", "body"} and not element.xpath(".//table"):
            element.drop_tree()
    for anchor in document.xpath("//a[not(starts-with(@href, '#'))]"):  # to their servers, or to pages we do not make
        anchor.drop_tag()
    head, body = document.find("head"), document.find("body")
    for title in head.findall("title")[1:]:
        title.drop_tree()
    head.find("title").text = f"{verdict.table_name}: {verdict.outcome}"
    head.append(lxml.html.fragment_fromstring('<link rel="stylesheet" href="critmin.css">'))
    name = html.escape(f"{verdict.table_name}, {verdict.batch_id}")
    heading = f"{name}: <span class='{verdict.outcome}'>{verdict.outcome}</span>"
    body.insert(0, lxml.html.fragment_fromstring(f"<h1>{heading}</h1>"))
    body.insert(0, lxml.html.fragment_fromstring("<p><a href='index.html'>All verdicts</a></p>"))
    return "<!DOCTYPE html>\n" + lxml.html.tostring(document, encoding="unicode")


def _index(verdicts: list[Shown]) -> str:
    lines = []
    for v in verdicts:
        cells = [
            f"<a href='{v.file}'>{html.escape(v.table_name)}</a>",
            v.door,
            f"<span class='{v.outcome}'>{v.outcome}</span>",
            f"{len(v.rows)}",
            html.escape(", ".join(sorted(r["check_name"] for r in v.failed))) or "none",
            f"{_n_rows(v):,}",
            html.escape(v.batch_id),
            f"{v.checked_at:%Y-%m-%d %H:%M} UTC",
        ]
        lines.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    head = "".join(
        f"<th>{name}</th>" for name in ("table", "door", "outcome", "checks", "not met", "rows", "batch", "checked")
    )
    body = f"<table><tr>{head}</tr>{''.join(lines)}</table>" if lines else "<p>No gate has judged anything yet.</p>"
    return (
        "<!DOCTYPE html>\n<html><head><meta charset='UTF-8'><title>Data Docs</title>"
        "<link rel='stylesheet' href='critmin.css'></head><body><h1>What the gates checked and found</h1>"
        f"{body}</body></html>\n"
    )
