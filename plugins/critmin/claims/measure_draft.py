"""A trade measure while it is being read: what is stated and what is only taken over from before."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from critmin.claims.claim import Quote, TradeMeasureClaim
from critmin.claims.context import fold_groups, groups_of
from critmin.claims.measure_cues import LATEST
from critmin.claims.merge import quotes


@dataclass(frozen=True)
class Draft:
    """One telling of a measure. `sentence` is where; `is_*_stated` tell what the sentence itself says."""

    sentence: int
    evidence: Quote
    rule: str
    confidence: float
    measure: str
    imposer: str
    targets: tuple[str, ...]
    products: tuple[str, ...]
    rate: Decimal | None = None
    rate_unit: str | None = None
    rate_rule: str | None = None
    status: str = "announced"
    firmness: str = "announced"
    said_by: str | None = None
    announced_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    is_target_stated: bool = True
    is_product_stated: bool = True
    is_status_stated: bool = True
    month: int | None = None  # in which it was made, where the text tells it by its month: "the October curbs"
    others: tuple[Quote, ...] = ()

    def claim(self) -> TradeMeasureClaim:
        return TradeMeasureClaim(
            evidence=self.evidence,
            rule=f"trade_measure.{self.rule}",
            confidence=self.confidence,
            other_evidence=self.others,
            measure=self.measure,
            imposer=self.imposer,
            targets=self.targets or ("WLD",),
            products=self.products,
            rate=self.rate,
            rate_unit=self.rate_unit,
            rate_rule=self.rate_rule,
            status=self.status,
            firmness=self.firmness,
            said_by=self.said_by,
            announced_on=self.announced_on,
            effective_on=self.effective_on,
            expires_on=self.expires_on,
        )


def merged(drafts: list[Draft]) -> list[Draft]:
    """Tellings of one measure as one draft; the most telling one first decides, later ones add."""
    out: list[Draft] = []
    order = sorted(drafts, key=lambda d: (d.rate is None, not d.is_target_stated, not d.is_product_stated, d.sentence))
    for draft in order:
        twin = next((k for k, other in enumerate(out) if _same(other, draft)), None)
        if twin is None:
            out.append(draft)
        else:
            out[twin] = _join(out[twin], draft)
    return sorted(out, key=lambda d: (d.sentence, d.evidence.quote_start))


def _same(a: Draft, b: Draft) -> bool:
    if a.imposer != b.imposer or not _same_kind(a, b):
        return False
    if a.rate is not None and b.rate is not None and (a.rate, a.rate_unit) != (b.rate, b.rate_unit):
        return False
    if (
        a.evidence == b.evidence
        and a.is_product_stated
        and b.is_product_stated
        and set(a.products) != set(b.products)
        and a.is_status_stated
        and b.is_status_stated
        and a.status != b.status
    ):
        return False  # "paused the curbs on tungsten; those on tin go on"
    if a.month and b.month and 3 <= abs(a.month - b.month) <= 9:
        return False  # "the October curbs" and those of April
    is_stated = a.is_product_stated and b.is_product_stated and a.products != b.products and a.status != b.status
    if a.measure == b.measure == "exemption" and is_stated and "withdrawn" in (a.status, b.status):
        return False  # "gold was exempted; the exemption of polysilicon ended"
    if a.measure == b.measure == "exemption" and not (a.is_product_stated and b.is_product_stated):
        return bool(set(a.targets) & set(b.targets)) or not (a.is_target_stated and b.is_target_stated)
    if a.rule == b.rule == "tariff_of_a_change" and a.evidence != b.evidence:
        return False  # each line of a list is a duty of its own
    if "licensing_general" in (a.rule, b.rule) and a.measure != b.measure:
        return False
    if a.rule.endswith("_of_old") != b.rule.endswith("_of_old") and a.status != b.status:
        return False  # what a country did long ago, and does again
    if not _is_one_telling(a, b):
        return False
    if a.rate is not None and a.rate == b.rate and a.targets != b.targets and _is_plan(a) != _is_plan(b):
        return False  # "‹R› on all; the same may come for ‹C›"
    if _is_plan(a) != _is_plan(b) and a.rate != b.rate:
        return False
    if not _same_targets(a, b) or not _same_products(a, b):
        return False
    if a.is_product_stated != b.is_product_stated and a.products != b.products and not _tells_of(a, b):
        return False
    if (
        a.evidence == b.evidence
        and {a.status, b.status} == {"scheduled", "in_force"}
        and a.rate == b.rate
        and a.is_status_stated
        and b.is_status_stated
    ):
        return False  # "after a halt this spring, a ban from 2027"
    first, second = (a, b) if a.sentence <= b.sentence else (b, a)
    if first.status == "annulled" and second.status in ("announced", "scheduled") and second.rate != first.rate:
        return False  # what came after the courts had struck the old one down
    if first.status == "annulled" and first.rate is None and second.status == "in_force" and second.rate is not None:
        return False
    ended = {"withdrawn", "annulled", "expired"}
    if (a.status in ended) != (b.status in ended) and a.evidence == b.evidence and a.rate != b.rate:
        return False
    past = {a.status, b.status} & {"expired"}
    if past and {a.status, b.status} & {"announced", "scheduled"}:
        return False  # what was in force years ago, and what comes now
    return not (past and a.status != b.status and a.rate != b.rate)


def _is_one_telling(a: Draft, b: Draft) -> bool:
    """Whether two drafts may be one: what is told as like another, or with another word and end, is a measure of its
    own."""
    if a.products == b.products and a.status == b.status:
        return True
    if "like_the_one_before" in (a.rule, b.rule):
        return False
    if a.rule == b.rule == "export_quota_told" and a.evidence != b.evidence:
        return a.status == b.status  # the tonnes of one year and of the next
    if a.rate is not None and a.rate == b.rate and a.products != b.products and a.evidence != b.evidence:
        return not (a.effective_on and b.effective_on and a.effective_on != b.effective_on)
    if a.measure == b.measure or a.products == b.products:
        return True
    if a.rule.endswith("_told") or b.rule.endswith("_told"):
        return False
    over = {"suspended", "withdrawn", "expired"}
    return not (a.is_product_stated and b.is_product_stated and (a.status in over) != (b.status in over))


def _is_plan(draft: Draft) -> bool:
    return draft.status in ("proposed", "threatened")


def _tells_of(a: Draft, b: Draft) -> bool:
    """Whether the draft without a product of its own goes on about the other: the same target, or nothing but "it"."""
    bare, full = (a, b) if not a.is_product_stated else (b, a)
    if bare.is_target_stated and full.is_target_stated:
        general = set(full.products) == {"all_goods"}
        return (
            set(bare.targets) == set(full.targets) and ((bare.rate is not None and bare.rate == full.rate) or general)
        ) or (bare.measure.startswith("export") and set(bare.targets) & set(full.targets) != set())
    if bare.rule.endswith(("_phrase", "_again")) and bare.sentence >= full.sentence and not bare.is_target_stated:
        return True  # a country's curbs without a word on what: those told before
    if bare.is_target_stated:
        return bare.measure.startswith("export") and bare.sentence >= full.sentence
    return (bare.rate is not None and bare.rate == full.rate) or (
        bare.rate is None and abs(bare.sentence - full.sentence) <= 4
    )


def _same_kind(a: Draft, b: Draft) -> bool:
    if a.measure == b.measure:
        return True
    loose = {"export_control", "licensing"}
    kinds, general = {a.measure, b.measure}, {"raw_minerals", "critical_minerals"}
    if kinds == {"export_control", "export_ban"} and set(a.products) & general and set(b.products) & general:
        return True
    return {a.measure, b.measure} <= loose or (
        "export_control" in (a.measure, b.measure)
        and {a.measure, b.measure} <= {"export_control", "export_ban"}
        and not (a.is_product_stated and b.is_product_stated)
    )


def _same_targets(a: Draft, b: Draft) -> bool:
    x, y = set(a.targets), set(b.targets)
    if x == y or (
        x & y and a.rate == b.rate and a.rate is not None and (not a.is_target_stated or not b.is_target_stated)
    ):
        return True
    if not a.is_target_stated or not b.is_target_stated:
        both_full = a.rate is not None and b.rate is not None and a.is_product_stated and b.is_product_stated
        return not (both_full and x != y)
    return bool(x <= y or y <= x) and (a.rate is None or b.rate is None) and x != {"WLD"} and y != {"WLD"}


def _same_products(a: Draft, b: Draft) -> bool:
    x, y = set(a.products), set(b.products)
    if x == y or not a.is_product_stated or not b.is_product_stated:
        return True
    if x <= y or y <= x:
        return True
    if {"steel", "stainless_steel"} <= x | y:
        return True  # stainless steel, called steel further on
    if None in (a.rate, b.rate) and (x & {f"{p}_derivatives" for p in y} or y & {f"{p}_derivatives" for p in x}):
        return True  # "50% on derivative copper"; "targets copper with duties"
    return any(p in groups_of(q) for p in x for q in y) or any(q in groups_of(p) for p in x for q in y)


def _is_phrase(draft: Draft) -> bool:
    """Whether an export measure was read by grammar: a bare mention of it does not put it in force."""
    return draft.rule.endswith(("_phrase", "_again"))


def _join(a: Draft, b: Draft) -> Draft:
    """`a` is the more telling one; the status is the one that the text reaches last."""
    later, earlier = (b, a) if b.sentence >= a.sentence else (a, b)
    status, firmness = a.status, a.firmness
    if later.is_status_stated and LATEST.get(later.status, 1) >= LATEST.get(earlier.status, 1):
        status, firmness = later.status, later.firmness
    elif earlier.is_status_stated:
        status, firmness = earlier.status, earlier.firmness
    if (earlier.status, later.status) == ("scheduled", "in_force") and not later.effective_on and _is_phrase(later):
        status, firmness = earlier.status, earlier.firmness
    products = a.products if a.is_product_stated else b.products
    if a.is_product_stated and b.is_product_stated and a.rate is None and b.rate is None and a.products != b.products:
        products = a.products if len(a.products) >= len(b.products) else b.products
    if not a.is_target_stated and b.is_target_stated:
        targets = b.targets
    elif a.rate is not None and b.rate is None and a.is_target_stated:
        targets = a.targets  # the rate is that of its own sentence's partners
    else:
        targets = a.targets if len(a.targets) >= len(b.targets) or not b.is_target_stated else b.targets
    first, second = (a, b) if a.sentence <= b.sentence or a.rate is not None else (b, a)
    return replace(
        a,
        evidence=first.evidence,
        sentence=first.sentence,
        status=status,
        firmness=firmness,
        targets=targets,
        products=fold_groups(products),
        is_target_stated=a.is_target_stated or b.is_target_stated,
        is_product_stated=a.is_product_stated or b.is_product_stated,
        announced_on=a.announced_on or b.announced_on,
        effective_on=(later.effective_on or earlier.effective_on)
        if status in ("delayed", "suspended")
        else a.effective_on or b.effective_on,
        expires_on=a.expires_on or b.expires_on,
        rate_rule=a.rate_rule or b.rate_rule,
        said_by=a.said_by or b.said_by,
        month=a.month or b.month,
        confidence=max(a.confidence, b.confidence),
        others=quotes(first.evidence, *first.others, second.evidence, *second.others),
    )
