"""Data Docs: pages of the newest verdicts that need no network and run nobody's script."""

import re
from datetime import UTC, datetime, timedelta

import lxml.html
import pytest

from critmin.lake import Ledger
from critmin.quality import data_docs, gate
from critmin.quality.verdicts import CheckResult, Verdict

AT = datetime(2026, 11, 1, 6, tzinfo=UTC)


def check(name="hs6_has_its_form", success=True, severity="critical", observed="3 rows", column="hs6") -> CheckResult:
    return CheckResult(name, column, severity, success, 3, 0 if success else 1, observed, "Six digits.")


@pytest.fixture
def keep(root):
    """Write a verdict into the ledger, as the road does."""

    def write(*checks: CheckResult, table="census__trade_flows", batch="b1", at=AT, door="staged") -> None:
        verdict = Verdict(f"{door}_{table}", "v1", checks)
        Ledger(root).write_results(f"{table}/{batch}", verdict.to_table(door, table, batch, at))

    return write


def text(page) -> str:
    return " ".join(lxml.html.parse(str(page)).getroot().text_content().split())


def test_a_page_tells_each_check_and_what_was_found(root, keep):
    keep(check(), check("flow_is_known", False, observed="1 of 3 rows, e.g. export", column="flow"))
    index = data_docs.build(root)
    assert index == root / "ops" / "data_docs" / "index.html"
    assert "flow_is_known" in text(index)
    (page,) = index.parent.glob("staged-census__trade_flows-b1.html")
    for said in ("flow_is_known (critical)", "1 of 3 rows, e.g. export", "Six digits.", "hs6_has_its_form"):
        assert said in text(page)
    assert "census__trade_flows" in text(page)
    assert lxml.html.parse(str(page)).xpath("//span[@class='failed']")


def test_pages_ask_no_other_server_for_anything(root, keep):
    keep(check(), check("warned", False, "warning"))
    index = data_docs.build(root)
    for page in index.parent.glob("*.html"):
        document = lxml.html.parse(str(page))
        assert document.xpath("//script") == []
        links = document.xpath("//@src | //@href")
        assert links
        assert not [link for link in links if re.match(r"(https?:)?//", link)]
        assert [link for link in links if not link.startswith("#") and not (index.parent / link).exists()] == []
        assert "@import" not in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "attack", ["<img src=x onerror=alert(1)>", "<b onmouseover=alert(1)>x</b>", "<script>alert(1)</script>"]
)
def test_what_a_document_says_is_shown_and_not_run(root, keep, attack):
    keep(check(observed=attack, success=False), check(name=attack, success=False), batch=attack)
    index = data_docs.build(root)
    for page in index.parent.glob("*.html"):
        document = lxml.html.parse(str(page))
        assert document.xpath("//img | //script | //@onerror | //@onmouseover") == []
        assert attack in text(page)


def test_failed_runs_are_shown_first(root, keep):
    keep(check(), table="a__good")
    keep(check(success=False, severity="warning"), table="b__warned")
    keep(check(success=False), table="z__bad")
    said = text(data_docs.build(root))
    assert said.index("z__bad") < said.index("b__warned") < said.index("a__good")


def test_only_the_newest_build_is_shown_and_old_pages_go(root, keep):
    keep(check(), table="fct_trade_flows", batch="old", door="mart")
    folder = data_docs.build(root).parent
    assert (folder / "mart-fct_trade_flows-old.html").exists()
    keep(check(), table="fct_trade_flows", batch="new", door="mart", at=AT + timedelta(hours=1))
    data_docs.build(root)
    assert (folder / "mart-fct_trade_flows-new.html").exists()
    assert not (folder / "mart-fct_trade_flows-old.html").exists()


def test_an_empty_ledger_says_so(root):
    assert "No gate has judged anything yet" in text(data_docs.build(root))


def test_a_real_verdict_can_be_shown(root):
    from quality.planted_figures import CENSUS

    examined = gate.examine(CENSUS.table(n=40, changed={"commodity_code": "28469"}), "census__trade_flows")
    Ledger(root).write_results("census__trade_flows/b1", examined.to_table("b1", AT))
    index = data_docs.build(root)
    assert "rows_quarantined" in text(index)
    assert "1 of 40 rows: commodity_code_has_its_form 1" in text(index.parent / "staged-census__trade_flows-b1.html")
