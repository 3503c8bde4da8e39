"""The US tariff schedule: a database that a spreadsheet went through, and an export that is a tree without dates."""

import gzip
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from critmin.lake import BadPage, Page, Retrieval, SchemaDrift
from critmin.settings import PROJECT
from critmin.sources import hts, hts_rates
from critmin.sources.hts import LINES, RATES, day_of, parse, release_of

SAMPLES = PROJECT / "samples" / "hts"
SHARED = PROJECT.parent / "shared" / "data" / "tariffs" / "us_hts" / "tariff_database_2025_06062025.csv.gz"
HEADER = (
    "hts8,brief_description,mfn_text_rate,col1_special_text,col2_text_rate,begin_effect_date,"
    "end_effective_date,mfn_ad_val_rate,col2_ad_val_rate"
)


def page(content: bytes | str, name: str = "page.csv") -> Page:
    content = content.encode() if isinstance(content, str) else content
    moment = datetime(2026, 11, 1, tzinfo=UTC)
    return Page(content, Retrieval("hts", f"file:{name}", name, "file", moment, "ab" * 32, len(content)))


def sample(path: Path) -> Page:
    return page(path.read_bytes(), path.name)


def rates(parsed, code: str, column: str = "general") -> list[dict]:
    return [r for r in parsed.tables[RATES].to_pylist() if r["line_code"] == code and r["rate_column"] == column]


# -- words of rates ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rate_type", "components"),
    [
        ("Free", "free", []),
        ("3.70%", "ad_valorem", [("ad_valorem", Decimal("3.70"), None, None, None)]),
        ("5.5¢/kg", "specific", [("specific", None, Decimal("0.055"), "kg", None)]),
        ("5.5 cents/kg", "specific", [("specific", None, Decimal("0.055"), "kg", None)]),
        ("$1.11/t", "specific", [("specific", None, Decimal("1.11"), "t", None)]),
        ("15 cents each", "specific", [("specific", None, Decimal("0.15"), "each", None)]),
        (
            "17.8¢/kg + 1.8%",
            "compound",
            [("specific", None, Decimal("0.178"), "kg", None), ("ad_valorem", Decimal("1.8"), None, None, None)],
        ),
        (
            "37.5 cents/kg on tungsten content",
            "content_based",
            [("specific", None, Decimal("0.375"), "kg", "tungsten")],
        ),
        (
            "2.5% on the value of the lead content",
            "content_based",
            [("ad_valorem", Decimal("2.5"), None, None, "lead")],
        ),
        (
            "13.9 cents/kg on molybdenum content + 1.9%",
            "content_based",
            [
                ("specific", None, Decimal("0.139"), "kg", "molybdenum"),
                ("ad_valorem", Decimal("1.9"), None, None, None),
            ],
        ),
        (
            "The duty provided in the applicable subheading + 125%",
            "relative",
            [("ad_valorem", Decimal(125), None, None, None)],
        ),
        (
            "The duty provided in the applicable subheading + a duty of 25% upon the value of the steel content",
            "relative",
            [("ad_valorem", Decimal(25), None, None, "steel")],
        ),
        ("No change", "relative", []),
        ("3.66 cents/kg less 0.02 cents/kg for each degree under 100 degrees", "unread", []),
        ("30 cents each + 6.9% on the case + 5.3% on the battery", "unread", []),
        ("suspended", "unread", []),
        ("9999.999999", "unread", []),
        ("5 % of nothing we know", "unread", []),
    ],
)
def test_a_rate_is_read_into_its_type_with_its_unit_or_stays_as_words(text, rate_type, components):
    """Cents, dollars and per cent never mix; what is no rate is `unread`, never null and never zero."""
    rate = hts_rates.read(text)
    assert rate.rate_type == rate_type
    assert rate.text == text
    assert [(c.kind, c.ad_valorem_pct, c.specific_usd, c.unit, c.content_of) for c in rate.components] == components


def test_a_long_run_of_digits_or_of_plus_signs_is_read_at_once():
    """S7: patterns that a hostile text makes slow."""
    for text in ("1" * 200_000 + "%", "+" * 200_000, "$1/" + "a" * 200_000, "(" * 100_000):
        assert hts_rates.read(text).rate_type == "unread"
        assert len(hts_rates.read_special(text)) <= 1


def test_the_special_column_gives_each_programme_its_rate():
    said = hts_rates.read_special("Free (A+,AU, BH,S+) 1.5% (JP) See 9822.05.20 (P+)")
    assert [(p, r.rate_type) for p, r in said] == [
        ("A+", "free"), ("AU", "free"), ("BH", "free"), ("S+", "free"), ("JP", "ad_valorem"), ("P+", "unread"),
    ]  # fmt: skip
    assert said[-1][1].text == "See 9822.05.20"
    assert [(p, r.rate_type) for p, r in hts_rates.read_special("Free (see note 3)")] == [(None, "unread")]


# -- the yearly database ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "is_end", "day"),
    [
        ("12/31/50", True, date(2050, 12, 31)),
        ("1/1/89", False, date(1989, 1, 1)),
        ("7/1/20", False, date(2020, 7, 1)),
        ("4/9/2025", True, date(2025, 4, 9)),
        ("12/31/99", True, date(2099, 12, 31)),
        ("", True, None),
    ],
)
def test_two_digit_years_of_ends_lie_ahead_and_those_of_beginnings_behind(text, is_end, day):
    """A reader that takes 50 for 1950 finds that no rate is in force."""
    assert day_of(text, is_end=is_end) == day


@pytest.mark.parametrize("text", ["31/12/50", "soon", "2025-04-09", "4/9", "٤/9/25"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(ValueError, match=r"day|month"):
        day_of(text, is_end=True)


def test_the_sample_keeps_both_spells_of_a_code_and_their_last_days():
    parsed = parse(sample(SAMPLES / "tariff_database_2025_06062025.csv.gz"))
    said = {(r["begins_on"], r["ends_on"], r["ad_valorem_pct"]) for r in rates(parsed, "99030163")}
    assert said == {
        (date(2025, 4, 9), date(2025, 4, 9), Decimal(84)),
        (date(2025, 4, 10), date(2050, 12, 31), Decimal(125)),
    }
    assert parsed.rejected == []
    assert parsed.n_records[LINES] == parsed.tables[LINES].num_rows == 273
    assert parsed.n_records[RATES] == parsed.tables[RATES].num_rows


def test_9999_means_not_ad_valorem_and_never_a_rate():
    parsed = parse(sample(SAMPLES / "tariff_database_2025_06062025.csv.gz"))
    assert max(r["ad_valorem_pct"] or 0 for r in parsed.tables[RATES].to_pylist()) < 400
    assert [r["ad_valorem_number"] for r in rates(parsed, "99030163")] == [None, None]
    (tungsten,) = rates(parsed, "26110060")
    assert (tungsten["rate_type"], tungsten["specific_usd"], tungsten["content_of"]) == (
        "content_based", Decimal("0.375"), "tungsten",
    )  # fmt: skip


def test_a_line_without_days_or_with_its_end_before_its_beginning_is_rejected_alone():
    text = "\n".join(
        [
            HEADER,
            "28369100,Lithium carbonates,3.70%,Free (A),25%,7/1/20,12/31/50,0.037,0.25",
            "28369200,Strontium,4.20%,,25%,,12/31/50,0.042,0.25",
            "28369300,Bismuth,Free,,25%,7/1/20,6/30/20,0,0.25",
            "2841800,Tungstates,5.5%,,49.5%,7/1/20,12/31/50,0.055,0.495",
            "2836,Carbonates,Free,,25%,7/1/20,12/31/50,0,0.25",
        ]
    )
    parsed = parse(page(text))
    assert [r["line_code"] for r in parsed.tables[LINES].to_pylist()] == ["28369100", "02841800"]
    assert [r.record for r in parsed.rejected] == [1, 2, 4]
    assert parsed.n_records[LINES] == 5


@pytest.mark.parametrize("missing", ["mfn_text_rate", "end_effective_date"])
def test_a_missing_column_is_drift(missing):
    with pytest.raises(SchemaDrift, match=missing):
        parse(page(HEADER.replace(missing, "other_column") + "\n" + "," * 8 + "\n1,2,3,4,5,6,7,8,9\n"))


# -- the export -------------------------------------------------------------------------------------------------


def line(code: str, indent: object, general: str = "", **more) -> dict:
    return {"htsno": code, "indent": indent, "description": code or "Other:", "general": general, "special": "",
            "other": "", "units": None, "footnotes": []} | more  # fmt: skip


def test_a_blank_rate_below_a_rate_is_inherited_and_never_free():
    """Ten-digit lines carry no rates: the naive reader finds neodymium magnets without duty."""
    parsed = parse(sample(SAMPLES / "hts_2025_basic_edition_extract.json"))
    (magnets,) = rates(parsed, "8505110070")
    assert (magnets["rate_text"], magnets["ad_valorem_pct"]) == ("2.1%", Decimal("2.1"))
    assert (magnets["is_inherited"], magnets["written_at"]) == (True, "85051100")
    (gallium,) = rates(parsed, "8112921000")
    assert (gallium["rate_text"], gallium["is_inherited"]) == ("3%", False)


def test_a_heading_without_a_code_gives_its_rates_to_the_lines_below_it_and_to_no_others():
    records = [
        line("8112", 0),
        line("8112.92.10.00", "1", "3%", special="Free (KR)", other="25%"),
        line("", 1, "2.6%", superior=True),
        line("8112.92.60.00", 2),
        line("8112.92.65.00", 1, "Free"),
    ]
    parsed = parse(page(json.dumps(records), "hts_2026_revision_20_json.json"))
    said = {c: rates(parsed, c)[0]["rate_text"] for c in ("8112921000", "8112926000", "8112926500")}
    assert said == {"8112921000": "3%", "8112926000": "2.6%", "8112926500": "Free"}
    assert rates(parsed, "8112926000", "special") == []  # columns are inherited together
    assert parsed.tables[LINES].to_pylist()[0]["release"] == "2026_revision_20"


def test_both_spellings_of_additional_duties_and_headings_in_footnotes_are_kept_as_hints():
    records = [
        line("8505.11.00", 0, "2.1%", footnotes=[{"value": "See 9903.91.06."}]),
        line("8505.11.00.70", 1, addiitionalDuties="See 9903.88.03"),
    ]
    parsed = parse(page(json.dumps(records)))
    assert parsed.tables[LINES].to_pylist()[1]["footnotes"] == "See 9903.91.06. See 9903.88.03"


def test_a_broken_line_is_rejected_alone_and_headings_are_no_lines():
    records = [line("8112", 0), line("8112.92.10.00", "deep", "3%"), line("8112.92.30.00", 1, "Free")]
    records.append(line("8112.92.60.00", 1, general={"rate": "2.6%"}))
    parsed = parse(page(json.dumps(records)))
    assert [r["line_code"] for r in parsed.tables[LINES].to_pylist()] == ["8112923000"]
    assert [r.record for r in parsed.rejected] == [1, 3]
    assert parsed.n_records[LINES] == 3


@pytest.mark.parametrize("text", ["[]", "[[1]]", '[{"a": 1}]', '{"rows": []}', "<html>", '[{"htsno": "8112'])
def test_what_is_no_schedule_is_refused_whole(text):
    """An empty range, another shape, a page of HTML with status 200, a cut-off body."""
    with pytest.raises(BadPage):
        parse(page(text))


@pytest.mark.parametrize(
    ("name", "release"),
    [
        ("hts_2026_revision_20_json.json", "2026_revision_20"),
        ("hts_2025_basic_edition_json.json", "2025_basic_edition"),
        ("2026HTSRev19.json", "2026_revision_19"),
        ("tariff_database_2025_06062025.csv.gz", "database_2025_06062025"),
        ("exportList.json", None),
    ],
)
def test_a_release_is_named_by_its_file(name, release):
    assert release_of(name) == release


# -- the whole file ---------------------------------------------------------------------------------------------


@pytest.mark.skipif(not SHARED.exists(), reason="the shared tariff database is not here")
def test_the_whole_database_is_read_and_its_words_agree_with_its_numbers():
    """R12: 12,907 lines, none dropped; of rates that are plain per cent, the words give the database's own number."""
    with gzip.open(SHARED) as file:
        parsed = parse(page(file.read(), SHARED.name))
    assert parsed.tables[LINES].num_rows == 12_907
    assert parsed.rejected == []
    everything = parsed.tables[RATES].to_pylist()
    plain = [r for r in everything if r["rate_type"] in {"free", "ad_valorem"} and r["ad_valorem_number"] is not None]
    apart = [r for r in plain if abs((r["ad_valorem_pct"] or 0) - r["ad_valorem_number"]) > Decimal("0.06")]
    assert len(plain) > 18_000
    assert len(apart) / len(plain) < 0.005
    unread = [r for r in everything if r["rate_type"] == "unread"]
    assert len(unread) / len(everything) < 0.02
    known = {"28369100": "3.70", "28053000": "5", "85051100": "2.10", "81129210": "3"}
    assert {c: rates(parsed, c)[0]["ad_valorem_pct"] for c in known} == {c: Decimal(p) for c, p in known.items()}
    assert rates(parsed, "26050000")[0]["rate_type"] == "free"
    assert hts.SOURCE.entities[RATES] == parsed.tables[RATES].schema
