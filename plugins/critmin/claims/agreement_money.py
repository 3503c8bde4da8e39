"""Money put into firms, read from the noun that names it: "a $20 million loan from Norway", "took a stake in Wollert".

Each noun for money (loan, grant, stake, funding ...) is read with what stands before it ("the Norwegian state loan"),
what follows it by preposition ("to", "in", "from"), and the verb that governs it: who gives and who gets. A verb of
giving with a sum and no noun ("awarded Wollert $5 million") is read the same way.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from critmin.claims.agreement_candidates import is_site
from critmin.claims.agreement_frames import SOMEBODY
from critmin.claims.agreement_heads import PART_OF_SUM, cue_pattern
from critmin.claims.agreement_parties import ITS_FIRMS
from critmin.claims.agreement_sides import agencies, are_one, public_bodies
from critmin.claims.agreement_terms import matter, money, name_minerals, stages, with_terms
from critmin.claims.context import Context
from critmin.claims.frame_words import Word, words
from critmin.claims.frames import Frame

_NOUNS = {
    "loan": "loan", "loans": "loan", "credit": "loan", "debt": "loan", "grant": "grant", "grants": "grant",
    "funding": "investment", "financing": "investment", "investment": "investment", "investments": "investment",
    "award": "investment", "awards": "investment", "backing": "investment", "support": "investment",
    "commitment": "investment", "capital": "investment", "money": "investment", "package": "investment",
    "injection": "investment", "subsidy": "grant", "subsidies": "grant", "guarantee": "loan", "facility": "loan",
    "stake": "equity_stake", "stakes": "equity_stake", "equity": "equity_stake", "shareholding": "equity_stake",
    "shares": "equity_stake", "stock": "equity_stake", "stocks": "equity_stake", "interest": "equity_stake",
    "holding": "equity_stake", "shareholder": "equity_stake", "contract": "investment", "indication": "loan",
}  # fmt: skip
_NEED_SUM = frozenset(
    ["support", "commitment", "capital", "money", "package", "contract", "facility", "debt", "indication"]
)
_HEADS = frozenset(["package", "facility", "agreement", "deal", "guarantee", "award", "position", "commitment", "line"])
_GIVES = frozenset(["fund", "invest", "pledge", "announce"])
_GIVING = frozenset(
    ["make", "issue", "close", "approve", "sign", "provide", "extend", "allocate", "contribute", "direct", "finalize",
     "finalise", "guarantee", "underwrite", "furnish", "pour", "channel", "inject", "offer", "disclose", "earmark",
     "promise", "agree", "enter", "put", "deliver", "supply", "ink", "unveil", "confirm", "conclude"]
)  # fmt: skip
_GETTING = frozenset(
    ["receive", "secure", "get", "obtain", "win", "draw", "land", "raise", "tap", "clinch", "attract", "close", "gain",
     "have", "hold", "accept"]
)  # fmt: skip
_CONCLUDING = frozenset(  # who does that to a loan "from" or "with" another gets it
    ["announce", "agree", "arrange", "close", "complete", "conclude", "enter", "execute", "finalise", "finalize", "ink",
     "negotiate", "sign", "establish", "put", "renew", "extend", "amend", "welcome", "report", "disclose", "unveil",
     "confirm", "accept"]
)  # fmt: skip
_TAKING = frozenset(
    ["buy", "acquire", "take", "hold", "own", "purchase", "increase", "raise", "boost", "lift", "get", "secure", "have",
     "obtain", "become", "subscribe", "double", "build", "agree", "announce", "retain", "receive", "sell", "swap"]
)  # fmt: skip
_LINE = re.compile("credit lines?$")  # "a loan facility" has its head last, "a credit line" is one
_FOLLOWS = ("worth", "totalling", "totaling", "agreements", "deals", "from")
_OFTEN_DONE = ("invest", "put", "secure", "make", "lend", "provide")
_TELLING = frozenset(["announce", "confirm", "disclose", "unveil", "welcome", "report"])  # "announced a loan by Norway"
_NO_MONEY = re.compile(
    r"\b(?:(?:tried|sought|failed|wanted|attempted|attempts?)\sto|if|unless|whether|should|could|might|may|analysts?"
    r"|rumou?r\w*|calls? for|urged?|lack of|no|without)\b"
)
_PREP = re.compile(
    r"\b(to|in|into|for|with|from|by|through|via|of|behind|at|under|after|alongside)\s(?:[\w&'’.-]+\s|"
    r"‹[MPSRUX]\d+›\s){0,4}$"
)
_IN_BRACKETS = re.compile(
    r"\((?:an?\s|the\s)?(?:[\w-]+\s){0,3}(?:member|part|subsidiary|unit|arm|division|affiliate|agency)\sof\s(?:the\s)?$"
)
_STOP = re.compile(
    r";|\s-\s|,\s(?:which|who|while|as(?!\swell\b)|after|and\s(?:said|says|will|has|is))\b|\b(?:because|when|while"
    r"|after|amid)\b"
)
_WOULD = re.compile(r"\b(?:would|could|should|may|might)\s(?:\w+\s){0,2}(?:be|have|get|need)\b")
_OTHERS = re.compile(
    r"\b(?:that|which|who|than)\b|\b(?!led\b|provided\b|backed\b|granted\b|awarded\b|funded\b|secured\b)\w+ed\s$"
)
_AHEAD = re.compile(
    r"\b(?:conditional|letters? of (?:interest|support)|indication|proposed|potential|planned|non-binding)\b"
)


_FOR_PROJECT = re.compile(  # "into the project", "to support the ramp-up of the country's first tin mine"
    r"\s(?:‹D\d+›\s)?(?:for|to|in|into|towards?|behind)\s(?:support\s|help\s|fund\s|build\s|develop\s)?(?:the|its|that"
    r"|this)\s"
    r"(?:[a-z][\w-]*\s|‹[CMP]\d+›(?:'s)?\s){0,6}?(?:project|mine|plant|company|refinery|smelter|firm|venture"
    r"|facility)\b"
)


@dataclass
class _Money:
    """A noun for money in a sentence: its kind, where it stands, and who is named beside it."""

    kind: str
    start: int
    end: int
    word: str
    givers: list[str] = field(default_factory=list)
    takers: list[str] = field(default_factory=list)
    sums: list[str] = field(default_factory=list)
    is_own: bool = False
    prep: str = ""  # before the taker
    is_from: bool = False  # its giver follows it: "a grant from Norway"


def read(context: Context, i: int, make: Callable) -> Iterator:
    """The money that sentence `i` tells of, as drafts of agreements: one for each giver and taker."""
    folded = context.folded(i)
    text = folded.folded
    tokens = words(folded)
    told: set[tuple[frozenset[str], str]] = set()
    for m in [*_nouns(context, i, tokens), *_sums_given(context, i), *_parts_of_sums(context, i)]:
        if _NO_MONEY.search(text[max(0, m.start - 60) : m.start]):
            continue
        verb = _verb(context, i, m)
        givers, takers, state = _sides(context, i, m, verb)
        if not givers or not takers:
            continue
        for taker in takers:
            parties = tuple(dict.fromkeys((*givers, taker)))
            key = (frozenset(parties), m.kind if m.sums else "")
            if len(parties) < 2 or key in told or not taker.startswith("org:"):
                continue
            if _is_no_deal(context, text, m, verb, givers, taker):
                continue
            minerals = matter(context, i, None, parties) or name_minerals(taker) or context.minerals_near(i, m.start, 2)
            minerals = minerals or (context.topic if context.is_topic_clear else ())
            if not minerals and not {"batteries", "magnets"} & set(stages(context, i)):
                continue
            told.update((key, (key[0], "")))
            values = {folded[s].item.value for s in m.sums}
            kind = _kind(m, text)
            sums = money(context, i, parties, kind)
            sums = tuple(a for a in sums if a.value in values) if values else ()
            payer = givers[0] if len(givers) == 1 else None
            yield with_terms(
                context,
                i,
                make,
                rule=f"money_{m.word}",
                confidence=0.75,
                kind=kind,
                status=state,
                parties=parties,
                minerals=minerals,
                amounts=tuple(replace(a, by=payer) for a in sums),
            )


def _is_no_deal(
    context: Context, text: str, m: _Money, verb: Frame | None, givers: tuple[str, ...], taker: str
) -> bool:
    """Whether money is none between parties: in a firm's own project or subsidiary, shares only held between firms, an
    issue of shares, talk of the market."""
    if any(agencies().get(taker) == g or are_one(g, taker) for g in givers[:1]) or is_site(
        context.document.text, taker[4:]
    ):
        return True
    is_of_firms = all(g.startswith("org:") for g in givers)
    if is_of_firms and m.kind == "equity_stake" and verb is not None and verb.lemma in _HOLDING:
        return True
    clause = text[max(0, m.start - 130) : m.end + 130]
    return is_of_firms and bool(cue_pattern("deal_risk").search(clause) or cue_pattern("deal_market").search(clause))


_HOLDING = frozenset(["hold", "own", "have", "retain", "control", "keep", "possess"])


def _kind(m: _Money, text: str) -> str:
    near = text[max(0, m.start - 50) : m.end + 40]
    if re.search(r"\bletters? of (?:interest|intent)\b", text[max(0, m.start - 90) : m.end + 40], re.IGNORECASE):
        return "mou"
    if m.kind == "investment" and re.search(r"\bloans?\b|\bLoan\b|\bdebt\b", near):
        return "loan"
    if m.kind == "investment" and re.search(r"\bgrants?\b", near):
        return "grant"
    if m.kind != "equity_stake" and re.search(r"\bstake\b|\bequity\b", text[m.start : m.end + 40]):
        return "equity_stake"
    return m.kind


# -- what stands beside the noun ---------------------------------------------------------------------------------


def _nouns(context: Context, i: int, tokens: list[Word]) -> Iterator[_Money]:
    for k, w in enumerate(tokens):
        kind = _NOUNS.get(w.low)
        if kind is None or (w.tag == "V" and k and tokens[k - 1].tag in "CGab" and tokens[k - 1].low != "-"):
            continue
        after = tokens[k + 1] if k + 1 < len(tokens) else None
        is_first = after is not None and (after.low in _NOUNS or after.low in _HEADS)
        if is_first and not _LINE.match(f"{w.low} {after.low}"):
            continue  # "a loan facility": the last noun is the head
        if w.low == "credit" and after is not None and after.low == ":":
            continue  # whose picture it is
        if (
            after is not None
            and after.tag in "xNV"
            and after.low[0].isalpha()
            and not (after.low.endswith("ed") or after.low in _FOLLOWS)
        ):
            continue  # "investment thesis", "shares rose"
        m = _Money(kind, w.start, w.end, w.low)
        if any(t.low in ("loan", "loans", "debt", "credit") for t in tokens[max(0, k - 3) : k]):
            m.kind = "loan"
        if any(t.low in ("equity", "stake", "stock") for t in tokens[max(0, k - 2) : k]):
            m.kind = "equity_stake"
        if any(t.low in ("grant",) for t in tokens[max(0, k - 2) : k]):
            m.kind = "grant"
        _look_left(context, i, tokens, k, m)
        _look_right(context, i, m)
        if (w.low in _NEED_SUM or m.kind == "loan") and not m.sums and not m.givers and not m.takers:
            continue
        if w.low in _NEED_SUM and not m.sums and (not m.givers or w.low == "facility"):
            continue
        if w.low in ("interest", "holding", "shares", "stock", "stocks") and not m.takers:
            continue
        yield m


def _look_left(context: Context, i: int, tokens: list[Word], k: int, m: _Money) -> None:
    """The sum and the giver in the noun's own group: "the ‹U› ‹C› loan"."""
    folded = context.folded(i)
    j = k - 1
    while j >= 0 and k - j < 10:
        w = tokens[j]
        if w.tag in "CG" and w.number >= 0:
            values = [v for v in context.values(i, folded.mentions[w.number]) if v != "WLD"]
            if j and tokens[j - 1].tag == "i" and tokens[j - 1].low not in ("under", "of", "with"):
                break
            if m.word in ("shares", "stock", "stocks") and w.tag == "G":
                m.takers += [v for v in values if v.startswith("org:")]  # "of new Wollert shares"
            else:
                m.givers[:0] = values
        elif w.tag == "U":
            m.sums.insert(0, f"‹U{w.number}›")
        elif (
            w.tag in "xMPRsJN#vXS"
            or w.low in ("-", '"', "/", "&")
            or (w.tag == "V" and (w.low.endswith("ed") or w.low in _NOUNS))
        ):
            pass
        elif w.tag == "d":
            m.is_own = w.low in ("its", "their", "our")
            m.start = w.start
            return
        elif w.tag == "i" and w.low in ("of", "up", "in") and j and tokens[j - 1].tag == "U":
            pass  # "‹U› in loans", "‹U› of equity"
        else:
            break
        m.start = w.start
        j -= 1


_MADE_BY = re.compile(
    r"\s(?:that\s|which\s)?(?:the\s)?(‹[CG]\d+›)\s(?:has\s|had\s|have\s|‹D\d+›\s){0,2}"
    r"(?:made|gave|given|awarded|granted|provided|extended|approved|issued|offered|promised|pledged|announced|signed|agreed)\b"
)


def _look_right(context: Context, i: int, m: _Money) -> None:
    """Who and what follows by preposition, up to the end of the clause."""
    folded = context.folded(i)
    text = folded.folded
    if made := _MADE_BY.match(text, m.end):  # "a grant the Pentagon made in May"
        m.givers += [v for v in context.values(i, folded[made[1]]) if v != "WLD" and v not in m.givers]
        m.is_from = True
        m.end = made.end()
    stop = _STOP.search(text, m.end)
    end = min(stop.start() if stop else len(text), m.end + 220)
    place = m.end
    for s in re.finditer(r"‹([CGU])(\d+)›", text[m.end : end]):
        at = m.end + s.start()
        gap = text[place:at]
        mention = folded.mentions[int(s.group(2))]
        governor = _PREP.search(gap)
        prep = governor.group(1) if governor else ""
        place = m.end + s.end()
        if s.group(1) == "U":
            if not m.sums and (
                prep in ("of", "for", "to", "at") or re.search(r"\bworth\s(?:[\w-]+\s){0,3}$|\(\s?$|,\s$", gap)
            ):
                m.sums.append(s.group())
            elif m.takers or m.sums:
                break  # the next sum and its own taker
            continue
        values = [v for v in context.values(i, mention) if v != "WLD"]
        if prep in ("from", "by", "through", "via", "under", "with") and _OTHERS.search(gap[: governor.start()]):
            break
        if (s.group(1) == "C" and ITS_FIRMS.match(text, place)) or _IN_BRACKETS.search(gap):
            continue
        if prep in ("from", "by", "through", "via"):
            m.givers += [v for v in values if v not in m.givers]
            m.is_from = True
        elif prep in ("to", "in", "into", "for", "with", "of", "behind"):
            firms = [v for v in values if v.startswith("org:")]
            is_venture = len(firms) > 1 and re.match(r"\s(?:[\w-]+\s|‹M\d+›\s){0,3}(?:joint )?venture\b", text[place:])
            if firms and not m.takers and text[at - 1] != "-" and not is_venture:
                m.takers += firms
                m.prep = prep
        elif not prep and m.takers:
            break


def _sums_given(context: Context, i: int) -> Iterator[_Money]:
    """Each sum that a verb of giving has as its object: "awarded ‹G› ‹U›, and more than ‹U› to ‹G›"."""
    folded = context.folded(i)
    text = folded.folded
    for f in context.frames(i):
        if f.part != "verb" or not (
            f.name in ("fund", "invest", "pledge") or f.lemma in ("allocate", "provide", "contribute")
        ):
            continue
        end = _STOP.search(text, f.end)
        limit = min(end.start() if end else len(text), f.end + 320)
        for s in re.finditer(r"‹U\d+›(?!\sto\s(?:buy|purchas))", text[f.end : limit]):
            m = _Money("investment", f.end + s.start(), f.end + s.end(), f.lemma, sums=[s.group()])
            if direct := re.match(
                r"\s(?:the\s)?(‹G\d+›)\s(?:an?\s|up to\s|about\s|some\s|more than\s|another\s)*$", text[f.end : m.start]
            ):
                m.takers += [v for v in context.values(i, folded[direct.group(1)]) if v.startswith("org:")]
            _look_right(context, i, m)
            m.kind = {"lend": "loan", "loan": "loan", "grant": "grant"}.get(f.lemma, "investment")
            m.start = f.end  # its verb is this one
            yield m


def _parts_of_sums(context: Context, i: int) -> Iterator[_Money]:
    """Each part of what a firm spends that another puts up: "spent ‹U›, of which ‹U› came from ‹C›"."""
    folded = context.folded(i)
    text = folded.folded
    for m in PART_OF_SUM.finditer(text) if "‹U" in text and ("of " in text or "including" in text) else ():
        before = [v for s in re.finditer(r"‹G\d+›", text[: m.start()]) for v in context.values(i, folded[s.group()])]
        who = context.subject_before(i, "G", 2) if not before else None
        takers = before or (list(context.values(i, who)) if who else [])
        givers = [v for v in context.values(i, folded[m["who"] or m["giver"]]) if v != "WLD"]
        kind = "loan" if re.search(r"\blen[td]|\bloan|borrow", m[0]) else "grant" if "grant" in m[0] else "investment"
        part = [m["a"] or m["b"] or m["c"] or m["d"]]
        yield _Money(kind, m.start(), m.end(), "part", givers[:1], takers[:1], part, is_from=True)


# -- who gives, who gets --------------------------------------------------------------------------------------


def _verb(context: Context, i: int, m: _Money) -> Frame | None:
    """The verb that governs the noun: the last one before it in its clause, else a passive one after it."""
    found = [f for f in context.frames(i) if f.part == "verb" and not (m.start <= f.start < m.end)]
    before = [f for f in found if f.end <= m.start + 1 and m.start - f.end < 160]
    if before and not _STOP.search(context.folded(i).folded, before[-1].end, m.start):
        return before[-1]
    after = [f for f in found if m.end <= f.start <= m.end + 30 and f.is_passive]
    return after[0] if after else None


def _firms_of(context: Context, i: int, f: Frame | None) -> list[str]:
    if f is None:
        return []
    subject = [a for a in f.subject if a.mention.sign in "CG" and a.owns not in SOMEBODY]
    return [v for a in subject for v in context.values(i, a.mention, a.start) if v != "WLD"]


def _sides(context: Context, i: int, m: _Money, f: Frame | None) -> tuple[tuple[str, ...], list[str], str]:
    """The givers, the takers and how far it has come."""
    text = context.folded(i).folded
    subject = _firms_of(context, i, f)
    givers, takers = list(dict.fromkeys(m.givers)), list(dict.fromkeys(m.takers))
    if f is not None and f.is_negated:
        return (), [], ""
    is_passive = f is not None and f.is_passive
    is_lent = m.is_from and m.word.startswith(("loan", "grant")) and (f is None or f.lemma not in _GIVING)
    is_concluded = f is not None and not is_passive and (is_lent or f.lemma in _CONCLUDING)
    if m.kind == "loan" and m.prep == "with" and not givers and is_concluded:
        givers, takers, m.is_from = takers, [], True
    if m.kind == "equity_stake" and (not givers or m.is_from):
        if f is not None and not is_passive and f.lemma in _TAKING | _GIVING:
            givers = [*subject[:1], *givers][:3]  # the buyer, and who sells
    elif not givers and f is not None and not is_passive and (f.name in _GIVES or f.lemma in _GIVING):
        givers = subject[:2] if len(subject) <= 3 else []
    elif not takers and f is not None and ((is_passive and f.end <= m.start) or f.lemma in _GETTING):
        takers = [v for v in subject if v.startswith("org:")][:1]
        if is_passive and not givers:
            givers = [v for a in f.arguments if a.prep == "by" for v in context.values(i, a.mention, a.start)][:1]
    if givers and not takers and m.is_from and f is not None and f.lemma in _TELLING:
        takers = [v for v in subject if v.startswith("org:") and v not in givers][:1]
    is_of_state = bool(givers) and all(not g.startswith("org:") or g in agencies() for g in givers)
    is_granted = m.is_from and is_of_state and m.word in ("loan", "loans", "grant", "grants")
    is_got = f is None or f.lemma in _GETTING or f.is_passive or is_concluded or is_granted
    if givers and not takers and (is_got or m.is_own):
        if f is not None and (f.lemma in _GETTING or f.is_passive or (is_concluded and m.is_from)):
            takers = [v for v in subject if v.startswith("org:") and v not in givers and v not in agencies()][:1]
        elif f is None and is_lent:  # "the mine, for which Arcadia has a loan from Peru"
            folded = context.folded(i)
            named = (v for s in re.finditer(r"‹G\d+›", text[: m.start]) for v in context.values(i, folded[s.group()]))
            takers = [v for v in named if v.startswith("org:") and v not in givers and v not in agencies()][:1]
        if (
            not takers
            and (m.sums or (m.is_from and m.kind in ("loan", "grant")))
            and not _WOULD.search(text[: m.start])
        ):
            takers = _own(context, i, givers)
    if not takers and m.sums and is_of_state and _FOR_PROJECT.match(text, m.end) and not _WOULD.search(text[: m.start]):
        who = context.subject_before(i, "G", 2)
        owner = (context.values(i, who)[:1] if who else ()) or tuple(_own(context, i, givers))
        takers = [v for v in owner if v not in givers and v not in agencies()]
    if m.prep == "for" and givers and all(g.startswith("org:") and g not in public_bodies() for g in givers):
        return (), [], ""  # a firm spends on its own plant
    if m.word == "contract" and (not m.sums or all(g.startswith("org:") for g in givers)):
        return (), [], ""
    if not givers and takers and f is not None and f.lemma in _GETTING and m.is_own:
        return (), [], ""
    givers = [g for g in givers if g not in takers]
    if (
        takers
        and givers
        and any(set(g[4:].split()) >= set(takers[0][4:].split()) for g in givers if g.startswith("org:"))
    ):
        return (), [], ""
    firms = [g for g in givers if g.startswith("org:")]
    if len(givers) == 2 and len(firms) == 1:
        givers = firms if firms[0] in public_bodies() else [g for g in givers if g not in firms]
    return tuple(givers[: 3 if m.kind == "equity_stake" else 2]), takers[:2], _state(f, m, text)


def _own(context: Context, i: int, givers: list[str]) -> list[str]:
    """Whose loan it is where its sentence does not say: the firm of the section, or of the release."""
    own = context.firm_here(i)
    return [own] if own and own not in givers else []


def _state(f: Frame | None, m: _Money, text: str) -> str:
    if _AHEAD.search(text[max(0, m.start - 40) : m.end + 30]):
        return "announced"
    if f is None:
        return "in_force"
    before = text[max(f.scope_start, f.start - 40) : f.start]
    if f.is_ahead or re.search(r"\b(?:will|would|plans?|aims?|intends?|set|due|to)\s(?:\w+\s)?$", before):
        return "agreed" if re.search(r"\b(?:agreed|agrees|committed|contracted)\sto\s$", before) else "announced"
    form = text[f.start : f.end].lower()
    if f.lemma in ("announce", "pledge", "promise", "offer", "unveil", "propose"):
        return "announced"
    if f.lemma in ("receive", "hold", "own", "have", "close", "issue", "get", "draw", "become", "acquire"):
        return "in_force"
    if m.kind == "equity_stake" and f.lemma in ("take", "buy", "increase", "raise", "purchase", "boost"):
        return "in_force" if form.endswith(("ed", "k", "t", "n")) else "announced"
    is_given = f.lemma in ("invest", "put", "secure", "make", "lend", "provide")
    return "in_force" if is_given and re.search(r"\b(?:has|have)\s(?:\w+\s)?$", before) else "agreed"
