"""Bans, controls, quotas, licences and taxes on exports, read by grammar: R3 (one measure, many wordings)."""

from datetime import date

import pytest

from critmin.claims.claim import Document
from critmin.claims.context import Context
from critmin.claims.trade_measures import read

PUBLISHED = date(2025, 11, 20)


def told(text):
    """(measure, imposer, targets, products, status) of a note that says this and no more."""
    document = Document("note", f"Trade note\n\n{text}\n", title="Trade note", published_on=PUBLISHED)
    return [(c.measure, c.imposer, c.targets, c.products, c.status) for c in read(Context.of(document))]


def days(text):
    """(status, announced, effective, expires) of the first measure."""
    document = Document("note", f"Trade note\n\n{text}\n", title="Trade note", published_on=PUBLISHED)
    c = read(Context.of(document))[0]
    return c.status, c.announced_on, c.effective_on, c.expires_on


WLD = ("WLD",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lima's ore ban has filled the zinc smelters.", ("export_ban", "PER", WLD, ("zinc",), "in_force")),
        ("Bolivia has put a stop to shipments of raw tin.", ("export_ban", "BOL", WLD, ("tin",), "in_force")),
        ("A ban by Ghana on exports of bauxite holds.", ("export_ban", "GHA", WLD, ("aluminum",), "in_force")),
        ("Curbs that Turkey placed on chrome hurt mills.", ("export_control", "TUR", WLD, ("chromium",), "in_force")),
        (
            "Peru tightened controls on exports of tungsten to Japanese users.",
            ("export_control", "PER", ("JPN",), ("tungsten",), "in_force"),
        ),
        (
            "Vietnam added three metals - tin, bismuth and indium - to its control list.",
            ("export_control", "VNM", WLD, ("tin", "bismuth", "indium"), "in_force"),
        ),
        (
            "Exports of tellurium from Kazakhstan now need a government permit.",
            ("licensing", "KAZ", WLD, ("tellurium",), "in_force"),
        ),
        (
            "Ghana limits manganese exports to 40,000 tonnes for the rest of the year.",
            ("export_quota", "GHA", WLD, ("manganese",), "in_force"),
        ),
        (
            "The cabinet of Guinea will allow miners to ship up to 90,000 tonnes of bauxite a year.",
            ("export_quota", "GIN", WLD, ("aluminum",), "announced"),
        ),
        (
            "In 2009 Russia cut off Poland from palladium for two months.",
            ("export_ban", "RUS", ("POL",), ("palladium",), "expired"),
        ),
        (
            "Tellurium and tin may not be exported from Chile without a permit.",
            ("licensing", "CHL", WLD, ("tellurium", "tin"), "in_force"),
        ),
        (
            "The ministry will not approve the export of tin to Japan, Peru said.",
            ("export_ban", "PER", ("JPN",), ("tin",), "announced"),
        ),
        (
            "The notice adds tin to the controlled items, Peru said.",
            ("export_control", "PER", WLD, ("tin",), "in_force"),
        ),
        (
            "The Peruvian government may stop miners from selling tin ore abroad.",
            ("export_ban", "PER", WLD, ("tin",), "proposed"),
        ),
        ("Peru will no longer export raw tin.", ("export_ban", "PER", WLD, ("tin",), "announced")),
        (
            "EU sanctions on Russia include a ban on nickel imports.",
            ("import_ban", "EUU", ("RUS",), ("nickel",), "in_force"),
        ),
        ("Chilean zinc can only be exported with a licence.", ("licensing", "CHL", WLD, ("zinc",), "in_force")),
        (
            "In principle, exports of tin to Japan shall not be permitted, Peru said.",
            ("export_ban", "PER", ("JPN",), ("tin",), "in_force"),
        ),
        (
            "It follows bans by Peru on tin and by Chile on lithium.",
            ("export_ban", "CHL", WLD, ("lithium",), "in_force"),
        ),
        ("Mills stop because Peru is withholding zinc.", ("export_ban", "PER", WLD, ("zinc",), "in_force")),
        ("Tin has been under export control in Chile since May.", ("export_control", "CHL", WLD, ("tin",), "in_force")),
        (
            "Peru is suspending Notice No. 4, which banned exports of tin to Japan.",
            ("export_ban", "PER", ("JPN",), ("tin",), "suspended"),
        ),
        (
            "The quotas, set by the Peruvian regulator, allow 900 tonnes of tin to leave the country this year.",
            ("export_quota", "PER", WLD, ("tin",), "in_force"),
        ),
        ("Japan has been cut off from Chilean lithium.", ("export_ban", "CHL", ("JPN",), ("lithium",), "in_force")),
        (
            "Chile bans exports of technology to process lithium.",
            ("export_ban", "CHL", WLD, ("lithium_processing_technology",), "in_force"),
        ),
        (
            "Chile generally denies licences for exports of lithium to Japan.",
            ("export_ban", "CHL", ("JPN",), ("lithium",), "in_force"),
        ),
        (
            "India directs Moxel Ltd to halt tin exports to Japan.",
            ("export_ban", "IND", ("JPN",), ("tin",), "announced"),
        ),
        (
            "Japan called on Chile to remove its curbs on exports of tin.",
            ("export_control", "CHL", WLD, ("tin",), "in_force"),
        ),
        ("Norway has banned imports of Russian nickel.", ("import_ban", "NOR", ("RUS",), ("nickel",), "in_force")),
        ("Norway announced a ban on Russian nickel.", ("import_ban", "NOR", ("RUS",), ("nickel",), "announced")),
    ],
)
def test_a_measure_is_read_from_nouns_verbs_and_relative_clauses(text, expected):
    """R3: the noun, its owner, the verb and the relative clause tell the same measure."""
    assert expected in told(text)


@pytest.mark.parametrize(
    ("act", "status"),
    [
        ("Gabon lifted its ban on exports of manganese ore.", "withdrawn"),
        ("Gabon will not lift its ban on exports of manganese ore.", "in_force"),
        ("The lifting of Gabon's export ban on manganese is not on the table.", "in_force"),
        ("With the expiry of the Gabonese moratorium on manganese exports, ships sailed.", "expired"),
        ("Gabon suspended its ban on exports of manganese to the EU.", "suspended"),
        ("Gabon's export ban on manganese, prolonged in June, was scrapped in August.", "withdrawn"),
        ("Gabon is considering curbs on exports of manganese.", "proposed"),
        ("Gabon's cabinet wants a tax on exports of manganese ore.", "proposed"),
        ("Gabon threatened to cut off supplies of manganese to Swiss traders.", "threatened"),
        ("Gabon plans to end exports of raw manganese.", "announced"),
        ("Gabon abolished its manganese export quotas after a ruling.", "withdrawn"),
        ("The Gabonese senate dropped a plan to ban manganese exports.", "withdrawn"),
        ("Gabon will not enforce its April controls on exports of manganese.", "suspended"),
        ("Gabon will charge a duty on manganese exports.", "announced"),
        ("Gabon eased its controls on exports of manganese.", "reduced"),
    ],
)
def test_the_verb_that_acts_on_a_measure_gives_its_status(act, status):
    """R3: lifting, expiry, suspension, plans and threats, told by verbs or by nouns."""
    assert [t[4] for t in told(act)] == [status]


@pytest.mark.parametrize(
    "text",
    [
        "Analysts expect Indonesia to ban exports of copper concentrate.",
        "If Chile were to ban exports of lithium, carmakers would close plants.",
        "Chile denied that it had banned exports of lithium.",
        "Chile has not banned exports of lithium.",
        "There is no ban on exports of copper from Chile.",
        "An export ban on copper would hurt Chile.",
        "It would be good to ban exports of copper, a Chilean senator said.",
        "Chile's control of lithium exports gives it leverage.",
        "Chile rules out a lithium export ban.",
        "Chile revoked the export licence of a copper miner.",
        "Chile approved some export licences for lithium.",
        "Countries have long banned exports of raw lithium ore.",
    ],
)
def test_what_is_denied_feared_or_only_imagined_is_no_measure(text):
    """R3: talk of a measure is none."""
    assert told(text) == []


def test_days_of_a_measure_are_told_apart():
    """R3: made public, starts, ends."""
    assert days("Peru will ban exports of raw zinc from 1 March 2027.") == ("scheduled", None, date(2027, 3, 1), None)
    assert days("On April 4, Peru imposed export controls on zinc.") == ("in_force", date(2025, 4, 4), None, None)
    assert days("Peru suspended its export ban on zinc until 5 May 2026.") == (
        "suspended",
        None,
        None,
        date(2026, 5, 5),
    )
    assert days("Peru stopped the export of zinc ore on 1 January 2020.") == (
        "in_force",
        None,
        date(2020, 1, 1),
        None,
    )


def test_later_sentences_go_on_about_the_measure():
    """R3: "the ban" and "it" are the measure before; what they add is one record."""
    text = (
        "Peru banned exports of zinc ore in March. The ban also covers tin. The ban was lifted in June, "
        "the mining ministry said."
    )
    assert told(text) == [("export_ban", "PER", WLD, ("zinc", "tin"), "withdrawn")]


def test_measures_of_two_months_on_one_group_stay_two():
    """R3: "the October curbs" are not those of April."""
    text = (
        "Peru on Monday suspended for a year the wider zinc curbs it announced in October. "
        "The controls that it introduced in April on zinc exports are unaffected."
    )
    assert [(t[0], t[4]) for t in told(text)] == [("export_control", "suspended"), ("export_control", "in_force")]


def test_general_licences_stand_beside_the_controls():
    """R3: a general licence is a measure of its own, a suspended control another."""
    text = (
        "Peru will suspend the implementation of its new export controls on zinc and tin. "
        "Peru will issue general licences valid for exports of zinc and tin for the benefit of Japanese end users."
    )
    assert told(text) == [
        ("export_control", "PER", WLD, ("zinc", "tin"), "suspended"),
        ("licensing", "PER", ("JPN",), ("zinc", "tin"), "announced"),
    ]


def test_a_bill_is_a_proposal_and_a_retaliation_names_no_tariff_of_ones_own():
    """R3: a bill that would ban; "in retaliation for" another's tariffs."""
    assert told("Peru's parliament is debating a bill that would restrict exports of zinc.")[0][4] == "proposed"
    found = told("Peru placed restrictions on shipments of zinc in retaliation for Donald Trump's tariffs.")
    assert [t[0] for t in found] == ["export_control"]


def test_these_minerals_are_those_told_before_and_know_how_stands_next_to_its_goods():
    """R3: "these critical minerals" points back; "crucial for technology" makes no technology of tin."""
    text = "Peru put tin and zinc under export control. Exporters of these critical minerals must apply for permits."
    assert [t[3] for t in told(text)] == [("tin", "zinc")]
    assert told("Peru banned exports of tin, a metal crucial for modern technology.")[0][3] == ("tin",)


def test_long_ago_is_told_by_the_last_year_of_a_text_without_a_day():
    """R3: without a day of its own, a text's last year says what lies far behind."""
    text = (
        "Trade note\n\nIn 2010 Peru restricted zinc exports to Japan. In 2025 Peru placed tin under export control.\n"
    )
    claims = read(Context.of(Document("note", text, title="Trade note", published_on=None)))
    assert [(c.targets, c.status) for c in claims] == [(("JPN",), "expired"), (WLD, "in_force")]
