"""Who does what to whom: the frames of a folded sentence.

A frame is a verb ("imports", "is dominated by"), a noun that stands for one ("its reliance on", "Chile's output of")
or an adjective ("dependent on"), with its subject and what follows it, each thing with the preposition that governs
it. The words that open a frame are the seed `frame_words`; what a frame means is said by the rules that read it.

This is a shallow grammar: clauses are told apart by conjunctions and relative pronouns. Each word is read once.
"""

from dataclasses import dataclass, field

from critmin.claims import regex as re
from critmin.claims.frame_words import adjectives, closed, nouns, verbs, words
from critmin.claims.mentions import Folded, Mention


@dataclass(slots=True, unsafe_hash=True)  # as cheap to make as can be: nobody changes one
class Argument:
    """A mention in a frame: the preposition that governs it, and the noun it owns ("China's exports": export)."""

    mention: Mention
    sign: str
    start: int
    prep: str = ""
    owns: str = ""


@dataclass
class Frame:
    """One frame: its meaning (`name`), subject and arguments, in order."""

    name: str
    lemma: str
    part: str
    stage: str | None
    start: int
    end: int
    subject: list[Argument] = field(default_factory=list)
    own: list[Argument] = field(default_factory=list)  # what owns a noun: "Chile's output", "Chilean output"
    arguments: list[Argument] = field(default_factory=list)
    is_passive: bool = False
    is_ahead: bool = False  # will, would, could, may ...
    is_negated: bool = False
    is_unnamed: bool = False  # its subject is a noun that names no party: "countries that sign"
    scope_end: int = 0  # where its arguments end in the folded sentence
    scope_start: int = 0  # where its clause begins

    def of(self, sign: str, *preps: str) -> list[Argument]:
        """Its arguments of a kind (letters of signs), governed by one of `preps` ("" for none)."""
        return [a for a in self.arguments if a.mention.sign in sign and (not preps or a.prep in preps)]


_NEITHER = re.compile(r"\bno longer\s$|\b(?:neither|nor)\s(?:[\w‹›]+\s){1,5}$", re.IGNORECASE)


class _Reader:
    """Goes over the words of a sentence once, with the subject of the clause in hand."""

    def __init__(self, sentence: Folded):
        self.sentence = sentence
        self.words = words(sentence)
        self.frames: list[Frame] = []
        self.open: list[Frame] = []  # frames that still take arguments
        self.subject: list[Argument] = []  # of the clause
        self.main: list[Argument] = []  # of the main clause, for after a relative one
        self.seen: list[Argument] = []
        self.nouns: list[Frame] = []  # noun frames since the clause began: subjects of its verb
        self.clause = 0
        self.outer = 0  # where the clause begins to which a relative one belongs
        self.has_verb = False
        self.is_kept = False  # the subject is that of a clause before, which had its verb
        self.in_brackets = False
        self.is_unnamed = False  # the clause's subject is a noun that names no party
        self.is_relative = False
        self.owed: list[Argument] = []  # what "from which" brings to the verb of its clause

    def read(self) -> list[Frame]:
        opens_time = closed("time_link")
        for k, w in enumerate(self.words):
            if w.tag not in "xidabnvs#" or w.low == "-" or w.low in opens_time:  # nothing comes of plain words
                self._step(k)
        end = self.words[-1].end if self.words else 0
        for frame in self.frames:
            frame.scope_end = frame.scope_end or end
        return self.frames

    def _step(self, k: int) -> None:
        w = self.words[k]
        if w.tag in "CGMPRUDXS" and w.number >= 0:
            self._mention(k)
        elif w.tag == "V":
            self._verb(k)
        elif w.tag in "NJ":
            self._nominal(k)
        elif w.tag == "r":
            self._relative(k)
        elif w.low in closed("time_link") and k + 1 < len(self.words) and self._opens_clause(k + 1):
            self._new_clause(w.start, keeps_subject=True)
        elif w.tag == "c" or w.low in (";", ":", "-", "–", "—"):
            self._new_clause(w.start, keeps_subject=w.tag == "c")
        elif w.low == "(":
            self.in_brackets = True
        elif w.low == ")":
            self.in_brackets = False
        elif w.tag == "p" and w.low == ",":
            self._comma(k)
        elif w.tag == "&" and self.has_verb and self._opens_another(k + 1):
            self._new_clause(w.start, keeps_subject=True)

    # -- pieces ---------------------------------------------------------------------------------------------------

    def _governor(self, k: int) -> str:
        """The preposition that governs the noun group around word `k`, or ""."""
        j = k - 1
        if j >= 0 and self.words[j].low in closed("time"):
            return ""  # "earlier in December Quorvel signed": the time ends its group
        while j >= 0 and k - j < 12:
            w = self.words[j]
            if w.tag == "i":
                if w.start == self.clause and w.low in closed("time_link"):
                    return ""  # "as China took steps": it opens a clause
                if w.low == "as" and j and self.words[j - 1].low == "such":
                    return "such as"
                if w.low in ("of", "for", "from") and j and self.words[j - 1].low in closed("office"):
                    j -= 1
                    continue
                return w.low
            if w.tag in "dxMPRU#NvJsSCGX" or w.low in ("-", '"', "&"):
                if w.tag in "CG" and not (self.words[j + 1].tag == "s" or self._is_demonym(j)):
                    return ""
                if w.tag == "J":
                    pass
                j -= 1
                continue
            if w.tag == "&" and j and self.words[j - 1].tag in "CGMPNx":
                j -= 1
                continue
            return ""
        return ""

    def _is_demonym(self, k: int) -> bool:
        w = self.words[k]
        return w.tag in "CG" and (self.sentence.mentions[w.number].detail in ("demonym",) or self._owns(k) != "")

    def _owns(self, k: int) -> str:
        """The head of the noun group that a mention opens as its owner: "China's rare earth exports": exports."""
        j = k + 1
        is_owner = j < len(self.words) and self.words[j].tag == "s"
        j += is_owner
        head = ""
        while j < len(self.words) and j - k < 9:
            w = self.words[j]
            if w.tag in "xNJ" or (w.tag in "MPS" and w.number >= 0):
                head = w.low if w.tag in "xNJ" else w.tag
            elif (
                w.tag in "#vR"
                or w.low in ("-", '"')
                or (w.tag == "&" and j + 1 < len(self.words) and self.words[j + 1].tag in "xNMP")
                or (w.tag == "d" and w.low in ("own", "entire", "whole", "total", "most", "only", "sole"))
            ):
                pass
            else:
                break
            j += 1
        if not is_owner and self.sentence.mentions[self.words[k].number].detail != "demonym" and len(head) < 2:
            return ""
        return head

    def _argument(self, k: int) -> Argument:
        w = self.words[k]
        mention = self.sentence.mentions[w.number]
        owns = self._owns(k) if w.tag in "CG" else ""
        return Argument(mention, f"‹{w.tag}{w.number}›", w.start, self._governor(k), owns)

    def _mention(self, k: int) -> None:
        argument = self._argument(k)
        for frame in self.open:
            frame.arguments.append(argument)
        self.seen.append(argument)
        is_free = not argument.prep or (argument.prep in ("such as", "like") and self._names_countries(k))
        if argument.owns and self.subject and (self._in_apposition(k) or self._is_predicate(k)):
            return
        if (
            argument.mention.sign in "CG"
            and self.has_verb
            and not argument.prep
            and not argument.owns
            and self._acts(k)
        ):
            self._new_clause(argument.start, keeps_subject=True)  # "he said China had agreed"
        if argument.mention.sign in "CG" and is_free and not self.has_verb and not self.in_brackets:
            self.subject = [*self._joined(k), argument]
            self.is_kept = False

    def _acts(self, k: int) -> bool:
        """Whether a verb group follows a mention at once, and nothing that would join it to what was before."""
        after = self.words[k + 1] if k + 1 < len(self.words) else None
        before = self.words[k - 1] if k else None
        if after is None or before is None or before.tag in "&sr" or before.low in (",", "("):
            return False
        return after.tag == "a" or (after.tag == "b" and before.tag in "Vd") or (after.tag == "V" and before.tag == "V")

    def _names_countries(self, k: int) -> bool:
        """Whether a mention stands for a kind: "countries such as Guinea dominate"."""
        return any(w.low in ("countries", "nations", "producers", "suppliers") for w in self.words[max(0, k - 5) : k])

    def _in_apposition(self, k: int) -> bool:
        """Whether a mention stands in what a comma adds to the subject: "Arcadia, a Swiss trader"."""
        j = k - 1
        while j > 0 and self.words[j].tag in "dxN#J":
            j -= 1
        if j == k - 1 and j > 0 and self.words[j].low == "," and self.words[k + 1].tag == "s":
            return self.words[j - 1].tag in "CG"  # "Laos, Spain's main supplier, said"
        return j > 0 and self.words[j].low == "," and j < k - 1

    def _is_predicate(self, k: int) -> bool:
        """Whether a mention owns what the subject is said to be: "Laos is Spain's main supplier"."""
        behind = [w for w in self.words[max(0, k - 4) : k] if w.start > self.subject[-1].start]
        return any(w.tag == "b" for w in behind) or (self.has_verb and behind != [] and behind[-1].low == "as")

    def _joined(self, k: int) -> list[Argument]:
        """The subject so far, where "and" joins another to it: "Tai, and Koji Tomita, ambassador of ‹C2›"."""
        j = k - 1
        while (
            j > 0
            and (self.words[j].tag in "dxsi" or self.words[j].low == "," or self._is_home(j))
            and self.words[j].low != "-"
        ):
            j -= 1
        return self.subject if j > 0 and self.words[j].tag == "&" and self.subject and not self.is_kept else []

    def _is_home(self, j: int) -> bool:
        """Whether a country tells where the firm after it is from: "and Peru's Buenaventura"."""
        return (
            self.words[j].tag == "C"
            and j + 2 < len(self.words)
            and self.words[j + 1].tag == "s"
            and self.words[j + 2].tag == "G"
        )

    def _verb(self, k: int) -> None:
        w = self.words[k]
        entry = verbs()[w.low]
        j, passive, ahead, negated, is_to = k - 1, False, False, False, False
        while (j >= 0 and self.words[j].tag in "abnv") or (j >= 0 and self.words[j].low == "to"):
            p = self.words[j]
            passive = passive or p.tag == "b"
            ahead = ahead or p.low in closed("future")
            negated = negated or p.tag == "n" or p.low.endswith("n't")
            is_to = is_to or p.low == "to"
            j -= 1
        negated = negated or _NEITHER.search(self._text(w.start)) is not None
        if j == k - 1 and j > 1 and self.words[j].tag == "&" and self.words[j - 1].tag == "V" and self.frames:
            ahead, negated = self.frames[-1].is_ahead, self.frames[-1].is_negated  # "to separate and process"
        participle = w.low.endswith(("ed", "en")) or w.low in ("made", "bought", "sold", "sent", "held", "dug", "met")
        follows_noun = j >= 0 and j == k - 1 and self.words[j].tag in "MNxP"
        reduced = participle and follows_noun and k + 1 < len(self.words) and self.words[k + 1].tag == "i"
        is_passive = participle and (passive or reduced)
        is_finite = (
            not is_to and not w.low.endswith("ing") and not reduced and self.words[j].tag not in "&V"
            if j >= 0
            else True
        )
        if self.is_relative and self.has_verb and is_finite and self.main:
            self.subject, self.is_relative, self.is_unnamed = list(self.main), False, False  # "who runs it, signed"
        subject = list(self.subject) if not self._is_someone_else(j) else []
        if w.low.endswith("ing") and not passive and not subject:
            subject = list(self.main)
        frame = Frame(
            entry.frame, entry.lemma, "verb", entry.stage, w.start, w.end, subject, [], [], is_passive,
            ahead or is_to, negated, scope_start=self.outer if self.is_relative or reduced else self.clause,
        )  # fmt: skip
        frame.is_unnamed = not subject and self._is_someone_else(j)
        if not reduced:
            self._close(w.start, keep_nouns=True)
            self.has_verb = True
            self.main = self.main or subject
        frame.own = [a for n in self.nouns for a in n.own]
        frame.arguments, self.owed = self.owed, []
        self.frames.append(frame)
        self.open.append(frame)

    def _nominal(self, k: int) -> None:
        w = self.words[k]
        entry = nouns()[w.low] if w.tag == "N" else adjectives()[w.low]
        own = [a for a in self.seen[-6:] if a.mention.sign in "CG" and a.owns == w.low and a.start < w.start]
        if not own and re.search(r"\b(?:its|their|his|our)\s(?:[\w'-]+\s|‹[MPSR]\d+›\s){0,4}$", self._text(w.start)):
            own = [Argument(a.mention, a.sign, a.start, "own") for a in (self.subject or self.main)[:1]]
        frame = Frame(
            entry.frame, entry.lemma, "noun" if w.tag == "N" else "adjective", entry.stage, w.start, w.end,
            list(self.subject), own, [], scope_start=self.clause,
        )  # fmt: skip
        j = k - 1
        while j >= 0 and self.words[j].tag in "dxMPSRJN#v&s":
            j -= 1
        around = self.words[max(0, j - 3) : k]
        frame.is_negated = any(x.tag == "n" or x.low in ("no", "less") for x in around)
        frame.is_ahead = any(x.low in closed("future") for x in around)
        self.frames.append(frame)
        self.open.append(frame)
        if not self.has_verb:
            self.nouns.append(frame)

    def _text(self, end: int) -> str:
        return self.sentence.folded[max(0, end - 60) : end]

    def _relative(self, k: int) -> None:
        w = self.words[k]
        before = self.words[k - 1] if k else None
        antecedent = next((a for a in reversed(self.seen) if a.mention.sign in "CG"), None)
        outer = self.outer if self.is_relative else self.clause
        self._new_clause(w.start, keeps_subject=True)
        self.outer = outer
        self.is_relative = True
        is_governed = before is not None and before.tag == "i" and w.low in ("which", "whom")
        if is_governed and antecedent and self._is_near(antecedent, k - 1):
            self.main = self.main or list(self.subject)
            self.subject = []
            self.owed = [Argument(antecedent.mention, antecedent.sign, antecedent.start, before.low)]
        elif w.low in ("which", "who", "whose") or (before and before.tag in "CGxMNP" and w.low == "that"):
            self.subject = [antecedent] if antecedent else self.subject
            if before and before.tag in "xN" and not (antecedent and self._is_near(antecedent, k)):
                self.subject = []
                self.is_unnamed = True
        self.has_verb = False

    def _is_near(self, antecedent: Argument, k: int) -> bool:
        """Whether a mention is the noun group before word `k`, owns it or is tied to it by "of" or "in"."""
        text = self.sentence.folded[antecedent.start : self.words[k].start]
        return bool(re.fullmatch(r"‹\w+›(?:'s)?,?\s(?:[\w'-]+\s|‹[MPS]\d+›\s){0,4},?\s?", text))

    def _is_someone_else(self, j: int) -> bool:
        """Whether a noun group that names no party stands as the subject of the verb whose group begins after `j`."""
        if self.is_unnamed:
            return True
        k, is_noun = j, False
        while k >= 0 and self.words[k].start >= self.clause and self.words[k].tag in "dxvMPNJ#S":
            is_noun = is_noun or self.words[k].tag in "xN"
            k -= 1
        if not is_noun or k < 0:
            return is_noun and k < 0 and not any(a.start >= self.clause for a in self.subject)
        edge = self.words[k]
        if edge.tag in "CGs" or edge.low == ")":
            return False  # the noun group is the party's: "Chinese miners", "Chile's state firm"
        if edge.tag == "i":
            return False
        return not any(a.start >= self.clause for a in self.subject) and edge.tag in "cr"

    def _comma(self, k: int) -> None:
        """A comma closes a relative clause where a verb group follows: "China, which mines tin, has banned"."""
        after = self.words[k + 1] if k + 1 < len(self.words) else None
        if after is None:
            return
        if after.tag in "ab" or (after.tag == "V" and not after.low.endswith("ing")):
            self._close(self.words[k].start)
            if self.main:
                self.subject = list(self.main)
            self.has_verb = self.is_relative = self.is_unnamed = False
        elif after.tag == "V" and after.low.endswith("ing"):
            self._close(self.words[k].start)
            self.subject = list(self.main or self.subject)
        elif after.tag == "&" and k + 2 < len(self.words) and self.words[k + 2].tag in "CGdx":
            is_list = k and self.words[k - 1].tag in "CG" and self.words[k + 2].tag in "CG"
            if self._has_verb_ahead(k + 2) and (self.has_verb or not is_list):
                self._new_clause(self.words[k].start, keeps_subject=True)
        elif after.tag in "CG" and self.has_verb and self._has_verb_ahead(k + 1):
            self._new_clause(self.words[k].start, keeps_subject=True)

    def _opens_another(self, k: int) -> bool:
        """Whether "and" is followed by another subject and its verb: "does not mine it and Peru supplied most"."""
        k += k < len(self.words) and self.words[k].tag == "d"
        return k + 1 < len(self.words) and self.words[k].tag in "CG" and self.words[k + 1].tag in "Vab"

    def _opens_clause(self, k: int) -> bool:
        """Whether "as", "after" or "since" is followed by a subject and its verb: "as China took steps"."""
        if self.words[k].tag == "V" or not self._has_verb_ahead(k):
            return False
        return self.words[k].tag in "CGdx"

    def _has_verb_ahead(self, k: int) -> bool:
        """Whether a subject and its verb begin at word `k`: a few words of a noun group, then a verb."""
        for w in self.words[k : k + 7]:
            if w.tag in "Vab":
                return True
            if w.tag in "pcr" or (w.tag == "i" and w.low not in ("of", "in")):
                return False
        return False

    def _new_clause(self, start: int, keeps_subject: bool) -> None:
        self._close(start)
        if self.has_verb or self.subject:
            self.main = self.main or list(self.subject)
        if not keeps_subject:
            self.subject = list(self.main or self.subject)
        self.is_kept = self.is_kept or self.has_verb
        self.has_verb = self.is_unnamed = self.is_relative = False
        self.nouns = []
        self.clause = self.outer = start

    def _close(self, start: int, keep_nouns: bool = False) -> None:
        for frame in self.open:
            frame.scope_end = start
        self.open = []


def frames(sentence: Folded) -> list[Frame]:
    """The frames of a folded sentence, in order; read once, and not to be changed."""
    if sentence.frames is None:
        sentence.frames = _Reader(sentence).read()
    return sentence.frames
