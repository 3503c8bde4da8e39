"""Deals told by their verb, without a word for the paper: who lends, buys a stake, supplies, teams up.

Read from frames: the subject gives, sells or joins; the firm it does so to is the other party.
"""

from collections.abc import Callable, Iterator

from critmin.claims import regex as re
from critmin.claims.agreement_terms import goods_of, matter, with_terms
from critmin.claims.context import Context
from critmin.claims.frames import Argument, Frame
from critmin.claims.patterns import signs

_MONEY = re.compile(
    r"\b(?:stake|loans?|grants?|equity|funding|financing|investment|shares?|shareholding|credit|backing|support|"
    r"award)\b|"
    r"‹U",
    re.IGNORECASE,
)
_STAKE = re.compile(
    r"\b(?:stake|interest|shareholding|shares|equity)\s(?:in|of)\b|\bin exchange for equity\b|\bwarrants\b"
)
_NO_DEAL = re.compile(
    r"\b(?:if|unless|whether|should|could|might|may|would|analysts?|rumou?r\w*|reportedly|used to|historically|tried to"
    r"|sought to|failed to|wanted to|attempted to)\b"
    r"[^,;]{0,50}$",
    re.IGNORECASE,
)
_SOLD = re.compile(r"‹[MP]\d+›|\b(?:magnets?|concentrates?|oxides?|ores?|output|material|metals?)\b")


def read(context: Context, i: int, make: Callable) -> Iterator:
    """The deals that the verbs of sentence `i` tell, as drafts of agreements."""
    seen: set[frozenset[str]] = set()
    for f in context.frames(i):
        if joint := _jointly(context, i, f):
            yield from _draft(context, i, make, f, joint, seen)
        tell = _TELLERS.get(f.name)
        if tell is None or f.part != "verb" or f.is_negated or f.is_unnamed:
            continue
        text = context.folded(i).folded
        if _NO_DEAL.search(text[f.scope_start : f.start]):
            continue
        found = tell(context, i, f) or (_acquires(context, i, f) if f.name == "buy" else None)
        if found is None:
            continue
        yield from _draft(context, i, make, f, found, seen)
    yield from talks(context, i, make)


def _draft(context: Context, i: int, make: Callable, f: Frame, found: tuple, seen: set) -> Iterator:
    parties, kind, state = found
    if len(parties) < 2 or len(parties) > 5 or frozenset(parties) in seen:
        return
    seen.add(frozenset(parties))
    yield with_terms(
        context,
        i,
        make,
        rule=f"verb_{f.name}",
        confidence=0.65,
        kind=kind,
        status=state,
        parties=parties,
        minerals=goods_of(context, i, f.start, parties),
    )


_WITH_WHOM = re.compile(
    r"\bin (?:partnership|collaboration|co-?operation|conjunction|tandem) with\s(?:the\s)?(?P<who>‹[CG]\d+›)"
)


_BESIDE = re.compile(  # "Wollert, together with the bank Norfin, announced"
    r"(?P<first>‹G\d+›)(?:\s\([^()]{1,30}\))?,\s(?:in (?:partnership|collaboration|co-?operation|conjunction"
    r"|association)"
    r"|together|jointly|along)"
    r"\swith\s(?:[a-z][\w-]*\s){0,3}(?P<who>‹[CG]\d+›)[^;,]{0,60},\s(?:[\w-]+\s){0,2}\Z"
)
_STUDIES = re.compile(
    r"\b(?:study|studies|report|survey|analysis|research|according to|workshop|conference|seminar|explor\w+|"
    r"opportunit\w+)\b"
)


def _jointly(context: Context, i: int, f: Frame) -> tuple[tuple[str, ...], str, str] | None:
    """ "is building a refinery in partnership with POSCO"."""
    text = context.folded(i).folded
    if f.part == "verb" and re.search(r"\bjointly\s$", text[max(0, f.start - 9) : f.start]) and not f.is_negated:
        together = _codes(context, i, f.subject)
        if len(together) >= 2 and any(p.startswith("org:") for p in together):
            return together, "partnership", "announced" if f.is_ahead else "agreed"
    m = _WITH_WHOM.search(text, f.end, f.scope_end + 40) if f.part == "verb" and not f.is_passive else None
    m = m or (_BESIDE.search(text, 0, f.start) if f.part == "verb" and f.name != "other" else None)
    if not m or _STUDIES.search(text, f.scope_start, m.start()):
        return None
    others = context.values(i, context.folded(i)[m["who"]])
    agent = _BY_WHOM.search(text[: m.start()])  # "led by Wollert in partnership with Norway"
    first = context.values(i, context.folded(i)[agent[1]]) if agent else _codes(context, i, f.subject)
    if "first" in m.groupdict():
        first = context.values(i, context.folded(i)[m["first"]])
    first = tuple(v for v in first if v not in others)
    parties = (*first, *others)
    if not first or not any(p.startswith("org:") for p in parties):
        return None
    return parties, "partnership", "announced" if f.is_ahead and not agent else "in_force"


_BY_WHOM = re.compile(r"\bby\s(?:the\s)?(‹[CG]\d+›)\s$")


def _codes(context: Context, i: int, arguments: list[Argument]) -> tuple[str, ...]:
    found = [v for a in arguments if a.mention.sign in "CG" for v in context.values(i, a.mention, a.start)]
    return tuple(dict.fromkeys(v for v in found if v and v != "WLD"))


def _firms(context: Context, i: int, arguments: list[Argument]) -> tuple[str, ...]:
    return tuple(v for v in _codes(context, i, arguments) if v.startswith("org:"))


def _state(f: Frame, text: str) -> str:
    before = text[max(f.scope_start, f.start - 40) : f.start]
    if re.search(r"\b(?:agreed|agrees|committed|commitment|contracted)\s(?:in\s‹D\d+›\s)?to\s$", before):
        return "agreed"
    return "announced" if f.is_ahead else "agreed"


def _funds(context: Context, i: int, f: Frame) -> tuple[tuple[str, ...], str, str] | None:
    """ "has awarded MP Materials $35 million", "was granted a loan by EXIM", "invested A$50m in Arafura"."""
    text = context.folded(i).folded
    scope = text[f.start : f.scope_end]
    if not _MONEY.search(scope):
        return None
    if f.is_passive:
        givers = _codes(context, i, [a for a in f.arguments if a.prep in ("by", "from")])
        takers = _firms(context, i, f.subject)
    else:
        givers = _codes(context, i, f.subject)
        takers = _firms(context, i, [a for a in f.arguments if a.prep in ("", "to", "in", "into", "for")])
    givers = tuple(g for g in givers if g not in takers)[:1]
    if not givers or not takers or (f.lemma in ("put", "back") and "‹U" not in scope):
        return None
    return (*givers, takers[0]), _kind_of_money(scope, f), _state(f, text)


_GETS = frozenset(["secure", "receive", "get", "obtain", "draw", "win", "tap"])


def _kind_of_money(scope: str, f: Frame) -> str:
    if _STAKE.search(scope):
        return "equity_stake"
    if re.search(r"\bloans?\b|\bcredit\b", scope) or f.lemma in ("lend", "loan"):
        return "loan"
    return "grant" if re.search(r"\bgrants?\b", scope) or f.lemma == "grant" else "investment"


def _buys(context: Context, i: int, f: Frame) -> tuple[tuple[str, ...], str, str] | None:
    """ "acquired a 15 per cent stake in MP Materials", "will buy magnets from Noveon"."""
    text = context.folded(i).folded
    scope = text[f.start : f.scope_end]
    buyers = _codes(context, i, f.subject)[:1]
    if not buyers or f.is_passive:
        return None
    if _STAKE.search(scope):
        targets = _firms(context, i, [a for a in f.arguments if a.prep in ("in", "of")])
        if targets and targets[0] not in buyers:
            return (*buyers, targets[0]), "equity_stake", "announced" if f.is_ahead else "in_force"
        return None
    if _MONEY.search(scope) and f.lemma in _GETS:
        takers = _firms(context, i, f.subject) or (_codes(context, i, f.subject) if signs(text, "M") else ())
        givers = _codes(context, i, [a for a in f.arguments if a.prep == "from"])
        is_aid = bool(takers and givers) and not takers[0].startswith("org:")  # one state gets money from another
        if takers and givers and givers[0] not in takers and not (is_aid and givers[0].startswith("org:")):
            kind = _kind_of_money(scope, f)
            kind = "grant" if kind == "investment" and is_aid else kind
            return (givers[0], takers[0]), kind, _state(f, text)
        return None
    sellers = _firms(context, i, [a for a in f.arguments if a.prep == "from"])
    made = re.search(r"\b(?:made|produced|developed|refined|supplied|mined)\sby\s(?:the\s)?(‹G\d+›)", text[f.start :])
    if not sellers and made:
        sellers = context.values(i, context.folded(i)[made.group(1)])[:1]
    if not sellers or sellers[0] in buyers or not _SOLD.search(scope) or not (f.is_ahead or _is_agreed(text, f)):
        return None
    return (*buyers, sellers[0]), "offtake" if "offtake" in text.lower() else "supply_contract", _state(f, text)


_SITE_SOLD = re.compile(
    r"^[^;]{0,90}?\b(?:stake|shares|shareholding|interest|mine|works|smelter|refinery|project|plant|unit|business|"
    r"subsidiary|"
    r"division|operations?)\b[^;]{0,60}?\sto\s|^\s(?:its|their|the)\s‹R"
)


def _sells(context: Context, i: int, f: Frame) -> tuple[tuple[str, ...], str, str] | None:
    """ "will supply General Motors with magnets"."""
    text = context.folded(i).folded
    if not f.is_passive and _SITE_SOLD.search(text[f.end : f.scope_end]):
        owner = _firms(context, i, f.subject)[:1]
        taker = _firms(context, i, [a for a in f.arguments if a.prep == "to"])[:1]
        return ((*owner, *taker), "equity_stake", "agreed") if owner and taker and owner != taker else None
    if f.is_passive or not (f.is_ahead or _is_agreed(text, f)) or _OF_PAPER.search(text, 0, f.start):
        return None
    states = _codes(context, i, f.subject)[:1]
    others = _codes(context, i, [a for a in f.arguments if a.prep in ("", "to")])
    if (
        (_is_agreed(text, f) or (f.is_ahead and _BY_PAPER.search(text, f.end)))
        and states
        and others
        and not (states[0] + others[0]).startswith("org:")
        and _SOLD.search(text[f.start : f.scope_end])
        and states[0] != others[0]
        and not others[0].startswith("org:")
    ):
        return (states[0], others[0]), "framework", "agreed"
    sellers = _firms(context, i, f.subject)[:1]
    buyers = _firms(context, i, [a for a in f.arguments if a.prep in ("", "to")])
    if not sellers or not buyers or buyers[0] in sellers or not _SOLD.search(text[f.start : f.scope_end]):
        return None
    return (*sellers, buyers[0]), "offtake" if "offtake" in text.lower() else "supply_contract", _state(f, text)


_OF_PAPER = re.compile(r"\b(?:contract|agreement|deal|pact|offtake|memorandum)s?\sto\s\Z")  # its rule reads that
_BY_PAPER = re.compile(
    r"\b(?:under|through|as part of)\s(?:an?|the|their|its)\s(?:[\w-]+\s){0,3}(?:deal|agreement|pact|contract|accord"
    r"|memorandum)\b"
)


def _is_agreed(text: str, f: Frame) -> bool:
    return bool(
        re.search(
            r"\b(?:agreed|agrees|contracted|committed|commitment|signed up|pledged|promised|undertook)\s(?:‹[UD]\d+›"
            r"\s)?to\s$",
            text[: f.start],
        )
    )


def _partners(context: Context, i: int, f: Frame) -> tuple[tuple[str, ...], str, str] | None:
    """ "teamed up with POSCO", "are partnering to build a magnet plant"."""
    text = context.folded(i).folded
    first = _codes(context, i, f.subject)
    others = _codes(context, i, [a for a in f.arguments if a.prep == "with"])
    parties = tuple(dict.fromkeys((*first, *others)))
    if not others and len(first) < 2:
        return None
    if not any(p.startswith("org:") for p in parties) and not signs(text, "M", f.start, f.scope_end):
        return None
    return parties, "partnership", _state(f, text)


_BOUGHT = re.compile(
    r"\s(?:out\s)?(?:the\s|its\s)?(?:(?!(?:from|by|in|of|for|with|to|at|on|and)\b)[a-z][\w-]*\s|"
    r"‹[MP]\d+›\s){0,3}?(‹G\d+›)(?!'|-|\s(?:shares|stock|magnets|ore)|\s‹M)"
)


def _acquires(context: Context, i: int, f: Frame) -> tuple[tuple[str, ...], str, str] | None:
    """ "acquired Base Metals", "was bought by Wollert": a whole firm changes hands."""
    if f.lemma not in ("acquire", "buy", "purchase", "take"):
        return None
    text = context.folded(i).folded
    if f.is_passive:
        sold = _firms(context, i, f.subject)[:1]
        buyers = _codes(context, i, [a for a in f.arguments if a.prep == "by"])[:1]
        if not re.match(r"\sby\s(?:the\s)?‹[CG]", text[f.end :]):
            return None
    else:
        m = _BOUGHT.match(text, f.end)
        sold = (
            tuple(v for v in context.values(i, context.folded(i)[m.group(1)]) if v.startswith("org:"))[:1] if m else ()
        )
        buyers = _firms(context, i, f.subject)[:1]
        if f.lemma == "take" and not re.search(r"\btake\w*\s(?:over|private)|took over", text[f.start : f.end + 8]):
            return None
    if not sold or not buyers or sold[0] in buyers:
        return None
    state = _state(f, text)
    return (*buyers, sold[0]), "equity_stake", "in_force" if state == "agreed" and not _is_agreed(text, f) else state


def _chooses(context: Context, i: int, f: Frame) -> tuple[tuple[str, ...], str, str] | None:
    """ "picked Wollert as its partner", "was selected by Norway to refine tin"."""
    if f.is_passive:
        first = _firms(context, i, f.subject)[:1]
        others = _codes(context, i, [a for a in f.arguments if a.prep == "by"])[:1]
    else:
        first = _codes(context, i, f.subject)[:1]
        others = _firms(context, i, [a for a in f.arguments if a.prep == ""])[:1]
    text = context.folded(i).folded
    if (
        not first
        or not others
        or first == others
        or not re.search(r"\b(?:partner|to|as|for)\b", text[f.end : f.end + 80])
    ):
        return None
    return (*first, *others), "partnership", "announced" if f.is_ahead else "agreed"


_TALKS = re.compile(
    r"\b(?:talks|discussions|negotiations|negotiating|discussing)\s(?:(?P<about>(?:on|about|over|to|"
    r"for)\s[^;,‹›]{0,40}‹[MP]\d+›)"
    r"[^;‹›]{0,40}?\s)?(?:with|between)\s(?:the\s)?(?P<who>‹[CG]\d+›)(?:\sand\s(?:the\s)?(?P<other>‹[CG]\d+›))?"
    r"(?:\s(?:on|about|over|to|for)\s[^;,‹›]{0,50}(?P<matter>‹[MP]\d+›))?"
)
_IN_TALKS = re.compile(
    r"\b(?:in|into|began|begun|started|opened|held|holding)\s(?:[\w-]+\s){0,2}?(?:talks|discussions|negotiations)\b"
)
_TRADE_TALKS = re.compile(
    r"\b(?:tariffs?|truce|curbs?|controls?|restrictions?|ban|export\w*|trade (?:talks|war|negotiat\w+)|duties)\b",
    re.IGNORECASE,
)


def talks(context: Context, i: int, make: Callable) -> Iterator:
    """Talks of named parties on a mineral: "in talks with Peru to buy tin ore"."""
    text = context.folded(i).folded
    if ("talks" not in text and "discussi" not in text and "negotiat" not in text) or _TRADE_TALKS.search(text):
        return
    m = _TALKS.search(text)
    named: tuple[str, ...] = ()
    if m and (m["about"] or m["matter"]):
        named = tuple(v for s in (m["who"], m["other"]) if s for v in context.values(i, context.folded(i)[s]))
        start = m.start()
    elif (m := _IN_TALKS.search(text)) and re.match(
        r"\s(?:on|about|over|to|for)\s[^;,]{0,60}‹[MP]\d+›", text[m.end() :]
    ):
        start = m.start()
    else:
        return
    if _NO_DEAL.search(text[:start]) or re.search(
        r"\b(?:no|without|ended|rules? out|denied|not)\b[^;,]{0,30}$", text[:start]
    ):
        return
    verbs = [f for f in context.frames(i) if f.part == "verb" and f.start <= start + 2]
    first = tuple(v for v in (_codes(context, i, verbs[-1].subject) if verbs else ()) if v not in named)
    is_all = len(named) > 1 and " between " in m.group()
    if not verbs and not is_all:
        first = tuple(
            v for s in signs(text, "CG", 0, start)[-1:] for v in context.values(i, context.folded(i)[s.group()])
        )
    parties = tuple(dict.fromkeys(p for p in (*(() if is_all else first), *named) if p and p != "WLD"))
    if not 2 <= len(parties) <= 4:
        return
    is_states = not any(p.startswith("org:") for p in parties)
    kind = (
        "supply_contract"
        if re.search(r"\b(?:suppl|offtake|buy|purchase|sell)", text[start : start + 160])
        else "investment"
    )
    yield with_terms(
        context,
        i,
        make,
        rule="talks",
        confidence=0.6,
        kind="framework" if is_states else kind,
        status="under_negotiation",
        parties=parties,
        minerals=matter(context, i, None, parties),
        amounts=(),
    )


_WORK = re.compile(  # what two may agree to do, beside working together, which `partner` tells
    r"(?:\s(?:on|in)\s‹D\d+›)?\sto\s(?:further\s|also\s|\w+ly\s)?(?:ensure|secure|strengthen|boost|develop|build|"
    r"diversify|deepen|expand|increase|supply|explore|invest|create|establish|set up|promote|accelerate|reinforce|"
    r"step up|share|enhance|facilitate|support|guarantee|stabili[sz]e|coordinate|pool)\b"
)


_TO_HELP = re.compile(  # "agreed to help Peru map its tin deposits"
    r"(?:\s(?:on|in)\s‹D\d+›)?\sto\s(?:help|assist|support|aid)\s(?:the\s)?(‹[CG]\d+›)\s(?:to\s|"
    r"with\s|in\s)?(?:map|develop|build|"
    r"explore|mine|refine|process|set up|expand|survey|find|exploit|boost|create|extract|assess|finance|modernise)"
)


def _agree(context: Context, i: int, f: Frame) -> tuple[tuple[str, ...], str, str] | None:
    """ "Peru and Norway agreed to secure supplies of tin": what two or more settle together."""
    text = context.folded(i).folded
    parties = _codes(context, i, [*f.subject, *(a for a in f.arguments if a.prep == "with")])
    if len(parties) == 1 and (helped := _TO_HELP.match(text, f.end)) and "‹M" in text[f.end : f.scope_end + 120]:
        others = context.values(i, context.folded(i)[helped[1]])
        return ((*parties, *others), "partnership", "agreed") if others and others[0] not in parties else None
    if f.is_passive or len(parties) < 2 or not _WORK.match(text, f.end):
        return None
    if not signs(text, "M", f.start, f.scope_end + 60):
        return None
    kind = "partnership" if any(p.startswith("org:") for p in parties) else "framework"
    return parties, kind, "announced" if f.is_ahead else "agreed"


_TELLERS: dict[str, Callable] = {
    "agree": _agree,
    "fund": _funds,
    "invest": _funds,
    "pledge": _funds,
    "buy": _buys,
    "sell": _sells,
    "partner": _partners,
    "choose": _chooses,
}
