"""Names of organisations that no seed knows: runs of capitalised words that look like a firm."""

import re
from dataclasses import dataclass
from functools import cache

from critmin.claims import regex
from critmin.claims.lexicon import cue_set, phrases
from critmin.claims.tokens import REGIONS

_CONNECTORS = {"of", "and", "for", "the", "de", "du", "da", "do", "&"}
# runs that end so are bodies or places that are no party; a country in their name is not meant
_INSTITUTIONS = frozenset(
    ["Institute", "University", "College", "Center", "Centre", "Association", "Chamber", "Review", "Journal",
     "Times", "Post", "News", "Street", "Avenue", "River", "Lake", "Sea", "Ocean", "Island", "Islands", "Province",
     "County", "Mountain", "Mountains", "Valley", "Survey", "Court", "Exchange", "Index", "Zone", "Coast", "Basin",
     "Cup", "League", "Team", "Academy", "Foundation", "Society", "Observatory", "Museum", "School", "Airport",
     "Hospital", "Stadium", "Hotel", "Church", "Tribune", "Herald", "Gazette", "Magazine", "Expo", "Conference"]
)  # fmt: skip
# runs that end so are papers, works and events: what stands in them is read word by word
_THINGS = frozenset(
    ["Act", "Strategy", "Framework", "Agreement", "Partnership", "Memorandum", "Initiative", "Dialogue", "Forum",
     "Project", "Mine", "Law", "Alliance", "Declaration", "Summit", "Council", "Committee", "Commission", "State",
     "City", "Pass", "Plan", "Programme", "Program", "Treaty", "Pact", "Accord", "Order", "Proclamation",
     "Statement", "Report", "Office", "House", "Party", "Agency", "Ministry", "Department", "Bureau",
     "Administration", "Convention", "Protocol", "Corridor", "Process", "Policy", "Regulation", "Understanding",
     "Security", "Cooperation", "Trade", "Investment", "Reserve", "Section", "Article", "Chapter", "Annex",
     "Region", "Refinery", "Smelter", "Plant", "Facility", "Complex", "Deposit", "Mill", "Hub", "Platform",
     "Roadmap", "Force", "Arrangement", "Deal", "Minister", "President", "Secretary", "Dominance", "Minerals",
     "Mineral", "Supply", "Chains", "Chain", "Industry", "Imports", "Exports", "Tariffs", "Controls", "Production",
     "Processing"]
)  # fmt: skip


@dataclass(frozen=True)
class Run:
    """A run of capitalised words. `value` is `org:NAME` for an organisation."""

    n_words: int
    value: str
    is_organisation: bool
    detail: str = "found"


@cache
def _countries() -> frozenset[tuple[str, ...]]:
    return frozenset(e.words for entries in phrases().values() for e in entries if e.kind == "country")


def organisations(text: str, words: list[tuple[int, int, str]], capitals: list[int]) -> dict[int, Run]:
    """Index of the first word → the run that starts there. Only runs that look like a firm or another named thing;
    `capitals` are the words with which one may begin (`tokens`)."""
    found: dict[int, Run] = {}
    i, n = 0, len(words)
    skip, keys = cue_set("not_a_name"), cue_set("company_word")
    for k in capitals:
        if k < i or (len(words[k][2]) < 2 and not (k + 1 < n and words[k + 1][2][:1].isupper())):
            continue
        i = k
        j = i + 1
        while j < n:
            gap = text[words[j - 1][1] : words[j][0]]
            following = words[j][2]
            if text[words[j][1] : words[j][1] + 1] in _CURRENCY:
                break  # "lends Kolda Metals C$20 million"
            if (
                following[:1].isupper()
                and gap in (" ", "-", " & ", ". ", "&", "'")
                and not (gap == ". " and len(words[j - 1][2]) > 3)
            ):
                if (words[j - 1][2] == "s" and gap == " ") or (gap == "-" and j - i > 1 and words[j - 1][2] in keys):
                    break  # "Arcadia Minerals-Kolda Resources": two firms
                j += 1
            elif (
                following in _CONNECTORS
                and gap == " "
                and j + 1 < n
                and words[j + 1][2][:1].isupper()
                and words[j + 1][2] not in skip
                and text[words[j][1] : words[j + 1][0]] == " "
                and following in ("of", "for", "&", "de", "du", "da", "do")
            ):
                j += 2
            elif following[:1].isdigit() and gap == "-":
                j += 1
            else:
                break
        run = None
        if words[i][2] in REGIONS and not (j == i + 2 or words[j - 1][2] in cue_set("company_suffix")):
            i = j
            continue  # "European Lithium" is a firm, "European Lithium Prices" none
        if j - i > 3 and is_twice([w for _, _, w in words[i:j]]):
            i += (j - i) // 2
        of = next((k for k in range(i + 2, j) if words[k][2] == "of"), None)
        for stop in (j, of):  # "Arcadia Gold of Quebec" is "Arcadia Gold" of a place; one word alone is no firm
            if run is None and stop and stop > i + 1:
                run = _judge(
                    [w for _, _, w in words[i:stop]],
                    text[words[i][0] : words[stop - 1][1]],
                    text[words[stop - 1][1] : words[stop - 1][1] + 12],
                )
        if run:
            found[i] = run
            i += run.n_words
        else:
            i = j
    return found


def is_twice(words: list[str]) -> bool:
    """Whether a heading or dateline names a firm that its line names once more: "KOLDA METALS Kolda Metals said"."""
    half = len(words) // 2
    return [w.lower() for w in words[:half]] == [w.lower() for w in words[half:]]


def _judge(words: list[str], text: str, after: str) -> Run | None:
    suffixes, keys = cue_set("company_suffix"), cue_set("company_word")
    last = words[-1]
    if last in _INSTITUTIONS:
        return Run(len(words), "", False) if len(words) > 1 else None
    if last in _THINGS and not any(w in suffixes for w in words[1:]) and not _is_minerals_firm(words):
        return None
    if len(words) == 1 or any(w in cue_set("never_in_a_firm") - {"Rare", "Critical", "And"} for w in words[1:]):
        return None
    if any(w in suffixes for w in words[1:]) and not text.isupper():
        cut = max(k for k, w in enumerate(words) if w in suffixes) + 1
        name = list(words[:cut])
        while len(name) > 1 and name[-1] in suffixes and name[-1] not in ("Partners", "Group", "Holdings", "Holding"):
            name.pop()
        written = _as_written(text, name)
        return Run(cut, f"org:{written}", True)
    if "of" in words or "for" in words or _OFFICES & set(words):
        return None
    if {"Companies", "Firms", "Producers", "Countries"} & set(words):
        return None
    if last in _PLAIN_ENDS:
        return None
    is_led = words[0] in keys - _PORTFOLIOS and len(words) > 2  # not "Minister of Mining and Energy Ana Lopes"
    is_of_place = len(words) == 2 and words[0] in _METALS and (last,) in _countries()  # "Lithium Argentina"
    if _is_minerals_firm(words) or any(w in keys for w in words[1:]) or is_led or is_of_place:
        if tuple(words) in _countries():
            return None
        lowered = [w.lower() for w in words]
        if "critical minerals" in " ".join(lowered) or "raw materials" in " ".join(lowered):
            return None
        is_of_goods = lowered[0] in ("critical", "rare", "strategic", "battery", "green", "clean") and len(words) <= 3
        if is_of_goods and last not in ("Resources", "Mining", "Exploration", "Industries", "Ventures"):
            return None
        return Run(len(words), f"org:{_as_written(text, words)}", True)
    return None


_CURRENCY = frozenset("$€£¥")
_PLAIN_ENDS = frozenset(["JV", "JVs", "Joint", "Venture", "Department", "Government", "Ministry"])
_PORTFOLIOS = frozenset(["Energy", "Mining", "Mines", "Power"])
_METALS = frozenset(
    ["Lithium", "Copper", "Nickel", "Graphite", "Cobalt", "Uranium", "Tungsten", "Manganese", "Vanadium"]
)
_OFFICES = frozenset(
    ["Minister", "Secretary", "President", "Commissioner", "Senator", "Governor", "Ambassador", "Premier", "Chancellor",
     "Chairman", "Chairwoman", "Representative", "Congressman"]
)  # fmt: skip


def _is_minerals_firm(words: list[str]) -> bool:
    """Whether a run that ends in "Minerals" names a firm: "Kolmar Minerals", not "Critical Minerals"."""
    return (
        words[-1] == "Minerals"
        and 2 <= len(words) <= 4
        and words[0] not in _GENERIC | cue_set("never_in_a_firm") | cue_set("not_a_firm") | _THINGS
        and words[0] not in ("Conflict", "Transition", "Key", "Raw", "Energy", "Essential", "Vital", "Securing", "Rare")
        and (words[0].lower(),) not in {tuple(w.lower() for w in c) for c in _countries() if len(c) == 1}
    )


def _as_written(text: str, words: list[str]) -> str:
    """The run as the text writes it, up to its last kept word."""
    place = 0
    for word in words:
        hit = text.replace(".", "").find(word, place)
        place = (hit if hit >= 0 else place) + len(word)
    return re.sub(r"\s+", " ", text.replace(".", "")[:place]).strip(" ,")


@cache
def _firm_pattern() -> regex.Pattern:
    suffixes = "|".join(
        sorted(cue_set("company_suffix") - {"AG", "SA", "SE", "AB", "KK", "Co", "Partners"}, key=len, reverse=True)
    )
    keys = "|".join(
        sorted(
            cue_set("company_word") - {"Rare", "Earth", "Bank", "Fund", "Capital", "Power", "Trading", "Energy"},
            key=len,
            reverse=True,
        )
    )
    name = r"(?P<name>[A-Z][\w&'-]{1,30})"
    return regex.compile(
        rf"\b{name}(?:\s[A-Z][\w&'-]{{1,30}}){{0,4}}?(?:,?\s(?:{suffixes})\b|\s(?:Rare\sEarths?|"
        rf"{keys})\b|\s\((?:NYSE|NASDAQ|Nasdaq|ASX|TSX|TSXV|LSE|AIM|OTC\w*)\b)"
    )


def firms_of(text: str, parts: list[regex.Line] | None = None) -> dict[str, str]:
    """First word of a firm's name → the name, for the firms that a text writes in full somewhere. `parts` are its
    `chunks`, where the caller has them."""
    found: dict[str, str] = {}
    skip = cue_set("not_a_name") | cue_set("company_word") | _GENERIC
    never = cue_set("never_in_a_firm") - {"Rare", "Critical", "And"}
    for m in (m for part in parts or regex.chunks(text) for m in _firm_pattern().finditer(part)):
        first, written = m["name"], m.group()
        words = written.split()
        if first.endswith("'s"):
            continue  # "Chile's Antofagasta Minerals"
        if re.search(r"\b(?:Critical Minerals|Raw Materials)\b", written) or never & set(words[1:]):
            continue
        if (len(words) > 3 and is_twice(words)) or {"Joint", "Venture"} & set(words):
            continue
        known = phrases().get(first.lower(), ())
        if (
            first in skip
            or any(len(e.words) == 1 and e.kind != "organisation" for e in known)
            or (len(first) < 4 and (first.isupper() or len(first) < 3) and not _opens_a_known_name(first, known))
        ):
            continue
        found.setdefault(first, re.sub(r"\s+", " ", written).strip(" (,").removesuffix(" (NYSE").strip())
    return found


_OF_STATE = frozenset(["Office", "Bureau", "Department", "Ministry", "Agency", "Administration"])
_SHORT = re.compile(r"\s\([“\"']?(?P<short>[A-Z]{3,6})[”\"']?\)")
_LONG = re.compile(r"(?:[A-Z][\w.'’-]*,?\s(?:(?:of|for|and|de|the|&)\s){0,2}){1,6}[A-Z][\w.'’-]*$")


def short_names(text: str) -> dict[str, str]:
    """Initials → the firm that a text introduces with them: "Arcadia Battery Technology Co (ABTC)"."""
    found: dict[str, str] = {}
    for m in _SHORT.finditer(text[:200_000]):
        before = _LONG.search(text[max(0, m.start() - 90) : m.start()])
        words = [w for w in re.findall(r"[\w.'’-]+", before.group()) if w[0].isupper()] if before else []
        words = introduced(words, m["short"])
        if not words or words[0] in _OF_STATE:
            continue
        run = _judge(words, before.group()[before.group().index(words[0]) :], "")
        if run and run.is_organisation:
            found.setdefault(m["short"], run.value[4:])
    return found


def introduced(words: list[str], short: str) -> list[str]:
    """The last words whose initials a short name is made of, all but one letter at its end: "Ulba-Kastel Tantalum
    Works (UKTWP)"; empty, where it is not made of them."""
    for k in range(max(0, len(words) - len(short)), len(words)):
        initials = "".join(part[0] for w in words[k:] for part in w.split("-") if part)
        if initials == short or (len(initials) > 2 and short[:-1] == initials):
            return words[k:]
    return []


def is_common(word: str) -> bool:
    """Whether a word opens the names of many firms: a place, a mineral, "General"."""
    kinds = {e.kind for e in phrases().get(word.lower(), ()) if len(e.words) == 1}
    return word in _GENERIC or word in REGIONS or bool(kinds & {"country", "mineral"})


def _opens_a_known_name(first: str, known) -> bool:
    """Whether short capitals are the first word of an organisation of the seed: MP of MP Materials."""
    return any(e.kind == "organisation" and len(e.words) > 1 and e.words[0] == first for e in known)


_GENERIC = frozenset(
    ["Critical", "American", "Northern", "Southern", "Western", "Eastern", "National", "General", "United", "First",
     "New", "Global", "International", "Royal", "Central", "Great", "North", "South", "East", "West", "Pacific",
     "Atlantic", "Strategic", "Green", "Blue", "Red", "White", "Black", "High", "Advanced", "Pure", "Standard",
     "Federal", "Public", "State", "World", "Industrial", "Battery", "Clean", "Future", "Next", "Smart", "Modern",
     "Digital", "Mineral", "Base", "Precious", "Heavy", "Light", "Magnet"]
)  # fmt: skip
