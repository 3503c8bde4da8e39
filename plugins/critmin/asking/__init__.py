"""Asking publishers politely: plans of questions, daily budgets, nothing asked twice, capped answers split.

A source module gives its `Source` a `Live` (see `questions`), and gets the rest: `critmin plan SOURCE` and
`critmin ask SOURCE`, the DAG's live step, resuming, budgets and splitting.
"""

from critmin.asking.budget import Budget, BudgetSpent
from critmin.asking.judging import by_count, by_status, is_html, read_json, shown
from critmin.asking.notebook import Notebook, steps_of
from critmin.asking.questions import Judgement, Limits, Live, Question, Request, Wanted, Worth, halves
from critmin.asking.walk import Asked, CannotAsk, Plan, ask, plan
from critmin.fetching import Reply

__all__ = [
    "Asked",
    "Budget",
    "BudgetSpent",
    "CannotAsk",
    "Judgement",
    "Limits",
    "Live",
    "Notebook",
    "Plan",
    "Question",
    "Reply",
    "Request",
    "Wanted",
    "Worth",
    "ask",
    "by_count",
    "by_status",
    "halves",
    "is_html",
    "plan",
    "read_json",
    "shown",
    "steps_of",
]
