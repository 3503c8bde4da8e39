"""What applied on a day: each rate that a good of an origin met on a tariff line, and their sum where one can be made.

The rule is docs/methods/tariff_rates.md: rates of the schedule and additional duties are added as points of the
customs value; a preference stands in the place of the general rate and may free from additional duties; what is no
percentage of the whole value is told beside the sum, never inside it.
"""

from datetime import date
from decimal import Decimal

from critmin import shown
from critmin.reading import CannotRead, ask
from critmin.settings import Settings

LINES = """
select tariff_line, parent_line, description, heading_text, quantity_units
from dim_tariff_lines
where importer_iso3 = 'USA' and (tariff_line = ? or tariff_line = left(?, 8) or left(tariff_line, length(?)) = ?)
order by length(tariff_line) desc, tariff_line
"""
RATES = """
select rates.rate_basis, rates.legal_basis, rates.programme, rates.component, rates.rate_type, rates.ad_valorem_pct,
    rates.specific_usd, rates.specific_unit, rates.content_of, rates.rate_text, rates.stacking, rates.applies_when,
    rates.added_pp, rates.not_added_because, rates.heading, rates.valid_from, rates.valid_to, rates.date_basis,
    rates.firmness, rates.citation, rules.tariff_rule_id, rules.note, rates.tariff_rate_key
from fct_tariff_rates as rates
left join dim_tariff_rules as rules on rates.tariff_rule_key = rules.tariff_rule_key
where rates.importer_iso3 = 'USA' and rates.tariff_line = ? and rates.origin_iso3 = ?
    and rates.valid_from <= ? and coalesce(rates.valid_to > ?, true)
order by case rates.rate_basis when 'mfn_applied' then 1 when 'column_2' then 1 when 'preference' then 2 else 3 end,
    rates.legal_basis, rates.programme, rates.component
"""
WHY = {
    "unread_rate": "its words are no rate that we read",
    "rate_on_content": "it falls on the content of {content_of}, which the value does not tell",
    "specific_rate": "it is dollars per {specific_unit}, not per cent",
    "not_resolved": "something applies that our files do not tell",
    "value_of_content": "it falls on the value of the {content_of} in the good",
    "floor_over_another_rate": "it fills up to a floor, and the general rate is no plain percentage",
}


def tariff_on(settings: Settings, line: str, origin: str, on: date) -> dict:
    """The rates that `line` (8 or 10 digits, dots allowed) of `origin` (ISO 3166 alpha-3) met on entry on `on`.

    Gives `rates` (rows of fct_tariff_rates), and `totals`: without a claim, and for each programme that may be claimed;
    `total_pp` is null where something cannot be added, and `at_least_pp` what can. Raises CannotRead for a line or
    origin that the warehouse does not follow.
    """
    code = line.replace(".", "").replace(" ", "")
    if not (code.isascii() and code.isdigit() and 4 <= len(code) <= 10):
        raise CannotRead(f"{line!r} is no tariff line: 8 or 10 digits, such as 8505.11.0070.")
    found = ask(settings, LINES, parameters=[code, code, code, code])
    whole = next((r for r in found if r["tariff_line"] == code), None)
    whole = whole or next((r for r in found if len(code) == 10 and r["tariff_line"] == code[:8]), None)
    if whole is None:
        below = ", ".join(r["tariff_line"] for r in found[:8] if len(code) < 8)
        hint = f" Lines below it: {below}." if below else " Followed are the lines of minerals (dim_tariff_lines)."
        raise CannotRead(f"There is no US tariff line {line} in this build.{hint}")
    country = origin.upper()
    rates = ask(settings, RATES, parameters=[whole["tariff_line"], country, on, on])
    if not rates and not ask(settings, "select 1 as one from dim_countries where iso3 = ?", parameters=[country]):
        raise CannotRead(f"{origin!r} is no country of ours: three letters, such as CHN (dim_countries).")
    return {
        "importer": "USA",
        "asked_line": code,
        "tariff_line": whole["tariff_line"],
        "description": whole["description"],
        "origin": country,
        "on": on,
        "rates": rates,
        "totals": totals(rates),
    }


def totals(rates: list[dict]) -> list[dict]:
    """Sums of the rates of a day: without a claim, then for each programme that may be claimed.

    A line that is free for all names no programme, but a duty may still spare those who claim one.
    """
    named = [r["programme"] for r in rates if r["rate_basis"] == "preference"]
    spared = [r["applies_when"].partition(":")[2] for r in rates if r["rate_basis"] == "additional"]
    return [_total(rates, programme) for programme in dict.fromkeys([None, *named, *filter(None, spared)])]


def _total(rates: list[dict], programme: str | None) -> dict:
    counted = [r for r in rates if _applies(r, programme, rates)]
    reasons = [f"{r['legal_basis']}: {_why(r)}" for r in counted if r["not_added_because"]]
    if all(r["rate_basis"] == "additional" for r in counted):
        reasons.insert(0, "the schedule's rate of that day is not in our files")
    at_least = sum((Decimal(r["added_pp"]) for r in counted if r["added_pp"] is not None), Decimal(0))
    return {
        "claimed": programme,
        "total_pp": None if reasons else at_least,
        "at_least_pp": at_least,
        "not_added": reasons,
    }


def _applies(rate: dict, programme: str | None, rates: list[dict]) -> bool:
    """Whether a rate counts for goods entered under a programme (None: under none)."""
    if rate["rate_basis"] == "preference":
        return rate["programme"] == programme
    if rate["rate_basis"] in {"mfn_applied", "column_2"}:
        return all(r["programme"] != programme or programme is None for r in rates)
    condition, _, named = rate["applies_when"].partition(":")
    is_claimed = named == (programme or "").rstrip("+*#")
    return condition == "always" or (condition == "if_claimed") == is_claimed


def _why(rate: dict) -> str:
    return WHY[rate["not_added_because"]].format(**rate)


def show_tariff(found: dict) -> None:
    """Print what applied: one row a rate with its law and days, then the sums and what is not in them."""
    title = f"US line {found['tariff_line']}, goods of {found['origin']}, entered on {found['on']}"
    shown.console.print(shown.table([_row(r) for r in found["rates"]], title))
    shown.console.print(found["description"] or "", style="dim")
    for total in found["totals"]:
        claimed = f"claiming {total['claimed']}" if total["claimed"] else "claiming nothing"
        if total["total_pp"] is not None:
            shown.console.print(f"{claimed}: [bold]{shown.text(total['total_pp'])} %[/] of the customs value")
            continue
        shown.console.print(f"{claimed}: no single number; what can be added is {shown.text(total['at_least_pp'])} %")
        for reason in total["not_added"]:
            shown.console.print(f"  not added: {reason}", markup=False)


def _row(rate: dict) -> dict:
    return {
        "law": rate["legal_basis"] + (f" {rate['programme']}" if rate["programme"] else ""),
        "rate": _rate(rate),
        "adds": shown.text(rate["added_pp"]) if rate["added_pp"] is not None else "not added",
        "when": "" if rate["applies_when"] == "always" else rate["applies_when"].replace("_", " ").replace(":", " "),
        "from": rate["valid_from"],
        "until": rate["valid_to"] or "",
        "heading": rate["heading"] or "",
        "law in": rate["citation"] + (" (pointer)" if rate["firmness"] == "pointer" else ""),
    }


def _rate(rate: dict) -> str:
    if rate["rate_basis"] != "additional":
        return rate["rate_text"]
    if rate["ad_valorem_pct"] is None:
        return rate["rate_type"].replace("_", " ")
    number = f"{shown.text(rate['ad_valorem_pct'])} %"
    ways = {"all_in_floor": f"{number} all-in", "content_value": f"{number} of the {rate['content_of']}"}
    return ways.get(rate["stacking"], number)
