"""Mirror flows for a person: what the importer and the exporter of one trade each reported, and the gap between them.

How the two sides are brought side by side is docs/methods/mirror_flows.md; nothing is computed here.
"""

from critmin import shown
from critmin.reading import CannotRead, ask
from critmin.settings import Settings

MIRRORS = """
select trade_year, importer_iso3, exporter_iso3, counterpart_kind, mirror_status, missing_side_status, gap_status,
    importer_source, importer_value_usd, importer_value_status, exporter_source, exporter_value_usd,
    exporter_value_status, gap_usd, symmetric_gap_share, valuations, importer_net_weight_kg,
    importer_net_weight_status, exporter_net_weight_kg, exporter_net_weight_status, weight_gap_kg,
    hs6, hs_edition, importer_hs_edition, importer_hs6_codes, importer_crossing, exporter_hs_edition,
    exporter_hs6_codes, exporter_crossing, mirror_flow_key
from fct_mirror_flows
where hs6 = ? and coalesce(importer_iso3 = ?, ? is null) and coalesce(exporter_iso3 = ?, ? is null)
    and coalesce(trade_year = ?, ? is null)
order by trade_year desc, greatest(coalesce(importer_value_usd, 0), coalesce(exporter_value_usd, 0)) desc,
    importer_iso3, exporter_iso3, counterpart_kind
"""
MOST_SHOWN = 40  # rows for a person; --json gives all


def mirrors(
    settings: Settings, hs6: str, importer: str | None = None, exporter: str | None = None, year: int | None = None
) -> list[dict]:
    """The rows of fct_mirror_flows of one HS6 code (dots allowed), newest year and largest value first.

    Raises CannotRead for what is no six-digit code, and for a country that the warehouse does not know.
    """
    code = hs6.replace(".", "").replace(" ", "")
    if not (code.isascii() and code.isdigit() and len(code) == 6):
        raise CannotRead(f"{hs6!r} is no HS6 code: six digits, such as 8505.11.")
    wanted = [name.upper() if name else None for name in (importer, exporter)]
    for country in filter(None, wanted):
        if not ask(settings, "select 1 as one from dim_countries where iso3 = ?", parameters=[country]):
            raise CannotRead(f"{country!r} is no country of ours: three letters, such as CHN (dim_countries).")
    both = [value for value in (*wanted, year) for _ in range(2)]
    return ask(settings, MIRRORS, parameters=[code, *both])


def show_mirrors(found: list[dict], hs6: str) -> None:
    """Print both reports side by side: where there is no gap, the word that says why."""
    if not found:
        shown.console.print(f"nobody reports trade under {hs6} in this build")
        return
    shown.console.print(shown.table([_row(r) for r in found[:MOST_SHOWN]], f"HS {found[0]['hs6']}, US dollars"))
    if len(found) > MOST_SHOWN:
        shown.console.print(f"and {len(found) - MOST_SHOWN:,} more: --json lists them", style="dim")
    shown.console.print(f"next: critmin trace fct_mirror_flows {found[0]['mirror_flow_key'][:12]}", style="dim")


def _row(row: dict) -> dict:
    share = row["symmetric_gap_share"]
    return {
        "year": row["trade_year"],
        "edition": row["hs_edition"],
        "importer": row["importer_iso3"],
        "says": _said(row, "importer"),
        "exporter": row["exporter_iso3"],
        "says ": _said(row, "exporter"),
        "gap": shown.text(row["gap_usd"]) if row["gap_usd"] is not None else "",
        "of both": f"{100 * share:+.1f} %" if share is not None else "",
        "why": (row["valuations"] or "").replace("_", " ")
        if row["gap_status"] == "comparable"
        else (row["missing_side_status"] or row["gap_status"]).replace("_", " "),
    }


def _said(row: dict, side: str) -> str:
    value, status = row[f"{side}_value_usd"], row[f"{side}_value_status"]
    if status is None:
        return ""
    return " ".join(filter(None, [shown.text(value) if value is not None else status, f"({row[f'{side}_source']})"]))
