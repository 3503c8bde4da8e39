"""Importer and exporter on one trade, in the small world made by hand: each naive way of pairing gives another gap."""

import pytest

from critmin.mirrors import mirrors, show_mirrors
from critmin.reading import CannotRead
from critmin.tracing import trace_fact
from warehouse.test_measured_by_hand import ask

pytestmark = pytest.mark.slow


@pytest.fixture
def published(by_hand, tmp_path, using):
    """Settings under which the small world is the published build."""
    (tmp_path / "current").symlink_to(by_hand)
    return using(data=tmp_path)


def test_both_reports_stand_side_by_side_and_parts_totals_and_areas_stay_out_of_the_gap(by_hand):
    """R8: 110 (CIF) against 100 (FOB); with the procedures beside their total it is 220, with the world total 350."""
    rows = ask(by_hand, "select * from marts.fct_mirror_flows where hs6 = '250490' and trade_year = 2024")
    pair = next(r for r in rows if r["exporter_iso3"] == "DEU")
    assert (pair["importer_iso3"], pair["importer_value_usd"], pair["exporter_value_usd"]) == ("KOR", 110, 100)
    assert (pair["gap_usd"], pair["symmetric_gap_share"], pair["valuations"]) == (10, 0.047619, "cif_against_fob")
    assert (pair["weight_gap_kg"], pair["importer_net_weight_status"]) == (1, "reported")
    [nowhere] = [r for r in rows if r["exporter_iso3"] == "unmapped"]
    assert (nowhere["importer_value_usd"], nowhere["counterpart_kind"]) == (20, "special")
    assert (nowhere["missing_side_status"], nowhere["gap_usd"]) == ("no_mirror", None)
    assert len(rows) == 2


def test_a_side_that_nobody_asked_for_is_not_a_zero(by_hand):
    """R2, R12: China's exports were never asked for; the naive gap is all of what the USA bought."""
    [china] = ask(
        by_hand,
        "select * from marts.fct_mirror_flows where hs6 = '284610' and trade_year = 2024 and exporter_iso3 = 'CHN'",
    )
    assert (china["mirror_status"], china["missing_side_status"]) == ("importer_only", "reporter_not_covered")
    assert china["importer_value_usd"] == 60
    assert china["exporter_value_usd"] is None
    assert china["gap_usd"] is None


def test_the_command_line_shows_the_pair_and_its_trail_ends_at_both_pages(published, capsys):
    [row] = mirrors(published, "2504.90", importer="kor", exporter="DEU", year=2024)
    assert row["gap_usd"] == 10
    show_mirrors([row], "250490")
    printed = capsys.readouterr().out
    assert "cif against fob" in printed
    assert "+4.8 %" in printed
    traced = trace_fact(published, "fct_mirror_flows", row["mirror_flow_key"])
    assert {p["page_url"] for p in traced["pages"]} == {"file:told-410-2024", "file:told-276-2024"}
    assert mirrors(published, "250490", importer="CHL") == []
    for code, country in (("2504", "KOR"), ("250490", "KOREA")):
        with pytest.raises(CannotRead):
            mirrors(published, code, importer=country)
