"""What a person wants to see after a run."""
