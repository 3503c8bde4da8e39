"""Run the benchmarks and print one table each: `python -m benchmarks [extraction|reprints|road|scores ...]`."""

import sys

from benchmarks import extraction, reprints, road, scores
from critmin import shown

ALL = {"extraction": extraction, "reprints": reprints, "road": road, "scores": scores}


def main() -> None:
    """Run the named benchmarks (default: all). Absolute figures hold for this machine and moment; ratios travel."""
    for name in sys.argv[1:] or list(ALL):
        module = ALL[name]
        shown.console.print(shown.table(module.measure(), title=(module.__doc__ or "").splitlines()[0]))
        shown.console.print()


if __name__ == "__main__":
    main()
