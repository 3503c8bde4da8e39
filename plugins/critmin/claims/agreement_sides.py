"""Who stands to a word that may tell of a deal: its parties on either side, weighed by preposition and place."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from critmin.claims import regex as re
from critmin.claims.agreement_candidates import GROUP, Party
from critmin.claims.agreement_heads import Head
from critmin.claims.agreement_parties import WITH_OTHERS
from critmin.claims.context import Context
from critmin.claims.frames import Frame
from critmin.claims.names import is_common
from critmin.vocabulary import seed

# -- what a party weighs, by the family of the head and what governs the party: the side it is on, and the weight ------

_ROLES: dict[str, dict[str, tuple[str, float]]] = {
    "paper": {"subject": ("a", 1.5), "own": ("a", 2), "by": ("a", 1.5), "with": ("b", 2.5), "between": ("ab", 3),
              "among": ("ab", 3), "involving": ("ab", 2.5), "from": ("b", 1.5), "to": ("b", 1), "including": ("b", 1.5),
              "alongside": ("b", 2), "for": ("b", 0.5)},
    "money": {"subject": ("a", 1), "own": ("a", 2), "from": ("a", 2), "by": ("a", 2), "under": ("a", 1),
              "via": ("a", 1), "through": ("a", 1), "to": ("b", 2), "into": ("b", 2), "in": ("b", 2),
              "for": ("b", 1.5), "object": ("b", 1.5), "with": ("b", 1)},
    "hold": {"subject": ("a", 1.5), "own": ("a", 1.5), "by": ("a", 2), "with": ("b", 2), "in": ("b", 2),
             "of": ("b", 1.5), "object": ("b", 1.5), "from": ("b", 1), "alongside": ("b", 2), "into": ("b", 1)},
    "supply": {"subject": ("a", 1.5), "own": ("a", 1), "to": ("b", 2), "from": ("b", 2), "with": ("b", 1.5),
               "object": ("b", 1.5), "by": ("a", 1.5), "for": ("b", 1), "including": ("b", 1.5)},
    "build": {"subject": ("a", 1.5), "with": ("b", 2.5), "alongside": ("b", 2)},
    "join": {"subject": ("a", 1.5), "own": ("a", 1.5), "with": ("b", 2.5), "between": ("ab", 3), "among": ("ab", 2.5),
             "alongside": ("b", 2), "of": ("ab", 1), "by": ("a", 1), "including": ("b", 1)},
}  # fmt: skip


def gap(p: Party, head: Head) -> int:
    """Characters between a party and the word for the deal."""
    return p.start - head.end if p.start >= head.end else head.start - p.end


_GETTING = re.compile(
    r"\b(?:receiv\w+|secur\w+|won|wins?|land(?:s|ed)|obtain\w*|got|gets?|rais(?:es|ed)|awarded|granted|clos(?:es|"
    r"ed)|draws?|drew|tapped)\b"
)


def sides_of(
    context: Context, i: int, text: str, head: Head, near: list[Party]
) -> Iterator[tuple[tuple[str, ...], float]]:
    """The parties that stand to a head, with what they weigh together."""
    roles = _ROLES[head.family]
    verb = verb_of(context.frames(i), head)
    is_verb = (
        verb is not None and verb.start < head.end and verb.end > head.start and not _NOUNLIKE.search(text[: head.end])
    )
    is_under = bool(_UNDER.search(text[: head.start])) and head.family == "paper"
    subjects = {x.start for x in verb.subject} if verb is not None else set()
    word = text[head.start : head.end].lower()
    gets = head.family == "money" and bool(
        word.startswith(("receiv", "get", "got")) or _GETTING.search(text[max(0, head.start - 60) : head.start])
    )
    is_public = head.family == "money" and bool(_PUBLIC.search(text[: head.start]))
    gives = any(
        p.role in ("to", "into", "in") and p.start > head.start and p.values[0].startswith("org:") for p in near
    )
    is_done_to = verb is not None and verb.is_passive and head.family != "paper" and verb.name not in ("sign", "agree")
    a: list[tuple[float, Party]] = []
    b: list[tuple[float, Party]] = []
    for p in near:
        is_subject = p.start in subjects and p.role != "-"
        place = _place(text, p, head, is_verb, bool(subjects))
        role = (
            place
            if place == "own" and p.role in ("", "-", "under", "by", "from", "with", "through", "via", "of", "in", "to")
            else p.role or place
        )
        if is_subject and role != "own":
            role = "subject"
        side, weight = roles.get(role, ("", 0.0))
        if role == "of" and head.family in ("money", "hold") and re.search(r"‹R\d+›\sof\s(?:the\s)?$", text[: p.start]):
            side, weight = "b", 2.0  # "will pay $5 million for 10 per cent of Arcadia"
        if head.family == "paper" and role == "to" and _TO_SUPPLY.fullmatch(text, head.end, p.start):
            weight = 2.5  # "a contract to supply Arcadia"
        if word == "lined up":
            weight += 0.5
        if word.startswith("shareholder"):
            side = "b" if role == "own" else side
            weight += 1.0 + (role == "own")
        if not side:
            continue
        if role == "subject" and (is_done_to or ((gets or is_public) and not gives)):
            side = "b"
        if role == "subject" and is_under and any(_owns(text, x, head) for x in near if x is not p):
            side = "b"  # "has a smelter under a Norwegian contract"
        if is_verb and role != "subject" and not verb.start <= p.start <= max(verb.scope_end, head.end + 40):
            continue
        if role in ("to", "from", "for", "into", "in", "of", "including") and p.start < head.start and not is_verb:
            if is_under and role in ("to", "from"):
                if any(x.role == "with" and x.start > head.start for x in near):
                    continue  # "ships tin to Korea under its deal with Arcadia"
                weight = 1.5
            elif not (head.family == "hold" and role in ("in", "of")):
                continue
        if role == "object" and head.family == "supply" and not word.startswith(("suppl", "provid", "deliver", "line")):
            continue
        if role == "subject" and head.family == "paper" and verb is not None and verb.name not in _DEALS:
            weight -= 1
        if role == "by" and not is_verb and p.start - head.end > 40:
            continue
        if side == "b" and not p.values[0].startswith("org:") and head.family in ("money", "hold", "supply"):
            continue
        if (
            head.family == "hold"
            and side == "b"
            and role in ("in", "of", "object")
            and not _CHANGES.search(text[max(0, head.start - 60) : head.end])
            and not word.startswith("shareholder")
        ):
            weight -= 1.5
        weight -= max(0, gap(p, head) - 50) / 60 if role != "subject" else 0
        weight -= 0 if p.is_known else 0.5
        if "a" in side:
            a.append((weight, p))
        if "b" in side:
            b.append((weight, p))
    if head.family == "money" and not b:  # "opened a plant with a Norwegian loan"
        takers = [x for x in a if x[1].start in subjects and x[1].values[0].startswith("org:")]
        givers = [x for x in a if x not in takers and _owns(text, x[1], head)]
        if takers and givers:
            a, b = givers, [(1.2, p) for _, p in takers]
    if a and not b and head.family in ("supply", "hold", "money", "join"):
        told = [p for p in near if p.role == "speaker" and p.values[0].startswith("org:") and p.start not in subjects]
        if told and _OF_ITS.match(text, head.end):  # "will buy all of the mine's tin, Arcadia told the exchange"
            b += [(2.2, p) for p in told[:1] if p.values != a[0][1].values]
    if a and not b and (values := _unsaid_taker(context, i, text, head, a)):
        b.append((3.0 if head.family == "supply" else 1.0, Party(values, head.end, head.end, "unsaid")))
    if a and not b and head.family == "money" and "‹U" in text and (values := _other_firm(near, head, a)):
        b.append((1.0, Party(values, head.end, head.end, "unsaid")))
    if not a and b and (head.family != "hold" or _DEAL_TO.search(text[: head.start])):
        values = _unsaid(context, i, text, head, verb is not None, tuple(v for _, p in b for v in p.values))
        if values and not any(v in p.values for _, p in b for v in values):
            a.append((0.8, Party(values, head.start, head.start, "unsaid")))
    made_of = [p for p in near if p.role == "of" and len(p.values) > 1 and p.start - head.end < 12]
    if made_of and _BODY.search(word):  # "a venture of Codelco and Enami"
        yield made_of[0].values, 4.0
        return
    acting = [p for _, p in a if p.start in subjects]
    if len(acting) > 1:  # "Chile and Peru's Minsur plan a joint plant"
        values = tuple(dict.fromkeys(v for p in acting for v in p.values))
        a = [(max(w for w, p in a if p in acting), replace(acting[0], values=values))]
    for weight_a, pa in sorted(a, key=lambda x: -x[0])[:1]:
        others = sorted(
            ((w, p) for w, p in b if p is not pa and not any(are_one(x, y) for x in p.values for y in pa.values)),
            key=lambda x: -x[0],
        )
        is_all = pa.role in ("between", "among", "involving") or not others
        is_one = (
            bool(_AS_ONE.search(word))
            or (word == "owned" and pa.role == "by")
            or (head.family == "hold" and text.endswith("jointly ", 0, head.start))
            or (head.family == "build" and bool(_WORKS.match(text, head.end)))
        )
        if is_all and not pa.role and WITH_OTHERS.match(text, head.end):
            continue  # "Brazil and India struck deals with other suppliers"
        if (
            is_all
            and 2 <= len(pa.values) <= 12
            and (head.family in ("paper", "join") or (is_one and all(v.startswith("org:") for v in pa.values)))
        ):
            yield pa.values, weight_a + (2.0 if is_one else 1.0)
            continue
        if not others:
            continue
        weight_b, pb = others[0]
        is_each = len(pb.values) > 1 and (
            head.family == "supply"
            or (head.paper is not None and head.paper.is_plural)
            or text[head.start : head.end].endswith("s")
        )
        for second in [(v,) for v in pb.values] if is_each else [pb.values]:
            sides = tuple(dict.fromkeys((*pa.values[:3], *second)))
            if 2 <= len(sides) <= 8 and _may_deal(head, sides):
                yield sides, weight_a + weight_b


_WORKS = re.compile(
    r"\s(?:an?|the|its|their|two|three)\s(?:[\w-]+\s|‹[MPS]\d+›\s){0,5}?(?:plants?|mines?|smelters?|refiner(?:y|"
    r"ies)|works|"
    r"facilit(?:y|ies)|factor(?:y|ies)|projects?)\b"
)
_TO_SUPPLY = re.compile(r"\sto\s(?:supply|provide|furnish|equip|sell to|deliver to|ship to)\s(?:the\s)?")
_AS_ONE = re.compile(r"^(?:to |will |agreed to )?(?:merg|combin|co-own)")
_BODY = re.compile(r"venture|jv|consorti|partnership|alliance|tie-up")
_DEAL_TO = re.compile(r"\b(?:deal|agreement|transaction|offer|bid)\sto\s$")  # "the deal to acquire 5% of Arcadia"
_OF_ITS = re.compile(
    r"[^;‹›]{0,40}\b(?:its|their|that (?:mine|plant|project)'s|the (?:mine|plant|project|company|firm|miner)'s)\s"
    r"(?:[\w-]+\s|‹[MP]\d+›\s){0,3}?"
    r"(?:output|production|concentrates?|products?|ore|tonnes|supply|material|‹[MP]\d+›)"
)
_FOR_IT = re.compile(
    r"[^;]{0,60}\b(?:for|to|in|into)\s(?:the|its|that)\s(?:[\w-]+\s|‹[MP]\d+›\s){0,2}(?i:project|mine|plant|company|"
    r"refinery|smelter|firm|venture|facility)\b"
)


_GIVES_AWAY = re.compile(r"(?:ship|suppl|sell|sold|sale|deliver|export|provid)\w*")


def _unsaid_taker(
    context: Context, i: int, text: str, head: Head, givers: list[tuple[float, Party]]
) -> tuple[str, ...]:
    """Who sells or gets, where only "its output", "the project" or nothing stands for them."""
    if head.family == "supply":
        if (here := context.party_here(i)) and all(here not in p.values for _, p in givers):
            return (here,)
        is_given = _GIVES_AWAY.match(text, head.start) or not givers[0][1].values[0].startswith("org:")
        is_told = not is_given and _OF_ITS.match(text, head.end)
        if not (is_told or re.match(r"\s(?:it|them)\b", text[head.end :])):
            return ()
    elif head.family != "money":
        return ()
    elif not _FOR_IT.match(text, head.end):
        if not any(p.role in ("from", "own") or _owns(text, p, head) for _, p in givers):
            return ()
        return (context.titled_firm,) if context.titled_firm and "‹U" in text else ()
    who = context.subject_before(i, "G", 2)
    return context.values(i, who)[:1] if who else ()


def _other_firm(near: list[Party], head: Head, givers: list[tuple[float, Party]]) -> tuple[str, ...]:
    """The one firm before a sum that no preposition governs: "Arcadia has a creditor: the bank, which lent it $3m"."""
    own = {p.start for _, p in givers}
    free = [p for p in near if not p.role and p.end <= head.start and p.start not in own and p.is_known]
    firms = {v for p in free for v in p.values if v.startswith("org:")}
    return tuple(firms) if len(firms) == 1 else ()


_NOUNLIKE = re.compile(
    r"(?<!\bto )(?<!\bwill )(?<!\bwould )\b(?:loan|grant|award|fund|market|order|partner|source)s?$", re.IGNORECASE
)
_UNDER = re.compile(
    r"\b(?:under|through|via|in|as part of|thanks to|because of|by|with)\s(?:an?|the|its|their|this|that)\s"
    r"(?:[\w-]+\s|‹[CGDRUM]\d+›(?:'s)?\s){0,4}$"
)


def verb_of(found: list[Frame], head: Head) -> Frame | None:
    """The verb that a head is, or that governs it."""
    verbs = [f for f in found if f.part == "verb"]
    own = next((f for f in verbs if f.start < head.end and f.end > head.start), None)
    if own is not None:
        return own
    before = [f for f in verbs if f.end <= head.start <= f.scope_end]
    return (
        before[-1]
        if before
        else next((f for f in verbs if head.end <= f.start <= head.end + 60 and f.is_passive), None)
    )


_DEALS = frozenset(
    ["sign", "agree", "announce", "enter", "launch", "partner", "pledge", "invest", "fund", "terminate",
     "negotiate", "make", "hold", "buy", "sell", "other", "seek", "raise", "have", "cover"]
)  # fmt: skip
_CHANGES = re.compile(
    r"\b(?:buy|bought|buys|buying|acquir\w+|tak(?:e|es|en|ing)|took|purchas\w+|sold|sell|sale|increas\w+|raised|"
    r"merg\w+|takeover|"
    r"acquisition|buyout|became|become|secur\w+|agreed|swap\w*)\b",
    re.IGNORECASE,
)


def _owns(text: str, p: Party, head: Head) -> bool:
    return _place(text, p, head, False, True) == "own"


def are_one(a: str, b: str) -> bool:
    """Whether two codes may be of one party, or of a firm and its own subsidiary: they share the first word, which is
    no place, mineral or other common word ("European Metals" and "European Investment Bank" are two)."""
    if a == b or not (a.startswith("org:") and b.startswith("org:")):
        return a == b
    x, y = a[4:].lower().split(), b[4:].lower().split()
    return x[0] == y[0] and (not is_common(a[4:].split()[0]) or set(x) <= set(y) or set(y) <= set(x))


@cache
def homes_of() -> dict[str, str]:
    """Each firm of the seed with its country."""
    return {f"org:{row['organisation']}": row["iso3"] for row in seed("organisation_names") if row["iso3"]}


_LENDERS = frozenset(
    ["bank", "finance", "fund", "agency", "export-import", "exim", "dfc", "jogmec", "jbic", "kexim", "kfw", "efa",
     "nexi", "facility", "sace", "bpifrance", "bndes", "finnvera", "eksfin", "sinosure", "eximbank", "afreximbank"]
)  # fmt: skip


@cache
def agencies() -> dict[str, str]:
    """Banks, funds and agencies that lend, with the country of those that have one."""
    return {
        f"org:{row['organisation']}": row["iso3"]
        for row in seed("organisation_names")
        if not _LENDERS.isdisjoint(row["organisation"].lower().split())
    }


@cache
def public_bodies() -> frozenset[str]:
    """The public banks and funds of the seed, which are parties themselves."""
    return frozenset(f"org:{row['organisation']}" for row in seed("organisation_names") if row["kind"] == "body")


def _may_deal(head: Head, sides: tuple[str, ...]) -> bool:
    if any(agencies().get(s) in sides for s in sides):
        return False
    firms = sum(s.startswith("org:") for s in sides)
    if head.family in ("supply", "hold", "money"):
        return firms >= 1
    if head.paper is not None and head.paper.kind in ("offtake", "joint_venture", "supply_contract"):
        return firms >= 1
    return True


def _place(text: str, p: Party, head: Head, is_verb: bool, has_subject: bool) -> str:
    """What a party is that no preposition governs: it owns the head, is its subject or its object."""
    if p.end <= head.start:
        between = text[p.end : head.start]
        if (
            not is_verb
            and re.fullmatch(
                r"(?:['’]s?)?-?\s?(?:(?!(?:and|has|have|had|is|are|was|will|would|with|to|of|in|from|for|under|through|via|"
                r"its|their|which|who|that)\b)"
                r"[\w'$-]+\s|‹[MPUDRS]\d+›\s){0,5}",
                between,
            )
            and (between.startswith(("'", "’")) or head.family not in ("supply",))
            and not _VERBAL.search(between)
        ):
            return "own"
        return "subject" if not has_subject and not between.startswith("'s") else ""
    after = text[head.end : p.start]
    if head.family == "money" and len(after) < 70 and after.endswith("that "):
        return "object"  # "will fund a plant that Alcoa is building"
    return "object" if re.fullmatch(rf"\s{GROUP}{{0,3}}", after) else ""


_VERBAL = re.compile(r"\b[a-z]+(?:ed|es)\s")


_SPEAKS_OF_SELF = re.compile(r"\b(?:[Ii]ts?|[Tt]hey|[Tt]heir|[Ww]e|[Oo]ur|[Tt]he (?:[Cc]ompany|firm|miner|group))\b")
_PUBLIC = re.compile(r"\b(?:federal|government|state|public|taxpayer|defen[cs]e)[\s-](?:[a-z]+\s){0,2}$", re.IGNORECASE)


def _unsaid(
    context: Context, i: int, text: str, head: Head, has_verb: bool, takers: tuple[str, ...]
) -> tuple[str, ...]:
    """Who deals where the sentence does not name them: the firm of the section or of the release, the subject before;
    whose "federal loan" it is."""
    if head.family == "money" and _PUBLIC.search(text[: head.start]):
        homes = {h for v in takers if (h := homes_of().get(v))}
        if len(homes) == 1:
            return tuple(homes)
        home = context.section_country(i) or context.home
        who = context.subject_before(i + 1, "C", 3)
        return (who.values[:1] if who and len(who.values) == 1 else ()) or home
    if here := context.party_here(i):
        return (here,)
    speaks = bool(_SPEAKS_OF_SELF.search(text[: head.start + 60]))
    if speaks or not has_verb:
        if head.family == "money" and not speaks:
            return context.section_country(i)
        own = context.titled_firm
        if own and (not speaks or re.search(r"\b(?:[Ww]e|[Oo]ur|[Tt]he Company)\b|‹G", text)):
            return (own,)
    if speaks or head.family == "hold":
        who = context.subject_before(i, "CG", 2)
        return context.values(i, who)[:1] if who else ()
    return ()
