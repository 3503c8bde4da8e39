"""What stands on a page beside the article: banners, menus, share lists, cookie notes, promotions, front matter.

It is blanked and not cut: each character becomes a blank (line ends stay), so that a place in the cleaned text is the
same place in the file. Prose is never touched for being near furniture, only for being furniture itself, or for
standing in the short rest of a page after the line that closes the article.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from critmin.sources import article_words as words

_MARKS_BEFORE = re.compile(r"^[\s•*·▪◦\-–—>#|_\\]+")
_MARKS_AFTER = re.compile(r"[\s:>»…|.*_\\]+$")
_REPEATED = re.compile(r"(.{3,60}?)\1+")
_RULE = re.compile(r"^[\s\-=*_~#\\|+:]{3,}$")
_LINK = re.compile(
    r"!?\[([^\[\]\n]{0,400})\]"
    r"\([^()\s]{0,800}(?:\([^()\s]{0,80}\)[^()\s]{0,200})?(?:\s+\"[^\"\n]{0,400}\")?\)"
)
_ADDRESS = re.compile(r"https?://\S+|www\.\S+")
_TAG = re.compile(
    r"<!--[^>]{0,500}-->|</?(?:a|abbr|b|blockquote|br|center|code|div|em|excerpt|figcaption|figure|font|h[1-6]|hr|i"
    r"|iframe|img|li|ol|p|small|span|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul)(?:\s[^<>\n]{0,300})?/?>",
    re.IGNORECASE,
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_BULLET = re.compile(r"^\s*(?:[•*·▪◦\-–]|\d{1,2}[.)])\s")
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?]+(?!\s|$)[^.!?]+)*[.!?]*\s*")
_FIELD = re.compile(r"^#?[A-Za-z][\w -]{0,40}\s*:(?:\s|$)")
_PROSE = 160  # characters: a passage of this length is prose and not a heading, a by-line or a menu
_LONG_LINE = 150  # characters: a passage with such a line has one paragraph a line; otherwise its lines are wrapped


@dataclass(frozen=True)
class Cleaned:
    """A text with its furniture blanked, its front matter's fields, its title, and whether it breaks off."""

    text: str
    fields: dict[str, str]
    title: str | None
    is_teaser: bool


class _Text:
    """A text whose lines and passages can be asked for and whose spans can be blanked."""

    def __init__(self, text: str):
        self.text = text
        self.lines: list[tuple[int, int]] = []
        self.links: set[int] = set()  # the lines that hold a Markdown link
        at = 0
        for line in text.split("\n"):
            self.lines.append((at, at + len(line)))
            at += len(line) + 1

    def line(self, i: int) -> str:
        start, end = self.lines[i]
        return self.text[start:end]

    def blank(self, spans: list[tuple[int, int]]) -> None:
        """Blank `spans`, which may overlap."""
        done, parts = 0, []
        for start, end in sorted(spans):
            start = max(start, done)
            if end > start:
                parts += [self.text[done:start], re.sub(r"[^\n]", " ", self.text[start:end])]
                done = end
        self.text = "".join([*parts, self.text[done:]])

    def blank_lines(self, numbers: list[int]) -> None:
        self.blank([self.lines[i] for i in numbers])


def passages(text: str) -> list[tuple[int, int]]:
    """Start and end of each paragraph: a run of lines, or one line where paragraphs are lines of their own."""
    found = []
    for run in re.finditer(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*", text):
        lines = list(re.finditer(r"[^\n]+", run[0]))
        if len(lines) > 1 and any(len(line[0]) > _LONG_LINE for line in lines):
            found += [(run.start() + line.start(), run.start() + line.end()) for line in lines]
        else:
            found.append((run.start(), run.end()))
    return found


def clean(text: str, title: str | None = None) -> Cleaned:
    """Blank the furniture of a plain-text or Markdown page; `title` is the sidecar's, where there is one.

    The result's text has exactly as many characters as `text`, each either the same or a blank.
    """
    page = _Text(text)
    fields = _take_front_matter(page)
    is_teaser = words.TEASER.search(page.text) is not None
    _blank_marks(page)
    furniture = {i for i in range(len(page.lines)) if _is_furniture(page.line(i))}
    furniture |= _menus(page, furniture)
    closing = _closing_lines(page)
    page.blank_lines(sorted(furniture | closing))
    _blank_passages(page)
    title = title or title_of_line(fields.get("title", "")) or _first_title(page)
    _blank_repeated_titles(page, title)
    return Cleaned(page.text, fields, title, is_teaser)


def blank_passages(text: str, unwanted: list[tuple[int, int]]) -> str:
    """`text` with the spans `unwanted` blanked, as long as before."""
    page = _Text(text)
    page.blank(unwanted)
    return page.text


def title_of_line(line: str) -> str:
    """A heading without its marks and invisible characters, with single blanks."""
    return " ".join(re.sub(r"^[\s#>*_=]+|[\s#*_]+$", "", _INVISIBLE.sub("", line)).split())


# -- front matter --------------------------------------------------------------------------------------------------


def _take_front_matter(page: _Text) -> dict[str, str]:
    """Read and blank the block between two `---` lines at the head of a file (a title line may stand before it)."""
    opening = None
    n_seen = 0
    for i in range(min(len(page.lines), 40)):
        line = page.line(i).strip()
        if line == "---" and opening is None:
            opening = i
        elif line in ("---", "...") and opening is not None:
            inside = [page.line(k) for k in range(opening + 1, i)]
            return _front_matter(page, opening, i, inside)
        elif line and opening is None:
            n_seen += 1
            if n_seen > 2:
                return {}
        elif opening is not None and i == opening + 1 and not _FIELD.match(line):
            return {}
    if opening is None:
        return {}
    for i in range(40, min(len(page.lines), 400)):
        if page.line(i).strip() in ("---", "..."):
            return _front_matter(page, opening, i, [page.line(k) for k in range(opening + 1, i)])
    return {}


def _front_matter(page: _Text, opening: int, closing: int, inside: list[str]) -> dict[str, str]:
    page.blank_lines(list(range(opening, closing + 1)))
    return _fields("\n".join(inside)[:20_000])


def _fields(text: str) -> dict[str, str]:
    """The text fields of front matter, by lower-case name."""
    import yaml

    try:
        # Aliases can blow a few lines up to gigabytes, and no publisher needs them.
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.BaseLoader)):
            raise yaml.YAMLError("aliases")
        loader = yaml.BaseLoader(text)  # every value stays text: no dates, no numbers, and Norway's NO stays NO
        read = loader.get_single_data()
    except (yaml.YAMLError, RecursionError):
        read = dict(line.split(":", 1) for line in text.split("\n") if _FIELD.match(line))
    if not isinstance(read, dict):
        return {}
    plain = {str(k).strip().lower(): " ".join(v.strip(" '\"").split()) for k, v in read.items() if isinstance(v, str)}
    return {k: v for k, v in plain.items() if v}


# -- lines ---------------------------------------------------------------------------------------------------------


def _blank_marks(page: _Text) -> None:
    """Blank what Markdown adds to words: pictures, the addresses behind links, tags, comments."""
    spans = [match.span() for match in _TAG.finditer(page.text)]
    for match in _LINK.finditer(page.text):
        if match[0].startswith("!"):
            spans.append(match.span())
        else:
            spans += [(match.start(), match.start() + 1), (match.end(1), match.end())]
        page.links.add(bisect_right(page.lines, (match.start(), len(page.text))) - 1)
    page.blank(spans)


def _plain(line: str) -> str:
    return _MARKS_AFTER.sub("", _MARKS_BEFORE.sub("", line)).lower()


def _is_furniture(line: str) -> bool:
    """Whether a line is furniture by itself."""
    if len(line) > 400 or not line.strip():
        return False
    plain = _plain(line)
    if len(plain) <= 130 and (repeated := _REPEATED.fullmatch(plain)):
        plain = repeated[1].strip()
    if not plain:
        return bool(_RULE.match(line)) and not line.strip().startswith("|")
    if plain in words.LINES or words.LINE_FORMS.match(plain):
        return True
    parts = [p.strip() for p in re.split(r"[|·•›»>]|\s/\s", plain) if p.strip()]
    return (
        len(parts) >= 3
        and all(len(p.split()) <= 4 for p in parts)
        and (sum(p in words.LINES or p in words.MENU for p in parts) >= 2 or parts[0] in words.BREADCRUMB)
    )


def _menus(page: _Text, furniture: set[int]) -> set[int]:
    """Runs of at least four short lines, two of them well-known menu words: a menu of its own making."""
    found: set[int] = set()
    run: list[int] = []
    for i in [*range(len(page.lines)), -1]:
        line = "" if i < 0 else page.line(i).strip()
        if i >= 0 and not line:
            continue
        plain = _plain(line)
        if i >= 0 and len(plain.split()) <= 4 and len(plain) <= 32 and not re.search(r"\d|[.!?]$", line):
            run.append(i)
            continue
        known = [k for k in run if k in furniture or _plain(page.line(k)) in words.MENU]
        if len(run) >= 4 and len(known) >= 2 and 2 * len(known) >= len(run):
            found.update(k for k in run if known[0] <= k <= known[-1])  # the next short line may be the title
        run = []
    return found


def _closing_lines(page: _Text) -> set[int]:
    """The lines from the one that closes the article (`Teilen`, `Related articles`) to the end of the file.

    Only where what follows is short beside the article; otherwise the line's own list of links alone.
    """
    n_all = sum(len(page.line(i).strip()) for i in range(len(page.lines)))
    n_before, seen_prose = 0, False
    for i in range(len(page.lines)):
        line = page.line(i)
        if seen_prose and words.CLOSING.match(_plain(line)) and len(line.strip()) <= 80:
            n_rest = n_all - n_before
            if n_rest <= max(900, 0.2 * n_all) and n_before > n_rest:
                return set(range(i, len(page.lines)))
            return _closing_lines_of_list(page, i)
        n_before += len(line.strip())
        seen_prose = seen_prose or n_before > 2 * _PROSE
    return set()


def _closing_lines_of_list(page: _Text, heading: int) -> set[int]:
    found = {heading}
    for i in range(heading + 1, len(page.lines)):
        line = page.line(i)
        if line.strip() and not _RULE.match(line):
            if i not in page.links or len(line) > 400:
                break
            found.add(i)
    return found


# -- passages ------------------------------------------------------------------------------------------------------


def _blank_passages(page: _Text) -> None:
    """Blank short promotions and cookie notes, and lines of nothing but links before and after the prose."""
    spans = passages(page.text)
    prose = [(s, e) for s, e in spans if len(" ".join(page.text[s:e].split())) >= _PROSE]
    unwanted = []
    for start, end in spans:
        passage = " ".join(page.text[start:end].split())
        if len(passage) <= 800 and words.is_cookie_note(passage):
            unwanted.append((start, end))
        elif len(passage) <= 500 and words.PROMOTION.search(passage):
            unwanted += _promotions(page.text, start, end)
    page.blank(unwanted)
    if not prose:
        return
    first, last = prose[0][0], prose[-1][1]
    outside = []
    for i, (start, end) in enumerate(page.lines):
        if (end <= first or start >= last) and page.line(i).strip():
            rest = _ADDRESS.sub("", page.line(i)).strip(" \t•*·-–—>#|_\\:")
            # A link's words are all that is left of it once its address is blanked.
            is_link_alone = i in page.links and page.text[start:end].strip()[:400].count(" ") < 30
            if (not rest or (is_link_alone and start >= last)) and i > 0:
                outside.append(i)
    page.blank_lines(outside)


def _promotions(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of a passage that promote something; all of it when hardly anything else is left."""
    found = [s.span() for s in _SENTENCE.finditer(text, start, end) if words.PROMOTION.search(" ".join(s[0].split()))]
    n_left = (end - start) - sum(e - s for s, e in found)
    return [(start, end)] if n_left < 40 or not found else found


def _first_title(page: _Text) -> str | None:
    """The first line that can be a heading."""
    from critmin.sources.article_head import date_of_line

    for i in range(min(len(page.lines), 60)):
        line = page.line(i)
        if line.strip() and not _BULLET.match(line) and date_of_line(line)[0] is None:
            found = title_of_line(line)
            return found if 3 <= len(found) <= 300 else None
    return None


def _blank_repeated_titles(page: _Text, title: str | None) -> None:
    """The title once: pages print it in the banner and again above the text."""
    same = []
    for i in range(min(len(page.lines), 60)):
        if title and title_of_line(page.line(i)).casefold() == " ".join(title.split()).casefold():
            same.append(i)
    page.blank_lines(same[1:])
