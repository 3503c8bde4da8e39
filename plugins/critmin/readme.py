"""Write the README's sample output anew: `make readme`, after `make run`."""

from types import SimpleNamespace

from critmin import shown, summary
from critmin.publishing import current_id
from critmin.settings import PROJECT, settings

BEGIN, END = "<!-- output of make run: begin -->", "<!-- output of make run: end -->"


def main() -> None:
    """Put what `critmin run` prints on the published warehouse between the README's two marks."""
    path = PROJECT / "README.md"
    text = path.read_text(encoding="utf-8")
    build_id = current_id(settings())
    report = SimpleNamespace(
        build_id=build_id,
        is_new=True,
        seconds=40.0,
        tasks=(),
        log=PROJECT / ".airflow" / "embedded" / "logs" / "run.log",
    )
    shown.console.width = shown.WIDTH_OF_A_FILE
    with shown.console.capture() as captured:
        summary.show(report)
    lines = "\n".join(line.rstrip() for line in captured.get().splitlines())
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    path.write_text(f"{before}{BEGIN}\n```text\n{lines}\n```\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
