"""Which interleaving to try next.

A strategy decides at each point which thread moves. There is one in each module, citing where it
comes from; `explore.py` runs a program under one after another until there is something to report.
"""
