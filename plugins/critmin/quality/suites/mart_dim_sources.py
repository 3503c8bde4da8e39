"""Does each source say who publishes it and under which licence: nothing may be shown without that."""

from critmin.quality.measures import Measure, has_rows, present


def measures() -> list[Measure]:
    return [has_rows(3), *present("publisher", "licence")]
