"""A plain reader of claims: our seeds' terms, found by spaCy's PhraseMatcher, and one rule a list over each sentence.

It is what somebody writes in an afternoon, and the yardstick of `benchmarks/scores.py`:
  two countries and a word for an agreement       an agreement of these countries
  a country and a word for a measure              a measure of the first country against the others
  a country, a mineral and a word for dependency  a dependency on, or of, that country
It knows no negation, no hedges, no dates and nothing from one sentence to the next.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from critmin.claims.claim import Document
from critmin.vocabulary import seed

MEASURES = {
    "tariff": "tariff|tariffs|duty|duties|levy|levies",
    "export_control": "export control|export controls|export restrictions|export curbs",
    "export_ban": "export ban|export bans|ban on exports|banned exports|bans exports|ban exports",
    "export_quota": "export quota|export quotas",
    "export_tax": "export tax|export taxes|export duty|export duties",
    "import_ban": "import ban|import bans|ban on imports",
    "import_quota": "import quota|import quotas",
    "licensing": "export licence|export licences|export license|export licenses|export permits|licensing",
    "anti_dumping_duty": "anti-dumping duty|anti-dumping duties|antidumping duties",
    "countervailing_duty": "countervailing duty|countervailing duties",
    "exemption": "exemption|exemptions|exempt|exempted",
}
MEASURE_STATUS = {
    "suspended": "suspend|suspended|suspends|suspension|paused",
    "withdrawn": "withdrawn|scrapped|lifted|no longer",
    "threatened": "threatened|threatens|threat",
    "proposed": "proposed|proposes|proposal|plans to",
    "scheduled": "will|from next month|takes effect|take effect",
}
AGREEMENT_STATUS = {
    "signed": "signed|sign|signs|signing",
    "agreed": "agreed|agree|agrees",
    "under_negotiation": "negotiating|talks|negotiations",
}
RELATIONS = {
    "relies_on": "rely|relies|reliance|reliant|depend|depends|dependent|dependence|imports from|came from|come from",
    "dominates": "dominates|dominate|dominance|controls|accounts for|account for|of the world's|of global",
    "producer": "producer|produces|produced|mines|mined|output",
}
RANKS = {"1": "largest|biggest|leading|top", "2": "second-largest|second largest|second-biggest"}
CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP"}
SCALES = {"million": 10**6, "m": 10**6, "billion": 10**9, "bn": 10**9, "trillion": 10**12}

_MONEY = re.compile(r"(?:US|A|C)?([$€£])\s?(\d[\d,]*(?:\.\d+)?)\s?(million|billion|trillion|bn|m)\b")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s?(?:%|per ?cent\b|pc\b)")
_YEAR = re.compile(r"\b20[012]\d\b")


@dataclass
class Sentence:
    """A sentence and what the matcher found in it: values by kind, in order, each once."""

    text: str
    found: dict[str, list[str]] = field(default_factory=dict)

    def all(self, kind: str) -> list[str]:
        """The values of a kind; empty without one."""
        return self.found.get(kind, [])

    def first(self, kind: str, otherwise: str | None = None) -> str | None:
        """The first value of a kind."""
        return next(iter(self.all(kind)), otherwise)


def read(document: Document) -> dict[str, list[dict]]:
    """The claims of a document in the schema of gold."""
    lists: dict[str, dict[tuple, dict]] = {"agreements": {}, "trade_measures": {}, "dependencies": {}}
    for sentence in sentences(document.text):
        for name, record, key in _records(sentence):
            _merge(lists[name].setdefault(key, record), record)
    return {name: list(records.values()) for name, records in lists.items()}


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text with their terms; a paragraph ends a sentence."""
    from spacy.util import filter_spans

    nlp, matchers = _matcher()
    for paragraph in re.split(r"\n\s*\n", text):
        parsed = nlp(" ".join(paragraph.split()))
        spans = filter_spans([span for matcher in matchers for span in matcher(parsed, as_spans=True)])
        for sentence in parsed.sents:
            one = Sentence(sentence.text)
            for span in spans:
                if sentence.start <= span.start and span.end <= sentence.end:
                    kind, _, value = span.label_.partition(":")
                    values = one.found.setdefault(kind, [])
                    if value not in values:
                        values.append(value)
            yield one


@cache
def _matcher() -> tuple:
    """A blank English pipeline that splits sentences, and the matchers for terms with and without their case."""
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    as_written, any_case = PhraseMatcher(nlp.vocab, attr="ORTH"), PhraseMatcher(nlp.vocab, attr="LOWER")
    for is_cased, phrase, kind, value in _terms():
        matcher = as_written if is_cased else any_case
        matcher.add(f"{kind}:{value}", [nlp.make_doc(phrase)])
    return nlp, (as_written, any_case)


def _terms() -> Iterator[tuple[bool, str, str, str]]:
    """(case matters, phrase, kind, value): the seeds' names and cue words, then the words for events above."""
    for row in seed("country_names"):
        yield True, row["name"], "trap" if row["kind"] == "trap" else "country", row["iso3"]
    for row in seed("mineral_names"):
        yield bool(row["letter_case"]), row["name"], "mineral" if row["mineral"] else "trap", row["mineral"]
    for row in seed("cue_words"):
        if row["domain"] in ("agreement_head", "instrument", "stage"):
            yield False, row["words"], row["domain"], row["term"]
    events = {
        "measure": MEASURES, "measure_status": MEASURE_STATUS, "agreement_status": AGREEMENT_STATUS,
        "relation": RELATIONS, "rank": RANKS,
    }  # fmt: skip
    for kind, values in events.items():
        for value, words in values.items():
            for phrase in words.split("|"):
                yield False, phrase, kind, value


def _records(sentence: Sentence) -> Iterator[tuple[str, dict, tuple]]:
    """(list, record, what makes it the same record) for each claim of a sentence."""
    countries, minerals = sentence.all("country"), sentence.all("mineral")
    percent = _PERCENT.search(sentence.text)
    if len(countries) >= 2 and sentence.first("agreement_head"):
        yield "agreements", _agreement(sentence), tuple(sorted(countries))
    if countries and sentence.first("measure"):
        record = _measure(sentence, float(percent.group(1)) if percent else None)
        yield "trade_measures", record, (record["measure"], record["imposer"], record["rate"])
    if countries and minerals and sentence.first("relation"):
        record = _dependency(sentence, float(percent.group(1)) if percent else None)
        yield "dependencies", record, (record["relation"], record["dependent"], record["supplier"], *minerals)


def _agreement(sentence: Sentence) -> dict:
    amounts = [
        {
            "value": float(number.replace(",", "")) * SCALES[scale],
            "currency": CURRENCIES[sign],
            "qualifier": "exactly",
            "by": None,
        }
        for sign, number, scale in _MONEY.findall(sentence.text)
    ]
    return {
        "kind": sentence.first("agreement_head"),
        "status": sentence.first("agreement_status", "announced"),
        "signed_on": None,
        "parties": sentence.all("country"),
        "minerals": sentence.all("mineral"),
        "stages": sentence.all("stage"),
        "instruments": sentence.all("instrument"),
        "amounts": amounts,
        "evidence": sentence.text,
    }


def _measure(sentence: Sentence, percent: float | None) -> dict:
    imposer, *targets = sentence.all("country")
    return {
        "measure": sentence.first("measure"),
        "imposer": imposer,
        "targets": targets or ["WLD"],
        "products": sentence.all("mineral") or ["all_goods"],
        "rate": percent,
        "rate_unit": None if percent is None else "ad_valorem_pct",
        "status": sentence.first("measure_status", "in_force"),
        "announced_on": None,
        "effective_on": None,
        "evidence": sentence.text,
    }


def _dependency(sentence: Sentence, percent: float | None) -> dict:
    relation = sentence.first("relation")
    first, *others = sentence.all("country")
    year, rank = _YEAR.search(sentence.text), sentence.first("rank")
    relies = relation == "relies_on"
    return {
        "relation": relation,
        "dependent": first if relies else None,
        "supplier": next(iter(others), None) if relies else first,
        "minerals": sentence.all("mineral"),
        "stage": sentence.first("stage"),
        "share_pct": percent,
        "rank": int(rank) if rank else None,
        "year": int(year.group()) if year else None,
        "evidence": sentence.text,
    }


def _merge(known: dict, again: dict) -> None:
    """Add what another sentence says of the same thing: lists grow, other values stay."""
    for name, value in again.items():
        if isinstance(value, list):
            known[name] = known[name] + [item for item in value if item not in known[name]]
