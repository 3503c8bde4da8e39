"""critmin: an open data warehouse of critical-minerals trade and policy."""
