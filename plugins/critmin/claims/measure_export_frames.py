"""Export measures by grammar: phrases and the acts on them become drafts. Who sets one, whom it hits, on what and since
when is looked for in the phrase first, then in its sentence, then in what was told before."""

from dataclasses import replace

from critmin.claims import measure_part, measure_products, measure_record
from critmin.claims import regex as re
from critmin.claims.context import Context, fold_groups, groups_of
from critmin.claims.frame_words import Word, closed
from critmin.claims.measure_draft import Draft
from critmin.claims.measure_evidence_words import family
from critmin.claims.measure_export_days import Days
from critmin.claims.measure_export_parties import INWARD
from critmin.claims.measure_export_phrases import COVERS, Phrase, Reader
from critmin.claims.measure_export_verbs import VerbReader
from critmin.claims.measure_export_words import STEMS, senses

_AS_GOODS = frozenset(["products", "items", "materials", "ores", "metals", "compounds", "related", "articles"])
_TURNED = {"export_ban": "import_ban", "export_quota": "import_quota"}  # on the goods of another country
_WORKS = {"process": "processing", "refine": "refining", "extract": "extraction", "separate": "separation"}
_TRADE = re.compile(r"\bexport|\bshipments?\b|\bshipping\b|\babroad\b|\boverseas\b|\bcustoms\b", re.IGNORECASE)
_DEMANDS = re.compile(
    r"^(?!.*\b(?:mining|mines?|explor|operat|import)).*\b(?:requir|impos|introduc|demand|need|regime)"
)
_ELEMENTS = re.compile(r"\w+\son\s(?:\w+\sof\s)?(?:the|these|those)\s(?:metals|minerals|elements|materials|ores)\b")
_THEM = re.compile(
    r"\b(?:the|these|those|such|that|this|its)\s(?:metals?|minerals?|elements?|materials?|ores?|commodity|concentrates?|"
    r"items|goods|products)\b|\b(?:it|them|its|their)\b",
    re.IGNORECASE,
)


def read(context: Context, i: int, before: list[Draft]) -> tuple[list[Draft], list[tuple[int, int]]]:
    """(drafts of the export measures of a sentence, the stretches of the folded sentence that were read)."""
    if not context.speaks_of(i, STEMS):
        return [], []
    sentence = context.folded(i)
    if sentence.folded.rstrip().endswith("?"):
        return [], []
    reader = VerbReader(sentence)
    drafts: list[Draft] = []
    seen: list[tuple[int, int]] = []
    phrases = reader.phrases()
    for phrase in phrases:
        one = _One(context, i, reader, phrase, phrases, [*before, *drafts])
        if not one.is_in_scope():
            if one.is_hold():
                seen.append((reader.words[phrase.left].start, reader.words[phrase.head].end))
            continue
        found = one.drafts()
        if found is None:
            continue
        words = reader.words
        left = min([phrase.left, *(a.word for a in one.acts.found)])
        seen.append((words[left].start, words[min(max(phrase.right, phrase.head + 1), len(words)) - 1].end))
        drafts += found
    return drafts, seen


def is_denied(context: Context, i: int) -> bool:
    """Whether a sentence only talks of its export measure: a wish, a plan that is denied."""
    reader = VerbReader(context.folded(i))
    phrases = reader.phrases()
    return any(_One(context, i, reader, p, phrases, []).acts.status() is None for p in phrases)


class _One(Days):
    """One phrase on its way to a draft."""

    def __init__(self, context: Context, i: int, reader: Reader, phrase: Phrase, phrases: list[Phrase], before: list):
        super().__init__(context, i, reader, phrase, phrases, before)
        self.kind = self._kind()

    def _kind(self) -> str:
        kind = self.phrase.kind
        if self.phrase.trade == "import" or (not self.phrase.trade and self.phrase.origin and self._is_inward()):
            if kind in ("export_quota", "export_control"):
                return "import_quota" if kind == "export_quota" or self.phrase.tonnes else ""
            return {"export_ban": "import_ban", "licensing": "licensing"}.get(kind, "")
        if kind in ("export_control", "export_ban") and self.phrase.tonnes and not self.phrase.is_noun:
            return "export_quota"
        if kind == "licensing" and any(a.group == "deny" and a.mood == "done" for a in self.acts.found):
            return "export_ban"
        return kind

    def _is_inward(self) -> bool:
        """Whether the sentence tells of what comes in: importers, imports, what may enter."""
        return any(w.low in closed("inward_word") for w in self.words)

    def is_in_scope(self) -> bool:
        """Whether the phrase tells of exports of something that minerals policy knows."""
        phrase = self.phrase
        if not self.kind or (phrase.goods and all(self._is_outside(w) for w in phrase.goods)):
            return False
        if phrase.is_weak and not phrase.goods:
            return False
        if self.is_hold():
            return False
        if self._is_bare() and self._last_like() is not None and self.kind not in INWARD:
            return True
        if self.kind == "export_tax" and (phrase.trade != "export" or self._is_on_others_exports()):
            return False
        is_of_trade = phrase.trade == "export" or self.kind != "licensing" or self._speaks_of_trade()
        if not is_of_trade and not (self._is_minerals() and _DEMANDS.match(self.sentence.folded)):
            return False  # "licences for lithium mining"
        if phrase.trade == "export" or self.kind in INWARD:
            return True
        if self.kind == "licensing" and phrase.is_noun and not phrase.goods:
            return bool(self._goods_of_subject()) or phrase.trade == "export"
        is_told = phrase.is_noun and self.kind in ("export_ban", "export_control", "export_quota")
        if (
            is_told
            and phrase.acts
            and not phrase.goods
            and _TRADE.search(self.sentence.folded)
            and self._goods_of_subject()
        ):
            return True
        is_set = phrase.acts or self.acts.verb
        if (
            is_told
            and is_set
            and not phrase.goods
            and _ELEMENTS.search(self.sentence.folded, self.words[phrase.head].start)
        ):
            return True
        if phrase.is_of_ore and self.kind == "export_ban" and (phrase.owner is not None or phrase.determiner):
            return True
        return bool(phrase.goods) and (self.kind in ("export_ban", "export_quota", "licensing") or self._is_minerals())

    def is_hold(self) -> bool:
        """ "China's control of exports": a hold on the trade, no measure."""
        is_one = self._low(self.phrase.head) == "control" and self._low(self.phrase.head - 1) not in senses("trade")
        return is_one and self._low(self.phrase.left - 1) != "under"

    def _is_on_others_exports(self) -> bool:
        """Whether a duty is on what another sends: "reduce tariffs on US exports"."""
        words = self.words[self.phrase.head : self.phrase.right]
        if not any(w.low == "on" for w in words):
            return False
        by = [self.words.index(w) for w in self.phrase.by]  # "on shipments of tin by Peru"
        return bool(self.phrase.origin) or any(self.words[k - 2].tag in "MP" for k in by)

    def _is_bare(self) -> bool:
        """Whether the phrase only points at a measure told before: "the ban", "its curbs", "these restrictions"."""
        phrase = self.phrase
        if phrase.kind == "export_quota" and not phrase.goods and self._replaces():
            return True
        return (
            phrase.is_noun
            and not phrase.goods
            and phrase.kind != "export_tax"
            and (
                phrase.determiner in ("the", "this", "these", "those", "its", "their", "that", "such")
                or self._is_another()
            )
            and self._low(phrase.head + 1) not in ("of", "-")
            and not (phrase.kind == "export_quota" and self._tells_tonnes())
        )

    def _replaces(self) -> bool:
        """Whether a quota comes instead of a measure told before: "quotas would replace the ban"."""
        return any(self._low(a.word).startswith(("replac", "succeed", "swap")) for a in self.acts.found)

    def _tells_tonnes(self) -> bool:
        """ "The cap is 900 tonnes": a quota of its own, not more about the one before."""
        near = self.words[self.phrase.head : self.phrase.head + 9]
        return any(w.tag == "#" for w in near) and any(w.low in ("t", "tonnes", "tons", "mt") for w in near)

    def _adds_goods(self) -> bool:
        """Whether a phrase says what a measure told before is on: "the ban also covers"."""
        phrase = self.phrase
        if not (phrase.is_noun and phrase.goods and phrase.determiner in ("the", "these", "those", "this")):
            return False
        return any(self._low(k) in COVERS for k in range(phrase.head + 1, phrase.head + 4))

    def _last_like(self) -> Draft | None:
        """The measure before that a bare phrase may point at."""
        like = {
            "export_ban": ("export_ban",) if self.phrase.trade else ("export_ban", "import_ban"),
            "export_control": ("export_control", "licensing", "export_ban", "export_quota"),
            "licensing": ("licensing", "export_control"),
            "export_quota": ("export_quota", "export_ban"),
        }.get(self.kind, (self.kind,))
        near = [d for d in self.before if d.measure in like and self.i - d.sentence <= 8]
        same = [d for d in near if d.measure == self.kind]
        return (same or near or [None])[-1]

    def _is_minerals(self) -> bool:
        return any(w.tag == "M" for w in self.phrase.goods)

    def _speaks_of_trade(self) -> bool:
        near = range(max(0, self.i - 1), self.i + 1)
        return any(_TRADE.search(self.context.sentence(k).text) for k in near)

    def _is_outside(self, w: Word) -> bool:
        mention = self.sentence.mentions[w.number]
        return not measure_products.product_values(mention)

    def drafts(self) -> list[Draft] | None:
        """The drafts of the phrase; [] where it is only talked of; None where it does not say enough."""
        state = self.acts.status()
        if state is None or measure_part.is_sworn_off(self.sentence.folded):
            return []
        is_stop = self.kind in ("export_ban", "export_control") and not self.phrase.is_noun
        if is_stop and family("mishap").search(self.sentence.folded):
            return []  # "exports were halted after rebels took the mines"
        if self._is_of_a_firm():
            return []
        if self._is_bare() and (last := self._last_like()) is not None:
            return self._of_last(last, state)
        if self._adds_goods() and (last := self._last_like()) is not None:
            return self._of_last(last, state)
        if not self._is_definite():
            return None
        products, is_product_stated = self._products()
        if not products or (not is_product_stated and self._names_other_goods()):
            return None
        targets = self._targets()
        imposers, is_imposer_stated = self._imposers(targets)
        if not imposers and is_imposer_stated is None:
            return []  # somebody acts who is no government
        imposers = tuple(v for v in imposers if v != "WLD" and not v.startswith("org:"))
        if not imposers:
            return None
        if self.kind in _TURNED and not self.phrase.is_flat and not self.phrase.origin:
            self.phrase.origin = self._sanctioned()
        if self.kind in _TURNED and not self.phrase.is_flat and self._is_of_others(imposers):
            self.kind = _TURNED[self.kind]
            targets = self._targets()
        elif self.kind == "export_ban" and (barred := self._barred_from(imposers)):
            self.kind, targets = "import_ban", barred
        if not is_product_stated and imposers == ("USA",) and self.kind not in INWARD:
            return []  # its export controls at large are on chips, not on what the text is about
        if set(targets) & set(imposers) and self.kind in ("export_tax", "export_quota"):
            return []  # a tax on what comes in
        targets = tuple(t for t in targets if t not in imposers)
        if self.kind in INWARD and not targets and any(self.phrase.origin):
            return []
        last = self._last()
        if not is_product_stated and last is not None and last.imposer in imposers and self._retells(last):
            self.kind = last.measure  # "since Peru halted shipments": told again, no other measure
            targets = targets or last.targets
        status, firmness, is_status_stated = state
        announced, effective, expires = self._days(status)
        is_of_old = status != "expired"
        status, firmness = self._with_days(status, firmness, announced, effective)
        is_of_old = is_of_old and status == "expired"
        return measure_record.made(
            self.context,
            self.i,
            f"{self.kind}_{'of_old' if is_of_old else self._manner()}",
            measure_part.confidence(False, is_imposer_stated, bool(targets), is_product_stated),
            self.kind,
            imposers[:6],
            targets,
            products,
            self._rate() if self.kind == "export_tax" else None,
            status=status,
            firmness=firmness,
            announced_on=announced,
            effective_on=effective,
            expires_on=expires,
            is_product_stated=is_product_stated,
            is_status_stated=is_status_stated,
            month=self.month(announced),
        )

    def _manner(self) -> str:
        head = self.words[self.phrase.left : self.phrase.head]
        if self.kind == "licensing" and any(w.low == "general" for w in head):
            return "general"
        return "told" if self.phrase.tonnes and self.kind == "export_quota" else "phrase"

    def _is_definite(self) -> bool:
        """Whether a phrase without goods says whose measure it is: not "export controls" at large."""
        phrase = self.phrase
        if phrase.goods or not phrase.is_noun or phrase.owner is not None or phrase.by:
            return True
        return (
            self.acts.verb is not None or bool(phrase.targets) or phrase.determiner in ("the", "its", "their", "this")
        )

    def _of_last(self, last: Draft, state: tuple[str, str, bool]) -> list[Draft]:
        """More about the measure before: its status, its days, whom it hits."""
        status, firmness, is_status_stated = state
        owner = self.phrase.owner
        if self.kind == "export_quota" and last.measure == "export_ban":
            last = replace(last, measure="export_quota", status="in_force", firmness="law", announced_on=None,
                           effective_on=None, expires_on=None, rule="export_quota_phrase")  # fmt: skip
            is_status_stated = True
            if not self.acts.found:
                status, firmness = "in_force", "law"
        if owner is not None and owner.tag == "C" and last.imposer not in self._values(owner):
            return []
        if other := self._does_likewise(last):
            last = replace(last, imposer=other, measure=self.kind, status="in_force", firmness="law", targets=("WLD",),
                           announced_on=None, effective_on=None, expires_on=None)  # fmt: skip
        targets = tuple(t for t in self._targets() if t != last.imposer)
        announced, effective, expires = self._days(status if is_status_stated else last.status)
        status, firmness = self._with_days(status, firmness, announced, effective)
        added = self._goods(self.phrase)
        if added:
            above = {g for v in added for g in groups_of(v)}
            products = tuple(dict.fromkeys([*(p for p in last.products if p not in above), *added]))
        else:
            products = last.products
        if not (added or is_status_stated or targets or announced or effective or expires):
            return []
        if not is_status_stated:
            status, firmness = last.status, last.firmness
        return [
            replace(
                last,
                sentence=self.i,
                evidence=self.context.quote(self.i),
                rule=last.rule if last.rule.endswith("_of_old") else f"{last.measure}_again",
                status=status,
                firmness=firmness,
                announced_on=announced or last.announced_on,
                effective_on=effective or (last.effective_on if status not in ("suspended", "delayed") else None),
                expires_on=expires or last.expires_on,
                targets=targets or last.targets,
                is_target_stated=bool(targets) or last.is_target_stated,
                products=products,
                is_product_stated=bool(added),
                is_status_stated=is_status_stated,
                others=(),
            )
        ]

    def _retells(self, last: Draft) -> bool:
        loose = ("export_ban", "export_control", "licensing")
        is_told = not self.phrase.is_noun and self.kind in loose and last.measure in loose
        return is_told and last.products == self._products()[0]

    def _rate(self):
        """The new rate of an export tax: not what it was raised from."""
        lo = self.words[max(0, self.phrase.left - 4)].start
        found = [
            self.sentence.mentions[w.number].item
            for k, w in enumerate(self.words)
            if w.tag == "R" and w.start >= lo and self._low(k - 1) != "from" and self._is_mine(k)
        ]
        return found[0] if found else None

    def _goods(self, phrase: Phrase) -> list[str]:
        return [v for w in phrase.goods for v in measure_products.product_values(self.sentence.mentions[w.number])]

    def _products(self) -> tuple[tuple[str, ...], bool]:
        if goods := self._goods(self.phrase) or self._goods_of_subject():
            values = tuple(dict.fromkeys(goods))
            if self._points_back(values) and (last := self._last()) is not None:
                return last.products, False
            bare = ("raw_minerals", "metals", "raw_ore", "critical_minerals", "mineral_ores")
            if any(v not in bare for v in values) and not self._joins_groups():
                values = tuple(v for v in values if v not in bare)
            elif set(values) <= {"raw_minerals", "metals", "raw_ore"} and (meant := self._meant()):
                return meant, any(v in meant for m in self.sentence.of("M") for v in m.values)
            return fold_groups(self._technologies(values)), True
        last = self._last()
        if last is not None:
            return last.products, False
        if beside := [v for p in self.phrases for v in self._goods(p)]:
            return fold_groups(beside), False
        if self.phrase.is_of_ore and (ores := self.context.minerals_near(self.i, 10**9, 0)):
            return ores, False
        is_meant = self.phrase.is_of_ore or _THEM.search(self.sentence.folded)
        if is_meant and (near := self.context.minerals_near(self.i, self.words[self.phrase.head].start, 2)):
            return near, False
        if self.context.is_topic_clear:
            return self.context.topic, False
        if self.phrase.owner is not None or self.phrase.by:
            return self.context.minerals_near(self.i, 10**9, 3), False
        return (), False

    def _points_back(self, values: tuple[str, ...]) -> bool:
        """Whether the goods are those told before: "these critical minerals"."""
        if not set(values) <= {"critical_minerals", "raw_minerals", "metals"}:
            return False
        k = next((k for k, w in enumerate(self.words) if w in self.phrase.goods), 0)
        return self._low(k - 1) in ("these", "those", "such") or self._low(k - 2) in ("these", "those", "such")

    def _meant(self) -> tuple[str, ...]:
        """ "the metals", "unprocessed ore": the mineral that the sentence, or the one before, names."""
        place = self.words[self.phrase.head].start
        own = self.context.minerals_near(self.i, place, 0)
        if own or not re.search(r"\b(?:the|these|those|its)\s(?:\w+\s)?‹P\d+›", self.sentence.folded):
            return own
        return self.context.minerals_near(self.i, place, 3)

    def _joins_groups(self) -> bool:
        """Whether a group is named beside singles, not above them: "lithium and other critical minerals"."""
        if any("critical_minerals" in self.sentence.mentions[w.number].values[1:] for w in self.phrase.goods):
            return True
        return bool(re.search(r"\band\s(?:other|all|further)\s‹[MP]", self.sentence.folded))

    def _goods_beyond(self) -> list[str]:
        """ "Licences are needed to export tin": the goods of the verb after."""
        for k in range(self.phrase.right, min(self.phrase.right + 14, len(self.words))):
            if self._low(k) in (",", ";") or self.words[k].tag in "cr":
                return []
            if self._low(k) in senses("trade") or self._low(k) in closed("ship_verb"):
                probe = Phrase(self.phrase.kind, k, True, k)
                self.reader._after(probe, k + 1)
                self.phrase.origin += [w for w in probe.origin if w not in self.phrase.origin]
                self.phrase.targets += [w for w in probe.targets if w not in self.phrase.targets]
                return self._goods(probe)
        return []

    def _goods_of_subject(self) -> list[str]:
        """ "Exports of tin need a licence": the goods of the subject, where the measure itself names none."""
        words, k = self.words, self.phrase.left - 1
        if self.kind == "licensing" and (beyond := self._goods_beyond()):
            return beyond
        if self.phrase.determiner in ("the", "these", "those", "this", "that") and self.kind != "licensing":
            return []
        if not (self.acts.found or self._low(k) in ("to", "under", "by", "without", "for")):
            return []
        while k >= 0 and self.phrase.left - k < 34:
            w = words[k]
            if w.low in (";",) or (w.tag == "c" and w.low not in ("if",)):
                return []
            if w.low in senses("trade") or w.low in ("exporters", "shippers", "exporter", "sellers"):
                probe = Phrase(self.phrase.kind, k, True, k)
                self.reader._before(probe)
                self.reader._after(probe, k + 1)
                if probe.goods:
                    self.phrase.targets += [t for t in probe.targets if t not in self.phrase.targets]
                    self.phrase.origin += [t for t in probe.origin if t not in self.phrase.origin]
                    return self._goods(probe)
            k -= 1
        return []

    def _technologies(self, values: tuple[str, ...]) -> tuple[str, ...]:
        words = self.words[self.phrase.left : self.phrase.right]
        at = next((k for k, w in enumerate(words) if w.low in closed("know_how")), None)
        goods = [k for k, w in enumerate(words) if w in self.phrase.goods]
        if at is None or not goods or not values:
            return values
        between = words[goods[-1] + 1 : at] if goods[-1] < at else words[at + 1 : goods[0]]
        if any(w.low in ("for", "in", ",", "that", "which") for w in between) and goods[-1] < at:
            return values  # "metals crucial for modern technology"
        if (
            len(goods) > 1 and {w.low for w in words[goods[0] + 1 : goods[-1]]} & _AS_GOODS
        ):  # "tin ores and zinc equipment"
            tools = measure_products.product_values(self.sentence.mentions[words[goods[-1]].number])
            return tuple(v for v in values if v not in tools) or values
        work = next((_WORKS.get(w.low, w.low) for w in words if w.low in closed("work_noun") or w.low in _WORKS), "")
        return tuple(f"{v}_{work}_technology" if work else f"{v}_technology" for v in values)
