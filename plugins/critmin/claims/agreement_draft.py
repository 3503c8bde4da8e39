"""An agreement while it is being read, and when two tellings are of one agreement."""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from critmin.claims import dates
from critmin.claims import regex as re
from critmin.claims.agreement_cues import papers
from critmin.claims.claim import NO_PROMISE, AgreementClaim, Amount, Quote
from critmin.claims.context import Context, fold_groups
from critmin.claims.merge import quotes
from critmin.vocabulary import seed


@dataclass(frozen=True)
class Draft:
    """An agreement while it is being read; `sentence` is where it is told first."""

    sentence: int
    evidence: Quote
    rule: str
    confidence: float
    kind: str
    status: str
    parties: tuple[str, ...]
    minerals: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    amounts: tuple[Amount, ...] = ()
    signed_on: date | None = None
    announced_on: date | None = None
    deadline_text: str | None = None
    name: str | None = None
    others: tuple[Quote, ...] = field(default=())
    is_named: bool = True  # the paper is named, not only money given
    is_weak: bool = False  # its minerals come from the description of a firm

    def claim(self) -> AgreementClaim:
        ends = dates.deadline(self.deadline_text, self.signed_on) if self.deadline_text else None
        return AgreementClaim(
            evidence=self.evidence,
            rule=f"agreement.{self.rule}",
            confidence=self.confidence,
            other_evidence=self.others,
            kind=self.kind,
            status=self.status,
            parties=self.parties,
            minerals=fold_groups(self.minerals),
            stages=tuple(s for s in self.stages if s != "mining" or self.kind not in ("supply_contract", "offtake")),
            instruments=tuple(dict.fromkeys((*self.instruments, *_OWN_INSTRUMENT.get(self.kind, ())))),
            amounts=tuple(
                a if a.nature in NO_PROMISE else replace(a, deadline_on=ends and ends[1]) for a in self.amounts
            ),
            signed_on=self.signed_on,
            announced_on=self.announced_on,
            deadline_on=ends[1] if ends else None,
            deadline_text=self.deadline_text,
            name=self.name,
        )


_OWN_INSTRUMENT = {"equity_stake": ("equity",), "loan": ("loan",), "grant": ("grant",), "offtake": ("offtake",)}


def twin(drafts: list[Draft], new: Draft) -> int | None:
    """The place of the draft that tells of the same agreement, or None."""
    for k in range(len(drafts) - 1, -1, -1):
        old = drafts[k]
        if not same_parties(old.parties, new.parties):
            continue
        if old.kind == "partnership" and new.kind == "mou" and 0 < new.sentence - old.sentence < 3:
            return k  # "established a partnership. The two signed the memorandum in Oslo"
        if not new.minerals and old.minerals and new.kind != old.kind and new.kind not in PLAIN_KINDS:
            continue
        if new.kind in PLAIN_KINDS and new.status == "announced" and all(p.startswith("org:") for p in new.parties):
            return k  # "our partnership", said of the contract told before
        others = old.minerals and new.minerals and not set(old.minerals) & set(new.minerals)
        far = new.sentence - old.sentence > 3 and old.kind != new.kind
        if others and (far or not _groups_alike(old.minerals, new.minerals)):
            continue
        if (
            {old.kind, new.kind}
            <= {"declaration", "mou", "joint_venture", "offtake", "treaty", "trade_agreement", "loan", "equity_stake"}
            and old.kind != new.kind
            and old.sentence != new.sentence
            and _LOOSE.get(old.kind) != new.kind
        ):
            continue
        if old.sentence != new.sentence and {old.kind, new.kind} in _APART:
            continue
        if old.signed_on and new.signed_on and old.signed_on != new.signed_on:
            continue
        if _are_two_payments(old, new):
            continue
        return k
    return None


_MONEY_KINDS = {"loan", "grant", "equity_stake"}


def _are_two_payments(old: Draft, new: Draft) -> bool:
    """Whether two sentences tell of money between the same parties, each of its own kind and sum."""
    sums = {(a.value, a.currency) for a in old.amounts} & {(a.value, a.currency) for a in new.amounts}
    is_money = {old.kind, new.kind} <= _MONEY_KINDS or all(d.rule.startswith("money_") for d in (old, new))
    is_part = re.search(r"\b(?:includ|of which|comprise|part of)", new.evidence.quote)
    is_apart = (old.sentence != new.sentence or old.rule[:6] == new.rule[:6] == "money_") and old.kind != new.kind
    return is_money and is_apart and not is_part and bool(old.amounts and new.amounts) and not sums


_FUNDS = re.compile(r"\b(?:invest\w*|fund(?:s|ed|ing)?|financ\w+)\b")
_BUILDS = re.compile(r"\b(?:build|construct|jointly|joint|co-develop|set up)\b")


def kind_at_last(context: Context, draft: Draft) -> Draft:
    """A draft with the kind of a bare "deal" of firms, which until then may be any deal told before: an investment
    where money is put up, a venture where they build, else one sells to the other."""
    is_bare = draft.kind == "investment" and draft.rule in ("investment_named", "evidence_paper")
    if not is_bare or not all(p.startswith("org:") for p in draft.parties):
        return draft
    text = context.folded(draft.sentence).folded
    named = [p for p in papers(text) if p.kind == "investment"]
    after = text[named[0].end : named[0].end + 110] if named else text
    kind = "investment" if _FUNDS.search(after) else "joint_venture" if _BUILDS.search(after) else "supply_contract"
    return replace(draft, kind=kind, rule=draft.rule.replace("investment", kind))


def as_written(context: Context, draft: Draft) -> Draft:
    """A draft whose parties have the names of the text, where it never writes the name of the seed."""
    names = {p: _written(context.document.text, p) for p in draft.parties if p.startswith("org:")}
    if all(p == name for p, name in names.items()):
        return draft
    paid = tuple(replace(a, by=names.get(a.by, a.by)) for a in draft.amounts)
    return replace(draft, parties=tuple(dict.fromkeys(names.get(p, p) for p in draft.parties)), amounts=paid)


def _written(text: str, party: str) -> str:
    if party[4:] not in text and party.endswith("s") and party[4:-1] in text:
        return party[:-1]  # "Rare Earth" for "Rare Earths"
    shown = [n for n in _surfaces().get(party[4:], ()) if re.search(rf"\b{re.escape(n)}\b", text)]
    if not shown or party[4:] in text:
        return party
    known = set(party[4:].lower().split())
    alike = [set(n.lower().replace(".", "").split()) for n in shown]
    if any(words <= known or known <= words for words in alike):
        return party
    return f"org:{max(shown, key=len)}".replace("U.S.", "US")


@cache
def _surfaces() -> dict[str, tuple[str, ...]]:
    """Each organisation of the seed with the names it goes by."""
    table: dict[str, list[str]] = {}
    for row in seed("organisation_names"):
        table.setdefault(row["organisation"], []).append(row["name"])
    return {organisation: tuple(names) for organisation, names in table.items()}


_APART = ({"equity_stake", "supply_contract"}, {"loan", "supply_contract"}, {"loan", "offtake"})
_LOOSE = {"mou": "offtake", "offtake": "mou", "equity_stake": "loan", "loan": "equity_stake"}


def _groups_alike(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    general = {"critical_minerals", "rare_earths", "battery_minerals"}
    return bool(set(a) & general and set(b) & general)


def same_parties(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two party lists name the same parties, firms under a longer or shorter name included."""
    if set(a) == set(b):
        return True
    return (
        len(a) == len(b)
        and all(any(_same_party(x, y) for y in b) for x in a)
        and all(any(_same_party(x, y) for x in a) for y in b)
    )


_IS_SITE = re.compile(r"^org:.*\b(?:Project|Mine|Deposit|Phase \w+)$")


def without_sites(draft: Draft) -> Draft:
    """A draft without the mines among its parties, which sign nothing; without any, where fewer than two are left."""
    parties = tuple(p for p in draft.parties if not _IS_SITE.search(p))
    if len(parties) == len(draft.parties):
        return draft
    return replace(draft, parties=parties if len(parties) > 1 else ())


def is_of_one(draft: Draft) -> bool:
    """Whether all parties are one firm under a longer and a shorter name."""
    return len(draft.parties) > 1 and all(_same_party(draft.parties[0], p) for p in draft.parties)


def _same_party(a: str, b: str) -> bool:
    if a == b:
        return True
    if not (a.startswith("org:") and b.startswith("org:")):
        return False
    x, y = ({w.rstrip("s") for w in re.findall(r"\w+", name[4:].lower())} for name in (a, b))
    return bool(x and y) and (x <= y or y <= x)


_RANK = {
    "announced": 0,
    "under_negotiation": 0,
    "agreed": 1,
    "signed": 2,
    "in_force": 3,
    "suspended": 4,
    "terminated": 5,
    "superseded": 5,
}
PLAIN_KINDS = {"framework", "investment", "partnership", "plurilateral_initiative"}


def add(drafts: list[Draft], new: Draft) -> list[Draft]:
    """The drafts with `new`: joined to the one that tells the same agreement, or at the end."""
    k = twin(drafts, new)
    if k is None:
        return [*drafts, new]
    return [*drafts[:k], _join(drafts[k], new), *drafts[k + 1 :]]


def _join(old: Draft, new: Draft) -> Draft:
    state = new.status if _RANK[new.status] > _RANK[old.status] and new.is_named else old.status
    kind = old.kind
    if (old.kind in PLAIN_KINDS and new.kind not in PLAIN_KINDS) or (
        old.kind == "partnership" and new.kind == "framework"
    ):
        kind = new.kind
    return replace(
        old,
        kind=kind,
        status=state,
        parties=tuple(max((a, next((b for b in new.parties if _same_party(a, b)), a)), key=len) for a in old.parties),
        minerals=fold_groups((*old.minerals, *(m for m in new.minerals if m not in old.minerals)))
        if not old.minerals or (new.sentence - old.sentence <= 6 and not set(new.minerals) & set(old.minerals))
        else old.minerals,
        stages=tuple(dict.fromkeys((*old.stages, *new.stages))),
        instruments=tuple(dict.fromkeys((*old.instruments, *new.instruments))),
        amounts=sums_of(old.amounts, new.amounts),
        signed_on=old.signed_on or new.signed_on,
        announced_on=old.announced_on or new.announced_on,
        deadline_text=old.deadline_text or new.deadline_text,
        others=quotes(old.evidence, *old.others, new.evidence),
    )


def sums_of(a: tuple[Amount, ...], b: tuple[Amount, ...]) -> tuple[Amount, ...]:
    """The amounts of both, each sum once."""
    have = {(x.value, x.currency) for x in a}
    return (*a, *(y for y in b if (y.value, y.currency) not in have))
