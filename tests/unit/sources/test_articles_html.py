"""HTML pages: the article without its shell, the page's own metadata, and pages that hold no article."""

import json
import time

import pytest

from article_pages import read, words_of
from critmin.lake import BadPage
from standin.site import BODY, article

PROSE = [" ".join(p.split()) for p in BODY]


def html(body: str, head: str = "<title>A title</title>") -> str:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"


def story(extra: str = "", heading: str = "A title") -> str:
    return f"<main><article><h1>{heading}</h1>{extra}{''.join(f'<p>{p}</p>' for p in PROSE)}</article></main>"


def linked(**fields) -> str:
    record = {"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle", **fields}]}
    return f'<title>A title</title><script type="application/ld+json">{json.dumps(record)}</script>'


def test_the_article_comes_without_its_shell_paragraphs_apart():
    row = read(article("Arcadia signs", "2025-10-28T23:30:00+09:00"), "a.html")
    assert row["text"].split("\n\n")[0] == "Arcadia signs"
    assert [p for p in row["text"].split("\n\n") if len(p) > 100] == PROSE
    for shell in ("Hero", "Startseite", "Teilen", "Business intelligence", "Learn more", "Cookies"):
        assert shell not in row["text"]
    assert (row["title"], row["publisher"], row["language"]) == ("Arcadia signs", "Stand-in News", "en")
    assert (row["doc_format"], row["text_status"]) == ("html", "full")


def test_bullets_and_table_rows_stand_on_lines_of_their_own():
    more = "<ul><li>Dysprosium for magnets of cars</li><li>Terbium for lamps</li></ul>"
    more += "<table><tr><th>Mineral</th><th>Share</th></tr><tr><td>Gallium</td><td>98 per cent</td></tr></table>"
    text = read(
        html(story().replace("</article>", f"<p>The list has two entries today:</p>{more}</article>")), "a.html"
    )["text"]
    assert "- Dysprosium for magnets of cars\n- Terbium for lamps" in text
    assert "Gallium 98 per cent" in [words_of(line) for line in text.split("\n")]


def test_a_page_laid_out_with_tables_is_read_like_any_other():
    menu = "<td>Home<br>Bulletins<br>Archive</td>"
    body = f"<table><tr>{menu}<td><h1>A title</h1><p><small>28 October 2025</small></p>"
    text = read(html(body + "".join(f"<p>{p}</p>" for p in PROSE) + "</td></tr></table>"), "a.html")["text"]
    assert [p for p in text.split("\n\n") if len(p) > 100] == PROSE
    assert "Archive" not in text


def test_the_title_stands_first_and_once():
    body = story().replace("<h1>A title</h1>", "<p>Note 31</p><h1>A title</h1>")
    assert read(html(body), "a.html")["text"].count("A title") == 1


# -- titles and publishers -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "title", "publisher"),
    [
        ("<title>Arcadia signs | Latest Market News</title>", "Arcadia signs", None),
        ("<title>Arcadia signs | Arcadian Gazette</title>", "Arcadia signs", "Arcadian Gazette"),
        ("<title>Arcadia signs — Arcadian Gazette</title>", "Arcadia signs", "Arcadian Gazette"),
        ("<title>Arcadian Gazette: Arcadia signs</title>", "Arcadia signs", "Arcadian Gazette"),
        ("<title>x</title><meta property=og:title content='Arcadia signs | News'>", "Arcadia signs", None),
        (
            "<title>Arcadia signs</title><meta property='og:site_name' content='The Gazette'>",
            "Arcadia signs",
            "The Gazette",
        ),
    ],
)
def test_a_title_loses_the_sites_name_which_is_the_publisher(head, title, publisher):
    row = read(html(story(heading="Arcadia signs"), head), "a.html")
    assert (row["title"], row["publisher"]) == (title, publisher)


@pytest.mark.parametrize(
    ("head", "body_title", "title"),
    [
        ("<title>Bulletin: Gallium and germanium: a tap</title>", "<h1>Gallium and germanium: a tap</h1>", None),
        ("<title>Smelter & Port | Gallium and germanium: a tap</title>", "<h1>Gallium and germanium: a tap</h1>", None),
        ("<title>Gallium and germanium: a tap - Bulletin</title>", "<h1>Gallium and germanium: a tap</h1>", None),
        ("<title>Gallium and germanium: a tap - Bulletin</title>", "<h2>Gallium and germanium: a tap</h2>", None),
        (
            "<title>Germanium’s tap » Bulletin</title>",
            "<h1>Germanium's tap</h1>",
            "Germanium's tap",
        ),
        ("<title>Gallium and germa... | Bulletin</title>", "<h1>Gallium and germanium: a tap</h1>", None),
        (
            "<title>Bulletin: Gallium and germanium: a tap</title>",
            "<h1><a href=/>Bulletin</a></h1><h1>Gallium and germanium: a tap</h1>",
            None,
        ),
        (
            "<title>Bulletin: Gallium and germanium: a tap</title><meta property=og:site_name content=Bulletin>",
            "<h1>Bulletin</h1>",
            None,
        ),
        ("<title>Smelter & Port | Gallium and germanium: a tap</title>", "", None),
        (
            "<title>Bulletin: x</title><meta property=og:title content='Gallium and germanium: a tap'>",
            "",
            None,
        ),
    ],
)
def test_the_heading_shows_which_part_of_the_pages_title_is_the_sites(head, body_title, title):
    body = story().replace("<h1>A title</h1>", body_title)
    assert read(html(body, head), "a.html")["title"] == (title or "Gallium and germanium: a tap")


def test_a_headline_with_a_bar_or_a_dash_of_its_own_stays_whole():
    assert (
        read(html(story(heading="Japan–US: a deal - at last"), "<title>Japan–US: a deal - at last</title>"), "a.html")[
            "title"
        ]
        == "Japan–US: a deal - at last"
    )


def test_linked_data_gives_headline_author_publisher_and_date():
    head = linked(
        headline="Arcadia signs",
        datePublished="2025-10-28T09:00:00Z",
        author=[{"@type": "Person", "name": "A. Writer"}, {"name": "B. Writer"}],
        publisher={"@type": "Organization", "name": "Arcadian Gazette"},
    )
    row = read(html(story(), head), "a.html")
    assert (row["title"], row["author"], row["publisher"]) == (
        "Arcadia signs",
        "A. Writer, B. Writer",
        "Arcadian Gazette",
    )
    assert (str(row["published_on"]), row["published_on_source"]) == ("2025-10-28", "metadata")


@pytest.mark.parametrize("broken", ["{", '{"@type": 5}', "[" * 20_000, '[null, {"@graph": "x"}]', ""])
def test_linked_data_that_is_broken_is_passed_over(broken):
    head = f'<title>A title</title><script type="application/ld+json">{broken}</script>'
    assert read(html(story(), head), "a.html")["title"] == "A title"


# -- dates ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "extra", "day", "source"),
    [
        ("<meta property='article:published_time' content='2025-10-28T23:30:00+09:00'>", "", "2025-10-28", "metadata"),
        ("<meta name='citation_publication_date' content='2025/10/28'>", "<p>1 May 2024</p>", "2025-10-28", "metadata"),
        ("<meta itemprop='datePublished' content='2025-10-28'>", "", "2025-10-28", "metadata"),
        ("", "<time datetime='2025-10-28T08:00'>Tuesday</time>", "2025-10-28", "metadata"),
        ("", "<ul><li>Märkte: Metals</li><li>28.10.25</li></ul>", "2025-10-28", "text"),
        ("", "<p class=by>By A. Writer | 28 October 2025</p>", "2025-10-28", "text"),
        ("", "<p>TOKYO, 28 October 2025 — The ministers met again in the morning.</p>", "2025-10-28", "text"),
        ("", "<p>OSLO, 28 October 2025. The ministers met again in the morning.</p>", "2025-10-28", "text"),
        ("", "<p>Updated <time datetime=2025-10-30>Thursday</time></p><p>28 October 2025</p>", "2025-10-28", "text"),
        (
            "",
            "<time class=updated datetime=2025-10-30>x</time><time datetime=2025-10-28>y</time>",
            "2025-10-28",
            "metadata",
        ),
        ("", "<p>Deadline: <time datetime=2025-10-30>Thursday</time></p>", "None", None),
        ("", "<p>Signed on 20 October 2025 in Washington</p>", "None", None),
        ("", "<p>11/03/25</p>", "None", None),
        ("<meta property='article:modified_time' content='2025-10-28'>", "", "None", None),
        ("<meta name='date' content='11/03/25'>", "", "None", None),
        ("", "", "None", None),
    ],
)
def test_the_day_is_the_pages_own_or_null(head, extra, day, source):
    row = read(html(story(extra), f"<title>A title</title>{head}"), "a.html")
    assert (str(row["published_on"]), row["published_on_source"]) == (day, source)


def test_days_beside_the_article_and_in_its_body_are_not_the_pages():
    body = "<aside><h3>More</h3><p>1 January 2020</p></aside>" + story().replace(
        "</article>", "<p>They met on</p><p>27 October 2025</p></article>"
    )
    assert read(html(body + "<footer><p>2 January 2020</p></footer>"), "a.html")["published_on"] is None


def test_metadata_comes_before_the_feed_and_the_feed_before_the_text():
    said = {"address": "https://news.example/a", "content_type": "text/html", "feed_published_on": "2025-10-27"}
    dated = read(article("A title", "2025-10-26"), "a", **said)
    undated = read(article("A title", None), "a", **said)  # its shell says 28.10.25
    assert (str(dated["published_on"]), dated["published_on_source"]) == ("2025-10-26", "metadata")
    assert (str(undated["published_on"]), undated["published_on_source"]) == ("2025-10-27", "feed")


# -- languages -----------------------------------------------------------------------------------------------------


def test_of_two_bodies_marked_with_their_language_the_english_one_is_kept():
    german = (
        "<p>"
        + "Die Regierungen haben am Montag eine Vereinbarung über kritische Rohstoffe unterzeichnet. " * 12
        + "</p>"
    )
    english = "".join(f"<p>{p}</p>" for p in PROSE)
    body = f"<main><h1>A title</h1><div lang=de>{german}</div><div lang=en>{english}</div></main>"
    row = read(html(body), "a.html")
    assert row["language"] == "en"
    assert "Regierungen" not in row["text"]
    assert PROSE[2] in row["text"]


def test_of_two_bodies_without_marks_the_english_one_is_kept():
    german = "<p>Die Regierungen haben am Montag eine Vereinbarung über kritische Rohstoffe unterzeichnet.</p>"
    row = read(html(story(german * 3)), "a.html")
    assert row["language"] == "en"
    assert "Regierungen" not in row["text"]


# -- no article ----------------------------------------------------------------------------------------------------

LONG_MENU = "<nav>" + "<a href=/x>Menu entry</a> " * 30 + "</nav>"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (html("<div id=root></div><script src=app.js></script>", "<title>News</title>"), "JavaScript shell"),
        (
            html("<p>Please enable JavaScript to view this page.</p><script>1</script>", "<title>N</title>"),
            "JavaScript",
        ),
        (html("<h1>403 Forbidden</h1><p>nginx</p>", "<title>403 Forbidden</title>"), "error page"),
        (html("<h1>Page not found</h1><p>Sorry.</p>", "<title>Gazette</title>"), "error page"),
        (html("<h1>Access Denied</h1><p>Reference #18</p>", "<title>Access Denied</title>"), "error page"),
        (html("<p>Checking your browser</p>", "<title>Just a moment...</title>"), "error page"),
        (
            html("<h1>Before you continue</h1><p>" + "We use cookies and data to deliver and maintain. " * 30 + "</p>"),
            "consent",
        ),
        (html("<p>We use cookies. You can accept all or change your settings.</p><button>Accept</button>"), "consent"),
        (html(LONG_MENU), "no article"),
        (html(""), "no article"),
        ("<html>", "no"),
        ("<!DOCTYPE html>", "no"),
    ],
)
def test_a_page_that_holds_no_article_is_refused_with_its_reason(content, why):
    with pytest.raises(BadPage, match=why):
        read(content, "a.html")


def test_an_error_page_that_calls_itself_text_is_still_one():
    with pytest.raises(BadPage, match="error page"):
        read(html("<h1>404 Not Found</h1><p>nginx</p>", "<title>404 Not Found</title>"), "a.txt")


def test_an_article_about_numbers_or_denial_is_no_error_page():
    for heading in ("404 tonnes of cobalt", "Access denied: why smelters cannot buy", "500 jobs at a new mine"):
        body = story(heading=heading).replace("</article>", f"<p>{'More of this and that. ' * 120}</p></article>")
        assert read(html(body, f"<title>{heading}</title>"), "a.html")["title"] == heading


def test_a_short_notice_is_still_an_article():
    notice = "The ministry of trade of Arcadia will require a licence for exports of gallium from 1 August, it said."
    row = read(html(f"<main><h1>Licence for gallium</h1><p>{notice}</p></main>"), "a.html")
    assert notice in row["text"]
    assert row["text_status"] == "full"


def test_a_stub_before_a_paywall_is_partial():
    stub = "<p>Arcadia and Borduria signed a memorandum on critical minerals on Monday, the two ministries said.</p>"
    wall = "<div class=wall><p>Already a subscriber? Log in to continue reading.</p></div>"
    assert read(html(f"<main><h1>A title</h1>{stub}{wall}</main>"), "a.html")["text_status"] == "partial"
    closed = html(f"<main><h1>A title</h1>{stub}</main>", linked(headline="A title", isAccessibleForFree=False))
    assert read(closed, "a.html")["text_status"] == "partial"


# -- where it stands -----------------------------------------------------------------------------------------------


def test_the_address_is_the_one_asked_for_else_the_one_the_page_gives():
    head = "<title>A title</title><link rel=canonical href='https://gazette.example/1'>"
    assert read(html(story(), head), "a.html")["address"] == "https://gazette.example/1"
    asked = "https://gazette.example/1?page=all"
    assert read(html(story(), head), "1", address=asked, content_type="text/html")["address"] == asked
    assert read(html(story()), "a.html")["address"] is None


@pytest.mark.parametrize(
    "hostile",
    ["<div>" * 50_000, "<p " * 100_000, "<!--" * 50_000, "&#99999999;" * 20_000, "<a><b>" * 30_000, "<li>" * 50_000],
    ids=["divs", "open tags", "comments", "references", "crossed", "items"],
)
def test_markup_made_to_stall_a_parser_does_not(hostile):
    """S7."""
    started = time.process_time()
    try:
        read(html(story() + hostile), "a.html")
    except BadPage:
        hostile = "refused"
    assert time.process_time() - started < 6
