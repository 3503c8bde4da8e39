"""Plain sentences, put together from parts that any text may combine: who, what, of which goods, and what stands
around it (an opening, a speaker, an apposition, a reason behind). Each core has to be read whatever surrounds it."""

from dataclasses import dataclass
from datetime import date
from random import Random

import pytest

from critmin.claims.claim import Claims, Document
from critmin.claims.extract import extract

COUNTRIES = [
    ("Canada", "CAN", "Canadian"), ("India", "IND", "Indian"), ("Japan", "JPN", "Japanese"),
    ("Brazil", "BRA", "Brazilian"), ("Turkey", "TUR", "Turkish"), ("Australia", "AUS", "Australian"),
    ("China", "CHN", "Chinese"), ("Vietnam", "VNM", "Vietnamese"), ("South Africa", "ZAF", "South African"),
]  # fmt: skip
MINERALS = {"copper": "copper", "tin": "tin", "nickel": "nickel", "graphite": "graphite", "rare earths": "rare_earths"}
OPENINGS = [
    "", "", "On Monday, ", "Last week, ", "Meanwhile, ", "However, ", "In response, ", "According to customs figures, ",
    "As part of a wider strategy, ", "At the same time, ", "The report notes that ", "The minister said that ",
    "Data show that ", "It is well known that ", "He added that ",
]  # fmt: skip
ENDINGS = [
    "", "", ", the ministry said", ", according to official figures", " as part of a wider package",
    ", leaving buyers with few options", " amid rising tensions", ", while demand keeps rising", " (see chart)",
]  # fmt: skip
N, ENOUGH = 250, 0.98


@dataclass(frozen=True)
class Told:
    """A sentence without its end, and the record that a reader has to find in it."""

    core: str
    record: tuple


def tariff(pick: Random) -> Told:
    (who, imposer, of_who), (whom, target, of_whom) = pick.sample(COUNTRIES, 2)
    goods = pick.choice(list(MINERALS))
    subject = pick.choice([who, f"the {of_who} government", f"the government of {who}", f"{who}'s government"])
    verb = pick.choice(["imposed", "has put", "slapped", "has imposed", "levied", "placed", "introduced"])
    duty = pick.choice(["a 25% tariff", "25% tariffs", "a 25 percent duty", "tariffs", "steep new tariffs", "duties"])
    on_what = pick.choice(
        [
            f"{of_whom} {goods}", f"{goods} from {whom}", f"{goods} imports from {whom}", f"{of_whom} goods",
            f"imports of {goods} from {whom}", f"over $12 billion of {of_whom} imports", f"{whom}'s {goods} exports",
            f"more than $5 billion worth of goods from {whom}",
        ]
    )  # fmt: skip
    return Told(f"{subject} {verb} {duty} on {on_what}", ("tariff", imposer, target))


def export_ban(pick: Random) -> Told:
    who, imposer, _ = pick.choice(COUNTRIES)
    goods = pick.choice(list(MINERALS))
    core = pick.choice(
        [
            f"{who} has {pick.choice(['banned', 'halted', 'stopped', 'prohibited', 'blocked'])} {goods} exports",
            f"{who} {pick.choice(['imposed', 'announced'])} an outright ban on the export of {goods}",
            f"the government of {who} has banned exports of {goods}",
        ]
    )
    return Told(core, ("export_ban", imposer, None))


def import_share(pick: Random) -> Told:
    (who, dependent, _), (whom, supplier, _) = pick.sample(COUNTRIES, 2)
    goods, share = pick.choice(list(MINERALS)), pick.choice([62, 70, 85])
    about = pick.choice(["", "about ", "over ", "more than ", "nearly ", "some ", "an estimated "])
    leans = pick.choice(["relies on", "depends on", "is dependent on", "leans heavily on"])
    buys = pick.choice(["imports", "buys", "gets", "sources", "obtains"])
    core = pick.choice(
        [
            f"{who} {buys} {about}{share}% of its {goods} from {whom}",
            f"{who} {leans} {whom} for {about}{share}% of its {goods}",
            f"{whom} {pick.choice(['supplies', 'provides', 'supplied'])} {about}{share}% of {who}'s {goods} imports",
        ]
    )
    return Told(core, ("relies_on", dependent, supplier))


def world_share(pick: Random) -> Told:
    who, supplier, _ = pick.choice(COUNTRIES)
    goods, share = pick.choice(list(MINERALS)), pick.choice([62, 70, 85])
    about = pick.choice(["", "about ", "over ", "more than ", "nearly ", "some "])
    holds = pick.choice(["accounts for", "controls", "produces", "makes", "supplies", "is responsible for", "holds"])
    of_what = pick.choice(["the world's", "global", "worldwide"])
    what = pick.choice(["production", "supply", "output", "refining capacity"])
    return Told(f"{who} {holds} {about}{share} percent of {of_what} {goods} {what}", ("dominates", None, supplier))


def pact(pick: Random) -> Told:
    (who, one, _), (whom, other, _) = pick.sample(COUNTRIES, 2)
    paper = pick.choice(["a memorandum of understanding", "an agreement", "a framework agreement", "a pact", "an MoU"])
    signs = pick.choice(["signed", "inked", "concluded", "reached"])
    about = pick.choice(["critical minerals", f"{pick.choice(list(MINERALS))} supply chains"])
    core = pick.choice(
        [
            f"{who} and {whom} {signs} {paper} on {about}",
            f"{who} {pick.choice(['signed', 'has signed', 'struck'])} {paper} with {whom} on {about}",
            f"{paper} on {about} was signed between {who} and {whom}",
        ]
    )
    return Told(core, ("agreement", one, other))


def is_read(record: tuple, claims: Claims) -> bool:
    kind, first, second = record
    if kind == "agreement":
        return any({first, second} <= set(a.parties) for a in claims.agreements)
    if kind in ("relies_on", "dominates"):
        found = {(d.relation, d.dependent, d.supplier) for d in claims.dependencies}
        return (kind, first, second) in found
    return any((m.measure, m.imposer) == (kind, first) and second in (None, *m.targets) for m in claims.trade_measures)


@pytest.mark.parametrize("core", [tariff, export_ban, import_share, world_share, pact], ids=lambda c: c.__name__)
def test_a_plain_sentence_is_read_whatever_stands_around_it(core):
    pick = Random(41)
    missed = []
    for _ in range(N):
        told = core(pick)
        words = pick.choice(OPENINGS) + told.core + pick.choice(ENDINGS) + "."
        text = words[0].upper() + words[1:]
        if not is_read(told.record, extract(Document("p", f"A title\n\n{text}\n", "A title", date(2025, 6, 3)))):
            missed.append(text)
    assert len(missed) <= (1 - ENOUGH) * N, "\n".join(missed)
