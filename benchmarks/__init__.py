"""Measures the product against bare DuckDB on the same files and the same published tables, by hand.

Every promise is a ratio of two measurements of one run, so it holds on any machine; CPU time and the best of
several rounds keep other processes out of it as far as that goes.
"""
