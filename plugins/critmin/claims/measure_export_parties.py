"""Who sets an export measure that a sentence tells, and whom it hits."""

from critmin.claims import regex as re
from critmin.claims.context import Context
from critmin.claims.frame_words import Word, closed
from critmin.claims.measure_draft import Draft
from critmin.claims.measure_export_acts import Acts
from critmin.claims.measure_export_phrases import Phrase, Reader
from critmin.claims.measure_export_words import GENERIC, NOT_GOVERNMENTS, senses
from critmin.claims.measure_parties import usual_imposer
from critmin.claims.official_issuer import issuer, speaks_of_others

INWARD = frozenset(["import_ban", "import_quota"])
EXPORT_KINDS = ("export_ban", "export_control", "licensing", "export_quota", "export_tax", "import_ban", "import_quota")


_OFFICES = frozenset(
    ["government", "governments", "ministry", "president", "presidents", "authorities", "parliament", "cabinet",
     "leaders", "leader", "lawmakers", "ministers", "state"]
)  # fmt: skip
_AGAINST = closed("step_against")
_SAYS = frozenset(
    ["said", "says", "told", "warned", "added", "noted", "complained", "claimed", "claims", "accused", "alleged"]
)
_HAS = frozenset(["has", "have", "had", "maintains", "maintained", "keeps", "kept", "operates", "runs"])
_NEIGHBOURS = closed("neighbour_word")
_ANSWERS = closed("answer_noun")
_OTHER_GOODS = re.compile(
    r"\b(?:imports?|exports?|shipments?|sales?)\sof\s(?:(?:the|all|some|certain|any|foreign|fresh|cheap|various)\s)*"
    r"(?:forms of\s)?(?P<what>[a-z][a-z-]{2,})\b"
)
_ANY_GOODS = closed("any_goods")


class Parties:
    """A phrase with its sentence, the acts on it and the measures before; says who is who."""

    def __init__(self, context: Context, i: int, reader: Reader, phrase: Phrase, phrases: list[Phrase], before: list):
        self.context, self.i, self.reader, self.phrase, self.phrases = context, i, reader, phrase, phrases
        self.sentence = context.folded(i)
        self.words: list[Word] = reader.words
        self.before: list[Draft] = before
        self.acts = Acts(reader, phrase)
        self.kind = phrase.kind

    def _values(self, w: Word) -> tuple[str, ...]:
        return self.context.values(self.i, self.sentence.mentions[w.number], w.start)

    def _targets(self) -> tuple[str, ...]:
        named = list(self.phrase.targets)
        if self.kind in INWARD:
            named = [w for w in named if not self._is_market(w)] + self.phrase.origin
            near = [w for w in self.words[self.phrase.left : self.phrase.right] if w.tag == "C" and w.number >= 0]
            others = [*named, *self.phrase.by, self.phrase.owner]
            others += [w for p in self.phrases if p is not self.phrase for w in p.origin]
            named += [w for w in near if w not in others and not self._is_market(w)]
        if self.kind in INWARD and not named:
            named = [w for k, w in enumerate(self.words) if w.tag == "C" and self._low(k - 1) in ("on", "against")][:1]
        return tuple(dict.fromkeys(v for w in named if w.tag == "C" for v in self._values(w)))

    def _is_market(self, w: Word) -> bool:
        """Whether goods come into the country that a word names: "imports to the United States"."""
        k = self.words.index(w)
        return (self._low(k - 2) if self._low(k - 1) == "the" else self._low(k - 1)) in ("to", "into")

    def _imposers(self, targets: tuple[str, ...]) -> tuple[tuple[str, ...], bool | None]:
        """(who sets it, whether the phrase or its verb says so; None where somebody acts who is no government)."""
        phrase = self.phrase
        if phrase.by and all(w.tag == "G" for w in phrase.by):
            return (), False
        for named in (phrase.by, [phrase.owner] if phrase.owner is not None else []):
            values = tuple(v for w in named if w.tag == "C" for v in self._values(w) if v not in targets)
            if values:
                return values, True
        if phrase.owner is not None and phrase.owner.tag == "G":
            return (), False
        subject = () if phrase.is_borne else self._subject(targets)
        if subject is None:
            return (), None
        if subject:
            return subject, True
        if self.kind not in INWARD and not self._is_passed_on():
            last = self._last()
            if (
                last is not None
                and self.i - last.sentence <= 5
                and phrase.origin
                and self._is_anaphor(phrase.origin[0])
            ):
                return (last.imposer,), True  # "it may not leave the country"
            values = tuple(v for w in phrase.origin if w.tag == "C" for v in self._values(w) if v not in targets)
            if values:
                return values, True
        if having := self._haver(targets):
            return having, True
        last = self._last()
        if spoken := self._speaker(targets):
            if last is not None and last.sentence == self.i and last.imposer not in targets:
                return (last.imposer,), False  # "Peru has curbs on tin", the bloc said, adding that a ban
            return spoken, True
        if last is not None and not phrase.goods:
            return (last.imposer,), False
        if beside := self._beside(targets):
            return beside, False
        if section := self.context.section_country(self.i):
            return section, False
        if phrase.goods and (own := self._paragraph_subject(targets)):
            return own, False
        if last is not None:
            return (last.imposer,), False
        if any(v not in targets for m in self.sentence.of("C") for v in m.values) and not phrase.goods:
            return (), False
        before = self.context.subject_before(self.i, "C", 2)
        if before and len(before.values) == 1 and before.values[0] not in targets:
            return before.values, False
        if issuer(self.context) and speaks_of_others(self.sentence.folded):
            return (), False
        return usual_imposer(self.context, targets), False

    def _is_anaphor(self, w: Word) -> bool:
        return w.number >= 0 and self.sentence.mentions[w.number].detail == "anaphor"

    def _beside(self, targets: tuple[str, ...]) -> tuple[str, ...]:
        """The one country that the sentence names before the phrase, or at all."""
        place = self.words[self.phrase.head].start
        named = [
            (w.start, v) for k, w in enumerate(self.words) if w.tag == "C" and w.number >= 0 and not self._answers(k)
            and self._low(k + 1) not in _SAYS and not (self.kind in INWARD and self._is_governed(k))
            for v in self._values(w)
        ]  # fmt: skip
        for reach in (place, 10**9):
            found = {v for start, v in named if start < reach and v not in targets and not v.startswith("org:")}
            if found:
                return tuple(found) if len(found) == 1 else ()
        return ()

    def _is_had(self) -> bool:
        """ "Has long had wide and varying curbs on": whether the phrase is what somebody has."""
        k = self.phrase.left - 1
        while k > max(0, self.phrase.left - 6) and self.words[k].tag in "xJ&d":
            k -= 1
        return self._low(k) in ("has", "have", "had", "having")

    def _answers(self, k: int) -> bool:
        """ "Japan's responses to the ban": who only answers what another does, or speaks of it."""
        near = [self._low(k + n) for n in range(1, 6)]
        if near[0] in ("said", "says", "added"):
            return True
        return near[0] in ("'s", "'") and any(low in _ANSWERS for low in near)

    def _paragraph_subject(self, targets: tuple[str, ...]) -> tuple[str, ...]:
        """Whom the sentence before, in the same paragraph, is about."""
        if not self.i or self.context.sentence(self.i).paragraph != self.context.sentence(self.i - 1).paragraph:
            return ()
        before = self.context.subject_before(self.i, "C", 1)
        return before.values if before and len(before.values) == 1 and before.values[0] not in targets else ()

    def _subject(self, targets: tuple[str, ...]) -> tuple[str, ...] | None:
        """The government whose verb acts on the measure; None where somebody who is none acts."""
        verb = self.acts.verb
        if verb is None:
            is_owned = self._is_had() or self.phrase.determiner in ("its", "their", "his")
            verb = self.phrase.left if is_owned else None
            if verb is None:
                return ()
        words = self.words
        if self._is_passive(verb):
            by = [
                w
                for k, w in enumerate(words[verb : verb + 8], verb)
                if w.tag == "C" and self._low(k - 1) in ("by", "the")
            ]
            by = [w for w in by if any(self._low(k) == "by" for k in range(verb, words.index(w)))]
            if by:
                return self._values(by[0])
            if verb == self.phrase.head or verb < self.phrase.head:
                return ()
        if told := tuple(v for v in self._antecedent(verb) if v not in targets):
            return told
        if self._low(verb - 1) == "to" and words[verb - 2].tag == "C" and self._low(verb - 3) != "to":
            asked = tuple(v for v in self._values(words[verb - 2]) if v not in targets)
            if asked and self._low(verb - 4) not in _AGAINST:
                return asked  # "called on China to remove"
        k = verb - 1
        steps = 0
        while k >= 0 and steps < 60:
            w = words[k]
            if w.low == ";":
                break
            if w.low in ("which", "who") and steps < 8:
                one = self.words[k - 2 if self._low(k - 1) == "," else k - 1]
                if (
                    one.tag == "C"
                    and one.number >= 0
                    and (whose := tuple(v for v in self._values(one) if v not in targets))
                ):
                    return whose  # "buys from China, which put"
            if steps < 26 and self._is_generic(k):
                return None
            if (
                steps < 26
                and w.low in _NEIGHBOURS
                and self._low(k - 1) in ("its", "their")
                and not self._is_governed(k)
            ):
                return self._other_country(k)
            if w.tag in "CG" and w.number >= 0 and (not self._is_governed(k) or self._owns_decision(k)):
                if w.tag == "G":
                    if self._is_told(k) or self._owns_noun(k) or steps > 14:
                        k -= 1
                        continue
                    return None
                values = tuple(v for v in self._values(w) if v not in targets)
                if not values:
                    k -= 1
                    continue
                if not is_government(self.reader, w):
                    if steps < 8:
                        return None
                    k -= 1
                    continue
                return values
            k -= 1
            steps += 1
        return ()

    def _antecedent(self, verb: int) -> tuple[str, ...]:
        """Who "which" is in "buys tin from Peru, which last year banned": the country right before it."""
        k = verb - 1
        while k > 0 and verb - k < 8 and (self.words[k].tag in "abvnDVxJ#" or self._low(k) == "to"):
            k -= 1
        if k < 1 or self._low(k) not in ("which", "who"):
            return ()
        k -= 1 + (self._low(k - 1) == ",")
        return self._values(self.words[k]) if self.words[k].tag == "C" and self.words[k].number >= 0 else ()

    def _does_likewise(self, last: Draft) -> str:
        """Who sets another measure like the one before: "Peru imposed its own ban", "announced a similar ban"."""
        if not any(a.group in ("set", "tell", "propose", "plan") for a in self.acts.found) or not self._is_another():
            return ""
        subject = self._subject(())
        return subject[0] if subject and len(subject) == 1 and subject[0] != last.imposer else ""

    def _is_another(self) -> bool:
        near = {w.low for w in self.words[self.phrase.left : self.phrase.head]}
        return bool(near & {"own", "similar", "identical", "comparable"})

    def _names_other_goods(self) -> bool:
        """Whether goods are named that no seed knows: "bans the import of chicken"."""
        found = _OTHER_GOODS.search(self.sentence.folded, self.words[self.phrase.left].start)
        return bool(found) and found["what"] not in _ANY_GOODS and not found["what"].endswith("ing")

    def _is_of_a_firm(self) -> bool:
        """ "The miner stopped work after Peru blocked its exports": what is done to one firm's trade."""
        phrase = self.phrase
        if phrase.is_noun or self._low(phrase.head + 1) not in ("its", "their"):
            return False
        return any(w.tag == "G" or w.low in NOT_GOVERNMENTS for w in self.words[: phrase.head])

    def _haver(self, targets: tuple[str, ...]) -> tuple[str, ...]:
        """Who has the measure: "Peru has long had varying restrictions"."""
        k = self.phrase.left - 1
        while k >= 0 and self.phrase.left - k < 7 and self.words[k].tag in "xJvN&V-" and self._low(k) not in _HAS:
            k -= 1
        if k < 1 or self._low(k) not in _HAS:
            return ()
        while k > 0 and self.words[k].tag in "abvV":
            k -= 1
        w = self.words[k]
        if w.tag != "C" or w.number < 0 or self._is_governed(k) or not is_government(self.reader, w):
            return ()
        return tuple(v for v in self._values(w) if v not in targets)

    def _other_country(self, k: int) -> tuple[str, ...] | None:
        """Who "its neighbour" is: the one country before that is not the first; None where none is."""
        named = [self._values(w) for w in self.words[:k] if w.tag == "C" and w.number >= 0]
        others = {v for values in named[1:] for v in values} - set(named[0] if named else ())
        return tuple(others) if len(others) == 1 else None

    def _sanctioned(self) -> list[Word]:
        """Against whom the steps are that a ban is one of: "tightened its sanctions on Belarus to ban"."""
        words = self.words[: self.phrase.left]
        return [
            w for k, w in enumerate(words)
            if w.tag == "C" and w.number >= 0 and self._low(k - 1) in ("on", "against") and self._low(k - 2) in _AGAINST
        ][-1:]  # fmt: skip

    def _is_generic(self, k: int) -> bool:
        """Whether nobody in particular acts: "African countries", "a country"."""
        low = self._low(k)
        if low == "country":
            return self._low(k - 1) in ("a", "any", "no", "another")
        return low in GENERIC and self._low(k + 1) not in ("such", "like", ",")

    def _owns_decision(self, k: int) -> bool:
        near = {self._low(k + n) for n in (1, 2, 3, 4)}
        return self._low(k + 1) in ("'s", "'") and bool(near & {"decision", "move", "plan", "plans", "threat", "order"})

    def _is_told(self, k: int) -> bool:
        """Whether somebody is told to do it: "India directs IREL to halt"."""
        near = {self._low(k - n) for n in (1, 2, 3)}
        return bool(near & closed("tell_verb"))

    def _owns_noun(self, k: int) -> bool:
        return self._low(k + 1) in ("'s", "'")

    def _is_governed(self, k: int) -> bool:
        """Whether a preposition governs the country at word `k`, other than that of its own government."""
        j = k - 1
        while j >= max(0, k - 3) and (
            self.words[j].tag in "dJ#vMP"
            or (self.words[j].tag == "x" and self.words[j + 1].tag != "x")
            or self.words[j].low in ('"', "-")
        ):
            if self.words[j].low in closed("time") or self.words[j].low in ("said", "says", "told", "may"):
                return False
            j -= 1
        if j >= 0 and self.words[j].low == "of" and self._low(j - 1) in _OFFICES:
            return False
        return (
            j >= 0 and self.words[j].tag == "i" and self.words[j].low not in ("as", "after", "before", "since", "until")
        )

    def _speaker(self, targets: tuple[str, ...]) -> tuple[str, ...]:
        """Who says so at the end: "exports will stop in May, Chile's mining minister said"."""
        m = re.search(
            r"(?:,|\")\s(?:the\s)?(?:[A-Z][\w]+\s(?:(?:of|and|for)\s)*){0,5}(?:(?:in|"
            r"of)\s(?:the\s)?)?(‹C\d+›)[^;‹›]{0,30}\b(?:said|announced|says)\b",
            self.sentence.folded,
        )
        if not m:
            return ()
        mention = self.sentence[m.group(1)]
        return tuple(v for v in self.context.values(self.i, mention, m.start(1)) if v not in targets)

    def _is_passive(self, k: int) -> bool:
        j = k - 1
        while j >= 0 and self.words[j].tag in "vn":
            j -= 1
        return j >= 0 and self.words[j].tag == "b" and not self.words[k].low.endswith("ing")

    def _is_passed_on(self) -> bool:
        """Whether the measure is another's by its words: "imposed on Chinese exports"."""
        return any(self._low(k - 1) == "on" for k, w in enumerate(self.words) if w in self.phrase.origin)

    def _is_of_others(self, imposers: tuple[str, ...]) -> bool:
        """Whether the goods are those of another country: "a US ban on Russian tin" is one on imports."""
        origin = [v for w in self.phrase.origin if w.tag == "C" for v in self._values(w)]
        return bool(origin) and not set(origin) & set(imposers)

    def _barred_from(self, imposers: tuple[str, ...]) -> tuple[str, ...]:
        """Whose goods a ban keeps out that does not say so: those of an earlier ban on imports."""
        if self.phrase.trade or any(w.low in senses("trade") for w in self.words):
            return ()
        known = [d for d in self.before if d.measure in ("import_ban", "export_ban") and d.imposer in imposers]
        return known[-1].targets if known and known[-1].measure == "import_ban" else ()

    def _last(self) -> Draft | None:
        """The measure before, which a phrase without its own goods goes on about."""
        near = [d for d in self.before if d.measure in EXPORT_KINDS and self.i - d.sentence <= 6]
        same = [d for d in near if d.measure == self.kind]
        return (same or near or [None])[-1]

    def _low(self, j: int) -> str:
        return self.words[j].low if 0 <= j < len(self.words) else ""


def is_government(reader: Reader, w: Word) -> bool:
    """Whether a country stands for its government, not for its miners or traders."""
    k = next(n for n, x in enumerate(reader.words) if x.start == w.start)
    near = [x.low for x in reader.words[k + 1 : k + 5]]
    if near[:1] == ["'s"]:
        near = near[1:]
    for n, low in enumerate(near[:3]):
        if reader.words[k + 1 + n].tag in "Vab" or low in closed("tell_verb"):
            return True
        if low in NOT_GOVERNMENTS:
            return False
        if low in senses("trade") or low in senses("measure"):
            return True
    return True
