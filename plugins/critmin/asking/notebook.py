"""What was asked already, read from the retrievals themselves: the record of an answer is the record of its question.

There is no second file that could disagree with the first: a run that is killed between two of them would ask again,
or never again.
"""

from dataclasses import dataclass

from critmin.asking.questions import Judgement, Question, Worth
from critmin.lake import Raw, Retrieval

_KEPT = frozenset({Worth.WHOLE, Worth.EMPTY, Worth.SPLIT})  # answers that settle a question for its edition


def steps_of(slug: str) -> str:
    """Under which name the answers that are no pages are kept: counts, lists, capped answers. They are not staged."""
    return f"{slug}_steps"


@dataclass(frozen=True)
class Note:
    """A question's answer on disk."""

    worth: Worth
    reason: str
    retrieval: Retrieval


class Notebook:
    """The answered questions of one source."""

    def __init__(self, slug: str, raw: Raw):
        self.slug, self.raw = slug, raw
        self._notes: dict[str, Note] = {}
        self._parts: dict[str, set[str]] = {}
        self.latest: dict[str, Retrieval] = {}
        for source in (steps_of(slug), slug):
            for retrieval in raw.retrievals(source):
                self._take(retrieval)

    def _take(self, retrieval: Retrieval) -> None:
        self.latest[retrieval.address] = retrieval
        told = retrieval.metadata.get("question")
        if not isinstance(told, dict):
            return  # a dropped file
        worth = Worth(retrieval.metadata["worth"])
        self._notes[told["question_id"]] = Note(worth, retrieval.metadata.get("reason", ""), retrieval)
        if told["is_page"] and worth in (Worth.WHOLE, Worth.EMPTY):
            for name in told["covers"]:
                self._parts.setdefault(name, set()).add(told["part"])

    def write(self, question: Question, judgement: Judgement, retrieval: Retrieval) -> Note:
        """Keep an answer for good; raw has its bytes already. Answers that settle nothing are not kept."""
        self.raw.append([retrieval])
        self._take(retrieval)
        return self._notes[question.question_id]

    def metadata(self, question: Question, judgement: Judgement) -> dict:
        """What stands beside the page."""
        told = {"question": question.to_json(), "worth": str(judgement.worth), "reason": judgement.reason}
        return told | ({"n_rows": judgement.n_rows} if judgement.n_rows is not None else {})

    def source_of(self, question: Question, judgement: Judgement) -> str:
        """Under which source an answer is kept: a page only when it is whole."""
        return self.slug if question.is_page and judgement.worth == Worth.WHOLE else steps_of(self.slug)

    def settles(self, judgement: Judgement) -> bool:
        """Whether an answer is worth keeping."""
        return judgement.worth in _KEPT

    def note(self, question: Question) -> Note | None:
        """The answer to a question, if it is on disk."""
        return self._notes.get(question.question_id)

    def has_covered(self, question: Question) -> bool:
        """Whether pages on disk settle all that a question covers, whatever calls they came in."""
        return bool(question.covers) and all(_is_whole(self._parts.get(name, set())) for name in question.covers)


def _is_whole(parts: set[str], at: str = "") -> bool:
    """Whether halves, and halves of halves, make up the whole."""
    if at in parts:
        return True
    return any(p.startswith(at) for p in parts) and _is_whole(parts, at + "0") and _is_whole(parts, at + "1")
