"""Verdicts in words and pictures.

Reads what a run left behind, and runs nothing.
"""
