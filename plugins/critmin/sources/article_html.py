"""An HTML page: its own metadata, and its article without the shell.

Beware  trafilatura's date finder reads 11/03/25 day first and looks at today's date, so its metadata is not used.
        A page that builds itself with JavaScript, or asks for consent first, holds no article and is refused.
"""

import json
import logging
import re
from dataclasses import dataclass, field
from datetime import date

import lxml.html

from critmin.lake import BadPage
from critmin.sources import article_words as words
from critmin.sources.article_dates import date_of_head, read_date
from critmin.sources.article_furniture import clean, title_of_line
from critmin.sources.article_languages import body_language, language_of

MAX_CHARACTERS = 10_000_000  # of markup: more is no article, and parsing it would take minutes
_LEAST = 80  # characters: less is no article
_STUB = 600
_DATE_NAMES = [
    "article:published_time",
    "article:published",
    "datepublished",
    "og:published_time",
    "publish-date",
    "publish_date",
    "publication_date",
    "pubdate",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.created",
    "dcterms.date",
    "citation_publication_date",
    "citation_date",
    "parsely-pub-date",
    "sailthru.date",
    "date",
]
_BLOCKS = [
    "address",
    "article",
    "aside",
    "blockquote",
    "dd",
    "div",
    "dl",
    "dt",
    "figcaption",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "section",
    "table",
    "td",
    "th",
    "tr",
    "ul",
    "time",
]
_SILENT = ("script", "style", "noscript", "template", "svg", "iframe", "select", "form")


@dataclass
class HtmlArticle:
    """What an HTML page gives; what it does not give is None."""

    title: str | None = None
    text: str = ""
    publisher: str | None = None
    author: str | None = None
    address: str | None = None
    published_on: date | None = None
    published_on_source: str | None = None  # metadata | text
    language: str | None = None
    is_partial: bool = False


@dataclass
class _Head:
    """The page's `<meta>` and JSON-LD, by lower-case name; the first value of each counts."""

    meta: dict[str, str] = field(default_factory=dict)
    linked: dict = field(default_factory=dict)
    site: str | None = None


def read_html(text: str, known_by: date | None = None) -> HtmlArticle:
    """The article of an HTML page.

    Raises BadPage for a page without an article: an error page, a consent page, a shell that JavaScript fills.
    """
    if len(text) > MAX_CHARACTERS:
        raise BadPage(f"The page has more than {MAX_CHARACTERS:,} characters of markup; an article has not.")
    tree = _tree(text)
    head = _head(tree)
    h1 = next((_words(e) for e in tree.iter("h1") if _words(e)), None)
    page_title = next((_words(e) for e in tree.iter("title")), None)
    title = _title(head, page_title, h1)
    shell = _lines(tree)
    _refuse_what_is_no_article(page_title, h1, head, shell)
    paragraphs = _article(tree)
    found = HtmlArticle(
        title=title,
        publisher=_publisher(head, page_title, h1),
        author=_author(head),
        address=_address(tree, head),
    )
    found.published_on, found.published_on_source = _date(tree, head, h1 or title, known_by)
    body, belongs = body_language(paragraphs)
    kept = [p for p, keep in zip(paragraphs, belongs, strict=True) if keep]
    cleaned = clean("\n\n".join(kept), title)
    prose = re.sub(r"\n\s*\n", "\n\n", re.sub(r"[ \t]+\n", "\n", cleaned.text)).strip()
    if len(prose) < _LEAST:
        raise BadPage(_why_empty(tree, shell))
    found.text = "\n\n".join([title, *(p for p in prose.split("\n\n") if p != title)]) if title else prose
    found.language = body or language_of(found.text)
    is_closed = head.linked.get("isAccessibleForFree") in (False, "False", "false")
    found.is_partial = cleaned.is_teaser or (
        len(prose) < _STUB and (is_closed or any(words.STUB.search(line) for line in [prose, *shell]))
    )
    return found


def _tree(text: str) -> lxml.html.HtmlElement:
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = lxml.html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, AssertionError):
        raise BadPage("The page holds no HTML.") from None
    return tree


def _words(element: lxml.html.HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


# -- what the page says of itself ----------------------------------------------------------------------------------


def _head(tree: lxml.html.HtmlElement) -> _Head:
    head = _Head()
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = " ".join((element.get("content") or "").split())
        if name and content:
            head.meta.setdefault(name.strip().lower(), content)
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            try:
                record = json.loads(script.text or "", strict=False)
            except (ValueError, RecursionError):
                continue
            articles, sites = _described(record)
            for each in articles:
                for key, value in each.items():
                    head.linked.setdefault(key, value)
            head.site = head.site or next((_name(site) for site in sites), None)
    return head


def _described(record: object) -> tuple[list[dict], list[dict]]:
    """The records of JSON-LD that describe an article, and those that describe the site, in order."""
    articles, sites, queue = [], [], [record]
    while queue and len(articles) < 20:
        each = queue.pop(0)
        if isinstance(each, list):
            queue += each[:50]
        elif isinstance(each, dict):
            kind = each.get("@type")
            kinds = [k for k in (kind if isinstance(kind, list) else [kind]) if isinstance(k, str)]
            if any(k.endswith(("Article", "Report", "BlogPosting", "Release")) for k in kinds):
                articles.append(each)
            if any(k in ("WebSite", "NewsMediaOrganization") for k in kinds):
                sites.append(each)
            queue += [each[k] for k in ("@graph", "mainEntity") if k in each]
    return articles, sites


def _title(head: _Head, page_title: str | None, h1: str | None) -> str | None:
    headline = head.linked.get("headline")
    said = [headline if isinstance(headline, str) else None, head.meta.get("og:title"), page_title, h1]
    title = next((title_of_line(t) for t in said if t and t.strip()), None)
    if not title:
        return None
    if h1 and _site_beside(title, h1) is not None:
        return h1[:300]
    return cut_suffix(title, head.meta.get("og:site_name"))[:300]


def _site_beside(title: str, h1: str) -> str | None:
    """What stands in `title` beside the heading (the site's name, a section); None when the heading is not in it."""
    front, _, rest = title.partition(h1)
    if not (title.startswith(h1) or title.endswith(h1)) or (front and rest):
        return None
    beside = front or rest
    return beside.strip(" |–—:·-") if not beside or re.search(r"[|–—:·-]", beside) else None


def cut_suffix(title: str, site: str | None = None) -> str:
    """A title without the site's own name: after the last ` | `, or after a dash when it is the name."""
    front, bar, _ = title.rpartition(" | ")
    if bar and len(front) >= 10:
        return front.strip()
    for dash in (" - ", " – ", " — "):
        front, found, tail = title.rpartition(dash)
        if found and site and tail.strip().casefold() == site.strip().casefold():
            return front.strip()
    return title


def _publisher(head: _Head, page_title: str | None, h1: str | None) -> str | None:
    """Who publishes: as JSON-LD or `og:site_name` say, else what the page's title adds to its heading."""
    said = _name(head.linked.get("publisher")) or head.meta.get("og:site_name") or head.site
    if said or not (page_title and h1):
        return said
    beside = _site_beside(page_title, h1)
    is_name = beside and len(beside.split()) <= 6 and beside.lower() not in words.LINES | words.MENU
    return beside if is_name else None


def _name(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        value = ", ".join(n for n in (_name(v) for v in value[:10]) if n)
    return " ".join(value.split())[:200] or None if isinstance(value, str) else None


def _author(head: _Head) -> str | None:
    author = _name(head.linked.get("author")) or head.meta.get("author") or head.meta.get("article:author")
    return None if not author or author.startswith("http") else author[:200]


def _address(tree: lxml.html.HtmlElement, head: _Head) -> str | None:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and (link.get("href") or "").startswith("http"):
            return link.get("href").strip()
    address = head.meta.get("og:url", "")
    return address if address.startswith("http") else None


def _date(
    tree: lxml.html.HtmlElement, head: _Head, heading: str | None, known_by: date | None
) -> tuple[date | None, str | None]:
    """The publication date and where it was read: metadata first, then the lines around the heading."""
    linked = head.linked.get("datePublished")
    said = [head.meta.get(_DATE_NAMES[0]), linked if isinstance(linked, str) else None]
    said += [head.meta.get(name) for name in _DATE_NAMES[1:]]
    for text in said:
        if text and (day := read_date(text, known_by)):
            return day, "metadata"
    if day := _time_element(tree, known_by):
        return day, "metadata"
    near = _lines(tree, without=("aside", "nav", "footer"))
    at = next((i for i, line in enumerate(near) if heading and line == heading), None)
    if at is None:
        day = date_of_head(near, heading, known_by)
    else:
        day = date_of_head(near[at + 1 :], heading, known_by) or date_of_head(near[max(0, at - 5) : at], None, known_by)
    return day, "text" if day else None


def _time_element(tree: lxml.html.HtmlElement, known_by: date | None) -> date | None:
    """The `<time>` marked as the publication's, else the first one between the heading and the prose."""
    for element in tree.iter("time"):
        if element.get("itemprop", "").lower() == "datepublished" or element.get("pubdate") is not None:
            return read_date(element.get("datetime") or _words(element), known_by)
    after_heading = False
    for element in tree.iter("h1", "time", "p", "aside", "footer"):
        if element.tag == "h1":
            after_heading = True
        elif after_heading and element.tag == "time":
            return read_date(element.get("datetime") or _words(element), known_by)
        elif after_heading and (element.tag != "p" or len(_words(element)) > 160):
            return None
    return None


# -- the article ---------------------------------------------------------------------------------------------------


def _article(tree: lxml.html.HtmlElement) -> list[str]:
    """The paragraphs of the article, each list item and table row on a line of its own."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it discards we refuse with our own words
    _prune_other_languages(tree)
    _unwrap_layout_tables(tree)
    document = bare_extraction(tree, favor_precision=True, include_comments=False, include_tables=True)
    if document is not None and document.body is not None:
        found = [p for element in document.body for p in _paragraphs(element)]
        if sum(map(len, found)) >= _LEAST:
            return found
    # Notices of a few sentences are too short for trafilatura: take what the page itself marks as its article.
    for path in (".//*[@itemprop='articleBody']", ".//article", ".//main", ".//*[@role='main']"):
        for element in tree.iterfind(path):
            found = [_words(p) for p in element.iter("p", "li") if len(_words(p)) >= 40]
            if sum(map(len, found)) >= _LEAST:
                return found
    return []


def _unwrap_layout_tables(tree: lxml.html.HtmlElement) -> None:
    """Turn tables that only place things on the page into plain blocks: their cells hold headings or paragraphs."""
    for table in list(tree.iter("table")):
        cells = [c for c in table.iter("td") if c.find(".//h1") is not None or len(c.findall(".//p")) > 1]
        if cells:
            for element in [table, *table.iter("tbody", "tr", "td", "th")]:
                element.tag = "div"


def _prune_other_languages(tree: lxml.html.HtmlElement) -> None:
    """Where a page marks whole bodies with `lang`, and one is English, drop the others."""
    marked = [e for e in tree.iter() if isinstance(e.tag, str) and e.tag not in ("html", "body") and e.get("lang")]
    long = [(e, e.get("lang", "").lower()[:2]) for e in marked if len(_words(e)) > 300]
    if any(lang == "en" for _, lang in long):
        for element, lang in long:
            if (
                lang != "en"
                and element.getparent() is not None
                and not any(d.get("lang") == "en" for d in element.iter())
            ):
                element.drop_tree()


def _paragraphs(element) -> list[str]:
    """One block of trafilatura's tree as paragraphs of text."""
    if element.tag == "list":
        items = [" ".join("".join(item.itertext()).split()) for item in element.iter("item")]
        return ["\n".join(f"- {item}" for item in items if item)] if any(items) else []
    if element.tag == "table":
        rows = []
        for row in element.iter("row"):
            cells = [" ".join("".join(cell.itertext()).split()) for cell in row.iter("cell")]
            rows.append("\t".join(cell for cell in cells if cell))
        return ["\n".join(row for row in rows if row)] if any(rows) else []
    for line_break in element.iter("lb"):
        line_break.tail = "\n" + (line_break.tail or "")
    lines = [" ".join(line.split()) for line in "".join(element.itertext()).split("\n")]
    text = "\n".join(line for line in lines if line)
    return [text] if text else []


def _lines(tree: lxml.html.HtmlElement, without: tuple[str, ...] = ()) -> list[str]:
    """The visible text of the page, a line for each block; elements named in `without` are left out."""
    parts: list[str] = []
    body = tree.find(".//body")
    silent = 0
    for event, element in lxml.etree.iterwalk(tree if body is None else body, events=("start", "end")):
        is_silent = element.tag in _SILENT or element.tag == "head" or element.tag in without
        if event == "start":
            silent += is_silent
            if element.tag in _BLOCKS or element.tag == "br":
                parts.append("\n")
            if not silent and element.text:
                parts.append(element.text.replace("\n", " "))
        else:
            silent -= is_silent
            if element.tag in _BLOCKS:
                parts.append("\n")
            if not silent and element.tail:
                parts.append(element.tail.replace("\n", " "))
    return [line for line in (" ".join(p.split()) for p in "".join(parts).split("\n")) if line]


# -- pages that are no article -------------------------------------------------------------------------------------


def _refuse_what_is_no_article(page_title: str | None, h1: str | None, head: _Head, shell: list[str]) -> None:
    n_visible = sum(map(len, shell))
    for said in (page_title, h1):
        if said and n_visible < 2_500 and words.ERROR_TITLE.search(said):
            raise BadPage(f"The page is an error page ({said[:80]!r}); fetch or save the article again.")
        if said and not head.linked and words.CONSENT_TITLE.search(said):
            raise BadPage(f"The page asks for consent ({said[:80]!r}) and holds no article; save the article itself.")


def _why_empty(tree: lxml.html.HtmlElement, shell: list[str]) -> str:
    if any(words.is_cookie_note(line) for line in shell):
        return "The page asks for consent to cookies and holds no article; save the article itself."
    if sum(map(len, shell)) < 400 and any(True for _ in tree.iter("script")):
        return "The page is a JavaScript shell without text; save it from a browser, or drop its text."
    return "The page holds no article text; drop its text as .txt with a sidecar."
