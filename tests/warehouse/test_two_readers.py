"""Two readers side by side, on real files: their claims are compared, and facts come from the one of the setting."""

from datetime import date

import pytest

from critmin.claims.claim import AgreementClaim, DependencyClaim
from warehouse.dbt_runs import read, run_dbt
from warehouse.staged_rows import StagedRows

pytestmark = pytest.mark.slow
TEXT = "Japan and Chile signed a memorandum on lithium. Japan buys most of its gallium from China."
MARTS = ["+fct_agreements", "+fct_dependency_claims", "+mart_claims_by_reader", "+fct_claims", "+dim_parties"]


def two_readers(facts_from: str) -> StagedRows:
    """One document: both find the memorandum; where the rules say China, the model says Korea of the same words; the
    model alone finds a firm."""
    rows = StagedRows(as_of_date=date(2026, 2, 1), facts_from=facts_from)
    page = rows.document(TEXT, published_on=date(2025, 10, 28))
    pact = {"kind": "mou", "status": "signed", "parties": ("CHL", "JPN"), "minerals": ("lithium",)}
    reliance = {"relation": "relies_on", "dependent": "JPN", "minerals": ("gallium",)}
    told, bought = (
        page.quote("Japan and Chile signed a memorandum"),
        page.quote("Japan buys most of its gallium from China"),
    )
    rows.claim(
        page,
        AgreementClaim(evidence=told, rule="signed", confidence=0.9, **pact),
        DependencyClaim(evidence=bought, rule="buys", confidence=0.9, supplier="CHN", **reliance),
    )
    rows.claim(
        page,
        AgreementClaim(evidence=told, rule="scripted:one", confidence=0.5, **pact | {"parties": ("JPN", "CHL")}),
        DependencyClaim(evidence=bought, rule="scripted:one", confidence=0.5, supplier="KOR", **reliance),
        AgreementClaim(
            evidence=page.quote("signed a memorandum on lithium"),
            rule="scripted:one",
            confidence=0.5,
            kind="offtake",
            parties=("JPN", "org:Example Lithium"),
        ),
        reader="llm",
    )
    return rows


@pytest.mark.parametrize(
    ("facts_from", "suppliers", "n_agreements", "n_claims"), [("rules", ["CHN"], 1, 2), ("llm", ["KOR"], 2, 3)]
)
def test_facts_come_from_one_reader_and_both_stand_side_by_side(
    tmp_path, facts_from, suppliers, n_agreements, n_claims
):
    path = run_dbt(two_readers(facts_from), tmp_path, "--select", *MARTS)
    assert [r["supplier_party"] for r in read(path, "select * from fct_dependency_claims")] == suppliers
    assert len(read(path, "select * from fct_agreements")) == n_agreements
    facts = read(path, "select * from fct_claims where claim_kind <> 'commitment'")
    assert (len(facts), {r["reader"] for r in facts}) == (n_claims, {facts_from})
    firms = read(path, "select * from dim_parties where party = 'org:Example Lithium'")
    assert len(firms) == (facts_from == "llm")  # who is met in the other reader's claims alone is no party
    beside = read(path, "select reader, claim_kind, beside_others, makes_facts from mart_claims_by_reader")
    found = {(r["reader"], r["claim_kind"], r["beside_others"]) for r in beside}
    assert found == {
        ("rules", "agreement", "same"),
        ("llm", "agreement", "same"),
        ("rules", "dependency", "differs"),
        ("llm", "dependency", "differs"),
        ("llm", "agreement", "differs"),
    }
    assert {r["reader"] for r in beside if r["makes_facts"]} == {facts_from}
