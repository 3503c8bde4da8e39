"""The optional second reader: a language model, asked through pydantic-ai; off unless a setting names a model.

    instructions  what the model is told, from the seeds          answer    the shape of what it may say
    evidence      which of its claims the text bears out          reader    asks, within caps, and keeps the answers

What a model says is nothing until `evidence` has found it in the document. Nothing here is imported while it is off.
"""

import re

LLM_VERSION = "1.0"  # changes with the instructions, the shape of answers, or what evidence asks of a claim


def line_of(model: str) -> str:
    """The name under which a model's claims are staged: another model reads everything again."""
    return f"llm-{LLM_VERSION}-{re.sub(r'[^a-z0-9]+', '_', model.lower()).strip('_')}"
