"""An HTML page: its own metadata, and its article without the shell.

Beware  trafilatura's date finder reads 11/03/25 day first and looks at today's date, so its metadata is not used.
        A page that builds itself with JavaScript, or asks for consent first, holds no article and is refused.
"""

import logging
import re
from dataclasses import dataclass
from datetime import date

import lxml.html

from critmin.lake import BadPage
from critmin.sources import article_words as words
from critmin.sources.article_furniture import clean
from critmin.sources.article_head import date_of_text
from critmin.sources.article_languages import body_language, language_of
from critmin.sources.article_metadata import (
    Head,
    address_of,
    author_of,
    date_of_metadata,
    head_of,
    heading_of,
    publisher_of,
    title_of,
    words_in,
)

MAX_CHARACTERS = 10_000_000  # of markup: more is no article, and parsing it would take minutes
_LEAST = 80  # characters: less is no article
_STUB = 600
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


def read_html(text: str, known_by: date | None = None) -> HtmlArticle:
    """The article of an HTML page.

    Raises BadPage for a page without an article: an error page, a consent page, a shell that JavaScript fills.
    """
    if len(text) > MAX_CHARACTERS:
        raise BadPage(f"The page has more than {MAX_CHARACTERS:,} characters of markup; an article has not.")
    tree = _tree(text)
    head = head_of(tree)
    page_title = next((words_in(e) for e in tree.iter("title")), None)
    heading = heading_of(tree, head, page_title)
    title = title_of(head, page_title, heading)
    shell = _lines(tree)
    _refuse_what_is_no_article(page_title, heading, head, shell)
    paragraphs = _article(tree)
    found = HtmlArticle(
        title=title,
        publisher=publisher_of(head, page_title, heading),
        author=author_of(head),
        address=address_of(tree, head),
    )
    found.published_on, found.published_on_source = _date(tree, head, heading or title, known_by)
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


def _date(
    tree: lxml.html.HtmlElement, head: Head, heading: str | None, known_by: date | None
) -> tuple[date | None, str | None]:
    """The publication date and where it was read: metadata first, then the lines around the heading."""
    if day := date_of_metadata(tree, head, known_by):
        return day, "metadata"
    near = _lines(tree, without=("aside", "nav", "footer"))
    at = next((i for i, line in enumerate(near) if heading and line == heading), None)
    if at is None:
        day = date_of_text(near, heading, known_by)
    else:
        day = date_of_text(near[at + 1 :], heading, known_by) or date_of_text(near[max(0, at - 5) : at], None, known_by)
    return day, "text" if day else None


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
            found = [words_in(p) for p in element.iter("p", "li") if len(words_in(p)) >= 40]
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
    long = [(e, e.get("lang", "").lower()[:2]) for e in marked if len(words_in(e)) > 300]
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


def _refuse_what_is_no_article(page_title: str | None, heading: str | None, head: Head, shell: list[str]) -> None:
    n_visible = sum(map(len, shell))
    for said in (page_title, heading):
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
