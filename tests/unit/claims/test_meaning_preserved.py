"""What does not change the meaning of a text does not change its claims.

Pairs are made from the samples and the open half of the gold set (spellings, forms of figures, dates and money, page
furniture) and from sentences put together of parts (active and passive voice, order of clauses).
"""

import random
import re
from collections import Counter
from datetime import date
from itertools import product

import pytest
from reading import read

from critmin.claims.claim import Document
from critmin.claims.extract import extract
from critmin.settings import PROJECT
from goldset import pages

LISTS = ("agreements", "trade_measures", "dependencies")
ROOM = 0.99  # at least so many of the pairs must give the same claims
SEED = 29
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def told(text: str, title: str | None = None, day: date | None = None) -> Counter:
    """The claims of a text without the words they rest on."""
    found = extract(Document("d", text, title, day))
    out: Counter = Counter()
    for name in LISTS:
        for claim in getattr(found, name):
            fields = {
                k: v
                for k, v in vars(claim).items()
                if k not in ("evidence", "other_evidence", "confidence", "rule", "said_by", "name", "deadline_text")
            }
            if "amounts" in fields:
                fields["amounts"] = tuple((a.value, a.currency, a.qualifier, a.by) for a in claim.amounts)
            out[(name, repr(sorted(fields.items(), key=lambda kv: kv[0])))] += 1
    return out


def per_cent(text: str) -> str:
    return re.sub(r"(?<=\d)\s?(?:%|per cent\b|pc\b|percent\b)", " per cent", text)


def sign_of_per_cent(text: str) -> str:
    return re.sub(r"(?<=\d)(?:\sper cent\b|pc\b|\spercent\b)", "%", text)


def american(text: str) -> str:
    for british, other in (
        ("aluminium", "aluminum"), ("Aluminium", "Aluminum"), ("licences", "licenses"), ("licence", "license"),
        ("programme", "program"), ("defence", "defense"), ("Defence", "Defense"), ("labour", "labor"),
        ("neighbouring", "neighboring"), ("sulphate", "sulfate"), ("centre", "center"), ("favour", "favor"),
    ):  # fmt: skip
        text = re.sub(rf"\b{british}\b", other, text)
    return text


def american_dates(text: str) -> str:
    return re.sub(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})\b", r"\2 \1, \3", text)


def ordinal_dates(text: str) -> str:
    def ordinal(m: re.Match) -> str:
        n = int(m[1])
        end = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
        return f"{n}{end} {m[2]}"

    return re.sub(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)})\b", ordinal, text)


def other_money(text: str) -> str:
    """$2bn as $2 billion, and the other way round."""
    other = {"bn": " billion", "mn": " million", " billion": "bn", " million": "mn"}
    return re.sub(r"(?<=\d)(bn|mn|\sbillion|\smillion)\b", lambda m: other[m[1]], text)


def dotted(text: str) -> str:
    return re.sub(r"\bUS\b(?!\$)", "U.S.", text)


def curly(text: str) -> str:
    return re.sub(r"(?<=\w)'(?=\w)", "’", text)


def furnished(text: str) -> str:
    head, _, rest = text.partition("\n")
    menu = "Home | News | Markets | Contact\nShare this article\n\n"
    foot = "\n\nRelated articles\nSubscribe to our newsletter\n\n© 2025 All rights reserved\n"
    return f"{head}\n\n{menu}{rest.lstrip()}{foot}"


def wrapped(text: str) -> str:
    """Lines broken at some 72 characters, as mail and plain-text pages have them."""
    out = []
    for block in text.split("\n\n"):
        if re.search(r"^\s*(?:[-*•|#]|\d+[.)])", block, re.MULTILINE) or "\n" in block.strip():
            out.append(block)
            continue
        line, lines = "", []
        for word in block.split(" "):
            if len(line) + len(word) > 72:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip() if line else word
        out.append("\n".join([*lines, line]))
    return "\n\n".join(out)


CHANGES = (
    per_cent,
    sign_of_per_cent,
    american,
    american_dates,
    ordinal_dates,
    other_money,
    dotted,
    curly,
    furnished,
    wrapped,
)


def documents() -> list[tuple[str, str]]:
    found = []
    for folder in (PROJECT / "samples" / "articles", PROJECT / "tests" / "gold"):
        for page in pages(folder):
            if page.suffix != ".html":
                found.append((page.stem, page.read_text(encoding="utf-8")))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGES, ids=lambda c: c.__name__)
def test_a_document_in_another_dress_gives_the_same_claims(change):
    day = date(2025, 11, 3)
    pairs = different = 0
    worst = []
    for name, text in documents():
        other = change(text)
        if other == text:
            continue
        before, after = told(text, None, day), told(other, None, day)
        n = max(1, (before | after).total())
        pairs += n
        gone = (before - after) + (after - before)
        different += min(n, max(gone.total() - (before - after).total(), (before - after).total()))
        if gone:
            worst.append(name)
    assert pairs >= 10
    assert 1 - different / pairs >= ROOM, (change.__name__, different, pairs, worst)


COUNTRIES = ["Chile", "Japan", "Canada", "Brazil", "Norway", "Kazakhstan", "Zambia", "Peru", "Vietnam", "Morocco"]
MINERALS = ["lithium", "cobalt", "gallium", "graphite", "antimony", "tungsten", "nickel", "copper"]
SAME = (  # ways of telling one thing
    (
        "{a} imposed a {r} tariff on {m} imports from {b}.",
        "A {r} tariff on {m} imports from {b} was imposed by {a}.",
        "{a} has imposed a tariff of {r} on imports of {m} from {b}.",
    ),
    (
        "{a} banned exports of {m}.",
        "Exports of {m} were banned by {a}.",
        "{a} banned {m} exports.",
    ),
    (
        "{a} and {b} signed a memorandum of understanding on {m} on 3 March 2025.",
        "A memorandum of understanding on {m} was signed by {a} and {b} on 3 March 2025.",
        "On 3 March 2025, {a} and {b} signed a memorandum of understanding on {m}.",
        "{a} signed a memorandum of understanding on {m} with {b} on 3 March 2025.",
    ),
    (
        "{a} imports {r} of its {m} from {b}.",
        "{r} of {a}'s {m} imports come from {b}.",
        "{b} supplies {r} of {a}'s {m} imports.",
        "{b} accounts for {r} of {a}'s imports of {m}.",
    ),
    (
        "{a} produces {r} of the world's {m}.",
        "{r} of the world's {m} is produced by {a}.",
        "{a} accounts for {r} of global {m} production.",
        "{a} accounts for {r} of the world's {m} output.",
    ),
    (
        "{a} relies on {b} for {m}.",
        "{a} is dependent on {b} for {m}.",
        "{a} depends on {b} for its {m}.",
    ),
)  # fmt: skip


@pytest.mark.slow
def test_voice_and_order_do_not_change_what_is_claimed():
    chance = random.Random(SEED)
    pairs = different = 0
    wrong = Counter()
    for n, ways in enumerate(SAME):
        for (a, b), m in product(zip(COUNTRIES, COUNTRIES[3:] + COUNTRIES[:3], strict=True), MINERALS):
            rate = f"{chance.choice([12, 18, 25, 35, 45, 60, 75, 90])}{chance.choice(['%', ' per cent', 'pc'])}"
            texts = [way.format(a=a, b=b, m=m, r=rate) for way in ways]
            first = loose(texts[0])
            assert first, texts[0]
            for text in texts[1:]:
                pairs += 1
                if loose(text) != first:
                    different += 1
                    wrong[(n, ways[texts.index(text)])] += 1
    assert pairs >= 1_200
    assert 1 - different / pairs >= ROOM, (different, pairs, wrong.most_common(8))


def loose(text: str) -> list:
    """What a sentence claims, in the fields that its wording does not decide."""
    found = read(text)
    return [
        *sorted((a.kind, frozenset(a.parties), a.minerals, a.status, a.signed_on) for a in found.agreements),
        *sorted((t.measure, t.imposer, t.targets, t.products, t.rate) for t in found.trade_measures),
        *sorted(
            (d.relation, d.dependent or "", d.supplier or "", d.minerals, d.share_pct or 0) for d in found.dependencies
        ),
    ]
