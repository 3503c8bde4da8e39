"""Generated pages are up to date, and links between pages lead somewhere."""

import re

import pytest

from critmin import dictionary
from critmin.settings import PROJECT

PAGES = [PROJECT / "README.md", PROJECT / "CONTRIBUTING.md", *sorted((PROJECT / "docs").rglob("*.md"))]


def test_the_data_dictionary_says_what_the_models_say():
    assert dictionary.PAGE.read_text(encoding="utf-8") == dictionary.page(), "run `make dictionary`"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(PROJECT)))
def test_links_lead_somewhere(page):
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", text)
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_page_is_in_the_index():
    index = (PROJECT / "docs" / "index.md").read_text(encoding="utf-8")
    folders = {"decisions"}  # linked as a folder
    pages = [p for p in (PROJECT / "docs").rglob("*.md") if p.name != "index.md" and p.parent.name not in folders]
    assert [
        str(p.relative_to(PROJECT / "docs")) for p in pages if str(p.relative_to(PROJECT / "docs")) not in index
    ] == []
