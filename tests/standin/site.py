"""An invented publisher: two feeds, a broken one, a page at a feed's address, and the articles they name."""

from standin.server import Answer

BODY = [
    """The governments of Arcadia and Borduria signed a memorandum on critical minerals on Monday, under which both
    will share geological data and look for projects that can be financed together.""",
    """The two sides said that they would each put at least $200mn into refining of dysprosium and terbium over the
    next eighteen months, and that a first list of projects would be named before the end of the year.""",
    """Arcadia buys most of its rare earth magnets from a single supplier, according to its ministry of trade, and has
    been looking for other sources since that supplier tightened its export rules.""",
]


def article(title: str, published: str | None, paragraphs: list[str] = BODY) -> bytes:
    """A news page in a German shell: banner, menu, share list, promotion and cookie note around an English body."""
    meta = f'<meta property="article:published_time" content="{published}">' if published else ""
    body = "\n".join(f"<p>{p}</p>" for p in paragraphs)
    return f"""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8">
<title>{title} | Latest Market News</title>{meta}<meta property="og:site_name" content="Stand-in News"></head><body>
<div class="hero">Generic Hero Banner</div>
<nav><ul><li><a href="/">Startseite</a></li><li><a href="/m">Märkte</a></li><li><a href="/k">Kontakt</a></li></ul></nav>
<main><article><h1>{title}</h1><ul><li>Märkte: Metals</li><li>28.10.25</li></ul>
{body}
</article><div class="share">Teilen</div></main>
<aside><h2>Business intelligence reports</h2><p>Get concise analysis. Learn more</p></aside>
<footer><p>Diese Seite verwendet Cookies. Mit der Nutzung stimmen Sie zu.</p></footer></body></html>""".encode()


def rss(base: str, items: list[dict]) -> bytes:
    """An RSS 2.0 feed as blog software writes it; each item has link, title and, if given, guid and date."""
    inside = ""
    for item in items:
        guid = f'<guid isPermaLink="false">{item["guid"]}</guid>' if item.get("guid") else ""
        date = f"<pubDate>{item['date']}</pubDate>" if item.get("date") else ""
        inside += f"<item><title>{item['title']}</title><link>{item['link']}</link>{guid}{date}"
        inside += f"<description>{item.get('summary', '')}</description></item>"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Stand-in News</title><link>{base}</link><description>Invented</description>
{inside}</channel></rss>""".encode()


def atom(base: str, items: list[dict]) -> bytes:
    """An Atom feed with relative links."""
    inside = "".join(
        f"<entry><id>{item['guid']}</id><title>{item['title']}</title><link rel='alternate' href='{item['link']}'/>"
        f"<updated>{item['date']}</updated><published>{item['date']}</published></entry>"
        for item in items
    )
    return f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="{base}">
<id>urn:standin</id><title>Stand-in Notices</title><updated>2025-10-28T00:00:00Z</updated>{inside}</feed>""".encode()


def routes(base: str) -> dict[str, Answer]:
    """The whole site, for a server whose address is `base`."""
    items = [
        {
            "guid": "1",
            "title": "A memorandum",
            "link": f"{base}/articles/memorandum?utm_source=feed",
            "date": "Tue, 28 Oct 2025 23:30:00 +0900",
        },
        {"guid": "2", "title": "A notice without a date", "link": f"{base}/articles/undated"},
    ]
    return {
        "/robots.txt": Answer(b"User-agent: *\nDisallow: /closed/\n", content_type="text/plain"),
        "/feeds/rss.xml": Answer(rss(base, items), content_type="application/rss+xml", etag='"rss-1"'),
        "/feeds/atom.xml": Answer(
            atom(
                base,
                [{"guid": "urn:3", "title": "A notice", "link": "/articles/undated", "date": "2025-10-27T08:00:00Z"}],
            ),
            content_type="application/atom+xml",
            last_modified="Tue, 28 Oct 2025 10:00:00 GMT",
        ),
        "/feeds/broken.xml": Answer(rss(base, items)[:-40], content_type="application/rss+xml"),
        "/feeds/page": Answer(article("No feed here", None)),
        "/articles/memorandum": Answer(article("A memorandum", "2025-10-28T23:30:00+09:00"), etag='"a-1"'),
        "/articles/undated": Answer(article("A notice without a date", None), etag='"b-1"'),
        "/closed/page": Answer(article("Closed to robots", None)),
    }
