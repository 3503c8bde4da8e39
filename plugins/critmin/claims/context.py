"""What a reader remembers of a document while reading on: its sentences, its subjects, its topic."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property

from critmin.claims import regex as re
from critmin.claims.asides import without_asides
from critmin.claims.claim import Document, Quote
from critmin.claims.frames import Frame, frames
from critmin.claims.lexicon import MOST_WORDS
from critmin.claims.mentions import Folded, Mention, read
from critmin.claims.names import firms_of, short_names
from critmin.claims.open_names import firms_by_role
from critmin.claims.patterns import signs
from critmin.claims.sentences import Page, Sentence, split
from critmin.vocabulary import seed

MOST_READ = 300  # lines and sentences of one document kept as read
_PREPOSITION = re.compile(
    r"\b(?:of|to|from|in|on|with|by|for|against|between|than|outside|non-?|over|at|into)\s?(?:the\s)?$", re.IGNORECASE
)
_LEAD_IN_FIRM = re.compile(r"(‹G\d+›)(?:\s\([^()]{0,30}\))?(?:,?\s(?:Inc|LLC|Ltd|Corp|PLC|plc))?\.?\s?[-:]\s")


@dataclass(frozen=True)
class Left:
    """A candidate that a rule looked at and left, for `critmin explain`: which rule dropped what, and why."""

    sentence: int
    candidate: str  # agreement | trade_measure | dependency | checkable
    rule: str  # modality, boilerplate, missing_party, no_matter ...
    why: str  # one plain sentence for a person


@dataclass
class Context:
    """A document being read. Folding a sentence is done once, when a rule first asks for it."""

    document: Document
    page: Page
    words: frozenset[str]
    aliases: dict[str, str] = field(default_factory=dict)
    firms: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    left: list[Left] | None = None  # None: nobody asks, and `leave` costs a comparison
    _folded: dict[int, Folded] = field(default_factory=dict)
    _read: dict[str, Folded] = field(default_factory=dict)
    _lower: dict[int, list[str]] = field(default_factory=dict)
    _depth: int = 0  # how far back "it" may mean what "it" meant before

    @classmethod
    def of(cls, document: Document, left: list[Left] | None = None) -> "Context":
        """Split a document for reading; what rules leave is added to `left`, if it is given."""
        re.learn()
        text = document.text
        parts = re.chunks(text)
        short = short_names(text)
        firms = {first: names for first, names in firms_by_role(text, parts).items() if first not in short}
        return cls(document, split(text), _words_of(text), {**firms_of(text, parts), **short}, firms, left)

    def leave(self, i: int, candidate: str, rule: str, why: str) -> None:
        """Note that a rule left a candidate in sentence `i`; `return context.leave(...)` reads as `return None`."""
        if self.left is not None:
            self.left.append(Left(i, candidate, rule, why))

    @property
    def unresolved(self) -> "Context":
        """The document before its parties were resolved (`coreference.resolve`): itself, where nobody did."""
        return self

    @property
    def published_on(self) -> date | None:
        return self.document.published_on

    def __len__(self) -> int:
        return len(self.page.sentences)

    def sentence(self, i: int) -> Sentence:
        return self.page.sentences[i]

    def folded(self, i: int) -> Folded:
        if i not in self._folded:
            if len(self._folded) > MOST_READ:
                self._folded.clear()
            self._folded[i] = without_asides(self.read(self.page.sentences[i].text))
        return self._folded[i]

    def read(self, text: str) -> Folded:
        """The mentions of words of the document that are no sentence: a line, a heading. Read once."""
        if len(self._read) > MOST_READ:
            self._read.clear()
        if text not in self._read:
            self._read[text] = read(text, self.published_on, self.words, self.aliases, self.firms)
        return self._read[text]

    def frames(self, i: int) -> list[Frame]:
        """The frames of a sentence: who does what to whom."""
        return frames(self.folded(i))

    def speaks_of(self, i: int, stems: tuple[str, ...]) -> bool:
        """Whether a sentence holds one of the stems (lower case): cheaper than any rule, so asked first."""
        if i not in self._lower:
            if len(self._lower) > MOST_READ:
                self._lower.clear()
            self._lower[i] = self.page.sentences[i].text.lower().split()
        words = self._lower[i]
        if id(stems) not in _STEMS:
            _STEMS[id(stems)] = _stems(stems)
        by_word, of_several, pattern = _STEMS[id(stems)]
        if not re.asked(self.page.sentences[i].text, pattern):
            return False
        if any(map(by_word.__getitem__, words)):
            return True
        text = f" {' '.join(words)} " if of_several else ""
        return any(stem in text for stem in of_several)

    def quote(self, i: int) -> Quote:
        s = self.page.sentences[i]
        return Quote(self.document.text[s.start : s.end], s.start, s.end)

    # -- who and what is meant -----------------------------------------------------------------------------------

    def subject(self, i: int, before: int | None = None, sign: str = "C") -> Mention | None:
        """The country (or organisation) that a sentence is about: the nearest one before a place that no preposition
        governs, else the first; then those of the sentences before it."""
        folded = self.folded(i)
        found = [m for m in signs(folded.folded, sign, 0, before) if _is_definite(folded[m.group()])]
        free = [m for m in found if not _PREPOSITION.search(folded.folded[max(0, m.start() - 16) : m.start()])]
        if free or found:
            return folded[(free or found)[-1 if free else 0].group()]
        return self.subject_before(i, sign)

    def subject_before(self, i: int, sign: str = "C", reach: int = 3) -> Mention | None:
        for j in range(i - 1, max(-1, i - 1 - reach), -1):
            folded = self.folded(j)
            opening = folded.mentions[0] if folded.mentions else None
            if (
                opening
                and opening.detail == "anaphor"
                and not opening.values
                and opening.sign in sign
                and opening.start < 12
                and self._depth < 4
            ):
                self._depth += 1
                values = self.values(j, opening)
                self._depth -= 1
                return replace(opening, values=values) if values else None
            found = [m for m in signs(folded.folded, sign) if folded[m.group()].values]
            free = [m for m in found if self._is_free(folded, m)]
            if free or found:
                return folded[(free or found)[0].group()]
        return None

    @staticmethod
    def _is_free(folded: Folded, m: re.Match) -> bool:
        """Whether no preposition governs a sign and it owns nothing: it may be a subject."""
        if re.match(r"'s?\s(?:(?:[\w-]+\s){0,3}‹[CG]|[\w-]+,)", folded.folded[m.end() :]):
            return False  # "Peru's Buenaventura", "Arcadia, Tarvo's rival,"
        return not _PREPOSITION.search(folded.folded[max(0, m.start() - 16) : m.start()])

    def pair_before(self, i: int) -> tuple[str, ...]:
        """The two (or more) parties that "both countries" means: the last list of countries, else the last two."""
        seen: list[str] = []
        for j in range(i, max(-1, i - 6), -1):
            for m in reversed(self.folded(j).of("C")):
                if len(m.values) == 2:
                    return m.values
                for value in m.values:
                    if value not in seen:
                        seen.append(value)
            if len(seen) >= 2:
                return tuple(seen[:2])
        return ()

    def values(self, i: int, mention: Mention, place: int | None = None) -> tuple[str, ...]:
        """The codes of a mention; an anaphor ("the bloc", "both countries") takes those of what it stands for."""
        if mention.detail == "pair":
            return self.pair_before(i)
        if mention.detail == "anaphor" and not mention.values:
            return self._antecedent(i, mention)
        return mention.values

    def _antecedent(self, i: int, mention: Mention) -> tuple[str, ...]:
        word = self.sentence(i).text[mention.start : mention.end].lower()
        folded = self.folded(i)
        if (continent := _continent_in(word)) and (found := self._named_before(i, mention, continent)):
            return found
        if mention.sign == "G":
            if lead := _LEAD_IN_FIRM.match(folded.folded):
                return folded[lead.group(1)].values[:1]
            firm = self.subject_before(i, "G", 4)
            return firm.values[:1] if firm else ()
        if word in ("it", "they", "he", "she"):
            place = folded.places[folded.mentions.index(mention)] if mention in folded.mentions else 0
            own = [
                m for m in signs(folded.folded, "CG", 0, place) if folded[m.group()].values and self._is_free(folded, m)
            ]
            if own and folded[own[-1].group()].detail != "demonym":
                return folded[own[-1].group()].values
            before = self.subject_before(i, "CG" if word in ("it", "they") else "C")
            return before.values if before else ()
        if ("president" in word or "administration" in word) and (leader := self.leader_before(i)):
            return leader
        if "bloc" not in word and (section := self.section_country(i)):
            return section
        if word.startswith(("that ", "this ")) or "mainland" in word:
            return self._pointed_at(i, mention, word)
        if "bloc" not in word:
            place = folded.places[folded.mentions.index(mention)] if mention in folded.mentions else 0
            own = [
                m for m in signs(folded.folded, "C", 0, place) if folded[m.group()].values and self._is_free(folded, m)
            ]
            own = [
                folded[m.group()]
                for m in own
                if len(folded[m.group()].values) == 1 and folded[m.group()].detail != "demonym"
            ]
            if own:
                return own[-1].values
            before = self.subject_before(i, "C")
            if before and len(before.values) == 1 and not set(before.values) & _blocs():
                return before.values
        for j in range(i, max(-1, i - 4), -1):
            for m in reversed(self.folded(j).of("C")):
                if (j == i and m.start >= mention.start) or not m.values:
                    continue
                if "bloc" in word and not set(m.values) & _blocs():
                    continue
                if len(m.values) == 1 and ("bloc" in word or not set(m.values) & _blocs()):
                    return m.values
        return () if "bloc" in word else self.home

    def _pointed_at(self, i: int, mention: Mention, word: str) -> tuple[str, ...]:
        """Whom "that country" points at: the one named last before the sentence that is not in it; the mainland is
        China's wherever China is spoken of."""
        here = {v for m in self.folded(i).of("C") for v in m.values}
        for j in range(i - 1, max(-1, i - 5), -1):
            for m in reversed(self.folded(j).of("C")):
                if len(m.values) == 1 and m.values[0] not in here and ("mainland" not in word or m.values == ("CHN",)):
                    return m.values
        return ()

    def _named_before(self, i: int, mention: Mention, continent: str) -> tuple[str, ...]:
        """The country of a continent named last before: "the Asian country" beside Zambia and Laos is Laos."""
        for j in range(i, max(-1, i - 4), -1):
            for m in reversed(self.folded(j).of("C")):
                if (j < i or m.start < mention.start) and len(m.values) == 1 and m.values[0] in _places(continent):
                    return m.values
        return ()

    def leader_before(self, i: int) -> tuple[str, ...]:
        """The country of the leader named last in the six sentences before."""
        for j in range(i - 1, max(-1, i - 7), -1):
            for m in reversed(self.folded(j).of("C")):
                if m.detail == "leader" and len(m.values) == 1:
                    return m.values
        return ()

    def section_country(self, i: int) -> tuple[str, ...]:
        """The one country that the heading or the lead-in of a sentence names."""
        sentence = self.sentence(i)
        for words in (sentence.lead_in, sentence.section):
            if words and len(words) < 60:
                found = {
                    m.values
                    for m in read(words.title() if words.isupper() else words, None, self.words).of("C")
                    if len(m.values) == 1
                }
                if len(found) == 1:
                    return found.pop()
        return ()

    @cached_property
    def home(self) -> tuple[str, ...]:
        """The country that a document is about: named in most of its first mentions of countries; () without one."""
        counts: Counter = Counter()
        for i in range(min(len(self), 30)):
            counts.update(
                m.values for m in self.folded(i).of("C") if len(m.values) == 1 and not set(m.values) & _blocs()
            )
        top = counts.most_common(1)
        return top[0][0] if top and 2 * top[0][1] > counts.total() else ()

    @cached_property
    def main_firm(self) -> str | None:
        """The firm that a document is about: the one named most in its first sentences, at least twice."""
        counts: Counter = Counter()
        for i in range(min(len(self), 20)):
            counts.update(v for m in self.folded(i).of("G") for v in m.values[:1] if v)
        top = counts.most_common(1)
        return top[0][0] if top and top[0][1] >= 2 else None

    @cached_property
    def topic(self) -> tuple[str, ...]:
        """The mineral that the document is most about, by mentions; () when it names none."""
        counts: Counter = Counter()
        for i in range(min(len(self), 60)):
            for m in self.folded(i).of("M"):
                counts.update(v for v in m.values if v in _minerals())
        for heading in (self.document.title or "", *self.page.headings[:2]):
            for m in read(heading.lower() if heading.isupper() else heading, None, self.words).of("M"):
                counts.update({v: 3 for v in m.values if v in _minerals()})
        if not counts:
            return ()
        top = max(counts.values())
        return (min(v for v, n in counts.items() if n == top),)

    @cached_property
    def is_topic_clear(self) -> bool:
        """Whether one mineral or group stands in the title, or at least four times in the text."""
        if not self.topic:
            return False
        title = read((self.document.title or "").lower(), None, self.words)
        if any(self.topic[0] in m.values for m in title.of("M")):
            return True
        return sum(self.topic[0] in m.values for i in range(min(len(self), 60)) for m in self.folded(i).of("M")) >= 4

    @cached_property
    def is_about_minerals(self) -> bool:
        """Whether a document speaks of minerals all along: in at least three of its sentences."""
        return sum(self._names_minerals(i) for i in range(min(len(self), 60))) >= 3

    def _names_minerals(self, i: int) -> bool:
        folded = self.folded(i)
        return any(folded.of("M")) or any("raw_minerals" in m.values for m in folded.of("P"))

    def minerals_near(self, i: int, place: int = 10**9, reach: int = 3) -> tuple[str, ...]:
        """The minerals named last before a place, in this sentence or the ones before it."""
        for j in range(i, max(-1, i - 1 - reach), -1):
            folded = self.folded(j)
            found = [folded[m.group()] for m in signs(folded.folded, "M", 0, place if j == i else None)]
            for m in reversed(found):
                if values := minerals_of(m):
                    return values
        return ()


def _is_definite(mention: Mention) -> bool:
    return bool(mention.values) or mention.detail == "anaphor"


def _words_of(text: str) -> frozenset[str]:
    """The words of three letters and more, in lower case."""
    found: set[str] = set()
    for stretch in re.stretches(text):
        found.update(*map(_PARTS.__getitem__, set(stretch.lower().split())))
    return frozenset(found)


class _Parts(dict):
    """What stands between blanks → its words of three letters and more; remembered up to a bound."""

    def __missing__(self, written: str) -> tuple[str, ...]:
        if len(self) > MOST_WORDS:
            self.clear()
        self[written] = found = tuple(re.findall(r"[^\W\d_]{3,}", written))
        return found


_PARTS = _Parts()


class _Speaks(dict):
    """Word → whether it holds one of some stems; remembered up to a bound. Blanks in a stem are the word's ends."""

    def __init__(self, stems: tuple[str, ...]):
        super().__init__()
        self.stems = stems

    def __missing__(self, word: str) -> bool:
        if len(self) > MOST_WORDS:
            self.clear()
        self[word] = holds = any(map(f" {word} ".__contains__, self.stems))
        return holds


_STEMS: dict[int, tuple] = {}  # by `id`: hashing long tuples takes time


def _stems(stems: tuple[str, ...]) -> tuple[_Speaks, tuple[str, ...], tuple[tuple]]:
    """The stems that stand within a word, those of several words, and all as one pattern (with the stems themselves,
    so that their `id` stays their own)."""
    pattern = re.compile("|".join(map(re.escape, stems)), re.IGNORECASE)
    pattern.search(re.Line(""))  # a pattern is known once it was asked
    of_several = tuple(stem for stem in stems if " " in stem.strip(" "))
    return _Speaks(tuple(stem for stem in stems if stem not in of_several)), of_several, ((pattern, stems),)


@cache
def _blocs() -> frozenset[str]:
    return frozenset(row["iso3"] for row in seed("countries") if row["kind"] == "bloc")


@cache
def _places(continent: str) -> frozenset[str]:
    return frozenset(row["iso3"] for row in seed("countries") if row["continent"] == continent)


def _continent_in(word: str) -> str | None:
    """The continent of "the West African nation"; None for "the country"."""
    ends = {"african": "africa", "asian": "asia", "south american": "south_america", "european": "europe"}
    ends |= {"andean": "south_america", "north american": "north_america", "nordic": "europe"}
    return next((continent for name, continent in ends.items() if name in word), None)


@cache
def _minerals() -> frozenset[str]:
    return frozenset(row["mineral"] for row in seed("minerals"))


@cache
def groups_of(mineral: str) -> frozenset[str]:
    """The groups that hold a mineral or a subgroup, at any depth; `critical_minerals` holds all."""
    above = {row["mineral_group"] for row in seed("mineral_groups") if row["member"] == mineral}
    return frozenset(above.union(*(groups_of(g) for g in above)) if above else ())


def minerals_of(mention: Mention) -> tuple[str, ...]:
    """The minerals of a mention without products; a subgroup beside its own group is left out."""
    values = [v for v in mention.values if v in _minerals()]
    return fold_groups(values)


def fold_groups(values) -> tuple[str, ...]:
    """Minerals without the subgroups of a group that is there too (singles named beside a group stay)."""
    values = list(dict.fromkeys(values))
    groups = {"light_rare_earths", "heavy_rare_earths", "medium_heavy_rare_earths"}
    return tuple(v for v in values if not (v in groups and "rare_earths" in values))
