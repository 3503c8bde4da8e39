"""Deals, pacts, memoranda, contracts, stakes and loans between named parties about minerals.

An agreement is found where a sentence names a paper (or money given) and its parties, and minerals are its matter.
Later sentences that speak of "the deal", of "they" or of the same parties add stages, instruments, sums and dates.
"""

from dataclasses import replace
from datetime import date

from critmin.claims import (
    agreement_deals,
    agreement_evidence,
    agreement_frames,
    agreement_money,
    agreement_parties,
    agreement_rows,
    agreement_tellings,
    agreement_verbs,
    funding,
)  # fmt: skip
from critmin.claims import regex as re
from critmin.claims.agreement_apart import apart, letters
from critmin.claims.agreement_cues import (
    ADVICE,
    IS_NEWS,
    MAY_BE,
    PLAIN,
    STEMS,
    Paper,
    best,
    is_scope,
    is_supposed,
    papers,
    stands,
    status,
)  # fmt: skip
from critmin.claims.agreement_draft import (
    Draft,
    add,
    as_written,
    is_of_one,
    kind_at_last,
    same_parties,
    sums_of,
    twin,
    without_sites,
)  # fmt: skip
from critmin.claims.agreement_minerals import is_of_mining, minerals_ahead, with_topic
from critmin.claims.agreement_terms import (
    announced_on,
    deadline,
    instruments,
    is_of_other_goods,
    is_weak,
    kind_of,
    matter,
    money,
    signed_on,
    stages,
)  # fmt: skip
from critmin.claims.claim import AgreementClaim
from critmin.claims.context import Context
from critmin.claims.coreference import resolve
from critmin.claims.headlines import HEADLINE, with_headline
from critmin.claims.merge import quotes

MOST_AGREEMENTS = 300  # of one document
_REFERS = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Tt]hese|[Tt]hose|[Ii]ts|[Tt]heir|[Bb]oth|[Uu]nder (?:the|"
    r"this))\s(?:(?:latest|new|same|common|landmark|final|initial|non-binding|"
    r"proposed|two|bilateral|multi-year|signed|definitive|strategic|joint|\w+-year|"
    r"‹M\d+›|‹U\d+›|‹C\d+›)\s){0,3}"
    r"(?:deals?|agreements?|pacts?|accords?|frameworks?|memorand\w+|MoU|MOU|partnerships?|"
    r"arrangements?|contracts?|ventures?|investments?|loans?|fund|pledge|initiative|"
    r"document|text|paper|collaboration|cooperation|co-operation|treaty|declaration|parties|sides|"
    r"countries|leaders|governments|participants|offtake|transaction|stake|move)\b"
    r"|^(?:[Tt]hey|[Bb]oth)\b|^\"?(?:[Ww]e)\b|\b[Uu]nder the terms\b|^‹[CG]\d+› "
    r"(?:will|intend|aim|also|plan|have agreed|agreed)"
    r"|^(?:It|‹C\d+›) (?:was (?:signed|ratified|initialled)|(?:came|entered) into force|took effect|commits|provides)\b"
    r"|^‹C\d+› (?:looks? for|covers?|foresees?|provides? for|calls? for|sets? out|includes?)\b|^\([a-z0-9]{1,2}\)\s"
    r"|^The project is (?:valued|worth)\b"
)


def read(context: Context) -> list[AgreementClaim]:
    """The agreements of a document, each told once."""
    context = resolve(with_headline(context))
    drafts: list[Draft] = []
    for i in range(len(context)):
        if len(drafts) > MOST_AGREEMENTS:
            break
        if context.sentence(i).text.count(" | ") > 2 or context.sentence(i).paragraph == HEADLINE:
            continue  # rows of a table are no sentence
        if new := _read_in(context, i, drafts):
            for draft in new:
                drafts = add(drafts, _of_same_deal(context, draft, drafts))
        elif drafts and i - drafts[-1].sentence <= 12:
            drafts = _enrich(context, i, drafts)
    drafts = _of_headline(context, drafts)
    for draft in (
        *agreement_rows.read(context, Draft, context.titled_firm),
        *agreement_tellings.titled(context, Draft),
    ):
        if not any(same_parties(d.parties, draft.parties) for d in drafts):
            drafts = add(drafts, draft)
    drafts = [d if d.minerals else replace(d, minerals=minerals_ahead(context, d)) for d in drafts]
    drafts = [as_written(context, kind_at_last(context, d)) for d in drafts if d.minerals or is_of_mining(context, d)]
    drafts = [without_sites(d) for d in drafts]
    return [d.claim() for d in drafts if d.parties and not is_of_one(d)]


def _of_same_deal(context: Context, draft: Draft, drafts: list[Draft]) -> Draft:
    """A purchase or loan told again by what it is for ("the bank's loan for the Kolda mine"): with the parties of the
    first telling, whose sentence names that too."""
    firms = [p for p in draft.parties if p.startswith("org:")]
    is_verb = draft.rule.startswith("verb")
    if draft.kind not in ("equity_stake", "loan") or len(draft.parties) != 2:
        return draft
    for old in reversed(drafts):
        is_apart = old.kind != draft.kind or (old.sentence == draft.sentence and not is_verb)
        if is_apart or len(old.parties) != 2 or len(set(old.parties) & set(draft.parties)) != 1:
            continue
        other = [p for p in firms if p not in old.parties]
        sums = {a.value for a in old.amounts} & {a.value for a in draft.amounts}
        named = [m for m in context.folded(old.sentence).of("G") if set(other) & set(m.values)]
        if other and named and (sums or not (old.amounts and draft.amounts)) and draft.sentence - old.sentence <= 4:
            return replace(draft, parties=old.parties, is_named=False)
    return draft


def _read_in(context: Context, i: int, drafts: list[Draft]) -> list[Draft]:
    """The agreements that sentence `i` tells of minerals; `drafts` are those of the sentences before."""
    if context.speaks_of(i, STEMS):
        found = _told(context, i, drafts)
    else:  # a bare sum may be given by any verb
        found = list(agreement_money.read(context, i, Draft)) if "‹U" in context.folded(i).folded else []
    if sent := letters(context, i, Draft):
        found = [*(d for d in found if d.kind not in ("mou", "loan")), *sent]
    found += agreement_deals.spoken(context, i, Draft)
    found += agreement_deals.read(context, i, Draft, found)
    found += agreement_evidence.read(context, i, Draft, found, drafts, _draft)
    if found and is_of_other_goods(context, i):
        return []
    stakes = [set(d.parties) for d in found if d.kind == "equity_stake"]
    found = [part for d in found for part in apart(context, d) if not any(set(d.parties) < s for s in stakes)]
    found = [d if d.minerals else with_topic(context, d) for d in found]
    return [d for d in found if d.minerals or twin(drafts, d) is not None or d.is_named or is_of_mining(context, d)]


def _of_headline(context: Context, drafts: list[Draft]) -> list[Draft]:
    """The drafts with those that only the headline tells; the sentences after it add to them."""
    if not len(context) or context.sentence(0).paragraph != HEADLINE:
        return drafts
    told = [d for d in _read_in(context, 0, []) if not any(_overlap(d, o) for o in drafts)]
    if drafts or not told:
        return [*drafts, *told]
    for i in range(1, min(len(context), 8)):
        told = _enrich(context, i, told)
    return told


def _overlap(new: Draft, old: Draft) -> bool:
    """Whether a headline's deal may be one that is told: it shares two parties, or its parties are not all firms."""
    shared = [p for p in new.parties if any(same_parties((p,), (q,)) for q in old.parties)]
    return len(shared) > 1 or not all(p.startswith("org:") for p in new.parties)


def _told(context: Context, i: int, drafts: list[Draft]) -> list[Draft]:
    """The agreements that rules read in sentence `i`."""
    found = _of_sentence(context, i, drafts)
    for d in agreement_tellings.read(context, i, Draft, drafts):
        k = next((k for k, o in enumerate(found) if same_parties(d.parties, o.parties)), None)
        if k is None:
            found.append(d)
        elif not found[k].minerals:
            found[k] = replace(found[k], minerals=d.minerals)
    found += [d for d in agreement_verbs.read(context, i, Draft) if not any(_is_told(d, o) for o in found)]
    return found


def _is_told(new: Draft, old: Draft) -> bool:
    """Whether a deal told by its verb is one that its paper tells: of the same, or done "together with" a third."""
    shared = set(new.parties) & set(old.parties)
    return shared == set(new.parties) or (len(shared) > 1 and new.kind == "partnership")


def _of_sentence(context: Context, i: int, before: list[Draft]) -> list[Draft]:
    folded = context.folded(i)
    text = folded.folded
    if ADVICE.match(text) or text.count(" | ") > 4:
        return []  # rows of a table are no sentence
    found: list[Draft] = list(agreement_money.read(context, i, Draft))
    sides = [set(d.parties) for d in found]
    found += [d for d in funding.read(context, i, Draft) if not any(set(d.parties) <= s for s in sides)]
    covered = [
        set(d.parties) for d in found if d.is_named or d.kind not in ("supply_contract", "partnership", "investment")
    ]
    named = [
        p
        for p in papers(text)
        if p.kind not in PLAIN
        or (p.kind == "investment" and re.search(r"contract|agreement|deal", p.words))
        or p.words in ("loan agreement", "grant agreement")
    ]
    groups: list[tuple[tuple[str, ...], list[Paper]]] = []
    for paper in named:
        told = agreement_frames.of_paper(context, i, paper)
        told = _told_before(context, i, paper, told, before)
        for parties in told or (agreement_parties.of_paper(context, i, paper) if told is not None else ()):
            parties = tuple(dict.fromkeys(p for p in parties if p and p != "WLD"))
            if not _are_parties(parties):
                continue
            if paper.kind in ("offtake", "joint_venture", "supply_contract") and not any(
                p.startswith("org:") for p in parties
            ):
                continue
            known = next((g for g in groups if set(g[0]) == set(parties)), None)
            if known:
                known[1].append(paper)
            else:
                groups.append((parties, [paper]))
    for parties, about in groups:
        parts = [set(g) for g, _ in groups if set(g) < set(parties)]
        if set(parties) in covered or (len(parts) > 1 and set().union(*parts) == set(parties)):
            continue  # told already, or told of each
        draft = _draft(context, i, parties, about)
        if draft:
            found = [d for d in found if not same_parties(d.parties, parties)]
            found.append(draft)

    def is_part(d: Draft) -> bool:
        return any(o.kind == d.kind == "partnership" and set(d.parties) < set(o.parties) for o in found)

    return [d for d in found if not is_part(d)]


def _told_before(context: Context, i: int, paper: Paper, told, before: list[Draft]):
    """ "The agreement with X": the parties of what was told before, where X is one of them and the other is not
    named."""
    text = context.folded(i).folded
    if not told or len(told) != 1 or not re.search(r"\b[Tt]h(?:e|is)\s(?:[\w-]+\s){0,2}$", text[: paper.start]):
        return told
    for draft in reversed(before):
        if told[0][-1] in draft.parties and not re.search(r"‹[CG]\d+›", text[: paper.start]):
            return [draft.parties]
    return told


def _are_parties(parties: tuple[str, ...]) -> bool:
    """At least two, and not a bloc with its own name twice."""
    return 2 <= len(parties) <= 20


def _draft(context: Context, i: int, parties: tuple[str, ...], about: list[Paper]) -> Draft | None:
    folded = context.folded(i)
    text = folded.folded
    paper = best(about)
    if (
        is_supposed(text[: paper.start])
        or is_scope(text, paper)
        or MAY_BE.match(text, paper.end)
        or folded.text.rstrip(" \"'”").endswith("?")
    ):
        return None  # "a possible memorandum", "will they sign one?"
    begin = max(0, min(p.start for p in about) - 130)
    state = status(text[begin : paper.end + 60], paper.kind)
    if state is None:
        return None
    half = agreement_frames.half_before(context, i, parties, paper)
    state = half[0] if half and half[0] and state == "announced" else state
    is_definite = bool(re.search(r"\bthe\s(?:[\w-]+\s){0,2}$", text[: paper.start], re.IGNORECASE))
    if is_definite and state in ("announced", "agreed") and re.match(r"\sbetween\b", text[paper.end :]):
        state = "in_force"
    minerals = matter(context, i, paper, parties)
    if not minerals and re.match(r"\s(?:on|for|about|covering) (?:the|these|this|those|it|them)\b", text[paper.end :]):
        minerals = context.minerals_near(i, 0, 1)
    sums = (
        ()
        if paper.kind in ("partnership", "declaration", "mou")
        and not re.search(r"\bworth\b|\binvest|\bloans?\b|\bfinanc", text)
        else money(context, i, parties, paper.kind)
    )
    if paper.kind == "partnership" and is_definite:
        sums = ()
    if not sums and i and re.match(r"(?:The|This)\s", text) and paper.start < 40:
        sums = money(context, i - 1, parties, paper.kind)
    kind = kind_of(text, paper, parties, sums)
    kind = half[1] if half and kind == "investment" and half[1] not in PLAIN | {"framework"} else kind
    if (
        paper.kind == "mou"
        and state == "announced"
        and all(p.startswith("org:") for p in parties)
        and re.search(r"\bannounc(?:ed|es)\s(?:an?|the|its|their)?\s?(?:[\w-]+\s){0,2}$", text[: paper.start])
    ):
        state = "signed"
    if state == "announced" and re.search(
        r"\b(?:has|have)\s(?:an?\s|the\s|already\s)?(?:[\w-]+\s|‹M\d+›\s){0,3}$", text[: paper.start]
    ):
        state = "in_force"
    if state == "announced" and stands(text, paper):
        state = "in_force"
    if state == "announced" and not IS_NEWS.search(text[max(0, begin - 40) : paper.end + 60]):
        if paper.kind == "mou":
            state = "signed"
        elif paper.kind in ("joint_venture", "offtake", "supply_contract"):
            state = "in_force"
    signed = signed_on(context, i, state)
    within = deadline(folded.text)
    return Draft(
        sentence=i,
        evidence=context.quote(i),
        rule=f"{kind}_named",
        confidence=0.9 if state == "signed" else 0.8,
        kind=kind,
        status=state,
        parties=parties,
        minerals=minerals,
        stages=stages(context, i) if minerals else (),
        instruments=instruments(context, i) if minerals else (),
        amounts=sums,
        signed_on=signed,
        announced_on=announced_on(context, i, state),
        deadline_text=within,
        is_weak=bool(minerals) and is_weak(context, i, minerals),
    )


def _enrich(context: Context, i: int, drafts: list[Draft]) -> list[Draft]:
    """A sentence about the agreement before it adds what the agreement covers."""
    folded = context.folded(i)
    last = _meant(context, i, drafts)
    if last is None:
        return drafts
    k = drafts.index(last)
    sums = money(context, i, last.parties, last.kind)
    signed = last.signed_on
    if (
        signed is None
        and last.status in ("signed", "announced", "agreed")
        and re.search(r"\b(?:sign|signed|ink|inked)\b", folded.folded)
    ):
        signed = signed_on(context, i, "signed")
    found = matter(context, i, None, last.parties)
    rich = re.match(r"[\"']", folded.text) is None  # a quotation tells of the deal, but not its terms
    extra = replace(
        last,
        status=_status_after(folded.folded, last, signed),
        stages=tuple(dict.fromkeys((*last.stages, *(stages(context, i) if rich else ())))),
        instruments=tuple(dict.fromkeys((*last.instruments, *(instruments(context, i) if rich else ())))),
        amounts=sums_of(last.amounts, sums),
        signed_on=signed,
        deadline_text=last.deadline_text or deadline(folded.text),
        minerals=found
        if found and (not last.minerals or (last.is_weak and not is_weak(context, i, found)))
        else last.minerals,
        is_weak=last.is_weak and not (found and not is_weak(context, i, found)),
    )
    if extra == last:
        return drafts
    extra = replace(extra, others=quotes(last.evidence, *last.others, context.quote(i)))
    return [*drafts[:k], extra, *drafts[k + 1 :]]


_NOW_IN_FORCE = re.compile(r"(?<!not )\b(?:ent(?:ers|ered) into force|came into force|took effect|is in force)\b")
_TALKS_GO_ON = re.compile(
    r"(?:The\s)?(?:[Tt]alks|[Nn]egotiations|[Dd]iscussions)\s(?:are|have|will|began|go on|continue)\b"
)
_NOW_SIGNED = re.compile(
    r"^(?:The|This|‹C\d+›)[^;]{0,60}?\b(?:was|were|has been)\s(?:\w+\s)?(?:signed|inked|initialled)\b"
    r"|\bsigned the (?:document|text|paper|agreement|memorandum|pact|accord)\b"
)


def _status_after(text: str, draft: Draft, signed: date | None) -> str:
    """How far the agreement has come after a sentence that goes on about it."""
    if draft.status in ("signed", "agreed", "announced") and _NOW_IN_FORCE.search(text):
        return "in_force"
    if draft.status == "agreed" and signed:
        return "signed"
    if draft.status == "announced" and _TALKS_GO_ON.match(text):
        return "under_negotiation"
    return "signed" if draft.status in ("agreed", "announced") and _NOW_SIGNED.search(text) else draft.status


def _meant(context: Context, i: int, drafts: list[Draft]) -> Draft | None:
    """The agreement that a sentence goes on about, or None."""
    folded = context.folded(i)
    here = {v for m in folded.mentions if m.sign in "CG" for v in context.values(i, m)}
    last = drafts[-1]
    if m := _REFERS.search(folded.folded):
        if (
            re.search(r"\b(?:countries|governments|leaders|sides|parties)\b", m.group())
            and len(here - set(last.parties)) > 1
        ):
            return None
        foreign = {v for v in here if not v.startswith("org:")} - set(last.parties)
        if foreign and not here & set(last.parties) and not all(p.startswith("org:") for p in last.parties):
            return None
        return last
    if (
        last.sentence < 3
        and here
        and here <= set(last.parties)
        and re.search(r"\b(?:joint|framework|agreement)\b", (context.document.title or "").lower())
    ):
        return last
    if (
        here
        and here <= set(last.parties)
        and i - last.sentence <= 8
        and any(p.startswith("org:") for p in last.parties)
        and not all(p.startswith("org:") for p in last.parties)
        and len({d.parties for d in drafts}) <= 2
        and (folded.of("U") or folded.instruments)
    ):
        return last
    if (
        not here - set(last.parties)
        and (here or re.match(r"[A-Z][\w ]{2,20}:\s", folded.text))
        and len(drafts) == 1
        and last.sentence < 3
        and i - last.sentence <= 12
        and papers((context.document.title or "").lower())
    ):
        return last
    subject = next((m for m in folded.mentions if m.sign in "CG" and len(context.values(i, m)) > 1), None)
    if subject and folded.places[folded.mentions.index(subject)] < 20:
        values = set(context.values(i, subject))
        return next((d for d in reversed(drafts) if set(d.parties) == values), None)
    return None
