"""What an HTML page says of itself: title, publisher, author, address, and the day in its metadata.

Beware  A page's `<title>` often carries the site's name, before or after its own. The heading shows which is which.
        `article:modified_time` is not read: many sites set it anew whenever a template changes.
"""

import json
import re
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

import lxml.html

from critmin.sources import article_words as words
from critmin.sources.article_dates import read_date
from critmin.sources.article_furniture import title_of_line
from critmin.sources.article_head import is_of_another_day, is_updated_label

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
_SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u2011": "-"})  # one for one
_BETWEEN = r"\s+(?:\||-|–|—|·|::|«|»)\s+|:\s+"
_MARKS_OF_SITE = " |–—:·-«»"


@dataclass
class Head:
    """The page's `<meta>` and JSON-LD, by lower-case name; the first value of each counts."""

    meta: dict[str, str] = field(default_factory=dict)
    linked: dict = field(default_factory=dict)
    site: str | None = None

    @property
    def site_names(self) -> set[str]:
        """What the page calls its site and its publisher, in lower case."""
        said = [self.meta.get("og:site_name"), self.meta.get("application-name"), self.site]
        return {name.lower() for name in [*said, _name(self.linked.get("publisher"))] if name}


def head_of(tree: lxml.html.HtmlElement) -> Head:
    """Read the `<meta>` elements and the JSON-LD of a page; what is broken is passed over."""
    head = Head()
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


def words_in(element: lxml.html.HtmlElement) -> str:
    """The text of an element with single blanks."""
    return " ".join("".join(element.itertext()).split())


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


# -- titles --------------------------------------------------------------------------------------------------------


def heading_of(tree: lxml.html.HtmlElement, head: Head, page_title: str | None) -> str | None:
    """The heading of the article: not the site's own name, and of several the one that the page's title repeats."""
    headings = [words_in(e) for e in tree.iter("h1") if words_in(e) and not _is_sites(e, head)]
    smaller = [] if headings else [words_in(e) for e in tree.iter("h2") if words_in(e)]
    titles = [t for t in (page_title, head.meta.get("og:title")) if t]
    repeated = [h for h in (headings or smaller)[:50] if any(site_beside(t, h) is not None for t in titles)]
    return max(repeated, key=len) if repeated else next(iter(headings), None)


def title_of(head: Head, page_title: str | None, heading: str | None) -> str | None:
    """The article's title without the site's name."""
    headline = head.linked.get("headline")
    said = [headline if isinstance(headline, str) else None, head.meta.get("og:title"), page_title, heading]
    title = next((title_of_line(t) for t in said if t and t.strip()), None)
    if not title:
        return None
    if heading and (site_beside(title, heading) is not None or _is_cut_short(title, heading)):
        return heading[:300]
    return without_site(title, head.site_names)[:300]


def site_beside(title: str, heading: str) -> str | None:
    """What stands in `title` beside the heading (the site's name, a section); None when the heading is not in it."""
    whole, part = title.translate(_SAME).lower(), heading.translate(_SAME).lower()
    if len(whole) != len(title) or len(part) != len(heading):
        whole, part = title, heading
    if whole.startswith(part):
        beside = title[len(part) :]
    elif whole.endswith(part):
        beside = title[: len(whole) - len(part)]
    else:
        return None
    return beside.strip(_MARKS_OF_SITE) if not beside or re.search(r"[|–—:·«»-]", beside) else None


def without_site(title: str, site_names: set[str]) -> str:
    """A title without the site's own name: what is called so before or after a mark, or stands after the last bar."""
    marks = list(re.finditer(_BETWEEN, title))
    for mark in (marks[-1:] + marks[:1]) if marks else []:
        front, tail = title[: mark.start()].strip(), title[mark.end() :].strip()
        if tail.lower() in site_names and front:
            return front
        if front.lower() in site_names and tail:
            return tail
    front, bar, tail = title.rpartition(" | ")
    if not bar:
        return title
    n_front, n_tail = len(front.split()), len(tail.split())
    if n_front <= 4 and n_tail >= max(5, n_front + 2):  # `Smelter & Port | A list of bans from three continents`
        return tail.strip()
    return front.strip() if len(front) >= 10 else title


def _is_cut_short(title: str, heading: str) -> bool:
    """Whether a title is the heading's beginning: `Gallium and germanium: China tig... | Bulletin`."""
    front = re.split(r"\s*(?:…|\.\.\.)", title, maxsplit=1)
    return len(front) == 2 and len(front[0]) >= 15 and heading.lower().startswith(front[0].lower())


def _is_sites(h1: lxml.html.HtmlElement, head: Head) -> bool:
    """Whether a heading is the site's name: called so, or a link to the site's front page."""
    if words_in(h1).lower() in head.site_names:
        return True
    link = h1.find(".//a")
    if link is None or words_in(link) != words_in(h1):
        return False
    try:
        return urlsplit(link.get("href") or "x").path in ("", "/")
    except ValueError:
        return False


# -- who, where and when -------------------------------------------------------------------------------------------


def publisher_of(head: Head, page_title: str | None, heading: str | None) -> str | None:
    """Who publishes: as JSON-LD or `og:site_name` say, else what the page's title adds to its heading."""
    said = _name(head.linked.get("publisher")) or head.meta.get("og:site_name") or head.site
    if said or not (page_title and heading):
        return said
    beside = site_beside(page_title, heading)
    is_name = beside and len(beside.split()) <= 6 and beside.lower() not in words.LINES | words.MENU
    return beside if is_name else None


def _name(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        value = ", ".join(n for n in (_name(v) for v in value[:10]) if n)
    return " ".join(value.split())[:200] or None if isinstance(value, str) else None


def author_of(head: Head) -> str | None:
    """The author's name; an address of the author's page is none."""
    author = _name(head.linked.get("author")) or head.meta.get("author") or head.meta.get("article:author")
    return None if not author or author.startswith("http") else author[:200]


def address_of(tree: lxml.html.HtmlElement, head: Head) -> str | None:
    """The page's canonical address."""
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and (link.get("href") or "").startswith("http"):
            return link.get("href").strip()
    address = head.meta.get("og:url", "")
    return address if address.startswith("http") else None


def date_of_metadata(tree: lxml.html.HtmlElement, head: Head, known_by: date | None) -> date | None:
    """The publication date in `<meta>`, JSON-LD or a `<time>` element, the surest first."""
    linked = head.linked.get("datePublished")
    said = [head.meta.get(_DATE_NAMES[0]), linked if isinstance(linked, str) else None]
    said += [head.meta.get(name) for name in _DATE_NAMES[1:]]
    for text in said:
        if text and (day := read_date(text, known_by)):
            return day
    return _time_element(tree, known_by)


def _time_element(tree: lxml.html.HtmlElement, known_by: date | None) -> date | None:
    """The `<time>` marked as the publication's, else the first between heading and prose that is not another day's."""
    for element in tree.iter("time"):
        if element.get("itemprop", "").lower() == "datepublished" or element.get("pubdate") is not None:
            return read_date(element.get("datetime") or words_in(element), known_by)
    after_heading = False
    for element in tree.iter("h1", "time", "p", "aside", "footer"):
        if element.tag == "h1":
            after_heading = True
        elif after_heading and element.tag == "time":
            if not _is_of_another_day(element):
                return read_date(element.get("datetime") or words_in(element), known_by)
        elif after_heading and (element.tag != "p" or len(words_in(element)) > 160):
            return None
    return None


def _is_of_another_day(element: lxml.html.HtmlElement) -> bool:
    """Whether a `<time>` is that of an update, a deadline, an event, by its marks or the words before it."""
    marks = f"{element.get('itemprop', '')} {element.get('class', '')}".lower()
    if re.search(r"modified|updated|datemodified|event|deadline", marks):
        return True
    previous, parent = element.getprevious(), element.getparent()
    before = (previous.tail if previous is not None else parent.text if parent is not None else "") or ""
    if not before.strip() and previous is not None and previous.tag in ("span", "b", "strong", "em", "small", "i"):
        before = words_in(previous)
    before = " ".join(before.split())
    return is_updated_label(before) or is_of_another_day(before)
