"""Trade measures in the plain words of any reporter: one row a way of telling, with what a reader has to find."""

from datetime import date

import pytest

from critmin.claims.claim import Document
from critmin.claims.extract import extract

ABOUT_MEXICO = "Mexico imposed a 15% tariff on steel imports. "
TOLD = [
    # whom a measure spares
    (ABOUT_MEXICO + "The decree excludes Peru and Chile.", "exemption MEX CHL,PER steel in_force"),
    (ABOUT_MEXICO + "The government spared Peru.", "exemption MEX PER steel in_force"),
    (ABOUT_MEXICO + "Peru and Chile are not affected.", "exemption MEX CHL,PER steel in_force"),
    (ABOUT_MEXICO + "The order leaves out Peru.", "exemption MEX PER steel in_force"),
    (ABOUT_MEXICO + "The tariff does not cover Peru or Chile.", "exemption MEX CHL,PER steel in_force"),
    ("Mexico gave Peru an exemption from its zinc tariffs.", "exemption MEX PER zinc in_force"),
    ("Peru negotiated exemptions from Mexico's zinc tariffs.", "exemption MEX PER zinc in_force"),
    ("Mexico, a big buyer of metals, excluded Peru from its zinc tariffs.", "exemption MEX PER zinc in_force"),
    # whose goods a duty hits
    ("Turkey hit zinc shipped from Peru with import duties of 25%.", "tariff TUR PER zinc in_force 25"),
    ("Vietnam punished Peruvian tin with steep new tariffs.", "tariff VNM PER tin in_force"),
    ("Brazil's government subjects tungsten from India to a 25% duty.", "tariff BRA IND tungsten in_force 25"),
    ("Peruvian zinc has been subjected to a 25% tariff by Japan.", "tariff JPN PER zinc in_force 25"),
    ("Peruvian zinc was slapped with duties by Japan.", "tariff JPN PER zinc in_force"),
    ("With Vietnam imposing tariffs on tin from Peru, traders looked elsewhere.", "tariff VNM PER tin in_force"),
    ("Turkey lifted the tariff on Peruvian zinc to 25 percent from 10 percent.", "tariff TUR PER zinc in_force 25"),
    ("Mexico set tariffs on tin from Japan (25%), Laos (40%) and Serbia (35%).", "tariff MEX LAO tin in_force 40"),
    ("India terminated anti-dumping duties of 25% on Turkish nickel.", "anti_dumping_duty IND TUR nickel withdrawn 25"),
    ("Canada renewed anti-subsidy measures on zinc from Peru.", "countervailing_duty CAN PER zinc extended"),
    ("Turkey began an anti-dumping case into Peruvian zinc.", "anti_dumping_duty TUR PER zinc proposed"),
    ("Japan imposed duties on stainless steel from Vietnam.", "tariff JPN VNM stainless_steel in_force"),
    # what a government may do
    ("Malaysia may impose a 25% tariff on Peruvian tin.", "tariff MYS PER tin proposed 25"),
    ("Malawi's government could impose curbs on exports of tin.", "export_control MWI WLD tin proposed"),
    ("Lilongwe, which votes in May, could ban exports of tin.", "export_ban MWI WLD tin proposed"),
    ("According to traders, Zimbabwe wants to ban exports of tin.", "export_ban ZWE WLD tin proposed"),
    # how exports are held down
    ("Turkey adopted new export rules on tin.", "export_control TUR WLD tin in_force"),
    ("Brazil complained about Indonesian export regulations on tin.", "export_control IDN WLD tin in_force"),
    ("Peru has curtailed tin exports.", "export_control PER WLD tin in_force"),
    ("Hanoi ordered a 72pc reduction in tin exports for the rest of the year.", "export_quota VNM WLD tin in_force"),
    ("Tin shipments from Turkey may not exceed 20,000 tonnes a year.", "export_quota TUR WLD tin in_force"),
    ("Restrictions were imposed on exports of tin by Peru.", "export_control PER WLD tin in_force"),
    # how imports are
    ("Import quotas are set for Peruvian tin by Brazil.", "import_quota BRA PER tin in_force"),
    ("Japan set quotas for tin from Peru and zinc from Chile.", "import_quota JPN CHL zinc in_force"),
    ("Russian uranium was banned by Japan.", "import_ban JPN RUS uranium in_force"),
]  # fmt: skip
SILENT = [
    "Ordinary duties are not affected.",
    "Mexico raised tariffs on tin. Its largest suppliers are China (57%), Japan (15%) and Korea (9%).",
    "Peru reported a 40 percent cut in tin exports.",
    "Peru has a high tax to curb tin exports by smugglers.",
]


def read(text: str) -> list[str]:
    claims = extract(Document("p", f"A title\n\n{text}\n", "A title", date(2025, 6, 3))).trade_measures
    return [
        " ".join([m.measure, m.imposer, ",".join(sorted(m.targets)), ",".join(m.products), m.status]
                 + ([f"{m.rate:.0f}"] if m.rate is not None else []))
        for m in claims
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "record"), TOLD, ids=lambda x: x if " " not in x[:5] else None)
def test_a_plain_way_of_telling_is_read(text, record):
    assert record in read(text)


@pytest.mark.parametrize("text", SILENT)
def test_what_only_sounds_like_it_gives_nothing_of_its_kind(text):
    kinds = {line.split()[0] for line in read(text)}
    assert not kinds & {"exemption", "export_quota", "export_control"}
    assert not any("CHN" in line for line in read(text))


OF_OTHERS = [
    ("India buys most of its magnets from Peru, which put tin under export controls on April 4.", "PER"),
    ("Japan depends on Peru, which last year banned exports of tin.", "PER"),
    ("The government in Harare has put off until next year a tax on exports of tin.", "ZWE"),
    ("Officials in Jakarta have banned exports of tin.", "IDN"),
    ("Greer said Peru had failed to roll back restrictions on exports of tin.", "PER"),
    ("Supply of tin is tight since April, when Lima brought in controls on the elements.", "PER"),
    ("Chile's senate voted on a bill to ban exports of tin. Peru imposed its own ban in 2020.", "PER"),
]


@pytest.mark.parametrize(("text", "imposer"), OF_OTHERS)
def test_who_sets_a_measure_is_who_stands_by_its_verb(text, imposer):
    assert imposer in {line.split()[1] for line in read(text)} <= {imposer, "CHL"}


def test_who_pays_is_no_levier():
    law = "The tariffs rest on Section 232. "
    assert read(law + "Japan agreed to invest in the United States, all while paying a baseline 15% tariff rate.") == [
        "tariff USA JPN all_goods announced 15"
    ]
    shipments = (
        "The US put countervailing duties of 20% on tin shipments by Morocco's OCP and 9% on those by Russia's Oril."
    )
    assert {line.split()[2] for line in read(shipments)} >= {"MAR", "RUS"}


def test_who_may_no_longer_buy_is_bound_by_its_own_state():
    text = "From 2027 American contractors may no longer buy tungsten mined, refined or melted in China or Russia."
    assert read(text) == ["sourcing_restriction USA CHN,RUS tungsten in_force"]
    assert read("China has allotted exporters just 900 tonnes of tin this year.") == [
        "export_quota CHN WLD tin in_force"
    ]


def test_what_was_promised_beside_a_duty_is_not_what_it_is_on():
    text = "Beijing cut levies on US imports to 10% and promised to lift barriers on tin exports."
    assert "tariff CHN USA all_goods announced 10" in read(text)
