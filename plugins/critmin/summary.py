"""What a person wants to see after a run: the facts, one agreement, one dependency, one sentence, the gates."""

from pathlib import Path

from rich.rule import Rule

from critmin import engine, shown
from critmin.publishing import current_path
from critmin.settings import PROJECT, settings
from critmin.tracing import quote_panel, trace_fact

# The agreement that says most: between countries, money promised, a partner who can supply, then the most documents.
AGREEMENT = """
select agreements.*,
    (select string_agg(distinct mineral, ', ' order by mineral) from marts.bridge_agreement_minerals m
        where m.agreement_key = agreements.agreement_key) as minerals,
    (select string_agg(distinct stage, ', ' order by stage) from marts.bridge_agreement_stages s
        where s.agreement_key = agreements.agreement_key) as stages
from marts.fct_agreements as agreements
order by
    (select count(*) > 1 from marts.bridge_agreement_parties p
        where p.agreement_key = agreements.agreement_key and p.party_kind = 'country') desc,
    (select count(amount) > 0 from marts.fct_agreement_commitments c
        where c.agreement_key = agreements.agreement_key) desc,
    exists (select 1 from marts.mart_agreement_coverage v
        where v.agreement_key = agreements.agreement_key and v.measurability = 'measured' and v.n_partners > 0) desc,
    n_documents desc, n_claims desc, signed_on desc nulls last, agreement_key
limit 1
"""

COMMITMENTS = """
select payer, instrument, amount_qualifier as qualifier, amount, currency, amount_nature as nature, deadline_on,
    commitment_state as state
from marts.fct_agreement_commitments
where agreement_key = ?
order by amount desc nulls last, payer nulls last, instrument nulls last
limit 8
"""

# The importer's narrowest dependencies among what the agreement covers.
COVERAGE = """
select importer_iso3, mineral, stage, latest_trade_year as trade_year,
    latest_top_supplier_iso3 as top, round(100 * latest_top_supplier_share, 1) as top_pct,
    cast(round(latest_hhi) as integer) as hhi, round(100 * latest_partners_share, 1) as partners_pct,
    replace(finding, '_', ' ') as finding,
    replace(change_measurability, '_', ' ') as change_since, latest_supply_dependency_key
from marts.mart_agreement_coverage
where agreement_key = ? and measurability = 'measured' and not is_basket
order by latest_hhi * ln(1 + cast(latest_import_value_usd as double)) desc nulls last, mineral, stage
limit 6
"""

UNMEASURED = """
select importer_iso3 as importer, measurability as why, count(*) as lines
from marts.mart_agreement_coverage
where agreement_key = ? and measurability <> 'measured'
group by importer_iso3, measurability
order by importer_iso3, measurability
"""

DEPENDENCY = """
select *
from marts.fct_supply_dependencies
where supply_dependency_key = ?
    or (? is null and coverage = 'covered' and not is_basket)
order by (supply_dependency_key = ?) desc, hhi * ln(1 + cast(coalesce(import_value_usd, import_value) as double)) desc,
    supply_dependency_key
limit 1
"""

SUPPLIERS = """
select supplier_iso3 as supplier, value_share, value_usd
from marts.fct_supplier_shares
where supply_dependency_key = ? and value_share is not null
order by value_share desc, supplier_iso3
limit 6
"""

GATES = """
select door, count(distinct table_name) as tables, count(*) as checks,
    count(*) filter (where not is_success and severity = 'critical') as critical,
    count(*) filter (where not is_success and severity <> 'critical') as warnings
from marts.fct_quality_results
group by door
order by door desc
"""

QUARANTINED = """
select source, rule, count(*) as rows, min(reason) as for_instance
from marts.fct_quarantine
group by source, rule
order by rows desc, source, rule
limit 8
"""


def gather() -> dict:
    """Everything that `show` prints, as plain values. Raises publishing.NoBuild when nothing is published."""
    config = settings()
    path = current_path(config)
    with engine.connect(path, read_only=True, config=config) as connection:
        tables = [
            {"table": name, "rows": connection.table(f"marts.{name}").aggregate("count(*)").fetchall()[0][0]}
            for name in engine.table_names(connection)
        ]
        agreement = next(iter(engine.rows(connection, AGREEMENT)), None)
        key = agreement and agreement["agreement_key"]
        coverage = engine.rows(connection, COVERAGE, [key])
        wanted = coverage[0].pop("latest_supply_dependency_key") if coverage else None
        for row in coverage[1:]:
            row.pop("latest_supply_dependency_key")
        dependency = next(iter(engine.rows(connection, DEPENDENCY, [wanted, wanted, wanted])), None)
        found = {
            "tables": tables,
            "agreement": agreement,
            "commitments": engine.rows(connection, COMMITMENTS, [key]),
            "coverage": coverage,
            "unmeasured": engine.rows(connection, UNMEASURED, [key]),
            "dependency": dependency,
            "suppliers": engine.rows(connection, SUPPLIERS, [dependency["supply_dependency_key"]])
            if dependency
            else [],
            "gates": engine.rows(connection, GATES),
            "quarantined": engine.rows(connection, QUARANTINED),
            "warehouse": str(path),
        }
    quotes = trace_fact(config, "fct_agreements", key)["quotes"] if key else []
    return found | {"quote": quotes[0] if quotes else None}


def show(report, as_json: bool = False) -> None:
    """Print what a run made (or, with `as_json`, print it as JSON). `report` is the run's RoadReport."""
    found = gather()
    run = {
        "build": report.build_id,
        "is_new": report.is_new,
        "seconds": report.seconds,
        "tasks": [{"dag": t.dag, "task": t.name, "state": t.state, "seconds": t.seconds} for t in report.tasks],
        "log": str(report.log),
    }
    if as_json:
        shown.as_json(run | found)
        return
    put = shown.console.print
    if not report.is_new:
        put("[bold]Nothing to do[/]: every page, claim and build was there already. This is what stands:\n")
    _facts(found)
    if found["agreement"]:
        _agreement(found)
    if found["dependency"]:
        _dependency(found)
    if found["quote"]:
        put(Rule("That agreement, traced to its sentence", align="left"))
        put(quote_panel(found["quote"]))
    _gates(found)
    put(Rule("Where it lies", align="left"))
    put(f"warehouse  {_short(Path(found['warehouse']))}  (build {report.build_id})")
    put(f"log        {_short(Path(report.log))}")
    put(f"in {report.seconds:.1f} s; next: critmin show · critmin query SQL · critmin trace TABLE KEY", style="dim")


def _short(path: Path) -> str:
    return str(path.relative_to(PROJECT)) if path.is_relative_to(PROJECT) else str(path)


def _facts(found: dict) -> None:
    facts = [t for t in found["tables"] if t["table"].startswith(("fct_", "mart_"))]
    half = (len(facts) + 1) // 2
    rows = []
    for left, right in zip(facts[:half], [*facts[half:], {"table": "", "rows": None}], strict=False):
        rows.append({"table": left["table"], "rows": left["rows"], " table": right["table"], " rows": right["rows"]})
    shown.console.print(Rule("The warehouse", align="left"))
    shown.console.print(shown.table(rows))


def _agreement(found: dict) -> None:
    put, agreement = shown.console.print, found["agreement"]
    put(Rule(f"An agreement: {agreement['label']}", align="left"))
    said = [
        f"between {agreement['parties_text']}",
        f"{agreement['kind'].replace('_', ' ')}, {agreement['status']}",
        f"signed on {agreement['signed_on']}" if agreement["signed_on"] else None,
        "told by " + ("one document" if agreement["n_documents"] == 1 else f"{agreement['n_documents']} documents"),
    ]
    put(" · ".join(s for s in said if s))
    put(
        f"covers {agreement['minerals'] or 'no mineral by name'}"
        + (f": {agreement['stages']}" if agreement["stages"] else "")
    )
    if found["commitments"]:
        put(shown.table(found["commitments"], "What was promised"))
    if found["coverage"]:
        put(
            shown.table(
                found["coverage"], "Does it cut the dependency? What it covers and depends most on one supplier"
            )
        )
    for row in found["unmeasured"]:
        put(f"{row['importer']}: {row['lines']} not measured ({row['why']})", style="dim")


def _dependency(found: dict) -> None:
    put, one = shown.console.print, found["dependency"]
    stage = one["stage"].replace("_", " ")
    title = f"{one['importer_iso3']} imports of {one['mineral'].replace('_', ' ')} ({stage}), {one['trade_year']}"
    put(Rule(title, align="left"))
    amount, currency = one["import_value_usd"], "US dollars"
    if amount is None:  # a currency and year without an exchange rate
        amount, currency = one["import_value"], one["value_currency"]
    put(
        f"{amount / 1_000_000:,.1f} million {currency} from {one['n_suppliers']} suppliers; "
        f"HHI {one['hhi']:,.0f} (between {one['hhi_lower']:,.0f} and {one['hhi_upper']:,.0f})"
    )
    put(shown.bars(found["suppliers"], "supplier", "value_share"))


def _gates(found: dict) -> None:
    put = shown.console.print
    put(Rule("The gates", align="left"))
    put(shown.table(found["gates"]))
    if found["quarantined"]:
        put(shown.table(found["quarantined"], "Kept out, with reason"))
