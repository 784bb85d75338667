"""Loads the plugin; nothing else."""

pytest_plugins = ["threadkata.plugin"]
