"""Reading claims of agreements, trade measures and dependencies out of text."""
