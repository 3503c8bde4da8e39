"""What the README shows is what `make run` prints."""

import re

import pytest

from critmin.settings import PROJECT

BEGIN, END = "<!-- output of make run: begin -->", "<!-- output of make run: end -->"


def shown_output() -> str:
    text = (PROJECT / "README.md").read_text(encoding="utf-8")
    return text.split(BEGIN)[1].split(END)[0].replace("```text", "").replace("```", "")


def words(text: str) -> list[str]:
    """The words of an output without what differs from run to run: keys, days, seconds, paths."""
    text = re.sub(r"[0-9a-f]{16,}|\d{4}-\d\d-\d\d( \d\d:\d\d)?|\d+\.\d s\b|build \w+|log .*|warehouse  .*", "", text)
    return re.findall(r"[\w%.,;–]+", text)


@pytest.mark.slow
def test_the_readme_shows_the_true_output(warehouse, capsys):
    from types import SimpleNamespace

    from critmin import shown, summary

    shown.console.width = shown.WIDTH_OF_A_FILE
    report = SimpleNamespace(build_id="x", is_new=True, seconds=1.0, tasks=(), log=PROJECT / "log")
    with shown.console.capture() as captured:
        summary.show(report)
    said, told = words(captured.get()), words(shown_output())
    assert said == told, "README.md is out of date; `make readme` writes it anew"
