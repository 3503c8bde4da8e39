"""Agreements that no rule has read, by the weight of what speaks for them and against them.

Each word that may tell of a deal (`agreement_heads`) is a head. Who stands to it as a party is weighed by preposition
and place (`agreement_sides`); minerals, sums, years and verbs of settling speak for a deal, and wishes, conditions,
denials, prices and risks against it. What weighs enough is a record, whose rule names its head.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

from critmin.claims import regex as re
from critmin.claims.agreement_candidates import parties_of
from critmin.claims.agreement_cues import ADVICE, status
from critmin.claims.agreement_heads import Head, cue_pattern, heads, stretch
from critmin.claims.agreement_sides import gap, sides_of
from critmin.claims.agreement_terms import matter, money, name_minerals, with_terms
from critmin.claims.context import Context

ENOUGH = 4.0  # what a record must weigh
MORE = {"supply": 5.0}  # a word of supply tells of trade as often as of a contract
MOST_HEADS = 24  # of one sentence, and as many parties: what has more is a list
REACH = 170  # characters between a head and a party
_KIND = {"paper": "framework", "money": "investment", "hold": "equity_stake", "supply": "supply_contract",
         "join": "partnership", "build": "partnership"}  # fmt: skip

# what speaks for a deal, and against it: domains of the seed `cue_words`, with their weight and whether they must stand
# right before the head
_FOR = (("deal_settled", 1.0), ("deal_promised", 0.7), ("deal_terms", 0.7))
_AGAINST = (
    ("deal_wish", 3.0, True), ("deal_condition", 3.0, True), ("deal_denial", 3.0, True), ("deal_rival", 2.0, False),
    ("deal_market", 2.0, False), ("deal_risk", 4.0, False),
)  # fmt: skip


_MONEY = frozenset(["loan", "grant", "investment", "equity_stake"])


def read(context: Context, i: int, make: Callable, found: list, drafts: list, settle: Callable) -> Iterator:
    """The agreements of sentence `i` that weigh enough; `found` are those that rules have read in it, `drafts` those of
    the sentences before. `settle` makes the draft of a paper and its parties."""
    folded = context.folded(i)
    text = folded.folded
    if len(text) > 700 or ADVICE.match(text) or text.count(" | ") > 2 or text.rstrip(" \"'").endswith("?"):
        return
    if not any(m.sign in "CG" for m in folded.mentions) or not (found_heads := list(islice(heads(text), MOST_HEADS))):
        return
    parties = parties_of(context, i, folded)[:MOST_HEADS]
    told = [set(d.parties) for d in (*found, *drafts)]
    here = [set(d.parties) for d in found]
    best: dict[frozenset, tuple[float, Head, tuple[str, ...]]] = {}
    for head in found_heads:
        start, end = stretch(text, head.start)
        near = [p for p in parties if start <= p.start and p.end <= end and gap(p, head) <= REACH]
        for sides, weight in sides_of(context, i, text, head, near):
            key = frozenset(sides)
            total = weight + _said(context, i, text, head, start, end, sides)
            if total >= MORE.get(head.family, ENOUGH) and total > best.get(key, (0.0,))[0]:
                best[key] = (total, head, sides)
    spent = {a.value for d in found for a in d.amounts if d.kind in _MONEY}
    stakes = [set(d.parties) for d in found if d.kind == "equity_stake"]
    sums = {m.item.value for m in folded.of("U")}
    n_papers = sum(h.paper is not None for h in found_heads)
    for key, (total, head, sides) in sorted(best.items(), key=lambda b: -b[1][0]):
        if head.family == "money" and sums and sums <= spent:
            continue  # each sum has its giver and its taker
        if head.family == "hold" and any(len(key & t) == 1 for t in stakes):
            continue  # told of another buyer
        if head.paper is not None and n_papers == 1 and any(d.is_named and key & set(d.parties) for d in found):
            continue  # its paper is told
        again = head.family == "money" and _is_other_sum(context, i, key, drafts)
        again = again or (head.family == "paper" and _is_for_money(key, [*found, *drafts]))
        if (any(len(key & t) >= 2 for t in told) and not again) or any(
            len(key & t) > 0 and len(key | t) <= 3 and total < ENOUGH + 1 for t in here
        ):
            continue
        told.append(set(key))
        here.append(set(key))
        yield from _draft(context, i, make, settle, head, sides, total)


def _is_for_money(key: frozenset, drafts: list) -> bool:
    """Whether parties are known only for money given, so that a paper of theirs is another deal."""
    old = [d for d in drafts if len(key & set(d.parties)) > 1]
    return bool(old) and all(d.kind in _MONEY and d.amounts and not d.is_named for d in old)


def _is_other_sum(context: Context, i: int, key: frozenset, drafts: list) -> bool:
    """Whether a sentence tells of money between parties that are known for other money."""
    old = [d for d in drafts if key <= set(d.parties)]
    here = {m.item.value for m in context.folded(i).of("U")}
    return bool(old and here) and all(
        d.amounts and not here & {a.value for a in d.amounts} and d.sentence != i for d in old
    )


# -- weighing ----


_NEEDS_SUM = re.compile(
    r"(?:pa(?:id|ys|ying)|receiv|gets?\b|got\b|hand|ga?ive|gave|pledg|aided|grant(?:ed|ing)|award(?:ed|ing)|allocat|rais|support\b|cash|package|help|put)",
    re.IGNORECASE,
)


def _said(context: Context, i: int, text: str, head: Head, start: int, end: int, sides: tuple[str, ...]) -> float:
    """What the words of a stretch weigh: minerals, money, verbs of settling, and what speaks against."""
    clause = text[start:end]
    total = 0.0
    if "‹M" in clause:
        total += 1.0
    elif "‹P" in clause or "‹M" in context.unresolved.folded(i).folded:
        total += 0.7
    elif context.is_topic_clear:
        total += 0.3
    elif not context.is_about_minerals and not context.minerals_near(i, 0, 2):
        total -= 0.7
    if "‹U" in clause:
        total += 1.0 if head.family in ("money", "hold") else 0.4
    elif head.family == "money":
        total -= 1.5 if _NEEDS_SUM.match(text, head.start) else 0.5
    if head.family == "hold" and "‹R" in clause:
        total += 0.5
    around = text[max(start, head.start - 120) : min(end, head.end + 120)]
    if head.paper is not None and head.paper.kind == "plurilateral_initiative":
        total -= 1.5
    if (
        head.paper is not None
        and text[head.start].isupper()
        and not re.match(r"[A-Z]{2}|MoU|LoI", text[head.start :])
        and head.start > start + 4
    ):
        total -= 0.7  # part of a name: "the Raw Materials Alliance"
    for domain, weight in _FOR:
        if cue_pattern(domain).search(around):
            total += weight
    opens = max(start, head.start - 70)
    opens += max((m.end() for m in re.finditer(r"\b(?:which|who|whose)\b", text[opens : head.start])), default=0)
    before = text[opens : head.end + 15]
    for domain, weight, is_near in _AGAINST:
        said = before if is_near else clause
        if cue_pattern(domain).search(said) or (domain == "deal_denial" and "n't" in said):
            if domain == "deal_rival" and text.startswith("shareholder", head.start):
                continue  # "its largest shareholder"
            is_mild = domain == "deal_rival" and any(p.startswith("org:") for p in sides)
            total -= weight / 4 if is_mild else weight
    return total


# -- the draft --------------------------------------------------------------------------------------------------------


def _draft(
    context: Context, i: int, make: Callable, settle: Callable, head: Head, sides: tuple[str, ...], weight: float
) -> Iterator:
    text = context.folded(i).folded
    sure = round(min(0.75, 0.4 + 0.06 * weight), 2)
    if head.paper is not None:
        draft = settle(context, i, sides, [head.paper])
        if draft is not None:
            yield replace(draft, rule="evidence_paper", confidence=sure, is_named=False)
        return
    minerals = matter(context, i, None, sides) or context.minerals_near(i, 0, 2)
    minerals = minerals or tuple(dict.fromkeys(v for p in sides for v in name_minerals(p) if p.startswith("org:")))
    if not minerals and any("raw_minerals" in m.values for m in context.folded(i).of("P")):
        minerals = ("critical_minerals",)
    minerals = minerals or (context.topic if context.is_topic_clear else _minerals_after(context, i))
    if not minerals and context.is_about_minerals:
        minerals = context.topic
    if not minerals and head.family not in ("hold", "money"):
        return
    around = text[max(0, head.start - 100) : head.end + 80]
    kind = _kind(head, around, sides)
    yield with_terms(
        context,
        i,
        make,
        rule="money_evidence" if head.family == "money" else f"evidence_{head.family}",
        confidence=sure,
        kind=kind,
        status=_status(around, head, kind),
        parties=sides,
        minerals=minerals,
        amounts=_paid(money(context, i, sides, kind), head, sides),
    )


def _paid(sums: tuple, head: Head, sides: tuple[str, ...]) -> tuple:
    """The sums of a purchase or of money given are paid by the first of its sides, if by one of the two."""
    if head.family not in ("money", "hold") or len(sides) != 2:
        return sums
    return tuple(replace(a, by=sides[0]) if a.by in (None, sides[1]) else a for a in sums)


def _minerals_after(context: Context, i: int) -> tuple[str, ...]:
    """What a deal of firms is about, where only the next sentences say."""
    return next((f for j in range(i + 1, min(len(context), i + 4)) if (f := matter(context, j, None, ()))), ())


def _kind(head: Head, around: str, sides: tuple[str, ...]) -> str:
    if head.family in ("hold", "join") and _TOGETHER.search(around) and all(p.startswith("org:") for p in sides):
        return "joint_venture"
    if re.search(r"\b(?:joint[\s-]ventures?|JVs?)\b", around) and not re.search(r"\bstake in\b", around):
        return "joint_venture"
    if (
        head.family == "hold"
        and re.match(r"(?:co-)?owne?[sdr]\w*\b[^;]{0,20}\sby\b", around[around.find("own") :])
        and all(p.startswith("org:") for p in sides)
    ):
        return "joint_venture"
    if head.family == "join" and _names_goods(around) and all(p.startswith("org:") for p in sides):
        return "supply_contract"  # "agreed with Arcadia on 9,000 tonnes of tin"
    if re.search(r"\boff-?take", around, re.IGNORECASE):
        return "offtake"
    if head.family == "money":
        if re.search(r"\bloans?\b|\blen(?:d|ds|t)\b|\bcredit\b|\bfacility\b|\bdebt\b|\bguarantee", around):
            return "loan"
        if re.search(r"\bgrants?\b|\bsubsid", around):
            return "grant"
        return "equity_stake" if re.search(r"\bstake\b|\bequity\b", around) else "investment"
    return _KIND[head.family]


_TOGETHER = re.compile(r"\bjointly\s(?:own|hold)s?\b|\b(?:owns|holds)\s[^;,]{0,40}\stogether with\b")
_GOODS_AGREED = re.compile(
    r"\bagree[sd]\swith\s(?:the\s)?‹G\d+›\s(?:on|for|to (?:buy|sell|supply|take))\s(?:[^;,‹›]{0,30})‹M|"
    r"\bagreed\sthat\s[^;‹›]{0,60}\b(?:takes?|buys?|suppl(?:y|ies)|delivers?|receives?|gets?)\s"
)


def _names_goods(around: str) -> bool:
    """Whether two firms agree on goods: "agreed with Arcadia on tin worth ..."."""
    return bool(_GOODS_AGREED.search(around))


_HAS_BOUGHT = re.compile(
    r"(?<!agreed to )\b(?:bought|acquired|took|taken|snapped up|completed|closed|gained|raised|increased|paid)\b"
)


def _status(around: str, head: Head, kind: str) -> str:
    told = status(around, kind)
    if head.family == "hold" and told == "agreed" and _HAS_BOUGHT.search(around):
        return "in_force"
    if told not in (None, "announced"):
        return told
    if re.search(
        r"\b(?:will|would|plans?|to be|is to|are to|intends?|announced|pledged|offered|conditional)\b", around
    ):
        return "announced"
    return "in_force" if head.family in ("hold", "supply", "join") else "agreed"
