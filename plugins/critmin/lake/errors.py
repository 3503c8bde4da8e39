"""Why a page cannot be read: told by whoever opens it, kept in quarantine beside it."""


class BadPage(ValueError):
    """A page that cannot be read at all: truncated, of another type, empty. The page is quarantined whole."""

    rule = "unreadable_page"


class SchemaDrift(BadPage):
    """A page whose columns are not those promised: better a stop than a silent null."""

    rule = "schema_drift"
