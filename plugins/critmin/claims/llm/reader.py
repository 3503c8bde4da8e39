"""Asks a model once a document, within caps of size, time and tokens, and keeps its answers.

An answer is kept under a hash of everything that shaped the question: the same document read again costs nothing and
gives the same claims, also where a model would answer otherwise today. Only standing claims leave here (`evidence`).
"""

import json
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from critmin.claims.claim import Claims, Document
from critmin.claims.llm import line_of
from critmin.claims.llm.answer import Answer
from critmin.claims.llm.evidence import Dropped, standing
from critmin.claims.llm.instructions import instructions, question
from critmin.lake.files import digest, write_json
from critmin.settings import Settings

if TYPE_CHECKING:
    from pydantic_ai.models import Model

INSTALL = "It is installed by the extra `llm`: pip install 'critmin[llm]'."


class NoModel(RuntimeError):
    """The second reader is wanted and cannot be had: no model is set, or its packages are not installed."""


class ModelUnavailable(RuntimeError):
    """The model cannot be reached or refuses us; another document would fare no better now."""


class NotRead(ValueError):
    """The model gave nothing for this document: it is too long, or the answer broke a cap or the form."""


@dataclass(frozen=True)
class Limits:
    """What one document may cost."""

    characters: int
    seconds: float
    tokens: int  # of one answer; the whole exchange may take what the text needs, and two answers


@dataclass(frozen=True)
class Reading:
    """What a model's answer on one document was worth."""

    claims: Claims
    dropped: tuple[Dropped, ...]
    was_asked: bool  # False: the answer was kept from before
    n_tokens: int


def model_of(config: Settings) -> "Model":
    """The model that the settings name, as pydantic-ai knows it (`provider:model`), at their address with their key.

    Raises NoModel.
    """
    if not config.llm_model:
        raise NoModel(
            "The second reader needs a model: set CRITMIN_LLM_MODEL, such as ollama:qwen3 (docs/methods/llm.md)."
        )
    if find_spec("pydantic_ai") is None:
        raise NoModel(f"The second reader needs pydantic-ai. {INSTALL}")
    from pydantic_ai.exceptions import UserError
    from pydantic_ai.models import infer_model
    from pydantic_ai.providers import infer_provider_class

    given = {"base_url": config.llm_address, "api_key": config.llm_key.get_secret_value()}
    given = {name: value for name, value in given.items() if value}
    try:
        return infer_model(config.llm_model, lambda provider: infer_provider_class(provider)(**given))
    except ImportError:
        raise NoModel(f"The packages for {config.llm_model} are not installed. {INSTALL}") from None
    except (UserError, TypeError, ValueError) as error:
        raise NoModel(f"{config.llm_model} cannot be used: {_hidden(error, given)}") from None


def _hidden(error: BaseException, given: dict[str, str]) -> str:
    """An error's words on one line without the key."""
    said = " ".join(str(error).split())[:500]
    key = given.get("api_key")
    return said.replace(key, "***") if key else said


class LlmReader:
    """A model that reads documents. `keep` is the folder of answers; None keeps none."""

    def __init__(self, model: "Model", name: str, limits: Limits, keep: Path | None = None, key: str = ""):
        from pydantic_ai import Agent
        from pydantic_ai.settings import ModelSettings

        self.name = name
        self.version = line_of(name)
        self._limits, self._keep, self._given = limits, keep, {"api_key": key}
        Agent.instrument_all(False)  # nobody is told what is asked and answered
        self._agent = Agent(
            model,
            output_type=Answer,
            instructions=instructions(),
            retries=1,
            model_settings=ModelSettings(
                temperature=0.0, seed=0, max_tokens=limits.tokens, timeout=limits.seconds, parallel_tool_calls=False
            ),
        )

    @classmethod
    def of(cls, config: Settings) -> "LlmReader":
        """The reader that the settings describe. Raises NoModel."""
        limits = Limits(config.llm_max_characters, config.llm_seconds, config.llm_max_tokens)
        key = config.llm_key.get_secret_value()
        return cls(model_of(config), config.llm_model, limits, config.root / "ops" / "llm_answers", key)

    def read(self, document: Document) -> Reading:
        """The standing claims of a document. Raises NotRead, ModelUnavailable."""
        if len(document.text) > self._limits.characters:
            raise NotRead(f"{len(document.text)} characters; the second reader takes {self._limits.characters} at most")
        asked = question(document)
        path = (
            self._keep
            and self._keep / f"{digest(self.version, self._limits.tokens, instructions(), asked, length=40)}.json"
        )
        was_asked = path is None or not path.exists()
        if path and not was_asked:
            kept = json.loads(path.read_text(encoding="utf-8"))
            answer, n_tokens = Answer.model_validate(kept["answer"]), 0
        else:
            answer, n_tokens = self._ask(asked)
            if path:
                facts = {"model": self.name, "document_id": document.document_id, "n_tokens": n_tokens}
                write_json(path, {**facts, "answer": answer.model_dump(mode="json")})
        claims, dropped = standing(answer, document, self.name)
        return Reading(claims, dropped, was_asked, n_tokens)

    def _ask(self, asked: str) -> tuple[Answer, int]:
        from pydantic_ai import UsageLimits, exceptions

        # a token is a letter at the least, so that no text within its cap is refused; and the answer may be mended once
        whole = 2 * (len(asked) + len(instructions()) + 10_000) + 2 * self._limits.tokens
        caps = UsageLimits(request_limit=2, total_tokens_limit=whole, output_tokens_limit=2 * self._limits.tokens)
        try:
            ran = self._agent.run_sync(asked, usage_limits=caps, timeout=self._limits.seconds, infer_name=False)
        except (exceptions.ModelRequestRejectedError, exceptions.ModelContextWindowExceededError) as error:
            if isinstance(error, exceptions.ModelContextWindowExceededError):
                raise NotRead(f"longer than the model reads: {_hidden(error, self._given)}") from None
            raise ModelUnavailable(f"{self.name} refuses: {_hidden(error, self._given)}") from None
        except exceptions.ModelAPIError as error:
            raise ModelUnavailable(f"{self.name} cannot be asked: {_hidden(error, self._given)}") from None
        except exceptions.RunTimedOut:
            raise NotRead(f"no answer within {self._limits.seconds:g} seconds") from None
        except exceptions.UsageLimitExceeded as error:
            raise NotRead(f"more tokens than allowed: {_hidden(error, self._given)}") from None
        except exceptions.AgentRunError as error:  # the answer has another form, or was cut at its cap
            raise NotRead(f"no usable answer: {_hidden(error, self._given)}") from None
        return ran.output, ran.usage.total_tokens or 0
