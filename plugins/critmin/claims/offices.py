"""Offices and who holds them stand for their country: "French president Emmanuel Macron", "Ana Lopes, the trade
minister of Peru,", "his Kazakh counterpart".
"""

from dataclasses import replace

from critmin.claims import regex as re
from critmin.claims.lexicon import cue_set

_OF = re.compile(r"\sof\s(?:the\s)?")
_TITLE = re.compile(
    r"(?i:(?:'s?)?(?:\s(?:then|former|acting|new|outgoing|top|and|of|the|for|&))*(?:[\s,](?:"
    + "|".join(sorted(cue_set("title_word") | cue_set("portfolio_word"), key=len, reverse=True))
    + r"))+)\b(?!-)(?:'s)?(?:\s(?:[A-Z][\w'.-]+|(?:bin|von|der|de|van|al)\b))*"
)
_HELD_BY = re.compile(  # "President Ana Lopes of Peru"
    r"\b(?:[Pp]resident|[Pp]remier|[Cc]hancellor|(?:[A-Z]?[a-z]+\s)?[Mm]inister|King|Emir|"
    r"Secretary)\s(?:[A-Z][\w'.-]+\s){1,3}"
    r"of\s(?:the\s)?\Z"
)
_OFFICE_OF = re.compile(r"(?<!Vice )(?<!Deputy )\b(?:President|Prime Minister|Premier|Chancellor)\s\Z")
_SAME_HOLDER = re.compile(rf"(?:{_TITLE.pattern})[\s,]*|\s|'s\s|\s\(|,?\s")
_NAME_TAIL = re.compile(r"(?:\s(?:[A-Z][\w-]+|[A-Z]\.|(?:bin|von|der|de|van|al)\b))+")

_A_PERSON = r"[A-Z][\w'’-]+(?:\s(?:[A-Z]\.|bin|von|der|de|van|al|[A-Z][\w'’-]+)){1,3}"
_IS_PERSON = re.compile(_A_PERSON)
_HOLDER_BEFORE = re.compile(
    rf"(?:^|(?:^|[\s\"])(?:and|by|with|between|from|said|after)\s|,\s)(?P<who>{_A_PERSON}),\s(?:the\s)?$"
)
_HOLDER_AFTER = re.compile(
    rf"\s{_A_PERSON}(?=\s(?:and\b|[a-z]+ed\b|[a-z]+s\b|has\b|have\b|will\b))|,\s{_A_PERSON},(?=\s)"
)
_IS_OFFICE = re.compile(
    r"\b(?:[Mm]inister|[Ss]ecretary|[Pp]resident|[Pp]remier|[Cc]hancellor|[Aa]mbassador|[Cc]ommissioner|[Cc]ounterpart|"
    r"[Rr]epresentative|[Cc]hief|[Gg]overnor)$"
)
_PORTFOLIO = r"(?:the\s)?[A-Z][\w&'’-]+(?:(?:,?\sand\s|,\s|\s&\s|\s)[A-Z][\w&'’-]+){0,6}"
_OFFICE_WITH_OF = re.compile(
    r"(?:\b[Tt]he\s)?(?:\b(?:[Dd]eputy|[Vv]ice|[Ff]irst|[Aa]cting|[Ff]ormer|[Ff]ederal|[Uu]nion|"
    r"[A-Z][a-z]+|(?!(?:and|or|by|with|from|to|the|said|after|between)\b)[a-z]+)\s){0,2}?"
    r"\b(?:(?:Prime )?[Mm]inister(?: of State)?|[Ss]ecretary|[Pp]resident|[Pp]remier|[Cc]hancellor|[Aa]mbassador|"
    rf"Ministry|Department)(?:\s(?:of|for)\s{_PORTFOLIO})?\sof\s(?:the\s)?(?:(?:[A-Z][\w'’]+\s){{0,2}}(?:Republic|Kingdom|State|"
    r"Commonwealth|Government|Union)\sof\s(?:the\s)?)?$"
)


def read(text: str, found: list) -> list:
    """The mentions of a sentence with offices and their holders folded into their country, as one mention each."""
    return _held(text, _titled(text, found))


def _titled(text: str, found: list) -> list:
    """Offices beside the name of a country: "French president Emmanuel Macron", "President Ana Lopes of Peru"."""
    out: list = []
    for m in found:
        if out and m.sign == "C" and out[-1].sign == "C" and m.start >= out[-1].end:
            between = text[out[-1].end : m.start]
            names_it = out[-1].detail == "anaphor" and text.startswith("he ", out[-1].start + 1)
            if names_it and _OF.fullmatch(between):  # "the government of Peru"
                out[-1] = replace(m, start=out[-1].start, detail="government")
                continue
            same = m.values == out[-1].values and m.values
            if same and len(between) < 70 and _SAME_HOLDER.fullmatch(between) and between.strip() != ",":
                closes = between.endswith("(") and text[m.end : m.end + 1] == ")"  # "Congolese (DRC)"
                out[-1] = replace(out[-1], end=m.end + closes, detail="leader")
                continue
        if out and m.start < out[-1].end:
            continue
        if m.sign == "C" and (held := _HELD_BY.search(text, out[-1].end if out else 0, m.start)):
            m = replace(m, start=held.start(), detail="leader")
        if (
            m.sign == "C"
            and m.detail == "leader"
            and (office := _OFFICE_OF.search(text, out[-1].end if out else 0, m.start))
        ):
            m = replace(m, start=office.start())
        if m.sign == "C" and m.detail in ("name", "demonym", "government", "capital", "leader", "anaphor"):
            following = [f.start for f in found if f.start > m.start]
            limit = following[0] if following else len(text)
            title = _TITLE.match(text, m.end, limit)
            if title and title.group().startswith((" and the ", " and its ")):
                title = None  # "of Peru and the Ministry of Lands of Ghana"
            if title and not (
                m.detail == "leader" and title.group().startswith((" and ", " & ")) and title.end() + 2 > limit
            ):
                end = title.end() if re.search(r"\w$", text[m.end : title.end()]) else m.end
                words_in = text[m.end : end].split()
                if words_in and words_in[-1].lower() in _NO_END:
                    end = _back_to_office(text, m.end, end)
                if end > m.end:
                    detail = "leader" if m.detail != "anaphor" else "anaphor"
                    m = replace(m, end=end, detail=detail)
            elif m.detail == "leader" and (tail := _NAME_TAIL.match(text, m.end, limit)):
                m = replace(m, end=tail.end())
        out.append(m)
    return out


def _held(text: str, found: list) -> list:
    """Offices of a country that are told after it or before it, with who holds them: "the Minister of Trade of Peru,
    Ana Lopes,", "Ana Lopes, Peru's trade minister,", "her Peruvian counterpart Ana Lopes"."""
    out: list = []
    for n, m in enumerate(found):
        if out and m.start < out[-1].end:
            continue
        if m.sign != "C" or len(m.values) != 1:
            out.append(m)
            continue
        low = next((o.end for o in reversed(out) if o.sign in "CG"), 0)
        start, end = m.start, m.end
        if out and m.detail == "leader" and out[-1].values == m.values and text[low:start] == ", ":
            out[-1] = replace(out[-1], end=end + text.startswith(",", end))  # "the Minister of Trade of Peru, Lopes,"
            continue
        before = text[low:start]
        if before.endswith((" of ", " of the ")) and (office := _OFFICE_WITH_OF.search(before)):
            start = low + office.start()
        elif not (m.detail == "leader" and _IS_OFFICE.search(text, start, end)):
            out.append(m)
            continue
        holder = _HOLDER_BEFORE.search(text[low:start]) if text[start - 2 : start] == ", " or start == m.start else None
        own = out[-1] if out and out[-1].sign == "C" and out[-1].values == m.values else None
        if holder:
            start = low + holder.start("who")
        elif own and text[own.end : start] in (", ", ", the "):
            start = own.start
            out.pop()
        if holder or (own and start == own.start):
            end += text.startswith(",", end)
        else:
            following = found[n + 1] if n + 1 < len(found) else None
            if (
                following
                and following.sign == "G"
                and following.start == end + 1
                and _IS_PERSON.fullmatch(text, following.start, following.end)
            ):
                end = following.end
            elif after := _HOLDER_AFTER.match(text, end, following.start if following else len(text)):
                end = after.end()
        while out and out[-1].start >= start:
            out.pop()  # "Minister of Energy of Peru": energy is no product there
        out.append(replace(m, start=start, end=end, detail="leader"))
    return out


_NO_END = cue_set("portfolio_word") | {"and", "of", "the", "for"}  # words with which no office ends
_OFFICE = re.compile(
    (
        r"\b(?i:president|minister|premier|chancellor|king|prince|secretary|ambassador|"
        r"leaders?|officials?|governments?|administration|authorities|negotiators?|"
        r"representative|commissioner|envoy|counterparts?|ministry|department|ministers|"
        r"adviser|advisor|delegation)(?:'s)?\b(?:\s[A-Z][\w'.-]+)*"
    ),
)


def _back_to_office(text: str, start: int, end: int) -> int:
    return max((m.end() for m in _OFFICE.finditer(text, start, end)), default=start)
