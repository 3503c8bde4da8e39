"""How far a task is: to the task's log, or to whoever listens in the same process."""

import logging
from collections.abc import Callable

log = logging.getLogger(__name__)

Listener = Callable[[str, int, int], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Send what `report` is told to `listener`, for the rest of this process."""
    _listeners.append(listener)


def report(what: str, done: int, total: int) -> None:
    """Tell that `done` of `total` parts of `what` are done; the log hears of each tenth."""
    for listener in _listeners:
        listener(what, done, total)
    if done == total or done % max(1, total // 10) == 0:
        log.info("%s: %d of %d", what, done, total)
