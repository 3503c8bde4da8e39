"""Firms that no seed knows, found by what a document says of them: "the miner Arcadia", "Borduria, a Swiss trader".

A capitalised run counts where a role stands beside it somewhere in the document; it is then a firm wherever it
stands. Words that are a country, a person's title or a paper's name are none.
"""

import re
from collections.abc import Iterator
from functools import cache

from critmin.claims import regex
from critmin.claims.lexicon import cue_set, phrases
from critmin.claims.names import is_twice
from critmin.claims.needs import choices
from critmin.claims.party_places import places

_WORD = r"[A-Z](?:[\w&'’-]*[\w&]|[A-Z]+)"  # it opens with its capital, so that `re` looks for one first
_NAME = rf"(?P<name>{_WORD}(?:\s(?:&\s|of\s|de\s)?(?:{_WORD}|\d{{1,3}}\b)){{0,4}})"
_KINDS = (
    r"(?:compan(?:y|ies)|firms?|miners?|producers?|developers?|makers?|manufacturers?|start-?ups?|groups?|traders?|"
    r"trading house|parastatal|"
    r"refiners?|recyclers?|explorers?|automakers?|carmakers?|steelmakers?|chipmakers?|subsidiar(?:y|ies)|"
    r"affiliate|conglomerate|lender|giants?|smelter|utility|supplier|processor|juniors?|major|corporation|enterprise|"
    r"manufacturer|contractor|investor|private equity firm|investment firm|fund manager|state-owned enterprise)"
)
_ROLES = tuple(
    regex.compile(pattern)
    for pattern in (
        rf"\b(?:[Aa]n?|[Tt]he|its|their|by|with|from|and|[a-z-]+|[A-Z][a-z]+(?:an|ese|ish|ch))\s(?:[A-Z][\w.-]+\s)?(?:[a-z][\w-]*\s){{0,3}}?{_KINDS},?\s{_NAME}",
        (
            rf"{_NAME}(?:\s\([^()]{{1,40}}\))?,\s(?:an?|the|one of the)\s(?:(?!(?:at|of|with|for|and|to|"
            rf"former)\b)[\w&'’.-]+\s){{0,6}}?{_KINDS}\b"
        ),
        rf"{_NAME}\s(?:is|was)\san?\s(?:[\w&'’.,-]+\s){{0,6}}?{_KINDS}\b",
        (
            rf"{_NAME}(?:['’]s)?\s(?:CEO|CFO|COO|chief executive|chairman|chairwoman|managing director|"
            rf"founder|shareholders?|"
            r"shares\s(?:rose|fell|jumped|closed|were)|subsidiary|executive chairman|president and|"
            r"spokes(?:man|woman|person))"
        ),
        (
            rf"\b(?:CEO|chief executive(?: officer)?|chairman|chairwoman|managing director|founder|"
            rf"president|shareholders?|"
            rf"a unit|unit|a subsidiary|subsidiary|arm|shares|parent)\s(?:of|in)\s{_NAME}"
        ),
        (
            rf"\b(?:agreements?|deals?|contracts?|partnerships?|joint ventures?|JV|MoU|MOU|memorandum of understanding|"
            rf"offtakes?|alliance|tie-up|merger|stakes?)\s(?:(?<=stake\s)in|(?<=stakes\s)in|"
            rf"with)\s(?:[A-Z][\w.&-]*-(?:based|listed|backed)\s|"
            rf"(?:the\s)?(?:[A-Z][a-z]+(?:an|ese|ish)\s)?(?:[a-z][\w-]*\s){{0,3}})?{_NAME}"
        ),
        rf"\b[A-Z][\w.&-]*-(?:based|listed|headquartered|backed)\s(?:[a-z][\w-]*\s){{0,4}}?{_NAME}",
        (
            rf"{_NAME}(?:\s\([^()]{{1,40}}\))?\s(?:has\s|have\s|had\s|today\s|also\s|yesterday\s)?(?:inked|acquired|"
            r"signed an?\s(?:[\w-]+\s){0,3}(?:agreement|deal|contract|MoU|memorandum)|entered into|"
            r"bought an?|owns|operates|"
            r"secured an?)\b"
        ),
        (  # two names that deal with one another, the first and the second
            rf"{_NAME}\sand\s{_WORD}(?:\s{_WORD}){{0,2}}\s(?:(?:have|has|will|are to|each|both|jointly|today|"
            rf"also)\s){{0,2}}"
            r"(?:formed|merged?|own|build|built|teamed|combined?)\b"
        ),
        (
            rf"[A-Z][\w&-]+\sand\s{_NAME}\s(?:(?:have|has|will|are to|each|both|jointly|today|also)\s){{0,2}}"
            r"(?:formed|merged?|own|build|built|teamed|combined?)\b"
        ),
        (
            r"\b(?:owned|co-owned|founded|set up|held)\s(?:\d+:\d+\s|jointly\s|equally\s)?by\s"
            rf"{_WORD}(?:\s{_WORD})?\sand\s{_NAME}"
        ),
        (
            r"\b(?:lent|loans?|granted|awarded|given|paid|million|billion|mn|bn|guarantee)\sto\s"
            rf"{_NAME}(?=\s(?:for|to|on|in|towards)\b|[.,;])"
        ),
        rf"\b(?:partner|offtaker|customer|buyer|seller|sender|owner)(?:\sis)?,?\s{_NAME}(?=[.,;]|\s(?:will|has|is|to|for|of|in)\b)",
        rf"\blined up\s{_NAME}(?=\s(?:for|as|to)\b)",
        rf"{_NAME}\s\((?:[A-Za-z]{{2,9}}\s?:\s?[A-Z0-9.]{{1,8}}|NYSE|ASX|TSX)",
    )
)


_PLAIN_ENDS = frozenset(
    ["Department", "Ministry", "Government", "Embassy", "JV", "JVs", "Parliament", "Senate", "Pentagon", "Valley",
     "Deposit",
     "Basin", "River", "Belt", "Desert", "Region", "Province", "Coast", "Mountain", "Mountains", "Hills", "Bay", "Lake"]
)  # fmt: skip
_MINISTRIES = frozenset(["Department", "Ministry", "Government", "Embassy", "Administration", "Cabinet"])
_KIND_WORDS = frozenset(
    ["Firms", "Companies", "Miners", "Producers", "Developers", "Makers", "Buyers", "Suppliers", "Customers",
     "Traders", "Neither", "Either", "Both", "None", "Nobody"]
)  # fmt: skip
_PEOPLE_OF = frozenset(["Executives", "Officials", "Representatives", "Shareholders", "Owners", "Directors", "Shares"])
_ROLES_AND_PLACES = (*_ROLES, *places(_NAME))
_NUMBERED = tuple(enumerate(_ROLES_AND_PLACES))
_OFFICES = frozenset(["minister", "president", "secretary", "premier", "chancellor", "king", "prince", "ambassador"])


@cache
def _not_firms() -> frozenset[tuple[str, ...]]:
    kinds = ("country", "mineral", "trap", "stage", "instrument", "product", "it", "pair")
    named = {tuple(w.lower() for w in e.words) for entries in phrases().values() for e in entries if e.kind in kinds}
    return frozenset(named | {tuple(r.lower().split()) for r in cue_set("region")})


def firms_by_role(text: str, parts: list[regex.Line] | None = None) -> dict[str, tuple[tuple[str, ...], ...]]:
    """First word → the names that open with it, the longest first, each as its words. At most 200 names a document."""
    found: set[tuple[str, ...]] = set()
    head = text[:200_000]
    parts = parts if parts and len(text) == len(head) else regex.chunks(head)
    of_role: dict[int, list[regex.Line]] = {n: [] for n in range(len(_ROLES_AND_PLACES))}
    for part in parts:
        for n, _ in regex.asked(part, _NUMBERED, 1):
            if n or _names_after_kinds(part):
                of_role[n].append(part)
    for n, role in _NUMBERED:
        for m in (m for part in of_role[n] for m in role.finditer(part)):
            name = _firm(m["name"])
            if name and not is_person(head, name) and not (n in _BY_DEAL and _is_doubtful(head, name)):
                if n >= len(_ROLES) and _is_part_of_a_name(head, name):
                    continue
                found.add(name)
                if len(found) >= 200:
                    break
    table: dict[str, list[tuple[str, ...]]] = {}
    for name in sorted(found, key=lambda n: (-len(n), n)):
        table.setdefault(name[0], []).append(name)
    return {first: tuple(names) for first, names in table.items()}


_BEFORE_NAME = re.compile(r"(?<![a-z-])([a-z-]+),?\s(?=[A-Z])")


def _names_after_kinds(text: str) -> bool:
    """Whether a name follows a word for a firm somewhere, as the first role has it."""
    return any(m[1].lstrip("-") in _last_words_of_kinds() for m in _BEFORE_NAME.finditer(text))


@cache
def _last_words_of_kinds() -> frozenset[str]:
    return frozenset(kind.split()[-1] for kind in choices(_KINDS))


_BY_DEAL = frozenset(
    n
    for n, role in _NUMBERED
    if n >= len(_ROLES) or any(w in role.pattern for w in ("offtakes?", "merged?", "co-owned", "guarantee"))
)


def _places_of(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where words stand whole in a text."""
    start = text.find(words)
    while start >= 0:
        end = start + len(words)
        if not (_is_of_word(text[start - 1 : start]) or _is_of_word(text[end : end + 1])):
            yield start, end
        start = text.find(words, start + 1)


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character == "_"


_LONGER = re.compile(r"\s(?:&\s)?[A-Z][a-z]")
_SITE = re.compile(r"\s(?:[\w-]+\s){0,2}?(?:[Pp]roject|[Mm]ine|[Dd]eposit|[Pp]roperty|[Oo]peration|[Tt]enements?)\b")
_IN = re.compile(r"(?:.*\W)?in\s", re.DOTALL)


def _is_doubtful(text: str, name: tuple[str, ...]) -> bool:
    """Whether a name is of a place, of an office, or only the first word of a longer name."""
    if len(name) == 1 and any(_LONGER.match(text, end) for _, end in _places_of(text, name[0])):
        return True
    return any(w.lower() in _OFFICES for w in name) or _is_site(text, name)


def _is_site(text: str, name: tuple[str, ...]) -> bool:
    """Whether a document speaks of a mine or a project of that name: "the Kolda tin project"."""
    return any(
        _SITE.match(text, end) or (text[end : end + 1] in (".", ",") and _IN.fullmatch(text, max(0, start - 4), start))
        for start, end in _places_of(text, " ".join(name))
    )


_MORE = re.compile(r"\s(?:[A-Z]|\()")


def _is_part_of_a_name(text: str, name: tuple[str, ...]) -> bool:
    """Whether a name is the short form of a longer one of the document, or holds an office: "Kolda CEO Ana"."""
    if _TITLES & set(name) or sum(w.isupper() and len(w) > 2 for w in name) > 2:
        return True
    if name[-1].isupper() and f"({name[-1]})" in text:
        return True  # initials of an office that the text spells out: `names.short_names` knows those of firms
    return len(name) == 1 and any(_MORE.match(text, end) for _, end in _places_of(text, name[0]))


_TITLES = frozenset(["CEO", "CFO", "COO", "Chairman", "Chief", "Director", "Executive"])
_TITLE_BEFORE = re.compile(
    r"\b(?:Mr|Ms|Mrs|Dr|Prof|Senator|Rep|Sen|Gov|[Mm]inister|[Ss]ecretary|[Pp]resident|[Pp]remier|[Cc]hancellor|"
    r"[Aa]mbassador|[Gg]overnor|[Cc]ommissioner|CEO|[Cc]hairman|[Aa]nalyst|[Cc]ounterpart|[Ee]nvoy|[Cc]hief)\.?\s(?:\w+\s)?$"
)
_SPEAKS = re.compile(r",?\s(?:said|says|told|added|explains?|noted|wrote|tells)\b")
_SPOKEN = re.compile(r"\b(?:said|says|told|added|explains?|by)\s$")


def is_person(text: str, name: tuple[str, ...]) -> bool:
    """Whether a name speaks, or has a title, somewhere in the document."""
    if len(name) > 3 or name[-1] in cue_set("company_suffix") or name[-1] in cue_set("company_word"):
        return False
    if any(_TITLE_BEFORE.search(text[max(0, start - 40) : start]) for start, _ in _places_of(text, name[-1])):
        return True
    return len(name) > 1 and any(
        _SPEAKS.match(text, end) or _SPOKEN.search(text[max(0, start - 10) : start])
        for start, end in _places_of(text, " ".join(name))
    )


def _firm(written: str) -> tuple[str, ...] | None:
    words = [w for w in re.split(r"\s+", re.sub(r"['’]s$", "", written)) if w]
    if len(words) > 3 and is_twice(words):
        words = words[len(words) // 2 :]
    skip, titles = cue_set("not_a_name"), cue_set("person_title")
    while words and (
        words[0] in skip or words[0].lower() in titles or words[0] in titles or words[0] in ("Inc", "Ltd")
    ):
        if words.pop(0).lower() in _OFFICES:
            return None  # a person follows: "Prime Minister Jonas"
    if len(words) > 2 and words[1] == "of" and words[0] in _PEOPLE_OF:
        words = words[2:]  # "Executives of Arcadia"
    if words and words[0] in ("of", "de", "&"):
        return None  # "Government of Canada"
    while words and (
        words[-1] in ("CEO", "CFO", "Chief", "Executive", "Chairman", "President", "of", "de", "&") or words[-1] in skip
    ):
        words.pop()
    if "of" in words and (
        words[words.index("of") - 1] in (cue_set("company_word") | cue_set("company_suffix"))
        or (len(words) == 3 and (words[2].lower(),) in _not_firms())
    ):
        words = words[: words.index("of")]  # "Arcadia Metals of Missouri": the place is no part of the name
    if (
        not words
        or all(w in cue_set("not_a_firm") or w.isdigit() for w in words)
        or (len(words) == 1 and len(words[0]) < 3)
    ):
        return None
    if any(w in cue_set("never_in_a_firm") for w in words[1:]) and (
        len(words) > 3 or words[-1] not in ("Earths", "Earth")
    ):
        return None
    if tuple(w.lower() for w in words) in _not_firms() or words[0] in cue_set("not_a_firm"):
        return None
    if words[-1] in _PLAIN_ENDS or (len(words) == 1 and words[0] in _KIND_WORDS):
        return None  # "US State Department", "Saudi JV", "Firms"
    if any(w in _MINISTRIES or w.lower() in _OFFICES for w in words):
        return None  # "US Department of Defense", "Japanese Prime Minister Sanae"
    if len(words) == 1 and (words[0].lower(),) in _not_firms():
        return None
    return tuple(words)
