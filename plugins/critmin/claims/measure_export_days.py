"""When an export measure was made public, starts and ends, and what its days say of its status."""

from datetime import date

from critmin.claims import regex as re
from critmin.claims.dates import MONTHS
from critmin.claims.measure_export_parties import Parties
from critmin.claims.measure_export_words import ONLOOKERS, WHEN_STARTS, senses

_FROM = frozenset(["from", "in", "after", "by", "starting", "beginning", "to"])
_MADE = frozenset(["announced", "published", "introduced", "imposed"])


class Days(Parties):
    """The days of a phrase."""

    def _days(self, status: str) -> tuple[date | None, date | None, date | None]:
        """(announced, effective, expires) as far as the words around the phrase give days."""
        announced = effective = expires = None
        published = self.context.published_on
        for k, w in enumerate(self.words):
            if w.tag != "D" or w.number < 0 or not self._is_mine(k):
                continue
            when = self.sentence.mentions[w.number].item
            if when.day is None or when.precision != "day":
                continue
            if w.start < 40 and re.match(r"\s\([^()]{2,40}\)\s-", self.sentence.folded[w.end :]):
                continue  # a dateline
            day, lead = when.day, self._lead(k)
            written = self.sentence.text[self.sentence.mentions[w.number].start : self.sentence.mentions[w.number].end]
            is_until = lead & {"until", "till", "through", "expire", "expires", "expiring", "expired", "ends"}
            starts = lead & WHEN_STARTS or lead & {"effect", "force", "began", "begin", "begins", "start", "starts"}
            is_bare = not re.search(r"\d{4}", written)
            is_behind = status == "in_force" or bool(
                lead & {"announced", "imposed", "introduced", "since", "published"}
            )
            if published and day > published and is_bare and not is_until and is_behind:
                day = _a_year_before(day)
            if is_until:
                expires = expires or day
            elif (
                (starts and not ("effective" in lead and "immediately" in lead))
                or (published and day > published)
                or (status == "suspended" and not lead & _MADE)
            ):
                effective = effective or day
            elif self._is_talk(k) and (status == "expired" or not self._is_news(k, status)):
                continue
            elif self._is_stop() and status == "in_force" and not self._is_talk(k):
                effective = effective or day
            elif status in ("withdrawn", "expired", "annulled"):
                continue
            else:
                announced = announced or day
        if announced and not effective and self._is_at_once():
            effective = announced
        if status == "suspended" and effective is None and self._is_at_once():
            effective = published
        return announced, effective, expires

    def _latest_year(self) -> int | None:
        """The last year that the document names, where it has no day of its own."""
        named = [m.item.year for k in range(min(len(self.context), 60)) for m in self.context.folded(k).of("D")]
        return max((y for y in named if y), default=None)

    def month(self, announced: date | None) -> int | None:
        """The month in which a measure was made: "the October curbs", "curbs announced in April"."""
        if announced:
            return announced.month
        lo, hi = self.phrase.left, min(self.phrase.right + 10, len(self.words))
        for k in range(lo, hi):
            low = self.words[k].low
            if (low in MONTHS and len(low) > 3) or (low == "may" and self._low(k - 1) in ("in", "last")):
                is_own = k < self.phrase.head or self._low(k - 1) in ("in", "last", "of", "early", "late", "mid")
                told = senses("measure_act").get(self._low(k - 2))
                if is_own and (k < self.phrase.head or (told and told.means in ("set", "tell"))):
                    return MONTHS[low]
        return None

    def _is_news(self, k: int, status: str) -> bool:
        """Whether who talks on a day makes the measure public: a government, of what it does."""
        if status != "in_force":
            return True
        speaker = next((w for w in reversed(self.words[:k]) if w.tag in "CG" and w.number >= 0), None)
        told = any(a.group in ("set", "tell") and a.mood == "done" for a in self.acts.found)
        return told and not {w.low for w in self.words[max(0, k - 8) : k]} & ONLOOKERS and speaker is not None

    def _is_stop(self) -> bool:
        """Whether the verb itself stops exports on its day."""
        return not self.phrase.is_noun and self.words[self.phrase.head].low.startswith(
            ("stop", "halt", "suspen", "fr", "cut")
        )

    def _is_at_once(self) -> bool:
        return bool(re.search(r"\b(?:immediate effect|immediately|at once)\b", self.sentence.folded))

    def _is_mine(self, k: int) -> bool:
        """Whether a date belongs to this phrase: no other one stands nearer to it."""
        if len(self.phrases) == 1 or (self.phrase.is_borne and k < 6):
            return True  # the day that opens the sentence is that of all it tells
        near = min(self.phrases, key=lambda p: min(abs(k - p.head), abs(k - p.right)))
        return near is self.phrase

    def _lead(self, k: int) -> set[str]:
        words: list[str] = []
        j = k - 1
        while j >= 0 and len(words) < 5 and self.words[j].low not in (",", ";"):
            words.append(self.words[j].low)
            in_place = self.words[j].tag == "C" and "in" in (self._low(j - 1), self._low(j - 2))
            if self.words[j].tag in "CMPD" and self.words[j].number >= 0 and not in_place:
                break
            j -= 1
        return set(words)

    def _is_talk(self, k: int) -> bool:
        near = {self._low(k - n) for n in (1, 2, 3)} | {self._low(k + 1)}
        return bool(near & {"said", "says", "told", "reported", "added"})

    def _with_days(self, status: str, firmness: str, announced: date | None, effective: date | None):
        published = self.context.published_on
        if not published:
            years = [m.item.year for m in self.sentence.of("D") if m.item.year]
            is_old = status == "in_force" and bool(self.acts.found) and self._is_long_ago(years)
            return ("expired", "law") if is_old else (status, firmness)
        years = [m.item.year for m in self.sentence.of("D") if m.item.year and not m.item.day]
        if effective and effective > published and status in ("announced", "in_force", "proposed"):
            return ("scheduled", "scheduled") if status != "proposed" else (status, firmness)
        if status == "announced":
            if effective and effective <= published:
                return "in_force", "law"
            days = [d for d in (announced,) if d]
            if any((published - d).days > 60 for d in days) or (years and max(years) < published.year):
                return "in_force", "law"
            if any(y > published.year for y in years):
                return "scheduled", "scheduled"
        if status == "in_force" and self.acts.found and self._is_long_ago(years):
            return "expired", "law"
        if status == "in_force" and self._starts_after(published.year):
            return "announced", "announced"
        return status, firmness

    def _starts_after(self, year: int) -> bool:
        """ "From 2030": whether the start is put into a later year."""
        behind = [p.head for p in self.phrases if p.head > self.phrase.head]
        lo, hi = self.phrase.left, min(self.phrase.right + 8, len(self.words), *behind)
        for k in range(lo, hi):
            later = [int(w.low) for w in self.words[k : k + 3] if len(w.low) == 4 and w.low.isdigit()]
            later += [
                d.item.year for w in self.words[k : k + 3] if w.tag == "D" and w.number >= 0
                for d in (self.sentence.mentions[w.number],) if d.item.year
            ]  # fmt: skip
            if self._low(k) in ("from", "in", "after", "by", "starting", "beginning", "to") and any(
                y > year for y in later
            ):
                return self._low(k - 1) not in ("until", "expires", "expire")
        return False

    def _is_long_ago(self, years: list[int]) -> bool:
        """Whether the years of the story, here or in the sentence before, all lie eight years or more back."""
        published, i = self.context.published_on, self.i
        if any(w.low == "since" for w in self.words):
            return False
        if not years and i and self.context.sentence(i).paragraph == self.context.sentence(i - 1).paragraph:
            years = [m.item.year for m in self.context.folded(i - 1).of("D") if m.item.year]
            if any(m.item.day for m in self.sentence.of("D")):
                return False
        now = published.year if published else self._latest_year() if years else None
        return bool(years and now) and max(years) <= now - 8


def _a_year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
