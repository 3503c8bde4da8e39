"""Agreements told without a phrase that both names the paper and stands beside its parties.

"The members are Kenya, Ghana and Mali", "A second one with Peru followed", "Under the accord Chile promised ... to
the EU", "The ministers of ... launched the Copper Initiative", "A and B founded a consortium".
"""

from collections.abc import Callable, Iterator

from critmin.claims import regex as re
from critmin.claims.agreement_cues import best, papers, status
from critmin.claims.agreement_terms import deadline, instruments, matter, money, name_minerals, stages
from critmin.claims.claim import Quote
from critmin.claims.context import Context, minerals_of
from critmin.claims.patterns import rule, signs

_BODY = (
    r"(?P<body>[Ii]nitiative|[Aa]lliance|[Pp]artnership|Action Plan|Forum|[Cc]lub|fund|[Cc]oalition|Dialogue"
    r"|[Cc]onsortium|"
    r"[Rr]oadmap|Charter|[Cc]ompact)"
)
_FOUNDS = rule(
    r"\b(?:launch(?:ed|es)?(?:\sof)?|announced?|founded|set\sup|form(?:ed|s)|creat(?:ed|es)|establish(?:ed|es)"
    r"|unveil(?:ed|s)|"
    r"adopt(?:ed|s)|"
    r"endorsed|start(?:ed|s)|call(?:s|ed)?|dubbed|inaugurated|joined)\s(?:what\s(?:‹C\d+›|they|it)\scalls?\s)?"
    rf"(?:the|an?)\s(?:[\w&'-]+\s|‹[A-Z]\d+›\s){{0,6}}?{_BODY}\b",
    re.NOFLAG,
)
_BODY_KINDS = {
    "fund": "investment",
    "action plan": "declaration",
    "roadmap": "declaration",
    "charter": "declaration",
    "dialogue": "partnership",
}
_MEMBERS = rule(
    r"\b(?:founders|founding members|members|partners|participants|signatories|member states|participating countries)"
    r"\s(?:are|were|include)\s(?:the\s)?{C:who}"
)
_JOINERS = rule(
    r"{C:who}\s(?:came later|(?:has|have)?\s?(?:since\s)?joined(?:\slater|\ssince|\safterwards)|followed later)"
)
_PARTIES_ARE = rule(
    r"(?:\bparties|^‹C\d+›)\sto\s(?:the|this)\s(?P<paper>agreement|treaty|memorandum|accord|pact|arrangement)\sare\s"
    r"(?:the\s)?(?:government of\s|‹C\d+› of\s)?(?:the\s)?{C:a}"
    r"(?:\sand\s(?:that of\s|the government of\s)?(?:the\s)?{C:b})?"
)
_PROMISES = (
    r"(?:promis(?:ed|es)|pledg(?:ed|es)|undert(?:ook|akes)|agre(?:ed|es)|commit(?:ted|s)|will|is to|would|"
    r"grants?|granted)"
)
_UNDER = rule(
    r"\b(?:in|under|as part of)\s(?P<what>(?:an?|the|its)\s[^;‹›,]{0,60}?[^;,]{0,60}?),\s(?P<a>‹C\d+›)\s"
    rf"{_PROMISES}\s[^;]{{0,140}}?\b(?:to|for|with|from)\s(?:the\s)?{{C:b}}"
)
_ANOTHER = rule(
    r"\b(?:[Aa]n?\s(?:earlier|similar|second|third|separate|later|further|comparable|parallel|like|corresponding|twin|"
    r"matching|near-identical)|[Aa]nother)\s(?P<paper>one|text|document|agreement|memorandum|deal|pact|accord|contract|"
    r"arrangement|partnership|treaty|understanding),?\s(?:(?:is|was|has|had|will|"
    r"would|being|been|be|already|also|now|to|"
    r"due|expected|planned|negotiated|drafted|discussed|prepared|signed|agreed|"
    r"concluded|struck|reached|sealed|under\sdiscussion|"
    r"under\snegotiation|in\spreparation|in\sthe\sworks|planned|‹D\d+›|on|in)\s){0,7}(?:with|"
    r"between it and)\s(?:the\s)?{CG:b}"
)
_OTHER_PAPERS = re.compile(
    r"^(?:Other|Further|Separate|Additional|Another|A second|A separate|A further)\s(?:such\s)?(?:\w+\s)?"
    r"(?P<paper>agreements?|memorand(?:a|um)[\w\s]*?|MoUs?|MOUs?|deals?|pacts?|contracts?|accords?)\s"
    r"(?:(?:signed|reached|concluded)\s[^;,]{0,30}?)?(?:calls? for|covers?|concerns?|provides? for|deals? with|"
    r"foresees?|relates? to|involves?|aims? at|sets? out|focus(?:es)? on|is on|are on)\b"
)
_ITS_IS_WITH = rule(
    r"\b(?:its|their)\s(?:only|first|main|other|latest|one|sole|biggest)\s[^;]{0,50}?\bis\swith\s(?:the\s)?{CG:b}"
)
_THREE_WAY = re.compile(
    r"\b(?:three-way|trilateral|tripartite)\s(?P<body>dialogue|initiative|framework|pact|agreement|partnership)\b"
)
_BETWEEN_THEM = re.compile(r"\bbetween\s(?:them|the two(?: (?:companies|firms|sides|parties|countries))?)\b")
_JOINT_PAPER = re.compile(
    r"\b(?:joint (?:fact sheet|statement|declaration|communiqu[eé])|framework agreement|trade deal)\b", re.IGNORECASE
)
_DEAD = re.compile(r"\b(?:runs? out|ran out|expir(?:es|ed)|lapse[sd]|ended|terminat\w+|cancel\w+)\b")


_CUSTOMERS = rule(
    r"{G:a}(?:'s?)?(?:\s|,\s)(?:whose\s|has\s)?(?:[\w-]+\s){0,3}?(?:customers|offtakers|buyers|clients|off-takers|"
    r"partners)\s"
    r"(?:now\s)?(?:are|include|includes|like|such as|including)\s(?:the\s)?{G:b}"
)
_COUNTS = rule(
    r"{G:a}\s(?:counts|lists|names)\s(?:the\s)?{G:b}\s(?:[\w-]+\s){0,2}?(?:among|as)\s(?:its|their)\s(?:[\w-]+\s){0,2}?"
    r"(?:customers?|offtakers?|buyers?|clients?|suppliers?)"
)


_NO_CUSTOMER = re.compile(r"\b(?:not|never|no longer|former|might|may|could|hopes?|wants?|potential|prospective)\b")
_YET_TO_BE = re.compile(r"\b(?:will|would|expected|set|due)\b")
_IS_CUSTOMER = rule(
    r"{G:b}(?:,\s(?:[^,;‹›]{1,60}),)?\s(?P<how>(?:(?:will|would|has|have|is|are|"
    r"was|to|also|now|already|expected|set|due)\s){0,4}"
    r"(?:bec(?:ome|omes|ame|oming)|been|be|is|are|remains?|sign(?:ed|s) (?:on|up)|join(?:ed|s)))\s"
    r"(?:as\s)?(?:an?|the|its|one of the|(?:[\w-]+\s){1,2}?of the)\s(?:[\w-]+\s){0,3}?"
    r"(?P<role>customers?|clients?|buyers?|offtakers?|off-takers?|purchasers?|"
    r"takers?|suppliers?)\s(?:of|for|to|at|from)\s"
    r"(?:the\s)?(?:[a-z][\w-]*\s|‹[CMP]\d+›(?:'s)?\s){0,5}?{G:a}"
)


_PURCHASE = rule(
    r"{G:a}\s(?:has\s|have\s)?(?:complet\w+|clos(?:ed|es)|finali[sz]\w+|announc\w+|agreed)\s(?:to\s|on\s)?(?:the|"
    r"its|an?)\s"
    r"(?:[\w$-]+\s|‹U\d+›\s|of\s){0,3}?(?:purchase|acquisition|takeover|buyout)\sof\s(?:the\s)?{G:b}"
)


def _purchases(context: Context, i: int, drafts: list) -> Iterator:
    """ "has completed the acquisition of Ostrava Metals": a whole firm changes hands."""
    if m := _PURCHASE.search(context.folded(i).folded):
        is_done = re.search(r"\b(?:complet|clos|finali)", m.group())
        parties = (*_values(context, i, m["a"])[:1], *_values(context, i, m["b"])[:1])
        about = matter(context, i, None, parties) or context.minerals_near(i, 0, 2)
        about = about or tuple(v for p in parties for v in name_minerals(p))
        yield parties, "equity_stake", "in_force" if is_done else "agreed", about


def _customers(context: Context, i: int, drafts: list) -> Iterator:
    """ "Its customers include Wollert and Ostrava Metals": a contract with each."""
    text = context.folded(i).folded
    kind = "offtake" if re.search(r"\b[Oo]ff-?tak", text) else "supply_contract"
    for pattern in (_CUSTOMERS, _COUNTS, _IS_CUSTOMER):
        m = pattern.search(text)
        if m and not (pattern is _IS_CUSTOMER and _NO_CUSTOMER.search(text)):
            seller = _values(context, i, m["a"])[:1]
            state = "announced" if _YET_TO_BE.search(m.groupdict().get("how", "")) else "in_force"
            for buyer in _values(context, i, m["b"])[:4]:
                yield (*seller, buyer), kind, state, matter(context, i, None, ()) or context.minerals_near(i, 0, 2)
            return


def read(context: Context, i: int, make: Callable, drafts: list) -> Iterator:
    """The agreements that sentence `i` tells in these ways; `drafts` are those told before."""
    for way in (
        _bodies,
        _members,
        _parties_are,
        _under,
        _another,
        _other_papers,
        _is_with,
        _three_way,
        _between_them,
        _joint_paper,
        _customers,
        _purchases,
        _countries_of,
        _joins,
    ):
        for parties, kind, state, minerals in way(context, i, drafts):
            parties = tuple(dict.fromkeys(p for p in parties if p and p != "WLD"))
            if not parties or (len(parties) < 2 and parties[0] not in ("G7", "G20")) or len(parties) > 20:
                continue
            yield make(
                sentence=i,
                evidence=context.quote(i),
                rule=way.__name__.strip("_"),
                confidence=0.7,
                kind=kind,
                status=state,
                parties=parties,
                minerals=minerals or matter(context, i, None, parties),
                stages=stages(context, i),
                instruments=instruments(context, i),
                amounts=money(context, i, parties, kind),
                deadline_text=deadline(context.folded(i).text),
            )


_COUNTRIES_OF = rule(
    r"\b(?:countries|nations|states|governments|partners|signatories)\s(?:involved in|covered by|signing|with|"
    r"that (?:have\s)?(?:signed|joined|concluded|struck|reached))\s[^;‹›]{0,40}?"
    r"(?P<paper>deals|agreements|frameworks|pacts|MOUs|MoUs|memoranda|partnerships)\s?(?:so far\s|to date\s|now\s)?"
    r"(?:include|are|were|:|-)\s(?:the\s)?{C:who}"
)


def _countries_of(context: Context, i: int, drafts: list) -> Iterator:
    """ "Countries that have signed deals include Ghana and Peru": one with each, of whom the sentence before has them
    sign with, else of who says so."""
    text = context.folded(i).folded
    if not (m := _COUNTRIES_OF.search(text)):
        return
    others = _values(context, i, m["who"])
    before = [v for s in context.folded(i - 1).of("C") for v in s.values if v not in others] if i else []
    here = [v for s in signs(text, "C") for v in _values(context, i, s.group()) if v not in others]
    hub = next((v for v in (*before, *here) if not v.startswith("org:") and v != "WLD"), None)
    told = papers(m["paper"])
    about = matter(context, i, None, ()) or context.minerals_near(i, 0, 2)
    if hub and told and about:
        for other in others:
            yield (hub, other), "framework" if told[0].kind == "investment" else told[0].kind, "signed", about


_JOINS = rule(
    r"{C:who}\s(?:(?:has|have|also|officially|formally|recently)\s){0,3}(?:joined|joins|acceded to)\s"
    r"(?:‹G\d+›,?\s|[A-Z]{3,6},\s)?(?:the\s)?(?P<body>‹G\d+›)"
)
_IS_CLUB = re.compile(r"(?:Alliance|Initiative|Partnership|Club|Coalition|Pact|Network)$")


def _joins(context: Context, i: int, drafts: list) -> Iterator:
    """ "Peru has joined the Raw Materials Alliance": who joins, and the body."""
    if m := _JOINS.search(context.folded(i).folded):
        body = _values(context, i, m["body"])
        if len(body) == 1 and _IS_CLUB.search(body[0]):
            about = _body_minerals(context, i, m["body"])
            is_raw = re.search(r"\b(?:Raw Materials|Minerals)\b", body[0])
            for who in _values(context, i, m["who"]):
                yield (who, *body), "partnership", "in_force", about or (("critical_minerals",) if is_raw else ())


def _values(context: Context, i: int, sign: str | None) -> tuple[str, ...]:
    return context.values(i, context.folded(i)[sign]) if sign else ()


def _bodies(context: Context, i: int, drafts: list) -> Iterator:
    """An initiative, alliance, plan or consortium with a name of its own, and who founds it."""
    folded = context.folded(i)
    text = folded.folded
    for m in _FOUNDS.finditer(text):
        body = m["body"]
        before = text[max(0, m.start() - 40) : m.start()]
        if re.search(r"\b(?:not|should|could|must|urged? to|call\w* on)\s(?:\w+\s){0,3}$", before):
            continue
        named = m.group()
        if body[0].islower() and body != "consortium" and ("‹U" if body == "fund" else "‹M") not in named:
            continue
        who = [s for s in signs(text, "CG", 0, m.end()) if not _is_in_name(text, s, m)]
        firms = [v for s in who for v in _values(context, i, s.group()) if v.startswith("org:")]
        states = [v for s in who for v in _values(context, i, s.group()) if not v.startswith("org:")]
        if body.lower() == "consortium" and len(set(firms)) >= 2:
            yield firms, "investment", "agreed", _body_minerals(context, i, named)
            continue
        if firms or not states or (body[0].islower() and len(set(states)) < 2):
            continue
        kind = _BODY_KINDS.get(body.lower(), "plurilateral_initiative")
        found = _body_minerals(context, i, named)
        if found:
            yield states, kind, "agreed" if kind == "declaration" else "announced", found


def _is_in_name(text: str, s: re.Match, m: re.Match) -> bool:
    """Whether a sign stands inside the name of the body itself ("the ‹C1› Action Plan")."""
    return s.start() > m.start() and not re.search(r"what\s$", text[: s.start()])


def _body_minerals(context: Context, i: int, named: str) -> tuple[str, ...]:
    folded = context.folded(i)
    own = [v for s in signs(named, "M") for v in folded[s.group()].values]
    own += [v for s in signs(named, "G") for p in folded[s.group()].values for v in name_minerals(p)]
    return tuple(dict.fromkeys(own)) or matter(context, i, None, ()) or context.minerals_near(i, 0, 1)


def _body_before(context: Context, i: int) -> bool:
    """Whether this sentence or one of the two before it speaks of a body that has members."""
    return any(
        re.search(
            r"\b(?:[Ii]nitiative|[Aa]lliance|[Pp]artnership|Forum|Club|[Cc]oalition|Compact)\b",
            context.sentence(j).text,
        )
        for j in range(max(0, i - 2), i + 1)
    )


def _members(context: Context, i: int, drafts: list) -> Iterator:
    """ "The founders were ..." after an initiative, and those who "came later" in the sentence after it."""
    m = _MEMBERS.search(context.folded(i).folded)
    if not m or not _body_before(context, i):
        return
    text = context.folded(i).folded
    states = [v for s in signs(text, "C", m.start("who")) for v in _values(context, i, s.group())]
    for j in (i, i + 1):
        if j < len(context) and (later := _JOINERS.search(context.folded(j).folded)):
            states += _values(context, j, later["who"])
    about = next((f for j in range(i, max(-1, i - 3), -1) if (f := matter(context, j, None, ()))), ())
    if not about:
        opening = " ".join(context.sentence(j).text for j in range(max(0, i - 2), i + 1))
        about = ("critical_minerals",) if re.search(r"\b[Mm]inerals\b|\b[Rr]aw [Mm]aterials\b", opening) else ()
    if len(set(states)) >= 3 and about:
        yield states, "plurilateral_initiative", "in_force", about


def _parties_are(context: Context, i: int, drafts: list) -> Iterator:
    """ "The Parties to the agreement are ..." of a treaty."""
    if m := _PARTIES_ARE.search(context.folded(i).folded):
        kind = {"treaty": "treaty", "memorandum": "mou"}.get(m["paper"].lower(), "framework")
        yield (*_values(context, i, m["a"]), *_values(context, i, m["b"])), kind, "agreed", ()


def _under(context: Context, i: int, drafts: list) -> Iterator:
    """ "In a separate trade agreement signed that day, Peru promised ... to the EU"."""
    text = context.folded(i).folded
    if not (m := _UNDER.search(text)):
        return
    named = papers(m["what"])
    if not named or re.search(r"\b(?:talks|proposed|old|draft)\b", m["what"]):
        return
    parties = (*_values(context, i, m["a"]), *_values(context, i, m["b"]))
    owned = [v for s in signs(m["what"], "CG") for v in _values(context, i, s.group())]
    if len(set(parties)) != 2 or set(owned) - set(parties) or not (found := matter(context, i, None, parties)):
        return
    yield parties, named[0].kind, status(m["what"], named[0].kind) or "agreed", found


def _another(context: Context, i: int, drafts: list) -> Iterator:
    """ "An earlier one with Peru": the party that the paper told before has in common, and another one."""
    text = context.folded(i).folded
    m = _ANOTHER.search(text)
    if not m or not drafts or i - drafts[-1].sentence > 6:
        return
    old = drafts[-1]
    other = _values(context, i, m["b"])
    if len(old.parties) != 2 or len(other) != 1 or other[0] in old.parties or not old.minerals:
        return
    alike = [p for p in old.parties if p.startswith("org:") != other[0].startswith("org:")]
    subject = context.subject_before(old.sentence, "CG", 2)
    here = [v for s in signs(text, "CG", 0, m.start()) for v in _values(context, i, s.group()) if v in old.parties]
    mine = here or [p for p in old.parties if subject and p in subject.values] or alike[:1] or list(old.parties[:1])
    state = status(text, old.kind) or "announced"
    if state == "announced" and (_DEAD.search(text) or "earlier" in m.group().lower()):
        state = "in_force"
    kind = (
        old.kind
        if m["paper"].lower() in ("one", "text", "document")
        else next((p.kind for p in papers(m["paper"])), old.kind)
    )
    yield (mine[0], *other), kind, state, matter(context, i, None, ()) or old.minerals


def _other_papers(context: Context, i: int, drafts: list) -> Iterator:
    """ "Other memoranda call for ...": more papers between the parties of the one told before."""
    m = _OTHER_PAPERS.match(context.folded(i).folded)
    if not m or not drafts or i - drafts[-1].sentence > 6 or len({frozenset(d.parties) for d in drafts}) > 1:
        return
    kind = next((p.kind for p in papers(m["paper"])), drafts[-1].kind)
    if about := next(iter(context.folded(i).of("M")), None):
        yield drafts[-1].parties, kind, drafts[-1].status, minerals_of(about)


def _is_with(context: Context, i: int, drafts: list) -> Iterator:
    """ "Its only agreement on minerals is with Peru"."""
    text = context.folded(i).folded
    m = _ITS_IS_WITH.search(text)
    named = papers(text) if m else []
    if not m or not named or named[0].start > m.end():
        return
    subject = context.subject_before(i, "CG")
    mine = context.values(i, subject)[:1] if subject else ()
    paper = next((p for p in named if p.kind not in ("framework", "investment")), named[0])
    about = matter(context, i, named[0], ()) or (
        ("critical_minerals",) if re.search(r"\b(?:minerals|raw materials)\b", context.sentence(i).text) else ()
    )
    if about:
        yield (*mine, *_values(context, i, m["b"])), paper.kind, "in_force", about


def _three_way(context: Context, i: int, drafts: list) -> Iterator:
    """A trilateral paper in a sentence that names just three countries."""
    text = context.folded(i).folded
    m = _THREE_WAY.search(text)
    states = tuple(dict.fromkeys(v for s in signs(text, "C") for v in _values(context, i, s.group())))
    if not m or len(states) != 3:
        return
    if found := matter(context, i, None, ()):
        is_paper = m["body"] in ("framework", "pact", "agreement")
        state = status(text[max(0, m.start() - 60) : m.end() + 60], "partnership") or "announced"
        if re.search(r"\b(?:takes? part|met\b|meets?\b|belongs?)", text):
            state = "in_force"
        yield states, "framework" if is_paper else "partnership", state, found


def _between_them(context: Context, i: int, drafts: list) -> Iterator:
    """ "the contract between them": the two firms or countries named before in the sentence."""
    text = context.folded(i).folded
    m = _BETWEEN_THEM.search(text)
    named = [p for p in papers(text) if m and p.end <= m.start() <= p.end + 40]
    if not named:
        return
    before = [v for s in signs(text, "G", 0, named[-1].start) for v in _values(context, i, s.group())]
    parties = tuple(dict.fromkeys(before))
    if len(parties) > 2:
        parents = {
            v
            for s in signs(text, "G", 0, m.start())
            if re.search(r"\b(?:subsidiary|unit|arm|part) of\s(?:the\s)?$", text[: s.start()])
            for v in _values(context, i, s.group())
        }
        parties = tuple(p for p in parties if p not in parents)
    if len(parties) == 2:
        yield parties, named[-1].kind, status(text, named[-1].kind) or "in_force", matter(context, i, None, parties)


_A_PAPER = re.compile(
    r"\b(?:Joint|Memorandum|Framework|Agreement|Declaration|Action Plan|Arrangement|Roadmap|Partnership|Treaty)\b"
)


def titled(context: Context, make: Callable) -> Iterator:
    """The paper of two governments or more that a title is the name of: "Joint Statement of Peru and Norway on Tin",
    whose sentences speak of "the Participants"."""
    title = (context.document.title or "").strip()
    place = context.document.text.find(title)
    if place < 0 or not len(context) or not _A_PAPER.search(title):
        return
    folded = context.read(title)
    named = papers(folded.folded.lower())
    states = tuple(dict.fromkeys(v for m in folded.of("C") for v in m.values if v != "WLD"))
    about = tuple(v for m in folded.of("M") for v in minerals_of(m))
    if named and about and 2 <= len(states) <= 4 and not folded.of("G"):
        kind = best(named).kind
        yield make(
            sentence=0,
            evidence=Quote(title, place, place + len(title)),
            rule="titled",
            confidence=0.7,
            kind=kind,
            status=status(title, kind) or "agreed" if "ign" in title else "agreed",
            parties=states,
            minerals=about,
        )


def _joint_paper(context: Context, i: int, drafts: list) -> Iterator:
    """A joint paper at the head of a text whose title names its two countries."""
    if i > 1 or drafts or not (m := _JOINT_PAPER.search(context.sentence(i).text)):
        return
    from critmin.claims.mentions import read as mentions_of

    named = {v for s in mentions_of(context.document.title or "", None, context.words).of("C") for v in s.values}
    here = {v for s in context.folded(i).of("C") for v in s.values}
    if len(named) != 2 or not here & named or here - named:
        return
    text = context.sentence(i).text
    kind = "declaration" if "joint" in m.group().lower() else "framework"
    if re.search(r"\b(?:released|issued|published|agreed|reached|sets? out)\b", text):
        yield tuple(sorted(named)), kind, "agreed", ()
