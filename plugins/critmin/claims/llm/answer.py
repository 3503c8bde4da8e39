"""What a model may answer: claims in our vocabulary as plain text and numbers. Nothing in it is believed as it stands.

The shape is loose on purpose (codes are text): one wrong word must cost one claim, not the whole answer.
"""

from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field

MOST_CLAIMS = 200  # of one kind in one document
Codes = list[str]


class _Said(BaseModel):
    """What all claims share: the words of the document that say it."""

    model_config = ConfigDict(extra="ignore")

    quote: str = Field(description="The words of the article that say it, copied exactly, one sentence or less.")


class SaidAmount(BaseModel):
    """A sum of money that an agreement names."""

    model_config = ConfigDict(extra="ignore")

    value: Decimal = Field(description="In full units: 8.5 billion is 8500000000.", allow_inf_nan=False)
    currency: str = Field(description="ISO 4217, such as USD.")
    qualifier: str = "exactly"
    by: str | None = Field(None, description="Who pays; null when together or not said.")
    nature: str | None = None
    instrument: str | None = None
    deadline_on: str | None = None


class SaidAgreement(_Said):
    """A deal between parties."""

    kind: str
    status: str
    parties: Codes
    minerals: Codes = []
    stages: Codes = []
    instruments: Codes = []
    amounts: list[SaidAmount] = Field([], max_length=50)
    signed_on: str | None = Field(None, description="YYYY-MM-DD; null when the day is not stated.")
    announced_on: str | None = None
    deadline_on: str | None = None
    expires_on: str | None = None
    name: str | None = None
    said_by: str | None = None


class SaidMeasure(_Said):
    """A tariff, control, ban, quota."""

    measure: str
    imposer: str | None = None
    targets: Codes = []
    products: Codes = []
    rate: Decimal | None = Field(None, allow_inf_nan=False)
    rate_unit: str | None = None
    status: str
    firmness: str
    said_by: str | None = None
    announced_on: str | None = None
    effective_on: str | None = None
    expires_on: str | None = None


class SaidDependency(_Said):
    """Who depends on whom, or leads in making what."""

    relation: str
    dependent: str | None = None
    supplier: str | None = None
    minerals: Codes
    stage: str | None = None
    share_pct: Decimal | None = Field(None, allow_inf_nan=False)
    share_qualifier: str | None = None
    share_of: str | None = None
    rank: int | None = None
    year: int | None = None


class Answer(BaseModel):
    """All that a model finds in one document."""

    model_config = ConfigDict(extra="ignore")

    agreements: list[SaidAgreement] = Field([], max_length=MOST_CLAIMS)
    trade_measures: list[SaidMeasure] = Field([], max_length=MOST_CLAIMS)
    dependencies: list[SaidDependency] = Field([], max_length=MOST_CLAIMS)
