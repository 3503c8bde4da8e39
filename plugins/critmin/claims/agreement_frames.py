"""Who the parties of an agreement are, read from frames: the subject of its verb, and whom it is with or between."""

from critmin.claims import regex as re
from critmin.claims.agreement_cues import SIGN_VERB, Paper, papers, status
from critmin.claims.agreement_parties import ITS_FIRMS, OTHERS, WITH_OTHERS
from critmin.claims.agreement_sides import agencies
from critmin.claims.context import Context
from critmin.claims.frames import Argument, Frame
from critmin.claims.patterns import rule, signs

_DEAL_VERBS = frozenset(
    ["sign", "agree", "announce", "enter", "launch", "partner", "pledge", "invest", "fund", "terminate", "negotiate",
     "make", "hold", "buy", "other", "seek", "impose", "raise"]
)  # fmt: skip


def of_paper(context: Context, i: int, paper: Paper) -> list[tuple[str, ...]] | None:
    """The sets of parties that the frames of sentence `i` give a paper; [] where they give fewer than two, None where
    they tell that nobody named is one ("countries that sign agreements with American firms")."""
    folded = context.folded(i)
    found = context.frames(i)
    if _EARNED.search(folded.folded, 0, paper.start):
        return None
    verb = _governing(found, paper)
    own = _owners(context, i, folded.folded, paper) or _havers(context, i, folded.folded, paper)
    between = _after(context, i, folded, paper, _BETWEEN, 110)
    if len(between) >= 2:
        return [between]
    if m := _TALKS_BETWEEN.search(folded.folded[: paper.start]):
        pair = [v for sign in (m["a"], m["b"]) if sign for v in context.values(i, folded[sign])]
        if len(set(pair)) >= 2:
            return [tuple(dict.fromkeys(pair))]
    if paper.kind in _BODIES and (m := _OF_TWO.match(folded.folded, paper.end)):
        pair = tuple(v for s in m.group("a", "b", "c") if s for v in context.values(i, folded[s]))
        if len(set(pair)) >= 2:
            return [pair]
    partners = _after(context, i, folded, paper, ("with",), 160)
    if not partners and (m := _INDIRECT.search(folded.folded[: paper.start])):
        partners = tuple(v for v in context.values(i, folded[m["who"]]) if v.startswith("org:"))
        verb = next((f for f in found if f.start == m.start()), verb)
    if not partners and paper.kind == "mou":  # "a letter of intent for a loan from the bank"
        partners = _after(context, i, folded, paper, ("from",), 110)
        if partners and verb is not None and not _values(context, i, verb.subject):
            told = (v for f in reversed(found) if f.end <= verb.start for v in _values(context, i, f.subject))
            here = next(told, None) or context.firm_here(i)
            return [(here, *partners)] if here and here not in partners else []
    if not partners and paper.words.startswith("letter"):  # "has sent a letter of support to the miner"
        partners = tuple(v for v in _after(context, i, folded, paper, ("to",), 60) if v.startswith("org:"))
        verb = verb or next((f for f in reversed(found) if f.part == "verb" and f.end <= paper.start), None)
    if (
        not partners
        and paper.words == "letter of interest"
        and verb is not None
        and _ISSUES.search(text_of(folded, verb))
    ):
        senders = _values(context, i, verb.subject)
        taker = next((v for s in signs(folded.folded, "G", 0, verb.start) for v in context.values(i, folded[s.group()])
                      if v not in agencies()), None) or _speaker(context, i, paper, senders)  # fmt: skip
        takers = (taker,) if isinstance(taker, str) else taker[:1]
        is_firm = bool(takers) and takers[0].startswith("org:") and takers[0] not in senders
        if is_firm and senders and senders[0] in agencies() and not _TO_OTHERS.match(folded.folded, paper.end):
            return [(senders[0], takers[0])]
    if not partners and paper.kind not in ("declaration", "treaty", "trade_agreement"):
        partners = _by_purpose(context, i, folded, paper)
    if not own and _UNDER_ITS.search(folded.folded, 0, paper.start):
        acts = [f for f in found if f.part == "verb" and f.end <= paper.start and f.start > paper.start - 170]
        own = next((v for f in reversed(acts) if not f.is_passive and (v := _values(context, i, f.subject))), ())
    if not own and not partners and (two := _exchanged(context, i, folded, paper)):
        return [two]
    if verb is None:
        first = own
    elif verb.is_passive and verb.start > paper.end:
        first = own or _values(context, i, [a for a in verb.arguments if a.prep in ("by", "between")])
        if not first and not partners and _WHEN.search(folded.folded, 0, paper.start):
            return None  # "was present when the memorandum was signed"
        partners = partners or _values(context, i, [a for a in verb.arguments if a.prep == "with"])
    else:
        first = own or _values(context, i, verb.subject)
        partners = partners or _values(context, i, [a for a in verb.arguments if a.prep == "with"])
    if not first and verb is not None and verb.is_unnamed and not verb.is_passive and paper.is_plural:
        return [] if _THAT_SOMEBODY.match(folded.folded, paper.end) else None
    if not first and not partners and (two := _of_section(context, i, paper)):
        return [two]
    if first and not partners and len(first) == 1 and (here := context.party_here(i)) and here not in first:
        return [(here, *first)]  # an item of a list under whose list it is
    if not first and len(partners) < 2 and (fronted := _fronted(context, i, folded, paper)):
        return [tuple(dict.fromkeys((*partners, *fronted)))]
    if not first and partners:
        first = _speaker(context, i, paper, partners)
    partners = tuple(p for p in partners if p not in first)
    if first and partners:
        first = _principals(first)
        if paper.is_plural and len(partners) > 1:
            return [(*first, p) for p in partners]
        is_with = " with " in folded.folded[paper.end : paper.end + 120] and not _AS_ONE.search(
            folded.folded, 0, paper.start
        )
        if paper.is_plural and 1 < len(first) < 5 and is_with:
            return [(f, *partners) for f in first]
        return [(*first, *partners)]
    if len(first) == 1 and not partners and paper.words.startswith("letter") and first[0] in agencies():
        here = context.firm_here(i) or context.main_firm  # "the bank has issued a letter of interest for $9 million"
        return [(*first, here)] if here and here not in first else []
    if len(first) >= 2 and not partners:
        return None if WITH_OTHERS.match(folded.folded, paper.end) else [first]
    return []


_BETWEEN = ("between", "among", "involving", "(?:brings?|brought) together", "unit(?:es|ing)", "links?", "linking")
_UNDER_ITS = re.compile(  # "will ship tin to Korea under its marketing arrangement": who acts owns the paper
    r"\b(?:[Uu]nder|[Tt]hrough|[Aa]s part of|[Tt]hanks to|via|[Ii]n line with|following|after|since)\s(?:its|their)\s"
    r"(?:[\w-]+\s|‹[MPUDRS]\d+›\s){0,5}\Z"
)
_LISTING = re.compile(  # "with six partners, including"
    rf"(?:the\s)?(?:[\w-]+\s){{1,3}}?(?:{OTHERS})(?:\s-|,|:|\s\()?\s?"
    r"(?:including|namely|such as|among them|like)?:?\s(?=(?:the\s)?‹[CG])"
    r"|the\s(?:[a-z-]+\s|‹M\d+›\s){1,4}?(?:company|firm|producer|miner|agency|corporation|group),\s(?=‹G)"
)
_BODIES = frozenset(["joint_venture", "partnership", "plurilateral_initiative"])
_OF_TWO = re.compile(  # "the joint venture (A and B)", "an alliance of A, B and C"
    r"\s(?:\((?P<a>‹[CG]\d+›)(?:(?:,|\sand)\s(?P<b>‹[CG]\d+›))?\)|of\s(?:the\s)?(?P<c>‹[CG]\d+›))"
)


_TO_OTHERS = re.compile(
    r"[^;.]{0,40}?\sto\s(?:an?|several|some|two|three|four|five|\w+\sother)\s"
)  # "to a domestic project"
_ISSUES = re.compile(r"\b(?:issue|sen[dt]|provid|gi?ve|offer|grant|deliver|extend|sign)\w*", re.IGNORECASE)


def text_of(folded, f: Frame) -> str:
    """The words of a frame's verb."""
    return folded.folded[f.start : f.end]


_SIGNED_ONE = re.compile(r"\s(?:exchanged|signed|agreed|concluded|reached|struck|sealed|inked)\b")
_UNDER_ONE = re.compile(r"\b(?:[Uu]nder|[Tt]hanks to)\s(?:an?|the)\s(?:[\w-]+\s|‹[MPD]\d+›\s){0,3}\Z")
_FOR_THEM = re.compile(
    r"\b(?:to|for|with|give|gives|grant|grants|offer|offers|let|lets|allow|allows)\s(?:the\s)?(?P<who>‹C\d"
    r"+›)\s(?:[a-z]+\s){0,2}"
    r"(?:companies|firms|investors|miners|businesses|producers|buyers|smelters|refiners|manufacturers|carmakers)\b"
)


def _exchanged(context: Context, i: int, folded, paper: Paper) -> tuple[str, ...]:
    """The country that gives and the one whose firms get, under a paper signed: "Kenya will open its survey to Korean
    firms under a memorandum signed in May"."""
    text = folded.folded
    if not (_SIGNED_ONE.match(text, paper.end) and _UNDER_ONE.search(text, 0, paper.start)):
        return ()
    taker = _FOR_THEM.search(text)
    acts = next((v for f in context.frames(i) if f.part == "verb" and (v := _values(context, i, f.subject))), ())
    others = context.values(i, folded[taker["who"]]) if taker else ()
    return (*acts, *others) if len(acts) == 1 and len(others) == 1 and acts != others else ()


def _of_section(context: Context, i: int, paper: Paper) -> tuple[str, ...]:
    """Whose paper an item of a list tells that stands under a country's name: that country's with whose list it is."""
    there = context.section_country(i) if context.is_item(i) else ()
    if not there or not SIGN_VERB.search(context.folded(i).folded[max(0, paper.start - 60) : paper.end + 60]):
        return ()
    titled = context.read(context.document.title or "").of("C")
    owner = titled[0].values if len(titled) == 1 and len(titled[0].values) == 1 else context.home
    return (*owner, *there) if owner and owner != there else ()


_THAT_SOMEBODY = re.compile(r"[^,;.]{0,40}?\b(?:that|which)\s(?:the\s)?‹[CG]\d+›\s")  # "agreements that Peru signed"
_INDIRECT = re.compile(  # "sent Wollert a letter of interest"
    r"\b(?:sen[dt]s?|gives?|gave|given|hand(?:s|ed)|offer(?:s|ed)|issue[sd]|grant(?:s|ed)|award(?:s|ed)|promise[sd]"
    r"|extend(?:s|ed))"
    r"\s(?:the\s)?(?P<who>‹G\d+›)\s(?:an?|the|its|two|another)\s(?:[\w-]+\s|‹[MURPD]\d+›\s){0,4}$"
)
_TALKS_BETWEEN = re.compile(
    r"\b(?:[Tt]alks|[Nn]egotiations|[Dd]iscussions|"
    r"[Mm]eetings?)\sbetween\s(?:the\s)?(?P<a>‹[CG]\d+›)(?:\sand\s(?:the\s)?(?P<b>‹[CG]\d+›))?"
    r"\s(?:on|over|about|for|towards?)\s(?:an?|the)\s(?:[\w-]+\s|‹[MP]\d+›\s){0,4}$"
)
_PURPOSES = tuple(
    rule(pattern)
    for pattern in (
        r"{~40}\bto\s(?:supply|provide|furnish|equip|sell)\s(?:the\s)?{CG:who}",
        (
            r"{~40}(?:‹[A-Z]\d+›)?[^;]{0,90}?\b(?:suppl(?:y|ies)|sell|sales?|deliver\w*|ship\w*|provide|provision)\s"
            r"[^;]{0,80}?\sto\s(?:the\s)?{CG:who}"
        ),
        (
            r"[^;]{0,90}?\b(?:buy|purchase|procure|source|take|acquire|secure|receive)\s[^;]{0,80}?\sfrom\s(?:the"
            r"\s)?{CG:who}"
        ),
    )
)


_OF_IT = ("-", "'", "’", " ‹")  # "U.S.-origin tin", "Peru's tin", "Peruvian tin"


def _by_purpose(context: Context, i: int, folded, paper: Paper) -> tuple[str, ...]:
    """Whom a contract is with, where its purpose says: "an agreement to supply ‹G1› with", "to buy from ‹G1›"."""
    text = folded.folded
    stop = re.compile(r";|\.\s|,\s(?:which|while|as|after|and has|and will)\b").search(text, paper.end)
    limit = min(stop.start() if stop else len(text), paper.end + 190)
    for purpose in _PURPOSES:
        if m := purpose.match(text[:limit], paper.end):
            if m["who"][1] == "C" and (ITS_FIRMS.match(text, m.end()) or text.startswith(_OF_IT, m.end())):
                return ()
            return context.values(i, folded[m["who"]])[:2]
    return ()


def _governing(found: list[Frame], paper: Paper) -> Frame | None:
    """The verb whose object (or passive subject) the paper is."""
    verbs = [f for f in found if f.part == "verb" and f.name in _DEAL_VERBS]
    done = next((f for f in verbs if f.is_passive and paper.end < f.start < paper.end + 16 and f.name != "other"), None)
    if done is not None:
        return done  # "she said memoranda were signed by"
    before = [f for f in verbs if f.end <= paper.start and paper.start <= max(f.scope_end, f.end + 60)]
    if before:
        return before[-1]
    return next((f for f in verbs if f.start >= paper.end and f.is_passive), None)


def _values(context: Context, i: int, arguments: list[Argument]) -> tuple[str, ...]:
    found = [
        v
        for a in arguments
        if a.mention.sign in "CG" and a.owns not in SOMEBODY
        for v in context.values(i, a.mention, a.start)
    ]
    return tuple(dict.fromkeys(v for v in found if v and v != "WLD"))


SOMEBODY = frozenset(  # "Korea's largest battery maker" is not Korea, "Europe's largest economy" is not Europe
    ["maker", "producer", "miner", "company", "firm", "economy", "supplier", "carmaker", "automaker", "manufacturer",
     "smelter", "refiner", "lender", "bank", "firms", "companies", "miners", "producers", "makers", "buyers", "grip",
     "developer", "trader", "retailer", "utility", "operator", "startup", "start-up", "conglomerate", "businesses"]
)  # fmt: skip


def _after(context: Context, i: int, folded, paper: Paper, preps: tuple[str, ...], reach: int) -> tuple[str, ...]:
    """Whom a preposition after the paper names: "with the miner ‹G1› and ‹C2›"."""
    text = folded.folded
    m = re.compile(rf"\b(?:{'|'.join(preps)})\s").search(text, paper.end, paper.end + reach)
    if not m or _ANOTHERS.search(text, paper.end, m.start()):
        return ()
    if re.search(
        r"\b(?:compared|along|together|deal|deals|dealing|consistent|line|accordance|start|begin|war|ties|relations|"
        r"relationship|tensions?|competition|rivalry|trade|border|dispute|conflict|issues?|meeting|summit|compete|race|"
        r"another|second one|associated|faced|coupled|combined|align(?:s|ed|ing)?|compl(?:y|ies|ying)|familiar|"
        r"fit(?:s|ting)?|talks|discussions|negotiations|contact|consultations?)\s$",
        text[: m.start()],
    ):
        return ()
    out: list[str] = []
    last: list[str] = []
    is_closed = False
    begin = place = listing.end() if (listing := _LISTING.match(text, m.end())) else m.end()
    for sign in re.finditer(r"‹([CG])\d+›(?:\s\([^()]{0,40}\)){0,2}", text[begin : begin + 200]):
        gap = text[place : begin + sign.start()]
        joined = re.fullmatch(
            r"(?:'s)?[\s,]*(?:and|&|as well as)?\s?(?:[\w.&'-]+-(?:based|listed|owned|backed|headquartered)\s|"
            r"(?!(?:to|for|in|on|at|by|of|from|as|that|which|who|will|would|has|have|is|are|was|under|after|under)\b)"
            r"[a-z][\w'-]*\s|‹[MPS]\d+›\s|the\s){0,6}",
            gap,
        )
        if joined is None or (gap.strip() == "," and (is_closed or _ACTS_NEXT.match(text, begin + sign.end()))):
            break
        at = re.match(r"‹[CG]\d+›", sign.group()).group()
        mention = folded[at]
        after = begin + sign.start() + len(at)
        if (at[1] == "C" and ITS_FIRMS.match(text, after)) or (out and _SAYS.match(text, after)):
            break
        if at[1] == "C" and (home := _HOME.match(text, after) or _UNIT.match(text, after)):
            place = home.end()
            continue
        values = context.values(i, mention)
        is_closed = len(values) > 1  # a list that has had its "and"
        if (
            out
            and re.fullmatch(r"(?:'s)?\s?(?:[a-z][\w'-]*\s|‹[MPS]\d+›\s)*", gap)
            and values
            and values[0].startswith("org:")
        ):
            out = out[: len(out) - len(last)]  # "with Chile's Codelco": the firm, not its country
        last = [v for v in values if v and v != "WLD"]
        out += last
        place = begin + sign.end()
    return tuple(dict.fromkeys(out))


_SAYS = re.compile(r"\s(?:said|says|told|announced|added|reported)\b")  # "with Wollert, the miner said"
_ACTS_NEXT = re.compile(  # "under its deal with A, B will sell": B is no partner in a list
    r"\s(?:also\s|now\s)?(?:will|would|has|have|had|is|are|was|were|can|could|"
    r"said|says|plans?|expects?|aims?|intends?|agreed)\b"
)
_ANOTHERS = re.compile(r"[;.]|,\sand\s[^,]{3,60}\s(?:another|one|a second)\s\Z")  # ", and Arcadia another with"
_UNIT = re.compile(
    r"\s(?:[a-z-]+\s)?(?:unit|arm|subsidiary|division|branch|affiliate)\sof(?=\s)"
)  # "the Peruvian unit of Vale"
_HOME = re.compile(r"-(?:based|listed|owned|backed|headquartered|led)\b")


def _owners(context: Context, i: int, text: str, paper: Paper) -> tuple[str, ...]:
    """Who owns the paper: "the US-Japan framework", "Chile's deal with"."""
    m = re.search(
        r"(‹[CG]\d+›)(?:['’]s?)?\s?(?:(?!(?:and|on|from|with|in|of|to|have|has|is|are|at|for|said|were|was|by|sign\w*|"
        r"announc\w*|reach\w*|agree\w*|an|a|the)\b)[\w'\"-]+,?\s|‹[MUPDRS]\d+›\s){0,5}$",
        text[: paper.start],
    )
    if not m:
        return ()
    before = text[: m.start()]
    if re.search(r"\b(?:by|with|to|against|from)\s(?:the\s)?$", before):
        return ()
    return tuple(v for v in context.values(i, context.folded(i)[m.group(1)]) if v != "WLD")


_HAS_IT = re.compile(
    r"(‹[CG]\d+›)\s(?:(?:already|also|now|still)\s)?(?:has|have|had|maintains?)\s(?:an?|its|their|two|several|the)\s"
    r"(?:[a-z\d][\w:/%-]*\s|‹[MPRD]\d+›\s){0,4}\Z"
)


def _havers(context: Context, i: int, text: str, paper: Paper) -> tuple[str, ...]:
    """Who has the paper, right before it: "in which Wollert has a joint venture with"."""
    m = _HAS_IT.search(text, max(0, paper.start - 90), paper.start)
    return tuple(v for v in context.values(i, context.folded(i)[m[1]]) if v != "WLD") if m else ()


_OPENS = re.compile(
    r"(?:(?:But|And|Meanwhile|Separately),?\s|[^;]{2,60}?(?:,|\bthat)\s(?=under|as part of))?"
    r"(?:(?:[\w-]+\s){0,2}?(?:[Aa]fter|[Bb]efore|since)|[Uu]nder|In|With|"
    r"Through|By|Following|[Aa]s part of|"
    r"On the basis of|Thanks to|Beyond)\s[^,;:]*$"
)
_MAIN = re.compile(
    r"[^,;:]{0,110},\s(?:the\s|both\s)?(?P<a>‹[CG]\d+›)(?P<between>[^;]{0,60}?)(?:(?:(?<=\s)the\s)?(?P<b>‹[CG]\d+›)|"
    r"$|[,;.])"
)
_ACTS = re.compile(
    r"[^,;:]{0,110},\s(?:the\s|both\s)?(?P<a>‹[CG]\d+›)\s(?:will|would|are to|have|agreed|agree|plan|intend|commit)\b"
)
_DOES_TO = re.compile(
    r"\s(?:will|would|is to|are to|has|have|can|agreed to|agrees to|[a-z]+s|[a-z]+ed)\s(?:[\w-]+\s|"
    r"‹[MPUR]\d+›\s?){0,6}$"
)


def _fronted(context: Context, i: int, folded, paper: Paper) -> tuple[str, ...]:
    """Whose paper opens a sentence: "Under a deal struck in May, Peru will help Chile", "After agreeing a partnership,
    the two sides"; who acts after the comma, and whom it acts on."""
    text = folded.folded
    if paper.start > 120 or not _OPENS.match(text[: paper.start]):
        return ()
    if (m := _ACTS.match(text, paper.end)) and len(both := context.values(i, folded[m["a"]])) >= 2:
        return tuple(v for v in both if v != "WLD")
    if not (m := _MAIN.match(text, paper.end)):
        return ()
    first = context.values(i, folded[m["a"]])
    if len(first) >= 2 or not m["b"] or not _DOES_TO.match(m["between"]):
        return tuple(v for v in first if v != "WLD")
    if re.search(r"\b(?:in|than|like|against|that|which|who|while|and|but)\s", m["between"]):
        return tuple(first)
    second = context.values(i, folded[m["b"]])
    return tuple(v for v in dict.fromkeys((*first, *second)) if v != "WLD")


def _principals(first: tuple[str, ...]) -> tuple[str, ...]:
    """A firm beside its country signs itself: "Chile's Codelco signed"."""
    firms = tuple(p for p in first if p.startswith("org:"))
    return firms if firms and len(first) > len(firms) and len(first) == 2 else first


def _speaker(context: Context, i: int, paper: Paper, partners: tuple[str, ...]) -> tuple[str, ...]:
    """Who signs where the sentence does not name them: with a firm the firm that the text is about, else the country
    or firm before."""
    here = context.party_here(i)
    if here and here not in partners:
        return (here,)
    if (m := _ITS_OWN.match(context.folded(i).folded[: paper.start])) and not set(
        own := context.values(i, context.folded(i)[m[1]])
    ) & set(partners):
        return own[:3]
    if context.is_item(i) and (own := _lister(context, i)) and own not in partners:
        return (own,)
    if context.is_item(i) and not any(f.part == "verb" for f in context.frames(i)):  # a line of a profile or a list
        own = context.section_country(i) or ((context.titled_firm,) if context.titled_firm else ())
        return own if not set(own) & set(partners) else ()
    if all(p.startswith("org:") for p in partners):
        firm = context.subject_before(i, "G", 3)
        values = context.values(i, firm)[:1] if firm else ()
        if values and values[0] not in partners:
            return values
        main = context.main_firm
        if main and main not in partners:
            return (main,)
    folded = context.folded(i)
    if (m := _TOLD_BY.search(folded.folded)) and not set(own := context.values(i, folded[m[1]])) & set(partners):
        return own[:1]
    states = [m for m in folded.of("C") if len(m.values) == 1 and m.detail == "demonym" and m.values[0] not in partners]
    if states and states[0].start < 12 and not any(p.startswith("org:") for p in partners):
        return states[0].values  # "The German move comes after Europe's largest economy signed"
    who = context.subject_before(i, "CG", 3)
    return context.values(i, who)[:1] if who else ()


_EARNED = re.compile(  # "made millions from deals"
    r"\b(?:made|makes?|earn(?:s|ed)|profit(?:s|ed))\s[^;,‹›]{0,40}\bfrom\s(?:[a-z][\w-]*\s|‹[MPURD]\d+›\s){0,4}\Z"
)
_AS_ONE = re.compile(r"\b(?:joint|jointly|together|trilateral|three-way)\b")
_WHEN = re.compile(
    r"\b(?:when|after|before|once|where|at which|in which)\s(?:an?|the|that)\s(?:[\w-]+\s|‹[MPD]\d+›\s){0,4}\Z"
)
_ITS_OWN = re.compile(  # "Wollert said it would ship tin under its arrangement with"
    r"(?:The\s)?(‹[CG]\d+›)\s[^;:]{0,140}?\b(?:its|their)\s(?:[a-z][\w-]*\s|‹[MPRD]\d+›\s){0,4}\Z"
)
_TOLD_BY = re.compile(r",\s(?:the\s)?(‹[CG]\d+›)(?:['’]s\s[\w\s]{3,30}?)?\s(?:said|says|announced|told)\b")


def _lister(context: Context, i: int) -> str | None:
    """The firm whose list an item stands in: the subject of the sentence before the list."""
    j = i - 1
    while j > 0 and i - j < 12 and context.is_item(j):
        j -= 1
    firm = context.subject_before(j + 1, "G", 1) if j < i and not context.is_item(j) else None
    values = context.values(j, firm) if firm else ()
    return values[0] if len(values) == 1 else None


def half_before(context: Context, i: int, parties: tuple[str, ...], paper: Paper) -> tuple[str | None, str] | None:
    """How far "the agreement" has come and of what kind it is, by the sentence before, where that one names one of its
    parties and no other."""
    if not i or not re.search(r"\b[Tt]h(?:e|is)\s(?:[\w-]+\s){0,2}$", context.folded(i).folded[: paper.start]):
        return None
    before = context.folded(i - 1)
    named = {v for m in before.mentions if m.sign in "CG" for v in context.values(i - 1, m)}
    told = papers(before.folded)
    if len(named & set(parties)) != 1 or not told:
        return None
    return status(before.folded[max(0, told[0].start - 130) : told[0].end + 60], told[0].kind), told[0].kind
