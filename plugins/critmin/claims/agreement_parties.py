"""Who the parties of an agreement are: from the words around the phrase that names it."""

from critmin.claims import regex as re
from critmin.claims.agreement_cues import SIGN_VERB, Paper
from critmin.claims.context import Context
from critmin.claims.lexicon import cue_set
from critmin.claims.names import is_common
from critmin.claims.patterns import rule, signs

_NAME = r"(?:[A-Z][\w&.'-]*[\w](?:\s(?:of|and|&|de|for)\s[A-Z][\w&.'-]+|\s[A-Z][\w&.'-]*\w){0,5})"
_BETWEEN = rule(
    r"\s(?:[\w'-]+\s){0,8}?(?:between|among|involving)\s(?:the\s)?(?P<a>‹[CG]\d+›)(?:'s?)?(?:[^;‹›]{0,60}"
    r"?\sand\s(?:the\s)?(?P<b>‹[CG]\d+›))?"
)
_WITH = rule(
    r"[^;]{0,150}?\b(?:with|to)\s(?:the\s|its\s|a\s|an\s|leading\s|fellow\s|[\w.]+-(?:based|listed|owned|backed)\s|"
    r"(?:[A-Z][a-z]+\s){0,2}(?:Secretary|Minister|President|Premier)\s)*(?P<b>‹[CG]\d+›)(?P<rest>(?:"
    r"'s?)?\s(?:[\w-]+\s){0,5}?‹G\d+›|\sand\s(?:the\s)?‹[CG]\d+›)?"
)
_WITH_NAME = re.compile(
    rf"^[^;‹›]{{0,80}}?\bwith\s(?:the\s|its\s|an?\s|(?!in\b|of\b|to\b|for\b|number\b|"
    rf"other\b|several\b|many\b)[a-z-]+\s){{0,5}}({_NAME})"
)
_PREPOSITION = re.compile(
    (
        r"\b(?:of|to|from|in|on|with|by|for|against|between|than|outside|over|at|into|"
        r"about|says|including|reduce|via|like)\s(?:the\s|an?\s)?$"
    ),
    re.IGNORECASE,
)
_GOVERNED_OK = re.compile(
    r"\b(?:government|administration|president|ministry|ambassador|minister|envoy|representative|state|republic|"
    r"kingdom|subsidiary|unit|arm) of\s(?:the\s)?$",
    re.IGNORECASE,
)


_THAT_SIGNED = rule(
    r"[^;]{0,110}?\b(?:that|which)\s(?:the\s|‹D\d+›\s)?(?:president\s|prime minister\s)?(?P<a>‹[CG]\d+›)("
    r"?:'s [\w ]{0,30})?(?:[^;‹›]{0,40}?\s(?:and\s(?:the\s)?)?(?P<b>‹[CG]\d+›))?\s(?:has\s|"
    r"have\s|had\s|‹D\d+›\s|on ‹D\d+›\s)?(?:sign|reach|agree|str[iu]ck|conclud|"
    r"announc|ink|launch|set out|publish|issue|releas|adopt|initial|seal)"
)
_SIGNED_BY = rule(
    r"[^;]{0,80}?\b(?:signed|agreed|concluded|reached|entered into|announced|initialled|sealed|inked|struck|"
    r"launched)\s(?:by|between)\s(?:the\s)?(?P<a>‹[CG]\d+›)(?:(?:[^;‹›]{0,40}?\sand\s(?:the\s)?|\s)(?P<b>‹[CG]\d+›))?"
)
_ONE_WITH = rule(
    r"\bone\swith\s(?:the\s)?(?P<a>‹[CG]\d+›)[^;‹›]{0,30}?\s(?:one|another|the other)\swith\s(?:the\s)?(?P<b>‹[CG]\d+›)"
)


ITS_FIRMS = re.compile(
    r"\s(?:(?!and\b|or\b)[\w-]+\s){0,2}?(?:firms|companies|investors|miners|banks|lenders|businesses|producers|buyers|smelters|"
    r"refiners|"
    r"carmakers|entities|groups|traders|(?:magnet\s|battery\s|car\s)?makers|manufacturers|customers|developers|"
    r"corporations|enterprises|conglomerates|institutions|universities|utilities|automakers|steelmakers|partners|"
    r"firm|company|miner|partner|giant|supplier|producer)\b(?!\s‹G)"
)


OTHERS = (
    r"suppliers|partners|countries|companies|producers|nations|buyers|firms|governments|allies|miners|manufacturers|"
    r"customers|investors|neighbou?rs|states|banks|others"
)
WITH_OTHERS = re.compile(  # "Brazil and India struck deals with other suppliers": not with one another
    rf"\s(?:with|from)\s(?:[a-z][\w'-]*\s){{0,3}}(?:{OTHERS})\b(?!\s?[-:,]?\s(?:including|such as|like|‹))"
)


def of_paper(context: Context, i: int, paper: Paper) -> list[tuple[str, ...]]:
    """The sets of parties of an agreement named in sentence `i`; several when it names one with each."""
    folded = context.folded(i)
    text = folded.folded
    if m := re.search(
        (
            r"(‹C\d+›)(?:'s?)?\s(?:(?!and\b|on\b|from\b|with\b|in\b|of\b|to\b|have\b|"
            r"has\b|is\b|are\b|at\b|for\b|said\b|were\b|was\b)[\w'()\"-]+,?\s|‹[MUPD]\d+›\s){0,7}$"
        ),
        text[: paper.start],
    ):
        mention = folded[m.group(1)]
        own = context.values(i, mention)
        if len(own) >= 2 and mention.detail != "pair":
            return [own]
    after = text[paper.end :]
    if m := _BETWEEN.match(after):
        first = _values(context, i, m["a"])
        second = _values(context, i, m["b"]) if m["b"] else ()
        if len({*first, *second}) >= 2:
            return [tuple(dict.fromkeys((*first, *second)))]
    if m := _THAT_SIGNED.match(after):
        first = _values(context, i, m["a"])
        second = _values(context, i, m["b"]) if m["b"] else ()
        third = re.match(r"[^;]{0,60}?\bwith\s(?:the\s)?(‹[CG]\d+›)", after[m.end() :])
        others = _values(context, i, third.group(1)) if third else ()
        if paper.is_plural and len(others) > 1 and not second:
            return [(*first, other) for other in others]
        named = tuple(dict.fromkeys((*first, *second, *others)))
        if len(named) >= 2:
            return [named]
    if m := _SIGNED_BY.match(after):
        named = tuple(dict.fromkeys((*_values(context, i, m["a"]), *(_values(context, i, m["b"]) if m["b"] else ()))))
        if len(named) >= 2:
            return [named]
    owner = re.search(r"(‹[CG]\d+›)'s?\s(?:[\w-]+\s){0,2}$", text[: paper.start])
    if owner and paper.kind == "mou" and (taker := re.match(r"[^;]{0,70}?(‹G\d+›)", after)):
        named = tuple(dict.fromkeys((*_values(context, i, owner.group(1)), *_values(context, i, taker.group(1)))))
        if len(named) >= 2:
            return [named]
    subject = _subject(context, i, paper)
    if subject and (ones := _ONE_WITH.search(after)):
        return [
            (*subject, other)
            for sign in (ones["a"], ones["b"])
            for other in _values(context, i, sign)
            if other not in subject
        ]
    if subject and paper.kind == "mou" and (m := re.match(r"[^;‹›]{0,60}?\bfrom\s(?:the\s)?(‹[CG]\d+›)", after)):
        return [tuple(dict.fromkeys((*_values(context, i, m.group(1)), *subject)))]
    if (
        not subject
        and re.match(r"(?:The|This|That)\s(?:‹[A-Z]\d+›\s|\w+\s){0,2}$", text[: paper.start])
        and re.match(r"\swith\b", after)
    ):
        before = context.subject_before(i, "C")
        subject = before.values[:1] if before and len(before.values) == 1 else ()
        if not subject and (firm := context.subject_before(i, "G", 3)):
            subject = context.values(i, firm)[:1]
    if m := _WITH.match(after):
        if not re.search(
            (
                r"\b(?:deal|deals|trade|compete|along|together|war|tensions?|talks|compared|"
                r"reliance|supplied|according|access|subject|attract|contribut\w+|deliver\w*|"
                r"export\w*|relat\w+|respons\w+)\s(?:with|to)\s"
            ),
            m.group(),
        ):
            partner, firm = m["b"], re.search(r"‹G\d+›", m["rest"] or "")
            extra = re.search(r"and\s(?:the\s)?(‹[CG]\d+›)", m["rest"] or "")
            others = _values(context, i, firm.group() if firm else partner)
            if firm and "state government" in after[m.end() : m.end() + 18]:
                others = _values(context, i, partner)
            others = (*others, *(_values(context, i, extra.group(1)) if extra else ()))
            others = tuple(o for o in dict.fromkeys(others) if o not in subject)
            is_to = re.search(
                r"\bto\s(?:the\s|its\s|a\s|an\s|leading\s|fellow\s)*$", m.group()[: m.group().rfind(m["b"])]
            )
            if is_to and paper.kind not in ("loan", "grant", "investment", "supply_contract", "offtake"):
                others = ()
            if (
                partner[1] == "C"
                and not firm
                and (ITS_FIRMS.match(after, m.end("b")) or after.startswith(("-based ", "-listed "), m.end("b")))
            ):
                others = ()  # "with Chinese firms": nobody named
            if subject and others:
                if (paper.is_plural and len(others) > 1) or (len(others) > 1 and _each_of(text, paper)):
                    return [(*subject, other) for other in others]
                return [(*subject, *others)]
    elif subject and (named := _WITH_NAME.match(after)) and paper.kind not in ("declaration",):
        name = _clean_name(named.group(1))
        if name:
            return [(*subject, f"org:{name}")]
    if len(subject) >= 2:
        return [subject]
    if paper.kind == "joint_venture":
        firms = tuple(dict.fromkeys(v for m in folded.of("G") for v in context.values(i, m)))
        if 2 <= len(firms) <= 3:
            return [firms]
    return []


def _each_of(text: str, paper: Paper) -> bool:
    return bool(re.search(r"\b(?:two|three|four|separate|both)\s(?:[\w-]+\s){0,3}$", text[: paper.start]))


_OFFICES = frozenset(["Secretary", "Minister", "President", "Representative", "Commissioner", "Premier", "Chancellor"])


def _clean_name(name: str) -> str | None:
    words = name.split()
    if len(words) == 1 and is_common(words[0]):
        return None  # "with Washington"
    if not words or words[-1] in _OFFICES or words[0] in cue_set("not_a_name") or words[0] in cue_set("person_title"):
        return None
    return re.sub(r"[\s.,']+$", "", name)


def _values(context: Context, i: int, sign: str) -> tuple[str, ...]:
    return context.values(i, context.folded(i)[sign])


def _subject(context: Context, i: int, paper: Paper) -> tuple[str, ...]:
    """Who signs: the nearest country or firm before the verb, not one that a preposition governs."""
    folded = context.folded(i)
    text = folded.folded
    verbs = list(SIGN_VERB.finditer(text, 0, paper.start))
    limit = verbs[-1].start() if verbs else paper.start
    if (
        verbs
        and len(verbs) > 1
        and verbs[-1].group().lower() in ("has", "have", "had", "begin", "began", "made", "make")
    ):
        limit = verbs[-1].start()
    found = list(signs(text, "CG", 0, limit))
    free = []
    for s in found:
        before = text[max(0, s.start() - 40) : s.start()]
        if _PREPOSITION.search(before) and not _GOVERNED_OK.search(before):
            continue
        if re.fullmatch(r"'s?\s(?:[a-z][\w-]*\s|‹M\d+›\s){0,3}", text[s.end() : paper.start]):
            free.append(s)  # it owns the paper itself: "Peru's pact with Chile"
            continue
        if re.match(r"'s?\s(?:[a-z][\w-]*\s){0,4}‹[CG]", text[s.end() :]) or re.match(
            r"(?:-based|-backed|-listed|-owned|'s state-owned)", text[s.end() :]
        ):
            continue
        if (
            re.match(r"\s(?:[a-z-]+\s){1,4}(?:firm|company|giant|miner|producer|developer)?\s?‹G", text[s.end() :])
            and folded[s.group()].detail == "demonym"
        ):
            continue
        free.append(s)
    said = re.search(r"\b(?:[Ii]t|[Tt]hey|[Ww]e)\s(?:[\w-]+\s){0,4}$", text[:limit])
    if said and (
        not free
        or (
            said.start() > free[-1].end()
            and not re.search(
                r"\b(?:said|announced|says)\s(?:[^;]{0,40}\s)?(?:that\s)?$", text[free[-1].end() : said.start()]
            )
        )
    ):
        if re.search(r"\b[Ww]e\s", said.group()):
            return joint_authors(context)
        who = context.subject_before(i, "CG")
        return context.values(i, who)[:4] if who else ()
    if free:
        mention = folded[free[-1].group()]
        values = context.values(i, mention)
        if (
            len(free) > 1
            and re.fullmatch(
                (
                    r"(?:'s)?\s?(?:(?!\bdeal|\bagreement|\bpact|\bpartnership|\bwhich|"
                    r"\bthat|\bwhile|\bafter)(?:‹[A-Z]\d+›|[^;‹›])){0,60}\band\s(?:the\s|his\s|her\s|its\s|their\s)?"
                    r"(?:[A-Z]\w+\s[A-Z]\w+,\s(?:ambassador|minister|envoy|representative)\s(?:of|for)\s(?:the\s)?)?"
                    r"|\s|,\s(?:which|who)\s[^;‹›,]{0,60},\s(?:and|together with)\s(?:the\s)?"
                ),
                text[free[-2].end() : free[-1].start()],
            )
            and not SIGN_VERB.search(text, free[-2].end(), free[-1].start())
            and not re.match(
                r"['’]s\s(?:grip|hold|role|rise|weight|threat|share|monopoly|dominance|lead)\b", text[free[-2].end() :]
            )
        ):
            first = context.values(i, folded[free[-2].group()])
            return tuple(dict.fromkeys((*first, *values)))
        return values
    start = re.match(
        (
            rf"^(?:On ‹D\d+›,? )?({_NAME})(?:\s\([^)]*\))*,?\s(?:[^;‹›]{{0,60}},\s)?(?:has\s|"
            r"have\s|today\s|‹D\d+›\s)*(?:also\s)?(?:sign|ink|enter|str[iu]|announc|"
            r"reach|agree[sd]?\b|secur|complet|clos)"
        ),
        text,
    )
    if start and (name := _clean_name(start.group(1))):
        return (f"org:{name}",)
    if re.match(r"\s*(?:[Tt]he\s)?(?:[Cc]ompany|[Ii]t|[Tt]hey)\b", text):
        who = context.subject_before(i, "CG")
        return context.values(i, who) if who else ()
    return ()


def joint_authors(context: Context) -> tuple[str, ...]:
    """Who "we" are in a joint statement: the pair that the title or the first sentences name."""
    for heading in (context.document.title or "", *context.page.headings[:1]):
        if "joint" not in heading.lower():
            continue
        for i in range(min(len(context), 4)):
            for m in context.folded(i).of("C"):
                if len(m.values) == 2:
                    return m.values
    return ()
