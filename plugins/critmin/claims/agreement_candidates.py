"""Who may be a party in a sentence: what it mentions, and names in a party's place, each with what governs it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from critmin.claims import regex as re
from critmin.claims.context import Context
from critmin.claims.lexicon import cue_set
from critmin.claims.mentions import Folded
from critmin.claims.names import is_common
from critmin.claims.open_names import is_person


@dataclass(frozen=True)
class Party:
    """A mention that may be a party: its codes, its place in the folded sentence, what governs it."""

    values: tuple[str, ...]
    start: int
    end: int
    role: str  # a preposition, "subject", "object", "own" (it owns the head) or "" for none of these
    is_known: bool = True


# -- parties ----------------------------------------------------------------------------------------------------------

_PREPS = (
    r"with|between|among|by|from|to|into|in|of|for|under|via|through|alongside|including|involving|at|near|against|on|"
    r"than|like|over"
)
GROUP = (  # a word of the noun group before a party
    rf"(?:(?!(?:{_PREPS}|and|or|that|which|who|has|have|had|is|are|was|were|will|would)\b)[a-z][\w'-]*\s|"
    r"‹[CMPSX]\d+›(?:'s|-\w+)?\s|[A-Z][\w.]*-(?:based|listed|owned|backed)\s)"
)
_GOVERNED = re.compile(rf"\b(?P<prep>(?i:{_PREPS}))\s{GROUP}{{0,4}}$")
_HOME = re.compile(r"(?:['’]s?\s|-\w+\s)(?:[a-z][\w'-]*\s|‹[MP]\d+›\s){0,5}‹G\d+›")
_ROLE = (
    r"(?:miner|maker|producer|developer|company|firm|group|giant|carmaker|automaker|trader|refiner|smelter|recycler|"
    r"supplier|utility|start-?up|conglomerate|manufacturer|battery|car|steel|mining|trading|chemicals?|energy|investor|"
    r"fund|bank|lender|partner)"
)
_NAME = r"[A-Z][\w&.'-]*\w(?:\s(?:of\s|&\s|de\s)?[A-Z][\w&.-]*\w|\s\d{1,3}\b){0,4}"
_OPEN_NAME = re.compile(
    r"\b(?P<prep>with|from|to|by|alongside)\s(?:(?:the|its|fellow|an?|leading|local|state-owned|private)\s|"
    rf"‹C\d+›(?:'s)?\s|‹M\d+›\s|[A-Z]\w+-based\s|{_ROLE}\s){{0,4}}(?P<name>{_NAME})(?![\w‹])"
)
_OPEN_SUBJECT = re.compile(
    rf"(?:^|(?<=,\s)|(?<=‹C\d›'s\s)|(?<=‹C\d›\s))(?P<name>{_NAME})(?:'s\s[\w\s‹›]{{0,40}}?)?\s"
    r"(?=(?:has|have|had|will|would|is to|are to|is|agreed|signed|announced|buys|owns|holds|said|also|took|plans?|won|"
    r"supplies|sells|received|secured|teamed|partnered|joined|acquired|bought|invested)\b)"
)


def parties_of(context: Context, i: int, folded: Folded) -> list[Party]:
    """What may be a party in sentence `i`, with what governs it: mentions, and names in a party's place that no seed
    knows."""
    out = [p for n in range(len(folded.mentions)) if (p := _mentioned(context, i, folded, n)) is not None]
    if not _is_headline(folded.folded):
        out += _open_names(context, folded.folded)
    return sorted(out, key=lambda p: p.start)


_SITE = re.compile(
    r"(?:'s|’s)\s(?:[\w-]+\s){0,2}(?:subsidiary|unit|arm|division)\b|"
    r"\s(?:‹M\d+›\s|(?!(?:to|will|and|would|has|may|at|of|in|for)\b)[a-z]+\s){0,2}(?:[Pp]roject|[Mm]ine|deposit|"
    r"plant|facility|refinery|smelter|brine)\b"
)


_ITS_BIGGEST = re.compile(  # "Korea's largest battery maker", "Europe's largest economy"
    r"['’]s?\s(?:[\w-]*(?:est|leading|top|main|only|premier|state-owned|national)\s)(?:[\w-]+\s|"
    r"‹[MP]\d+›\s){0,3}?"
    r"(?:maker|producer|miner|company|firm|economy|supplier|carmaker|automaker|manufacturer|smelter|refiner|lender|"
    r"bank|group)\b"
)
_SPEAKS = re.compile(r"\s(?:said|says|told|reported|noted)\b")
_NOT_OF = ("ex-", "Ex-", "non-", "Non-", "anti-", "pro-", "post-")  # "ex-China supply"
_TIME = re.compile(r"\b(?:days?|weeks?|months?|years?|quarter|morning|time|moment)\s$")


def _is_in_a_place(text: str, start: int, end: int) -> bool:
    """Whether a country only says where a place lies: "Balama, Mozambique"."""
    is_late = start > 30 or text[end : end + 1] in tuple(":;,)")
    return is_late and bool(re.search(r"[A-Z]\w+\)?,\s$", text[max(0, start - 30) : start]))


def _mentioned(context: Context, i: int, folded: Folded, n: int) -> Party | None:
    m, text = folded.mentions[n], folded.folded
    if m.sign not in "CG" and m.detail != "forum":
        return None
    start = folded.places[n]
    end = start + len(f"‹{m.sign}{n}›")
    if m.sign == "C" and (
        text[:start].endswith(_NOT_OF)
        or _HOME.match(text, end)
        or re.match(r"[\s-](?:based|led)\b", text[end:])
        or _ITS_BIGGEST.match(text, end)
        or (m.detail == "demonym" and not m.parts and _is_of_others(text, end))
    ):
        return None
    values = tuple(v for v in context.values(i, m) if v and v != "WLD")
    if m.sign == "X":
        values = (f"org:{folded.text[m.start : m.end]}",)
    if not values:
        return None
    governed = _GOVERNED.search(text[max(0, start - 90) : start])
    role = governed["prep"].lower() if governed and not _TIME.search(governed.group()) else ""
    if role == "over" and re.search(r"\bt(?:ak(?:e|es|ing|en)|ook)\s$", text[: max(0, start - 90) + governed.start()]):
        role = ""  # "takes over the miner Arcadia"
    if (
        role in _PLACES_OF.get(m.sign, ())
        or (m.sign == "X" and role not in ("with", "between"))
        or (role == "to" and _VISITS.search(text[max(0, start - 90) : start]))
        or _BELONGS.search(text[max(0, start - 40) : start])
        or (m.sign == "C" and _is_in_a_place(text, start, end))
        or (m.sign == "G" and _SITE.match(text, end))
        or (m.sign == "G" and role and re.search(r"\b(?:its|their|whose)\s$", text[:start]))
    ):
        role = "-"
    elif not role and _SPEAKS.match(text, end) and (len(text) - end < 90 or start < 8):
        role = "speaker" if m.sign == "G" else "-"
    return Party(values, start, end, role)


def _open_names(context: Context, text: str) -> Iterator[Party]:
    """Names in a party's place that no seed knows: "teamed up with Vasko"."""
    skip, titles = cue_set("not_a_name"), cue_set("person_title")
    for pattern in (_OPEN_NAME, _OPEN_SUBJECT):
        for m in pattern.finditer(text):
            name = re.sub(r"['’]s$", "", m["name"])
            words = name.split()
            if (
                (len(words) == 1 and is_common(name))
                or words[0] in skip
                or words[0] in titles
                or len(name) < 4
                or words[0].lower() in _MONTHS
            ):
                continue
            if name in cue_set("region") or any(
                w in cue_set("never_in_a_firm") or w.lower() in _NO_FIRM for w in words
            ):
                continue
            if _is_place(context.document.text, name) or is_person(context.document.text[:20_000], tuple(words)):
                continue
            if pattern is _OPEN_NAME and m["prep"] in ("from", "to", "by") and not _is_firm_like(m, words):
                continue
            yield Party((f"org:{name}",), *m.span("name"), m["prep"] if pattern is _OPEN_NAME else "", False)


def _is_firm_like(m: re.Match, words: list[str]) -> bool:
    """Whether a role or a country's name stands before a name, or a word of firms in it: "from Chile's Vasko"."""
    before = m.group()[: -len(m["name"])]
    return bool(re.search(rf"‹C|-based|\b{_ROLE}\b", before)) or bool(set(words) & cue_set("company_word"))


def _is_place(text: str, name: str) -> bool:
    """Whether a document shows a name to be a place: "in Kolda", "the Kolda mine"."""
    name_ = re.escape(name)
    return bool(re.search(rf"\b(?:in|near|at)\s(?:the\s)?{name_}\b(?!\sto\b)", text[:20_000])) or is_site(text, name)


def is_site(text: str, name: str) -> bool:
    """Whether a document speaks of a mine or a province of that name: "the Kolda tin project"."""
    return _names_site(text[:20_000], name)


@lru_cache(maxsize=256)
def _names_site(text: str, name: str) -> bool:
    sites = r"(?:mine|project|province|deposit|region|state|county|district|property)"
    return bool(re.search(rf"\b{re.escape(name)}\s(?:[a-z-]+\s){{0,3}}{sites}\b", text, re.IGNORECASE))


_NO_FIRM = frozenset(
    ["north", "south", "east", "west", "central", "northern", "southern", "eastern", "western", "lake", "mount",
     "mountain", "river", "port", "province", "valley", "letter", "memorandum", "offtake", "agreement", "deal",
     "contract", "partnership", "stake", "loan", "grant", "investment", "financing", "funding", "project",
     "framework", "initiative", "alliance", "dialogue", "statement", "plan", "program", "programme", "plant",
     "facility", "refinery", "smelter", "neither", "both", "each", "another", "he", "she", "they", "it", "some",
     "many", "most", "other", "others", "several", "administration", "union", "investments", "global", "island",
     "mine", "deposit", "agency",
     "minister", "president", "secretary", "street", "university", "congress", "senate", "house", "parliament",
     "act", "law", "chapter", "section", "phase", "european", "asia", "africa", "europe", "asian", "african",
     "america", "american", "firms", "companies", "buyers", "customers", "miners", "producers", "officials", "analysts",
     "lawmakers", "investors", "shareholders", "executives", "authorities", "suppliers", "traders", "smelters",
     "refiners", "banks", "lenders", "ministers", "strategy", "vision", "policy", "roadmap", "programmes",
     "leaders", "governments", "states", "nations", "latin", "arctic"]
)  # fmt: skip
_MONTHS = frozenset(
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
     "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "q1",
     "q2", "q3", "q4", "h1", "h2"]
)  # fmt: skip


def _is_headline(text: str) -> bool:
    """Whether most words have a capital: then a capital makes no name."""
    words = re.findall(r"\b[A-Za-z]{4,}", text)
    return 2 * sum(w[0].isupper() for w in words) > len(words)


_VISITS = re.compile(r"\b(?:visit|trip|travel\w*|tour|journey|mission|flight|ambassador|envoy)\b[^;,]{0,60}$")
_PLACES_OF = {
    "C": frozenset(["in", "at", "near", "of", "into", "on", "over", "against", "than", "like", "under"]),
    "G": frozenset(["at", "near", "against", "on", "than", "like", "over"]),
}
_BELONGS = re.compile(
    r"\b(?:subsidiary|unit|arm|member|part|division|affiliate|branch|owner|shareholder|parent|head|chief executive|CEO|"
    r"chairman|president|minister|owned|lawyers?|adviser|advisor|spokes\w+)\s(?:of|by|to|for)\s(?:the\s)?$"
)


def _is_of_others(text: str, end: int) -> bool:
    """Whether a demonym describes a noun that is no government: "Chinese buyers", "Chilean output"."""
    return not re.match(
        r"\s(?:[a-z]+\s){0,2}(?:government|ministry|ministers?|officials?|state|federal|loans?|grants?|funding|deal|"
        r"agreement|pact|partnership|and\b|president|delegation|side|authorities|contract|venture|stake|investment|"
        r"backing|"
        r"memorandum|financing|subsid|money|aid|treaty|accord|framework|alliance)",
        text[end:],
    )
