"""Reading the rates of the US tariff out of their words: types that never mix, units kept, nothing guessed.

A rate has components joined by `+`. Each is ad valorem (a percentage of the value), specific (dollars per unit) or
none, and either may fall on a content only (`37.5 cents/kg on tungsten content`, `2.5% on the value of the lead
content`). Words that are no such sum are `unread` and keep their text.

Wording: US International Trade Commission, HTS general notes; `¢` in the export, `cents` in the yearly database.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

MOST_DIGITS = 12  # of a number: anything longer is no rate

# What the whole rate is. `relative` is chapter 99's "the duty provided in the applicable subheading + 25%".
RATE_TYPES = ("free", "ad_valorem", "specific", "compound", "content_based", "relative", "unread")

NUMBER = rf"(?:[0-9]{{1,{MOST_DIGITS}}}(?:\.[0-9]{{1,{MOST_DIGITS}}})?|\.[0-9]{{1,{MOST_DIGITS}}})"
SUBSTANCE = r"(?P<content>[a-z][a-z ]{0,40}?) content"
AD_VALOREM = re.compile(rf"(?P<number>{NUMBER}) ?(?:%|percent)(?: (?:up)?on (?:the )?value of (?:the )?{SUBSTANCE})?")
DUTY_ON_CONTENT = re.compile(
    rf"a duty of (?P<number>{NUMBER}) ?% upon (?:the )?value of (?:the )?(?P<content>[a-z][a-z.-]{{0,20}}) content"
)
SPECIFIC = re.compile(
    rf"(?:\$ ?(?P<dollars>{NUMBER})|(?P<cents>{NUMBER}) ?cents?)"
    r"(?: ?/ ?(?P<unit>[^%+$/]{1,60}(?:/ ?gross)?)| (?P<each>each))"
)
ON_CONTENT = re.compile(rf"(?P<unit>.+?) (?:on|of)(?: the)? {SUBSTANCE}")
RELATIVE = re.compile(r"the duty provided in the applicable subheading(?: ?\+ ?(?P<added>.+))?")
NO_CHANGE = {"no change", "no additional duty"}
# A unit that goes on with another clause is a formula, not a unit.
FORMULA = re.compile(r"\b(?:less|but|over|plus|minus|if|each other|for each)\b")
# The special column: a rate and, in brackets, the programmes that it is for.
PROGRAMME_GROUP = re.compile(r"(?P<rate>[^()]*)\((?P<codes>[^()]*)\)")
PROGRAMME = re.compile(r"[A-Z]{1,2}[*+#]?")


@dataclass(frozen=True)
class Component:
    """One summand of a rate: `ad_valorem_pct` or `specific_usd` per `unit`; `content_of` where it is on a content."""

    ad_valorem_pct: Decimal | None = None
    specific_usd: Decimal | None = None
    unit: str | None = None
    content_of: str | None = None

    @property
    def kind(self) -> str:
        """ad_valorem, specific or none."""
        if self.ad_valorem_pct is not None:
            return "ad_valorem"
        return "none" if self.specific_usd is None else "specific"


@dataclass(frozen=True)
class Rate:
    """A rate as read: its type, its components in order (none for free and unread), and the text."""

    rate_type: str
    components: tuple[Component, ...]
    text: str


def read(text: str) -> Rate:
    """A rate from its words. What is no rate comes back as `unread` with its text, never as nothing."""
    shown = " ".join(text.split())
    words = _plain(shown)
    if words == "free":
        return Rate("free", (), shown)
    if words in NO_CHANGE:
        return Rate("relative", (), shown)
    relative = RELATIVE.fullmatch(words)
    if relative:
        if relative["added"] is None:
            return Rate("relative", (), shown)
        added = _component(relative["added"])
        return Rate("relative", (added,), shown) if added else Rate("unread", (), shown)
    components = tuple(_component(part.strip()) for part in words.split("+"))
    if not words or not all(components):
        return Rate("unread", (), shown)
    return Rate(_type_of(components), components, shown)


def _plain(text: str) -> str:
    """Small letters, cents as a word, one blank, no full stop at the end."""
    plain = " ".join(text.replace("¢", " cents").replace("\xa0", " ").lower().split())
    return plain if plain.endswith(("doz.", "pr.")) else plain.rstrip(".").strip()


def _component(part: str) -> Component | None:
    found = AD_VALOREM.fullmatch(part) or DUTY_ON_CONTENT.fullmatch(part)
    if found:
        return Component(ad_valorem_pct=Decimal(found["number"]), content_of=found["content"])
    found = SPECIFIC.fullmatch(part)
    if not found:
        return None
    amount = Decimal(found["dollars"]) if found["dollars"] else Decimal(found["cents"]) / 100
    unit = found["each"] or found["unit"].strip()
    if FORMULA.search(unit):
        return None
    on_content = ON_CONTENT.fullmatch(unit)
    if on_content:
        return Component(specific_usd=amount, unit=on_content["unit"], content_of=on_content["content"])
    return Component(specific_usd=amount, unit=unit)


def _type_of(components: tuple[Component, ...]) -> str:
    if any(c.content_of for c in components):
        return "content_based"
    kinds = {c.kind for c in components}
    return "compound" if len(components) > 1 else kinds.pop()


def read_special(text: str) -> list[tuple[str | None, Rate]]:
    """The special column as programme and rate, in order.

    A text without brackets holds for whoever may use the column, and comes back without programme. Words beside
    brackets, and codes that are no programme's symbol, come back without programme and `unread`.
    """
    if "(" not in text and ")" not in text:
        return [(None, read(text))] if text.strip() else []
    found: list[tuple[str | None, Rate]] = []
    rest = text
    for group in PROGRAMME_GROUP.finditer(text):
        codes = [code.strip() for code in group["codes"].split(",") if code.strip()]
        if not codes or not all(PROGRAMME.fullmatch(code) for code in codes):
            continue
        rest = rest.replace(group[0], " ", 1)
        rate = read(group["rate"])
        found += [(code, rate) for code in dict.fromkeys(codes) if code not in {c for c, _ in found}]
    if rest.strip(" ,;"):
        found.append((None, Rate("unread", (), " ".join(rest.split()))))
    return found
