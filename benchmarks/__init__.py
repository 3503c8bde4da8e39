"""Speed, each beside what a user would pick instead, as ratios from one run. `make bench` runs all."""
