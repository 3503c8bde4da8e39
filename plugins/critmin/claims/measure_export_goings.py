"""What the law does with goods that go out, told by verbs: "may not leave Peru", "must apply to", "is taxed at 5%".

A going is a verb for goods that cross the border (`_going`): to export, to ship, to send abroad, to leave the country.
Around it stands what the law makes of it: not allowed, allowed with a paper, so many tonnes allowed, a crime. What
follows from a duty to apply, a list that goods join and a charge on goods that go is read here too. Words are rows of
the seed `frame_words`.
"""

from critmin.claims.frame_words import closed
from critmin.claims.measure_export_phrases import Phrase, Reader
from critmin.claims.measure_export_words import senses

_GO = closed("ship_verb")  # goods are its object: to export, to ship
_CARRY = closed("carry_verb")  # so are they where "abroad" follows: to sell, to send
_LEAVE = closed("leave_verb")  # goods are its subject, the country follows: to leave, to cross
_ABROAD = closed("abroad_word")
_PLACE = closed("home_word")  # the country, the border, port
_LETS = closed("may_ship")
_PAPER = closed("paper_word")
_UNLESS = closed("unless_word")
_CRIME = closed("crime_word")
_AGENTS = closed("ship_agent")
_MUSTS = closed("must_word")
_APPLY = closed("apply_verb")
_JOINS = closed("add_verb")
_LISTS = closed("list_word")
_PAYS = closed("pay_verb")
_TONNES = frozenset(["tonnes", "tons", "tonne", "t", "mt"])
_REVIEWS = frozenset(["review", "reviews", "check", "checks", "scrutiny", "examination", "vetting", "inspection"])
_CONTROLS = frozenset(["control", "controls", "controlled"])
_ONTO = frozenset(["to", "on", "onto", "in", "under", "among"])
_NO_TAX = frozenset(
    ["royalty", "royalties", "interest", "premium", "premiums", "price", "prices", "dividend", "dividends"]
)
REACH = 14


class GoingReader(Reader):
    """Finds the phrases that hang on a verb of going, on a duty to apply, on a list and on a charge."""

    def at_going(self, k: int) -> Phrase | None:
        """The phrase that hangs on the word `k`, where it is such a verb."""
        low = self._low(k)
        if low in _GO or low in _CARRY or low in _LEAVE:
            end = self._going(k)
            return self._law_on(k, end) if end else None
        if low in _APPLY and (phrase := self._duty_to_apply(k)):
            return phrase
        if low in _JOINS and (phrase := self._listing(k)):
            return phrase
        if low in _PAYS:
            return self._charge(k) or self._scrutiny(k)
        return None

    # -- goods that go --------------------------------------------------------------------------------------------

    def _going(self, k: int) -> int:
        """Where the telling of a going ends that begins at word `k`; 0 where it is none."""
        low = self._low(k)
        if low in _LEAVE:
            j = k + 1
            while j < len(self.words) and (self.words[j].tag in "dJ" or self._low(j) == "over"):
                j += 1
            if j < len(self.words) and (self.words[j].tag == "C" or self._low(j) in _PLACE):
                return j + 1
            return k + 1 if self._has_tonnes(k) else 0
        if low in _GO:
            return k + 1
        for j in range(k + 1, min(k + 12, len(self.words))):
            w = self.words[j]
            if w.low in _ABROAD or (w.low == "out" and self._low(j + 1) == "of"):
                return j + 1 if low in ("sold",) or not self._goods_near(k + 1, 9) else k + 1
            if w.low in ("to", "for") and self._names_buyer(j + 1):
                return k + 1
            if w.tag in "cr" or w.low == ";" or (w.tag == "V" and j > k + 1):
                return 0
        return 0

    def _names_buyer(self, j: int) -> bool:
        """Whether a foreign buyer stands at word `j`: "to Peru", "to American utilities"."""
        near = self.words[j : j + 3]
        return any(w.tag == "C" and w.number >= 0 for w in near) or any(
            w.low in ("foreign", "foreigners") for w in near
        )

    def _has_tonnes(self, k: int) -> bool:
        return any(w.low in _TONNES for w in self.words[max(0, k - 8) : k])

    def _clause(self, k: int) -> int:
        """Where the clause of word `k` begins."""
        j = k
        while j > 0 and k - j < 18 and not (self.words[j - 1].tag == "c" or self._low(j - 1) in (";", ":")):
            j -= 1
        return j

    def _tail(self, j: int, reach: int = REACH) -> list[str]:
        found: list[str] = []
        for w in self.words[j : j + reach]:
            if w.low == ";" or w.low in ("but", "while", "whereas"):
                break
            found.append(w.low)
        return found

    def _law_on(self, k: int, end: int) -> Phrase | None:
        """What the law makes of a going: a ban, a licence, so many tonnes; None where it says nothing of it."""
        words, low = self.words, self._low(k)
        first = self._clause(k)
        lead = [w.low for w in words[max(first, k - 9) : k]]
        tail = self._tail(end)
        may = [n for n in range(max(first, k - 9), k) if words[n].low in _LETS]
        is_denied = (
            any(w.tag == "n" or w.low in ("cannot", "nor") for w in words[max(first, k - 6) : k])
            or ("longer" in lead[-6:] and "no" in lead)
            or self._is_none(first, may[-1] if may else k)
        )
        is_only = "only" in lead or (bool(may) and "only" in [w.low for w in words[max(0, k - 24) : k]])
        is_papered = bool(set(tail) & _PAPER) or bool(set(lead) & _PAPER)
        is_ahead = "will" in lead and "be" in lead[-2:]
        if is_denied and (may or "longer" in lead or is_ahead) and "if" not in lead:
            is_unless = bool((set(tail) | {w.low for w in words[max(0, k - 24) : k]}) & _UNLESS) and (
                is_papered or "unless" in tail
            )
            return self._flat("licensing" if is_unless else "export_ban", k, end)
        if set(lead) & closed("refuse_let") and may and words[k - 1].low != "of":
            return self._flat("export_ban", k, end)
        if may and is_only and (is_papered or "only" in tail[:3]):
            return self._flat("licensing", k, end)
        is_out = low in _GO or low in _LEAVE or bool({*tail[:12], *lead} & _ABROAD)
        if may and is_out and not is_denied and (self._has_tonnes(k) or set(tail[:12]) & _TONNES):
            phrase = self._flat("export_quota", k, end)
            if phrase is not None:
                phrase.left, phrase.is_flat, phrase.tonnes = may[-1], False, True
                phrase.is_borne = self._low(may[-1]) in ("may", "can", "able", "entitled", "free")
            return phrase
        if set(lead[-4:]) & _CRIME and lead[-1:] == ["to"]:
            return self._flat("export_ban", k, end)
        if self._low(k).endswith("ing") and (k == 0 or words[k - 1].tag in "pcx&" or lead[-1:] == ["that"]):
            return self._predicate(k, end)
        return None

    def _is_none(self, first: int, may: int) -> bool:
        """ "No copper cathode may": whether the subject before a word of leave is none at all."""
        return any(self._low(n) == "no" and self._goods_near(n + 1, 5) for n in range(max(first, may - 9), may))

    def _predicate(self, k: int, end: int) -> Phrase | None:
        """ "Exporting raw tin is a crime": what is said of a going."""
        for n in range(end, min(end + 12, len(self.words))):
            if self.words[n].tag in "cr" or self._low(n) == ";":
                return None
            if self._low(n) in _CRIME:
                phrase = Phrase("export_ban", n, False, k, trade="export", is_flat=True)
                self._after(phrase, end)
                phrase.right = max(phrase.right, n + 1)
                return phrase if phrase.goods else None
        return None

    def _flat(self, kind: str, k: int, end: int) -> Phrase | None:
        """A phrase on a going, with its goods: after it where it is active, before it else."""
        words = self.words
        phrase = Phrase(kind, k, False, k, trade="export", is_flat=True)
        aux = k - 1
        while aux > 0 and words[aux].tag == "v":
            aux -= 1
        is_passive = self._low(aux) in ("be", "been", "being")
        if not is_passive and self._low(k) not in _LEAVE:
            self._after(phrase, k + 1)
        if not phrase.goods:
            j = k
            while j > 0 and words[j - 1].tag in "bavn":
                j -= 1
            self._goods_before(phrase, j)
            if phrase.right <= k:
                goods = list(phrase.goods)
                self._after(phrase, k + 1)
                phrase.goods = goods or phrase.goods
        if self._low(k) in _LEAVE and words[end - 1].tag == "C":
            phrase.origin.append(words[end - 1])
        phrase.right = max(phrase.right, end)
        is_known = kind == "export_quota" or {w.low for w in words[max(0, k - 7) : k]} & {"it", "they", "them"}
        return phrase if phrase.goods or is_known else None

    def _goods_before(self, phrase: Phrase, k: int) -> None:
        """The goods of the subject that ends before word `k`."""
        j = k - 1
        while j >= 0 and k - j < 24 and not (self.words[j].tag in "cr" or self.words[j].low in (";", "said")):
            w = self.words[j]
            if w.tag == "V" and phrase.goods:
                return
            if w.number >= 0 and w.tag in "MP" and not self._modifies_goods(j):
                phrase.goods.insert(0, w)
            elif w.number >= 0 and w.tag == "C" and self._low(j - 1) == "from":
                phrase.origin.append(w)
            elif w.number >= 0 and w.tag == "C" and "to" in (self._low(j - 1), self._low(j - 2)):
                phrase.targets.append(w)
            j -= 1

    # -- duties of who ships ---------------------------------------------------------------------------------------

    def _duty_to_apply(self, k: int) -> Phrase | None:
        """ "Shippers of tin have to apply to the ministry": a licence without its word."""
        lead = [w.low for w in self.words[max(0, k - 5) : k]]
        if not set(lead) & _MUSTS or not set(self._tail(k + 1, 7)) & {"to", "for"}:
            return None
        if set(self._tail(k + 1, 7)) & senses("measure").keys():
            return None  # "apply for a licence" is read by its noun
        agent = next((n for n in range(k - 1, max(-1, k - 22), -1) if self._low(n) in _AGENTS), None)
        if agent is None:
            return None
        phrase = Phrase("licensing", k, False, k, trade="export", is_borne=True)
        probe = Phrase("licensing", agent, True, agent)
        self._before(probe)
        self._after(probe, agent + 1)
        phrase.goods, phrase.origin = probe.goods, probe.origin
        if not phrase.goods:
            self._goods_before(phrase, agent)
        for n in range(k + 1, min(k + 5, len(self.words))):
            if self.words[n].tag == "C" and self._low(n - 1) in ("to", "the"):
                phrase.by.append(self.words[n])
        phrase.right = k + 2
        phrase.is_flat = True
        return phrase if phrase.goods else None

    def _listing(self, k: int) -> Phrase | None:
        """ "Adds tin to the controlled items", "tin joins the list of goods whose export needs permission"."""
        goods, at = [], None
        for j in range(k + 1, min(k + 40, len(self.words))):
            w = self.words[j]
            if w.tag in "MP" and w.number >= 0:
                goods.append(w)
            elif w.low == ";" or w.tag == "c":
                break
            near = self._tail(j, 12)
            if w.low in _ONTO and (
                "controlled" in near[:4]
                or (set(near[:8]) & _CONTROLS and set(near[:8]) & _LISTS)
                or (set(near[:4]) & _LISTS and set(near) & senses("trade").keys() and set(near) & (_PAPER | _CONTROLS))
            ):
                at = j
                break
        if at is None:
            return None
        near = self._tail(at, 14)
        kind = "licensing" if set(near) & _PAPER and not set(near) & _CONTROLS else "export_control"
        phrase = Phrase(kind, k, False, k, right=at + 1, trade="export", goods=goods)
        is_passive = k > 0 and self.words[k - 1].tag == "b"
        if is_passive or self._low(k).startswith(("join", "follow")):
            phrase.goods = []
            self._goods_before(phrase, k - is_passive)
        for n in range(at, min(at + 14, len(self.words))):
            if self.words[n].tag == "C" and self.words[n].number >= 0:
                phrase.origin.append(self.words[n])
        phrase.right = min(at + 14, len(self.words))
        return phrase if phrase.goods else None

    # -- charges ---------------------------------------------------------------------------------------------------

    def _charge(self, k: int) -> Phrase | None:
        """ "Tin shipped abroad is taxed at 5%", "miners pay 5% on tin sent abroad"."""
        rate = next((n for n in range(k + 1, min(k + 9, len(self.words))) if self.words[n].tag == "R"), None)
        if rate is None or any(self.words[n].tag == "c" or self._low(n) in _NO_TAX for n in range(k, rate)):
            return None
        first = self._clause(k)
        around = range(first, min(rate + 12, len(self.words)))
        goes = [n for n in around if self._goes_out(n)]
        if not goes or any(senses("trade").get(self._low(n), None) and
                           senses("trade")[self._low(n)].means == "import" for n in around):  # fmt: skip
            return None
        phrase = Phrase("export_tax", k, False, min(k, rate), right=rate + 1, trade="export", is_borne=True)
        beside = [w for w in self.words[rate + 1 : around.stop] if w.tag in "MP" and w.number >= 0]
        if beside and self._low(rate + 1) in ("on", "of", "for"):
            phrase.goods = beside[:1]
        else:
            self._goods_before(phrase, k)
        phrase.origin += [self.words[n] for n in range(first, k) if self._is_payer(n)]
        for n in goes:
            if self._low(n) in _LEAVE or self._low(n) in _AGENTS or self._low(n) in _GO:
                named = [w for w in self.words[n + 1 : n + 6] if w.tag == "C" and w.number >= 0]
                phrase.origin += named[:1]
        return phrase if phrase.goods else None

    def _scrutiny(self, k: int) -> Phrase | None:
        """ "Shipments of tin face a closer review": a control."""
        if not self._low(k).startswith("fac") or not set(self._tail(k + 1, 7)) & _REVIEWS:
            return None
        phrase = Phrase("export_control", k, False, k, right=k + 4, trade="export", is_borne=True)
        first = max(self._clause(k), k - 16)
        trade = next((n for n in range(k - 1, first - 1, -1) if self._goes_out(n)), None)
        if trade is None:
            return None
        self._after(phrase, trade + 1)
        phrase.right = max(phrase.right, k + 4)
        return phrase if phrase.goods else None

    def _is_payer(self, n: int) -> bool:
        """Whether the firms of the country at word `n` pay: "Ghanaian miners"."""
        w = self.words[n]
        near = {self._low(m) for m in range(n + 1, n + 5)}
        return w.tag == "C" and w.number >= 0 and bool(near & (_AGENTS | closed("no_government")))

    def _goes_out(self, n: int) -> bool:
        """Whether the word `n` tells that goods go out."""
        low = self._low(n)
        trade = senses("trade").get(low)
        return (
            low in _ABROAD
            or low in _AGENTS
            or low in _GO
            or (low in _LEAVE and self._going(n) > 0)
            or (trade is not None and trade.means == "export" and low not in closed("weak_trade"))
        )
