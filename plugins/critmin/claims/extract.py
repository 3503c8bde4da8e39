"""Reading a document: sentences, mentions, events of each sentence, then events of the document.

The same text gives the same claims, without network, clock or model. `READER_VERSION` changes whenever a text could
be read differently.
"""

from critmin.claims import agreements, checkable, dependencies, merge, trade_measures, validity
from critmin.claims.claim import Claims, Document
from critmin.claims.columns import column_claims
from critmin.claims.context import Context, Left
from critmin.claims.grids import grid_claims
from critmin.claims.records import record_claims
from critmin.claims.tables import table_claims

READER_VERSION = "1.9"
MOST = 1_000  # tellings of one kind in one document: what says more is a table, or made to be slow


def extract(document: Document, left: list[Left] | None = None) -> Claims:
    """The claims of a document, each resting on a quote: `document.text[quote_start:quote_end] == quote`.

    What rules looked at and left is added to `left`, if it is given (`critmin explain`).
    Raises nothing for any text; a text that holds no claim gives empty lists.
    """
    context = Context.of(document, left)
    stated: list = []
    for i in range(len(context)):
        if len(stated) > MOST:
            break
        stated += dependencies.read(context, i, tuple(stated[-6:]))
    stated += table_claims(context, stated)
    stated += grid_claims(context, stated)
    stated += column_claims(context, stated)
    stated += record_claims(context, stated)
    return Claims(
        agreements=tuple(validity.dated(context, agreements.read(context))),
        trade_measures=tuple(trade_measures.read(context)),
        dependencies=tuple(merge.dependencies(stated)),
        checkables=tuple(checkable.read(context)),
    )
