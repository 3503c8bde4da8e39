"""Deals of two firms that share a clause: what stands between them says what they deal in.

A clause that names just two firms (or lists of firms) and has a word of trade with goods, of owning with a mine, of
changing hands, or of money with a sum, tells of a deal of the two, whatever the order of its words. What may be mere
trade needs a word of a contract; what sets the two apart ("more than", "rival") makes them none.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from critmin.claims import regex as re
from critmin.claims.agreement_candidates import is_site, parties_of
from critmin.claims.agreement_cues import STATUS
from critmin.claims.agreement_money import public_bodies
from critmin.claims.agreement_sides import agencies, are_one
from critmin.claims.agreement_terms import goods_of, with_terms
from critmin.claims.context import Context
from critmin.claims.patterns import signs

_SITE = (
    r"(?:mines?|projects?|works|plants?|smelters?|refiner(?:y|ies)|unit|subsidiary|business|deposits?|assets?"
    r"|ventures?|"
    r"fields?|brines?|operations?|property|tenements?|quarry|pit|facility|laboratory|company called)"
)
_TRADE = re.compile(
    r"\b(?:sells?|sold|selling|suppl(?:y|ies|ied|ying)|ships?|shipped|deliver\w*|buys?|buying|bought|purchas\w+"
    r"|takes?|took|"
    r"taking|receives?|gets?|got|sourc(?:es?|ed|ing)|book(?:s|ed)|orders?|ordered|toll\w*|treats?|smelts?|refines?|"
    r"process(?:es)?|separates?|recycles?|collects?|goes|go|gone|went|sent|comes?|buyers?|customers?|clients?"
    r"|off-?takers?|"
    r"suppliers?|first call|lined up|provides?|makes?|casts?|sale|feeds?|fed|hired|licen[sc]es?|"
    r"licen[sc]ed|uses?)\b",
    re.IGNORECASE,
)
_GOODS = re.compile(
    r"‹[MP]\d+›|\b(?:output|production|concentrates?|tonnes|ore|material|hydroxide|carbonate|powder|oxides?"
    r"|feedstock|magnets?|"
    r"sulphate|sulfate|metal|product|cathode|black mass)\b"
)
_BOUND = re.compile(
    r"\b(?:will|would|is to|are to|agreed|contract\w*|deal|offtake|off-take|under|until|years?|a year|annual\w*"
    r"|since|first call|"
    r"lined up|customers?|off-?takers?|buyers?|clients?|hired|booked|ordered|pledged|"
    r"committed|long-term|licen[sc]e\w*|no longer|entire|all|half|toll\w*|terms)\b|‹R\d+›",
    re.IGNORECASE,
)
_PART = re.compile(
    r"‹R\d+›|\b(?:half|halves|third|quarter|fifth|tenth|equal|equally|jointly|shares?\sthe|shared|together"
    r"|partners?|co-own\w*|"
    r"earn(?:s|ed)?|farm(?:s|ed) in(?:to)?|\d\d[:/-]\d\d|the rest|minority|majority)\b"
)
_OWNING = re.compile(
    r"\b(?:owns?|owned|owners?|holds?|held|holding|has|have|belongs?|shares?|shared|runs?|operat\w+|develop\w*"
    r"|partners?|earns?|"
    r"earn|farm(?:s|ed)|stake|interest|control\w*|co-own\w*|jointly)\b"
)
_CHANGING = re.compile(
    r"\b(?:buys?|buying|bought|acquir\w+|sells?|selling|sold|purchase[sd]?|changes? hands|passe[sd] to|goes to"
    r"|takes? over|"
    r"took over|taken over|takeover|swallow\w*|snapp\w+ up|acquisition|bid for|offer for|merg\w+|buy-?out"
    r"|divest\w*)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:takeover|taken over|takes? over|took over|swallow\w*|bid for|acquisition|merg\w+|acquir\w+)\b"
)
_IS_DONE = re.compile(r"\b(?:bought|sold|acquired|completed|taken|took|swallowed)\b")
_OF_MONEY = re.compile(
    r"\b(?:back(?:s|ed|ing)?|owes?|owed|financ\w+|fund(?:s|ed|ing)|lend(?:s|ing)?|lent|loans?|credit"
    r"|guarante\w+|grants?|"
    r"put(?:s|ting)?|invest\w*|paid for|pays for|bankroll\w*|subsidi[sz]\w+|underwr\w+|support\w*|help(?:s|ed)"
    r"|aided)\b",
    re.IGNORECASE,
)
_APART = re.compile(
    r"\b(?:than|rivals?|compet\w+|[Uu]nlike|versus|compared|next to|neighbour\w*|near|alongside others|[Aa]nalysts?|"
    r"[Ii]f|[Uu]nless|[Ww]hether|could|might|may|would not|denie[sd]|[Rr]umou?r\w*|lawsuit|sued|sue|court"
    r"|arbitration|"
    r"spokes\w+|CEO|chief executive|director|formerly|parent|royalt\w+|shares of|index|like|such as|estimates?|"
    r"[Aa]ccording to|not|never|neither|nor|fail\w*|rejected|refus\w+|wants?|hopes?|should|must|price target"
    r"|rating)\b"
)
_LINK = re.compile(r"\b(?:to|from|with|by|for|of|in|between|is|are|as|into|out)\b|'s?\s|\band\b|‹U|\w+s\s")
_OF_STATE = re.compile(
    r"‹C\d+›\s(?:and|has|have|had|will|would|sign\w*|agreed|said)\b|\b(?:with|between|by)\s(?:the\s)?‹C\d+›"
    r"(?!'s?\s‹G|\s‹G)"
)
_ENDED = re.compile(
    r"\b(?:ended|ends|terminat\w+|cancel\w+|called off|abandon\w*|lapsed|ran out|expired|no longer|bought out"
    r"|out of|left|quit|"
    r"withdrew|gave up|returned|handed back|gave\b[^;]{0,60}\bback|scrapped|dropped)\b"
)
_FUTURE = re.compile(r"\b(?:will|would|is to|are to|plans? to|to be|intends? to|is set to|are set to)\b")
_SETTLED = re.compile(
    r"\b(?:agreed|has sold|have sold|sold|booked|secured|lined up|found|resolved|contracted|ordered)\b"
)
_CLAUSE = re.compile(r";\s|\.\s|:\s|,\s(?:while|whereas|but|although|though)\s|\s-\s")


@dataclass(frozen=True)
class _Pair:
    """Two firms of a clause, the words of the clause, and where it begins."""

    a: tuple[str, ...]
    b: tuple[str, ...]
    words: str
    between: str
    start: int
    lead: str = ""  # what stands before the first
    is_spoken: bool = False  # one of the two stands in the sentence before

    @property
    def is_of_state(self) -> bool:
        return not all(p.startswith("org:") for p in (*self.a, *self.b))


def read(context: Context, i: int, make: Callable, found: list) -> Iterator:
    """The deals of two firms that the clauses of sentence `i` tell; `found` are those that rules have read in it."""
    folded = context.folded(i)
    text = folded.folded
    if len(folded.of("G")) == 0 or len(text) > 500 or text.rstrip(" \"'").endswith("?") or text.count("‹G") > 6:
        return
    told = [set(d.parties) for d in found]
    for pair in _pairs(context, i, text):
        parties = tuple(dict.fromkeys((*pair.a, *pair.b)))
        if any(len(set(parties) & t) >= 2 for t in told) or not 2 <= len(parties) <= 5:
            continue
        if any(agencies().get(p) in parties for p in parties):  # a bank and its own government
            continue
        for tell in (_traded,) if pair.is_spoken else (_owned, _traded, _changed, _paid):
            if got := tell(pair):
                told.append(set(parties))
                yield _draft(context, i, make, pair, parties, *got)
                break


_GOVERNED = re.compile(r"\b(from|to|with|by|for)\s(?:the\s|its\s|‹C\d+›(?:'s)?\s)?$")


def _pairs(context: Context, i: int, text: str) -> Iterator[_Pair]:
    place = 0
    for cut in [*_CLAUSE.finditer(text), None]:
        end = cut.start() if cut else len(text)
        words = text[place:end]
        if "‹G" in words and not _APART.search(words):
            firms = [(s, _firms(context, i, s.group())) for s in signs(words, "G")]
            firms = [(s, v) for s, v in firms if v]
            if len(firms) > 1 and _OF_STATE.search(words):
                pass  # what a state does with firms
            elif len(firms) == 2 and not any(are_one(x, y) for x in firms[0][1] for y in firms[1][1]):
                (s, a), (t, b) = firms
                first, second = _GOVERNED.search(words[: s.start()]), _GOVERNED.search(words[: t.start()])
                if not (first and second and first[1] == second[1]):  # "buys tin from Arcadia and zinc from Tarvo"
                    yield _Pair(a, b, words, words[s.end() : t.start()], place, words[: s.start()])
            elif len(firms) == 1 and len(firms[0][1]) == 2:
                both = firms[0][1]
                yield _Pair(both[:1], both[1:], words, " and ", place)
            elif len(firms) == 1 and len(firms[0][1]) < 3 and (other := _spoken_of(context, i, words, firms[0][1])):
                yield _Pair(firms[0][1], other, words, " to ", place, is_spoken=True)
            elif "‹U" in words and "‹C" in words and len(firms) == 1:
                yield from _with_a_state(context, i, place, end, words)
        place = cut.end() if cut else end


_OTHER = re.compile(
    r"\b(?:[Ii]ts|[Ii]t|[Aa]ll of it|them|the (?:output|ore|concentrate|product|material|company|miner|"
    r"firm|mine|metal))\b"
)
_SURELY_BOUND = re.compile(
    r"\b(?:contract\w*|off-?take\w*|deal|agreement|customers?|buyers?|clients?|suppliers?|pact)\b"
)


def _spoken_of(context: Context, i: int, words: str, firm: tuple[str, ...]) -> tuple[str, ...]:
    """The firm of the sentence before, where a clause speaks of "its" goods or customers and names one other firm."""
    if not (_OTHER.search(words) and _SURELY_BOUND.search(words) and _TRADE.search(words)):
        return ()
    who = context.subject_before(i, "G", 1)
    other = context.values(i, who)[:1] if who else ()
    is_free = other and not any(are_one(other[0], f) for f in firm) and not is_site(context.document.text, other[0][4:])
    return other if is_free and context.sentence(i - 1).paragraph == context.sentence(i).paragraph else ()


def _with_a_state(context: Context, i: int, place: int, end: int, words: str) -> Iterator[_Pair]:
    """The one government and the one firm that may be parties in a clause."""
    sides = [p for p in parties_of(context, i, context.folded(i)) if place <= p.start and p.end <= end]
    sides = [p for p in sides if p.role != "-" and p.is_known]
    firms = [v for p in sides for v in p.values if v.startswith("org:")]
    if len(sides) != 2 or len({p.values[0][:4] == "org:" for p in sides}) != 2 or len(sides[0].values) != 1:
        return
    if not any(is_site(context.document.text, v[4:]) for v in firms):
        a, b = sides
        yield _Pair(a.values, b.values, words, words[a.end - place : b.start - place], place)


def _firms(context: Context, i: int, sign: str) -> tuple[str, ...]:
    """The firms of a sign; a mine's or a project's name is none."""
    values = context.values(i, context.folded(i)[sign])
    return tuple(v for v in values if v.startswith("org:") and not is_site(context.document.text, v[4:]))


def _is_joined(pair: _Pair) -> bool:
    """Whether the two do the same thing side by side."""
    return bool(re.fullmatch(r",?\s(?:and|&)\s(?:the\s|its\s(?:\w+\s)?)?", pair.between))


def _traded(pair: _Pair) -> tuple[str, str] | None:
    words = pair.words
    if _is_joined(pair) or pair.is_of_state:
        return None
    if not (_TRADE.search(words) and (pair.is_spoken or _GOODS.search(words)) and _BOUND.search(words)):
        return None
    if not _LINK.search(pair.between) and not _GOVERNED.search(pair.lead):
        return None
    kind = "supply_contract"
    if re.search(r"\boff-?take|\b(?:all|half|entire|whole|output|first call|lined up|buyer)\b", words):
        kind = "offtake"
    return kind, _state(words, "in_force")


def _owned(pair: _Pair) -> tuple[str, str] | None:
    words = pair.words
    if pair.is_of_state or not re.search(rf"\b{_SITE}\b|‹X", words):
        return None
    owning = _OWNING.search(words)
    if not owning or not _PART.search(words) or _CHANGING.search(words):
        return None
    if _is_joined(pair) and not re.search(r"\b(?:each|jointly|together|equally|half|share|co-own|own\b)", words):
        return None
    return "joint_venture", _state(words, "in_force")


def _changed(pair: _Pair) -> tuple[str, str] | None:
    words = pair.words
    if _is_joined(pair) or pair.is_of_state:
        return None
    m = _CHANGING.search(words)
    if not m or _GOODS.search(words[m.end() : m.end() + 30].split(" from ")[0]):
        return None
    if not _WHOLE.search(words) and not re.search(rf"\b{_SITE}\b|‹R\d+›|\bstake\b|\binterest\b|\bshares?\b", words):
        return None
    return "equity_stake", _state(words, "in_force" if _IS_DONE.search(words) else "agreed")


def _paid(pair: _Pair) -> tuple[str, str] | None:
    words = pair.words
    m = _OF_MONEY.search(words)
    if _is_joined(pair) or not m or "‹U" not in words or {*pair.a, *pair.b} <= public_bodies():
        return None
    if re.search(r"\bowes?\b|\blen(?:t|ds?|ding)\b|\bloans?\b|\bcredit\b", words):
        kind = "loan"
    elif re.search(r"\bgrants?\b", words):
        kind = "grant"
    else:
        kind = "investment"
    return kind, _state(words, "agreed")


def _state(words: str, plain: str) -> str:
    if _ENDED.search(words):
        return "terminated"
    if dict(STATUS)["signed"].search(words):
        return "signed"
    if _FUTURE.search(words):
        return "agreed" if _SETTLED.search(words) else "announced"
    return "agreed" if _SETTLED.search(words) and plain != "agreed" else plain


def _draft(context: Context, i: int, make: Callable, pair: _Pair, parties: tuple[str, ...], kind: str, state: str):
    return with_terms(
        context,
        i,
        make,
        rule=f"pair_{kind}",
        confidence=0.6,
        kind=kind,
        status=state,
        parties=parties,
        minerals=goods_of(context, i, pair.start, parties),
    )
