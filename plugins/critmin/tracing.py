"""Opening a fact at its source."""
