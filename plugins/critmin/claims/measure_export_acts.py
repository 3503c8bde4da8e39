"""What is done to an export measure: the acts around a phrase, each in its mood, and the status they add up to."""

from dataclasses import dataclass
from itertools import pairwise

from critmin.claims.frame_words import Word, closed
from critmin.claims.measure_export_moods import Moods
from critmin.claims.measure_export_phrases import Phrase, Reader
from critmin.claims.measure_export_words import FEARS, MAY, PONDERS, WILL, WISHES, is_verbal, senses

_STATUS = {
    "end": "withdrawn",
    "pause": "suspended",
    "delay": "delayed",
    "extend": "extended",
    "restore": "reinstated",
    "expire": "expired",
    "annul": "annulled",
    "ease": "reduced",
}
_OVER = frozenset(_STATUS)
_FIRM = {"in_force": "law", "announced": "announced", "proposed": "considered", "threatened": "threatened"}
_RANK = {"end": 6, "annul": 6, "expire": 6, "restore": 5, "extend": 4, "ease": 4, "pause": 5, "delay": 5}
_PARTICLES = frozenset(["up", "out", "back", "off", "down", "in", "on", "over", "away", "again"])
_TIMES = frozenset(["in", "on", "until", "till", "from", "since", "through", "for", "by"])
_COUNTS = frozenset(["one", "two", "three", "four", "five", "six", "nine", "ten", "twelve", "another"])
_EFFECT = frozenset(["effect", "force", "place"])
_APPLIES = frozenset(["apply", "applies", "applied", "start", "starts", "begin", "begins", "began"])
_HOLD = frozenset(["hold", "ice", "pause", "abeyance"])
_ASKS = frozenset(["ask", "apply", "petition"])  # "must ask Beijing for a licence"
_PUT = frozenset(
    ["put", "puts", "putting", "placed", "places", "kept", "keeps", "remain", "remains", "are", "is", "were"]
)


@dataclass(frozen=True)
class Act:
    """One act on a measure: what is done, in what mood, at which word."""

    group: (
        str  # set | tell | keep | end | pause | delay | extend | restore | ease | expire | annul | propose | plan ...
    )
    mood: str  # done | ahead | considered | threatened | hedged | denied | wished | conditional
    word: int


class Acts(Moods):
    """The acts on a phrase."""

    def __init__(self, reader: Reader, phrase: Phrase):
        super().__init__(reader, phrase)
        self.verb: int | None = None  # whose subject sets the measure
        self.found: list[Act] = []
        if phrase.is_noun:
            self._of_noun()
        else:
            self.verb = phrase.head if phrase.left == phrase.head or phrase.kind != "export_quota" else phrase.left
            self.found.append(Act("set", self._flat_mood() if phrase.is_flat else self.mood(self.verb), self.verb))
            self._on_the_paper(phrase.head)
        for cue in phrase.cues:
            if cue in ("planned", "planning", "forthcoming", "looming", "upcoming"):
                self.found.append(Act("set", "ahead", phrase.head))
            elif cue in ("proposed", "considered", "drafted", "mooted", "suggested"):
                self.found.append(Act("set", "considered", phrase.head))
            elif cue == "threatened":
                self.found.append(Act("set", "threatened", phrase.head))
            elif cue in ("lifted", "scrapped", "abolished", "expired", "revoked"):
                self.found.append(Act("end", "done", phrase.head))
            elif cue in ("suspended", "paused", "shelved"):
                self.found.append(Act("pause", "done", phrase.head))

    # -- acts on a noun -------------------------------------------------------------------------------------------

    def _of_noun(self) -> None:
        self._before(self.phrase.left - 1, 0)
        for j in self.phrase.acts:
            group = senses("measure_act")[self.words[j].low].means
            self.found.append(Act(group, self.mood(j) if self.words[j - 1].tag in "abnv" else "done", j))
        self._behind(self.phrase.right)

    def _before(self, j: int, depth: int) -> None:
        """The verb that the noun group is the object of, or the noun it hangs on: "the lifting of", "plans for"."""
        words = self.words
        while j >= 0 and (
            words[j].tag in "vD"
            or (
                words[j].low in _TIMES
                and j + 1 < self.phrase.left
                and (words[j + 1].tag in "D#d" or words[j + 1].low in closed("time") or words[j + 1].low in _COUNTS)
            )
            or words[j].low in closed("time")
            or ((words[j].tag in "d#" or words[j].low in _COUNTS) and words[j + 1].low in closed("time"))
        ):
            j -= 1
        if j < 0 or depth > 3:
            return
        w = words[j]
        if w.low in ("let", "lets", "letting") and self._runs_out():
            self._act(j, "expire")
            return
        if w.low in ("including", "included", "includes") and (n := self._package(j)) is not None:
            self._act(n, senses("measure_act")[words[n].low].means)
            return
        if w.low == "out" and self._low(j - 1) in ("rule", "rules", "ruled", "ruling"):
            self.found.append(Act("set", "denied", j))
            return
        if w.low in _PARTICLES and j and words[j - 1].low in senses("measure_act"):
            j -= 1
            w = words[j]
            if self._low(j + 1) in ("back",) and w.low in ("roll", "rolled", "rolls", "rolling"):
                self._act(j, "end")
                return
            if self._low(j + 1) in ("back", "off") and w.low in ("push", "pushed", "put", "puts"):
                self._act(j, "delay")
                return
            self._act(j, senses("measure_act")[w.low].means)
            return
        if w.tag == "i" or w.low in ("to", "of"):
            k = j - 1
            if w.low == "for" and self._low(k) in ("apply", "applies", "applied", "applying"):
                self._act(k, "set")
                return
            told = senses("measure_act").get(self._low(k))
            if told and told.means in ("threaten", "propose", "plan") and w.low in ("at", "with", "on", "about"):
                self._act(k, told.means)
                return
            if w.low == "for" and words[k].tag == "C" and {self._low(k - n) for n in (1, 2)} & _ASKS:
                self.phrase.by.append(words[k])
                self._act(k - 1, "set")
                return
            noun = senses("measure_act_noun").get(self._low(k))
            if noun and not is_verbal(words, k):
                self._noun_act(k, noun.means, depth)
                return
            if w.low in ("with", "by"):
                for n in range(j - 1, max(-1, j - 14), -1):
                    if senses("measure_act").get(words[n].low, None) and words[n].low.startswith(("replac", "swap")):
                        self._act(n, "set")
                        return
            if w.low in ("on", "under", "to", "in", "into") and self.phrase.kind in ("export_control", "licensing"):
                self._list_before(j)
            return
        if w.low in senses("measure_act"):
            group = senses("measure_act")[w.low].means
            self._act(j, group)
            if j > 1 and words[j - 1].tag == "&" and words[j - 2].low in senses("measure_act"):
                self._act(j - 2, senses("measure_act")[words[j - 2].low].means)
            return
        if w.tag == "&" and j > 2:  # "lifted the ban and the quota", "imposed a tax and a quota"
            k = j - 1
            while (
                k > 0
                and j - k < 10
                and (
                    words[k].tag in "dxMPNJ#S"
                    or words[k].low in ("on", "of", "exports")
                    or words[k].low in senses("measure")
                )
            ):
                if words[k].low in senses("measure_act") and is_verbal(words, k):
                    self._act(k, senses("measure_act")[words[k].low].means)
                    return
                k -= 1
            if words[k].low in senses("measure_act"):
                self._act(k, senses("measure_act")[words[k].low].means)

    def _runs_out(self) -> bool:
        """ "Let its ban lapse": whether the phrase is let run out."""
        near = [x.low for x in self.words[self.phrase.head : self.phrase.right + 4]]
        return any(low in ("lapse", "expire") or (low == "run" and "out" in near) for low in near)

    def _package(self, j: int) -> int | None:
        """The verb of what a measure is part of: "unveiled a series of steps, including curbs on"."""
        for n in range(j - 1, max(-1, j - 24), -1):
            sense = senses("measure_act").get(self.words[n].low)
            if sense and sense.means in ("set", "tell") and is_verbal(self.words, n):
                return n
            if self.words[n].low == ";" or self.words[n].tag == "c":
                return None
        return None

    def _act(self, j: int, group: str) -> None:
        self.found.append(Act(group, self.mood(j), j))
        if self.verb is None:
            self.verb = j

    def _noun_act(self, k: int, group: str, depth: int) -> None:
        if group == "through":
            left = k - 1
            while left > 0 and self.words[left].tag in "dxJv" and self.words[left].low not in senses("measure_act"):
                left -= 1
            self._before(left, depth + 1)
            return
        left = k - 1
        while left >= 0 and self.words[left].tag in "dxsJv#C" and self.words[left].low not in senses("measure_act"):
            left -= 1
        low = self._low(left)
        mood = "done"
        span = [x.low for x in self.words[max(0, left - 4) : k]]
        if group in ("propose", "threaten", "plan"):
            mood = {"propose": "considered", "threaten": "threatened", "plan": "ahead"}[group]
            group = "set"
        if set(span) & WISHES or set(span) & (PONDERS | MAY | FEARS) or "no" in span or "not" in span:
            mood = "wished" if set(span) & WISHES else "hedged"
        outer = senses("measure_act").get(low)
        if outer and outer.means in ("propose", "plan"):
            mood = "considered"
        self.found.append(Act(group, mood, k))
        after = self._behind_mood(self.phrase.right)
        if after and group in _OVER:
            self.found[-1] = Act(group, after, k)
        if self.verb is None and low in senses("measure_act"):
            self.verb = left

    def _behind_mood(self, j: int) -> str:
        near = [x.low for x in self.words[j : j + 6]]
        if "not" in near or "no" in near or "unlikely" in near:
            return "denied"
        if set(near) & MAY or "would" in near:
            return "hedged"
        return ""

    def _on_the_paper(self, k: int) -> None:
        """ "Suspended the notice which bans exports": what is done to the paper is done to the ban."""
        j = k - 1
        while j >= 0 and self.words[j].tag in "avb":
            j -= 1
        if j < 1 or self.words[j].tag != "r":
            return
        for n in range(j - 1, max(-1, j - 10), -1):
            w = self.words[n]
            sense = senses("measure_act").get(w.low)
            if sense and sense.means in _OVER:
                self.found.append(Act(sense.means, self.mood(n), n))
                self.verb = n
                return
            if w.low == ";" or w.tag in "cr":
                return

    def _list_before(self, j: int) -> None:
        """ "put tin and zinc under export control": the verb before the goods."""
        words, phrase = self.words, self.phrase
        k = j - 1
        goods: list[Word] = []
        if self._low(j) == "under" and k > 0 and words[k].tag == "b" and not phrase.goods:
            near = [w for w in words[max(0, k - 16) : k] if w.tag in "MP" and w.number >= 0]
            phrase.goods, phrase.trade = near, phrase.trade or "export"
            self.found.append(Act("keep", "done", k))
            return
        while k >= 0 and j - k < 40:
            w = words[k]
            if w.low in senses("measure_act") and (w.tag == "V" or is_verbal(words, k) or w.low in ("put", "added")):
                break
            if w.tag in "MP" and w.number >= 0:
                goods.insert(0, w)
            if w.low in (";",) or w.tag in "cr":
                return
            k -= 1
        if k >= 0 and j - k < 40 and (goods or words[k].low in ("put", "places", "placed", "puts", "added")):
            if not phrase.goods:
                phrase.goods = goods
            phrase.trade = phrase.trade or "export"
            self._act(k, "set")

    def _behind(self, j: int) -> None:
        """Acts after the noun group: "were lifted", "took effect", "that Beijing imposed", "expires in May"."""
        words = self.words
        end = min(len(words), j + 30)
        is_relative = is_closed = False
        while j < end:
            w = words[j]
            after = words[j + 1] if j + 1 < len(words) else None
            if w.low == ";" or (w.tag == "c" and w.low not in ("when", "once")):
                return
            if w.tag == "r":
                if j > self.phrase.right + 1:
                    return
                is_relative = True
            elif w.low == ",":
                if after is None or is_closed:
                    return
                is_next = after.tag == "r" or after.low in senses("measure_act") or after.low in ("effective", "which")
                if not (is_relative or is_next or after.tag in "abV" or j == self.phrase.right):
                    return
                if is_relative and after.tag in "abV":
                    is_relative = False
                if not (is_relative or is_next or after.tag in "abvVD") and after.tag in "CGMPxd":
                    return
            elif w.low in ("run", "ran", "runs") and after is not None and after.low == "out":
                self.found.append(Act("expire", self.mood(j), j))
            elif w.low in _EFFECT and self._low(j - 1) in ("into", "in", "takes", "take", "took", "taken", "taking"):
                self.found.append(Act("set", self._effect_mood(j), j))
            elif w.low in senses("measure_act") and not (w.low in senses("measure") and not is_verbal(words, j)):
                if self._low(j - 1) == "to" and not is_relative:
                    return
                group = senses("measure_act")[w.low].means
                passive = self._is_passive(j)
                alone = group in ("expire", "keep") or (group == "end" and self._ends_alone(j)) or w.low in _APPLIES
                if self._low(j - 1) == "," and w.low.endswith("ed") and after and after.tag in "iDvx":
                    passive = passive or not alone
                takes_it = is_relative and not passive and w.low.endswith(("ed", "ing", "put", "brought", "froze"))
                if passive or alone or takes_it:
                    is_asked = passive and self._low(self.phrase.left - 1) == "for" and self._low(j - 2) == "to"
                    self.found.append(Act(group, "wished" if is_asked else self.mood(j), j))
                    if takes_it and self.verb is None and group in ("set", "tell", "extend"):
                        self.verb = j
                elif not is_relative:
                    return
            elif w.tag == "V" and not is_relative and not self._is_passive(j) and w.low not in ("take", "takes", "took",
                "taken", "come", "comes", "came", "go", "goes", "went", "enter", "entered", "due"):  # fmt: skip
                return
            elif (
                w.low in ("replace", "replaces", "replaced", "succeed", "succeeds")
                and self.phrase.kind == "export_quota"
            ):
                self.found.append(Act("set", self.mood(j), j))
                return
            elif w.low in ("illegal", "unlawful", "invalid", "unconstitutional"):
                self.found.append(Act("annul", "done", j))
                return
            elif w.low in ("would", "could", "might") and self.phrase.determiner in ("a", "an") and not self.found:
                self.found.append(Act("set", "hedged", j))
            j += 1

    def _effect_mood(self, j: int) -> str:
        near = {x.low for x in self.words[max(0, j - 6) : j]}
        if near & (WILL | {"due", "set", "to", "takes", "take", "goes", "go", "comes", "come"}) and "took" not in near:
            return "ahead"
        return "hedged" if near & MAY else "done"

    def _is_passive(self, j: int) -> bool:
        k = j - 1
        while k >= 0 and self.words[k].tag in "vn":
            k -= 1
        return k >= 0 and self.words[k].tag == "b" and not self.words[j].low.endswith("ing")

    def _ends_alone(self, j: int) -> bool:
        after = self.words[j + 1] if j + 1 < len(self.words) else None
        return after is None or after.tag in "Dip" or after.low in ("this", "last", "next", "yesterday")

    def _is_one_licence(self) -> bool:
        """Whether a licence is given to somebody, or taken away: no measure; a general licence is one."""
        phrase, words = self.phrase, self.words
        if phrase.kind != "licensing" or not phrase.is_noun or words[phrase.head].low in ("licensing", "licencing"):
            return False
        if any(w.low in closed("measure_tail") for w in words[phrase.head + 1 : phrase.head + 2]):
            return False
        if any(w.low == "general" for w in words[phrase.left : phrase.head]):
            return False
        done = {words[a.word].low for a in self.found} | {self._low(phrase.left - 1)}
        return bool(done & closed("of_one_licence")) or any(a.group == "grant" for a in self.found)

    # -- status ---------------------------------------------------------------------------------------------------

    def status(self) -> tuple[str, str, bool] | None:
        """(status, firmness, whether a word says so); None where the measure is only talked of."""
        before = {self._low(self.phrase.left - n) for n in (1, 2)} | {self.phrase.determiner}
        if self.phrase.is_noun and before & {"no", "without", "any", "never"}:
            return None
        tail = {w.low for w in self.words[self.phrase.right : self.phrase.right + 4]}
        if self.phrase.is_noun and tail & closed("grown") and tail & {"have", "has", "had"}:
            return None
        if self._is_one_licence():
            return None
        last: tuple[int, str, str] | None = None
        is_kept = False
        for act in self.found:
            group, mood = act.group, act.mood
            if group in _OVER:
                if mood in ("done", "ahead"):
                    rank, state = _RANK.get(group, 4), _STATUS[group]
                    last = max(last, (rank, state, "law")) if last else (rank, state, "law")
                else:
                    is_kept = True
            elif group == "keep":
                is_kept = is_kept or mood not in ("denied",)
            elif group == "deny":
                last = last or (3, "in_force", "law")
            elif group in ("propose", "plan", "threaten"):
                if mood == "denied":
                    return None
                state = {"propose": "proposed", "plan": "announced", "threaten": "threatened"}[group]
                last = last or (1, state, {"propose": "considered"}.get(group, state))
            elif mood == "denied" and self._low(act.word).startswith(("enforc", "appl", "implement")):
                last = (5, "suspended", "law")
            elif mood == "dropped":
                return "withdrawn", "denied", True
            elif mood in ("denied", "wished", "conditional", "hedged"):
                if not (self.phrase.is_noun and self.phrase.acts):
                    return None
            else:
                state = {
                    "done": "in_force",
                    "ahead": "announced",
                    "considered": "proposed",
                    "threatened": "threatened",
                }[mood]
                if group == "tell" and mood == "done":
                    state = "announced"
                rank = {"in_force": 3, "announced": 2, "proposed": 1, "threatened": 1}[state]
                if last is None or rank > last[0]:
                    last = (rank, state, _FIRM[state])
        if self._is_on_hold() and (last is None or last[0] < 4):
            return "suspended", "law", True
        if is_kept and (last is None or last[0] < 4):
            return "in_force", "law", True
        if last is None:
            return "in_force", "law", False
        return last[1], last[2], True

    def _is_on_hold(self) -> bool:
        """ "put its curbs on ice", "were put on hold"."""
        near = [w.low for w in self.words[self.phrase.right - 1 : self.phrase.right + 12]]
        return any(a in ("on", "in", "into") and b in _HOLD for a, b in pairwise(near)) and any(
            w.low in _PUT for w in self.words
        )
