"""Articles: text with places kept, titles, formats, encodings, languages, and pages that are no article."""

import gzip
import time

import pytest

from article_pages import page, read, words_of
from critmin.lake import PROVENANCE, BadPage
from critmin.sources import SOURCES
from critmin.sources.articles import DOCUMENTS, MAX_CHARACTERS, SOURCE, parse
from standin.site import BODY, article

PROSE = "\n\n".join(" ".join(p.split()) for p in BODY)
GERMAN = (
    "Die Regierungen von Arkadien und Bordurien haben am Montag eine Vereinbarung über kritische Rohstoffe "
    "unterzeichnet, mit der sie geologische Daten teilen und gemeinsam nach Vorhaben suchen, die sich lohnen."
)


# -- the row -------------------------------------------------------------------------------------------------------


def test_a_document_is_one_row_of_the_promised_columns_with_its_provenance():
    parsed = parse(page(f"A title\n\n{PROSE}"))
    table = parsed.tables["documents"]
    assert table.schema == DOCUMENTS
    assert list(table.schema)[-len(PROVENANCE) :] == PROVENANCE
    assert (table.num_rows, parsed.n_records, parsed.rejected) == (1, {"documents": 1}, [])
    row = table.to_pylist()[0]
    assert row["document_id"] == row["_page_sha256"]
    assert (row["_source"], row["_record"], row["_page_url"]) == ("articles", 0, "file:note.txt")
    assert row["n_characters"] == len(row["text"])
    assert (row["doc_format"], row["text_status"], row["language"]) == ("txt", "full", "en")
    assert (row["address"], row["published_on"], row["published_on_source"]) == (None, None, None)


def test_the_source_is_registered_and_reading_twice_gives_the_same():
    assert SOURCES["articles"] is SOURCE
    one, other = (parse(page(article("A title", "2025-10-28"), "a.html")).tables["documents"] for _ in range(2))
    assert one.equals(other)


def test_a_sidecar_comes_before_what_the_page_says():
    sidecar = {
        "title": "The sidecar's title",
        "publisher": "Arcadian Gazette",
        "author": "A. Writer",
        "published_on": "2025-01-02",
        "address": "https://gazette.example/1",
        "licence": "CC BY 4.0",
    }
    row = read(article("A title", "2025-10-28"), "a.html", **sidecar)
    assert {k: str(row[k]) for k in sidecar if k != "licence"} == {k: v for k, v in sidecar.items() if k != "licence"}
    assert row["published_on_source"] == "sidecar"
    assert row["text"].startswith("A title\n\n")


def test_what_a_feed_says_fills_what_the_page_leaves_open():
    said = {"feed_publisher": "Feedsmith", "feed_author": "B. Writer", "feed_published_on": "2025-10-27"}
    row = read(f"A title\n\n{PROSE}", address="https://news.example/a", content_type="text/plain", **said)
    assert (row["publisher"], row["author"], row["published_on_source"]) == ("Feedsmith", "B. Writer", "feed")
    assert row["address"] == "https://news.example/a"


# -- places: .txt and .md ------------------------------------------------------------------------------------------

SHELL = f"""Arcadia and Borduria sign a memorandum

Generic Hero BannerGeneric Hero Banner
Latest market news

Arcadia and Borduria sign a memorandum

  • Märkte: Metals
  • 28.10.25

{PROSE}

Teilen
Generic Hero Banner

Business intelligence reports

Get concise, trustworthy analysis of the latest trends. These reports are made for people in a hurry.

Learn more"""


def test_places_in_the_text_are_places_in_the_file():
    for name in ("note.txt", "note.md"):
        text = read(SHELL, name)["text"]
        assert len(text) == len(SHELL)
        assert all(kept in (there, " ") for there, kept in zip(SHELL, text, strict=True))
        assert text.count("\n") == SHELL.count("\n")
        start = SHELL.index("dysprosium")
        assert text[start : start + 10] == "dysprosium"


def test_furniture_is_blanked_and_prose_is_not():
    row = read(SHELL)
    assert row["title"] == "Arcadia and Borduria sign a memorandum"
    kept = words_of(row["text"])
    assert words_of(PROSE) in kept
    for furniture in ("Hero", "Latest market news", "Teilen", "Business intelligence", "concise", "Learn more"):
        assert furniture not in kept
    assert kept.count("Arcadia and Borduria sign a memorandum") == 1  # the first, not the one in the banner
    assert "Märkte: Metals" in kept  # the section says what the page is about


@pytest.mark.parametrize(
    "line",
    [
        "Share",
        "Share this article",
        "Share on Facebook",
        "• LinkedIn",
        "Auf Facebook teilen",
        "Cookie settings",
        "Skip to main content",
        "Home | News | Markets | Contact",
        "Home > News > Metals",
        "© 2025 Arcadian Gazette",
        "4 min read",
        "Read more: why magnets matter",
        "We use cookies to improve this site. You can accept all cookies or change your settings.",
        "Diese Webseite verwendet Cookies, um Inhalte zu verbessern.",
        "Sign up for our weekly newsletter and never miss a deal.",
        "The post A memorandum appeared first on Arcadian Gazette.",
        "-----",
    ],
)
def test_a_line_of_furniture_is_blanked_wherever_it_stands(line):
    first, _, rest = PROSE.partition("\n\n")
    kept = words_of(read(f"A title\n\n{first}\n\n{line}\n\n{rest}")["text"])
    assert words_of(line) not in kept
    assert words_of(rest) in kept


@pytest.mark.parametrize(
    "line",
    [
        "The two share a border, and the ministers will share data.",
        "Borduria's share of dysprosium is 40 per cent",
        "Subscribers to the fund paid $200mn, the ministry said.",
        "Critical minerals",
        "Search for new deposits starts in March",
        "Next Steps",
        "• Dysprosium",
    ],
)
def test_a_line_that_only_resembles_furniture_stays(line):
    first, _, rest = PROSE.partition("\n\n")
    assert words_of(line) in words_of(read(f"A title\n\n{first}\n\n{line}\n\n{rest}")["text"])


def test_a_share_line_in_the_middle_does_not_end_the_article():
    first, _, rest = PROSE.partition("\n\n")
    text = f"A title\n\n{first}\n\n{first}\n\nShare\n\n{rest}\n\n{rest}\n\n{rest}"
    assert words_of(rest) in words_of(read(text)["text"])


def test_a_menu_above_the_title_is_blanked():
    row = read(f"Home\nNews\nMarkets\nPrices\nAbout us\nLog in\n\nArcadia signs a memorandum\n\n{PROSE}")
    assert row["title"] == "Arcadia signs a memorandum"
    assert row["text"].split("\n")[0].strip() == ""


def test_front_matter_is_read_and_blanked():
    text = f"""---
title: "Arcadia signs"
author: A. Writer
published_time: 2025-10-28 18:45:53-04:00
source_url: https://gov.example/statements/1
publisher: Ministry of Ore
draft: no
---

{PROSE}"""
    row = read(text, "a.md")
    assert (row["title"], row["author"], row["publisher"]) == ("Arcadia signs", "A. Writer", "Ministry of Ore")
    assert (row["address"], str(row["published_on"])) == ("https://gov.example/statements/1", "2025-10-28")
    assert row["published_on_source"] == "metadata"
    assert words_of(row["text"]) == words_of(PROSE)
    assert len(row["text"]) == len(text)


@pytest.mark.parametrize(
    "inside",
    [
        "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\ntitle: Arcadia signs",
        "title: Arcadia signs\n bad: [unclosed",
        "title: Arcadia signs\nauthor: 'no end",
        "title: Arcadia signs\n\tx: tab",
    ],
)
def test_front_matter_that_is_no_yaml_or_a_yaml_bomb_still_gives_its_title(inside):
    assert read(f"---\n{inside}\n---\n\n{PROSE}", "a.md")["title"] == "Arcadia signs"


def test_a_rule_between_paragraphs_is_no_front_matter():
    row = read(f"A title\n\n---\n\n{PROSE}\n\n---\n\nMore: the end of it all comes here.")
    assert words_of(PROSE) in words_of(row["text"])


def test_marks_of_markdown_are_blanked_and_the_words_of_links_stay():
    text = (
        f"# A title\n\n![a picture](https://x.example/p.png)\n\n{PROSE} See [the list](https://x.example/a_(b)) now.\n"
    )
    row = read(text, "a.md")
    assert row["title"] == "A title"
    assert "picture" not in row["text"]
    assert "x.example" not in row["text"]
    assert "See the list now." in words_of(row["text"])
    assert len(row["text"]) == len(text)


def test_less_and_greater_than_are_no_tags():
    assert "if x < 5 and y > 3 then" in words_of(read(f"A title\n\n{PROSE} Also if x < 5 and y > 3 then stop.")["text"])


# -- encodings -----------------------------------------------------------------------------------------------------

UMLAUTS = f"Köln – “Märkte” für Erze\n\n{PROSE}"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-32"])
def test_the_letters_of_every_usual_encoding_are_read(encoding):
    content = UMLAUTS.encode(encoding)
    if encoding == "utf-16-le":
        content = b"\xff\xfe" + content
    row = read(content)
    assert row["title"] == "Köln – “Märkte” für Erze"
    assert row["text"] == UMLAUTS


def test_latin_1_letters_are_read():
    text = f"Tierra del Fuego: año del litio\n\n{PROSE}"
    assert read(text.encode("latin-1"))["text"] == text


def test_line_ends_of_windows_and_old_macs_become_ours():
    assert read(UMLAUTS.replace("\n", "\r\n"))["text"] == UMLAUTS
    assert read(UMLAUTS.replace("\n", "\r"))["text"] == UMLAUTS


def test_utf_8_that_was_cut_in_a_letter_is_not_taken_for_windows_letters():
    row = read((UMLAUTS + " “”ü").encode()[:-1])
    assert "“Märkte”" in row["text"]


def test_a_charset_that_html_declares_is_believed():
    text = '<html><head><meta charset="shift_jis"><title>鉱物協定 | 新聞</title></head><body><article><h1>鉱物協定</h1>'
    text += (
        "<p>"
        + "日本と米国は重要鉱物の供給網を強化する協定に署名した。両国は採掘と分離と精錬に共同で投資する。" * 8
        + "</p>"
    )
    row = read((text + "</article></body></html>").encode("cp932"), "a.html")
    assert row["title"] == "鉱物協定"
    assert row["language"] == "ja"


def test_a_charset_that_the_server_declares_is_believed():
    row = read(UMLAUTS.encode("cp1250", "replace"), content_type="text/plain; charset=windows-1250")
    assert "Märkte" in row["text"]


def test_letters_that_nobody_explains_are_refused():
    with pytest.raises(BadPage, match="encoding cannot be told"):
        read(("Соглашение о редких металлах подписано в Токио. " * 20).encode("koi8-r"))


def test_a_gzipped_file_is_read_and_a_gzip_bomb_is_not():
    """S6."""
    assert read(gzip.compress(UMLAUTS.encode(), mtime=0), "note.txt.gz")["text"] == UMLAUTS
    with pytest.raises(BadPage, match="larger than"):
        read(gzip.compress(b" " * 30_000_000, mtime=0), "note.txt.gz")
    with pytest.raises(BadPage, match="ends too early"):
        read(gzip.compress(UMLAUTS.encode(), mtime=0)[:-12], "note.txt.gz")


# -- languages -----------------------------------------------------------------------------------------------------


def test_an_english_body_in_a_german_shell_is_english():
    row = read(
        f"{SHELL}\n\nDiese Seite ist ein Angebot der Bordurischen Presse, die für den Inhalt nicht haftet und sie ist."
    )
    assert row["language"] == "en"
    assert "Angebot" not in row["text"]


def test_a_page_that_carries_its_body_twice_keeps_the_english_one():
    text = f"A title\n\n{GERMAN}\n\n{GERMAN} Das ist auch der Plan.\n\n{PROSE}"
    row = read(text)
    assert row["language"] == "en"
    assert "Regierungen" not in row["text"]
    assert words_of(PROSE) in words_of(row["text"])
    assert len(row["text"]) == len(text)


def test_without_english_the_longest_body_is_kept():
    spanish = (
        "El gobierno de Arcadia firmó con los ministros de Borduria un acuerdo sobre el litio y las tierras raras."
    )
    row = read(f"Ein Titel\n\n{GERMAN}\n\n{GERMAN} Mehr dazu am Dienstag.\n\n{spanish}")
    assert row["language"] == "de"
    assert "gobierno" not in row["text"]


def test_a_list_of_names_belongs_to_the_body_beside_it():
    names = "• Dysprosium\n• Terbium\n• Gallium\n• Germanium"
    kept = read(f"A title\n\n{PROSE}\n\n{names}\n\n{GERMAN}")["text"]
    assert "Germanium" in kept
    assert "Regierungen" not in kept


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", GERMAN),
        (
            "fr",
            "Les gouvernements ont signé un accord sur les minerais qui est le premier du genre pour les deux pays.",
        ),
        (
            "es",
            "Los ministros de los dos países firmaron el acuerdo sobre el litio que se había anunciado en la cumbre.",
        ),
        ("ja", "日本と米国は重要鉱物の供給網を強化する協定に署名した。" * 3),
        ("zh", "中国商务部宣布对稀土相关物项实施出口管制措施，自公布之日起正式实施。" * 3),
        ("ko", "한국과 미국은 핵심 광물 공급망을 강화하는 협정에 서명했다." * 3),
        ("ru", "Министры двух стран подписали соглашение о редкоземельных металлах в Токио во вторник." * 2),
    ],
)
def test_the_language_of_a_body_is_told(language, text):
    assert read(f"12345\n\n{text}")["language"] == language


# -- no article ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04" + b"\x00" * 50, "ZIP"),
        (b"some\x00binary\x00" * 20, "binary"),
        (b"\x01\x02\x03\x04\x05\x06\x07" * 20, "binary"),
        (
            b"Access Denied\n\nYou don't have permission to access this page on this server. Reference 18.2f",
            "error page",
        ),
        (b"404 Not Found\n\nThe page that you asked for does not exist on this server, sorry.", "error page"),
        (b"A title and nothing else", "no article text"),
        (b"A title\n\nShare\nFacebook\nLearn more", "no article text"),
        (b"A title\n\n" + b"word " * 500_000, "more than 2,000,000 characters"),
    ],
)
def test_a_file_that_is_no_article_is_refused_with_its_reason(content, why):
    with pytest.raises(BadPage, match=why):
        read(content)


def test_a_page_of_fifty_megabytes_is_refused_at_once():
    for name in ("big.txt", "big.html"):
        started = time.process_time()
        with pytest.raises(BadPage, match=r"larger than|more than"):
            read(b"<p>lithium</p> " * 3_500_000, name)
        assert time.process_time() - started < 2


def test_a_long_text_is_still_read_in_good_time():
    text = "A title\n\n" + "\n\n".join([PROSE] * (MAX_CHARACTERS // len(PROSE) // 4))
    started = time.process_time()
    assert len(read(text)["text"]) == len(text)
    assert time.process_time() - started < 4


@pytest.mark.parametrize(
    "hostile",
    [
        unit * (400_000 // len(unit))
        for unit in ("[", "[a](", "<a ", "![", "a", "- ", "|", "Share ", "---\n", "28.10.25 ")
    ]
    + ["\n" * 400_000 + "x", "cookies " * 50_000, "a.b!" * 100_000],
    ids=lambda h: h[:8].strip(),
)
def test_text_made_to_stall_a_pattern_does_not(hostile):
    """S7."""
    started = time.process_time()
    try:
        read(f"A title\n\n{PROSE}\n\n{hostile}", "a.md")
    finally:
        assert time.process_time() - started < 3


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (f"A title\n\n{PROSE}", "full"),
        ("A title\n\nArcadia signed a memorandum with Borduria on Monday. Subscribe to continue reading.", "partial"),
        ("A title\n\nArcadia signed a memorandum with Borduria today. Request a demo to see our prices.", "partial"),
        (f"A title\n\n{PROSE} The rest is so…\n\n Read More>>\n\nAbout us: a long tale. {PROSE}", "partial"),
    ],
)
def test_a_stub_before_a_paywall_is_partial(content, status):
    assert read(content)["text_status"] == status
