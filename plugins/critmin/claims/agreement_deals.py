"""Deals of firms told by who does what, without a word for a paper or with the paper in another place.

Goods that go from one to another ("buys all of the mine's output, the miner told the exchange"), who owns what with
whom ("owned 60:40 by"), parts that change hands ("sells its half of the works to its partner"), and deals that end.
Each telling is a row: its pattern, the kind of the deal, and how far it has come.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from critmin.claims import regex as re
from critmin.claims.agreement_cues import papers
from critmin.claims.agreement_terms import goods_of, instruments, with_terms
from critmin.claims.context import Context
from critmin.claims.patterns import rule

_HAVE = (
    r"(?:(?:has|have|had|will|would|is to|are to|also|now|then|separately|recently|each|jointly|already"
    r"|since|‹D\d+›)\s){0,3}"
)
_DET = r"(?:the\s|its\s|their\s|an?\s|some\s|about\s|nearly\s|up to\s|another\s|all of\s|half of\s|as much as\s)*"
_WHO = r"(?:the\s|its\s|an?\s|‹C\d+›(?:'s)?\s|fellow\s|partner\s|[a-z]+\s(?=‹G))*"  # before a party
_OWNED = (
    r"(?:stakes?|shares?|holding|interest|half|halves|quarter|third|mines?|projects?|works|plants?|smelters?"
    r"|refiner(?:y|ies)|"
    r"unit|subsidiary|business|deposits?|assets?|operations?|‹R\d+›|venture)"
)
_PLACE = r"(?:mine|plant|project|site|refinery|smelter|works|field|facility|deposit|company|firm|miner)"


@dataclass(frozen=True)
class _Row:
    """One way of telling a deal. `a` and `b` are the parties in the pattern; `needs` must stand in the sentence."""

    name: str
    pattern: re.Pattern
    kind: str
    status: str
    needs: re.Pattern | None = None


def row_of(name: str, pattern: str, kind: str, status: str, needs: str = "") -> _Row:
    """A way of telling a deal, its pattern made."""
    return _Row(name, rule(pattern), kind, status, re.compile(needs) if needs else None)


_VENTURE, _SOLD, _MONEY = ("joint_venture", "in_force"), ("equity_stake", "agreed"), ("investment", "agreed")
_TRADE, _OFFTAKE = ("supply_contract", "in_force"), ("offtake", "agreed")
_ROWS = (
    # goods
    row_of(
        "takes_output",
        rf"{{G:a}}\s{_HAVE}(?:agreed to\s|committed to\s|contracted to\s)?(?:buys?|takes?"
        rf"|purchases?|receives?|gets?)\s"
        rf"(?:up to\s|at least\s)?(?:all|half|most|‹R\d+›|the whole|the entire|a (?:half|third|quarter)"
        rf"|[\d,]+ tonnes[\w\s]*?)\s(?:of\s)?"
        rf"(?:the\s{_PLACE}'s|its|{{G:b}}'s?)\s[^;‹›]{{0,30}}?(?:{{MP}}|output|production|concentrates?)",
        *_OFFTAKE,
    ),
    row_of(
        "takes_from_site",
        rf"{{G:a}}\s{_HAVE}(?:agreed to\s|committed to\s|contracted to\s)?(?:buys?|takes?|purchases?)\s(?:up to\s"
        rf"|at least\s|some\s)?"
        rf"[\d,]+ tonnes[^;‹›]{{0,30}}?(?:{{MP}}\s[^;‹›]{{0,20}}?)?from\s(?:the|its)\s(?:[\w-]+\s){{0,3}}?{_PLACE}\b",
        *_OFFTAKE,
    ),
    row_of(
        "invests_there",
        r"{C:a}\s(?:will\s|would\s|is to\s|has\s|plans to\s|(?:has\s)?(?:pledged|agreed|promised|committed|vowed) to"
        r"\s)(?:invest(?:ed)?"
        r"|put|pour|spend)\s(?:[a-z]+\s){0,3}‹U\d+›\s(?:in|into|on)\s(?:the\s)?{C:b}(?:'s?)?\s[^;]{0,60}?(?:‹M\d+›"
        r"|‹P\d+›|\bmin(?:es|ing)\b)",
        "investment",
        "announced",
    ),
    row_of(
        "goes_to",
        rf"{{G:a}}'?s?\s(?:[^;,]{{0,60}},\swhose\s)?[^;,]{{0,50}}?(?:{{MP}}|output|concentrates?"
        rf"|powder|oxides?|carbonate|product)[^;,]{{0,20}}?\s"
        rf"(?:goes|go|went|has gone|have gone|flows|is (?:shipped|sold|sent)|are (?:shipped|sold|sent))\sto"
        rf"\s{_WHO}{{G:b}}",
        *_TRADE,
        r"\b(?:under|since|contract\w*|deal|agreement|offtake|memorandum)\b",
    ),
    row_of(
        "makes_for",
        rf"{{G:a}}\s{_HAVE}(?:makes?|treats?|process(?:es)?|refines?|separates?|recycles?|smelts?"
        rf"|produces?|casts?)\s[^;]{{0,60}}?{{MP}}[^;]{{0,40}}?\s"
        rf"(?:for|from|of)\s{_WHO}{{G:b}}",
        *_TRADE,
        r"\b(?:under|contract\w*|deal"
        r"|agreement|toll\w*|pact)\b",
    ),
    row_of(
        "treats_theirs",
        rf"{{G:a}}\s(?:will\s)?(?:collects?|treats?|process(?:es)?|refines?|separates?"
        rf"|recycles?|smelts?|handles?)\s{_WHO}{{G:b}}'s?\s",
        "partnership",
        "agreed",
    ),
    row_of(
        "lined_up",
        rf"{{G:a}}\s{_HAVE}(?:lined up|signed up|won over|brought in|found)\s{_WHO}{{G:b}}(?:\sof"
        rf"\s‹C\d+›)?\s(?:as\s(?:an?\s|its\s)?(?:[\w-]+\s)?"
        rf"(?:buyer|customer|off-?taker|client|purchaser)|for\s[^;,]{{0,60}}?{{MP}})",
        *_OFFTAKE,
    ),
    # who owns what with whom
    row_of(
        "owned_by",
        r"\b(?:(?:jointly|equally)\s(?:owned|held|run|operated|controlled|developed|built)\s|co-owned\s|owned"
        r"\s(?=by[^;]{3,60},\s(?:which|who)"
        r"\s(?:each\s)?(?:hold|own|have)\b)|(?:owned|held|run|operated|controlled|developed|built)\s(?:\d\d[:/-]\d\d\s"
        r"|equally\s"
        r"|jointly\s|half and half\s|in equal (?:parts|shares)\s|‹R\d+›[\s,‹R\d›and-]*))"
        rf"by\s{_WHO}{{G:a}}(?:\s\(‹R\d+›\))?(?:,?\sand\s{_WHO}{{G:b}})?",
        *_VENTURE,
    ),
    row_of(
        "holds_with",
        rf"{{G:a}}\s(?:holds?|owns?|runs?|operates?|develops?)\s[^;,]{{1,60}}?\s(?:together"
        rf"|jointly|in equal parts|alongside|in a joint venture)\s(?:with\s)?{_WHO}{{G:b}}",
        *_VENTURE,
    ),
    row_of(
        "hold_each",
        r"{G:a}\s(?:holds|owns|has)\s‹R\d+›\s(?:of|in)\s[^;,]{1,60}?(?:,\s|\sand\s|;\s|,\swhile\s"
        r"|,\swith\s){G:b}\s(?:holds\s|owns\s|has\s|holding\s)?(?:the (?:rest|other)|‹R\d+›)",
        *_VENTURE,
    ),
    row_of(
        "set_up_by",
        rf"\b(?:set up|founded|launched|formed|created|established)\s(?:in\s‹D\d+›\s)?by"
        rf"\s{_WHO}{{G:a}}(?:\sand\s{_WHO}{{G:b}})?",
        *_VENTURE,
    ),
    row_of(
        "put_into_one",
        r"{G:a}(?:\sand\s{G:b})?\s(?:will|to|are to|agreed to|plan to|have|are)?\s?(?:put"
        r"|putting|pool|pooling|combine|combining|place|placing|merge|merging)\s(?:their|its)\s"
        r"[^;]{0,80}?\b(?:into|in)\s(?:an?|one)\s[^;,]{0,30}?(?:company|venture|vehicle|entity|firm)",
        "joint_venture",
        "announced",
    ),
    row_of(
        "merge",
        r"{G:a}(?:\sand\s{G:b})?\s(?:will|to|are to|agreed to|have agreed to|plan to|intend to|are)\s"
        r"(?:combine|merge|merging|unite)(?:\swith\s{G:c})?(?=$|[,.]|\s(?:on|in|into|to|as|by|with|their|under)\b)",
        "equity_stake",
        "announced",
    ),
    row_of(
        "fund_told_of",
        rf"{{G:a}}(?:\sand\s{_WHO}{{G:b}}(?:,[^,;]{{3,60}},)?)?\s{_HAVE}(?:announced?|launch(?:ed|es)?|set up"
        rf"|establish(?:ed)?|creat(?:ed?|es)"
        rf"|unveil(?:ed)?|form(?:ed)?|agreed (?:to (?:set up|establish|launch|create)|on))\s(?:an?|the|their)"
        rf"\s(?:[\w-]+\s){{0,3}}?‹U\d+›"
        rf"\s(?:[\w-]+\s|‹[MP]\d+›\s){{0,4}}?(?:fund|facility|vehicle|platform)\b",
        "investment",
        "announced",
    ),
    row_of(
        "fund_of_two",
        rf"{{G:a}}(?:\sand\s{_WHO}{{G:b}})?\s{_HAVE}(?:put|invest|commit|contribute|committed"
        rf"|invested|contributed)\s{_DET}‹U\d+›\s(?:each\s)?(?:into|to|in)\s(?:an?|the|their)"
        rf"\s[^;,]{{0,40}}?\bfund\b",
        *_VENTURE,
    ),
    # what changes hands
    row_of(
        "sells_part",
        rf"{{G:a}}\s(?:{_HAVE}(?:resolved to\s|decided to\s|agreed to\s)?)(?:sells?|sold|selling"
        rf"|divest(?:s|ed)?|transfer(?:s|red)?|hand(?:s|ed) over|dispos(?:es|ed) of|complet(?:es|ed) the sale of"
        rf"|clos(?:es|ed) the sale of|announc(?:es|ed) the sale of)\s{_DET}[^;]{{0,70}}?\b{_OWNED}[^;]{{0,60}}?\sto"
        rf"\s{_WHO}{{G:b}}",
        *_SOLD,
    ),
    row_of(
        "sale_of_part",
        rf"\b[Ss]ale\s(?:of|by)\s(?:the\s)?{{G:a}}(?:'s?)?\s[^;]{{0,70}}?\b{_OWNED}[^;]{{0,60}}?\sto\s{_WHO}{{G:b}}",
        *_SOLD,
    ),
    row_of(
        "pays_seller",
        r"{G:a}\s(?:[^;,]{0,40}\sand\s)?(?:will\s|is to\s|has\s|to\s)?(?:pay|pays|paid)\s{G:b}"
        r"\s‹U\d+›\sfor\s(?:its\s|the\s|an?\s)?(?:‹R\d+›|stake|half|share|interest)",
        *_SOLD,
    ),
    row_of(
        "paid_for_part",
        r"{G:a}(?:,[^;]{0,90},)?\s(?:has\s|will\s)?(?:paid|pays|pay)\s(?:‹U\d+›\s)?for"
        r"\s{G:b}'s\s(?:‹R\d+›|stake|half|share|interest)",
        "equity_stake",
        "in_force",
    ),
    # money
    row_of(
        "lender_is",
        rf"{{G:a}}'?s?\s[^;:]{{0,60}}?\s?has\s(?:an?\s)?(?:new\s|first\s|second\s|further"
        rf"\s)?(?P<role>creditor|lender|buyer|customer|investor|backer|supplier|partner):\s{_WHO}{{G:b}}",
        "loan",
        "agreed",
    ),
    row_of(
        "handed",
        r"{CG:b}(?:'s\s[A-Z]?[\w\s]{2,30}?)?\s(?:has\s|have\s|had\s|will\s|each\s){0,2}(?:handed"
        r"|lent|lends?|gave|given|give|granted|awarded|pays?|paid|provided)\s(?:an?\s|the\s)?{CG:a}\s?(?:with"
        r"\s)?(?:an?\s|up to\s)?‹U\d+›",
        *_MONEY,
    ),
    row_of(
        "gets_from",
        r"{CG:a}\s(?:[^;]{0,60}?\sand\s)?(?:gets?|got|received|receives|has had|has received|had"
        r"|(?:will|is to|would) (?:get|receive)|was given|is given|obtained|landed)\s(?:up to\s|about\s)?‹U\d+›"
        r"\s(?:in\s[\w\s]{3,25}?\s|of"
        r"\s[\w\s]{3,25}?\s)?from\s(?:the\s)?{CG:b}",
        *_MONEY,
    ),
    # papers and bodies named by who made them
    row_of(
        "paper_that",
        r"\b(?P<paper>memorandum|agreement|deal|pact|contract|offtake|accord|letter of intent)\s(?:that|which)"
        r"\s{CG:a}"
        r"(?:'s\s[a-z\s]{3,30}?)?(?:\sand\s(?:the\s|‹C\d+›'s\s)?{CG:b})\s(?:had\s|have\s)?(?:signed|concluded"
        r"|struck|inked|reached|sealed)\b",
        "investment",
        "signed",
    ),
    row_of(
        "paper_was_with",
        r"\b(?P<paper>memorandum|agreement|deal|pact|contract|offtake|accord)\s(?:that|which)\s{CG:a}\s"
        r"(?:withdrew from|left|ended|"
        r"cancelled|quit|dropped|tore up|terminated)\b[^;]{0,70}?\s(?:was|is)\swith\s(?:the\s)?{CG:b}",
        "investment",
        "terminated",
    ),
    row_of(
        "circle",
        r"{G:a}(?:\sand\s{G:b})?\s(?:have\s|has\s|had\s|will\s|are to\s)?(?:jointly\s|together\s)?(?:formed"
        r"|form|founded|found|launched|"
        r"launch|created|create|set up)\s(?:an?|the|their own)\s(?:[\w'-]+\s){0,5}?(?:circle|club|alliance"
        r"|coalition|network|"
        r"group|forum|association|platform)\b",
        "partnership",
        "announced",
    ),
    row_of(
        "body_of",
        r"\b(?:alliance|joint venture|venture|consortium|partnership|joint company)\s(?:of|between)\s(?:the"
        r"\s)?{CG:a}(?:\sand\s"
        r"(?:the\s)?{G:b})?",
        *_VENTURE,
    ),
    row_of(
        "build_with_states",
        r"{G:a}\sand\sthe\s{C:b}\s(?:will|would|are to|plan to|agreed to)\s(?:jointly\s)?(?:build|develop"
        r"|construct|set up|open|restart)\b",
        "joint_venture",
        "announced",
    ),
    # what ended
    row_of(
        "bought_out",
        r"{G:a}\s(?:has\s|have\s)?(?:bought|buys|buying)\s(?:out|back)\s{G:b}(?:'s?\s(?:‹R\d+›"
        r"|stake|half|share|interest)|\b)",
        "joint_venture",
        "terminated",
    ),
    row_of(
        "given_up",
        rf"{{G:a}}(?:(?:,\s[^;,]{{2,60}},)?\sand\s{_WHO}{{G:b}})?\s{_HAVE}(?:abandon(?:ed|"
        r"s)?|scrap(?:ped|s)?|shelve[ds]?|drop(?:ped|s)?"
        r"|cancel(?:l?ed|s)?|ditch(?:ed|es)?|ax(?:ed|es)|call(?:ed|s) off|halt(?:ed|s)?|g[ia]ven? "
        r"up(?: on)?|gives up(?: on)?|pull(?:ed|s)? out of"
        r"|withdr[ae]wn? from|withdraws from|walk(?:ed|s)? away from|back(?:ed|"
        r"s)? out of|end(?:ed|s)?|quit)\s(?:[^;‹›]|‹[A-FH-Z]\d+›){0,90}?"
        r"\b(?:[Pp]rojects?|refiner(?:y|ies)|plants?|mines?|smelters?|ventures?|"
        r"facilit(?:y|ies)|factory|factories|works)\b"
        rf"(?:[^;,‹›]{{0,40}}?\s(?:with|alongside)\s{_WHO}{{G:c}})?",
        "joint_venture",
        "terminated",
    ),
    row_of(
        "not_renewed",
        r"{G:a}(?:\sand\s{G:b})?\s(?:did not|have not|has not|will not|chose not to|declined to"
        r"|failed to)\s(?:renew|extend|prolong)(?:ed)?\s(?:theirs|their|its|the)\b",
        "mou",
        "terminated",
    ),
)

_DENIED = re.compile(
    r"\b(?:not|never|if|unless|whether|could|might|may|should|would|wants? to|hopes? to|denied"
    r"|denies|rumou?r\w*)\s(?:[\w-]+\s){0,2}$"
)
NEVER = re.compile(
    r"\b(?:if|unless|whether|rumou?r\w*|speculat\w*|analysts?|hypothetical\w*|shares (?:rose"
    r"|fell|jumped)|historically)\b",
    re.IGNORECASE,
)
_SPEAKS = rule(r",\s(?:the\s)?{G:s}\s(?:said|told|announced|says|reported)\b|^{G:t}\s(?:said|told|announced|says)\b")
_NON_BINDING = re.compile(
    r"\b(?:nothing is binding|non-?binding|not (?:yet )?binding|letters? of intent"
    r"|memorand\w+|MoUs?)\b"
)


def read(context: Context, i: int, make: Callable, found: list) -> Iterator:
    """The deals that sentence `i` tells in these ways; `found` are those that other rules have read in it."""
    folded = context.folded(i)
    text = folded.folded
    if not (folded.of("G") or folded.of("U")) or text.rstrip(" \"'").endswith("?") or NEVER.search(text):
        return
    told = [set(d.parties) for d in found]
    for row in re.asked(text, _ROWS_ASKED):
        row = row[1]
        for m in row.pattern.finditer(text):
            if _DENIED.search(text[: m.start()]) or (row.needs is not None and not row.needs.search(text)):
                continue
            parties = _parties(context, i, m, row)
            if not 2 <= len(parties) <= 6:
                continue
            if not any(p.startswith("org:") for p in parties) and row.name not in _OF_STATES:
                continue
            if any(len(set(parties) & t) >= 2 for t in told):
                continue
            told.append(set(parties))
            yield draft_of(context, i, make, row, m, parties)


_OF_STATES = ("handed", "gets_from", "invests_there")
_ROWS_ASKED = tuple((row.pattern, row) for row in _ROWS)


_ROLE_IS = rule(
    r"^[Tt]he\s(?P<role>seller|buyer|supplier|customer|lender|recipient|taker|purchaser|borrower)\s(?:is|was"
    r"|will be)\s(?:the\s)?{G:b}"
)
_DATED = re.compile(r"^(?:The|Their)\s[^;]{0,80}?\bdates?\s(?:back\s)?(?:from|to)\b")


def spoken(context: Context, i: int, make: Callable) -> Iterator:
    """What goes on with the firms of the sentence before: "The seller is Vasko", "The memorandum dates from May"."""
    text = context.folded(i).folded
    if not i or not text.startswith(("The ", "the ", "Their ")):
        return
    if m := _ROLE_IS.search(text):
        other = context.values(i, context.folded(i)[m["b"]])[:1]
        who = context.subject_before(i, "G", 1)
        first = context.values(i, who)[:1] if who else ()
        kind = "loan" if m["role"] in ("lender", "borrower") else "supply_contract"
        if first and other and first != other:
            before = context.sentence(i - 1).text
            state = "signed" if re.search(r"\bsign(?:s|ed)\b", before) else "agreed"
            yield draft_of(context, i, make, row_of("role_is", r"\bis\b", kind, state), m, (*first, *other))
    elif m := _DATED.search(text):
        pair = next((x.values for x in context.folded(i - 1).of("G") if len(x.values) == 2), ())
        for paper in papers(text)[:3] if pair else ():
            state = "signed" if paper.kind in ("mou", "supply_contract") else "in_force"
            yield draft_of(context, i, make, row_of("dated", r"\bdates?\b", paper.kind, state), m, pair)


def _parties(context: Context, i: int, m: re.Match, row: _Row) -> tuple[str, ...]:
    got = m.groupdict()
    folded = context.folded(i)
    values = [v for name in ("a", "b", "c") if got.get(name) for v in context.values(i, folded[got[name]])]
    values = list(dict.fromkeys(v for v in values if v and v != "WLD"))
    if row.name in ("takes_output", "takes_from_site") and len(values) == 1:
        values += _seller(context, i, values[0])
    return tuple(values)


def _seller(context: Context, i: int, buyer: str) -> list[str]:
    """Whose mine it is: the firm that says so, else the one that was spoken of before."""
    folded = context.folded(i)
    if m := _SPEAKS.search(folded.folded):
        speaker = context.values(i, folded[m["s"] or m["t"]])[:1]
        if speaker and speaker[0] != buyer:
            return list(speaker)
    before = context.subject_before(i, "G", 2)
    return [v for v in (context.values(i, before)[:1] if before else ()) if v != buyer]


_OF_ROLE = {
    "creditor": "loan",
    "lender": "loan",
    "investor": "equity_stake",
    "backer": "investment",
    "partner": "partnership",
}
_BANK = re.compile(r"\blen(?:t|d|ds|ding)\b|\bloan\b|\bcredit\b")
_MAY_BE_LETTERS = frozenset(["supply_contract", "offtake", "loan", "investment"])
_DONE = re.compile(r"\b(?:sold|completed|closed|bought|took|taken|acquired|paid|purchased)\b")


def draft_of(context: Context, i: int, make: Callable, row: _Row, m: re.Match, parties: tuple[str, ...]):
    """The draft of a deal that a row tells."""
    text = context.folded(i).folded
    said = m.group()
    kind, state, tools = row.kind, row.status, instruments(context, i)
    if m.groupdict().get("role"):
        kind = _OF_ROLE.get(m["role"].lower(), "supply_contract")
    if row.name in ("handed", "gets_from") and _BANK.search(said):
        kind = "loan"
    if kind in _MAY_BE_LETTERS and row.status != "terminated" and _NON_BINDING.search(text):
        tools = tuple(dict.fromkeys((*tools, *(("offtake",) if kind in ("supply_contract", "offtake") else ()))))
        kind, state = "mou", "signed" if row.name == "goes_to" else state
    named = [p for p in papers(text) if p.kind in ("offtake", "supply_contract", "mou", "joint_venture", "partnership")]
    if m.groupdict().get("paper") and kind == "investment":
        told = papers(m["paper"])
        kind = told[0].kind if told else kind
        if kind == "framework" or (kind == "investment" and any(not p.startswith("org:") for p in parties)):
            kind = "framework" if any(not p.startswith("org:") for p in parties) else "supply_contract"
    if row.status == "terminated" and named:
        kind = named[-1].kind if row.name == "not_renewed" else kind
    if row.name == "sells_part":
        is_ahead = re.search(r"\bwill\b|\bto sell\b", said) and "resolved" not in said
        state = "announced" if is_ahead else "in_force" if _DONE.search(said) else "agreed"
    if kind == "supply_contract" and re.search(r"\boff-?take\b", text):
        kind = "offtake"
    return with_terms(
        context,
        i,
        make,
        rule=f"deal_{row.name}",
        confidence=0.65,
        kind=kind,
        status=state,
        parties=parties,
        minerals=goods_of(context, i, m.start(), parties),
        instruments=tools,
    )
