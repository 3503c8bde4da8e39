"""The words by which export measures are told (what they are, what is done to them, in what mood), and the phrase that
they make.

All of them are rows of the seed `frame_words`: `measure` (nouns), `measure_verb` (verbs that act on exports),
`measure_act` and `measure_act_noun` (what happens to a measure), `trade` (what crosses the border).
"""

from dataclasses import dataclass, field
from functools import cache

from critmin.claims.frame_words import Word, closed, inflected
from critmin.vocabulary import seed


@dataclass(frozen=True)
class Sense:
    """What a word tells: a measure, what is done to one, or the kind of trade."""

    means: str
    lemma: str


@dataclass
class Phrase:
    """A telling of an export measure: words `left` to `right`, hanging on the word `head`."""

    kind: str
    head: int
    is_noun: bool
    left: int
    right: int = 0
    trade: str = ""  # export | import, where a word says so
    determiner: str = ""
    owner: Word | None = None
    by: list[Word] = field(default_factory=list)
    origin: list[Word] = field(default_factory=list)
    targets: list[Word] = field(default_factory=list)
    goods: list[Word] = field(default_factory=list)
    cues: list[str] = field(default_factory=list)  # participles before its noun: "planned", "proposed"
    acts: list[int] = field(default_factory=list)  # words of participles and verbs that act on it
    tonnes: bool = False
    is_goods_before: bool = False
    is_flat: bool = False  # its verb is denied in itself: "will not approve exports"
    is_borne: bool = False  # its subject bears it, and does not set it: "miners will pay"
    is_of_ore: bool = False  # "the ore ban"
    is_weak: bool = False  # "supplies", "sales": exports only where goods stand with them


def share(first: Phrase, second: Phrase) -> None:
    """What stands before or after two joined nouns belongs to both: "its curbs and quotas on tin exports"."""
    for one, other in ((first, second), (second, first)):
        for name in ("trade", "determiner", "owner", "by", "origin", "targets", "goods"):
            if not getattr(one, name):
                value = getattr(other, name)
                setattr(one, name, list(value) if isinstance(value, list) else value)


@cache
def senses(part: str) -> dict[str, Sense]:
    """Each form of the words of a part with what it tells."""
    table: dict[str, Sense] = {}
    is_verb = part in ("measure_verb", "measure_act")
    for row in seed("frame_words"):
        if row["part"] != part:
            continue
        word = row["word"]
        forms = inflected(word) if is_verb else {word, word + "s"} | ({word[:-1] + "ies"} if word[-1] == "y" else set())
        for form in forms | (set(row["forms"].split("|")) if row["forms"] else set()):
            table.setdefault(form, Sense(row["frame"], word))
    return table


@dataclass(frozen=True)
class Turn:
    """A turn of several words that acts on exports, with how many words it has."""

    means: str
    length: int


@cache
def _turns() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First word → the turns that begin with it: (their words, what they tell)."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in seed("frame_words"):
        if row["part"] == "measure_turn":
            for form in (row["word"], *(row["forms"] or "").split("|")):
                if form:
                    table.setdefault(form.split()[0], []).append((tuple(form.split()), row["frame"]))
    return table


def turn_at(words: list[Word], k: int) -> Turn | None:
    """The turn that begins at word `k`: "puts an end to", "does away with"."""
    for turn, means in _turns().get(words[k].low, ()):
        if tuple(w.low for w in words[k : k + len(turn)]) == turn:
            return Turn(means, len(turn))
    return None


STEMS = (
    "ban", "embargo", "moratori", "prohibit", "halt", "freez", "froz", "froze", "stop", "suspen", "control", "curb",
    "restrict", "limit", "clampdown", "licen", "permit", "approval", "quota", " cap", "ceiling", "tax", "dut", "lev",
    "royalt", "bar", "block", "withh", "cut", "off", "tight", "throttl", "squeez", "curt", "chok", "forbid", "forbade",
    "outlaw", "allow", "longer", "ship", "entitled", "approv", "not be ", "cannot", "added", "adds", "adding", "ceas",
    "constrain", "restrain", "end", "leave", " cross", " let", "abroad", "away", "apply", "pay", "attract", "charg",
    "permission", "consent", "authori", "clearance", "list", "illegal", "unlawful", "crime", "offence", "monitor",
    "regist", "regul", "xport rule", "xport regime", "vet", "only", "out of", "sold", "sell", "screen",
)  # fmt: skip
BUYERS = closed("buyer_word")
USERS = closed("goods_user")
NOT_GOVERNMENTS = closed("no_government")
ONLOOKERS = closed("onlooker")
FEARS = closed("fear")
WISHES = closed("wish")
PLANS = closed("plan_word")
TAKEN = closed("taken")
PONDERS = closed("ponder")
THREATENS = closed("threaten_word")
REFUSES = closed("refuse")
MAY = closed("may_word")
GENERIC = closed("no_state")
WILL = closed("will_word")
WHEN_STARTS = closed("start_word")
MADE = frozenset(["produced", "made", "mined", "refined", "processed", "smelted", "enriched", "grown", "manufactured",
                   "originated", "extracted", "converted"])  # fmt: skip
AIMS = frozenset(["targeted", "targets", "target", "targeting", "aimed", "hit", "hits", "singled"])
CROSSED = {"exported": "export", "shipped": "export", "imported": "import", "bought": "import", "purchased": "import"}


def is_verbal(words: list[Word], k: int) -> bool:
    """Whether a word that may be noun or verb stands as a verb: "China curbs exports", "to ban", "which halts"."""
    low = words[k].low
    before = words[k - 1] if k else None
    after = words[k + 1] if k + 1 < len(words) else None
    if low.endswith("ed") or low in ("froze", "frozen"):
        return True
    if before is None:
        return False
    while before.tag == "v" and k > 1:
        k -= 1
        before = words[k - 1]
    if before.low == "to" and k > 1 and words[k - 2].low == "subject":
        return False
    if before.low == "to":
        return not low.endswith("s")
    if before.tag in "abnr" and before.low not in ("no", "without", "having"):
        return before.tag != "b"
    if before.tag in "dsJMPRU#" or before.low in senses("trade") or before.low in ("no", "ore", "concentrate", "-"):
        return False
    if after is None or after.tag in "ipr&abc":
        return False
    if before.tag == "x":
        return after.tag in "dCMPG#" or after.low in senses("trade")  # "miners halt shipments", not "general licences"
    return before.tag in "C&p"


def aimed_at(words: list[Word], j: int) -> int | None:
    """The country of "that specifically targeted Peru"."""
    k = j
    while k < len(words) and k - j < 4 and words[k].tag in "abv":
        k += 1
    if _low(words, k) not in AIMS:
        return None
    k += 1 + (_low(words, k + 1) in ("the", "at", "out"))
    return k if k < len(words) and words[k].tag == "C" and words[k].number >= 0 else None


def crosses(words: list[Word], j: int) -> int | None:
    """The verb of "that can still be imported": which way the goods of a quota go."""
    k = j
    while k < len(words) and k - j < 5 and words[k].tag in "abv":
        k += 1
    return k if _low(words, k) in CROSSED else None


def made_in(words: list[Word], j: int) -> int | None:
    """The country of "that is mined in Peru": where goods come from."""
    k = j
    while k < len(words) and words[k].tag in "abv":
        k += 1
    if _low(words, k) not in MADE or _low(words, k + 1) not in ("in", "by"):
        return None
    k += 2 + (_low(words, k + 2) == "the")
    return k if k < len(words) and words[k].tag == "C" and words[k].number >= 0 else None


def _low(words: list[Word], j: int) -> str:
    return words[j].low if 0 <= j < len(words) else ""
