"""A second reader on the road: its claims are staged, judged and frozen beside the rules' own; off, nothing of it."""

from dataclasses import replace

import pyarrow.parquet as pq
import pytest
from pydantic_ai.exceptions import ModelHTTPError
from pydantic_ai.messages import ModelResponse, ToolCallPart
from pydantic_ai.models.function import FunctionModel

from critmin import road
from critmin.claims.llm import reader
from critmin.inputs import freeze, newest
from critmin.lake import Ledger, Staged
from critmin.tables import CLAIMS, claims_versions

TEXT = (
    "SANTIAGO, 27 October 2025. Japan and Chile signed a memorandum of understanding on lithium on Monday. The paper "
    "covers mining and refining, and ministers of both countries said that more would follow next year. Officials of "
    "the two ministries will meet again in spring, and a list of projects is to be drawn up by then.\n"
)
SAYS = {
    "agreements": [
        {
            "quote": "Japan and Chile signed a memorandum of understanding on lithium",
            "kind": "mou",
            "status": "signed",
            "parties": ["JPN", "CHL"],
            "minerals": ["lithium"],
        },
        {
            "quote": "Japan and Peru signed a pact on copper",
            "kind": "mou",
            "status": "signed",
            "parties": ["JPN", "PER"],
        },
    ]
}


@pytest.fixture
def article(root, tmp_path):
    """One admitted article."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "pact.txt").write_text(TEXT)
    (folder / "pact.txt.meta.yml").write_text("published_on: 2025-10-27\naddress: https://example.org/pact\n")
    road.land("articles", [str(folder)])
    road.stage("articles")
    road.admit("articles")
    return root


def scripted(monkeypatch, answer):
    """The settings' model becomes one that gives `answer` (or raises it); returns the list of what it was asked."""
    asked = []

    def says(messages, info):
        asked.append(messages)
        if isinstance(answer, Exception):
            raise answer
        return ModelResponse(parts=[ToolCallPart(info.output_tools[0].name, answer)])

    monkeypatch.setattr(reader, "model_of", lambda config: FunctionModel(says))
    return asked


def staged_claims(settings):
    found = freeze(settings).tables[f"{CLAIMS}__agreements"]
    return [row for item in found for row in pq.read_table(settings.root / item.file, partitioning=None).to_pylist()]


def test_both_readers_are_staged_and_frozen_side_by_side_and_what_was_dropped_is_counted(article, using, monkeypatch):
    settings = using(readers="rules llm", llm_model="scripted:one")
    asked = scripted(monkeypatch, SAYS)
    road.extract()
    road.admit(CLAIMS)
    rows = staged_claims(settings)
    assert {(r["reader"], tuple(sorted(r["parties"]))) for r in rows} == {
        ("rules", ("CHL", "JPN")),
        ("llm", ("CHL", "JPN")),
    }
    quarantined = [r for f in freeze(settings).quarantine_files for r in pq.read_table(settings.root / f).to_pylist()]
    assert [(r["table_name"], r["rule"]) for r in quarantined] == [("claims__agreements", "quote_not_found")]
    assert "PER" in quarantined[0]["content"]
    assert road.extract() == []  # a second run has nothing to ask
    assert len(asked) == 1

    off = using(readers="rules")
    assert {r["reader"] for r in staged_claims(off)} == {"rules"}
    assert freeze(off).build_id != freeze(using(readers="rules llm")).build_id
    by_llm = using(readers="rules llm", facts_from="llm")
    assert freeze(by_llm).facts_from == "llm"


def test_a_model_that_cannot_be_reached_keeps_no_fact_waiting_and_is_asked_again(article, using, monkeypatch):
    settings = using(readers="rules llm", llm_model="scripted:one")
    scripted(monkeypatch, ModelHTTPError(503, "scripted", {"message": "busy"}))
    assert road.extract()
    road.admit(CLAIMS)
    assert {r["reader"] for r in staged_claims(settings)} == {"rules"}
    details = [str(step.get("detail")) for step in Ledger(settings.root).steps(9) if step["step"] == "extract"]
    assert ["the second reader" in detail for detail in details] == [True]
    scripted(monkeypatch, SAYS)
    assert road.extract()
    road.admit(CLAIMS)
    assert {r["reader"] for r in staged_claims(settings)} == {"rules", "llm"}


def test_a_text_that_the_model_does_not_take_is_quarantined_once_and_the_rules_go_on(article, using, monkeypatch):
    settings = using(readers="rules llm", llm_model="scripted:one", llm_max_characters=50)
    asked = scripted(monkeypatch, SAYS)
    road.extract()
    road.admit(CLAIMS)
    assert asked == []
    assert {r["reader"] for r in staged_claims(settings)} == {"rules"}
    files = [r["quarantine_file"] for r in Staged(settings.root).stage_records(CLAIMS)]
    rows = [r for f in files for r in pq.read_table(settings.root / f).to_pylist()]
    assert [(r["rule"], "50 at most" in r["reason"]) for r in rows] == [("not_read_by_model", True)]


def test_another_model_reads_everything_again_and_versions_are_no_decimals(article, using):
    one = claims_versions(using(readers="rules llm", llm_model="scripted:one"))
    two = claims_versions(using(llm_model="scripted:two"))
    assert one["rules"] == two["rules"]
    assert one["llm"] != two["llm"]
    staged = Staged(using().root)
    (admission,) = staged.admissions("articles__documents")
    old = replace(admission, parser_version="1-1.9", batch_id="a")
    new = replace(admission, parser_version="1-1.10", batch_id="b")
    ((_, chosen),) = newest([old, new], "2-1.11")
    assert chosen.batch_id == "b"
