"""The mentions of a sentence, and the sentence with its mentions folded into signs.

Rules read the folded text: "Japan relies on rare earths from China" becomes "‹C0› relies on ‹M1› from ‹C2›", lists
("Chile, Peru and Bolivia") become one sign, and so do titles ("Canadian trade minister Mary Ng").

Signs: C country, bloc, government or leader · G organisation · M mineral · P product · S stage · I instrument ·
R percentage · U money · D date · X something else with a name.
"""

from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest

from critmin.claims import amounts, dates, firms_beside, names, offices, rates, tokens
from critmin.claims import regex as re
from critmin.claims.lexicon import WORD, match_at


@dataclass(slots=True, unsafe_hash=True)  # not frozen, which costs three times as much to make: nobody changes one
class Mention:
    """Something named. `values` are codes (several for a list); `item` is the Rate, Money or When of a figure."""

    start: int
    end: int
    sign: str
    values: tuple[str, ...] = ()
    detail: str = ""  # name | demonym | capital | leader | anaphor ..., stage of a mineral form, scope of a product
    item: object = None
    parts: tuple["Mention", ...] = ()

    @property
    def each(self) -> tuple["Mention", ...]:
        return self.parts or (self,)


@dataclass(slots=True, unsafe_hash=True)
class Folded:
    """A sentence whose mentions are signs. `folded` has the signs, `mentions[n]` is what sign n stands for."""

    text: str
    folded: str
    mentions: tuple[Mention, ...]
    stages: tuple[Mention, ...] = ()  # stage words, which are not folded
    instruments: tuple[Mention, ...] = ()
    places: tuple[int, ...] = field(default=())  # where each sign starts in `folded`
    words: list | None = field(default=None, compare=False, repr=False)  # what `frame_words` and `frames` read in it
    frames: list | None = field(default=None, compare=False, repr=False)

    def of(self, sign: str) -> list[Mention]:
        return [m for m in self.mentions if m.sign == sign]

    def __getitem__(self, sign: str) -> Mention:
        """The mention behind a sign such as `‹C12›`."""
        return self.mentions[int(sign[2:-1])]


_CURRENCY = frozenset("$€£¥")
SIGN = re.compile(r"‹[A-Z]\d+›")
_SHIPS_GOODS = re.compile(
    r"\s(?:its|their|most|all|nearly|almost|about|around|some|over|more|half|much|raw|refined|unprocessed|\d|"
    r"[\w ]{0,20}"
    r"(?:ores?|concentrates?|oxides?|metal|powder|to)\b)"
)
_LISTED = re.compile(
    r"\s?(?:,\s(?:and|or|as well as|but also)\s|,\s?|\sand\s|\sor\s|\s&\s|/|\sas\swell\sas\s|"
    r"\splus\s|-|\sand\salso\s|,\sand\salso\s)"
    r"(?:the\s|a\s|other\s|both\s|some\s|its\s|raw\s|of\s|of\sthe\s|in\s|also\s|"
    r"rich\s|especially\s|particularly\s|imported\s|certain\s){0,2}"
)
_SOMEONE_ELSE = re.compile(
    r"(?<!^)(?<![.!?\"] )\b(?!President|Minister|Premier|Chancellor|Secretary|"
    r"Mr|Mrs|Ms|Dr|Prince|King|Ambassador|Commissioner|Senator|The|But|And|If|"
    r"When|While|As|In|On|For|With|By|Today|Monday|Tuesday|Wednesday|Thursday|"
    r"Friday|Saturday|Sunday|After|Since|Under|That|Because|US|Republican|Democrat)[A-Z][a-z]+\s$"
)
_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|outside|visit(?:ed|ing)?|visit to|trip to|flew to|flown "
    r"to|travel(?:led)? to|arrived in|from its base in|based in|headquartered "
    r"in|located in|held in|ceremony in|summit in|conference in|meeting in|talks "
    r"in)\s(?:the\s)?$"
)
_OPENING = re.compile(
    r"(?:(?:But|And|Then|Yet|Meanwhile,|However,|In \d{4},|Also,|Instead,)\s)?(?P<who>It|"
    r"They|He|She|it|they|he|she)\s(?!(?:is|was|will be|would be|remains|has been|"
    r"may be)\s(?:also\s|not\s|now\s|still\s)?(?:expected|likely|unlikely|clear|"
    r"unclear|possible|impossible|estimated|important|difficult|hard|hoped|believed|"
    r"thought|said|understood|important|vital|essential|critical|crucial|necessary|"
    r"worth|time)\b)"
)
_MIDWAY = re.compile(
    r"(?:[:;,]\s|\band\s|\bbut\s|\bthat\s|\bwhat\s|[a-z]\s)(?<!\bof\s)(?P<who>it|they)\s(?=(?:has\s|"
    r"have\s|had\s|also\s|now\s|still\s|already\s|alone\s|then\s|would\s|will\s|"
    r"could\s|once\s|\w+ly\s){0,2}"
    r"(?:accounts?|accounted|mine[sd]?|produce[sd]?|suppl(?:y|ies|ied)|buys?|bought|"
    r"imports?|imported|relies|rely|relied|depends?|depended|refine[sd]?|process(?:es|"
    r"ed)?|dug|digs?|controls?|charges?|charged|levies|levied|imposed?|put|puts|"
    r"set|announced|signed|banned|halted|suspended|raised|holds?|makes?|made|export(?:s|"
    r"ed)?|sells?|sold|gets?|got|takes?|took|uses?|demand(?:s|ed)|require[sd]?|"
    r"published|tightened|introduced|lifted|recover(?:s|ed)|smelts?|delivers?|"
    r"ships?|shipped|agreed|agrees|invested|invests|acquired|awarded|lent|granted|committed|pledged|offered|ordered|"
    r"launched|expanded|is the|was the|is an?|was an?|remains the)\b)"
)
_OFFICE_ANAPHOR = re.compile(
    r"\b[Tt]he (?:(?:mines|mining|trade|commerce|finance|energy|industry|foreign|"
    r"prime|economy|customs|resources|environment|deputy|federal|new) ){0,2}(?:ministry|"
    r"minister|cabinet|regulator|parliament|authorities|customs office|presidency|"
    r"[Dd]epartment|president|government|administration)\b(?! of )(?!'s office)"
)
_FIRM_ANAPHOR = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|[Tt]his) (?:company|firm|miner|producer|start-?up|developer|refiner|"
    r"automaker|carmaker|group)\b(?!'s (?:shares|stock))"
)
_METONYM_AFTER = re.compile(
    r"(?:-based\b|,\s[A-Z]|\s(?:Stock|Metal|Post|Times|Declaration|Summit|summit|"
    r"Agreement|Accord|Convention|Protocol|exchange|office|bourse|Exchange)\b)"
)
_SEAT = re.compile(  # "the government in Harare"
    r"(?:\b[Tt]he\s)?\b(?:[Gg]overnment|[Aa]uthorities|[Oo]fficials|[Mm]inisters|[Ll]awmakers|[Rr]ulers|"
    r"[Rr]egulators|[Jj]unta)\sin\s$"
)
_HOME_OF = re.compile(r"['’]s?\s|-(?:based|listed|owned|backed|headquartered|registered)\b")
_ANEW = re.compile(  # "less dependence on China, and Canada used the day": a new clause, where no list has three
    r"\s(?:\w+ly\s|also\s|then\s|has\s|have\s|had\s)?(?:(?!the\b|had\b)[a-z]+(?:ed|ns|ts|ks|ys|rs)|took|puts?|gave|made|sets?|"
    r"held|won|sold|bought|sent|cut|saw|said|got|kept|led|left|lost|met|paid|told|went|came|became|began|grew|fell|rose|is|was|has|"
    r"will|would|could|can|may|might)\b"
)
SINGULAR = re.compile(
    r"\s(?:in\sturn\s|now\s|then\s|still\s|also\s|\w+ly\s)?(?:is|has|was|remains|accounts|produces|became|also|"
    r"supplies|controls|buys|sells|ships|sends|takes|gets|refines|"
    r"makes|relies|depends|provides|serves|leads|tops|stands|plans|aims|wants|seeks|hopes|expects|faces|"
    r"holds|covers|meets|receives|obtains|consumes|needs|dominates|smelts|ranks|"
    r"(?:imports|exports|mines|sources)(?!\s(?:of|from|to|in|and|or|fell|rose|were|are|have|had|would|will)\b))\b"
)
_LEAD_METAL = re.compile(
    r"(?:(?:refined|tonnes of|tons of|and|zinc|,|copper|of|silver|zinc-|tin|primary|mined|for)\s?-?$)", re.IGNORECASE
)
_LEAD_AFTER = re.compile(
    (
        r"\s?(?:,|and\s(?:zinc|copper|silver|tin)|/|-zinc|-acid|\s?(?:ore|concentrate|"
        r"mine|mines|smelter|smelting|ingots|bullion|exports|imports|prices|production|"
        r"producer|metal|refining)\b)"
    ),
    re.IGNORECASE,
)


def read(
    text: str,
    published_on: date | None = None,
    document: frozenset[str] = frozenset(),
    aliases: dict[str, str] | None = None,
    firms: dict[str, tuple[tuple[str, ...], ...]] | None = None,
) -> Folded:
    """The mentions of a tidy sentence. `document` holds the document's words in lower case, for ambiguous names;
    `aliases` the short names of firms that the document writes in full elsewhere, `firms` those that it shows to be
    firms by what it says of them."""
    text = re.Line(text) if text.__class__ is not re.Line else text
    at = tokens.read(text)
    found: list[Mention] = []
    for money in amounts.find(text, at.sums):
        found.append(Mention(money.start, money.end, "U", (money.currency,), item=money))
    for rate in rates.find(text, at.rates):
        found.append(Mention(rate.start, rate.end, "R", item=rate))
    for when in dates.find(text, published_on, at.dates):
        found.append(Mention(when.start, when.end, "D", item=when))
    taken = sorted((m.start, m.end) for m in found)
    stages: list[Mention] = []
    instruments: list[Mention] = []
    found += _named(text, at, taken, document, stages, instruments, aliases or {}, firms or {})
    found = _without_overlaps(found)
    found = firms_beside.read(text, found)
    found = offices.read(text, found)
    found = _lists(text, found)
    return _fold(text, found, stages, instruments)


def _named(text, at: tokens.Tokens, taken, document, stages, instruments, aliases, firms) -> list[Mention]:
    found: list[Mention] = []
    words = at.words
    shouted = text.isupper()
    if opening := _OPENING.match(text):
        found.append(Mention(opening.start("who"), opening.end("who"), "C", (), "anaphor"))
    for m in _MIDWAY.finditer(text):
        if not opening or m.start("who") > opening.end():
            found.append(Mention(m.start("who"), m.end("who"), "C", (), "anaphor"))
    for m in _OFFICE_ANAPHOR.finditer(text):
        found.append(Mention(m.start(), m.end(), "C", (), "anaphor"))
    for m in _FIRM_ANAPHOR.finditer(text):
        found.append(Mention(m.start(), m.end(), "G", (), "anaphor"))
    runs = {} if shouted else names.organisations(text, words, at.capitals)
    i = 0
    places = at.opening
    if firms or aliases:
        places = [*places, *(k for k, (_, _, w) in enumerate(words) if w in firms or w in aliases)]
    for k in sorted({*places, *runs}) if runs or firms or aliases else places:
        start, _, word = words[k]
        if k < i or (taken and any(a <= start < b for a, b in taken)):
            continue
        i = k
        run = runs.get(i) or (_by_role(words, i, firms) if word in firms and not shouted else None)
        entries = match_at(text, words, i, document)
        n = entries[0][1] if entries else 1
        if n == 1 and entries and entries[0][0].kind == "organisation" and _stands_for(word, aliases.get(word)):
            entries = []  # the text says itself what its initials stand for
        if run and run.n_words > n:
            found.append(
                Mention(
                    start, words[i + run.n_words - 1][1], "G" if run.is_organisation else "X", (run.value,), run.detail
                )
            )
            i += run.n_words
            continue
        end = words[i + n - 1][1]
        for entry, _ in entries:
            mention = _mention(text, start, end, entry, shouted)
            if mention is None:
                continue
            (stages if mention.sign == "S" else instruments if mention.sign == "I" else found).append(mention)
        if not entries and not run and words[i][2] in aliases and not shouted:
            found.append(Mention(start, end, "G", (f"org:{aliases[words[i][2]]}",), "alias"))
        if not entries and run:
            found.append(
                Mention(
                    start, words[i + run.n_words - 1][1], "G" if run.is_organisation else "X", (run.value,), run.detail
                )
            )
            n = run.n_words
        i += n
    return found


def _stands_for(short: str, name: str | None) -> bool:
    return bool(name and short.isupper() and names.introduced(name.split(), short))


def _by_role(words: list[tuple[int, int, str]], i: int, firms: dict) -> names.Run | None:
    for name in firms.get(words[i][2], ()):
        if tuple(w for _, _, w in words[i : i + len(name)]) == name:
            return names.Run(len(name), f"org:{' '.join(name)}", True, "role")
    return None


def _mention(text: str, start: int, end: int, entry, shouted: bool) -> Mention | None:
    kind = entry.kind
    if kind == "country":
        before, after = text[max(0, start - 40) : start], text[end : end + 16]
        if after[:1] in _CURRENCY:
            return None  # "A$239mn (US$170mn)"
        if entry.detail == "leader" and " " not in text[start:end] and _SOMEONE_ELSE.search(before):
            return None
        if entry.detail == "capital" and (seat := _SEAT.search(before)):
            return Mention(start - len(before) + seat.start(), end, "C", (entry.value,), "government")
        if entry.detail == "capital" and (_PLACE_BEFORE.search(before) or _METONYM_AFTER.match(after)):
            return None
        return Mention(start, end, "C", (entry.value,), entry.detail)
    if kind == "organisation" and entry.detail == "forum":
        return Mention(start, end, "X", (), "forum")
    if kind == "organisation":
        return Mention(start, end, "G", (f"org:{entry.value}",), entry.detail)
    if kind == "mineral":
        return (
            Mention(start, end, "M", (entry.value,), entry.detail)
            if _is_mineral(text, start, end, entry.value, shouted)
            else None
        )
    if kind == "stage":
        return Mention(start, end, "S", (entry.value,))
    if kind == "instrument":
        return Mention(start, end, "I", (entry.value,))
    if kind in ("product", "other_product", "unrelated_product"):
        if text[start:end].lower() == "ships" and _SHIPS_GOODS.match(text, end):
            return None  # "which ships its ore to Japan"
        return Mention(start, end, "P", (entry.value,), kind)
    if kind in ("pair", "it"):
        return Mention(start, end, "C", (), "pair" if kind == "pair" else "anaphor")
    return Mention(start, end, "X", (), "trap")


def _is_mineral(text: str, start: int, end: int, mineral: str, shouted: bool) -> bool:
    """A word for a mineral, and not a verb, a firm or a street."""
    word = text[start:end]
    if mineral == "lead" and word.lower() == "lead":
        return bool(
            (_LEAD_METAL.search(text[max(0, start - 12) : start]) and _LEAD_AFTER.match(text[end : end + 12]))
            or re.match(r"\s(?:ore|concentrates?|ingots|smelter|metal|mine)\b|-zinc|\sand\szinc", text[end : end + 12])
            or re.search(r"\b(?:zinc and|zinc,|zinc or|tonnes of|tons of|refined)\s$", text[max(0, start - 12) : start])
        )
    if mineral == "tin" and re.match(r"\s(?:ear|foil|can|cans|hat|roof|soldier|opener|box)\b", text[end : end + 9]):
        return False
    is_single_name = word[:1].isupper() and word[1:].islower() and " " not in word and "-" not in word
    if is_single_name and start > 1 and not shouted:
        before = text[max(0, start - 24) : start]
        in_a_name = re.search(r"(?:[a-z,'\")]\s|^)$", before) is None
        neighbour = re.match(r"(?:,|\sand|/|\s[a-z])", text[end : end + 5])
        after_stop = re.search(r"[.:!?\"-]\s$", before)
        if not after_stop and (in_a_name or not neighbour or re.search(r"\b(?:with|by|at|of|from|for)\s$", before)):
            return False
    return True


def _without_overlaps(found: list[Mention]) -> list[Mention]:
    out: list[Mention] = []
    for m in sorted(found, key=lambda m: (m.start, -m.end)):
        if out and m.start < out[-1].end:
            continue
        out.append(m)
    return out


def _lists(text: str, found: list[Mention]) -> list[Mention]:
    """Folds "Canada, Brazil and Mexico" into one mention with three parts; minerals and products mix."""
    out: list[Mention] = []
    for m, after in zip_longest(found, found[1:]):
        if out and m.sign in "CMGP" and out[-1].sign in "CMGP":
            last = out[-1]
            if m.values and m.values == last.values:
                out.append(m)
                continue
            alike = last.sign == m.sign or {last.sign, m.sign} <= {"M", "P"} or {last.sign, m.sign} <= {"C", "G"}
            between = text[last.end : m.start]
            if (
                alike
                and len(between) < 24
                and last.detail not in ("pair",)
                and m.detail not in ("pair", "anaphor")
                and _LISTED.fullmatch(between)
                and not (last.sign != m.sign and re.match(r",\s(?:an?|the)\s", between))
                and not (between.strip() in (",", ", the") and _is_closed(text, last))
                and not (" and " in between and m.sign == "C" and SINGULAR.match(text, m.end))
                and not (between == ", and " and not last.parts and _ANEW.match(text, m.end))
                and not (m.sign == "C" and last.sign in "CG" and _is_of_a_firm(text, m, last, after))
            ):
                parts = last.each + m.each
                values = tuple(dict.fromkeys(v for p in parts for v in p.values))
                sign = last.sign if last.sign == m.sign else "M" if "M" in (last.sign, m.sign) else "C"
                out[-1] = Mention(last.start, m.end, sign, values, last.detail, parts=parts)
                continue
        out.append(m)
    return [part for m in out for part in (m.parts if _is_chance(text, m) else (m,))]


def _is_of_a_firm(text: str, m: Mention, last: Mention, after: Mention | None) -> bool:
    """A country that only tells where the firm after it is from: "Codelco and Peru's Buenaventura"."""
    if last.sign == "G":
        return m.detail == "demonym" or bool(_HOME_OF.match(text, m.end))
    return after is not None and after.sign == "G" and text[m.end : after.start] in ("'s ", "’s ")


def _is_closed(text: str, last: Mention) -> bool:
    """A list that has had its "and" goes on after a comma only by chance: "for Mali and Togo, Ghana's board said"."""
    return len(last.parts) > 1 and " and " in text[last.parts[-2].end : last.parts[-1].start] and last.sign == "C"


def _is_chance(text: str, m: Mention) -> bool:
    """Two countries with only a comma between stand side by side by chance: "tensions with the US, Beijing has"."""
    if len(m.parts) != 2 or m.sign not in "CG":
        return False
    return text[m.parts[0].end : m.parts[1].start].strip() in (",", ", the") and not re.match(
        r",?\s(?:and|or)\b", text[m.end :]
    )


def _fold(text, found, stages, instruments) -> Folded:
    out, places, at, length = [], [], 0, 0
    for n, m in enumerate(found):
        sign = f"‹{m.sign}{n}›"
        out.append(text[at : m.start])
        length += m.start - at
        places.append(length)
        out.append(sign)
        length += len(sign)
        at = m.end
    out.append(text[at:])
    return Folded(text, re.Line("".join(out)), tuple(found), tuple(stages), tuple(instruments), tuple(places))


def refold(sentence: Folded, found: list[Mention]) -> Folded:
    """A folded sentence with other mentions than its own, lists of them folded again."""
    return _fold(sentence.text, _lists(sentence.text, found), list(sentence.stages), list(sentence.instruments))


__all__ = ["SIGN", "WORD", "Folded", "Mention", "read", "refold"]
