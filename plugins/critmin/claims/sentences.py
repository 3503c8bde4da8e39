"""From a document's text to its sentences, each with its place in `Document.text`.

Pages are untidy: lines wrapped at 72 characters, bullets, Markdown, front matter, teasers of other stories in the
middle of a paragraph. Headings, menus, links to other stories and datelines make no sentences.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from critmin.claims.regex import Line

UNWRAPPED = 110  # characters of a line that no hand or program has broken
LONGEST = 1_000  # characters of one sentence; longer runs are cut at a space, so that rules stay linear


@dataclass(frozen=True)
class Sentence:
    """One sentence. `text` is tidied (single spaces, straight quotes, no markup) and has its own offsets;
    `start` and `end` are its place in the document's text, half-open."""

    text: str
    start: int
    end: int
    paragraph: int
    lead_in: str = ""  # what stood before a colon at the head of its paragraph, e.g. `MEXICO AND CANADA`
    section: str = ""  # the heading it stands under


@dataclass(frozen=True)
class Page:
    """A document as sentences. `headings` are in order of place; the first is usually the title."""

    sentences: tuple[Sentence, ...]
    headings: tuple[str, ...]


_BULLET = re.compile(r"\s*(?:[-*•–‣◦▪·]|\(?\d{1,2}[.)]|\(?[ivx]{1,4}\))\s+(?=\S)")
_HEADING = re.compile(r"\s*#{1,6}\s")
_HARD_BREAK = re.compile(r"(?<![\d\\])\\+$")  # Markdown's end of a line; "\\12\\" is a footnote
_WITH_SHARE = re.compile(r"(?:[^.!?]|[.](?=\d)){0,120}\d\s?(?:%|per ?cent\b|pc\b)[^.!?]{0,60}$")
_RULE = re.compile(r"\s*(?:[-=_*~]\s*){3,}$")
_FURNITURE_WORDS = (
    r"also read|read more|read also|related|see also|share (?:this|on)|sign up|subscribe|"
    r"follow (?:us|our)|advertisement|disclaimer|cookie|copyright|©|all rights reserved|to receive sms|"
    r"note to investors|for (?:more|further) information|for media (?:inquiries|enquiries)|media contacts?\b|"
    r"please see full terms|to view the full press release|pickup -|photo(?:graph)? by|image\s?:|source\s?:|"
    r"trending articles|learn more|click here|listen to|watch\s?:|editing by|reporting "
    r"by|the post .{1,200} appeared first|"
    r"layout:|categories:|tags:|keywords:|technical sentiment|ytd price|average trading volume|current market cap|"
    r"by clicking|newsletter|most read|recommended|more from|you may also like|what to read next"
)
_FURNITURE = re.compile(rf"\s*(?:[*_>]*\s*)?(?:{_FURNITURE_WORDS})", re.IGNORECASE)
_FURNITURE_OPENS = frozenset(words[:3] for words in re.split(r"\|(?![^(]*\))", _FURNITURE_WORDS))
_OWN_WORDS = re.compile(  # "Related parties have to ...": prose that opens as furniture does
    r"\s*(?:related|recommended)\s(?!articles?\b|stor(?:y|ies)\b|news\b|reading\b|posts?\b|topics?\b|content\b|links?\b|"
    r"coverage\b|videos?\b|for you\b|by\b)[a-z]",
    re.IGNORECASE,
)
_BARE_LINK = re.compile(r"[\s*_>]*!?\[[^\]\n]{0,400}\]\([^)\n]{0,600}\)[\s*_.]*$")
_URL_ONLY = re.compile(r"\s*(?:<?https?://\S+>?|www\.\S+)\s*$")
_TEASER_END = re.compile(r"\bRead more\b", re.IGNORECASE)
_TEASER_START = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6} \d{1,2}, \d{4}\b")
_DATELINE = re.compile(
    r"\s*(?:[A-Z][A-Z .,'’/-]{2,40}|[A-Z][a-z]+(?:[ ,]+[A-Z][a-z]+){0,3})?"
    r"(?:,?\s+(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2,8}))?(?:,?\s+\d{4})?"
    r"(?:\s*\((?:Reuters|AP|AFP|Bloomberg|dpa|Xinhua|Kyodo|ANI|PTI|CNN|Mining\.com|"
    r"MINING\.COM)\)\s*[-–—:]*|\s+[-–—]{1,2})\s+"
)
_STAMP = re.compile(r"\s*date\s\d{4}-\d\d-\d\d\s+(?=\S)")  # a page's own date before its first words
_LEAD_IN = re.compile(r"[\s*_]*([A-Z][A-Z'’.,&/\s-]{2,160}?[A-Z.])[*_\s]*:[*_\s]+(?=[^\s*_])")
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[a-zA-Z]{2,8});")
_LINK = re.compile(r"!?\[([^\]\[]{0,300})\]\((?:[^()\s]|\([^()\s]{0,80}\)){0,600}\)")
_WIKI = re.compile(r"\[\[(?:[^\[\]|]{0,120}\|)?([^\[\]]{0,160})\]\]")  # [[page|shown]]
_TAG = re.compile(r"<[/!a-zA-Z][^<>]{0,300}>")
_MARKS = re.compile(r"\\\d{1,3}\\|\*{1,3}|_{2,3}|`|(?<![^\W_])_|_(?![^\W_])|\\(?=[#*_])")
_MARK = re.compile(r"[*_`\\]")
_SYLLABLES = re.compile(  # a word that a printed page parts at the end of a line: "agree-\nment", not "state-\nowned"
    r"(?<![\w-])([A-Za-z]+[a-z])-\n\s*(?=(?!ion\b|based|owned|backed|term|scale|grade|led|made|free|run|level|wide|year|"
    r"plus|to|in|and|or|on|up|off|out|down|party|sector|sided|listed|funded|range|quality|purity|volume|tech|cost|related|intensive|dumping)[a-z]{2,})"
)
_ALIKE = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\u2011": "-", "\u2010": "-",
     "\u00a0": " ", "\u202f": " ", "\u2009": " ", "–": "-", "\u200b": None, "\u2060": None, "\ufeff": None,
     "\u00ad": None, "¿": None, "‹": "<", "›": ">"}
)  # fmt: skip

_ODD_S = re.compile(r"(?<=[A-Za-z])[^\x00-\u024f\s](?=s\b)")  # an apostrophe in the wrong code page: "Beijing�s"

_END = re.compile(
    r"[.!?…]+[\"'”’)\]»*_]*(?:\\\d{1,3}\\)?(?=(?:\s|&nbsp;)+[\"'“‘(\[«*_]*[A-Z0-9À-Þ•$€£¥#])"  # the usual end
    r"|(?<=[a-z]{3})[.!?](?=[A-Z][a-z]+\s)"  # no space after the full stop
    r"|[.!?…]+[\"'”’)\]»*_]*\s*$"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"'“‘-])(?:Mr|Mrs|Ms|Dr|Prof|Gov|Sen|Rep|Gen|Lt|Col|St|Jr|Sr|Inc|Corp|Co|Ltd|No|Nos|vs|etc|al|approx|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Fig|Art|Sec|e\.g|i\.e|cf|ca|a\.m|p\.m|Bros|Mt|Ave|"
    r"[A-Z]|(?:[A-Za-z]\.){1,3}[A-Za-z])\.$"
)
_STARTER = re.compile(
    r"\s+[\"'“‘(\[]*(?:The|It|In|This|These|Those|A|An|He|She|They|We|But|And|However|On|At|For|As|If|While|When|Under|"
    r"After|Since|Both|Its|Their|His|That|Such|With|Today|Meanwhile|To|By|There|According|Last|Although|Additionally|"
    r"Further|Key|No|Our|I)\b"
)


def _blocks(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, kind) of each block: prose, bullet or heading; furniture is left out."""
    lines = []
    place = 0
    for line in text.splitlines(keepends=True):
        shown = _HARD_BREAK.sub("", line.rstrip())
        lines.append((place, place + len(shown), shown))
        place += len(line)
    is_unwrapped = _is_unwrapped(line for _, _, line in lines)
    i = _after_front_matter(lines)
    while i < len(lines):
        start, end, line = lines[i]
        if not line.strip() or _RULE.match(line) or line.lstrip().startswith("<!--"):
            i += 1
            continue
        if _HEADING.match(line):
            yield start, end, "heading"
            i += 1
            continue
        if _is_furniture(line):
            i += 1
            continue
        is_bullet = bool(_BULLET.match(line))
        is_list = _is_figure_of_list(lines, i)
        width = len(line)
        j = i + 1
        while j < len(lines):
            _, _, following = lines[j]
            before = lines[j - 1][2]
            if not following.strip() and i and _is_blank_within(lines, j):
                j += 1
                continue
            if not following.strip() or _RULE.match(following) or _BULLET.match(following):
                break
            if _HEADING.match(following) or following.lstrip().startswith("<!--"):
                break
            if _is_furniture(following) and not _is_of_sentence(lines, j):
                break
            width = max(width, len(before))
            is_hanging = is_bullet and following[:2] == "  "  # a bullet goes on where its lines are indented
            is_listed = _is_figure_of_list(lines, j) or (" | " in before and " | " in following)
            is_list |= is_listed and " | " not in following
            is_title = j > 1 and before.strip() == lines[0][2].strip() and before[-1:].isalnum()  # told again
            if not (is_hanging or is_listed) and (
                is_title or _is_deliberate_break(before, following, UNWRAPPED if is_unwrapped else width)
            ):
                break
            end = lines[j][1]
            j += 1
        underlined = j < len(lines) and j == i + 1 and _RULE.match(lines[j][2]) and lines[j][2].strip()[0] in "-="
        yield start, end, "heading" if underlined else "bullet" if is_bullet or is_list else "prose"
        i = j


def _is_unwrapped(lines: Iterable[str]) -> bool:
    """Whether a paragraph is one line on this page, so that each new line is meant."""
    long = [len(line) for line in lines if len(line) > 60]
    return 2 * sum(length >= UNWRAPPED for length in long) > len(long)


def _is_blank_within(lines: list, j: int) -> bool:
    """Whether a blank line stands in the middle of a sentence."""
    before = lines[j - 1][2].strip()
    after = lines[j + 1][2].lstrip() if j + 1 < len(lines) else ""
    return len(before) > 40 and (before[-1].isalnum() or before[-1] == ",") and after[:1].islower() and " " in after


def _is_of_sentence(lines: list, j: int) -> bool:
    """Whether a line that looks like furniture or a link stands in the middle of a sentence."""
    before, line = lines[j - 1][2].rstrip(), lines[j][2].lstrip()
    after = lines[j + 1][2].lstrip() if j + 1 < len(lines) else ""
    if not before or before[-1] in ".!?:" or _URL_ONLY.match(line):
        return False
    return line[:1].islower() or (line[:1] == "[" and after[:1].islower())


def _is_figure_of_list(lines: list, i: int) -> bool:
    """Whether a line is one of several with a share each, below a line that ends in a colon."""
    if not _WITH_SHARE.match(lines[i][2]):
        return False
    above = (tidy(line) for _, _, line in reversed(lines[max(0, i - 12) : i]) if not _WITH_SHARE.match(line))
    return next((line for line in above if line), "").endswith(":")


def _after_front_matter(lines: list) -> int:
    """The first line after YAML front matter, which may follow a title."""
    opened = None
    for i, (_, _, line) in enumerate(lines[:400]):
        if line.strip() == "---":
            if opened is not None:
                return i + 1
            if i > 6:
                return 0
            opened = i
        elif (opened is None and i > 6) or (
            opened is not None and i == opened + 1 and not re.match(r"[\w-]+\s*:", line)
        ):
            return 0
    return 0


def _is_furniture(line: str) -> bool:
    opens = line.lstrip().lstrip("*_>").lstrip()[:3].lower()
    if (opens in _FURNITURE_OPENS or opens[:1] == "©") and _FURNITURE.match(line) and not _OWN_WORDS.match(line):
        return True
    return bool(_BARE_LINK.match(line) or _URL_ONLY.match(line))


def _is_deliberate_break(before: str, following: str, width: int) -> bool:
    """Whether the writer meant the line to end: the next word would have fitted, and it starts like a new line."""
    tail, head = before.rstrip(), following.lstrip()
    if head[:1].islower() or tail.endswith((",", "-", ";")) or (tail[-1:].isalnum() and head[:1] in "(["):
        return False
    if re.search(r"\b(?:the|a|an|of|and|or|to|in|for|with|on|by|from|at|its|their|that)$", tail):
        return False
    if width >= UNWRAPPED or (tail.startswith("**") and tail.endswith("**")) or _is_label(tail):
        return True
    fits = len(before) + 1 + len(head.split(None, 1)[0]) <= width - 6
    return fits and (tail.endswith((".", "!", "?", ":", '"', "”")) or len(tail) < 45)


_DATED = re.compile(r"\d|[A-Z][a-z]{2,8}\.?\s\d")


def _is_label(line: str) -> bool:
    """Whether a line only names whose list follows: "Wollert Metals:"."""
    return line.endswith(":") and line[:1].isupper() and line.count(" ") < 4


def tidy(raw: str) -> str:
    """The words of a piece of text: no markup, straight quotes, single spaces."""
    if "&" in raw:
        raw = _ENTITY.sub(lambda m: html.unescape(m.group()), raw)
    if "[[" in raw:
        raw = _WIKI.sub(r"\1", raw)
    if "](" in raw:
        raw = _LINK.sub(r"\1", raw)
    if "<" in raw:
        raw = _TAG.sub(" ", raw)
    if "-\n" in raw:
        raw = _SYLLABLES.sub(r"\1", raw)
    if _MARK.search(raw):
        raw = _MARKS.sub("", raw)
    if not raw.isascii():
        raw = _ODD_S.sub("'", raw.translate(_ALIKE).replace("—", " - "))
    return " ".join(raw.split())


def _teasers(text: str) -> list[tuple[int, int]]:
    """Teasers of other stories inside a paragraph: from a date to `Read more`."""
    found: list[tuple[int, int]] = []
    if "ead more" not in text and "EAD MORE" not in text:
        return found
    for end in _TEASER_END.finditer(text):
        starts = list(_TEASER_START.finditer(text, max(0, end.start() - 420), end.start()))
        if starts:
            found.append((starts[-1].start(), end.end()))
    return found


def _sentence_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    place = start
    for match in _END.finditer(text, start, end):
        stop = match.end()
        before = text[max(place, match.start() - 12) : match.start() + 1]
        if (
            match.group()[0] == "."
            and stop < end
            and (_ABBREVIATION.search(before) or (before.endswith(" no.") and text[stop : stop + 2].strip().isdigit()))
            and not (
                re.search(r"(?:[A-Z]\.){2}$|(?:Inc|Corp|Ltd|Co|[ap]\.m)\.$", before)
                and _STARTER.match(text, stop, min(end, stop + 20))
            )
        ):
            continue
        if stop - place > 1:
            yield place, stop
        place = stop
    if text[place:end].strip():
        yield place, end


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span without outer blanks, cut at a space where it is too long."""
    while end - start > LONGEST:
        cut = max(
            text.rfind(" ", start + LONGEST // 2, start + LONGEST),
            text.rfind("\n", start + LONGEST // 2, start + LONGEST),
        )
        cut = cut if cut > start else start + LONGEST
        yield start, cut
        start = cut
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end


def _without(spans: list[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    for a, b in spans:
        if b <= start or a >= end:
            continue
        if a > start:
            yield start, a
        start = b
    if start < end:
        yield start, end


def split(text: str) -> Page:
    """The sentences and headings of a text. Raises nothing: any text gives a page, perhaps an empty one."""
    sentences: list[Sentence] = []
    headings: list[str] = []
    section = label = ""
    for number, (start, end, kind) in enumerate(_blocks(text)):
        shown = tidy(text[start : min(end, start + 400)])
        if kind == "heading" or _looks_like_heading(shown, kind, end - start):
            headings.append(shown)
            section, label = shown, ""
            continue
        if kind == "prose" and _is_label(shown):
            label = shown[:-1]
            continue
        bullet = _BULLET.match(text, start, end)
        place = bullet.end() if bullet else start
        if not bullet and (stamp := _STAMP.match(text, place, min(end, place + 40))):
            place = stamp.end()
        lead_in = label if bullet or _DATED.match(shown) else ""
        if lead := _LEAD_IN.match(text, place, min(end, place + 220)):
            lead_in, place = tidy(lead.group(1)), lead.end()
        elif not bullet and (dateline := _DATELINE.match(text, place, min(end, place + 140))):
            place = dateline.end() if dateline.end() - place > 3 else place
        for a, b in _without(
            _teasers(text[start:end]) and [(x + start, y + start) for x, y in _teasers(text[start:end])], place, end
        ):
            for c, d in _sentence_spans(text, a, b):
                for e, f in _pieces(text, c, d):
                    words = Line(tidy(text[e:f]))
                    if not lead_in and c == place and words.count(" ") < 2 and words.endswith((".", ":")):
                        lead_in = words.strip(" .:")  # "Zimbabwe. Exports of lithium ore have been banned."
                        continue
                    if words.count(" ") >= 2 or re.search(r":\s\S*\d", words):
                        sentences.append(Sentence(words, e, f, number, lead_in, section))
    return Page(tuple(sentences), tuple(headings))


def _looks_like_heading(shown: str, kind: str, length: int) -> bool:
    """A short block without a full stop that is no bullet: a heading, a menu, a byline."""
    if length > 220 or not shown:
        return not shown
    if re.search(r"[.!?…:;][\"')\]]*$", shown):
        return shown.isupper()
    return kind != "bullet" or (shown.count(" ") < 5 and not re.search(r"\d\s?(?:%|pc\b|per ?cent)", shown))
