"""How far a trade measure has come, and since when."""

from dataclasses import replace
from datetime import date

from critmin.claims import regex as re
from critmin.claims.measure_cues import EFFECT, EXPIRED, HEDGE, REDUCED, STATUS
from critmin.claims.measure_part import OWN, Part
from critmin.claims.patterns import signs


def status(at: Part, imposer: str) -> tuple[str, str, bool]:
    """(status, firmness, whether a word says so) of a stretch."""
    begin = max(at.left, at.start - 110)
    own = OWN.search(at.folded[: at.start])
    if own and not at.rate and at.values_of(own.group(1)) and imposer in at.values_of(own.group(1)):
        begin = max(at.left, own.start() - 60)  # "China's controls": they are there, whatever else is announced
    text = at.folded[begin : at.right]
    lead = at.start - begin
    for name, firmness, pattern in STATUS:
        for m in pattern.finditer(text):
            if name in (
                "kept",
                "withdrawn",
                "expired",
                "suspended",
                "delayed",
                "extended",
                "reinstated",
            ) and not _acts_on(name, text, m, lead, at):
                continue
            if name == "annulled" and re.match(r"\s(?:\w+\s){0,3}exemptions?\b", text[m.end() : m.end() + 50]):
                continue
            if name == "withdrawn" and m.group().endswith("ing") and _WOULD.match(text, m.end()):
                continue  # "lifting the duty would bring dumping back"
            if name == "withdrawn" and m.group().startswith("lift") and _TO_A_RATE.match(text, m.end()):
                continue  # "lifted the duty from 5% to 10%"
            if name == "withdrawn" and _A_REVIEW.match(text, m.end()):
                continue  # a review is called off: the order stays
            if name == "kept":
                return "in_force", firmness, True
            if HEDGE.search(text[max(0, m.start() - 12) : m.start()]) and name in ("withdrawn", "suspended", "delayed"):
                continue
            if (
                name == "threatened"
                and re.match(r"\s(?:posed|to (?:national|our)|of)\b", text[m.end() :])
                and "of" not in text[m.end() : m.end() + 4]
            ):
                continue
            if name in ("threatened", "proposed") and m.start() > lead + 60:
                continue
            if name == "in_force" and (
                (EXPIRED.search(at.folded) and re.search(r"first term|temporarily", at.folded)) or _is_long_ago(at)
            ):
                return "expired", "law", True
            if name == "in_force" and at.head.measure == "exemption" and not at.rate:
                return "in_force", "law", True
            if name == "announced" and at.head.is_export and _is_past(at):
                return "in_force", "law", True
            if name in ("scheduled", "announced") and HEDGE.search(text[max(0, m.start() - 12) : m.start()]):
                firmness = "hedged"
            return name, firmness, name != "in_force" or not re.fullmatch(r"is|are", m.group())
    return "in_force", "law", False


_WOULD = re.compile(r"[^;,]{0,110}\s(?:would|could|might)\s")
_TO_A_RATE = re.compile(r"\s[^;,]{0,90}(?<!\sup)\sto\s(?:[\w-]+\s){0,2}‹R\d+›")
_A_REVIEW = re.compile(r"\s(?:of\s)?(?:the|this|its|an?|these|certain)\s(?:\w+\s){0,3}reviews?\b", re.IGNORECASE)


def _acts_on(name: str, text: str, m: re.Match, lead: int, at: Part) -> bool:
    """Whether the word for an end or a pause acts on this measure: near it, and not part of its own name."""
    if at.head.start - (at.start - lead) <= m.start() < at.head.end - (at.start - lead):
        return False
    if (
        name == "suspended"
        and at.head.measure == "export_ban"
        and not re.search(r"\b(?:ban|embargo|controls?|curbs?|restrictions)\b", text[m.end() : m.end() + 60])
    ):
        return False
    head, tail = at.head.start - (at.start - lead), max(at.head.end, at.end) - (at.start - lead)
    if at.rate:
        head, tail = min(head, lead), max(tail, lead + 1)
    if m.end() <= head:  # "lifted its ban": the measure is the object, with no other object between
        between = re.sub(r"\suntil\s(?:at least\s)?‹D\d+›", "", text[m.end() : head])
        return (
            len(between) < 75
            and not re.search(
                r"\b(?:exemptions?|exceptions?|carve-?outs?|that|which|after|before|from|until|if)\b", between
            )
        ) or (name == "withdrawn" and bool(re.search(r"no longer|ruled out|negative|not|eliminate|kills?", m.group())))
    if re.match(
        r"\s(?:their|them|its imposition|it\b|those|the (?:tariffs|duties|levies|measures|imposition))", text[m.end() :]
    ):
        return True
    if m.start() >= tail and re.fullmatch(r"ended|expired|lapsed|ran out|never \w+ \w+", m.group(), re.IGNORECASE):
        return m.start() - tail < 70
    between = text[tail : m.start()]
    if name == "kept" and m.start() >= tail and _STAYS.match(m.group()):
        return len(between) < 60  # "the duties on tin stay"
    passive = re.search(r"\b(?:was|were|been|be|is|are|being|have|has|which|that|will)\b[^;‹›]{0,20}$", between)
    return (len(between) < 70 and bool(passive)) or len(between) < 3


_STAYS = re.compile(r"(?:stay|remain|surviv)", re.IGNORECASE)


def _is_long_ago(at: Part) -> bool:
    """Whether the years that the story is in, here or a sentence before, all lie eight years or more back."""
    published = at.context.published_on
    if not published:
        return False
    for j in (at.i, at.i - 1):
        if j >= 0 and at.context.sentence(j).paragraph == at.context.sentence(at.i).paragraph:
            years = [m.item.year for m in at.context.folded(j).of("D") if m.item.year]
            if years:
                return max(years) <= published.year - 8
    return False


def _is_past(at: Part) -> bool:
    years = [mm.item for mm in at.sentence.mentions if mm.sign == "D"]
    published = at.context.published_on
    if not published:
        return False
    for when in years:
        if (when.day and (published - when.day).days > 60) or (when.year and when.year < published.year):
            return True
    return False


def changed_status(folded: str) -> str | None:
    """The change that a later sentence makes to the measures before it: called off, postponed, paused."""
    for name, _, pattern in (s for s in STATUS if s[0] in ("annulled", "withdrawn", "suspended", "delayed")):
        m = pattern.search(folded)
        if (
            m
            and not HEDGE.search(folded[max(0, m.start() - 12) : m.start()])
            and re.search(
                r"\b(?:tariffs?|levies|duties|measures|controls|ban|them|it|curbs|restrictions)\b",
                folded[m.start() : m.start() + 60],
            )
        ):
            return (
                name
                if name != "withdrawn" or not re.search(r"postpon|paus|suspend|delay", folded)
                else "delayed"
                if re.search(r"postpon|delay", folded)
                else "suspended"
            )
    return None


def dates_of(at: Part, state: str, published: date | None) -> tuple[date | None, date | None, date | None]:
    """(announced, effective, expires) as far as days are stated in the stretch."""
    announced = effective = expires = None
    for m in signs(at.folded, "D"):
        when = at.sentence[m.group()].item
        if when.day is None or when.precision != "day":
            continue
        if not (at.left <= m.start() < at.right) and not (m.start() < at.left and _heads_sentence(at, m)):
            continue
        if m.start() < 40 and re.match(r"\s\([^()]{2,40}\)\s-", at.folded[m.end() :]):
            continue  # a dateline
        if _REVIEWED.search(at.folded[max(0, m.start() - 120) : m.start()]):
            continue  # the trade of those days is looked at; nothing begins or ends on them
        if re.search(r"\bthe same (?:figure|rate|level)\b[^;]{0,80}$", at.folded[: m.start()]):
            continue
        before = at.folded[max(0, m.start() - 48) : m.start()]
        if (
            published
            and when.day > published
            and (_BEHIND.search(before) or _is_told_as_past(at, m))
            and not re.search(r"\d{4}", _words(at, m))
        ):
            when = replace(
                when,
                day=when.day.replace(
                    day=min(when.day.day, 28) if when.day.month == 2 else when.day.day, year=when.day.year - 1
                ),
            )
        near = re.split(r"[,;]", before)[-1]
        if re.search(r"\b(?:until|till|through|expir\w+|up to)\s(?:on\s)?(?:at least\s)?$", before):
            if state == "delayed":
                effective = effective or when.day
            else:
                expires = expires or when.day
        elif (EFFECT.search(near) and not re.search(r"\bsigned|announced\b", near[-20:])) or (
            re.search(r"\b(?:by)\s$", before) and re.search(r"\b(?:will|shall|commit\w*)\b", at.folded)
        ):
            effective = effective or when.day
        elif re.search(r"\b(?:Order|Announcement|Proclamation|Notice|No\.)\s[^‹›]{0,30}of\s$", before):
            continue
        elif re.search(r"\bsince\s(?:early\s|late\s)?$", before):
            if state in ("in_force", "suspended") and not re.search(
                r"›\s(?:was|were)\b", at.folded[m.end() : m.end() + 8]
            ):
                effective = effective or when.day
        elif published and when.day > published:
            effective = effective or when.day  # nothing is announced on a day to come
        elif state == "suspended" and when.day == published and not _is_only_said(at, m):
            effective = effective or when.day  # a suspension: the day that it starts
        elif _is_only_said(at, m) or (state == "delayed" and re.search(r"\bput off\b|\bby (?:an?|‹D)", before)):
            continue
        elif (
            _STARTS.search(at.folded[max(0, m.start() - 120) : m.start()])
            and re.search(r"\bon\s$|\s$", before)
            and state == "in_force"
            and not re.search(r"\b(?:said|announc\w*|told|sign\w*|publish\w*)\b", at.folded)
        ):
            effective = effective or when.day
        else:
            announced = announced or when.day
            if state == "in_force" and re.search(
                r"\b(?:with|taking) immediate effect\b|\beffective immediately\b|\bfrom now on\b|\bat once\b", at.folded
            ):
                effective = effective or when.day
    return announced, effective, expires


_REVIEWED = re.compile(
    r"\b(?:periods? of (?:review|investigation)|(?:review|investigation) periods?|POR|POI|"
    r"(?:administrative|new shipper) reviews?\b[^;]{0,80}\bfor the period)\b[^;]{0,60}$"
)
_STARTS = re.compile(
    r"\b(?:stopp(?:ed|ing)|halted|doubled|ended|began|started|cut off|raised|hiked|tripled|lifted)\b[^;]{0,100}$"
)
_BEHIND = re.compile(r"\b(?:rose|fell|went|jumped|dropped|took effect|came into (?:force|effect)|since)\b[^,;]{0,36}$")


_PAST = re.compile(
    r"\b(?:resulted|issued|announced|imposed|signed|decided|ordered|published|raised|launched|opened|"
    r"initiated|ruled|introduced|"
    r"doubled|lifted|declared|voted|unveiled|hiked|slapped|levied|began|started|halted|banned|told|met|won|"
    r"lost|approved)\b"
)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|due|set to|scheduled|until|till|through|by|effective|starting|from|next|plan\w*|"
    r"to (?:take|be|start|begin)|"
    r"takes?|starts?|begins?|before|after|expir\w+|as of|coming)\b"
)


def _is_told_as_past(at: Part, m: re.Match) -> bool:
    """A day without a year in a clause that only tells what was done: "on 20 May resulted in a duty"."""
    around = at.folded[max(0, m.start() - 60) : m.end() + 60]
    return bool(_PAST.search(around)) and not _AHEAD.search(around)


def _words(at: Part, m: re.Match) -> str:
    """The words of a date in the text."""
    when = at.sentence[m.group()]
    return at.sentence.text[when.start : when.end]


_MAKES_PUBLIC = re.compile(
    r",\s(?:the\s)?[^,;]{0,60}?(?:\b(?:ministry|regulator|service|commission|government|office)\b|‹C\d+›)"
    r"[^,;]{0,40}\ssaid\son\s$"
)
_SAID_ON = re.compile(r"\b(?:said|told \w+|says|added|reported|noted|spoke)\s(?:in an? \w+\s)?(?:late\s)?(?:on\s)?$")


def _is_only_said(at: Part, m: re.Match) -> bool:
    """A day of talking, not of making public: "ministers said on 3 May that", unless the speaker then imposes."""
    before, after = at.folded[: m.start()], at.folded[m.end() : m.end() + 60]
    if re.search(r"\b(?:seen|ended|began|met|rally|criticism|meeting|drew)\b[^;]{0,40}$", before):
        return True
    if m.start() > at.end and _MAKES_PUBLIC.search(before):
        return False
    speaks = _SAID_ON.search(before) or re.match(r"(?:,?\s‹C\d+›)?\s(?:said|told)\b", after)
    if not speaks:
        return False
    return not re.search(
        r"\b(?:he|she|it|they|‹C\d+›)\s(?:would|will|was going to|is going to|plans to|had decided|has decided)\b",
        at.folded[m.start() : m.end() + 90],
    )


def _heads_sentence(at: Part, m: re.Match) -> bool:
    """A date at the head of a sentence, or before its verb of saying, holds for all of its clauses."""
    return m.start() < 40


_COMES = re.compile(
    r"\b(?:in|from|as of|by|(?:start|begin|effective|tak|com|kick|phas|apply)\w*\s(?:[\w-]+\s){0,2}(?:in|from|"
    r"on))\s(?:early\s|late\s|mid-)?$",
    re.IGNORECASE,
)


def _starts_later(at: Part, published: date) -> bool:
    """Whether a rate is told to hold from a month or a year ahead: "25% from 2031"."""
    for m in signs(at.folded, "D", at.end, min(at.right, at.end + 90)):
        when = at.sentence[m.group()].item
        if when.day or not when.year or not _COMES.search(at.folded, max(0, m.start() - 40), m.start()):
            continue
        return when.year > published.year
    return False


_FOR_YEAR = re.compile(r"\b[Ff]or (?:the (?:calendar )?year )?(?P<year>20\d\d)\b")


def with_dates(state: str, firmness: str, effective: date | None, at: Part, published: date | None) -> tuple[str, str]:
    """The status once the day of effect is known: ahead is scheduled, past is in force."""
    if state == "in_force" and not effective and published and at.rate and _starts_later(at, published):
        return "announced", "announced"
    if (
        not effective
        and published
        and state in ("announced", "in_force")
        and re.search(r"\bwill\b", at.folded[max(at.left, at.start - 40) : at.end])
    ):
        ahead = [mm.item for mm in at.sentence.mentions if mm.sign == "D" and not mm.item.day and mm.item.year]
        if any(w.year > published.year for w in ahead):
            return "scheduled", "scheduled"
    if state == "in_force" and published and not effective and at.head.measure == "export_quota":
        first = _FOR_YEAR.search(at.folded)
        if first and int(first["year"]) > published.year:
            return "scheduled", "scheduled"  # "for 2031 the cap is": the tonnes of a year to come
    if effective and published:
        if effective > published and state in ("announced", "in_force", "scheduled"):
            return "scheduled", "scheduled" if firmness != "hedged" else "hedged"
        if effective <= published and state in ("announced", "scheduled") and (published - effective).days >= 0:
            return "in_force", "law"
    if state == "scheduled" and effective is None:
        return ("announced", firmness) if not re.search(r"\bscheduled\b", at.stretch) else (state, firmness)
    if (
        state == "in_force"
        and at.rate
        and REDUCED.search(at.folded[max(at.left, at.start - 60) : at.start])
        and at.sentence[at.rate.group()].item.unit == "percentage_points"
    ):
        return "reduced", firmness
    return state, firmness
