"""A road that kills itself: run as a child process by the kill tests.

python killed.py DATA SAMPLES step K      SIGKILL at the K-th durable step (rename, symlink, sync)
python killed.py DATA SAMPLES time SECS   SIGKILL after so many seconds
python killed.py DATA SAMPLES quiet 0     a quiet run; prints its build id
"""

import os
import signal
import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)


def die_at_step(wanted: int) -> None:
    """Wrap the calls that make things durable; odd steps die before the call, even ones after it."""
    seen = 0

    def wrap(call):
        def counted(*args, **kwargs):
            nonlocal seen
            seen += 1
            if seen == wanted and wanted % 2:
                die()
            result = call(*args, **kwargs)
            if seen == wanted:
                die()
            return result

        return counted

    for name in ("replace", "rename", "symlink", "fsync"):
        setattr(os, name, wrap(getattr(os, name)))


def main() -> None:
    data, samples, how, number = sys.argv[1:5]
    from conftest import CLOCK
    from critmin.settings import configure
    from roads import walk

    configure(data=Path(data), clock=CLOCK)
    if how == "step":
        die_at_step(int(number))
    elif how == "time":
        timer = threading.Timer(float(number), die)
        timer.daemon = True
        timer.start()
    print(walk(Path(samples)).build_id)


if __name__ == "__main__":
    main()
