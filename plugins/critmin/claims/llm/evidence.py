"""Which of a model's claims the document bears out. The rest is dropped, each with its reason.

A claim stands when its quote stands in the text word for word, nothing in the quoted sentence speaks to a machine, its
codes are of our vocabulary, its parties and minerals are named in the document, and its figures are those of the quoted
sentence (sums: of the document). So a model that makes things up, or obeys an article, can at worst repeat the article.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from critmin import vocabulary
from critmin.claims.claim import (
    AgreementClaim,
    Amount,
    Claim,
    Claims,
    DependencyClaim,
    Document,
    Quote,
    TradeMeasureClaim,
)
from critmin.claims.context import Context, groups_of
from critmin.claims.llm.answer import Answer, SaidAgreement, SaidAmount, SaidDependency, SaidMeasure

CONFIDENCE = 0.5  # nobody has measured how often a model that somebody chose is right
SHORTEST, LONGEST = 12, 1_500  # characters of a quote: "China" is said everywhere, a page says nothing
_SPEAKS_TO_A_MACHINE = re.compile(
    r"\b(?:(?:ignore|disregard|forget)\s(?:(?:all|any|the|your|these|those)\s){0,3}(?:previous|prior|earlier|above|other)|"
    r"(?:previous|prior|above|system|following) (?:instructions?|prompts?)|system prompt|as an ai\b|"
    r"you are (?:an?|now) [\w\s-]{0,30}(?:assistant|model|reader|extractor|parser)|language models?|"
    r"(?:assistant|system|user)\s?:|(?:^|[.:;!?]\s|\band\s|\bplease\s|\bmust\s)"
    r"(?:record|output|extract|emit|insert|list)\s"
    r"(?:that|this|the following|as|an?\s(?:\w+\s)?(?:agreement|measure|tariff|ban|dependency|claim|fact))\b|"
    r"json\b|</?\w+>)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_SAID_FRACTIONS = {"half": 50, "third": 33, "two-thirds": 66, "quarter": 25, "three-quarters": 75, "all": 100}


@dataclass(frozen=True)
class Dropped:
    """A claim of a model that does not stand, and why."""

    list_name: str  # agreements | trade_measures | dependencies
    reason: str  # quote_not_found | quote_length | speaks_to_machine | unknown_code | not_named | figure_not_stated ...
    says: str  # the claim in short


class _DoesNotStand(Exception):
    """The reason why one claim is dropped."""


@dataclass
class _Text:
    """What a document names, to hold claims against."""

    document: Document
    context: Context
    named: set[str] = field(default_factory=set)
    minerals: set[str] = field(default_factory=set)
    sums: set[tuple[Decimal, str]] = field(default_factory=set)
    words: str = ""
    flat: str = ""  # the text with every run of blanks and line breaks as one blank
    places: list[int] = field(default_factory=list)  # where each character of `flat` stands in the text

    @classmethod
    def of(cls, document: Document) -> "_Text":
        """Read the mentions of a document once."""
        text = cls(document, Context.of(document), words=f" {_words(document.text)} ")
        kept = []
        for m in re.finditer(r"\s+|\S+", document.text):
            piece = " " if m.group().isspace() else m.group()
            kept.append(piece)
            text.places.extend(range(m.start(), m.start() + len(piece)))
        text.flat = "".join(kept)
        for i in range(len(text.context)):
            for mention in text.context.folded(i).mentions:
                for part in mention.each:
                    if part.sign in "CG":
                        text.named.update(part.values)
                    elif part.sign in "MP":
                        text.minerals.update(part.values)
                    elif part.sign == "U" and part.item is not None:
                        text.sums.add((part.item.value, part.item.currency))
        text.minerals.update(*(groups_of(m) for m in tuple(text.minerals)))
        return text

    def quote(self, words: str) -> Quote:
        """The place of a quote; line breaks and runs of blanks count as one blank. Raises _DoesNotStand."""
        if not SHORTEST <= len(words.strip()) <= LONGEST:
            raise _DoesNotStand("quote_length")
        wanted = " ".join(words.split())
        found = self.flat.find(wanted)
        if found < 0:
            raise _DoesNotStand("quote_not_found")
        start, end = self.places[found], self.places[found + len(wanted) - 1] + 1
        place = Quote(self.document.text[start:end], start, end)
        around = [s for s in self.context.page.sentences if s.start < place.quote_end and place.quote_start < s.end]
        if any(_SPEAKS_TO_A_MACHINE.search(piece) for piece in (place.quote, *(s.text for s in around))):
            raise _DoesNotStand("speaks_to_machine")
        return place

    def party(self, code: str | None) -> str | None:
        """A party that the document names. Raises _DoesNotStand."""
        if code is None:
            return None
        if code.startswith("org:") and code[4:].strip():
            if code not in self.named and f" {_words(code[4:])} " not in self.words:
                raise _DoesNotStand("not_named")
            return code
        if code not in vocabulary.countries():
            raise _DoesNotStand("unknown_code")
        if code not in self.named:
            raise _DoesNotStand("not_named")
        return code

    def parties(self, codes: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.party(code) or "" for code in codes))

    def matter(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Minerals that the document names, or groups of those. Raises _DoesNotStand."""
        for code in codes:
            if code not in vocabulary.minerals():
                raise _DoesNotStand("unknown_code")
            if code not in self.minerals:
                raise _DoesNotStand("not_named")
        return tuple(dict.fromkeys(codes))

    def figure(self, value: Decimal | None, place: Quote) -> Decimal | None:
        """A rate or share that the quote states, in figures or as a fraction in words. Raises _DoesNotStand."""
        if value is None:
            return None
        said = {Decimal(n.replace(",", "")) for n in _NUMBER.findall(place.quote)}
        said |= {Decimal(n) for word, n in _SAID_FRACTIONS.items() if word in _words(place.quote).split()}
        for i, sentence in enumerate(self.context.page.sentences):
            if sentence.start < place.quote_end and place.quote_start < sentence.end:
                for mention in self.context.folded(i).of("R"):
                    item = mention.item
                    said |= {v for v in (item.value, item.low, item.high) if v is not None}
        if not any(abs(abs(value) - v) < 1 if v != v.to_integral_value() else abs(value) == v for v in said):
            raise _DoesNotStand("figure_not_stated")
        return value


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _one_of(value: str | None, domain: str) -> str | None:
    if value is not None and value not in vocabulary.terms(domain):
        raise _DoesNotStand("unknown_code")
    return value


def _all_of(values: Iterable[str], accepted: frozenset[str]) -> tuple[str, ...]:
    if not set(values) <= accepted:
        raise _DoesNotStand("unknown_code")
    return tuple(dict.fromkeys(values))


def _day(text: str | None) -> date | None:
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        raise _DoesNotStand("no_such_day") from None
    if day and not 1900 <= day.year <= 2100:
        raise _DoesNotStand("no_such_day")
    return day


def standing(answer: Answer, document: Document, model: str) -> tuple[Claims, tuple[Dropped, ...]]:
    """The claims of an answer that the document bears out, and what was dropped. `model` becomes their rule."""
    text = _Text.of(document)
    dropped: list[Dropped] = []

    def kept(list_name: str, said: Iterable, read: Callable) -> tuple:
        found = []
        for one in said:
            try:
                claim = read(one, text, model)
                if any(_key(claim) == _key(other) for other in found):
                    raise _DoesNotStand("said_twice")
                found.append(claim)
            except _DoesNotStand as why:
                dropped.append(Dropped(list_name, str(why), one.model_dump_json(exclude_none=True)[:500]))
        return tuple(found)

    claims = Claims(
        agreements=kept("agreements", answer.agreements, _agreement),
        trade_measures=kept("trade_measures", answer.trade_measures, _measure),
        dependencies=kept("dependencies", answer.dependencies, _dependency),
    )
    return claims, tuple(dropped)


def _key(claim: Claim) -> tuple:
    """What a claim's staged key is made of: its place and its grain."""
    place = (claim.evidence.quote_start, claim.evidence.quote_end)
    if isinstance(claim, AgreementClaim):
        return *place, sorted(claim.parties), claim.kind, claim.status
    if isinstance(claim, TradeMeasureClaim):
        what = (sorted(claim.targets), sorted(claim.products), claim.rate, claim.status)
        return *place, claim.measure, claim.imposer, *what
    return *place, claim.relation, claim.dependent, claim.supplier, sorted(claim.minerals), claim.stage


def _agreement(said: SaidAgreement, text: _Text, model: str) -> AgreementClaim:
    place = text.quote(said.quote)
    parties = text.parties(said.parties)
    if not parties:
        raise _DoesNotStand("no_party")
    return AgreementClaim(
        evidence=place,
        rule=model,
        confidence=CONFIDENCE,
        kind=_one_of(said.kind, "agreement_kind"),
        status=_one_of(said.status, "agreement_status"),
        parties=parties,
        minerals=text.matter(said.minerals),
        stages=_all_of(said.stages, vocabulary.stages()),
        instruments=_all_of(said.instruments, vocabulary.terms("instrument")),
        amounts=tuple(_amount(one, text, place) for one in said.amounts),
        signed_on=_day(said.signed_on),
        announced_on=_day(said.announced_on),
        deadline_on=_day(said.deadline_on),
        expires_on=_day(said.expires_on),
        name=said.name if said.name and f" {_words(said.name)} " in text.words else None,
        said_by=text.party(said.said_by),
    )


def _amount(said: SaidAmount, text: _Text, place: Quote) -> Amount:
    if (said.value, said.currency) not in text.sums:
        raise _DoesNotStand("figure_not_stated")
    return Amount(
        value=said.value,
        currency=said.currency,
        qualifier=_one_of(said.qualifier, "amount_qualifier"),
        by=text.party(said.by),
        nature=_one_of(said.nature, "amount_nature"),
        instrument=_one_of(said.instrument, "instrument"),
        deadline_on=_day(said.deadline_on),
        quote=place,
    )


def _measure(said: SaidMeasure, text: _Text, model: str) -> TradeMeasureClaim:
    place = text.quote(said.quote)
    if said.rate is not None and said.rate < 0:
        raise _DoesNotStand("out_of_range")
    if said.imposer is not None and said.imposer in said.targets:
        raise _DoesNotStand("imposes_on_itself")
    # a product that is no mineral of ours is a noun of the article
    nouns = [p for p in said.products if p not in vocabulary.minerals()]
    if any(not re.fullmatch(r"[a-z][a-z0-9_]*", noun) for noun in nouns):
        raise _DoesNotStand("unknown_code")
    matter = text.matter(p for p in said.products if p in vocabulary.minerals())
    return TradeMeasureClaim(
        evidence=place,
        rule=model,
        confidence=CONFIDENCE,
        measure=_one_of(said.measure, "measure"),
        imposer=text.party(said.imposer),
        targets=text.parties(said.targets),
        products=tuple(dict.fromkeys((*matter, *nouns))),
        rate=text.figure(said.rate, place),
        rate_unit=_one_of(said.rate_unit, "rate_unit") if said.rate is not None else None,
        status=_one_of(said.status, "measure_status"),
        firmness=_one_of(said.firmness, "firmness"),
        said_by=text.party(said.said_by),
        announced_on=_day(said.announced_on),
        effective_on=_day(said.effective_on),
        expires_on=_day(said.expires_on),
    )


def _dependency(said: SaidDependency, text: _Text, model: str) -> DependencyClaim:
    place = text.quote(said.quote)
    minerals = text.matter(said.minerals)
    if said.dependent is not None and said.dependent == said.supplier:
        raise _DoesNotStand("depends_on_itself")
    if not minerals or not (said.dependent or said.supplier):
        raise _DoesNotStand("no_party" if minerals else "no_mineral")
    share = text.figure(said.share_pct, place)
    if (share is not None and not 0 <= share <= 100) or (said.rank is not None and not 1 <= said.rank <= 100):
        raise _DoesNotStand("out_of_range")
    if said.year is not None and not 1900 <= said.year <= 2100:
        raise _DoesNotStand("out_of_range")
    return DependencyClaim(
        evidence=place,
        rule=model,
        confidence=CONFIDENCE,
        relation=_one_of(said.relation, "relation"),
        dependent=text.party(said.dependent),
        supplier=text.party(said.supplier),
        minerals=minerals,
        stage=_all_of([said.stage], vocabulary.stages())[0] if said.stage else None,
        share_pct=share,
        share_qualifier=_one_of(said.share_qualifier, "amount_qualifier") if share is not None else None,
        share_of=_one_of(said.share_of, "share_of") if share is not None else None,
        rank=said.rank,
        year=said.year,
    )
