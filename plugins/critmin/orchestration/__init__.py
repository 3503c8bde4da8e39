"""The only part that knows Airflow: its environment, assets, defaults, pools, the one-process run, the local server.

Importing this package imports nothing heavy; modules that need Airflow import it themselves.
"""
