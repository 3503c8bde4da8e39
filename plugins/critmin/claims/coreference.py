"""Who is meant: sentences in which a firm stands once, and what refers to a party stands for that party.

`Resolved` reads a document like `Context`, but its folded sentences are simpler. A description belongs to its firm:
"the leading Austria-based graphite processor Kalt GmbH (ASX: KLT)" is one sign, and so is "Kalt, a Swiss trader,".
What refers takes the value of what it refers to: "the Swedish miner", "the lender", "both companies", "the two sides",
"we" in a firm's own release. Nothing is guessed: where two firms are as likely, nobody is meant.
"""

from dataclasses import dataclass, field, replace
from functools import cache, cached_property

from critmin.claims import regex as re
from critmin.claims.agreement_candidates import is_site
from critmin.claims.agreement_sides import agencies, homes_of
from critmin.claims.context import Context
from critmin.claims.frame_words import closed, verbs
from critmin.claims.frames import Frame, frames
from critmin.claims.lexicon import alternatives, cues
from critmin.claims.mentions import Folded, Mention, refold
from critmin.claims.mentions import read as mentions_of

_REACH = 5  # sentences back that a firm may stand
_WORDS_BEFORE = re.compile(
    r"(?:(?:‹[CMPX]\d+›|[A-Za-z][\w.&-]*)(?:'s?|-[a-z]+)?,?\s){1,8}$"  # what may describe a firm, up to the firm
)
_TICKER = re.compile(
    r"(?:\s\((?:[A-Z]{2,8}(?:-[A-Z])?\s?:|NYSE|NASDAQ|Nasdaq|ASX|TSX|[A-Z]{2,6}\)|\"|the \"|or the)[^()]{0,70}\)?)+"
)
_APPOSITION = re.compile(
    r"(?:\s\([^()]{0,60}\))?,\s"
    r"(?P<what>(?:an?|the|one of the|one of|‹C\d+›'s)\s[^,;()‹›]{0,60}(?:‹[CMPX]\d+›[^,;()‹›]{0,50}){0,3}),(?=\s)"
)


@dataclass(frozen=True)
class _Known:
    """What a document says of a firm: what kind it is and where it is from."""

    kinds: set[str] = field(default_factory=set)
    homes: set[str] = field(default_factory=set)


class Resolved(Context):
    """A document whose folded sentences are told with their parties resolved; made by `resolve`."""

    plain: Context
    _short: dict[int, Folded]
    _headings: dict[str, tuple[str, ...]]
    _settled: set[int]  # sentences that were asked for: those before them are resolved too

    @property
    def unresolved(self) -> Context:
        return self.plain

    def folded(self, i: int) -> Folded:
        if i not in self._settled:
            for j in range(max(0, i - _REACH), i + 1):
                if j not in self._folded:
                    self._folded[j] = self._resolve(j)
            self._settled.add(i)
        return self._folded[i]

    def _so_far(self, j: int) -> Folded:
        """A sentence as far as it has been read: resolved, or with its descriptions only."""
        return self._folded.get(j) or self._described(j)

    def _described(self, i: int) -> Folded:
        if i not in self._short:
            self._short[i] = described(self.plain.folded(i))
        return self._short[i]

    def frames(self, i: int) -> list[Frame]:
        return frames(self.folded(i))

    # -- one sentence ---------------------------------------------------------------------------------------------

    def _resolve(self, i: int) -> Folded:
        folded = self._described(i)
        found = list(folded.mentions)
        text = folded.text
        if "enture" in text:
            for m in _VENTURE_NAME.finditer(folded.folded):
                n = int(m[m.lastgroup][2:-1])
                found[n] = replace(folded.mentions[n], sign="X", values=(), detail="venture")
        for pattern, who in ((_WE, self._speaker(i, text)), (_THE_COMPANY, self.titled_firm)):
            for m in pattern.finditer(text) if who else ():
                if not any(x.start < m.end("who") and x.end > m.start("who") and x.values for x in found):
                    found = [x for x in found if x.start != m.start("who")]
                    found.append(Mention(*m.span("who"), "G", (who,), "anaphor"))
        taken = [(m.start, m.end) for m in found if m.sign in "CG" and (m.values or m.sign == "G")]
        for m in _anaphor().finditer(text):
            if any(a <= m.start() < b and a < m.start() for a, b in taken):
                continue
            start, end = m.start("what"), m.end()
            inside = [x for x in found if x.start < end and x.end > start]
            if any(x.sign in "GURD" and x.values for x in inside) or re.match(r"\s(?:of|in)\s", text[end : end + 4]):
                continue
            homes = {v for x in inside if x.sign == "C" for v in x.values}
            is_governed = bool(_GOVERNED.search(text[:start]))
            values = self._firm(i, -start if is_governed else start, _kind_of(m["role"]), homes)
            if values:
                found = [x for x in found if x not in inside]
                found.append(Mention(start, end, "G", values, "anaphor"))
        for m in _PAIR.finditer(text):
            inside = [x for x in found if x.start < m.end() and x.end > m.start()]
            if any(x.values for x in inside):
                continue
            values = self._pair(i, m.start(), (m["noun"] or "").lower())
            if values:
                found = [x for x in found if x not in inside]
                found.append(Mention(m.start(), m.end(), "G" if values[0].startswith("org:") else "C", values, "both"))
        found.sort(key=lambda m: m.start)
        return folded if found == list(folded.mentions) else refold(folded, found)

    def _firm(self, i: int, place: int, kind: str, homes: set[str]) -> tuple[str, ...]:
        """The firm that "the Swedish miner" or "the company" means in sentence `i`; () where none or several fit."""
        scores: dict[str, float] = {}
        lead = _LEAD_IN.match(self._described(i).folded)
        if lead and (values := self._described(i)[lead.group(1)].values):
            return values[:1]
        for j in range(i, max(-1, i - 1 - _REACH), -1):
            folded = self._so_far(j)
            firms = [m for m in folded.of("G") if m.values and (j < i or m.end <= abs(place))]
            for n, m in enumerate(firms):
                for value in m.values:
                    fit = self._fit(value, kind, homes)
                    if fit is None or (j == i and place <= 0 and fit < 3):
                        continue
                    score = 6 - 1.5 * (i - j) + fit + (1.5 if n == 0 and m.start < 60 else 0) - (len(m.values) > 1)
                    scores[value] = max(scores.get(value, -9.0), score)
        if not scores:
            own = self.own_firm
            return (own,) if own and self._fit(own, kind, homes) is not None else ()
        ranked = sorted(scores.items(), key=lambda s: -s[1])
        if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < 0.5 and not _alike(ranked[0][0], ranked[1][0]):
            own = self.own_firm
            return (own,) if own in (ranked[0][0], ranked[1][0]) else ()
        return (ranked[0][0],) if ranked[0][1] > 0 else ()

    def _fit(self, firm: str, kind: str, homes: set[str]) -> float | None:
        """How well a firm fits a description; None where the document says otherwise."""
        if firm in agencies() or is_site(self.document.text, firm[4:]):
            return 3.0 if kind == "bank" and firm in agencies() else None
        known = self._known.get(firm, _Known())
        kinds, fit = known.kinds | _kinds_in_name(firm), 0.0
        if kind != "firm" and kinds - {"firm"}:
            if kind not in kinds:
                return None
            fit += 3
        if homes:
            is_home = bool(homes & {*known.homes, homes_of().get(firm)})
            if known.homes and not is_home:
                return None
            fit += 3 if is_home else 0
        return fit

    def _pair(self, i: int, place: int, noun: str) -> tuple[str, ...]:
        """The two parties that "both companies" or "the two sides" means: those named last, where they are just two."""
        firms_only = noun in ("companies", "firms", "miners", "businesses", "producers", "carmakers")
        states_only = noun in ("countries", "governments", "nations", "leaders", "ministers", "capitals")
        seen: list[str] = []
        for j in range(i, max(-1, i - 5), -1):
            folded = self._so_far(j)
            here: list[str] = []
            for m in folded.mentions:
                if m.sign not in "CG" or (j == i and m.end > place) or (m.sign == "C" and firms_only):
                    continue
                if (m.sign == "G" and states_only) or (m.sign == "C" and folded.text[m.end : m.end + 1] == "-"):
                    continue
                here += [v for v in m.values if v and v != "WLD"]
            new = [v for v in dict.fromkeys(here) if not any(_alike(v, s) for s in seen)]
            firms = [v for v in new if v.startswith("org:")]
            if not seen and len(firms) == 2 and not states_only:
                return tuple(firms)
            seen += new
            if len(seen) >= 2:
                break
        return tuple(seen) if len(seen) == 2 else ()

    def _speaker(self, i: int, text: str) -> str | None:
        """The firm that "we" stands for: of the one who is quoted, else whose release it is."""
        if not _WE.search(text) or re.search(r"\bjoint\b", (self.document.title or "").lower()):
            return None
        for j in (i, i + 1, i - 1):
            if 0 <= j < len(self) and _SAID.search(self.sentence(j).text):
                firms = [m for m in self.plain.folded(j).of("G") if m.values and len(m.values) == 1]
                if len(firms) == 1:
                    return firms[0].values[0]
        return self.own_firm

    def firm_here(self, i: int) -> str | None:
        """The firm that a sentence without a subject tells of: that of its lead-in or section, else of the release."""
        return self.party_here(i) or self.own_firm

    def is_item(self, i: int) -> bool:
        """Whether a sentence is an item of a list."""
        start = self.sentence(i).start
        return bool(_BULLET.search(self.document.text, max(0, start - 80), start))

    def party_here(self, i: int) -> str | None:
        """The one party that the lead-in or the heading over a bullet names: whose list it is."""
        sentence = self.sentence(i)
        if not (sentence.lead_in or self.is_item(i)):
            return None
        for words in (sentence.lead_in, sentence.section):
            if words and len(words) < 90 and (values := self._headed(words)):
                return values[0] if len(values) == 1 else None
        return None

    def _headed(self, words: str) -> tuple[str, ...]:
        """The firms that a heading names."""
        if words not in self._headings:
            found = [m for m in mentions_of(words, None, self.words, self.aliases, self.firms).of("G") if m.start < 12]
            many, whole = self.document.text.count, len(words)
            named = [v for m in found for v in m.values if m.detail != "found" or m.end == whole or many(v[4:]) > 1]
            self._headings[words] = tuple(dict.fromkeys(named))
        return self._headings[words]

    # -- the document ---------------------------------------------------------------------------------------------

    @cached_property
    def own_firm(self) -> str | None:
        """The firm whose news a document is: it stands in the title and in the opening, or is named most."""
        return self.titled_firm or self.plain.main_firm

    @cached_property
    def titled_firm(self) -> str | None:
        """The firm that stands in a document's title and in its opening."""
        titled = {v for m in mentions_of(self.document.title or "", None, self.words, self.aliases, self.firms).of("G")
                  for v in m.values}  # fmt: skip
        opening = [v for i in range(min(2, len(self))) for m in self.plain.folded(i).of("G") for v in m.values]
        both = [v for v in opening if any(_alike(v, t) for t in titled)]
        return both[0] if both else None

    @cached_property
    def _known(self) -> dict[str, _Known]:
        """What the first sentences say of each firm: its kind and its home."""
        table: dict[str, _Known] = {}
        for i in range(min(len(self), 40)):
            folded = self.plain.folded(i)
            for m in folded.of("G"):
                if len(m.values) != 1:
                    continue
                n = folded.mentions.index(m)
                left = _before(folded, n)
                right = _APPOSITION.match(folded.folded, folded.places[n] + len(f"‹G{n}›"))
                said = (left or "") + " " + (right["what"] if right else "")
                known = table.setdefault(m.values[0], _Known())
                known.kinds.update(_kind_of(w) for w in re.findall(r"[\w-]+", said.lower()) if w in _roles())
                for sign in re.findall(r"‹C\d+›", said):
                    known.homes.update(folded[sign].values[:1])
        return table


def resolve(context: Context) -> Resolved:
    """The same document with its parties resolved, sentence by sentence when a rule asks."""
    view = Resolved(context.document, context.page, context.words, context.aliases, context.firms, context.left)
    view.plain = context
    view._short = {}
    view._headings = {}
    view._settled = set()
    return view


# -- descriptions -------------------------------------------------------------------------------------------------


def described(folded: Folded) -> Folded:
    """The sentence with each firm's description, ticker and apposition taken into the firm's own sign."""
    out = list(folded.mentions)
    gone: set[int] = set()
    for n, m in enumerate(folded.mentions):
        if m.sign != "G" or (m.detail == "anaphor" and not m.values):
            continue
        start, end = m.start, m.end
        if left := _before(folded, n):
            start = _text_place(folded, folded.places[n] - len(left))
        after = folded.places[n] + len(f"‹G{n}›")
        if short := re.compile(r"\s\(‹G\d+›\)").match(folded.folded, after):  # "Khal Mining (KML)"
            after = short.end()
            end = _text_place(folded, after)
        if ticker := _TICKER.match(folded.folded, after):
            after = ticker.end()
            end = _text_place(folded, after)
        if (right := _APPOSITION.match(folded.folded, after)) and _has_role(right["what"]):
            end = _text_place(folded, right.end())
        if (start, end) == (m.start, m.end):
            continue
        covered = [k for k, x in enumerate(folded.mentions) if k != n and x.start < end and x.end > start]
        others = [
            folded.mentions[k] for k in covered if folded.mentions[k].sign in "GURD" and folded.mentions[k].values
        ]
        if any(x.sign != "G" or folded.text[m.end : x.start] != " (" for x in others):
            continue
        gone.update(covered)
        out[n] = replace(m, start=start, end=end)
    if not gone and out == list(folded.mentions):
        return folded
    return refold(folded, [m for n, m in enumerate(out) if n not in gone])


def _before(folded: Folded, n: int) -> str | None:
    """The words right before a firm that describe it, as they stand in the folded sentence; None without any."""
    head = folded.folded[max(0, folded.places[n] - 110) : folded.places[n]]
    m = _WORDS_BEFORE.search(head)
    if not m:
        return None
    words = re.findall(r"\S+\s", m.group())
    taken: list[str] = []
    for word in reversed(words):
        bare = word.strip().rstrip(",").lower()
        if (not taken and word.strip().endswith(",")) or not _describes(bare, word, folded):
            break
        taken.insert(0, word)
    while taken and (taken[0] in ("and ", "& ") or not (taken[0][0] == "‹" or taken[0][0].isalpha())):
        taken.pop(0)
    said = "".join(taken)
    return said if said and _is_description(folded, taken) else None


def _describes(bare: str, word: str, folded: Folded) -> bool:
    if bare.startswith("‹"):
        mention = folded[re.match(r"‹\w+›", bare.upper()).group()]
        return mention.sign != "C" or len(mention.values) == 1
    if word[0].isupper():
        return bool(re.fullmatch(r"[\w.]+-(?:based|listed|headquartered|owned|backed|registered|focused)", bare)) or (
            bare.endswith(("ish", "ese", "ian", "can")) and len(bare) > 4
        )
    if bare in ("and", "&"):
        return True
    return not (
        bare in closed("preposition") or bare in closed("determiner") or bare in closed("auxiliary")
        or bare in closed("be") or bare in closed("link") or bare in closed("relative") or bare in closed("negation")
        or bare in _NO_WORDS or (bare in verbs() and bare not in _roles())
    )  # fmt: skip


_NO_WORDS = frozenset(["and", "or", "by", "that", "which", "who", "as", "via", "also", "both", "including", "between"])


def _is_description(folded: Folded, taken: list[str]) -> bool:
    """Whether words before a firm are its description: they end in its role, or tell only where it is from."""
    last = taken[-1].strip().rstrip(",").lower()
    if _has_role(last):
        return True
    places = [w for w in taken if _OF_A_PLACE.search(w)]
    if not places:
        return False
    first = taken[0].strip()
    rest = [w.strip().lower() for w in taken if w not in places]
    if all(w in _ADJECTIVES or w.startswith("‹") for w in rest):
        sign = re.match(r"‹C\d+›", first)
        if sign and first == sign.group():  # "Chinese Ganfeng", not "in China Ganfeng"
            return folded[first].detail == "demonym"
        return True
    return bool(re.search(r"-(?:based|listed|headquartered)\b", " ".join(places)))


_OF_A_PLACE = re.compile(r"^‹C|-(?:based|listed|headquartered|backed|owned|registered)\b")
_ADJECTIVES = frozenset(
    ["state-owned", "state-run", "state-controlled", "state", "privately-owned", "private", "listed", "leading",
     "giant", "top", "own", "largest", "national", "major", "fellow", "-owned", "-based", "privately-held"]
)  # fmt: skip


@cache
def _roles() -> dict[str, str]:
    """Each noun for a firm with its kind: mine, car, battery, bank, trader, or firm for any."""
    return {role: kind.removesuffix("*") for role, kind in cues("firm_role").items()}


def _kind_of(role: str) -> str:
    return _roles().get(role.lower(), "firm")


def _has_role(words: str) -> bool:
    return any(w.rstrip(",.") in _roles() for w in words.lower().split())


_NAME_KINDS = (
    (re.compile(r"\b(?:Mining|Minerals|Resources|Metals?|Lithium|Copper|Nickel|Graphite|Earths?|Uranium)\b"), "mine"),
    (re.compile(r"\b(?:Motors?|Automotive)\b"), "car"),
    (re.compile(r"\b(?:Bank|Banque|Eximbank)\b"), "bank"),
)  # fmt: skip


def _kinds_in_name(firm: str) -> set[str]:
    return {kind for pattern, kind in _NAME_KINDS if pattern.search(firm)}


def _alike(a: str, b: str) -> bool:
    """Whether two codes are of one party, a longer and a shorter name of a firm included."""
    if a == b:
        return True
    if not (a.startswith("org:") and b.startswith("org:")):
        return False
    x, y = set(a[4:].lower().split()), set(b[4:].lower().split())
    return x <= y or y <= x


def _text_place(folded: Folded, place: int) -> int:
    """Where a place of the folded sentence lies in its text; a place inside a sign is that sign's start."""
    shift = 0
    for n, m in enumerate(folded.mentions):
        sign = len(f"‹{m.sign}{n}›")
        if folded.places[n] >= place:
            break
        if folded.places[n] + sign > place:
            return m.start
        shift += (m.end - m.start) - sign
    return place + shift


@cache
def _anaphor() -> re.Pattern:
    """ "the miner", "the Perth-based company": a noun for a firm; those marked `*` in the seed stand for others too."""
    nouns = alternatives(role for role, kind in cues("firm_role").items() if not kind.endswith("*"))
    never = (
        r"(?:of|in|to|and|for|two|three|other|first|same|largest|only|new|biggest|big|world's|country's|top|leading|"
        r"state|parent)"
    )
    word = r"(?:[a-z][\w'-]*|[A-Z][\w.]*-(?:based|listed|headquartered)|(?:[A-Z][a-z]+-)?[A-Z]\w+(?:ese|ish|an|i|ch|s))"
    return re.compile(
        rf"\b(?P<what>[Tt](?:he|his)\s(?:(?!{never}\b){word}\s){{0,3}}?(?P<role>{nouns}))\b"
        r"(?!\s[A-Z‹])(?!-)(?!'s (?:shares|stock|CEO))"
    )


_VENTURE_NAME = re.compile(  # what a venture is called is not one of those that own it
    r"\bventure(?:\sbetween\s[^;,]{1,40})?,?\s(?:\([^()]{1,20}\)\s)?(?:to be\s)?(?:called|named|known as|dubbed)\s"
    r"(?P<called>‹G\d+›)|\bventure,\s(?:the\s)?(?P<founded>‹G\d+›)(?=,\s(?:with|between)\b)"
    r"|\b(?:establish|creat|form|found|set|launch)\w*\s(?:up\s)?(?:the\s)?(?P<made>‹G\d+›),\san?\s"
    r"(?:[\w:-]+\s|‹[MRC]\d+›\s){0,4}?(?:joint[ -])?venture\b"
)
_BULLET = re.compile(r"(?:^|\n)[ \t]*(?:[-*•–‣▪·|]|\d{1,2}[.)])[ \t][^\n]{0,60}$|(?<=\|)\s*$|[:*]{1,3}\s*$")
_LEAD_IN = re.compile(r"(‹G\d+›)(?:\s\([^()]{0,30}\))?(?:,?\s(?:Inc|LLC|Ltd|Corp|PLC|plc))?\.?\s?[-:]\s")
_GOVERNED = re.compile(r"\b(?:with|in|of|to|from|for|by|into|between)\s$")  # then it is no subject before it
_PAIR = re.compile(
    r"\b(?:[Tt]he\s(?:two\s|pair of\s)|[Bb]oth(?:\sthe)?\s|[Tt]he\s(?=(?:companies|firms|partners)\b))"
    r"(?P<noun>companies|firms|miners|businesses|producers|carmakers|partners|sides|parties|countries|governments|nations|leaders|ministers|capitals)\b|\b[Tt]he\s(?P<single>pair|duo)"
    r"|\b[Tt]hey(?=\s(?:(?:have|had|also|then|later|now|jointly)\s){0,2}(?:sign(?:ed)?|agreed?|entered|set up|"
    r"formed?|established|inked|struck|concluded|teamed)\b)"
    r"|\b[Tt]he\stwo(?=\s(?:will|would|have|had|are|were|also|plan|intend|agree|sign|[a-z]+ed)\b)"
)
_THE_COMPANY = re.compile(r"\b(?P<who>[Tt]he Company)\b")  # what a release calls whose it is
_WE = re.compile(
    r"(?:^|[\"'“,.]\s?|\b(?:that|and|but|as|[Tt]oday|so|because|when|[Yy]esterday|[Nn]ow)\s)"
    r"(?P<who>[Ww]e)\s(?!the\b|need\b|must\b|should\b|think\b|believe\b)"
)
_SAID = re.compile(r"\b(?:said|says|added|commented|stated|noted)\b")
