"""dbt as our child: the same command line, but it ends when its parent does, even by `kill -9`.

`python -m critmin.dbt_child build ...`. A dbt whose parent was killed would go on for many seconds, and keep a core
busy while the next attempt builds. The parent holds the other end of standard input; when it closes, we are alone.
"""

import os
import runpy
import sys
import threading


def end_with_parent() -> None:
    """End this process at once when standard input closes."""
    while os.read(0, 1):  # not through sys.stdin, whose lock would be missed at the end of a good run
        pass
    os._exit(1)


def main() -> None:
    """Run dbt's own command line in this process."""
    threading.Thread(target=end_with_parent, daemon=True).start()
    sys.argv[0] = "dbt"
    runpy.run_module("dbt.cli.main", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
