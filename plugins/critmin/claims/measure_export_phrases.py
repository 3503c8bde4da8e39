"""Phrases that tell an export measure, cut out of a sentence word by word.

A phrase hangs on a noun ("Chile's curbs on lithium exports to Peru") or on a verb ("halted exports of tin"). Around it
stand its owner, its goods, whom it hits, who set it, and the verbs that act on it. What these mean for a record is
said in `measure_export_frames`.
"""

from dataclasses import replace

from critmin.claims.frame_words import closed, words
from critmin.claims.measure_export_words import (
    BUYERS,
    CROSSED,
    USERS,
    Phrase,
    aimed_at,
    crosses,
    is_verbal,
    made_in,
    senses,
    share,
)
from critmin.claims.mentions import Folded

REACH = 45  # words after its head that a phrase may take
_HEAD_GOES_ON = closed("measure_tail")
_NO_HEAD = closed("no_measure")
_RAW = frozenset(["raw_minerals", "raw_ore", "metals", "ores"])
_PUT_ON = frozenset(["imposed", "placed", "put", "slapped"])
_SHORT_OF = closed("not_of_trade")
_MADE_IN = frozenset(["in", "from"])
_AIMED_AT = frozenset(["targeted", "targets", "targeting", "hit", "hits", "against", "at"])
_GOODS_AFTER = closed("goods_link")
_SOFT = closed("soft_measure")
_STOPS = closed("measure_stop")
_WEAK = closed("weak_trade")
PLANNED = frozenset(
    ["planned", "forthcoming", "looming", "upcoming", "proposed", "mooted", "suggested", "threatened", "lifted",
     "scrapped", "abolished", "expired", "revoked", "suspended", "paused", "shelved"]
)  # fmt: skip
COVERS = closed("cover_word")
_TAKES_NO_GOODS = closed("use_word")


class Reader:
    """Finds the phrases of one sentence; each word is the head of one phrase at most."""

    def __init__(self, sentence: Folded):
        self.sentence = sentence
        self.words = words(sentence)

    def phrases(self) -> list[Phrase]:
        found: list[Phrase] = []
        for k, w in enumerate(self.words):
            if found and k < found[-1].right and k <= found[-1].head:
                continue
            noun = senses("measure").get(w.low)
            is_noun = noun is not None and not is_verbal(self.words, k)
            phrase = self._noun(k, noun.means) if is_noun else self.at_verb(k)
            if phrase is not None:
                if found and not (is_noun or found[-1].is_noun) and k < found[-1].right:
                    continue  # "may stop miners from selling tin abroad": one verb tells it
                if (
                    found
                    and found[-1].is_noun
                    and found[-1].right > phrase.head
                    and self.words[found[-1].head].low in senses("measure_act_noun")
                    and self._low(found[-1].head + 1) in ("of", "to", "in")
                ):
                    found.pop()  # "the suspension of the curbs": an act on the curbs
                if found and self._is_joined(found[-1], phrase):
                    found[-1].right = phrase.left
                    share(found[-1], phrase)
                elif found and phrase.is_noun and found[-1].is_noun and found[-1].right > phrase.head:
                    between = self.words[found[-1].head + 1 : phrase.head]
                    if phrase.head - found[-1].head <= 2 and not any(x.tag == "i" for x in between):
                        continue  # "licence requirement", "quota limits"
                    found[-1].right = min(found[-1].right, phrase.left)
                found.append(phrase)
                if phrase.is_noun and (also := self._on_another(phrase)):
                    found.append(also)
        return found

    def _is_joined(self, first: Phrase, second: Phrase) -> bool:
        """ "Controls and quotas on": whether two nouns of measures stand side by side."""
        is_pair = first.is_noun and second.is_noun and second.head - first.head == 2 and first.kind != second.kind
        return is_pair and self.words[first.head + 1].tag == "&"

    def _on_another(self, phrase: Phrase) -> Phrase | None:
        """The second on one noun: "bans by Peru on tin and by Chile on zinc", "quotas for tin from Peru and zinc
        from Chile"."""
        k = phrase.right
        if phrase.origin and phrase.goods and self._low(k) == "and" and self._goods_from(k + 1):
            also = replace(phrase, left=phrase.head, goods=[], origin=[], targets=[])
            self._after(also, k + 1, gov="of")
            return also
        if not phrase.by or self._low(k) not in ("and", ",") or self._low(k + 1) != "by":
            return None
        also = Phrase(phrase.kind, phrase.head, True, phrase.left, trade=phrase.trade)
        self._after(also, k + 1)
        return also if also.by and also.goods else None

    def at_verb(self, k: int) -> Phrase | None:
        """The phrase that hangs on the verb at word `k`; None here, where only nouns are read."""
        return None

    # -- nouns ----------------------------------------------------------------------------------------------------

    def _noun(self, k: int, kind: str) -> Phrase | None:
        end = k
        while end + 1 < len(self.words) and self.words[end + 1].low in _HEAD_GOES_ON:
            end += 1
        after = self._low(end + 1)
        if self._low(k - 1) in _SHORT_OF:
            return None
        if after in _NO_HEAD or (after == "-" and not self._low(end + 2).startswith("‹")):
            return None
        phrase = Phrase(kind, k, True, k)
        self._before(phrase)
        if self.words[k].low in _SOFT and phrase.trade != "export":
            return None  # "export rules" are a measure, "rules" are none
        self._after(phrase, end + 1)
        if self.words[k].low in _SOFT and not phrase.goods:
            return None
        if self._low(k).startswith("constraint") and not self._low(k - 1).startswith("export"):
            return None  # "supply constraints"
        return phrase

    def _before(self, phrase: Phrase) -> None:
        """The noun group before its head: owner, goods, "planned", "export"."""
        j = phrase.head - 1
        while j >= 0 and phrase.head - j < 14:
            w = self.words[j]
            if w.low in senses("trade"):
                phrase.trade = phrase.trade or senses("trade")[w.low].means
            elif w.tag in "MP" and w.number >= 0:
                if not self._modifies_goods(j):
                    phrase.goods.insert(0, w)
                phrase.is_goods_before = True
            elif w.tag in "CG" and w.number >= 0:
                if phrase.owner is None and self._is_owner(j):
                    phrase.owner = w
                    j -= 1
                    if self._low(j) in ("the", "a", "an", "another"):
                        phrase.determiner = self._low(j)
                        j -= 1
                break
            elif w.tag == "d":
                phrase.determiner = phrase.determiner or w.low
                if w.low not in ("all", "own", "two", "three", "four", "five", "seven", "several", "such"):
                    j -= 1
                    break
            elif w.low in ("ore", "ores", "concentrate", "concentrates") and w.tag == "x":
                phrase.is_of_ore = True
            elif w.low in PLANNED:
                phrase.cues.append(w.low)
            elif w.tag in "xJNsRU#vDS" or (w.low in ("-", '"', "”", "“")):
                if w.tag == "x" and self._is_finite(j):
                    break
            elif w.tag == "V" and w.low.endswith(("ed", "ing", "new")) and self._modifies(j):
                phrase.cues.append(w.low)
            elif w.tag == "V" and w.low in senses("trade"):
                pass
            elif w.tag == "&" and j and self.words[j - 1].tag in "MPxN" and self._low(j + 1) not in ("",):
                if not (self.words[j - 1].tag in "MP" or self.words[j - 1].low in senses("measure")):
                    break
            else:
                break
            j -= 1
        phrase.left = j + 1

    def _is_finite(self, j: int) -> bool:
        """Whether a word that no list knows must be a verb here: "‹C0› slapped an", "that hit"."""
        w = self.words[j]
        if w.low not in senses("measure_act") or j == 0:
            return False
        before = self.words[j - 1]
        if w.low in ("planned", "proposed", "threatened", "announced") and before.low in senses("measure_act"):
            return False  # "suspended planned controls"
        return (
            before.tag in "CGrabnV" or before.low == "to" or w.low.endswith("ing") or is_verbal(self.words, j)
        ) and before.tag not in "dsJ"

    def _modifies(self, j: int) -> bool:
        before = self.words[j - 1] if j else None
        if j > 1 and before.tag == "&" and self._low(j).endswith("ing") and self._low(j - 2).endswith("ing"):
            return False  # "from banning or imposing quotas"
        return before is None or before.tag in "dsJ&NV" or (before.tag in "C" and self._is_demonym(j - 1))

    def _is_demonym(self, j: int) -> bool:
        return self.sentence.mentions[self.words[j].number].detail == "demonym"

    def _is_owner(self, j: int) -> bool:
        before = self._low(j - 1)
        return (
            self._low(j + 1) in ("'s", "'")
            or self._is_demonym(j)
            or before in ("", ",", "and", "the", "of", "by")
            or (j + 1 < len(self.words) and self.words[j + 1].tag in "MPxN")
        )

    # -- what follows ---------------------------------------------------------------------------------------------

    def _after(self, phrase: Phrase, j: int, gov: str = "") -> None:
        """What follows a head: goods, partners, who set it, participles that act on it."""
        first = j
        is_list = is_tech = False
        while j < len(self.words) and j - first < REACH:
            w = self.words[j]
            if w.number >= 0 and w.tag in "MP":
                if self._modifies_goods(j):
                    pass
                elif (
                    (gov in _GOODS_AFTER or (not gov and j - first < 4) or is_list)
                    and self._low(j + 1) not in USERS
                    and not (self._low(j + 2) == "other" and self._low(j + 3) in USERS)
                    and gov != "no"
                ):
                    phrase.goods.append(w)
                    is_list = True
            elif w.number >= 0 and w.tag in "CG":
                if self._takes_party(phrase, j, gov) == "stop":
                    break
                is_list = False
            elif w.low in senses("trade") and self._low(j + 1) not in ("chain", "chains"):
                phrase.trade = phrase.trade or ("" if w.low in _WEAK else senses("trade")[w.low].means)
                gov = ""
            elif w.tag == "#":
                phrase.tonnes = phrase.tonnes or self._low(j + 1) in ("tonnes", "tons", "t", "mt", "tonne", "metric")
            elif (w.low == "may" or w.low in closed("time")) and self.words[j - 1].tag == "i":
                pass  # "in May"
            elif w.tag == "i" and not (w.low in ("after", "as", "before") and is_list):
                if w.low == "in" and self._low(j + 1) in ("response", "retaliation", "order", "return", "exchange"):
                    break
                if w.low in ("amid", "despite", "following", "during", "after", "alongside"):
                    break
                gov, is_list = w.low, is_list and w.low == "of"
                if w.low == "to" and self._low(j - 1) in ("related", "linked", "relating", "pertaining", "applying"):
                    gov = "of"
                if w.low == "of" and self._low(j - 1) in ("benefit",):
                    gov = "to"
            elif w.low in _GOODS_AFTER:
                gov = "of"
            elif w.low in _TAKES_NO_GOODS:
                gov, is_list = "no", False
            elif w.low in closed("know_how"):
                is_tech, gov = True, "of"
            elif is_tech and (w.low == "to" or w.low in closed("work_verb")):
                gov = "of"
            elif w.low in _STOPS or w.low == ";" or w.tag == "c" or (w.low == "similar" and phrase.goods):
                break
            elif w.low == ",":
                is_told_next = self._is_bare(phrase) and self._low(j + 1) == "which" and self._low(j + 2) in COVERS
                if not is_told_next and (not (is_list or not phrase.goods) or not self._list_goes_on(j + 1, phrase)):
                    break
                gov = "of" if gov != "to" else gov
            elif w.low in (":", "-", "–", "—", "("):
                if not self._goods_near(j + 1, 5):
                    if w.low == "(":
                        while j < len(self.words) and self.words[j].low != ")":
                            j += 1
                    else:
                        break
                else:
                    gov = "of"
            elif w.low == ")":
                gov = gov or "of"
            elif w.tag == "&" and phrase.origin and phrase.goods and self._goods_from(j + 1):
                break
            elif w.tag == "&":
                if not self._joins_on(j + 1) and self._low(j + 1) not in ("other", "related", "similar", "further"):
                    break
            elif w.low in COVERS and phrase.is_noun and self._is_bare(phrase) and self._goods_near(j + 1, 9):
                gov = "of"
            elif w.tag == "r" and phrase.is_noun and self._is_bare(phrase) and self._low(j + 1) in COVERS:
                pass
            elif w.tag == "r" and phrase.goods and (made := made_in(self.words, j + 1)):
                phrase.origin.append(self.words[made])
                gov, is_list, j = "", False, made
            elif w.tag == "r" and phrase.goods and (hit := aimed_at(self.words, j + 1)):
                phrase.targets.append(self.words[hit])
                gov, is_list, j = "", False, hit
            elif w.tag == "r" and not phrase.trade and (over := crosses(self.words, j + 1)):
                phrase.trade = CROSSED[self._low(over)]
                gov, is_list, j = "", False, over
            elif w.tag == "r" and phrase.is_noun and self._is_bare(phrase) and (verb := self._set_by(j + 1)):
                phrase.by.append(self.words[j + 1 if self.words[j + 1].tag == "C" else j + 2])
                phrase.acts.append(verb)
                gov, j = "", verb
            elif w.tag == "r" and phrase.goods and (at := self._named_behind(j, _MADE_IN)):
                phrase.origin.append(self.words[at])
                j = at
            elif w.tag == "r" and phrase.goods and (at := self._named_behind(j, _AIMED_AT)):
                phrase.targets.append(self.words[at])
                j = at
            elif w.tag in "ab" and j == first and phrase.is_noun and not phrase.goods and (verb := self._is_set(j)):
                phrase.acts.append(verb)
                gov, j = "", verb
            elif w.tag == "r" or w.tag in "ab":
                break
            elif w.tag == "V" or (
                w.low in senses("measure_act") and not w.low.endswith("s") and self.words[j - 1].tag not in "idJMP&"
            ):
                if w.low.endswith(("ed", "en", "ing")) or w.low in ("put", "set"):
                    if w.low in senses("measure_act") and self._is_reduced(j):
                        phrase.acts.append(j)
                        gov = ""
                    elif (
                        w.low.endswith("ing") and gov in ("", "of") and w.low in ("exporting", "covering", "targeting")
                    ):
                        gov = "of"
                    elif (
                        self._low(j + 1) in ("to", "in", "by", "on", "as", "with", "for")
                        or self.words[j - 1].tag == "d"
                    ):
                        gov = "of" if w.low in ("related", "linked") else "no" if gov != "of" else gov
                    elif not (self.words[j - 1].tag in "id&" or gov in _GOODS_AFTER):
                        break
                elif w.low not in senses("trade"):
                    break
            j += 1
        phrase.right = j

    def _named_behind(self, j: int, leads: frozenset[str]) -> int:
        """The word of the country in "that is produced in Russia"; 0 where no word of `leads` leads to one."""
        for n in range(j + 1, min(j + 7, len(self.words))):
            if self.words[n].tag == "C" and self.words[n].number >= 0:
                near = self._low(n - 2) if self._low(n - 1) == "the" else self._low(n - 1)
                return n if near in leads else 0
        return 0

    def _is_bare(self, phrase: Phrase) -> bool:
        """Whether a phrase names no goods yet, or only "minerals" and "metals" at large."""
        return all(w.tag == "P" and set(self.sentence.mentions[w.number].values) <= _RAW for w in phrase.goods)

    def _modifies_goods(self, j: int) -> bool:
        """Whether a mineral only says which goods are meant: "lithium batteries"."""
        after = self.words[j + 1] if j + 1 < len(self.words) else None
        if not (self.words[j].tag == "M" and after is not None and after.tag == "P" and after.number >= 0):
            return False
        return not set(self.sentence.mentions[after.number].values) & _RAW

    def _is_set(self, j: int) -> int | None:
        """The participle of "were imposed on", behind the noun of a measure: what it is on comes after."""
        while j < len(self.words) and self.words[j].tag in "abnv":
            j += 1
        sense = senses("measure_act").get(self._low(j))
        return j if sense and self._low(j + 1) in ("on", "for", "over", "against") else None

    def _set_by(self, j: int) -> int | None:
        """The verb of "that Beijing placed": a government and what it does with the measure."""
        at = j + 1 if self._low(j) == "the" else j
        if at >= len(self.words) or self.words[at].tag != "C":
            return None
        for k in range(at + 1, min(at + 4, len(self.words))):
            sense = senses("measure_act").get(self.words[k].low)
            if sense and sense.means in ("set", "tell"):
                return k
        return None

    def _is_reduced(self, j: int) -> bool:
        """Whether a participle tells of the noun before it: "curbs imposed by", "a ban announced in"."""
        after = self.words[j + 1] if j + 1 < len(self.words) else None
        return after is None or after.tag in "iDvp&" or after.low in ("this", "last", "earlier")

    def _takes_party(self, phrase: Phrase, j: int, gov: str) -> str:
        w = self.words[j]
        after = self._low(j + 1)
        if after in ("'s", "'"):
            after = self._low(j + 2)
        near = {self._low(j + n) for n in (1, 2, 3)}
        if gov == "by":
            phrase.by.append(w)
        elif gov == "for" and phrase.kind == "export_quota" and phrase.trade != "export":
            phrase.origin.append(w)
        elif gov in ("to", "for", "against", "toward", "towards", "at") or after in BUYERS:
            is_one = gov in ("to", "toward", "towards", "against") or bool(near & BUYERS)
            is_reply = self._low(j - 1) in ("response", "threat", "blow") or bool(near & senses("measure").keys())
            if is_one and not is_reply:
                phrase.targets.append(w)
        elif gov in ("from", "in", "out", "at"):
            phrase.origin.append(w)
        elif gov in ("on", "of", "over"):
            if near & senses("trade").keys() or self._goods_near(j + 1, 2):
                phrase.origin.append(w)
            elif (
                phrase.kind in ("export_ban", "export_control")
                and gov == "on"
                and (not phrase.trade or {self._low(j - n) for n in (2, 3)} & _PUT_ON)
            ):
                phrase.targets.append(w)
        elif not gov and (near & senses("trade").keys() or self._goods_near(j + 1, 2)):
            phrase.origin.append(w)
        elif not gov and phrase.right == 0:
            return "stop"
        return ""

    def _list_goes_on(self, j: int, phrase: Phrase) -> bool:
        """Whether goods follow a comma: another of a list, or "including", "such as"."""
        if j >= len(self.words) or not (phrase.goods or phrase.trade):
            return False
        if self._low(j) in ("including", "such", "namely", "like", "as", "from", "among"):
            return self._goods_near(j, 6)
        return self._goods_near(j, 4)

    def _goods_near(self, j: int, reach: int) -> bool:
        for w in self.words[j : j + reach]:
            if w.tag in "MP" and w.number >= 0:
                return True
            if w.tag in "Vabcr" or (w.tag in "CG" and w.number >= 0) or w.low in (";", ","):
                return False
        return False

    def _goods_from(self, j: int) -> bool:
        """Whether goods with the country that they come from begin at word `j`: "zinc imports from Chile"."""
        near = self.words[j : j + 6]
        k = next((n for n, w in enumerate(near) if w.tag in "MP" and w.number >= 0), None)
        tail = [] if k is None else [w for w in near[k + 1 :] if w.tag not in "x" and w.low not in senses("trade")]
        return len(tail) > 1 and tail[0].low == "from" and tail[1].tag == "C"

    def _joins_on(self, j: int) -> bool:
        if j >= len(self.words):
            return False
        w = self.words[j]
        if w.tag in "MP" or w.low in senses("trade"):
            return True
        if w.tag in "Vabr":
            return False
        return self._goods_near(j, 4) or any(x.low in senses("trade") for x in self.words[j : j + 3])

    def _low(self, j: int) -> str:
        return self.words[j].low if 0 <= j < len(self.words) else ""
