"""Asking CEPII for BACI: yearly releases are zips at addresses that a person gives in the settings.

A release is some hundred megabytes to a few gigabytes. It is written to disk while it comes, kept once, and each file
inside it becomes a page of its own (`landing.from_archives`). It is looked for once a month, and sent only if it
changed.
"""

import io
import zipfile

from critmin.asking import Judgement, Limits, Live, Question, Reply, Request, Wanted, Worth, by_status, shown
from critmin.settings import Settings

ZIP = b"PK\x03\x04"
LARGEST = 6_000_000_000  # bytes: all years of the longest edition take about a third of it
LONGEST_SECONDS = 4 * 3_600.0


class BaciLive(Live):
    """Asks for each address that the settings name."""

    def limits(self, settings: Settings) -> Limits:
        return Limits(pause_seconds=5.0, most_bytes=LARGEST, seconds=LONGEST_SECONDS, is_spooled=True)

    def questions(self, wanted: Wanted, settings: Settings) -> list[Question]:
        """One a month and address: the archive is kept as a step, its files are the pages."""
        edition = f"{wanted.today:%Y-%m}"
        return [
            Question("archive", {"address": (address,)}, edition, is_page=False)
            for address in settings.baci_addresses.split()
        ]

    def request(self, question: Question, settings: Settings) -> Request:
        return Request(question.asks["address"][0], accept="application/zip,*/*;q=0.5")

    def judge(self, question: Question, reply: Reply) -> Judgement:
        if judged := by_status(reply):
            return judged
        if not reply.content.startswith(ZIP):
            return Judgement(Worth.REFUSED, f"no zip came from there: {shown(reply)}")
        if not zipfile.is_zipfile(reply.path or io.BytesIO(reply.content)):  # its list of files stands at the end
            return Judgement(Worth.AGAIN, "the zip was cut off: its end is missing")
        return Judgement(Worth.WHOLE)
