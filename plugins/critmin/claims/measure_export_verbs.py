"""Phrases that tell an export measure by a verb: "halted exports of tin", "may not be exported without a permit"."""

from critmin.claims.frame_words import closed
from critmin.claims.measure_export_goings import GoingReader
from critmin.claims.measure_export_phrases import Phrase
from critmin.claims.measure_export_words import is_verbal, senses, turn_at

_WEAK = closed("weak_trade")
_LETS = closed("let_verb")


class VerbReader(GoingReader):
    """Finds the phrases of a sentence, those that hang on verbs too."""

    def at_verb(self, k: int) -> Phrase | None:
        """The phrase that hangs on the verb at word `k`."""
        low = self.words[k].low
        if phrase := self.at_going(k):
            return phrase
        if low in _LETS and (phrase := self._refusal(k)):
            return phrase
        if turn := turn_at(self.words, k):
            return self._verb(k, turn.means, turn.length)
        verb = senses("measure_verb").get(low)
        if verb and (low not in senses("measure") or is_verbal(self.words, k)):
            return self._verb(k, verb.means)
        return None

    def _refusal(self, k: int) -> Phrase | None:
        """ "Will not approve exports of tin", "stopped allowing": a ban."""
        lead = [w.low for w in self.words[max(0, k - 6) : k]]
        if "again" in (*lead[-2:], self._low(k + 1)):
            return self._allowed_again(k)
        is_none = self._low(k + 1) == "no" and self._low(k + 2) in ("more", "further", *senses("trade"))
        if not is_none and not set(lead) & closed("refuse_let"):
            return None
        if lead and lead[-1] in ("be", "been"):
            phrase = Phrase("export_ban", k, False, k, trade="export", is_flat=True)
            self._goods_before(phrase, k - 1)
            is_of_exports = any(w.low in senses("trade") for w in self.words[max(0, k - 24) : k])
            return phrase if phrase.goods and is_of_exports else None
        for j in range(k + 1, min(k + 6, len(self.words))):
            w = self.words[j]
            if w.low in senses("trade") and not self._names_measure(j + 1):
                phrase = Phrase("export_ban", k, False, k, trade=senses("trade")[w.low].means)
                phrase.goods = [y for y in self.words[k:j] if y.tag in "MP"]
                self._after(phrase, j + 1)
                phrase.is_flat = True
                return phrase if phrase.goods else None
            if w.tag not in "dxJiMP":
                return None
        return None

    def _allowed_again(self, k: int) -> Phrase | None:
        """ "Has again allowed exports of tin": a ban that is over."""
        for j in range(k + 1, min(k + 6, len(self.words))):
            if self._low(j) in senses("trade"):
                phrase = Phrase("export_ban", k, False, k, trade=senses("trade")[self._low(j)].means, cues=["lifted"])
                phrase.goods = [w for w in self.words[k:j] if w.tag in "MP" and w.number >= 0]
                self._after(phrase, j + 1)
                return phrase if phrase.goods else None
        return None

    def _verb(self, k: int, kind: str, length: int = 1) -> Phrase | None:
        """A verb that acts on exports: they follow it, or stand before it in the passive."""
        w = self.words[k]
        phrase = Phrase(kind, k, False, k)
        j = k + length
        if kind == "export_ban" and length == 1 and (end := self._stops_going(k)):
            phrase.trade = "export"
            self._after(phrase, end)
            return phrase if phrase.goods else None
        if w.low in ("cut", "cuts", "cutting", "shut", "shuts", "choke", "choked", "chokes", "choking"):
            if self._low(j) != "off":
                return None
            j += 2 if self._low(j + 1) == "the" else 1
            if j < len(self.words) and self.words[j].tag == "C" and self._low(j + 1) in ("from",):
                phrase.targets.append(self.words[j])
                phrase.trade = "export"
                self._after(phrase, j + 2, gov="of")
                return phrase if phrase.goods else None
            if self._low(j) == "from" and self._low(k - 1) in ("been", "is", "was", "were", "are", "be"):
                return self._cut_off(phrase, j + 1)
        if w.low.startswith("withh") and j < len(self.words) and self.words[j].tag in "MP":
            phrase.trade = "export"
            self._after(phrase, j)
            return phrase if phrase.goods else None
        if self._low(j) in ("down", "back"):
            j += 1
        if self._low(j) == "on":
            j += 1
        if kind == "export_ban" and (sent := self._kept_from(k)):
            phrase.trade = "export"
            self._after(phrase, sent)
            return phrase if phrase.goods else None
        start = j
        while j < len(self.words) and j - start < 9:
            x = self.words[j]
            if x.low in senses("trade") and self._low(j + 1) not in ("chain", "chains"):
                if self._names_measure(j + 1):
                    return None
                phrase.trade = senses("trade")[x.low].means
                phrase.is_weak = x.low in _WEAK
                for y in self.words[start:j]:
                    if y.tag in "MP":
                        phrase.goods.append(y)
                    elif y.tag == "C":
                        phrase.origin.append(y)
                phrase.is_goods_before = bool(phrase.goods)
                self._after(phrase, j + 1)
                return phrase
            if (
                phrase.kind in ("export_ban", "export_quota")
                and x.tag in "MP"
                and x.number >= 0
                and j > start
                and self.words[j - 1].tag == "C"
                and self._is_demonym(j - 1)
                and w.low not in ("end", "ends", "ending", "ended", "cut", "cuts")
                and not any(y.low in senses("trade") for y in self.words[j + 1 : j + 3])
            ):
                phrase.trade, phrase.goods, phrase.origin = "import", [x], [self.words[j - 1]]
                self._after(phrase, j + 1)
                return phrase
            if x.tag in "MP" and x.number >= 0 and self._low(j + 1) == "from" and self._low(j + 2) in (
                "leaving", "being", "going", "entering"
            ):  # fmt: skip
                phrase.trade = "import" if self._low(j + 2) == "entering" else "export"
                phrase.goods = [x]
                self._after(phrase, j + 3)
                return phrase
            if not (x.tag in "dxMPCsJNv&#S" or x.low in ("-", '"')) or (x.tag == "x" and x.low in senses("measure")):
                break
            j += 1
        return self._passive(phrase)

    def _stops_going(self, k: int) -> int:
        """Where the goods begin in "stopped sending tin abroad"."""
        j = k + 1
        low = self._low(j)
        return j + 1 if low.endswith("ing") and low not in senses("trade") and self._going(j) else 0

    def _kept_from(self, k: int) -> int | None:
        """Where the goods begin in "stop miners from selling tin abroad"."""
        for j in range(k + 1, min(k + 9, len(self.words) - 2)):
            if self.words[j].low == "from" and self.words[j + 1].low in ("exporting", "shipping", "selling", "sending"):
                tail = {w.low for w in self.words[j : j + 12]}
                return j + 2 if tail & {"exporting", "abroad", "overseas", "shipping"} else None
            if self.words[j].tag in "cr" or self.words[j].low in (",", ";"):
                return None
        return None

    def _cut_off(self, phrase: Phrase, j: int) -> Phrase | None:
        """ "Japan has been cut off from Chinese tin": the subject is hit, the owner of the goods does it."""
        cut = next((w for w in reversed(self.words[: phrase.head]) if w.tag == "C" and w.number >= 0), None)
        self._after(phrase, j, gov="of")
        if cut is None or not phrase.goods:
            return None
        phrase.targets, phrase.by, phrase.trade = [cut], list(phrase.origin), "export"
        return phrase

    def _names_measure(self, j: int) -> bool:
        """Whether a measure follows a word of trade: "suspended an export ban" acts on the ban."""
        return any(w.low in senses("measure") for w in self.words[j : j + 2]) and self._low(j) not in (
            "of",
            "to",
            "from",
        )

    def _passive(self, phrase: Phrase) -> Phrase | None:
        """ "Exports of tin to Peru have been halted": what comes before the verb."""
        k = phrase.head
        j, is_passive = k - 1, False
        while j >= 0 and self.words[j].tag in "abnv":
            is_passive = is_passive or self.words[j].tag == "b"
            j -= 1
        if not is_passive or not self.words[k].low.endswith(("ed", "en")):
            return None
        if phrase.kind == "export_ban" and self._is_foreign(phrase, j):
            self._after(phrase, k + 1)
            return phrase
        for t in range(j, max(-1, j - 22), -1):
            w = self.words[t]
            if w.low in (";", "that", "which", "but", "while") or (w.tag == "V" and w.low not in senses("trade")):
                break
            if w.low == "," and not (self._goods_near(t + 1, 4) and self._goods_near(t - 3, 3)):
                return None
            if w.low in senses("trade"):
                if self._names_measure(t + 1):
                    return None
                phrase.trade = senses("trade")[w.low].means
                phrase.is_weak = w.low in _WEAK
                probe = Phrase(phrase.kind, t, True, t)
                self._before(probe)
                self._after(probe, t + 1)
                phrase.left = probe.left
                phrase.goods, phrase.targets, phrase.origin = probe.goods, probe.targets, probe.origin
                if probe.owner is not None:
                    phrase.origin.append(probe.owner)
                self._after(phrase, k + 1)
                return phrase
        return None

    def _is_foreign(self, phrase: Phrase, j: int) -> bool:
        """Whether goods of another country end at word `j`: "Russian zinc was banned", "zinc from Russia is barred"."""
        near = self.words[max(0, j - 2) : j + 1]
        goods = [w for w in near if w.tag in "MP" and w.number >= 0]
        named = [w for w in near if w.tag == "C" and w.number >= 0]
        if len(goods) != 1 or len(named) != 1 or any(w.low in senses("trade") for w in self.words[max(0, j - 8) : j]):
            return False
        is_demonym = near[-1] is goods[0] and near[-2] is named[0] and self._is_demonym(j - 1)
        if not is_demonym and not (near[-1] is named[0] and near[-2].low == "from"):
            return False
        phrase.trade, phrase.goods, phrase.origin = "import", goods, named
        return True
