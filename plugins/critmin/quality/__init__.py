"""The gates: what must hold before a build may read a batch, and before readers may see a build.

Only this room knows Great Expectations. It returns verdicts and rejected rows; `lake` writes them.
"""
