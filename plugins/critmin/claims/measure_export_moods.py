"""In what mood a verb about an export measure stands: done, ahead, considered, threatened, denied, only imagined."""

from critmin.claims.frame_words import Word, closed
from critmin.claims.measure_export_phrases import Phrase, Reader
from critmin.claims.measure_export_words import (
    FEARS,
    MAY,
    ONLOOKERS,
    PLANS,
    PONDERS,
    REFUSES,
    TAKEN,
    THREATENS,
    WILL,
    WISHES,
    senses,
)

_MIGHT = frozenset(["may", "might", "could"])
_DUTIES = frozenset(
    ["tariff", "tariffs", "duty", "duties", "tax", "taxes", "levy", "levies"]
)  # "a tax to curb exports"
_SAYS = frozenset(["said", "says", "warned", "announced", "adding", "added"])
_BY = frozenset(["in", "from", "to", "of", "with", "by", "for", "on", "if"])


class Moods:
    """The words around a phrase, and the mood of the verbs among them."""

    def __init__(self, reader: Reader, phrase: Phrase):
        self.reader = reader
        self.words: list[Word] = reader.words
        self.phrase = phrase

    def mood(self, k: int) -> str:
        """The mood of the verb at word `k`."""
        words = self.words
        low = words[k].low
        j = k - 1
        mood = "done"
        negated = False
        steps = 0
        while j >= 0 and steps < 8:
            w = words[j]
            steps += 1
            if w.low in ("theory", "principle") and self._low(j - 1) == "in":
                j -= 1
                mood = "hedged"
            elif w.tag == "n" or w.low.endswith("n't") or w.low in ("no", "neither", "nor"):
                negated = not negated
            elif w.low in MAY and w.tag != "x" and mood == "done":
                mood = "considered" if w.low in _MIGHT and self._is_of_government(j) else "hedged"
            elif w.low in WILL and mood == "done":
                mood = "ahead"
            elif w.low == "to" or (w.low in ("of", "for", "by", "on", "from", "about") and low.endswith("ing")):
                outer = "wished" if self._low(j - 1) in _DUTIES and w.low == "to" else self._outer(j - 1)
                if outer == "hedged" and self._low(j - 1) == "have":
                    mood = "considered"  # "may have to apply"
                elif outer == "denied":
                    negated = not negated
                elif outer:
                    mood = outer
                elif w.low == "to" and mood == "done":
                    mood = "ahead" if self._low(j - 1) in ("is", "are", "was", "were", "set", "due", "about") else mood
                if outer or w.low == "to":
                    break
                break
            elif w.tag in "abv" or w.low == "longer":
                if w.low == "longer":
                    negated = not negated if self._low(j - 1) == "no" else negated
            elif w.low in PONDERS and low.endswith("ing"):
                mood = "considered"
                break
            elif w.low in REFUSES and low.endswith("ing"):
                negated = not negated
                break
            elif w.tag == "&" and j and words[j - 1].low in senses("measure_act") | senses("measure_verb"):
                return self.mood(j - 1)
            else:
                break
            j -= 1
        is_loose = low.endswith("ing") and mood == "done" and (k == 0 or words[k - 1].low in (",", "if", ":"))
        tail = {x.low for x in words[self.phrase.right : self.phrase.right + 7]}
        if is_loose and tail & {"would", "could", "might", "may"}:
            return "hedged"
        if mood == "ahead" and j >= 0 and words[j].tag == "r" and self._low(j - 1) in closed("draft_word"):
            return "considered"  # "a bill that would restrict"
        if mood in ("ahead", "hedged") and self._is_in_draft():
            return "considered"
        frame = self._frame(k)
        if frame == "conditional":
            return "conditional"
        if frame == "denied":
            negated = not negated
        negated = negated or any(w.low in ("neither", "nor") for w in words[max(0, k - 7) : k])
        if negated:
            return "denied"
        if frame in ("wished", "feared") and mood != "done":
            return "wished"
        return mood

    def _is_in_draft(self) -> bool:
        """ "Would be taxed under a proposal": whether a draft is said to hold it."""
        return any(
            w.low in ("under", "in") and {self._low(k + n) for n in (1, 2, 3)} & closed("draft_word")
            for k, w in enumerate(self.words[self.phrase.right - 1 : self.phrase.right + 12], self.phrase.right - 1)
        )

    def _flat_mood(self) -> str:
        """The mood of a verb that is denied in itself: "will not approve exports"."""
        if self._frame(self.phrase.head) in ("conditional", "denied"):
            return "conditional"
        return (
            "ahead"
            if "will" in {w.low for w in self.words[max(0, self.phrase.head - 6) : self.phrase.head]}
            else "done"
        )

    def _outer(self, j: int) -> str:
        """What governs "to ban": "plans to", "threatened to", "is considering whether to", "refused to"."""
        steps = 0
        while j >= 0 and steps < 6:
            low = self.words[j].low
            if low == "order" and self._low(j - 1) == "in":
                return "wished"
            if low in ("decision", "move", "decisions", "moves", "moved"):
                return "wished" if self._low(j - 1) == "latest" else "done"
            if low in closed("value_word"):
                return "wished"
            if low in REFUSES or low in ("no", "not"):
                return "denied"
            if low in THREATENS:
                return "threatened"
            if low in PLANS and {self._low(j - n) for n in (1, 2)} & closed("dropped"):
                return "dropped"
            if self._is_wanted(j):
                return "considered"
            if (low in TAKEN and self._low(j - 1) not in ("has", "n't", "not")) or low in PLANS:
                is_no = {self._low(j - n) for n in (1, 2, 3)} & {"no", "not", "n't", "without"}
                return "denied" if is_no else "ahead"
            if low in PONDERS:
                return "considered"
            if low in WISHES:
                return "ahead" if self._is_order(j) else "wished"
            if low in closed("tell_verb"):
                return "done" if low.startswith("requir") else "ahead"
            if low in MAY:
                return "hedged"
            if self.words[j].tag == "V" and steps:
                mood = self.mood(j)
                return mood if mood in ("ahead", "hedged", "wished", "considered", "threatened") else ""
            if self.words[j].tag in "pcr" or low in senses("measure_act") or low in senses("measure_verb"):
                return ""
            j -= 1
            steps += 1
        return ""

    def _is_of_government(self, j: int) -> bool:
        """Whether a country or its government is said to be thinking of it: "the Peruvian government may stop"."""
        k = j - 1
        while k >= 0 and self.words[k].tag in "vx":
            k -= 1
        if (mark := self._low(k)) in (")", ","):  # "Peru, which votes in May, may"
            opening = "(" if mark == ")" else ","
            k = next((n for n in range(k - 1, max(-1, k - 14), -1) if self._low(n) == opening), 0) - 1
        if k < 0 or self.words[k].tag != "C" or self.words[k].number < 0:
            return False
        is_on_condition = any(w.low in ("if", "unless") for w in self.words[j : j + 30])
        if is_on_condition or self._low(k - 1) in _BY:
            return False
        is_said = bool({w.low for w in self.words[max(0, k - 8) : k]} & _SAYS)
        return is_said or self.reader.sentence.mentions[self.words[k].number].detail in (
            "government",
            "leader",
            "capital",
        )

    def _is_wanted(self, j: int) -> bool:
        """Whether a government itself wants to do it, which is a proposal: "Norway wants to cap exports"."""
        before = self.words[j - 1] if j else None
        wants = self.words[j].low in WISHES & PLANS and self._low(j + 1) == "to"
        return wants and before is not None and before.tag == "C" and before.number >= 0

    def _is_order(self, j: int) -> bool:
        """Whether a government asks its own firm: "asked its state-run miner Orvel to"."""
        near = self.words[j + 1 : j + 6]
        return self.words[j].low.startswith("ask") and any(w.tag == "G" for w in near)

    def _frame(self, k: int) -> str:
        """Conditions, onlookers and denials that the clause stands in."""
        words = self.words
        j, steps = k - 1, 0
        is_near = True
        while j >= 0 and steps < 40:
            low = words[j].low
            if (
                is_near
                and low in ("if", "unless", "whether", "should", "were")
                and (low in ("if", "unless", "whether") or j == 0 or self._low(j + 1) == "to")
            ):
                return "conditional"
            if low in ("denied", "denies", "dismissed", "refuted", "denying"):
                return "denied"
            if (low in ONLOOKERS or low in FEARS) and "according" not in {self._low(j - n) for n in (2, 3)}:
                return "feared"
            if low in WISHES and self.words[j].tag != "N" and is_near and not (self._is_order(j) or self._is_wanted(j)):
                return "wished"
            if low in (";",) or (low in ("but", "while", "whereas")):
                return ""
            if low == ",":
                is_near = False
            j -= 1
            steps += 1
        return ""

    def _low(self, j: int) -> str:
        return self.words[j].low if 0 <= j < len(self.words) else ""
